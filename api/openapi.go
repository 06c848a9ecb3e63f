package api

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/gofiber/fiber/v2"

	"vanban/docs"
	"vanban/templates/schema"
)

// object builds JSON with its keys in the order they are written.
func object(pairs ...any) schema.Object {
	o := make(schema.Object, 0, len(pairs)/2)
	for i := 0; i < len(pairs); i += 2 {
		o = append(o, schema.Member{Key: pairs[i].(string), Value: pairs[i+1]})
	}
	return o
}

const schemas = "#/components/schemas/"

func ref(name string) schema.Object { return object("$ref", schemas+name) }

func (s *Server) openapi(c *fiber.Ctx) error { return s.description.send(c) }

// describe makes the OpenAPI 3.1 document from the operations, the list of faults and the types that are decoded and sent.
func (s *Server) describe() (*resource, error) {
	document, err := docs.Files.ReadFile("example.json")
	if err != nil {
		return nil, fmt.Errorf("api: openapi: %w", err)
	}
	text, err := docs.Files.ReadFile("example.txt")
	if err != nil {
		return nil, fmt.Errorf("api: openapi: %w", err)
	}
	examples := map[string]any{fiber.MIMEApplicationJSON: jsontext.Value(document), fiber.MIMETextPlain: string(text)}
	paths := schema.Object{}
	for i := range s.operations {
		op := &s.operations[i]
		call := object(strings.ToLower(op.Method), op.describe(examples))
		if n := len(paths); n > 0 && paths[n-1].Key == op.Path { // calls of one address stand side by side in the list
			paths[n-1].Value = append(paths[n-1].Value.(schema.Object), call...)
			continue
		}
		paths = append(paths, schema.Member{Key: op.Path, Value: call})
	}
	components := s.render.Catalog().Schemas(schemas)
	components = append(components, schema.Member{Key: plateSchema, Value: profileSchema(components)})
	for _, o := range sent {
		components = append(components, schema.Member{Key: o.name, Value: structSchema(o.typ, o.title)})
	}
	doc := object(
		"openapi", "3.1.0",
		"info", object(
			"title", "vanban", "version", s.config.Version,
			"summary", "Văn bản hành chính đúng thể thức theo Nghị định 30/2020/NĐ-CP",
			"description", "Gửi dữ liệu có cấu trúc, nhận văn bản DOCX và PDF giống nhau từng dòng. Hướng dẫn: /docs.",
		),
		"servers", []any{object("url", "/")},
		"tags", []any{
			object("name", tagDocuments, "description", "Văn bản"), object("name", tagFiles, "description", "Văn bản có sẵn"), object("name", tagTypes, "description", "Loại văn bản"),
			object("name", tagBatches, "description", "Hàng loạt"), object("name", tagPlates, "description", "Phôi, mẫu giấy khen"), object("name", tagOffice, "description", "Cơ quan"), object("name", tagOperation, "description", "Vận hành"),
		},
		"paths", paths,
		"components", object(
			"schemas", components,
			"headers", headerSchemas(),
			"securitySchemes", object("key", object("type", "http", "scheme", "bearer",
				"description", "Khóa truy cập; lệnh vanban key tạo khóa. Máy chủ chạy không khóa trên địa chỉ nội bộ thì không cần.")),
		),
	)
	data, err := doc.Indented()
	if err != nil {
		return nil, fmt.Errorf("api: openapi: %w", err)
	}
	return newResource(fiber.MIMEApplicationJSON, data), nil
}

// everywhere are the faults that any call may meet.
var everywhere = []*fault{badRequest, unknownParameter, repeatedParameter, methodNotAllowed, requestTimeout, misdirected, headersTooLarge, internal, busy}

// faultsOf returns what a call may be refused with, in the order of the one list.
func faultsOf(op *operation) []*fault {
	var list []*fault
	for _, f := range faults {
		if slices.Contains(op.Faults, f) || slices.Contains(everywhere, f) ||
			f == signedOut && slices.Contains(op.Faults, noKey) || f == crossOrigin && op.Method != fiber.MethodGet {
			list = append(list, f)
		}
	}
	return list
}

// describe is the operation object (OpenAPI 3.1, 4.8.10), with examples of what the operation reads, by media type.
func (o *operation) describe(examples map[string]any) schema.Object {
	d := object("operationId", o.ID, "tags", []string{o.Tag}, "summary", o.Summary)
	if o.Description != "" {
		d = append(d, object("description", o.Description)...)
	}
	if params := o.parameters(); len(params) > 0 {
		d = append(d, object("parameters", params)...)
	}
	if o.Reads != nil {
		d = append(d, object("requestBody", object("required", true, "description", o.Reads.What, "content", o.Reads.describe(examples)))...)
	}
	d = append(d, object("responses", o.responses())...)
	security := []any{}
	if o.Scope != "" {
		security = append(security, object("key", []string{string(o.Scope)}))
	}
	return append(d, object("security", security)...)
}

// describe is the content of the request body, by media type.
func (c *content) describe(examples map[string]any) schema.Object {
	out := schema.Object{}
	for i := range c.Media {
		m := &c.Media[i]
		d := object("schema", bytesSchema(m.Name))
		if m.Schema != "" {
			d = object("schema", ref(m.Schema))
		}
		if e, ok := examples[m.Name]; ok && (m.Schema == "" || m.Schema == "Document") {
			d = append(d, object("example", e)...)
		}
		out = append(out, schema.Member{Key: m.Name, Value: d})
	}
	return out
}

