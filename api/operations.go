package api

import (
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"

	"vanban/templates/contract"
)

// operation is one call: routing, access, the OpenAPI document and the reference follow from it.
type operation struct {
	Method, Path string // the path in OpenAPI's form, with {name} for what varies
	ID, Tag      string
	Summary      string
	Description  string
	Scope        Scope // empty where no key is needed
	Query        []parameter
	Headers      []parameter // of the request
	Reads        *content    // nil where it takes no body
	Answer       answer
	Or           []answer // what else comes back when all went well
	Faults       []*fault // besides those that any call may meet

	anyQuery bool // of pages, whose scripts read it
	quiet    bool // asked so often, and by machines, that a log of it would hide everything else
	handle   fiber.Handler
}

// parameter is one of the query.
type parameter struct {
	Name, Description string
	Integer           bool
	FromZero          bool // an integer that may be 0
	Max               int  // of an integer; 0 is the largest there is
	Number            bool
	Pattern           string
	Enum              []string
	Example           string
}

// answer is what comes back when all went well.
type answer struct {
	Status      int // 200 where it is 0
	Description string
	Media       []string
	Schema      string // component of the JSON forms; empty for others
	Headers     []string
	Conditional bool // ETag and 304
}

// route is the path as Fiber writes it.
func (o *operation) route() string {
	return strings.NewReplacer("{", ":", "}", "").Replace(o.Path)
}

// checkQuery refuses parameters that the call does not have: one that is misspelt would change nothing, and nobody would know.
func (o *operation) checkQuery(args *fasthttp.Args) error {
	if o.anyQuery {
		return nil
	}
	seen := make(map[string]bool, 2)
	for key := range args.All() {
		name := string(key)
		switch {
		case !slices.ContainsFunc(o.Query, func(p parameter) bool { return p.Name == name }):
			return refusal(unknownParameter).because("Không có tham số %s.", contract.Quote(strings.ToValidUTF8(name, "?")))
		case seen[name]:
			return refusal(repeatedParameter).because("Tham số %s ghi nhiều lần.", name)
		}
		seen[name] = true
	}
	return nil
}

const (
	// Generators make names of these, too.
	tagDocuments = "documents"
	tagFiles     = "files"
	tagBatches   = "batches"
	tagPlates    = "plates"
	tagOffice    = "office"
	tagTypes     = "types"
	tagOperation = "operation"
)

// without returns the faults but some.
func without(list []*fault, but ...*fault) []*fault {
	return slices.DeleteFunc(slices.Clone(list), func(f *fault) bool { return slices.Contains(but, f) })
}

// operationsOf is the one list of all calls: those on documents, on batches where there are any, and for operating the service.
func (s *Server) operationsOf() []operation {
	list := s.documentOperations()
	if s.config.Batches != nil {
		list = append(list, s.batchOperations()...)
		list = append(list, s.plateOperations()...)
	}
	if s.config.Office != nil {
		list = append(list, s.officeOperations()...)
	}
	return append(list, s.serviceOperations()...)
}

