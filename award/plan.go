package award

import (
	"bytes"
	"cmp"
	"iter"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
	"golang.org/x/text/unicode/norm"

	"vanban/document"
	"vanban/templates/contract"
)

// MaxRecipients is how many one decision names. Beyond it a list is for several decisions: no office signs one of a thousand pages, and no
// word processor opens it at once.
const MaxRecipients = 10_000

// Planned is an award before its certificates are made.
type Planned struct {
	Base []byte // of the certificates, with what the decision says
	Rows []Row  // in the order of the certificates
	// Decision is what Documents will return if no row changes: to be built and judged before hundreds of certificates are made.
	Decision *contract.Document
}

// Row is a row of the list with its register number.
type Row struct {
	Index int // in the list, from 1
	Patch []byte
}

// All yields the patches in the order of the certificates, counted from 1: the rows of a batch.
func (p *Planned) All() iter.Seq2[int, []byte] {
	return func(yield func(int, []byte) bool) {
		for i := range p.Rows {
			if !yield(i+1, p.Rows[i].Patch) {
				return
			}
		}
	}
}

// Plan brings decision, list and certificates together before any is made: decision number, date, thẩm quyền, place, organ and signer run
// into the base, register numbers into the rows, and the rows come in the order of the certificates. Rows are counted from 1. Problems point
// into a submission {"base", "award", "items"}; with an error among them there is no plan.
func Plan(spec *Spec, base []byte, rows iter.Seq2[int, []byte]) (*Planned, document.Problems) {
	p, ps := prepare(spec, base)
	if ps.Fatal() {
		return nil, ps
	}
	list, more := p.read(rows)
	ps = append(ps, more...)
	if ps.Fatal() {
		return nil, ps
	}
	if spec.List.Order != "list" {
		list = grouped(list)
	}
	ps = append(ps, register(list, spec.RegisterFrom)...)
	doc, more := p.documents(list)
	if ps = append(ps, more...); ps.Fatal() {
		return nil, ps
	}
	planned := &Planned{Base: p.base, Decision: doc, Rows: make([]Row, len(list))}
	for i := range list {
		planned.Rows[i] = Row{list[i].index, list[i].patch}
	}
	return planned, ps
}

// Documents returns the decision with its list, from the base and the rows of the certificates that were made of a plan. Problems are as
// those of Plan.
func Documents(spec *Spec, base []byte, rows iter.Seq2[int, []byte]) (*contract.Document, document.Problems) {
	p, ps := prepare(spec, base)
	if ps.Fatal() {
		return nil, ps
	}
	list, more := p.read(rows)
	ps = append(ps, more...)
	if ps.Fatal() {
		return nil, ps
	}
	ps = append(ps, register(list, "")...)
	if spec.List.Order != "list" {
		list = grouped(list)
	}
	doc, more := p.documents(list)
	return doc, append(ps, more...)
}

// grouped puts collectives before households and these before people, and leaves the order within each.
func grouped(list []recipient) []recipient {
	slices.SortStableFunc(list, func(a, b recipient) int {
		return cmp.Compare(a.kind, b.kind)
	})
	return list
}

// plan is what is known before the rows.
type plan struct {
	spec     *Spec
	decision *contract.Document // as the user sent it
	raw      []member           // the same as JSON
	articles []contract.Node    // in the place of the last Điều
	base     []byte             // with what the decision says
	common   certificate        // what base says
}

func prepare(spec *Spec, base []byte) (*plan, document.Problems) {
	if ps := spec.check(); ps.Fatal() {
		return nil, ps
	}
	p := &plan{spec: spec}
	var ps document.Problems
	if p.raw, ps = p.readDecision(); ps.Fatal() {
		return nil, ps
	}
	ps = append(ps, p.readArticles()...)
	ps = append(ps, p.fill(base)...)
	return p, ps
}

// readDecision decodes the user's decision, whose type may go without saying.
func (p *plan) readDecision() ([]member, document.Problems) {
	const at = "/award/decision"
	raw := []byte(p.spec.Decision)
	if len(bytes.TrimSpace(raw)) == 0 {
		raw = []byte("{}")
	}
	list, ok := members(raw)
	if ok && !has(list, "type") {
		list = append([]member{{"type", text("quyet-dinh")}}, list...)
		raw = object(list)
	}
	doc, ps := contract.Decode(raw, contract.Limits{})
	for i := range ps {
		ps[i].Pointer = at + ps[i].Pointer
	}
	if doc == nil || ps.Fatal() {
		return nil, ps
	}
	p.decision = doc
	if doc.Type != "quyet-dinh" {
		ps = append(ps, document.Problem{Pointer: at + "/type", Code: "not_a_decision", Message: "Khen thưởng được ban hành bằng quyết định, không phải " + contract.Quote(doc.Type) + ".",
			Hint: "Ghi \"type\": \"quyet-dinh\", hoặc bỏ khóa này."})
	}
	return list, ps
}

