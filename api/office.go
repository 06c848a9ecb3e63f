package api

import (
	"bytes"
	"context"
	"errors"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/gofiber/fiber/v2"

	"vanban/batch/queue"
	"vanban/document"
	"vanban/templates/contract"
)

// ShelfOffice is the kind of what an office says of itself.
const ShelfOffice = "office"

// officeName is what it is kept under: a server is for one office.
const officeName = "office"

// maxOffice bounds it, in bytes: some hundred signers and recipients.
const maxOffice = 64 << 10

// office is what an office writes once and uses in all documents. The server keeps it as it was sent, and only looks whether it has this shape:
// what is wrong with a value shows in the documents.
type office struct {
	Version      int            `json:"version" doc:"1"`
	Organ        officeOrgan    `json:"organ,omitempty" doc:"cơ quan"`
	Abbreviation string         `json:"abbreviation,omitempty" doc:"chữ viết tắt tên cơ quan trong số, ký hiệu"`
	Unit         string         `json:"unit,omitempty" doc:"chữ viết tắt đơn vị soạn thảo trong ký hiệu công văn"`
	Place        string         `json:"place,omitempty" doc:"địa danh"`
	Contact      string         `json:"contact,omitempty" doc:"địa chỉ ở cuối công văn"`
	Authority    officeLines    `json:"authority,omitempty" doc:"thẩm quyền ban hành, chức danh người tặng"`
	Giver        string         `json:"giver,omitempty" doc:"thẩm quyền như viết trong câu"`
	Signers      []officeSigner `json:"signers,omitempty" doc:"những người ký; người thường ký đứng đầu"`
	Recipients   []string       `json:"recipients,omitempty" doc:"nơi nhận thường dùng"`
	Bases        []string       `json:"bases,omitempty" doc:"căn cứ thường dùng"`
	Options      officeOptions  `json:"options,omitempty" doc:"tùy chọn trình bày"`
}

type officeOrgan struct {
	Parent officeLines `json:"parent,omitempty" doc:"cơ quan chủ quản trực tiếp"`
	Name   officeLines `json:"name,omitempty" doc:"cơ quan ban hành"`
}

type officeSigner struct {
	Competence officeLines `json:"competence,omitempty" doc:"quyền hạn"`
	Position   officeLines `json:"position,omitempty" doc:"chức vụ"`
	Name       string      `json:"name,omitempty" doc:"họ và tên"`
}

type officeOptions struct {
	BodySize        float64       `json:"body_size,omitempty" doc:"cỡ chữ lời văn, pt"`
	FirstLineIndent float64       `json:"first_line_indent,omitempty" doc:"lùi đầu dòng, mm"`
	LineSpacing     float64       `json:"line_spacing,omitempty" doc:"khoảng cách dòng"`
	SpaceBefore     float64       `json:"space_before,omitempty" doc:"khoảng cách đoạn, pt"`
	Margins         officeMargins `json:"margins,omitempty" doc:"lề trang, mm"`
}

type officeMargins struct {
	Top    float64 `json:"top,omitempty" doc:"lề trên"`
	Bottom float64 `json:"bottom,omitempty" doc:"lề dưới"`
	Left   float64 `json:"left,omitempty" doc:"lề trái"`
	Right  float64 `json:"right,omitempty" doc:"lề phải"`
}

// officeLines are a string or a list of strings, as in documents.
type officeLines []string

// UnmarshalJSONFrom reads either.
func (l *officeLines) UnmarshalJSONFrom(in *jsontext.Decoder) error {
	if in.PeekKind() == '"' {
		var line string
		if err := json.UnmarshalDecode(in, &line); err != nil {
			return err
		}
		*l = officeLines{line}
		return nil
	}
	return json.UnmarshalDecode(in, (*[]string)(l))
}

// getOffice answers with the office as it was sent.
func (s *Server) getOffice(c *fiber.Ctx) error {
	ctx, cancel := context.WithTimeout(s.stop, s.config.RenderTimeout)
	defer cancel()
	item, err := s.config.Office.Get(ctx, officeName)
	if errors.Is(err, queue.ErrNotFound) {
		return refusal(noOffice)
	}
	if err != nil {
		return ofQueue(err)
	}
	c.Set(fiber.HeaderCacheControl, "private, no-cache")
	return send(c, fiber.MIMEApplicationJSON, item.Data, plateTag(item.Revision))
}