// documentOperations are the calls on one document, one file, and the types.
func (s *Server) documentOperations() []operation {
	reading := []*fault{badJSON, noKey, badKey, scopeMissing, requestTimeout, bodyTooLarge, unsupportedMediaType, unsupportedEncoding,
		rateLimited, busy, renderTimeout, shuttingDown, queueUnavailable}
	return []operation{
		{
			Method: "POST", Path: "/v1/documents", ID: "renderDocument", Tag: tagDocuments, Scope: ScopeRender, Reads: documentContent,
			Summary:     "Tạo tệp DOCX, PDF, SVG hoặc ZIP của một văn bản",
			Description: "Định dạng do tham số format, hoặc tiêu đề Accept quyết định; không nói gì thì là PDF. Cùng dữ liệu luôn cho cùng tệp, nên gửi lại với If-None-Match có thể nhận 304. Cảnh báo không ngăn việc tạo tệp: xem Vanban-Warnings, và gọi validate để biết nội dung.",
			Query: []parameter{
				{Name: "format", Description: "định dạng; được ưu tiên hơn Accept", Enum: fileChoices.names(), Example: "pdf"},
				{Name: "page", Description: "một trang, từ 1; chỉ dùng với SVG", Integer: true},
				{Name: "fonts", Description: "none: SVG không kèm phông và kiểu chữ, để đặt trong trang HTML đã có chúng (/assets/fonts/pages.css); chỉ dùng với SVG", Enum: []string{"none"}},
			},
			Answer: answer{
				Description: "tệp", Media: fileChoices.media(), Conditional: true,
				Headers: []string{fiber.HeaderContentDisposition, headerPages, headerWarnings, headerWarningCodes},
			},
			Faults: append([]*fault{unknownFormat, badPage, badParameter, noSuchPage, notAcceptable, invalidDocument}, reading...),
			handle: s.documents,
		},
		{
			Method: "POST", Path: "/v1/documents/validate", ID: "validateDocument", Tag: tagDocuments, Scope: ScopeValidate, Reads: documentContent,
			Summary:     "Kiểm tra một văn bản, không tạo tệp",
			Description: "Nhận cùng dữ liệu như lời gọi tạo tệp và trả về mọi lỗi, mọi cảnh báo cùng lúc, mỗi điều có vị trí, cách sửa và căn cứ.",
			Answer:      answer{Description: "kết quả kiểm tra", Media: []string{fiber.MIMEApplicationJSON}, Schema: "Report"},
			Faults:      reading,
			handle:      s.validate,
		},
		{
			Method: "POST", Path: "/v1/imports", ID: "importFile", Tag: tagFiles, Scope: ScopeImport, Reads: importContent,
			Summary:     "Đọc một văn bản có sẵn thành JSON",
			Description: "Nhận tệp Word (.docx), văn bản thuần hoặc Markdown; gửi application/octet-stream thì máy chủ tự nhận ra loại tệp. Không chữ nào bị sửa hay bị bỏ: chữ không có chỗ trong document thì ở notes. Tệp Word do vanban tạo mang sẵn JSON của nó: chỉ những chỗ đã sửa trong Word được đọc lại, và changes cho biết đó là những chỗ nào.",
			Query:       []parameter{{Name: "type", Description: "mã tên loại, khi đã biết; không có thì theo nội dung tệp", Enum: typeSlugs(), Example: "ke-hoach"}},
			Answer:      answer{Description: "văn bản và các ghi chú", Media: []string{fiber.MIMEApplicationJSON}, Schema: "Import"},
			Faults:      append([]*fault{badType, unreadableFile}, without(reading, badJSON, queueUnavailable)...),
			handle:      s.imports,
		},
		{
			Method: "POST", Path: "/v1/checks", ID: "checkFile", Tag: tagFiles, Scope: ScopeCheck, Reads: checkContent,
			Summary:     "Kiểm tra thể thức của một văn bản",
			Description: "Nhận tệp Word (.docx), PDF, hoặc JSON của văn bản; gửi application/octet-stream thì máy chủ tự nhận ra loại tệp. Trả lời 200 dù văn bản đúng hay sai thể thức: xem tiêu đề Vanban-Clean. Mỗi quy tắc có kết quả, số đo, khoảng cho phép, căn cứ và vị trí. Dạng báo cáo do tham số format, hoặc tiêu đề Accept quyết định; không nói gì thì là JSON.",
			Query: []parameter{
				{Name: "format", Description: "dạng báo cáo; được ưu tiên hơn Accept. pdf là phiếu kiểm tra, docx là chính tệp Word đã gửi kèm nhận xét", Enum: reportChoices.names(), Example: "json"},
				{Name: "name", Description: "tên tệp để ghi trong báo cáo", Example: "ke-hoach.docx"},
			},
			Answer: answer{
				Description: "báo cáo", Media: reportChoices.media(), Schema: "Check",
				Headers: []string{headerClean, fiber.HeaderContentDisposition},
			},
			Faults: append([]*fault{unknownFormat, notAcceptable, noComments, invalidDocument, unreadableFile}, reading...),
			handle: s.checks,
		},
		{
			Method: "GET", Path: "/v1/types", ID: "listTypes", Tag: tagTypes,
			Summary: "Liệt kê các loại văn bản tạo được",
			Answer:  answer{Description: "các loại", Media: []string{fiber.MIMEApplicationJSON}, Schema: "Types", Conditional: true},
			handle:  s.types,
		},
		{
			Method: "GET", Path: "/v1/types/{type}", ID: "getType", Tag: tagTypes,
			Summary:     "Một loại văn bản: JSON Schema, văn bản mẫu, căn cứ",
			Description: "schema là JSON Schema 2020-12 đầy đủ của loại này; sample là một văn bản gửi được ngay.",
			Answer:      answer{Description: "loại văn bản", Media: []string{fiber.MIMEApplicationJSON}, Schema: "Type", Conditional: true},
			Faults:      []*fault{unknownType},
			handle:      s.oneType,
		},
		{
			Method: "GET", Path: "/v1/types/{type}/workbook", ID: "getWorkbook", Tag: tagTypes,
			Summary:     "Bảng tính mẫu để lập danh sách của một loại",
			Description: "Tệp .xlsx có sẵn các cột mà máy chủ tự nhận ra, hai dòng ví dụ và trang hướng dẫn.",
			Answer:      answer{Description: "bảng tính", Media: []string{mediaXLSX}, Conditional: true, Headers: []string{fiber.HeaderContentDisposition}},
			Faults:      []*fault{unknownType},
			handle:      s.workbook,
		},
	}
}