func (p *plan) readArticles() document.Problems {
	if len(p.spec.Articles) == 0 {
		return nil
	}
	const at = "/award/articles"
	if len(p.decision.Body) > 0 {
		return document.Problems{{Pointer: at, Code: "conflicting_keys", Message: "Các điều được ghi ở hai nơi: “articles” và “body” của quyết định.",
			Hint: "Giữ “articles” để chương trình lập Điều 1, hoặc giữ “body” nếu tự ghi mọi điều."}}
	}
	doc, ps := contract.Decode(slices.Concat([]byte(`{"type":"quyet-dinh","body":`), p.spec.Articles, []byte("}")), contract.Limits{})
	for i := range ps {
		ps[i].Pointer = at + strings.TrimPrefix(ps[i].Pointer, "/body")
	}
	if doc != nil {
		p.articles = doc.Body
	}
	return ps
}

// fill makes the base of the certificates: what the decision says runs into it, and what both say must agree.
func (p *plan) fill(base []byte) (ps document.Problems) {
	base = bytes.TrimPrefix(base, []byte("\xef\xbb\xbf")) // Notepad's mark, which certificates without a decision may have as well
	list, ok := members(base)
	if !ok {
		return document.Problems{{Pointer: "/base", Code: "wrong_type", Message: "Mẫu giấy khen chung phải là một đối tượng JSON.", Hint: "Ghi { \"type\": \"giay-khen\", … }."}}
	}
	said := merge(certificate{}, base)
	if _, known := awards[said.Type.String()]; !known {
		return document.Problems{{Pointer: "/base/type", Code: "not_a_certificate", Message: "Đợt khen thưởng cần mẫu giấy khen hoặc bằng khen, không phải " + contract.Quote(said.Type.String()) + ".",
			Hint: "Ghi \"type\": \"giay-khen\" hoặc \"bang-khen\"."}}
	}
	inner, _ := members(get(list, "decision"))
	code, _ := members(get(p.raw, "code"))
	for _, f := range []struct {
		to         *[]member
		key        string
		value      []byte
		said, mine string
		at, what   string
		severity   document.Severity
	}{
		{&inner, "number", get(code, "number"), said.Decision.Number.String(), p.decision.Code.Number, "decision/number", "số quyết định", document.Error},
		{&inner, "notation", get(code, "notation"), said.Decision.Notation.String(), p.decision.Code.Notation, "decision/notation", "ký hiệu quyết định", document.Error},
		{&inner, "date", get(p.raw, "date"), said.Decision.Date.String(), isoDate(p.decision.Date), "decision/date", "ngày quyết định", document.Error},
		{&list, "award_by", get(p.raw, "authority"), said.By.String(), lines(p.decision.Authority).String(), "award_by", "người tặng", document.Error},
		{&list, "place", get(p.raw, "place"), said.Place.String(), p.decision.Place, "place", "địa danh", document.Warning},
		{&list, "date", get(p.raw, "date"), said.Date.String(), isoDate(p.decision.Date), "date", "ngày ký", document.Warning},
		{&list, "signer", only(get(p.raw, "signer"), "competence", "position", "name"), said.signer(), signerOf(p.decision), "signer", "người ký", document.Warning},
		{&list, "organ", only(get(p.raw, "organ"), "name"), "", "", "organ", "", 0},
	} {
		given := !empty(get(*f.to, f.key))
		// A number that is written in another way, 0107/qđ-snv, is printed as that of the decision.
		respelt := f.to == &inner && f.mine != "" && alike(f.said, f.mine)
		switch {
		case f.value != nil && (!given || respelt):
			*f.to = put(*f.to, f.key, f.value)
		case f.said != "" && !alike(f.said, f.mine) && (f.mine != "" || f.key != "award_by"):
			ps = append(ps, conflict("/base/"+f.at, f.what, f.said, f.mine, f.severity))
		}
	}
	if len(inner) > 0 {
		list = put(list, "decision", object(inner))
	}
	p.base = object(list)
	p.common = merge(certificate{}, p.base)
	return ps
}

// empty reports whether a value says nothing: a form sends "" for what nobody filled in.
func empty(v jsontext.Value) bool {
	switch string(v) {
	case "", `""`, "[]", "{}":
		return true
	}
	return false
}

// conflict says that a certificate and the decision name two numbers, dates or people.
func conflict(at, what, said, mine string, severity document.Severity) document.Problem {
	message := "Giấy khen ghi " + what + " " + contract.Quote(said) + ", quyết định ghi " + contract.Quote(mine) + "."
	switch {
	case mine == "":
		message = "Giấy khen ghi " + what + " " + contract.Quote(said) + ", quyết định để trống."
	case said == "":
		message = "Giấy khen để trống " + what + ", quyết định ghi " + contract.Quote(mine) + "."
	}
	return document.Problem{Severity: severity, Pointer: at, Code: "decision_conflict", Message: message,
		Hint: "Chỉ ghi ở quyết định; giấy khen lấy theo quyết định."}
}

