package api

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"vanban/docs"
	"vanban/templates/schema"
)

//go:embed pages
var pageFiles embed.FS

// guidePage is one page of the documentation: a guide, with the reference of all calls below it where that belongs there.
type guidePage struct {
	path, file, language, title string
	reference                   bool
}

// guidePages are the pages; the empty path is /docs itself.
var guidePages = []guidePage{
	{"", "api.vi.md", "vi", "API của vanban", true},
	{"en", "api.md", "en", "The vanban API", false},
	{"json", "json.md", "en", "The JSON of a document", false},
	{"json-vi", "json.vi.md", "vi", "Cách viết JSON của một văn bản", false},
	{"import", "import.md", "en", "Reading files", false},
	{"import-vi", "import.vi.md", "vi", "Đọc văn bản có sẵn", false},
	{"check", "check.md", "en", "Checking files", false},
	{"check-vi", "check.vi.md", "vi", "Kiểm tra thể thức của tệp", false},
	{"certificates", "certificates.md", "en", "Giấy khen and bằng khen", false},
	{"certificates-vi", "certificates.vi.md", "vi", "Giấy khen, bằng khen", false},
	{"batches", "batches.md", "en", "One list, many documents", false},
	{"batches-vi", "batches.vi.md", "vi", "Một danh sách, nhiều văn bản", false},
}

// reference is what the template adds to a guide.
var reference = []section{{"tra-cuu", "Tra cứu: các lời gọi"}, {"ma-loi", "Tra cứu: mã lỗi"}, {"truong", "Tra cứu: các trường của văn bản"}}

// pagePolicy allows a page its own style sheet and nothing else, from here or from outside.
const pagePolicy = "default-src 'none'; style-src 'self'; img-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"

// docs answers with a page of the documentation.
func (s *Server) docs(c *fiber.Ctx) error {
	r := s.pages[c.Params("page")]
	if r == nil {
		return refusal(notFound)
	}
	c.Set(fiber.HeaderContentSecurityPolicy, pagePolicy)
	return r.send(c)
}

// documentation makes the pages: the guides by goldmark, the reference from the operations, the list of faults and the
// schemas; and the files that the guides refer to.
func (s *Server) documentation() (map[string]*resource, error) {
	page, err := template.New("docs.html").ParseFS(pageFiles, "pages/docs.html")
	if err != nil {
		return nil, fmt.Errorf("api: docs: %w", err)
	}
	css, err := pageFiles.ReadFile("pages/docs.css")
	if err != nil {
		return nil, fmt.Errorf("api: docs: %w", err)
	}
	pages := map[string]*resource{"style.css": newResource("text/css; charset=utf-8", css)}
	err = fs.WalkDir(docs.Files, ".", func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(file) == ".md" {
			return err
		}
		data, err := docs.Files.ReadFile(file)
		media := fiber.MIMETextPlainCharsetUTF8
		if path.Ext(file) == ".json" {
			media = fiber.MIMEApplicationJSON
		}
		pages[path.Base(file)] = newResource(media, data)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("api: docs: %w", err)
	}
	for _, g := range guidePages {
		source, err := docs.Files.ReadFile(g.file)
		if err != nil {
			return nil, fmt.Errorf("api: docs: %w", err)
		}
		body, sections, err := convert(source)
		if err != nil {
			return nil, fmt.Errorf("api: docs: %s: %w", g.file, err)
		}
		data := pageData{Language: g.language, Title: g.title, Guide: template.HTML(body), Sections: sections}
		if g.reference {
			data.Sections = append(data.Sections, reference...)
			data.Faults, data.Common = faults[:], everywhere
			for i := range s.operations {
				data.Operations = append(data.Operations, &s.operations[i])
			}
			data.Objects = s.objects()
		}
		var out bytes.Buffer
		if err := page.Execute(&out, data); err != nil {
			return nil, fmt.Errorf("api: docs: %w", err)
		}
		pages[g.path] = newResource(fiber.MIMETextHTMLCharsetUTF8, out.Bytes())
	}
	return pages, nil
}

