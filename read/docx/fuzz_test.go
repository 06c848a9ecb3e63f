package docx_test

import (
	"context"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"vanban/read"
	"vanban/read/docx"
)

func FuzzRead(f *testing.F) {
	for _, c := range hostile(f) {
		if len(c.file) < 64<<10 {
			f.Add(c.file)
		}
	}
	f.Add(pack(f, wordFile(plainBody, nil)))
	f.Fuzz(func(t *testing.T, file []byte) {
		m, err := docx.Read(context.Background(), file)
		if err != nil && strings.HasPrefix(codeOf(err), "error") {
			t.Fatal(err)
		}
		if err == nil && len(m.Sections) == 0 {
			t.Fatal("no section")
		}
	})
}

// FuzzDocument changes the XML inside a sound package, where FuzzRead hardly ever comes.
func FuzzDocument(f *testing.F) {
	styles := style("paragraph", "P", "", `<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>`)
	for _, seed := range []string{
		plainBody,
		`<w:tbl><w:tblGrid><w:gridCol w:w="9"/></w:tblGrid><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>`,
		`<w:p><w:pPr><w:pStyle w:val="P"/><w:sectPr/></w:pPr></w:p>`,
		p(complexField("PAGE", t("1")) + `<w:del>` + t("x") + `</w:del>`),
		drawn("a", 1, 1, 100, 0, `<a:prstGeom prst="line"/>`),
		p(run(`<w:pict><v:group coordsize="9,9" style="width:9pt"><v:line from="1,1" to="9,1"/></v:group><v:shape><v:textbox><w:txbxContent><w:p/></w:txbxContent></v:textbox></v:shape></w:pict>`)),
		p(run(`<w:br w:type="page"/><w:sym w:font="Wingdings" w:char="F0FC"/>`) + t("e\u0301")),
	} {
		f.Add(seed, styles)
	}
	f.Fuzz(func(t *testing.T, body, styles string) {
		m, err := docx.Read(context.Background(), pack(t, wordFile(body, parts{"styles": styles})))
		if err != nil {
			if strings.HasPrefix(codeOf(err), "error") {
				t.Fatal(err)
			}
			return
		}
		checkBlocks(t, m.Blocks)
	})
}

// checkBlocks holds a manuscript to what its types promise.
func checkBlocks(t *testing.T, blocks []read.Block) {
	t.Helper()
	for _, b := range blocks {
		switch v := b.(type) {
		case *read.Paragraph:
			for _, r := range v.Runs {
				if !norm.NFC.IsNormalString(r.Text) || !utf8.ValidString(r.Text) || r.Size < 0 || r.Font == "" || r.Color == "" {
					t.Fatalf("run %+v", r)
				}
			}
		case *read.Rule:
			if v.Length < 0 {
				t.Fatalf("rule %+v", v)
			}
		case *read.Table:
			for _, row := range v.Rows {
				n := 0
				for _, c := range row.Cells {
					n += c.ColSpan
					if c.ColSpan < 1 || c.RowSpan < 1 {
						t.Fatalf("cell %+v", c)
					}
					checkBlocks(t, c.Blocks)
				}
				if n != len(v.Columns) {
					t.Fatalf("%d of %d columns", n, len(v.Columns))
				}
			}
		}
	}
}