// alike compares what two papers say, whatever the breaks of lines and the zero before a number.
func alike(a, b string) bool {
	fold := func(s string) string { return strings.TrimLeft(strings.ToLower(oneSpelling(s)), "0") }
	return a == b || fold(a) == fold(b)
}

// oneSpelling is a text as the contract reads it.
func oneSpelling(s string) string { return strings.Join(strings.Fields(norm.NFC.String(s)), " ") }

func (c *certificate) signer() string {
	return join(" ", c.Signer.Competence.String(), c.Signer.Position.String(), c.Signer.Name.String())
}

func signerOf(d *contract.Document) string {
	if d.Signer == nil {
		return ""
	}
	return join(" ", lines(d.Signer.Competence).String(), lines(d.Signer.Position).String(), d.Signer.Name)
}

func isoDate(d contract.Date) string {
	out := ""
	for i, v := range []int{d.Year, d.Month, d.Day} {
		if v == 0 {
			break
		}
		s := strconv.Itoa(v)
		if i > 0 {
			out += "-"
			if v < 10 {
				s = "0" + s
			}
		}
		out += s
	}
	return out
}

// read reads the rows and judges what they say of the decision.
func (p *plan) read(rows iter.Seq2[int, []byte]) ([]recipient, document.Problems) {
	list := recipients(p.common, rows, MaxRecipients)
	switch n := len(list); {
	case n == 0:
		return nil, document.Problems{{Pointer: "/items", Code: "no_recipients", Message: "Danh sách khen thưởng không có ai.", Hint: "Kiểm tra lại danh sách."}}
	case n > MaxRecipients:
		return nil, document.Problems{{Pointer: "/items", Code: "too_many_recipients", Message: "Danh sách có hơn " + money(MaxRecipients) + " dòng, quá dài cho một quyết định khen thưởng.",
			Hint: "Chia thành nhiều quyết định, mỗi quyết định một danh sách; hoặc làm giấy khen không kèm quyết định."}}
	}
	var ps document.Problems
	var guessed []string
	without := 0
	for i := range list {
		r := &list[i]
		ps = append(ps, p.agrees(r)...)
		if name := r.name(); r.kind == person && couple.MatchString(name) {
			ps = append(ps, document.Problem{Severity: document.Warning, Pointer: at(r, "recipient/name"), Code: "kind_guessed",
				Message: contract.Quote(name) + " là hai người nhưng được tính là 01 cá nhân.", Hint: "Ghi danh xưng “Gia đình”, hoặc tách thành hai dòng nếu tặng riêng từng người."})
		}
		if r.guessed {
			without++
			if r.kind == collective && len(guessed) <= 5 {
				guessed = append(guessed, contract.Quote(r.Recipient.Name.String()))
			}
		}
	}
	if without > 0 {
		message := strconv.Itoa(without) + " dòng không có danh xưng; tập thể hay cá nhân được đoán theo tên."
		if len(guessed) > 5 {
			guessed[5] = "…"
		}
		if len(guessed) > 0 {
			message += " Được tính là tập thể: " + strings.Join(guessed, ", ") + "."
		}
		ps = append(ps, document.Problem{Severity: document.Warning, Pointer: "/items", Code: "kind_guessed", Message: message, Hint: "Ghi danh xưng: Ông, Bà, Tập thể, Hộ gia đình, …"})
	}
	return list, ps
}

// couple is “Ông Nguyễn Văn A và bà Trần Thị B”.
var couple = regexp.MustCompile(`(?i)(\s|,)(và|cùng)( vợ| chồng|) (ông|bà|vợ|chồng)(\s|$)`)

// agrees reports where a row names another decision than all: one list has one decision. Its number is printed as the row writes it, and
// so written as all write it.
func (p *plan) agrees(r *recipient) (ps document.Problems) {
	c := &p.common
	exactly := func(a, b string) bool { return numberText(oneSpelling(a)) == numberText(oneSpelling(b)) }
	for _, f := range []struct {
		at, what, said, mine string
		same                 func(a, b string) bool
		severity             document.Severity
	}{
		{"type", "hình thức", r.Type.String(), c.Type.String(), exactly, document.Error},
		{"decision/number", "số quyết định", r.Decision.Number.String(), c.Decision.Number.String(), exactly, document.Error},
		{"decision/notation", "ký hiệu quyết định", r.Decision.Notation.String(), c.Decision.Notation.String(), exactly, document.Error},
		{"decision/date", "ngày quyết định", r.Decision.Date.String(), c.Decision.Date.String(), exactly, document.Error},
		{"award_by", "người tặng", r.By.String(), c.By.String(), alike, document.Error},
		{"place", "địa danh", r.Place.String(), c.Place.String(), alike, document.Warning},
		{"date", "ngày ký", r.Date.String(), c.Date.String(), exactly, document.Warning},
		{"signer", "người ký", r.signer(), c.signer(), alike, document.Warning},
	} {
		if !f.same(f.said, f.mine) {
			ps = append(ps, conflict(at(r, f.at), f.what, f.said, f.mine, f.severity))
		}
	}
	return ps
}
