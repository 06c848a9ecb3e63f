package report

import (
	"math"
	"strconv"
	"strings"
	"unicode"

	"vanban/check"
	"vanban/document"
	"vanban/read"
)

// The words of the JSON forms; they never change.
var (
	statusKeys = [check.StatusCount]string{
		check.NotApplicable: "not_applicable", check.NotEvaluated: "not_evaluated", check.Pass: "pass",
		check.NeedsReview: "needs_review", check.Fail: "fail",
	}
	severityKeys = [...]string{check.Violation: "violation", check.Deviation: "deviation", check.Suggestion: "suggestion"}
	sourceKeys   = [...]string{read.Text: "text", read.Markdown: "markdown", read.DOCX: "docx", read.PDF: "pdf"}
)

// The words for people.
var (
	statusNames = [check.StatusCount]string{
		check.NotApplicable: "Không áp dụng", check.NotEvaluated: "Không đánh giá được", check.Pass: "Đạt",
		check.NeedsReview: "Cần xem lại", check.Fail: "Sai",
	}
	sourceNames = [...]string{read.Text: "văn bản thuần", read.Markdown: "Markdown", read.DOCX: "DOCX", read.PDF: "PDF"}
)

// partNames are the parts of a DOCX other than its main text, without the number that follows.
var partNames = map[string]string{
	"header": "đầu trang", "footer": "chân trang", "footnotes": "chú thích cuối trang", "endnotes": "chú thích cuối văn bản",
	"comments": "lời bình",
}

// placeText says where something stands, as a person would look for it: in a PDF with a ruler, since nobody counts its paragraphs.
func placeText(p read.Place) string {
	var s []string
	if p.Part != "" {
		name := partNames[strings.TrimRight(p.Part, "0123456789")]
		if name == "" {
			name = "phần"
		}
		s = append(s, name+" ("+p.Part+")")
	}
	if p.Box != (read.Box{}) {
		return strings.Join(append(s, "trang "+number(p.Page), "cách mép trái "+millimetres(p.Box.X), "mép trên "+millimetres(p.Box.Y)), ", ")
	}
	switch {
	case p.Line > 0:
		s = append(s, "dòng "+number(p.Line))
	case p.Paragraph > 0:
		s = append(s, "đoạn "+number(p.Paragraph))
	}
	if p.Page > 0 {
		s = append(s, "trang "+number(p.Page))
	}
	if p.Pointer != "" {
		s = append(s, p.Pointer)
	}
	if len(s) == 0 {
		return "toàn tệp"
	}
	return strings.Join(s, ", ")
}

// millimetres writes a length as a ruler shows it.
func millimetres(e document.EMU) string { return number(int(math.Round(e.Millimetres()))) + " mm" }

func number(n int) string { return strconv.Itoa(n) }

// measures is "25 mm → 30–35 mm"; "" where the finding has neither.
func measures(f *check.Finding) string {
	switch {
	case f.Allowed == "":
		return f.Measured
	case f.Measured == "":
		return "quy định: " + f.Allowed
	}
	return f.Measured + " → " + f.Allowed
}

// summary says a finding in one line: what is wrong, then what was measured. The rule's title stands in for a missing sentence.
func summary(rule *check.Rule, f *check.Finding) string {
	m := measures(f)
	switch {
	case f.Message == "" && m == "":
		return rule.Title
	case f.Message == "":
		return rule.Title + ": " + m
	case m == "":
		return f.Message
	}
	return strings.TrimSuffix(f.Message, ".") + " (" + m + ")."
}

// plain takes out what would move a terminal's cursor or turn the direction of its text: file names and excerpts are somebody else's.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsControl(r):
			return ' '
		case unicode.Is(unicode.Bidi_Control, r):
			return -1
		}
		return r
	}, s)
}

// clip shortens a text to a number of letters, between words where one ends near.
func clip(s string, most int) string {
	letters := []rune(s)
	if len(letters) <= most {
		return s
	}
	s = string(letters[:most-1])
	if i := strings.LastIndexByte(s, ' '); i > len(s)*3/4 {
		s = s[:i]
	}
	return strings.TrimRight(s, " ,;") + "…"
}
