package report_test

import (
	"context"
	"regexp"
	"strings"
	"testing"

	"vanban/check/report"
)

// FuzzComments gives main texts of every kind: either they are refused, or what comes out is well-formed, has the comments, and is the
// same text but for their marks.
func FuzzComments(f *testing.F) {
	for _, s := range []string{
		`<w:p/>`, `<w:p a="/>" ><w:pPr/>á</w:p>`, `<w:p xmlns:q="x"><q:p/></w:p><w:p/>`, `<w:p><w:txbxContent><w:p/></w:txbxContent></w:p>`,
		`<x:p xmlns:x="` + wNS + `"/>`, `<p xmlns="` + wNS + `">x</p>`, `<w:p><!-- </w:p> --><![CDATA[</w:p>]]></w:p>`, `<w:p><w:pPr><w:p/></w:pPr></w:p>`,
	} {
		f.Add(s, uint8(1), uint8(2))
	}
	mark := regexp.MustCompile(`<\w+:commentRange(Start|End)( xmlns:\w+="[^"]*")? \w+:id="\d+"/>|<\w+:r( xmlns:\w+="[^"]*")?><\w+:commentReference \w+:id="\d+"/></\w+:r>`)
	f.Fuzz(func(t *testing.T, text string, first, second uint8) {
		if mark.MatchString(text) {
			t.Skip("has marks already")
		}
		out, err := report.Comments(context.Background(), docx(t, body(text)), paragraphs(int(first), int(second)), checked)
		if err != nil {
			return
		}
		parts := unzip(t, out)
		got := parts["word/document.xml"]
		wellFormed(t, got)
		wellFormed(t, parts["word/comments.xml"])
		if n := strings.Count(got, `commentReference `); n < 2 {
			t.Errorf("%d comments in %s", n, got)
		}
		// An empty paragraph with a comment has two tags instead of one: two "/>" may have become a start and an end.
		if plain := mark.ReplaceAllString(got, ""); !strings.Contains(text, "/>") && plain != body(text) {
			t.Errorf("got\n%s\nof\n%s", plain, body(text))
		}
	})
}
