package parts

import (
	"slices"
	"strings"

	"vanban/document"
)

// vv begins the trích yếu of a công văn (PL.I-II.5b).
const vv = "V/v "

// about sets the trích yếu of a công văn in the column of its number (ô 5b): one paragraph with line breaks, because the
// space before it, which keeps it off the number, must come once. "V/v " is supplied where the author did not begin so himself.
func (b *Builder) about(column document.EMU) *document.Paragraph {
	const role = document.TrichYeuCongVan
	lines, at := slices.Clone(b.doc.Subject), b.doc.At+"/subject"
	first := slices.IndexFunc(lines, func(s string) bool { return strings.Trim(s, blanks) != "" })
	subject := strings.TrimLeft(lines[first], blanks)
	if !saysAbout(subject) && !beginsWith(subject, aboutInFull) {
		subject = vv + subject
	}
	lines[first] = subject
	if !strings.HasPrefix(subject, vv) {
		b.warn(at, "not_v_v", "Trích yếu của "+strings.ToLower(b.typ.Title)+" bắt đầu bằng “"+strings.TrimSpace(vv)+"” và một dấu cách.",
			"Bỏ chữ ở đầu trích yếu; chương trình tự ghi “"+strings.TrimSpace(vv)+"”.", citeSubject)
	}
	f := b.face(role)
	out := make([]string, 0, len(lines)+2)
	for _, line := range lines {
		out = append(out, breakText(f, line, column-slack, &titleCosts, titleGaps)...)
	}
	return b.plain(role, at, strings.Join(out, "\n"))
}

// aboutInFull is what "V/v" abbreviates.
const aboutInFull = "về việc"

// inSentence returns the trích yếu of a công văn as it stands behind the word: "Công văn về việc …".
func inSentence(subject string) string {
	subject = strings.TrimLeft(subject, blanks)
	if saysAbout(subject) {
		subject = strings.TrimLeft(subject[len(vv)-1:], ":"+blanks)
	} else if n := wordsAt(subject, aboutInFull); n > 0 {
		subject = strings.TrimLeft(subject[n:], blanks)
	}
	return aboutInFull + " " + subject
}
