package award

import (
	"fmt"
	"iter"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"vanban/document"
	"vanban/templates/contract"
	"vanban/thethuc"
)

// awards are the forms of award by the slug of their certificates, as running text writes them.
var awards = map[string]string{"giay-khen": "Giấy khen", "bang-khen": "Bằng khen"}

// documents makes the decision and its list, as their JSON would be read: text is brought into order as that of the certificates is.
func (p *plan) documents(list []recipient) (*contract.Document, document.Problems) {
	b := &builder{plan: p, list: list, n: countOf(list), award: awards[p.common.Type.String()]}
	doc := *p.decision
	b.head(&doc)
	b.competent(&doc)
	b.articlesOf(&doc)
	if n := articleCount(doc.Body); len(doc.Recipients) == 0 {
		doc.Recipients = contract.PlainList("Như Điều "+strconv.Itoa(max(1, n)), "Lưu: VT")
	} else {
		b.checkRecipients(doc.Recipients, n)
	}
	b.enclose(&doc)
	if b.problems.Fatal() {
		return nil, b.problems
	}
	data, err := contract.Encode(&doc)
	if err != nil {
		b.fail("/award", "not_utf8", "Quyết định có chữ không phải UTF-8.", "Lưu lại dữ liệu với bảng mã UTF-8.")
		return nil, b.problems
	}
	// The list is as long as it is; whoever sent it has been asked about its length.
	read, ps := contract.Decode(data, contract.Limits{Bytes: max(len(data), contract.DefaultBytes), Nodes: len(data)})
	if ps.Fatal() {
		return nil, append(b.problems, ps...)
	}
	return read, b.problems
}

type builder struct {
	*plan
	list     []recipient
	n        tally
	award    string // Giấy khen
	problems document.Problems
}

func (b *builder) fail(pointer, code, message, hint string) {
	b.problems = append(b.problems, document.Problem{Pointer: pointer, Code: code, Message: message, Hint: hint})
}

func (b *builder) warn(pointer, code, message, hint string) {
	b.problems = append(b.problems, document.Problem{Severity: document.Warning, Pointer: pointer, Code: code, Message: message, Hint: hint})
}

// head supplies trích yếu, thẩm quyền and grounds.
func (b *builder) head(doc *contract.Document) {
	if blank(doc.Authority) {
		doc.Authority = contract.Lines(b.common.By)
	}
	if blank(doc.Subject) {
		doc.Subject = contract.Lines{"Về việc tặng " + b.given(doc)}
	}
	if len(doc.Bases) == 0 {
		grounds, remark := offered(doc.Date)
		if doc.Bases = grounds; len(grounds) > 0 {
			b.problems = append(b.problems, remark)
		}
	}
}

// competent judges that who signs may give this award, and that the decision speaks of the award that the certificates are (KT-1).
func (b *builder) competent(doc *contract.Document) {
	who := lines(doc.Authority).String()
	if may, cite := thethuc.ND30().MayAward(b.common.Type.String(), who); may == thethuc.MayNot {
		b.problems = append(b.problems, document.Problem{Pointer: "/award/decision/authority", Code: "no_competence", Cite: cite,
			Message: contract.Quote(who) + " không có thẩm quyền tặng " + b.award + ".", Hint: "Xem lại hình thức khen thưởng và người tặng."})
	}
	subject := strings.ToLower(strings.Join(b.decision.Subject, " "))
	for _, other := range awards {
		if other == b.award {
			continue
		}
		for node, words := range texts(b.decision.Body) {
			if giving := "tặng " + strings.ToLower(other); strings.HasPrefix(strings.ToLower(oneSpelling(words)), giving) {
				b.fail("/award/decision"+node.At, "decision_conflict", "Điều này tặng "+other+", giấy được in là "+b.award+".", "Sửa điều này, hoặc đổi “type” của mẫu giấy.")
			}
		}
		if strings.Contains(subject, strings.ToLower(other)) && !strings.Contains(subject, strings.ToLower(b.award)) {
			b.fail("/award/decision/subject", "decision_conflict", "Trích yếu của quyết định nói về "+other+", giấy được in là "+b.award+".", "Sửa trích yếu, hoặc đổi “type” của mẫu giấy.")
		}
	}
}

// given returns “Giấy khen của Giám đốc Sở Nội vụ”.
func (b *builder) given(doc *contract.Document) string {
	if by := b.by(doc); by != "" {
		return b.award + " của " + by
	}
	return b.award
}

