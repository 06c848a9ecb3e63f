package api

import (
	"fmt"
	"strconv"

	"github.com/go-json-experiment/json"
	"github.com/valyala/fasthttp"

	"vanban/document"
)

// fault is a kind of refusal: the one list from which answers, the OpenAPI document and the reference are made.
type fault struct {
	Code   string
	Status int
	Title  string // what happened, whatever the request
	Detail string // what the caller may do
	Retry  int    // seconds after which trying again makes sense; 0 for never
}

var (
	badRequest           = &fault{"bad_request", 400, "Yêu cầu không đúng quy cách HTTP", "Kiểm tra cách gửi yêu cầu.", 0}
	badJSON              = &fault{"bad_json", 400, "Dữ liệu không phải JSON hợp lệ", "Sửa chỗ sai nêu trong problems rồi gửi lại.", 0}
	unknownFormat        = &fault{"unknown_format", 400, "Không có định dạng này", "Chọn một định dạng trong bảng của lời gọi ở /docs.", 0}
	badPage              = &fault{"bad_page", 400, "Số trang không hợp lệ", "page là số nguyên từ 1 và chỉ dùng với format=svg.", 0}
	badType              = &fault{"bad_type", 400, "Không có mã tên loại này", "type là mã của một trong 29 tên loại ở Điều 7, như ke-hoach, cong-van.", 0}
	unknownParameter     = &fault{"unknown_parameter", 400, "Tham số không có", "Bỏ tham số này khỏi địa chỉ.", 0}
	repeatedParameter    = &fault{"repeated_parameter", 400, "Tham số ghi nhiều lần", "Mỗi tham số chỉ ghi một lần.", 0}
	badParameter         = &fault{"bad_parameter", 400, "Tham số không dùng được", "Sửa giá trị của tham số theo /docs.", 0}
	badIdempotencyKey    = &fault{"bad_idempotency_key", 400, "Idempotency-Key không dùng được", "Gửi một chuỗi 1 đến 255 ký tự ASCII nhìn thấy được, mới cho mỗi đợt.", 0}
	noKey                = &fault{"no_key", 401, "Thiếu khóa truy cập", "Gửi khóa trong tiêu đề Authorization: Bearer KHÓA.", 0}
	badKey               = &fault{"bad_key", 401, "Khóa truy cập không đúng", "Kiểm tra khóa, hoặc xin khóa mới từ người quản trị.", 0}
	signedOut            = &fault{"signed_out", 401, "Phiên làm việc đã hết", "Đăng nhập lại ở /dang-nhap rồi làm tiếp; văn bản đang soạn vẫn còn trên máy này.", 0}
	scopeMissing         = &fault{"scope_missing", 403, "Khóa không có quyền này", "Dùng khóa có quyền phù hợp.", 0}
	crossOrigin          = &fault{"cross_origin", 403, "Yêu cầu đến từ trang web khác", "Mở trang của chính máy chủ này; chương trình thì gửi khóa trong Authorization.", 0}
	notFound             = &fault{"not_found", 404, "Không có địa chỉ này", "Xem các địa chỉ ở /docs.", 0}
	unknownType          = &fault{"unknown_type", 404, "Không có loại văn bản này", "Xem các loại ở /v1/types.", 0}
	noSuchPage           = &fault{"no_such_page", 404, "Văn bản không có trang này", "Chọn page trong số trang của văn bản.", 0}
	noSuchBatch          = &fault{"no_such_batch", 404, "Không có đợt này", "Đợt đã bị xóa, đã hết hạn lưu, hoặc là của khóa khác.", 0}
	noSuchFile           = &fault{"no_such_file", 404, "Đợt không có tệp này", "Lấy tên tệp ở files của đợt.", 0}
	noSuchPlate          = &fault{"no_such_plate", 404, "Không có mẫu khuôn này", "Xem các mẫu ở /v1/plates.", 0}
	noOffice             = &fault{"no_office", 404, "Chưa có dữ liệu của cơ quan", "Lưu lần đầu bằng PUT /v1/office.", 0}
	noSeal               = &fault{"no_seal", 404, "Máy chủ không ký mã xác thực", "Người quản trị chạy serve với --seal để có mã xác thực.", 0}
	methodNotAllowed     = &fault{"method_not_allowed", 405, "Địa chỉ này không nhận phương thức đã dùng", "Dùng phương thức ghi trong tiêu đề Allow.", 0}
	notAcceptable        = &fault{"not_acceptable", 406, "Không có định dạng nào mà bên gọi nhận", "Ghi trong Accept một định dạng của lời gọi, hoặc dùng ?format=.", 0}
	noComments           = &fault{"no_comments_in_pdf", 406, "Tệp PDF không mang nhận xét của Word được", "Chọn định dạng khác, hoặc gửi tệp Word (.docx).", 0}
	requestTimeout       = &fault{"request_timeout", 408, "Yêu cầu đến quá chậm", "Gửi lại toàn bộ yêu cầu.", 0}
	idempotencyConflict  = &fault{"idempotency_conflict", 409, "Idempotency-Key đã dùng cho một đợt khác", "Dùng khóa mới cho đợt mới; để hỏi lại đợt cũ hãy gửi đúng nội dung cũ.", 0}
	wrongState           = &fault{"wrong_state", 409, "Đợt chưa xong hoặc đã hủy", "Chờ đợt xong rồi gửi lại; đợt đã hủy thì lập đợt mới.", 0}
	preconditionFailed   = &fault{"precondition_failed", 412, "Bản trên máy chủ đã thay đổi", "Đọc lại rồi sửa trên bản mới.", 0}
	bodyTooLarge         = &fault{"body_too_large", 413, "Dữ liệu quá lớn", "Gửi văn bản nhỏ hơn, hoặc chia thành nhiều văn bản.", 0}
	unsupportedMediaType = &fault{"unsupported_media_type", 415, "Kiểu nội dung không được nhận", "Ghi trong Content-Type một kiểu mà lời gọi nhận, như tiêu đề Accept-Post.", 0}
	unsupportedEncoding  = &fault{"unsupported_encoding", 415, "Nội dung nén không được nhận", "Gửi nội dung không nén, bỏ tiêu đề Content-Encoding.", 0}
	misdirected          = &fault{"misdirected_request", 421, "Tên máy chủ không đúng", "Máy chủ không có khóa chỉ nhận yêu cầu gửi đến localhost hoặc 127.0.0.1.", 0}
	invalidDocument      = &fault{"invalid_document", 422, "Văn bản còn lỗi", "Sửa các lỗi nêu trong problems rồi gửi lại.", 0}
	invalidData          = &fault{"invalid_data", 422, "Dữ liệu còn lỗi", "Sửa các lỗi nêu trong problems rồi gửi lại.", 0}
	unreadableFile       = &fault{"unreadable_file", 422, "Tệp không đọc được", "Cách sửa ở problems.", 0}
	rateLimited          = &fault{"rate_limited", 429, "Gọi quá nhiều lần", "Chờ số giây ghi trong Retry-After rồi gọi lại.", 1}
	headersTooLarge      = &fault{"headers_too_large", 431, "Phần tiêu đề của yêu cầu quá lớn", "Bỏ bớt tiêu đề, cookie hoặc rút ngắn địa chỉ.", 0}
	internal             = &fault{"internal", 500, "Lỗi của chương trình", "Lỗi đã được ghi lại; khi báo lỗi hãy gửi kèm request_id.", 0}
	unknownMethod        = &fault{"unknown_method", 501, "Không có phương thức này", "Dùng phương thức ghi trong /docs.", 0}
	busy                 = &fault{"busy", 503, "Máy chủ đang bận", "Chờ số giây ghi trong Retry-After rồi gọi lại.", 1}
	renderTimeout        = &fault{"render_timeout", 503, "Soạn hoặc đọc văn bản quá thời gian cho phép", "Gọi lại sau, hoặc chia văn bản thành nhiều phần.", 5}
	shuttingDown         = &fault{"shutting_down", 503, "Máy chủ đang dừng", "Chờ số giây ghi trong Retry-After rồi gọi lại.", 5}
	queueUnavailable     = &fault{"queue_unavailable", 503, "Hàng đợi không liên lạc được", "Chờ số giây ghi trong Retry-After rồi gọi lại; các đợt đã nhận không mất.", 5}
	storageFull          = &fault{"storage_full", 507, "Máy chủ hết chỗ lưu", "Xóa các đợt đã lấy xong, hoặc báo người quản trị; các đợt đã nhận không mất.", 0}
)