// putOffice keeps the office, on the conditions of the request.
func (s *Server) putOffice(c *fiber.Ctx) error {
	x := exchangeOf(c.Context())
	if _, err := x.operation.Reads.of(&c.Request().Header); err != nil {
		return err
	}
	in, err := s.bodies.read(c.Context(), maxOffice)
	if err != nil {
		return err
	}
	defer in.release()
	x.received = len(in.bytes)
	if err := checkOffice(in.bytes); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(s.stop, s.config.RenderTimeout)
	defer cancel()
	data := bytes.Clone(in.bytes)
	revision, created, err := keep(ctx, c, s.config.Office, officeName, data)
	if err != nil {
		return ofQueue(err)
	}
	x.logger(s.log).Info("office kept", "key", x.key)
	c.Set(fiber.HeaderETag, plateTag(revision))
	c.Set(fiber.HeaderCacheControl, "no-store")
	if created {
		c.Status(fiber.StatusCreated)
	}
	c.Response().Header.SetContentType(fiber.MIMEApplicationJSON)
	c.Response().SetBodyRaw(data)
	return nil
}

// checkOffice refuses what has another shape: a name that is misspelt would be kept and never used.
func checkOffice(data []byte) error {
	var o office
	err := json.Unmarshal(data, &o, json.RejectUnknownMembers(true))
	var syntax *jsontext.SyntacticError
	var semantic *json.SemanticError
	switch {
	case errors.As(err, &syntax):
		r := refusal(badJSON)
		r.problems = document.Problems{{
			Pointer: string(syntax.JSONPointer), Code: "syntax_error", Message: "Dữ liệu không phải JSON hợp lệ, hoặc có tên ghi hai lần.",
			Hint: "Kiểm tra dấu phẩy, dấu ngoặc, dấu nháy và bảng mã UTF-8 quanh chỗ này.",
		}}
		return r
	case errors.As(err, &semantic) && errors.Is(err, json.ErrUnknownName):
		return badData(string(semantic.JSONPointer), "unknown_field", "Không có trường "+contract.Quote(semantic.JSONPointer.LastToken())+".", "Xem các trường của Office ở /docs.")
	case errors.As(err, &semantic):
		return badData(string(semantic.JSONPointer), "wrong_type", "Giá trị không đúng kiểu của trường.", "Xem các trường của Office ở /docs.")
	case err != nil:
		return refusal(badJSON)
	case o.Version != 1:
		return badData("/version", "wrong_version", "Phiên bản của dữ liệu phải là 1.", "Ghi “version”: 1.")
	}
	return nil
}

// officeOperations are the calls on what the office says of itself.
func (s *Server) officeOperations() []operation {
	storing := []*fault{noKey, badKey, scopeMissing, rateLimited, queueUnavailable, shuttingDown}
	return []operation{
		{
			Method: "GET", Path: "/v1/office", ID: "getOffice", Tag: tagOffice, Scope: ScopeRender,
			Summary:     "Dữ liệu của cơ quan",
			Description: "Tên, địa danh, người ký, nơi nhận thường dùng: cơ quan ghi một lần, dùng cho mọi văn bản.",
			Answer:      answer{Description: "dữ liệu như đã gửi", Media: []string{fiber.MIMEApplicationJSON}, Schema: "Office", Conditional: true},
			Faults:      append([]*fault{noOffice}, storing...),
			handle:      s.getOffice,
		},
		{
			Method: "PUT", Path: "/v1/office", ID: "putOffice", Tag: tagOffice, Scope: ScopeBatch, Reads: officeContent,
			Summary:     "Lưu dữ liệu của cơ quan",
			Description: "Nhiều nhất 64 KB. Gửi If-Match để không đè lên bản người khác vừa sửa; If-None-Match: * để chỉ lưu khi chưa có.",
			Headers:     []parameter{{Name: fiber.HeaderIfMatch, Description: "ETag của bản đang có"}, {Name: fiber.HeaderIfNoneMatch, Description: "* để chỉ lưu khi chưa có"}},
			Answer:      answer{Description: "đã lưu thay bản cũ", Media: []string{fiber.MIMEApplicationJSON}, Schema: "Office", Headers: []string{fiber.HeaderETag}},
			Or:          []answer{{Status: fiber.StatusCreated, Description: "đã lưu bản đầu tiên", Media: []string{fiber.MIMEApplicationJSON}, Schema: "Office", Headers: []string{fiber.HeaderETag}}},
			Faults:      append([]*fault{badJSON, invalidData, preconditionFailed, requestTimeout, bodyTooLarge, unsupportedMediaType, unsupportedEncoding, storageFull, busy}, storing...),
			handle:      s.putOffice,
		},
	}
}