// by is who gives, in running text: as the user says it, as his trích yếu says it, or as thẩm quyền does. Thẩm quyền is in capitals, and
// which of them stay only he knows.
func (b *builder) by(doc *contract.Document) string {
	if by := (lines{b.spec.By}).String(); by != "" {
		return by
	}
	subject := strings.Join(b.decision.Subject, " ")
	if _, by, ok := strings.Cut(subject, "ặng "+b.award+" của "); ok {
		return strings.TrimRight(by[:afterGiver.FindStringIndex(by + " cho")[0]], " .")
	}
	name := lines(doc.Authority).String()
	if name == "" {
		return ""
	}
	text, ok := running(name)
	if !ok && !slices.ContainsFunc(b.problems, func(p document.Problem) bool { return p.Code == "giver_in_capitals" }) {
		b.warn("/award/by", "giver_in_capitals", "Không suy ra được cách viết hoa của "+contract.Quote(name)+"; quyết định không ghi “của …” sau tên hình thức khen.",
			"Ghi “by” theo cách viết trong câu, như “Giám đốc Sở Nội vụ”.")
	}
	return text
}

// afterGiver is what a trích yếu may say behind who gives.
var afterGiver = regexp.MustCompile(`,| (cho|năm|đợt|nhân dịp|trong|đối với|vì|do)( |$)`)

// articlesOf supplies Điều 1, the prizes, and who carries the decision out. The user's own body stands as it is, but its numbers must be
// those of the list.
func (b *builder) articlesOf(doc *contract.Document) {
	b.checkPrizes()
	if len(doc.Body) > 0 {
		b.checkCounts(doc.Body)
		return
	}
	doc.Body = []contract.Node{contract.Item(b.first(doc))}
	if p := b.prizes(); p != "" {
		doc.Body = append(doc.Body, contract.Item(p))
	}
	if len(b.articles) > 0 {
		doc.Body = append(doc.Body, b.articles...)
		return
	}
	whom := "các " + b.n.kinds()
	if b.n.total() == 1 {
		whom = [kinds]string{"tập thể", "hộ gia đình", "người"}[b.list[0].kind] + " có tên"
	} else {
		whom += " có tên"
	}
	doc.Body = append(doc.Body, contract.Item("Thủ trưởng các cơ quan, đơn vị có liên quan và "+whom+" tại Điều 1 chịu trách nhiệm thi hành Quyết định này."))
}

// first is Điều 1. One alone is named in it; others are in the list.
func (b *builder) first(doc *contract.Document) string {
	what, shared := b.citation()
	switch {
	case b.n.total() == 1:
		return sentence("Tặng " + b.given(doc) + " cho " + b.list[0].inText() + withComma(what))
	case !shared && b.listsCitations():
		what = "đã có thành tích ghi trong danh sách"
	}
	return sentence("Tặng " + b.given(doc) + " cho " + b.n.String() + " (có danh sách kèm theo)" + join("", " ", what))
}

func withComma(what string) string {
	if what == "" {
		return ""
	}
	return ", " + what
}

// citation returns what all are commended for, in the middle of a sentence; shared is false where each has a citation of his own.
func (b *builder) citation() (what string, shared bool) {
	if own := achievement(b.spec.Citation); b.spec.Citation != "" {
		return own, true
	}
	first := b.list[0].Citation.String()
	for i := range b.list {
		if b.list[i].Citation.String() != first {
			return "", false
		}
	}
	if first == "" {
		return "", true
	}
	return achievement(first), true
}

// ownCitations reports whether each has a citation of his own.
func (b *builder) ownCitations() bool {
	_, shared := b.citation()
	return !shared
}

// listsCitations reports whether the list shows them: an office may have left the column out.
func (b *builder) listsCitations() bool {
	return b.spec.List.Form == "lines" || b.spec.List.Columns == nil || slices.Contains(b.spec.List.Columns, "citation")
}

// checkPrizes reports whose prize nobody says: the list would show none, whoever wrote the Điều.
func (b *builder) checkPrizes() {
	if b.spec.Prize == nil {
		return
	}
	for k, amount := range b.spec.Prize.amounts() {
		if b.n[k] > 0 && amount == 0 {
			b.fail("/award/prize/"+prizeKeys[k], "prize_missing", "Danh sách có "+b.n.String()+" nhưng chưa ghi mức thưởng cho "+kind(k).words()+".", "Ghi mức thưởng bằng đồng, hoặc bỏ “prize”.")
		}
	}
}

