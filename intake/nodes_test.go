package intake_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"vanban/document"
	"vanban/intake"
	"vanban/render"
	"vanban/templates/contract"
)

var services = sync.OnceValues(func() (*render.Service, error) { return render.New(render.Options{}) })

func service(t testing.TB) (*intake.Service, *render.Service) {
	t.Helper()
	r, err := services()
	if err != nil {
		t.Fatal(err)
	}
	s, err := intake.New(r)
	if err != nil {
		t.Fatal(err)
	}
	return s, r
}

// samples returns the names and contents of all samples of the repository that are văn bản hành chính: a certificate is none and cannot be
// imported.
func samples(t testing.TB) map[string][]byte {
	t.Helper()
	all := map[string][]byte{}
	for _, pattern := range []string{"../templates/*/samples/*.json", "../testdata/features/*.json"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			if strings.Contains(f, "khenthuong") {
				continue
			}
			all[strings.TrimSuffix(filepath.Base(f), ".json")] = readFile(t, f)
		}
	}
	if len(all) < 100 {
		t.Fatalf("%d samples found", len(all))
	}
	return all
}

func readFile(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func decode(t testing.TB, data []byte) *contract.Document {
	t.Helper()
	doc, problems := contract.Decode(data, contract.Limits{})
	if doc == nil || problems.Fatal() {
		t.Fatalf("the JSON does not decode: %+v", problems)
	}
	return doc
}

// node is one thing that a document says: a part of its head or end, or a node of a body with its depth and its printed text.
type node struct {
	kind  string
	level int
	text  string
}

func (n node) String() string { return fmt.Sprintf("%s %d %s", n.kind, n.level, n.text) }

// nodes lists what a document says. Texts are as they are printed, so that it does not matter whether the author or the form wrote an
// ending or a number.
func nodes(t testing.TB, doc *contract.Document) []node {
	t.Helper()
	_, r := service(t)
	data, err := contract.Encode(doc)
	if err != nil {
		t.Fatal(err)
	}
	doc = decode(t, data) // with pointers
	built := r.Catalog().BuildDocument(doc)
	if built.Doc == nil {
		t.Fatalf("does not build: %+v", built.Problems)
	}
	l := lister{printed: map[string]string{}}
	l.print(built.Doc)
	l.document(doc)
	return l.out
}

type lister struct {
	printed map[string]string // by pointer
	out     []node
}

func (l *lister) print(doc *document.Document) {
	var blocks func(list []document.Block)
	blocks = func(list []document.Block) {
		for _, b := range list {
			switch b := b.(type) {
			case *document.Paragraph:
				if b.Pointer == "" {
					continue
				}
				if old, ok := l.printed[b.Pointer]; ok {
					l.printed[b.Pointer] = old + " " + b.PlainText()
				} else {
					l.printed[b.Pointer] = b.PlainText()
				}
			case *document.Table:
				for _, r := range b.Rows {
					for _, c := range r.Cells {
						blocks(c.Blocks)
					}
				}
			}
		}
	}
	for _, s := range doc.Sections {
		blocks(s.TopMarks)
		blocks(s.Blocks)
		blocks(s.Footer)
	}
	for _, n := range doc.Notes {
		for _, p := range n.Paragraphs {
			blocks([]document.Block{&p})
		}
	}
}

func (l *lister) add(kind string, level int, text string) {
	text = strings.Join(strings.Fields(text), " ")
	text = strings.TrimRight(strings.TrimSuffix(strings.TrimSuffix(text, "/."), "./"), " .")
	if text != "" {
		l.out = append(l.out, node{kind, level, text})
	}
}

func (l *lister) document(d *contract.Document) {
	l.add("type", 0, d.Type)
	organs := d.Organs
	if d.Organ != nil {
		organs = []contract.Organ{*d.Organ}
	}
	for i := range organs {
		if i == 0 || strings.Join(organs[i].Parent, " ") != strings.Join(organs[0].Parent, " ") {
			l.add("parent", 0, strings.Join(organs[i].Parent, " "))
		}
		l.add("organ", 0, strings.Join(organs[i].Name, " "))
	}
	l.add("code", 0, l.printed[d.At+"/code"])
	l.add("date", 0, l.printed[d.At+"/place"])
	l.add("subject", 0, l.printed[d.At+"/subject"])
	l.add("subtitle", 0, d.Subtitle)
	for i := range d.Salutation {
		l.add("salutation", 0, l.printed[d.Salutation[i].At])
	}
	l.add("authority", 0, strings.Join(d.Authority, " "))
	for i := range d.Bases {
		l.add("base", 0, l.printed[d.Bases[i].At])
	}
	l.body(d.Body, 1)
	signers := d.Signers
	if d.Signer != nil {
		signers = []contract.Signer{*d.Signer}
	}
	for i := range signers {
		at := signers[i].At
		for _, key := range []string{"/organ", "/date", "/other_title", "/name"} {
			l.add("signer"+key, 0, l.printed[at+key])
		}
		l.add("signer/office", 0, l.printed[at+"/competence"]+" "+l.printed[at+"/position"])
	}
	for i := range d.Recipients {
		l.add("recipient", 0, l.printed[d.Recipients[i].At])
	}
	l.add("contact", 0, d.Contact)
	l.add("urgency", 0, d.Urgency)
	l.add("circulation", 0, d.Circulation)
	for i := range d.Appendices {
		a := &d.Appendices[i]
		l.add("title", 0, l.printed[a.At+"/title"])
		l.add("orientation", 0, a.Orientation)
		l.body(a.Body, 1)
	}
	for i := range d.Enclosures {
		l.document(&d.Enclosures[i])
	}
}

var kindNames = [...]string{"paragraph", "heading", "item", "bullet", "table", "label_value"}

func (l *lister) body(list []contract.Node, level int) {
	for i := range list {
		n := &list[i]
		text := l.printed[n.At]
		kind := kindNames[n.Kind]
		if n.Kind == contract.ItemNode && (strings.HasPrefix(text, "- ") || strings.HasPrefix(text, "+ ")) {
			kind = "bullet" // an item of a scheme with dashes
		}
		if n.Kind == contract.TableNode {
			l.table(n.Table, level)
			continue
		}
		l.add(kind, level, text)
		l.notes(&n.Text)
		l.body(n.Body, level+1)
	}
}

func (l *lister) notes(t *contract.Text) {
	for i := range t.Runs {
		if note := t.Runs[i].Footnote; note != nil {
			var b strings.Builder
			for _, r := range note.Runs {
				b.WriteString(r.Text)
			}
			l.add("footnote", 0, b.String())
		}
	}
}

func (l *lister) table(t *contract.Table, level int) {
	l.add("unit", level, l.printed[t.Unit.At])
	for _, part := range [][]contract.TableRow{t.Header, t.Rows} {
		for i := range part {
			if part[i].Band != nil {
				l.add("row", level, l.printed[part[i].At])
				continue
			}
			var cells []string
			for j := range part[i].Cells {
				c := &part[i].Cells[j]
				cells = append(cells, strconv.Itoa(c.ColSpan)+"x"+strconv.Itoa(c.RowSpan)+" "+l.printed[c.At])
				l.notes(&c.Text)
			}
			if len(cells) == 1 { // a band as a row
				cells = []string{l.printed[part[i].Cells[0].At]}
			}
			l.add("row", level, strings.Join(cells, " | "))
		}
	}
	l.add("note", level, l.printed[t.Note.At])
}

// common returns how many nodes of two lists are the same in their order, and what is only in one of them.
func common(want, got []node, same func(a, b node) bool) (equal int, missing, extra []node) {
	n, m := len(want), len(got)
	like := make([][]bool, n)
	for i := range like {
		like[i] = make([]bool, m)
		for j := range like[i] {
			like[i][j] = same(want[i], got[j])
		}
	}
	best := make([][]int, n+1)
	for i := range best {
		best[i] = make([]int, m+1)
	}
	for i := n - 1; i >= 0; i-- {
		for j := m - 1; j >= 0; j-- {
			if like[i][j] {
				best[i][j] = best[i+1][j+1] + 1
			} else {
				best[i][j] = max(best[i+1][j], best[i][j+1])
			}
		}
	}
	i, j := 0, 0
	for i < n || j < m {
		switch {
		case i < n && j < m && like[i][j]:
			i, j = i+1, j+1
		case j == m || i < n && best[i+1][j] >= best[i][j+1]:
			missing = append(missing, want[i])
			i++
		default:
			extra = append(extra, got[j])
			j++
		}
	}
	return best[0][0], missing, extra
}

func exactly(a, b node) bool { return a == b }

func importFile(t testing.TB, data []byte, hint intake.Hint) *intake.Result {
	t.Helper()
	s, _ := service(t)
	res, err := s.Import(context.Background(), data, hint)
	if err != nil {
		t.Fatal(err)
	}
	return res
}

// encoded returns JSON as this program writes it.
func encoded(t testing.TB, data []byte) []byte {
	t.Helper()
	out, err := contract.EncodeIndent(decode(t, data))
	if err != nil {
		t.Fatal(err)
	}
	return out
}
