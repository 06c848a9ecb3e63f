package report

import (
	"fmt"
	"io"
	"strings"

	"vanban/check"
	"vanban/read"
)

// TextOptions are how a report is set for a terminal.
type TextOptions struct {
	File   string // name of the file, without folders
	Width  int    // columns; 0 is 96
	Colour bool   // ANSI colours for headings and the result
}

const (
	textWidth = 96
	// Places and groups beyond these say nothing new to a person; JSON and the comments have all of them.
	maxPlaces = 5
	maxGroups = 8
)

// The colours: those of traffic lights, and none for what asks for nothing.
const (
	red    = "\x1b[1;31m"
	yellow = "\x1b[1;33m"
	green  = "\x1b[1;32m"
	bold   = "\x1b[1m"
	reset  = "\x1b[0m"
)

// Text writes the report for people: the file and the result first, then what is wrong, what has to be looked at, and in a line each
// what is right. The error is the writer's.
func Text(w io.Writer, r *check.Report, o TextOptions) error {
	if o.Width <= 0 {
		o.Width = textWidth
	}
	t := &textWriter{width: o.Width, colour: o.Colour}
	t.head(r, o.File)
	for _, s := range sections {
		t.section(r, s)
	}
	t.lists(r)
	t.remarks(r)
	if _, err := io.WriteString(w, t.b.String()); err != nil {
		return fmt.Errorf("report: %w", err)
	}
	return nil
}

// section is a heading of the report and the results under it.
type section struct {
	title, colour string
	has           func(*check.Result) bool
}

var sections = []section{
	{"TRÁI QUY ĐỊNH", red, func(res *check.Result) bool {
		return res.Status == check.Fail && res.Rule.Severity == check.Violation
	}},
	{"KHÁC MẪU HOẶC THÔNG LỆ", red, func(res *check.Result) bool {
		return res.Status == check.Fail && res.Rule.Severity != check.Violation
	}},
	{"CẦN XEM LẠI", yellow, func(res *check.Result) bool {
		return res.Status == check.NeedsReview && res.Rule.Severity != check.Suggestion
	}},
	{"GỢI Ý VỀ CÁCH VIẾT", yellow, func(res *check.Result) bool {
		return res.Status == check.NeedsReview && res.Rule.Severity == check.Suggestion
	}},
}

type textWriter struct {
	b      strings.Builder
	width  int
	colour bool
}

// head says what was checked, and how it came out.
func (t *textWriter) head(r *check.Report, file string) {
	t.field("Tệp", file+" ("+sourceNames[r.Source]+")", "")
	t.field("Văn bản", or(r.Title, "không nhận ra tên loại"), "")
	t.field("Số, ký hiệu", or(r.Code, "không có"), "")
	t.field("Đối chiếu", packName(r.Pack), "")
	colour := green
	switch n := count(r); {
	case n.fail > 0:
		colour = red
	case n.review > 0 || n.pass <= n.notEvaluated:
		colour = yellow
	}
	t.field("Kết quả", verdict(r), colour)
}

func (t *textWriter) field(label, value, colour string) {
	const indent = 14
	head := padded(label, indent)
	s := wrapped(head, strings.Repeat(" ", indent), plain(value), t.width)
	if t.colour && colour != "" {
		s = head + colour + strings.TrimSuffix(s[len(head):], "\n") + reset + "\n"
	}
	t.b.WriteString(s)
}

// wrap writes a paragraph.
func (t *textWriter) wrap(first, rest, s string) { t.b.WriteString(wrapped(first, rest, s, t.width)) }

func (t *textWriter) section(r *check.Report, s section) {
	var list []*check.Result
	for i := range r.Results {
		if s.has(&r.Results[i]) {
			list = append(list, &r.Results[i])
		}
	}
	if len(list) == 0 {
		return
	}
	t.b.WriteByte('\n')
	t.line(s.colour, fmt.Sprintf("%s (%d)", s.title, len(list)))
	for _, res := range list {
		t.result(res)
	}
}

func (t *textWriter) result(res *check.Result) {
	t.b.WriteByte('\n')
	t.line(bold, "  "+res.Rule.ID+"  "+res.Rule.Title)
	all := groups(res)
	for i := range all {
		if i == maxGroups {
			t.wrap("    ", "    ", fmt.Sprintf("… và %d nhận xét khác (xem báo cáo JSON)", len(all)-i))
			break
		}
		t.group(&all[i], res.Status)
	}
	t.wrap("    ", "    ", "Căn cứ: "+res.Rule.Cite)
}

// group writes what is said once, and then the places that it is said of.
func (t *textWriter) group(g *group, status check.Status) {
	const in, deep = "    ", "      "
	if m := measures(g.Finding); m != "" {
		t.wrap(in, in, plain(m))
	}
	message := g.Message
	if g.Status != status {
		message = statusNames[g.Status] + ": " + message
	}
	if message != "" {
		t.wrap(in, in, plain(message))
	}
	for i, f := range g.places {
		if f.Place == (read.Place{}) && f.Excerpt == "" {
			continue // of the whole file, as the rule's name says
		}
		if i == maxPlaces {
			t.wrap(in+"- ", deep, fmt.Sprintf("… và %d chỗ khác (xem báo cáo JSON)", len(g.places)-i))
			break
		}
		where := placeText(f.Place)
		if f.Excerpt != "" {
			where += ": “" + plain(f.Excerpt) + "”"
		}
		t.wrap(in+"- ", deep, where)
	}
	if g.Hint != "" {
		t.wrap(in, in, "Cách sửa: "+plain(g.Hint))
	}
}

// lists names the rules that ask for nothing.
func (t *textWriter) lists(r *check.Report) {
	t.b.WriteByte('\n')
	for _, s := range []check.Status{check.Pass, check.NotApplicable, check.NotEvaluated} {
		if list := ids(r, s); len(list) > 0 {
			t.wrap("", "  ", fmt.Sprintf("%s (%d): %s", statusNames[s], len(list), strings.Join(list, ", ")))
		}
	}
}

func (t *textWriter) remarks(r *check.Report) {
	if len(r.Remarks) == 0 {
		return
	}
	t.b.WriteString("\nLưu ý khi đọc tệp:\n")
	for i := range r.Remarks {
		m := &r.Remarks[i]
		s := plain(m.Message)
		if m.Text != "" {
			s += " “" + plain(clip(m.Text, 200)) + "”"
		}
		if m.Place != (read.Place{}) {
			s += " (" + placeText(m.Place) + ")"
		}
		t.wrap("  - ", "    ", s)
	}
}

// line writes a heading.
func (t *textWriter) line(colour, s string) {
	if t.colour {
		s = colour + s + reset
	}
	t.b.WriteString(s + "\n")
}

func or(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}
