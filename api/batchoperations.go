package api

import (
	"math"

	"github.com/gofiber/fiber/v2"

	"vanban/render"
)

const (
	maxInteger = math.MaxInt32
	mediaZIP   = "application/zip"
	mediaSSE   = "text/event-stream"
)

// The faults of calls on batches and plates.
var (
	ofKeys    = []*fault{noKey, badKey, scopeMissing, rateLimited}
	ofShelves = append([]*fault{queueUnavailable, shuttingDown}, ofKeys...)
	ofUploads = append([]*fault{requestTimeout, bodyTooLarge, unsupportedMediaType, unsupportedEncoding, renderTimeout, storageFull}, ofShelves...)
)

// batchOperations are the calls on lists and batches.
func (s *Server) batchOperations() []operation {
	status := answer{Description: "đợt", Media: []string{fiber.MIMEApplicationJSON}, Schema: "Batch"}
	begun := status
	begun.Status, begun.Description, begun.Headers = fiber.StatusAccepted, "đã nhận; làm dần, kể cả khi máy chủ dừng rồi chạy lại", []string{fiber.HeaderLocation}
	again := status
	again.Description, again.Headers = "đợt đã gửi trước đó với cùng Idempotency-Key", []string{fiber.HeaderLocation}
	later := status
	later.Status = fiber.StatusAccepted
	return []operation{
		{
			Method: "POST", Path: "/v1/lists", ID: "readList", Tag: tagBatches, Scope: ScopeBatch, Reads: listContent,
			Summary:     "Đọc một danh sách Excel hoặc CSV, không giữ lại gì",
			Description: "Tự tìm dòng tiêu đề, nhận ra cột theo tên thường dùng, đổi chữ TCVN3, VNI sang Unicode kèm lưu ý. Mỗi dòng có patch dùng được làm một mục của items. Gọi lại với map để sửa cột nhận sai.",
			Query: []parameter{
				{Name: "type", Description: "mã loại của các văn bản; không ghi là giay-khen", Enum: s.typesMade(), Example: "giay-khen"},
				{Name: "sheet", Description: "tên trang tính; không ghi là mọi trang có danh sách"},
				{Name: "map", Description: `một đối tượng JSON: cột nào là trường nào, ví dụ {"C": "recipient.unit"}; trường trống là bỏ cột`},
				{Name: "limit", Description: "nhiều nhất bao nhiêu dòng trong trả lời, đến 20000; total, errors, warnings vẫn tính mọi dòng", Integer: true, Max: maxListRows},
			},
			Answer: answer{Description: "danh sách", Media: []string{fiber.MIMEApplicationJSON}, Schema: "List"},
			Faults: append([]*fault{badType, badParameter, unreadableFile}, without(ofUploads, storageFull, queueUnavailable)...),
			handle: s.lists,
		},
		{
			Method: "POST", Path: "/v1/batches", ID: "submitBatch", Tag: tagBatches, Scope: ScopeBatch, Reads: batchContent,
			Summary:     "Gửi một đợt hàng loạt",
			Description: "Một văn bản chung và một danh sách: mỗi dòng thành một văn bản, với khen thưởng thêm quyết định và danh sách kèm theo. Dòng lỗi không ngăn các dòng khác. Gửi kèm Idempotency-Key để gửi lại được mà không làm hai lần.",
			Headers:     []parameter{{Name: headerIdempotencyKey, Description: "1 đến 255 ký tự ASCII nhìn thấy được, do bên gọi chọn: cùng khóa và cùng nội dung là cùng một đợt", Pattern: `^[!-~]{1,255}$`}},
			Answer:      begun, Or: []answer{again},
			Faults: append([]*fault{badJSON, badIdempotencyKey, idempotencyConflict, invalidData, unreadableFile}, ofUploads...),
			handle: s.submitBatch,
		},
		{
			Method: "GET", Path: "/v1/batches", ID: "listBatches", Tag: tagBatches, Scope: ScopeBatch,
			Summary: "Liệt kê các đợt của khóa này",
			Answer:  answer{Description: "các đợt, mới nhất trước", Media: []string{fiber.MIMEApplicationJSON}, Schema: "Batches"},
			Faults:  ofShelves,
			handle:  s.listBatches,
		},
		{
			Method: "GET", Path: "/v1/batches/{id}", ID: "getBatch", Tag: tagBatches, Scope: ScopeBatch,
			Summary: "Một đợt đang ở đâu: số dòng, tốc độ, thời gian còn lại, các tệp",
			Answer:  status,
			Faults:  append([]*fault{noSuchBatch}, ofShelves...),
			handle:  s.getBatch,
		},
		{
			Method: "DELETE", Path: "/v1/batches/{id}", ID: "deleteBatch", Tag: tagBatches, Scope: ScopeBatch,
			Summary:     "Hủy đợt đang làm, hoặc xóa đợt đã xong cùng các tệp",
			Description: "Gọi lần nữa với đợt vừa hủy thì đợt bị xóa.",
			Answer:      later, Or: []answer{{Status: fiber.StatusNoContent, Description: "đã xóa"}},
			Faults: append([]*fault{noSuchBatch}, ofShelves...),
			handle: s.deleteBatch,
		},
		{
			Method: "GET", Path: "/v1/batches/{id}/events", ID: "watchBatch", Tag: tagBatches, Scope: ScopeBatch,
			Summary:     "Theo dõi một đợt (Server-Sent Events)",
			Description: "Mỗi khi đợt có gì mới là một sự kiện progress, dữ liệu như GET /v1/batches/{id}; sự kiện cuối là end. Cứ 15 giây có một dòng chú thích để giữ kết nối. Kết nối đứt thì gọi lại: sự kiện đầu luôn là tình trạng hiện tại.",
			Answer:      answer{Description: "các sự kiện", Media: []string{mediaSSE}},
			Faults:      append([]*fault{noSuchBatch}, ofShelves...),
			handle:      s.watchBatch,
		},
		{
			Method: "GET", Path: "/v1/batches/{id}/rows", ID: "listRows", Tag: tagBatches, Scope: ScopeBatch,
			Summary: "Các dòng của một đợt, với lỗi và cảnh báo",
			Query: []parameter{
				{Name: "status", Description: "all mọi dòng, failed dòng lỗi, warned dòng có cảnh báo, problems cả hai; failed, warned và problems có khi đợt đã xong", Enum: whichRows, Example: "failed"},
				{Name: "after", Description: "các dòng sau số thứ tự này", Integer: true, FromZero: true},
				{Name: "limit", Description: "nhiều nhất bao nhiêu dòng, đến 1000; không ghi là 100. Có thể ít hơn khi các dòng dài: còn next là còn dòng", Integer: true, Max: mostRows},
			},
			Answer: answer{Description: "các dòng", Media: []string{fiber.MIMEApplicationJSON}, Schema: "BatchRows"},
			Faults: append([]*fault{badParameter, noSuchBatch}, ofShelves...),
			handle: s.listRows,
		},
		{
			Method: "POST", Path: "/v1/batches/{id}/rows", ID: "correctBatch", Tag: tagBatches, Scope: ScopeBatch, Reads: rowsContent,
			Summary:     "Sửa các dòng lỗi rồi làm lại, hoặc phát hành lại một dòng",
			Description: "Chỉ các dòng này được làm lại; các tệp được ghép lại từ mọi dòng. Tệp cũ ở lại đến khi tệp mới xong.",
			Answer:      later,
			Faults:      append([]*fault{badJSON, noSuchBatch, wrongState, invalidData}, ofUploads...),
			handle:      s.correctBatch,
		},
		{
			Method: "GET", Path: "/v1/batches/{id}/files/{name}", ID: "getBatchFile", Tag: tagBatches, Scope: ScopeBatch,
			Summary: "Lấy một tệp của đợt",
			Answer: answer{
				Description: "tệp", Media: []string{mediaPDF, mediaZIP, mediaDOCX, mediaXLSX, fiber.MIMEApplicationJSON}, Conditional: true,
				Headers: []string{fiber.HeaderContentDisposition, headerReprDigest},
			},
			Faults: append([]*fault{noSuchBatch, noSuchFile}, ofShelves...),
			handle: s.batchFile,
		},
	}
}

