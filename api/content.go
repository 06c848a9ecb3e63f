package api

import (
	"mime"
	"strings"

	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"

	"vanban/render"
	"vanban/review"
)

// content is what a call reads.
type content struct {
	What string
	// Media are the media types that it takes. The last stands for a caller who says nothing.
	Media []medium
}

// medium is one media type of a body.
type medium struct {
	Name   string
	Schema string // component of JSON; empty for others
	file   bool   // as large as files may be
	format review.Format
}

const (
	mediaOctets   = fiber.MIMEOctetStream
	mediaMarkdown = "text/markdown"
	mediaXLSX     = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	mediaCSV      = "text/csv"
)

var (
	mediaDOCX = render.DOCX.MediaType()
	mediaPDF  = render.PDF.MediaType()
)

// What the calls read.
var (
	documentContent = &content{"một văn bản", []medium{{Name: fiber.MIMEApplicationJSON, Schema: "Document", format: review.JSON}}}
	importContent   = &content{"một tệp Word, văn bản thuần hoặc Markdown", []medium{
		{Name: mediaDOCX, file: true, format: review.DOCX},
		{Name: fiber.MIMETextPlain, file: true},
		{Name: mediaMarkdown, file: true},
		{Name: mediaOctets, file: true},
	}}
	checkContent = &content{"một tệp Word, tệp PDF hoặc JSON của một văn bản", []medium{
		{Name: mediaDOCX, file: true, format: review.DOCX},
		{Name: mediaPDF, file: true, format: review.PDF},
		{Name: fiber.MIMEApplicationJSON, Schema: "Document", format: review.JSON},
		{Name: mediaOctets, file: true},
	}}
	listContent = &content{"một danh sách .xlsx hoặc .csv", []medium{
		{Name: mediaXLSX, file: true},
		{Name: mediaCSV, file: true},
		{Name: mediaOctets, file: true},
	}}
	batchContent = &content{"một đợt hàng loạt; danh sách ở ngay trong JSON, hoặc là một tệp .xlsx, .csv, .json ở phần list của multipart/form-data", []medium{
		{Name: fiber.MIMEMultipartForm, Schema: "SubmissionForm"},
		{Name: fiber.MIMEApplicationJSON, Schema: "Submission"},
	}}
	rowsContent   = &content{"các dòng cần làm lại", []medium{{Name: fiber.MIMEApplicationJSON, Schema: "Corrections"}}}
	officeContent = &content{"dữ liệu của cơ quan", []medium{{Name: fiber.MIMEApplicationJSON, Schema: "Office"}}}
	plateContent  = &content{"một mẫu khuôn", []medium{{Name: fiber.MIMEApplicationJSON, Schema: "PlateProfile"}}}
)

// names lists the media types.
func (c *content) names() string {
	names := make([]string, len(c.Media))
	for i := range c.Media {
		names[i] = c.Media[i].Name
	}
	return strings.Join(names, ", ")
}

// of returns what the caller says that the body is. One that says nothing is taken at its word: the reader will see.
func (c *content) of(h *fasthttp.RequestHeader) (*medium, error) {
	if enc := h.Peek(fasthttp.HeaderContentEncoding); len(enc) > 0 && !strings.EqualFold(string(enc), "identity") {
		return nil, refusal(unsupportedEncoding)
	}
	given := string(h.ContentType())
	if given == "" {
		return &c.Media[len(c.Media)-1], nil
	}
	name, params, err := mime.ParseMediaType(given)
	if strings.HasPrefix(name, "application/") && strings.HasSuffix(name, "+json") {
		name = fiber.MIMEApplicationJSON
	}
	var m *medium
	for i := range c.Media {
		if err == nil && c.Media[i].Name == name {
			m = &c.Media[i]
		}
	}
	if m == nil {
		return nil, refusal(unsupportedMediaType).because("Lời gọi này nhận %s.", c.names())
	}
	if charset, ok := params["charset"]; ok && !strings.EqualFold(charset, "utf-8") && !strings.EqualFold(charset, "utf8") {
		detail := "Nội dung phải dùng bảng mã UTF-8."
		if m.file {
			detail = "Bỏ charset: máy chủ tự nhận ra bảng mã của tệp."
		}
		return nil, refusal(unsupportedMediaType).because("%s", detail)
	}
	return m, nil
}