// faults are all of them, in the order of their status.
var faults = [...]*fault{
	badRequest, badJSON, unknownFormat, badPage, badType, unknownParameter, repeatedParameter, badParameter, badIdempotencyKey, noKey, badKey, signedOut, scopeMissing, crossOrigin,
	notFound, unknownType, noSuchPage, noSuchBatch, noSuchFile, noSuchPlate, noOffice, noSeal, methodNotAllowed, notAcceptable, noComments, requestTimeout,
	idempotencyConflict, wrongState, preconditionFailed, bodyTooLarge, unsupportedMediaType, unsupportedEncoding, misdirected, invalidDocument, invalidData, unreadableFile,
	rateLimited, headersTooLarge, internal, unknownMethod, busy, renderTimeout, shuttingDown, queueUnavailable, storageFull,
}

// refused is a request that gets a problem for an answer (RFC 9457).
type refused struct {
	fault    *fault
	detail   string
	problems document.Problems
	retry    int // seconds; 0 for the fault's own
}

func refusal(f *fault) *refused { return &refused{fault: f} }

// because returns the refusal with a detail of its own, before what the caller may do.
func (r *refused) because(format string, args ...any) *refused {
	r.detail = fmt.Sprintf(format, args...)
	return r
}

func tooLarge(limit int) *refused {
	return refusal(bodyTooLarge).because("Máy chủ nhận nhiều nhất %d byte.", limit)
}