// prizes is the Điều of the money, empty where there is none (Luật Thi đua, khen thưởng, Điều 11: from the fund of whoever commends).
func (b *builder) prizes() string {
	p := b.spec.Prize
	if p == nil {
		return ""
	}
	fund := lines{p.Fund}.String()
	if fund == "" {
		fund = "Quỹ thi đua, khen thưởng theo quy định"
	}
	if b.n.total() == 1 {
		return sentence("Tiền thưởng kèm theo " + b.award + " là " + money(b.total()) + " đồng, chi từ " + fund)
	}
	var each []string
	for k, amount := range p.amounts() {
		if b.n[k] > 0 {
			each = append(each, "mỗi "+kind(k).words()+" "+money(amount)+" đồng")
		}
	}
	return sentence("Tiền thưởng kèm theo " + b.award + ": " + strings.Join(each, ", ") + "; tổng số tiền thưởng là " + money(b.total()) + " đồng, chi từ " + fund)
}

// total is the money for all.
func (b *builder) total() (sum int64) {
	for k, amount := range b.spec.Prize.amounts() {
		sum += int64(b.n[k]) * amount
	}
	return sum
}

func (b *builder) prize(r *recipient) int64 { return b.spec.Prize.amounts()[r.kind] }

// texts yields the words of each node at any depth.
func texts(body []contract.Node) iter.Seq2[*contract.Node, string] {
	return func(yield func(*contract.Node, string) bool) {
		for i := range body {
			var words strings.Builder
			for _, r := range body[i].Text.Runs {
				words.WriteString(r.Text)
			}
			if !yield(&body[i], words.String()) {
				return
			}
			for node, inner := range texts(body[i].Body) {
				if !yield(node, inner) {
					return
				}
			}
		}
	}
}

// saidCount is “05 tập thể” in a text of the user's own, whatever its blanks and capitals: 05 (năm) tập thể, năm (05) tập thể, 1.200 cá nhân.
var saidCount = regexp.MustCompile(`(?i)(\d+(?:\.\d{3})*)\)?(?:[\s\x{a0}]+\([^)]*\))?[\s\x{a0}]+(tập thể|hộ gia đình|cá nhân)`)

// checkCounts compares the first numbers in the user's own articles with the list. Where they count one kind, another may be named and not
// counted: that is only remarked upon.
func (b *builder) checkCounts(body []contract.Node) {
	seen := map[string]bool{}
	for node, words := range texts(body) {
		for _, m := range saidCount.FindAllStringSubmatch(words, -1) {
			have, what := 0, strings.ToLower(m[2])
			for k := range kinds {
				if what == k.words() {
					have = b.n[k]
				}
			}
			if n, err := strconv.Atoi(strings.ReplaceAll(m[1], ".", "")); !seen[what] && (err != nil || n != have) {
				b.fail("/award/decision"+node.At, "counts_disagree", fmt.Sprintf("Quyết định ghi %s %s, danh sách có %s.", m[1], m[2], counted(have)),
					"Sửa số trong điều này, hoặc bỏ “body” để chương trình tự tính.")
			}
			seen[what] = true
		}
	}
	for k, have := range b.n {
		if what := kind(k).words(); have > 0 && len(seen) > 0 && !seen[what] {
			b.warn("/award/decision/body", "counts_disagree", fmt.Sprintf("Các điều không ghi số %s, danh sách có %s.", what, counted(have)),
				"Bổ sung vào Điều 1, hoặc bỏ “body” để chương trình tự tính.")
		}
	}
}

// likeArticle is “Như Điều 3” in Nơi nhận.
var likeArticle = regexp.MustCompile(`(?i)^[\s-]*như điều (\d+)`)

// checkRecipients remarks on an Điều in the user's Nơi nhận that the decision does not have: with a prize or without there is one more or less.
func (b *builder) checkRecipients(list []contract.Text, articles int) {
	for i := range list {
		if len(list[i].Runs) == 0 || articles == 0 {
			continue
		}
		if m := likeArticle.FindStringSubmatch(list[i].Runs[0].Text); m != nil {
			if n, err := strconv.Atoi(m[1]); err != nil || n > articles {
				b.warn("/award/decision/recipients/"+strconv.Itoa(i), "counts_disagree", fmt.Sprintf("Nơi nhận ghi “Như Điều %s”, quyết định chỉ có %d điều.", m[1], articles),
					fmt.Sprintf("Sửa thành “Như Điều %d”, hoặc bỏ “recipients” để chương trình tự ghi.", articles))
			}
		}
	}
}

// articleCount is how many Điều a body has: its numbered nodes at the first level.
func articleCount(body []contract.Node) (n int) {
	for i := range body {
		if k := body[i].Kind; k == contract.ItemNode || k == contract.HeadingNode {
			n++
		}
	}
	return n
}

func blank(l contract.Lines) bool { return strings.TrimSpace(strings.Join(l, "")) == "" }
