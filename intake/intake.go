// Package intake owns the way from somebody's file to the JSON of a document: it reads a DOCX or a text, has its parts told apart, and
// writes them as the contract has them. It corrects nothing and loses nothing: what the contract has no place for is in the notes. A
// file that this program made carries its JSON, and then only what was edited since is taken from the text.
package intake

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"vanban/document"
	"vanban/read"
	"vanban/read/anatomy"
	"vanban/render"
	"vanban/templates/catalog"
	"vanban/templates/contract"
	"vanban/thethuc"
)

// Service imports files. It is safe for concurrent use.
type Service struct {
	render  *render.Service
	catalog *catalog.Catalog
	sheet   *thethuc.Sheet
}

// New returns a Service that knows the types of r and renders with it what a file was made from.
func New(r *render.Service) (*Service, error) {
	sheet, problems := thethuc.ND30().Sheet(thethuc.House{}, "")
	if sheet == nil {
		return nil, fmt.Errorf("intake: the pack's own values are outside its ranges: %+v", problems)
	}
	return &Service{render: r, catalog: r.Catalog(), sheet: sheet}, nil
}

// Hint is what the sender knows of a file.
type Hint struct {
	Type     string // slug of tên loại; empty where the file is to tell
	Markdown bool   // the text is Markdown; a DOCX tells itself
}

// Import reads a file: a DOCX, or text in UTF-8. A fault of the file is a *read.Refusal; any other error is ours, or the context's.
func (s *Service) Import(ctx context.Context, data []byte, hint Hint) (*Result, error) {
	src, err := open(ctx, data, hint.Markdown)
	if err != nil {
		return nil, err
	}
	if len(src.Embedded) > 0 {
		return s.importOwn(ctx, data, src, hint)
	}
	return s.recognise(ctx, src, hint, textWidth(src, data))
}

// ImportText reads pasted text.
func (s *Service) ImportText(ctx context.Context, text string, hint Hint) (*Result, error) {
	src, err := openText(ctx, []byte(text), hint.Markdown)
	if err != nil {
		return nil, err
	}
	return s.recognise(ctx, src, hint, textWidth(src, []byte(text)))
}

// recognise makes the document of a manuscript by what stands in it.
func (s *Service) recognise(ctx context.Context, src *read.Manuscript, hint Hint, wrap int) (*Result, error) {
	m := &mapper{s: s, src: src, sheet: s.sheet, wrap: wrap}
	src.DecodeLegacy()
	if kind, is := anatomy.Certificate(src); is && hint.Type == "" {
		return nil, anatomy.RefuseCertificate(kind)
	}
	for i := range src.Remarks {
		m.remark(&src.Remarks[i])
	}
	a, err := anatomy.Analyze(ctx, src)
	if err != nil {
		return nil, err
	}
	a = outermost(a)
	doc := m.document(a, m.kind(a, hint), nil)
	m.options(a, doc)
	m.account(doc)
	s.leaveOutSupplied(doc)
	return m.result(doc)
}

// outermost returns the document that a manuscript is about: behind a line or two of others, a letterhead may look like that of a second
// document. What stood before it is left to the account.
func outermost(a *anatomy.Document) *anatomy.Document {
	bare := a.SoKyHieu == nil && a.TenLoai == nil && a.QuocHieu == nil && len(a.Signers) == 0 && len(a.NoiNhan) == 0
	if bare && len(a.Enclosures) > 0 && len(a.Body) <= 1 && a.Enclosures[0].SoKyHieu != nil {
		first := a.Enclosures[0]
		first.Enclosures = append(first.Enclosures, a.Enclosures[1:]...)
		return first
	}
	return a
}

// kind returns the slug of the document's type. One that says nothing of its type is a công văn, which the law calls a document without a
// tên loại.
func (m *mapper) kind(a *anatomy.Document, hint Hint) string {
	switch {
	case hint.Type != "":
		return hint.Type
	case a.Kind != "":
		return a.Kind
	}
	m.note("type_unknown", "Không xác định được tên loại văn bản; tạm coi là công văn.", "", read.Place{})
	return "cong-van"
}

// result writes the document down and takes out what the contract refuses.
func (m *mapper) result(doc *contract.Document) (*Result, error) {
	res := &Result{Source: m.src.Source, Manuscript: m.src}
	data, doc, err := m.accepted(doc)
	if err != nil {
		return nil, err
	}
	res.JSON, res.Document = data, *doc
	m.problems(data, doc)
	res.Notes = gathered(m.notes)
	return res, nil
}

// problems notes what stands between the document and a file of it.
func (m *mapper) problems(data []byte, doc *contract.Document) {
	if m.s.catalog.Get(doc.Type) == nil {
		message := "Chương trình chưa lập được tệp cho loại văn bản " + contract.Quote(doc.Type) + "; dữ liệu vẫn đầy đủ."
		m.note("type_not_rendered", message, "", read.Place{}).Pointer = "/type"
		return
	}
	for _, p := range m.s.catalog.Build(data).Problems {
		if p.Severity == document.Error {
			m.notes = append(m.notes, Note{Code: "problem", Message: p.Message, Pointer: p.Pointer, Text: p.Code})
		}
	}
}

// attempts bounds how often a document is read back; each attempt takes out one refused value at least.
const attempts = 20

// accepted returns the JSON of doc, without what contract.Decode refuses: that becomes notes.
func (m *mapper) accepted(doc *contract.Document) ([]byte, *contract.Document, error) {
	for range attempts {
		data, err := contract.EncodeIndent(doc)
		if err != nil {
			return nil, nil, fmt.Errorf("intake: %w", err)
		}
		back, problems := contract.Decode(data, contract.Limits{})
		if !problems.Fatal() {
			return data, back, nil
		}
		for _, p := range problems {
			if p.Severity == document.Error {
				m.notes = append(m.notes, Note{
					Code: "not_accepted", Message: p.Message, Pointer: p.Pointer, Text: valueAt(data, p.Pointer), Lost: true,
				})
			}
		}
		if back == nil {
			return nil, nil, read.Refuse("file_too_large", "Văn bản lớn quá mức mà dữ liệu nhận.", "Chia văn bản thành nhiều tệp.")
		}
		clean, err := contract.Encode(back) // a refused value is as if absent
		if err != nil {
			return nil, nil, fmt.Errorf("intake: %w", err)
		}
		doc, _ = contract.Decode(clean, contract.Limits{})
		if doc == nil {
			break
		}
	}
	return nil, nil, read.Refuse("file_unknown", "Không ghi được nội dung tệp này thành dữ liệu văn bản.", "Kiểm tra lại nội dung tệp.")
}

// textWidth returns how many characters the lines of a text were broken at, 0 where each paragraph is one line. A title is bold and so a
// little wider.
func textWidth(src *read.Manuscript, data []byte) int {
	if src.Source != read.Text {
		return 0
	}
	var lengths []int
	for line := range strings.Lines(string(data)) {
		if n := utf8.RuneCountInString(strings.TrimSpace(line)); n > 0 {
			lengths = append(lengths, n)
		}
	}
	if len(lengths) == 0 {
		return 0
	}
	slices.Sort(lengths)
	const longestLine = 130 // more characters than a page of this type takes
	if full := lengths[len(lengths)*9/10]; full <= longestLine {
		return full * 95 / 100
	}
	return 0
}