// bytesSchema is the schema of what is not JSON of ours: text, or bytes.
func bytesSchema(media string) schema.Object {
	switch {
	case strings.HasSuffix(media, "json"):
		return object("type", "object")
	case media == mediaSSE: // of one event
		return object("type", "object", "properties", object("event", object("type", "string", "enum", []string{"progress", "end"}), "data", object("type", "string", "description", "JSON của đợt (Batch)")))
	case strings.HasPrefix(media, "text/"), strings.HasSuffix(media, "xml"):
		return object("type", "string")
	}
	return object("type", "string", "format", "binary") // of OpenAPI 3.0, which is what generators look for
}

func (o *operation) parameters() []any {
	var list []any
	for rest := o.Path; ; {
		_, after, ok := strings.Cut(rest, "{")
		if !ok {
			break
		}
		name, after, _ := strings.Cut(after, "}")
		list = append(list, object("name", name, "in", "path", "required", true, "schema", object("type", "string", "minLength", 1)))
		rest = after
	}
	for _, p := range o.Query {
		list = append(list, p.describe("query"))
	}
	for _, p := range o.Headers {
		list = append(list, p.describe("header"))
	}
	if o.Answer.Conditional {
		list = append(list, object("name", fiber.HeaderIfNoneMatch, "in", "header", "description", "ETag đã nhận; không đổi thì trả lời 304",
			"schema", object("type", "string")))
	}
	return list
}

// describe is the parameter object (OpenAPI 3.1, 4.8.12); in is where it stands.
func (p *parameter) describe(in string) schema.Object {
	s := object("type", "string")
	if p.Integer {
		low, high := 1, p.Max
		if p.FromZero {
			low = 0
		}
		if high == 0 {
			high = maxInteger
		}
		s = object("type", "integer", "minimum", low, "maximum", high)
	}
	if p.Number {
		s = object("type", "number")
	}
	if p.Pattern != "" {
		s = append(s, object("pattern", p.Pattern)...)
	}
	if p.Enum != nil {
		s = append(s, object("enum", p.Enum)...)
	}
	d := object("name", p.Name, "in", in, "description", p.Description, "schema", s)
	if p.Example != "" {
		d = append(d, object("example", p.Example)...)
	}
	return d
}

// StatusCode is that of an answer when all went well.
func (a answer) StatusCode() int {
	if a.Status == 0 {
		return fiber.StatusOK
	}
	return a.Status
}

// describe is a good answer with its status.
func (a *answer) describe() schema.Object {
	content := schema.Object{}
	for _, m := range a.Media {
		s := bytesSchema(m)
		if a.Schema != "" && m == fiber.MIMEApplicationJSON {
			s = ref(a.Schema)
		}
		content = append(content, object(m, object("schema", s))...)
	}
	good := object("description", a.Description, "headers", headerRefs(a.Headers, a.Conditional))
	if len(content) > 0 {
		good = append(good, object("content", content)...)
	}
	return object(strconv.Itoa(a.StatusCode()), good)
}

// Good are the answers when all went well.
func (o *operation) Good() []answer { return append([]answer{o.Answer}, o.Or...) }

// responses is what may come back, by status.
func (o *operation) responses() schema.Object {
	out := schema.Object{}
	for _, a := range o.Good() {
		out = append(out, a.describe()...)
	}
	if o.Answer.Conditional {
		out = append(out, object("304", object("description", "Bên gọi đã có đúng nội dung này", "headers", headerRefs(nil, true)))...)
	}
	status := 0
	var lines []string
	var retry bool
	flush := func() {
		if status == 0 {
			return
		}
		var names []string
		if retry {
			names = append(names, fiber.HeaderRetryAfter)
		}
		out = append(out, object(strconv.Itoa(status), object("description", strings.Join(lines, "\n"), "headers", headerRefs(names, false),
			"content", object(problemMedia, object("schema", ref("ProblemDetails")))))...)
	}
	for _, f := range faultsOf(o) {
		if f.Status != status {
			flush()
			status, lines, retry = f.Status, nil, false
		}
		lines = append(lines, "`"+f.Code+"`: "+f.Title+". "+f.Detail)
		retry = retry || f.Retry > 0
	}
	flush()
	return out
}

// headerDocs says what the headers of answers mean.
var headerDocs = []struct {
	name, doc, kind string
}{
	{headerRequestID, "mã của yêu cầu, có trong nhật ký máy chủ", "string"},
	{headerPages, "số trang", "integer"},
	{headerWarnings, "số cảnh báo", "integer"},
	{headerWarningCodes, "mã của các cảnh báo, cách nhau bằng dấu phẩy; không có khi không có cảnh báo", "string"},
	{headerClean, "true khi văn bản không có điểm sai và không có điểm phải xem lại", "boolean"},
	{fiber.HeaderContentDisposition, "tên tệp: filename không dấu, filename* đủ dấu (RFC 6266)", "string"},
	{fiber.HeaderLocation, "địa chỉ của đợt", "string"},
	{headerReprDigest, "SHA-256 của tệp (RFC 9530)", "string"},
	{fiber.HeaderETag, "dấu của nội dung, dùng cho If-None-Match", "string"},
	{fiber.HeaderRetryAfter, "số giây nên chờ", "integer"},
}

func headerSchemas() schema.Object {
	out := schema.Object{}
	for _, h := range headerDocs {
		out = append(out, object(h.name, object("description", h.doc, "schema", object("type", h.kind)))...)
	}
	return out
}

func headerRefs(names []string, conditional bool) schema.Object {
	names = append([]string{headerRequestID}, names...)
	if conditional {
		names = append(names, fiber.HeaderETag)
	}
	out := schema.Object{}
	for _, n := range names {
		out = append(out, object(n, object("$ref", "#/components/headers/"+n))...)
	}
	return out
}