// pageData is what the page's template sees.
type pageData struct {
	Language, Title string
	Guide           template.HTML // from our own files
	Sections        []section
	Operations      []*operation
	Faults, Common  []*fault
	Objects         []objectDoc
}

// objectDoc is one kind of JSON object with its fields, for the reference.
type objectDoc struct {
	Name, Title, Text string
	Fields            []fieldDoc
}

type fieldDoc struct {
	Key, Term, Kind, Text, Clause string
	Required                      bool
}

// objects lists the objects of the contract as the schemas have them.
func (s *Server) objects() []objectDoc {
	var list []objectDoc
	components := s.render.Catalog().Schemas("#")
	components = append(components, schema.Member{Key: plateSchema, Value: profileSchema(components)})
	for _, o := range sent { // those that are sent to us
		if slices.ContainsFunc([]string{"Submission", "SubmissionForm", "ListOptions", "Corrections", "Office", "OfficeOrgan", "OfficeSigner", "OfficeOptions", "OfficeMargins"}, func(name string) bool { return name == o.name }) {
			components = append(components, schema.Member{Key: o.name, Value: structSchema(o.typ, o.title)})
		}
	}
	for _, m := range components {
		o, _ := m.Value.(schema.Object)
		props, _ := o.Get("properties").(schema.Object)
		if len(props) == 0 {
			continue
		}
		doc := objectDoc{Name: m.Key, Title: words(o.Get("x-term")), Text: explained(o)}
		required, _ := o.Get("required").([]any)
		for _, p := range props {
			f, _ := p.Value.(schema.Object)
			field := fieldDoc{Key: p.Key, Term: words(f.Get("x-term")), Text: explained(f), Kind: kindOf(f), Clause: words(f.Get("x-clause"))}
			for _, r := range required {
				field.Required = field.Required || r == p.Key
			}
			doc.Fields = append(doc.Fields, field)
		}
		list = append(list, doc)
	}
	return list
}

// explained returns a description without the term that it begins with.
func explained(o schema.Object) string {
	return strings.TrimPrefix(words(o.Get("description")), words(o.Get("x-term"))+". ")
}

// kindOf says in short what a value may be: its types, the objects it refers to, its choices and its range.
func kindOf(o schema.Object) string {
	var kinds []string
	add := func(kind string) {
		if kind != "" && !slices.Contains(kinds, kind) {
			kinds = append(kinds, kind)
		}
	}
	names := map[string]string{"string": "chữ", "number": "số", "integer": "số nguyên", "boolean": "true hoặc false", "array": "danh sách", "object": "nhóm"}
	switch t := o.Get("type").(type) {
	case string:
		add(names[t])
	case []any:
		for _, each := range t {
			add(names[words(each)])
		}
	}
	if to := words(o.Get("$ref")); to != "" {
		add(strings.TrimPrefix(strings.TrimPrefix(to, schemas), "#"))
	}
	for _, key := range []string{"anyOf", "oneOf"} {
		list, _ := o.Get(key).([]any)
		for _, each := range list {
			if each, ok := each.(schema.Object); ok {
				add(kindOf(each))
			}
		}
	}
	text := strings.Join(kinds, " hoặc ")
	if items, ok := o.Get("items").(schema.Object); ok {
		text += " gồm " + kindOf(items)
	}
	if list, ok := o.Get("enum").([]any); ok {
		var choices []string
		for _, each := range list {
			if word := words(each); word != "" {
				choices = append(choices, word)
			}
		}
		text += ": " + strings.Join(choices, ", ")
	}
	if low, high := o.Get("minimum"), o.Get("maximum"); low != nil && high != nil {
		text += fmt.Sprintf(" từ %v đến %v", low, high)
	}
	if unit := words(o.Get("x-unit")); unit != "" {
		text += " " + unit
	}
	return text
}

func words(v any) string {
	s, _ := v.(string)
	return s
}
