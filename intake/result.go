package intake

import (
	"encoding/json"
	"strings"

	"vanban/read"
	"vanban/templates/contract"
)

// Result is what became of a file.
type Result struct {
	Document contract.Document
	// JSON is the document as contract.EncodeIndent writes it; contract.Decode reads it without an error.
	JSON []byte
	// Notes tell what was guessed, changed in form, or found no place, in the order of the file.
	Notes    []Note
	Source   read.Source
	Embedded Embedded
	// Changes tell what was edited in the file since this program made it. They are there only where Embedded is Edited.
	Changes []Change
	// Manuscript is what the reader of the file found in it.
	Manuscript *read.Manuscript
}

// Lost reports whether some text of the file is only in the notes.
func (r *Result) Lost() bool {
	for i := range r.Notes {
		if r.Notes[i].Lost {
			return true
		}
	}
	return false
}

// Answer is the JSON form of a Result. The tags of it and of its parts are the source of the OpenAPI component: json names the key, doc
// says what the value is.
type Answer struct {
	Document json.RawMessage `json:"document" doc:"văn bản; sửa những gì notes nêu rồi gửi cho lời gọi tạo tệp"`
	Notes    []Note          `json:"notes" doc:"những gì phải đoán, phải đổi hoặc không có chỗ đặt, theo thứ tự của tệp"`
	Source   string          `json:"source" doc:"loại tệp: text, markdown hoặc docx"`
	Embedded Embedded        `json:"embedded" doc:"dữ liệu kèm trong tệp Word do vanban tạo: none là không có, same là chữ trong tệp vẫn như lúc tạo, edited là đã sửa"`
	Changes  []Change        `json:"changes" doc:"những gì đã sửa trong Word từ khi tạo tệp; chỉ có khi embedded là edited"`
}

// MarshalJSON returns the form of the service's answers.
func (r *Result) MarshalJSON() ([]byte, error) {
	return json.Marshal(Answer{r.JSON, orEmpty(r.Notes), r.SourceName(), r.Embedded, orEmpty(r.Changes)})
}

// SourceName returns the word of the JSON form for what kind of file was read.
func (r *Result) SourceName() string { return sourceNames[r.Source] }

func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

var sourceNames = [...]string{read.Text: "text", read.Markdown: "markdown", read.DOCX: "docx", read.PDF: "pdf"}

// Embedded tells about the JSON that a file of this program's carries.
type Embedded uint8

// The states: there is none, the text of the file is still the one made from it, or it was edited since.
const (
	None Embedded = iota
	Same
	Edited
)

// String returns the word of the JSON form.
func (e Embedded) String() string { return [...]string{"none", "same", "edited"}[e] }

// MarshalText returns the word of the JSON form.
func (e Embedded) MarshalText() ([]byte, error) { return []byte(e.String()), nil }

// Note is a remark for whoever imports.
type Note struct {
	Code    string `json:"code" doc:"mã của ghi chú, không đổi giữa các phiên bản"`
	Message string `json:"message" doc:"nội dung, tiếng Việt, một câu trọn vẹn"`
	Pointer string `json:"pointer,omitempty" doc:"vị trí trong document (RFC 6901)"`
	Text    string `json:"text,omitempty" doc:"chữ của tệp mà ghi chú nói đến"`
	Place   *Place `json:"place,omitempty" doc:"vị trí trong tệp"`
	// Lost tells that Text, or some of it, stands nowhere in the document.
	Lost bool `json:"-"`
	// Aside tells that Text stands in the text of the file and is no part of the issued document: "(Đã ký)", a stamp of receipt.
	Aside bool `json:"-"`
}

// gathered makes one note of those that say the same of many places, and of which the first is enough to look at.
func gathered(notes []Note) []Note {
	first := map[string]int{}
	texts := map[int][]string{} // of the notes in out that stand for several
	out := notes[:0:0]
	for _, n := range notes {
		switch n.Code {
		case "typed_rule", "page_number", "repeated_header", "picture", "text_box", "linked_content", "received_stamp", "signing_mark":
		default:
			out = append(out, n)
			continue
		}
		key := n.Code + n.Message
		if at, ok := first[key]; ok {
			if len(texts[at]) == 0 {
				texts[at] = []string{out[at].Text}
			}
			texts[at] = append(texts[at], n.Text)
			out[at].Lost = out[at].Lost || n.Lost
			continue
		}
		first[key] = len(out)
		out = append(out, n)
	}
	for at, list := range texts {
		out[at].Text = strings.TrimLeft(strings.Join(list, "\n"), "\n")
	}
	return out
}

// Place is where in the file.
type Place struct {
	Line      int    `json:"line,omitempty" doc:"dòng của tệp chữ, từ 1"`
	Paragraph int    `json:"paragraph,omitempty" doc:"số thứ tự đoạn của tệp Word, từ 1"`
	Part      string `json:"part,omitempty" doc:"phần của tệp Word ngoài nội dung chính"`
}

func placeOf(p read.Place) *Place {
	if p.Line == 0 && p.Paragraph == 0 && p.Part == "" {
		return nil
	}
	return &Place{Line: p.Line, Paragraph: p.Paragraph, Part: p.Part}
}

// Change is one difference between what a file was made from and what stands in it.
type Change struct {
	Pointer string     `json:"pointer,omitempty" doc:"vị trí trong document (RFC 6901); của điều bị bỏ là vị trí trong dữ liệu kèm trong tệp"`
	Kind    ChangeKind `json:"kind" doc:"added là thêm, removed là bỏ, changed là sửa"`
	Before  string     `json:"before,omitempty" doc:"chữ lúc tạo tệp"`
	After   string     `json:"after,omitempty" doc:"chữ trong tệp bây giờ"`
}

// ChangeKind is what was done.
type ChangeKind string

// The kinds.
const (
	Added   ChangeKind = "added"
	Removed ChangeKind = "removed"
	Changed ChangeKind = "changed"
)
