// Package award makes the papers of one list of people, households and collectives: the decision that commends them, its list, and the certificates,
// so that no name, number or count can differ between them. It owns which words those papers have; it sets no document and reads no file.
package award

import (
	"bytes"
	stdjson "encoding/json"
	"errors"
	"slices"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"vanban/document"
	"vanban/templates/contract"
)

// Spec is what the list itself does not say.
type Spec struct {
	// Decision is the JSON of a quyet-dinh. What it says stands as written; what it leaves out of trích yếu, thẩm quyền, căn cứ, Điều and
	// Nơi nhận is supplied. Number, date, thẩm quyền, place, organ and signer run from here into the certificates. An enclosure of type
	// danh-sach without a body is the head of the list.
	Decision stdjson.RawMessage `json:"decision"`
	// By is who gives, as running text writes it: “Giám đốc Sở Nội vụ”. Empty where it follows from trích yếu or thẩm quyền.
	By string `json:"by,omitempty"`
	// Citation is what Điều 1 says they are commended for; empty takes that of the certificates where they all have one.
	Citation string `json:"citation,omitempty"`
	// Articles are body nodes in the place of the last Điều, who carries the decision out. Điều 1 with its counts, and that of the prizes,
	// stand before them, always computed: a text of the office's own with places for numbers could be filled in wrongly.
	Articles     stdjson.RawMessage `json:"articles,omitempty"`
	Prize        *Prize             `json:"prize,omitempty"`
	List         List               `json:"list"`
	RegisterFrom string             `json:"register_from,omitempty"` // "01": number the rows without a register number from here
}

// Prize is the money that goes with the award, in đồng. The law's multiples change and so do their bases: nobody knows the amounts but
// the office.
type Prize struct {
	Collective int64  `json:"collective,omitempty"` // to each collective
	Household  int64  `json:"household,omitempty"`  // to each household
	Person     int64  `json:"person,omitempty"`     // to each person
	Fund       string `json:"fund,omitempty"`       // “Quỹ thi đua, khen thưởng của Sở Nội vụ”
}

// prizeKeys are the keys of the amounts by kind.
var prizeKeys = [kinds]string{"collective", "household", "person"}

func (p *Prize) amounts() [kinds]int64 { return [kinds]int64{p.Collective, p.Household, p.Person} }

// List is the form of the Danh sách kèm theo.
type List struct {
	Form      string   `json:"form,omitempty"`      // table, or lines: “1. Ông Nguyễn Văn A, Trưởng phòng, Sở Nội vụ;”
	Columns   []string `json:"columns,omitempty"`   // of a table, beside TT, name and office: citation, register, prize, note
	Numbering string   `json:"numbering,omitempty"` // groups: each begins at one; continuous
	Order     string   `json:"order,omitempty"`     // groups: collectives, households, people; list: as they came
}

// The words of List. The first of each is taken where none is given.
var (
	forms      = []string{"table", "lines"}
	numberings = []string{"groups", "continuous"}
	orders     = []string{"groups", "list"}
	columns    = []string{"citation", "register", "prize", "note"}
)

// maxPrize keeps sums of any list within an int64: a thousand billion đồng to one recipient.
const maxPrize = 1_000_000_000_000

// Parse reads a Spec from JSON, strictly. A bare quyet-dinh is one that says nothing else. Problems point into a submission whose Spec is
// at /award.
func Parse(data []byte) (*Spec, document.Problems) {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if list, ok := members(data); ok && has(list, "type") {
		return &Spec{Decision: bytes.Clone(data)}, nil
	}
	spec := new(Spec)
	if err := json.Unmarshal(data, spec, json.RejectUnknownMembers(true)); err != nil {
		return nil, document.Problems{unreadable(err)}
	}
	if ps := spec.check(); ps.Fatal() {
		return nil, ps
	}
	return spec, nil
}

func unreadable(err error) document.Problem {
	p := document.Problem{Pointer: "/award", Code: "syntax_error", Message: "JSON của đợt khen thưởng viết sai.", Hint: "Kiểm tra dấu ngoặc, dấu phẩy và dấu nháy."}
	if e := (*json.SemanticError)(nil); errors.As(err, &e) {
		p.Pointer += string(e.JSONPointer)
		name := contract.Quote(e.JSONPointer.LastToken())
		p.Code, p.Message, p.Hint = "wrong_type", "Giá trị của "+name+" không đúng loại.", "Xem cấu trúc của “award”: decision, by, citation, articles, prize, list, register_from."
		if errors.Is(err, json.ErrUnknownName) {
			p.Code, p.Message = "unknown_key", "Không có khóa "+name+" ở đây."
		}
	} else if e := (*jsontext.SyntacticError)(nil); errors.As(err, &e) {
		p.Pointer += string(e.JSONPointer)
	}
	return p
}

// check judges what no JSON type says.
func (s *Spec) check() (ps document.Problems) {
	choice := func(key, value string, words []string) {
		if value != "" && !slices.Contains(words, value) {
			ps = append(ps, document.Problem{Pointer: "/award/list/" + key, Code: "unknown_value",
				Message: "Không hiểu giá trị " + contract.Quote(value) + " của “" + key + "”.", Hint: "Chọn: " + strings.Join(words, ", ") + "."})
		}
	}
	choice("form", s.List.Form, forms)
	choice("numbering", s.List.Numbering, numberings)
	choice("order", s.List.Order, orders)
	for _, c := range s.List.Columns {
		choice("columns", c, columns)
	}
	if s.RegisterFrom != "" && firstNumber(s.RegisterFrom).digits == 0 {
		ps = append(ps, document.Problem{Pointer: "/award/register_from", Code: "not_a_number",
			Message: "Số sổ đầu tiên " + contract.Quote(s.RegisterFrom) + " không bắt đầu bằng chữ số.", Hint: "Ghi số của người đầu tiên, ví dụ 01 hoặc 0125."})
	}
	if p := s.Prize; p != nil {
		for k, amount := range p.amounts() {
			if amount < 0 || amount > maxPrize {
				ps = append(ps, document.Problem{Pointer: "/award/prize/" + prizeKeys[k], Code: "out_of_range",
					Message: "Mức tiền thưởng không dùng được.", Hint: "Ghi số tiền bằng đồng, ví dụ 1000000."})
			}
		}
	}
	return ps
}