// plateOperations are the calls on the plates of certificates.
func (s *Server) plateOperations() []operation {
	kept := answer{Description: "đã lưu", Media: []string{fiber.MIMEApplicationJSON}, Schema: "PlateEntry", Headers: []string{fiber.HeaderETag}}
	created := kept
	created.Status, created.Description = fiber.StatusCreated, "đã lưu, mới có"
	created.Headers = []string{fiber.HeaderETag, fiber.HeaderLocation}
	ifMatch := parameter{Name: fiber.HeaderIfMatch, Description: "ETag đã nhận: mẫu khuôn đã thay đổi thì từ chối"}
	ifNone := parameter{Name: fiber.HeaderIfNoneMatch, Description: "* để chỉ lưu khi chưa có"}
	return []operation{
		{
			Method: "GET", Path: platesPath, ID: "listPlates", Tag: tagPlates, Scope: ScopeBatch,
			Summary: "Liệt kê các mẫu khuôn giấy khen của cơ quan",
			Answer:  answer{Description: "các mẫu", Media: []string{fiber.MIMEApplicationJSON}, Schema: "Plates"},
			Faults:  ofShelves,
			handle:  s.listPlates,
		},
		{
			Method: "GET", Path: platesPath + "/{name}", ID: "getPlate", Tag: tagPlates, Scope: ScopeBatch,
			Summary: "Một mẫu khuôn, như khi lưu",
			Answer:  answer{Description: "mẫu khuôn", Media: []string{fiber.MIMEApplicationJSON}, Schema: plateSchema, Conditional: true},
			Faults:  append([]*fault{noSuchPlate}, ofShelves...),
			handle:  s.getPlate,
		},
		{
			Method: "PUT", Path: platesPath + "/{name}", ID: "putPlate", Tag: tagPlates, Scope: ScopeBatch, Reads: plateContent,
			Summary:     "Lưu một mẫu khuôn",
			Description: "Giấy khen dùng mẫu bằng cách ghi tên ở options.plate.profile. Ảnh ghi dạng data:image/png;base64,…. Đợt đã gửi giữ mẫu như lúc gửi. If-None-Match: * chỉ lưu khi chưa có.",
			Headers:     []parameter{ifMatch, ifNone},
			Answer:      kept, Or: []answer{created},
			Faults: append([]*fault{badJSON, badParameter, preconditionFailed, invalidData}, ofUploads...),
			handle: s.putPlate,
		},
		{
			Method: "DELETE", Path: platesPath + "/{name}", ID: "deletePlate", Tag: tagPlates, Scope: ScopeBatch,
			Summary: "Xóa một mẫu khuôn",
			Headers: []parameter{ifMatch},
			Answer:  answer{Status: fiber.StatusNoContent, Description: "đã xóa"},
			Faults:  append([]*fault{noSuchPlate, preconditionFailed}, ofShelves...),
			handle:  s.deletePlate,
		},
		{
			Method: "GET", Path: "/v1/calibration", ID: "getCalibration", Tag: tagPlates, Scope: ScopeBatch,
			Summary:     "Tờ căn chỉnh máy in, để in chữ đúng chỗ trên phôi",
			Description: "In tờ này lên giấy cùng khổ với phôi, đo các dấu chữ thập, ghi số đo vào options.plate.measured.",
			Query: []parameter{
				{Name: "size", Description: "khổ giấy; không ghi là " + render.PlateSizes()[0], Enum: render.PlateSizes()},
				{Name: "width", Description: "bề rộng, mm; đi cùng height, thay cho size", Number: true},
				{Name: "height", Description: "chiều cao, mm", Number: true},
			},
			Answer: answer{Description: "tờ căn chỉnh", Media: []string{mediaPDF}, Conditional: true, Headers: []string{fiber.HeaderContentDisposition}},
			Faults: append([]*fault{badParameter, renderTimeout}, without(ofShelves, queueUnavailable)...),
			handle: s.calibration,
		},
		{
			Method: "GET", Path: "/v1/seal", ID: "getSeal", Tag: tagPlates,
			Summary: "Khóa công khai để kiểm tra mã xác thực của giấy khen, bằng khen",
			Answer:  answer{Description: "các khóa", Media: []string{fiber.MIMEApplicationJSON}, Schema: "Seal"},
			Faults:  []*fault{noSeal},
			handle:  s.sealOf,
		},
		{
			Method: "GET", Path: verifyPath, ID: "verifyPage", Tag: tagPlates,
			Summary:     "Trang kiểm tra mã xác thực trong trình duyệt",
			Description: "Trang tĩnh: kiểm tra ngay trong máy của người xem, không gửi mã đi đâu.",
			Answer:      answer{Description: "trang HTML", Media: []string{fiber.MIMETextHTML}, Conditional: true},
			Faults:      []*fault{noSeal},
			handle:      s.verifyPage,
		},
	}
}

// typesMade are the slugs of the types that documents can be made of.
func (s *Server) typesMade() []string {
	types := s.render.Catalog().Types()
	slugs := make([]string, len(types))
	for i, t := range types {
		slugs[i] = t.Slug
	}
	return slugs
}
