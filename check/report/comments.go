package report

import (
	"bytes"
	"cmp"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"slices"
	"time"

	"vanban/check"
	"vanban/read"
)

// The author of the comments, as Word shows it.
const (
	author   = "vanban"
	initials = "VB"
)

// maxComments is where more comments only make Word slow; the first paragraph then says how many are left out.
const maxComments = 400

// Comments returns the checked DOCX with a comment at every place that is wrong or has to be looked at, and the file itself where there
// is none. What stands outside the main text (headers, notes), in a text box or nowhere (the size of the sheet) is remarked on at a
// paragraph that Word takes a comment at: the one around it, or the first, with the place in words. All else in the file stays, to the
// byte. The time is left out of the comments when it is zero. The file has passed read/docx; a package that cannot be commented on is an
// error.
func Comments(ctx context.Context, file []byte, r *check.Report, at time.Time) ([]byte, error) {
	remarks := remarksOf(r)
	if len(remarks) == 0 {
		return file, nil
	}
	out, err := comment(ctx, file, remarks, at)
	if err != nil {
		return nil, fmt.Errorf("report: comments: %w", err)
	}
	return out, nil
}

// remark is what one comment says, a paragraph of it each.
type remark struct {
	place read.Place
	title string
	lines []string
}

func remarksOf(r *check.Report) []remark {
	var list []remark
	for i := range r.Results {
		res := &r.Results[i]
		for j := range res.Findings {
			if f := &res.Findings[j]; open(f) {
				list = append(list, newRemark(res.Rule, f))
			}
		}
	}
	if n := len(list) - maxComments; n > 0 {
		list = append(list[:maxComments], remark{title: fmt.Sprintf("Còn %d nhận xét khác; xem báo cáo đầy đủ.", n)})
	}
	return list
}

func newRemark(rule *check.Rule, f *check.Finding) remark {
	m := remark{place: f.Place, title: rule.ID + " " + rule.Title}
	if f.Status == check.NeedsReview {
		m.title += " (cần xem lại)"
	}
	for _, s := range []string{measures(f), f.Message, f.Hint} {
		if s != "" {
			m.lines = append(m.lines, s)
		}
	}
	m.lines = append(m.lines, "Căn cứ: "+rule.Cite)
	return m
}

// comment puts the remarks into the package.
func comment(ctx context.Context, file []byte, remarks []remark, at time.Time) ([]byte, error) {
	p, err := openPackage(file)
	if err != nil {
		return nil, err
	}
	main, err := p.main()
	if err != nil {
		return nil, err
	}
	body, err := p.read(main)
	if err != nil {
		return nil, err
	}
	doc, err := scanDocument(ctx, body)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", main, err)
	}
	if len(doc.hosts) == 0 {
		return nil, errors.New("the document has no paragraph to hang a comment on")
	}
	first, err := p.commentsPart(main, doc.namespace)
	if err != nil {
		return nil, err
	}
	placed := doc.attach(remarks, max(first, doc.nextID))
	p.replace(main, doc.edit(body, placed))
	if err := p.addComments(placed, at); err != nil {
		return nil, err
	}
	return p.bytes()
}

// placed is a remark with the paragraph and the id of its comment.
type placed struct {
	remark
	id   int
	host int // index in document.hosts
}

// attach gives each remark its paragraph, and ids in the order of the text.
func (d *mainText) attach(remarks []remark, firstID int) []placed {
	list := make([]placed, len(remarks))
	for i, m := range remarks {
		host, ok := 0, false
		if n := m.place.Paragraph; m.place.Part == "" && n > 0 && n <= len(d.hostOf) {
			host, ok = d.hostOf[n-1], d.exact[n-1]
		}
		if !ok && m.place != (read.Place{}) {
			m.lines = append([]string{"Chỗ: " + placeText(m.place)}, m.lines...)
		}
		list[i] = placed{remark: m, host: max(host, 0)}
	}
	slices.SortStableFunc(list, func(a, b placed) int { return cmp.Compare(a.host, b.host) })
	for i := range list {
		list[i].id = firstID + i
	}
	return list
}

// comments writes the w:comment elements (ECMA-376 Part 1, 17.13.4.2). The type is small whatever the file's own default is: Word
// sets comments in the document's default size otherwise. Word takes the clock of a date for the reader's own, whatever it says of a
// zone.
func comments(list []placed, prefix, declare string, at time.Time) []byte {
	var b bytes.Buffer
	date := ""
	if !at.IsZero() {
		date = fmt.Sprintf(` %sdate="%s"`, prefix, at.Format("2006-01-02T15:04:05Z"))
	}
	for i := range list {
		c := &list[i]
		fmt.Fprintf(&b, `<%[1]scomment%[2]s %[1]sid="%[3]d" %[1]sauthor="%[4]s"%[5]s %[1]sinitials="%[6]s">`,
			prefix, declare, c.id, author, date, initials)
		commentLine(&b, prefix, c.title, "<"+prefix+"b/>")
		for _, s := range c.lines {
			commentLine(&b, prefix, s, "")
		}
		fmt.Fprintf(&b, "</%scomment>", prefix)
	}
	return b.Bytes()
}

func commentLine(b *bytes.Buffer, prefix, s, bold string) {
	fmt.Fprintf(b, `<%[1]sp><%[1]sr><%[1]srPr>%[2]s<%[1]ssz %[1]sval="20"/></%[1]srPr><%[1]st xml:space="preserve">`, prefix, bold)
	_ = xml.EscapeText(b, []byte(plain(s))) // a buffer never fails
	fmt.Fprintf(b, `</%[1]st></%[1]sr></%[1]sp>`, prefix)
}
