package api

import (
	"fmt"
	"io/fs"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/gofiber/fiber/v2"

	"vanban/templates/parts"
	"vanban/templates/schema"
)

// resource is an answer that is the same for everybody, made once.
type resource struct {
	media string
	data  []byte
	tag   string
}

func newResource(media string, data []byte) *resource {
	return &resource{media: media, data: data, tag: entityTag(data)}
}

func (r *resource) send(c *fiber.Ctx) error {
	c.Set(fiber.HeaderCacheControl, "no-cache")
	return send(c, r.media, r.data, r.tag)
}

// typeEntry is a type of document in the list.
type typeEntry struct {
	Type         string   `json:"type" doc:"mã loại, ghi ở trường type của văn bản"`
	Name         string   `json:"name" doc:"tên loại"`
	Abbreviation string   `json:"abbreviation" doc:"chữ viết tắt tên loại, dùng trong ký hiệu"`
	Form         string   `json:"form" doc:"mẫu trong Phụ lục III"`
	Cite         string   `json:"cite" doc:"căn cứ pháp lý"`
	Numbering    []string `json:"numbering" doc:"cách đánh số khi văn bản không ghi"`
	URL          string   `json:"url" doc:"địa chỉ có JSON Schema và văn bản mẫu"`
}

type typeList struct {
	Types []typeEntry `json:"types" doc:"các loại, theo thứ tự của Điều 7"`
}

// typeLabel returns the slug of a type for logs and metrics, which take the 29 of the law and no others.
func typeLabel(slug string) string {
	if _, known := parts.KindOf(slug); known {
		return slug
	}
	return "unknown"
}

// typeSlugs are those of the 29 types, in the order of the law.
func typeSlugs() []string {
	kinds := parts.Kinds()
	slugs := make([]string, len(kinds))
	for i := range kinds {
		slugs[i] = kinds[i].Slug
	}
	return slugs
}

// typeDetail is one type with all that a caller needs to write a document of it.
type typeDetail struct {
	typeEntry `json:",inline"`
	Schema    schema.Object  `json:"schema" doc:"JSON Schema 2020-12 của văn bản loại này"`
	Sample    jsontext.Value `json:"sample" doc:"một văn bản mẫu gửi được ngay"`
}

// typeResources makes the answers about types.
func (s *Server) typeResources() (list *resource, each map[string]*resource, err error) {
	catalog := s.render.Catalog()
	var entries typeList
	each = map[string]*resource{}
	for _, t := range catalog.Types() {
		entry := typeEntry{t.Slug, t.Title, t.Abbreviation, t.Form, t.Cite, t.Numbering, "/v1/types/" + t.Slug}
		entries.Types = append(entries.Types, entry)
		sample, err := sampleOf(t)
		if err != nil {
			return nil, nil, err
		}
		data, err := json.Marshal(typeDetail{entry, catalog.Schema(t), sample}, jsontext.WithIndent("  "))
		if err != nil {
			return nil, nil, fmt.Errorf("api: type %s: %w", t.Slug, err)
		}
		each[t.Slug] = newResource(fiber.MIMEApplicationJSON, data)
	}
	data, err := json.Marshal(entries, jsontext.WithIndent("  "))
	if err != nil {
		return nil, nil, fmt.Errorf("api: types: %w", err)
	}
	return newResource(fiber.MIMEApplicationJSON, data), each, nil
}

// sampleOf returns the first of a type's samples.
func sampleOf(t *parts.Type) (jsontext.Value, error) {
	names, err := fs.Glob(t.Samples, "*.json")
	if err == nil && len(names) == 0 {
		err = fs.ErrNotExist
	}
	if err != nil {
		return nil, fmt.Errorf("api: sample of %s: %w", t.Slug, err)
	}
	data, err := fs.ReadFile(t.Samples, names[0])
	if err != nil {
		return nil, fmt.Errorf("api: sample of %s: %w", t.Slug, err)
	}
	return data, nil
}

func (s *Server) types(c *fiber.Ctx) error { return s.typeList.send(c) }

func (s *Server) oneType(c *fiber.Ctx) error {
	r := s.typeByName[c.Params("type")]
	if r == nil {
		return refusal(unknownType)
	}
	return r.send(c)
}