// serviceOperations are the calls for whoever runs the service, and for programs.
func (s *Server) serviceOperations() []operation {
	return []operation{
		{
			Method: "GET", Path: "/healthz", ID: "health", Tag: tagOperation, quiet: true,
			Summary: "Tiến trình còn sống",
			Answer:  answer{Description: "ok", Media: []string{fiber.MIMETextPlain}},
			handle:  s.healthz,
		},
		{
			Method: "GET", Path: "/readyz", ID: "ready", Tag: tagOperation, quiet: true,
			Summary: "Sẵn sàng nhận việc",
			Answer:  answer{Description: "ok", Media: []string{fiber.MIMETextPlain}},
			Faults:  []*fault{shuttingDown},
			handle:  s.readyz,
		},
		{
			Method: "GET", Path: "/metrics", ID: "metrics", Tag: tagOperation, Scope: ScopeMetrics, quiet: true,
			Summary: "Số đo cho Prometheus",
			Answer:  answer{Description: "số đo, dạng văn bản của Prometheus", Media: []string{fiber.MIMETextPlain}},
			Faults:  []*fault{noKey, badKey, scopeMissing, rateLimited},
			handle:  s.metrics.handler(),
		},
		{
			Method: "GET", Path: "/openapi.json", ID: "openapi", Tag: tagOperation,
			Summary: "Mô tả OpenAPI 3.1 của dịch vụ này",
			Answer:  answer{Description: "tài liệu OpenAPI", Media: []string{fiber.MIMEApplicationJSON}, Conditional: true},
			handle:  s.openapi,
		},
		{
			Method: "GET", Path: "/docs", ID: "docs", Tag: tagOperation,
			Summary: "Tài liệu cho người lập trình",
			Answer:  answer{Description: "trang HTML", Media: []string{fiber.MIMETextHTML}, Conditional: true},
			handle:  s.docs,
		},
		{
			Method: "GET", Path: "/docs/{page}", ID: "docsPage", Tag: tagOperation,
			Summary: "Các trang khác của tài liệu",
			Answer:  answer{Description: "trang HTML, hoặc tệp mà trang nhắc đến", Media: []string{fiber.MIMETextHTML, "text/css", fiber.MIMETextPlain, fiber.MIMEApplicationJSON}, Conditional: true},
			Faults:  []*fault{notFound},
			handle:  s.docs,
		},
	}
}