// Error returns the code and what is wrong, for logs.
func (r *refused) Error() string { return r.fault.Code + ": " + r.fault.Title }

// problemJSON is a problem as it is sent.
type problemJSON struct {
	Type      string   `json:"type" doc:"địa chỉ phần giải thích lỗi trong tài liệu"`
	Title     string   `json:"title" doc:"tên lỗi"`
	Status    int      `json:"status" doc:"mã HTTP"`
	Detail    string   `json:"detail" doc:"chi tiết và cách xử lý, tiếng Việt"`
	Code      string   `json:"code" doc:"mã lỗi, không đổi giữa các phiên bản"`
	RequestID string   `json:"request_id" doc:"mã của yêu cầu, có trong nhật ký máy chủ"`
	Problems  []remark `json:"problems,omitempty" doc:"mọi lỗi và cảnh báo về dữ liệu"`
}

// remark is one problem of a document as it is sent.
type remark struct {
	Severity string `json:"severity" doc:"error là lỗi, warning là cảnh báo"`
	Pointer  string `json:"pointer" doc:"vị trí trong JSON đã gửi (RFC 6901); trống khi lỗi là của cả văn bản hoặc cả tệp"`
	Code     string `json:"code" doc:"mã, không đổi giữa các phiên bản"`
	Message  string `json:"message" doc:"nội dung, tiếng Việt"`
	Hint     string `json:"hint,omitempty" doc:"cách sửa"`
	Cite     string `json:"cite,omitempty" doc:"căn cứ pháp lý"`
}

// remarks returns problems as they are sent, with the number of errors among them.
func remarks(problems document.Problems) (list []remark, errors int) {
	list = make([]remark, len(problems))
	for i := range problems {
		p := &problems[i]
		list[i] = remark{"warning", p.Pointer, p.Code, p.Message, p.Hint, p.Cite}
		if p.Severity == document.Error {
			list[i].Severity = "error"
			errors++
		}
	}
	return list, errors
}

const problemMedia = "application/problem+json"

// maxProblems is how many problems one answer tells: more than a document has at most, and no more than a person can look through. A list of
// a million rows may have as many.
const maxProblems = 2000

// write makes the refusal the answer. Whatever a handler had set before is dropped, but for the headers about the request.
func (r *refused) write(ctx *fasthttp.RequestCtx, requestID string) {
	detail := r.fault.Detail
	if r.detail != "" {
		detail = r.detail + " " + detail
	}
	p := problemJSON{
		Type: "/docs#problem-" + r.fault.Code, Title: r.fault.Title, Status: r.fault.Status, Detail: detail,
		Code: r.fault.Code, RequestID: requestID,
	}
	p.Problems, _ = remarks(r.problems[:min(len(r.problems), maxProblems)])
	data, err := json.Marshal(p)
	if err != nil { // strings and numbers alone: only text that is not UTF-8 could bring this about
		data = []byte(`{"title":"` + internal.Title + `","status":500,"code":"internal"}`)
		r = refusal(internal)
	}
	h := &ctx.Response.Header
	for _, name := range []string{fasthttp.HeaderContentDisposition, fasthttp.HeaderETag, headerPages, headerWarnings, headerWarningCodes, headerClean, headerReprDigest, fasthttp.HeaderLocation} {
		h.Del(name)
	}
	ctx.Response.SetStatusCode(r.fault.Status)
	h.SetContentType(problemMedia)
	h.Set(fasthttp.HeaderCacheControl, "no-store")
	if seconds := max(r.retry, r.fault.Retry); seconds > 0 {
		h.Set(fasthttp.HeaderRetryAfter, strconv.Itoa(seconds))
	}
	if r.fault.Status == fasthttp.StatusUnauthorized || r.fault == scopeMissing { // RFC 6750, 3
		challenge := `Bearer realm="vanban"`
		switch r.fault {
		case badKey:
			challenge += `, error="invalid_token"`
		case scopeMissing:
			challenge += `, error="insufficient_scope"`
		}
		h.Set(fasthttp.HeaderWWWAuthenticate, challenge)
	}
	ctx.Response.SetBodyRaw(data)
}
