// Package broken makes the corpus of testdata/broken: correct documents of ours, as DOCX and PDF, each with one rule of form broken on
// purpose, and a few unbroken ones. It owns what is broken and how; what a checker has to say of it stands in the manifest.
package broken

import (
	"cmp"
	"context"
	"embed"
	"fmt"
	"slices"
	"strings"

	"vanban/document"
	"vanban/internal/referee"
	"vanban/render"
	"vanban/thethuc"
)

// Folder is where the corpus lies, from the root of the module.
const Folder = "testdata/broken"

// Sound is what stands in the place of a rule in the names of files that break none.
const Sound = "OK"

//go:embed testdata/*.json
var bases embed.FS

// Maker tells which program makes a file.
type Maker uint8

// The makers. DOCX are ours with edits in their XML, Office is LibreOffice's PDF of such a DOCX, and Drawn is a PDF that our writer makes
// of a changed tree or style sheet.
const (
	Word Maker = iota
	Office
	Drawn
)

// File is one file of the corpus.
type File struct {
	Rule string // "PAGE-4", or Sound
	What string // the rest of the name: "le-trai-25"
	Base string // the JSON in testdata that it is made from
	Did  string // what was done to it, Vietnamese
	// Measured is what a checker should have measured, in a finding's own words or a part of them; "" where nothing is measured.
	Measured string
	Maker    Maker

	edits []edit
	draw  func(*drawing)
}

// drawing is what a PDF of ours is made of.
type drawing struct {
	doc   *document.Document
	sheet *thethuc.Sheet
	err   error
}

// Name returns the file's name.
func (f *File) Name() string {
	if f.Maker == Word {
		return f.stem() + ".docx"
	}
	return f.stem() + ".pdf"
}

func (f *File) stem() string { return f.Rule + "-" + f.What }

// All returns every file of the corpus by name.
func All() []File {
	all := slices.Concat(soundFiles(), strokeFiles(), pageFiles(), fontFiles(), numberFiles(), headFiles(), codeFiles(), titleFiles(),
		openingFiles(), partFiles(), textFiles(), closingFiles(), annexFiles(), wordingFiles(), drawnFiles())
	for _, f := range all {
		if slices.Contains(alsoOffice, f.stem()) && f.Maker == Word {
			f.Maker = Office
			all = append(all, f)
		}
	}
	slices.SortFunc(all, func(a, b File) int { return cmp.Compare(a.Name(), b.Name()) })
	return all
}

// Make makes the files, in their order. LibreOffice is started once, if a file needs it.
func Make(t referee.T, files []File) [][]byte {
	t.Helper()
	service, err := render.New(render.Options{})
	if err != nil {
		t.Fatalf("%v", err)
	}
	made := make([][]byte, len(files))
	sources := map[string][]byte{}
	for i := range files {
		f := &files[i]
		switch f.Maker {
		case Drawn:
			made[i], err = f.drawn(service)
		default:
			made[i], err = f.word(service)
		}
		if err != nil {
			t.Fatalf("%s: %v", f.Name(), err)
		}
		if f.Maker == Office {
			sources[f.Name()] = made[i]
		}
	}
	if len(sources) > 0 {
		pdfs := referee.OfficePDF(t, sources)
		for i := range files {
			if files[i].Maker == Office {
				made[i] = pdfs[files[i].Name()]
			}
		}
	}
	return made
}

func (f *File) base() ([]byte, error) { return bases.ReadFile("testdata/" + f.Base + ".json") }

func (f *File) word(service *render.Service) ([]byte, error) {
	data, err := f.base()
	if err != nil {
		return nil, err
	}
	res, err := service.Render(context.Background(), data, render.DOCX)
	if err != nil {
		return nil, err
	}
	if res.Problems.Fatal() {
		return nil, fmt.Errorf("base %s: %+v", f.Base, res.Problems)
	}
	edits := f.edits
	if f.Base == congVan {
		edits = slices.Concat(toCongVan(), edits)
	}
	return change(res.Files[0], edits)
}

// drawn changes a copy of the style sheet, since the catalog keeps its own, and the tree, which is made anew for every call.
func (f *File) drawn(service *render.Service) ([]byte, error) {
	data, err := f.base()
	if err != nil {
		return nil, err
	}
	built := service.Catalog().Build(data)
	if built.Doc == nil {
		return nil, fmt.Errorf("base %s: %+v", f.Base, built.Problems)
	}
	sheet := *built.Sheet
	built.Sheet = &sheet
	if f.draw != nil {
		d := &drawing{doc: built.Doc, sheet: &sheet}
		if f.draw(d); d.err != nil {
			return nil, d.err
		}
	}
	res, err := service.Files(context.Background(), built, render.PDF)
	if err != nil {
		return nil, err
	}
	return res.Files[0], nil
}

// Manifest is the corpus for a reader: a line for each file.
func Manifest(files []File) string {
	var b strings.Builder
	b.WriteString("Mỗi tệp trái đúng một quy tắc. Tệp OK không trái quy tắc nào. Do internal/broken/make làm ra.\n")
	for i := range files {
		f := &files[i]
		fmt.Fprintf(&b, "\n%s\n  quy tắc: %s\n  gốc: %s, %s\n  đã làm: %s\n", f.Name(), f.Rule, f.Base, [...]string{
			Word: "sửa XML", Office: "sửa XML, LibreOffice in ra PDF", Drawn: "bộ ghi PDF của chương trình"}[f.Maker], f.Did)
		if f.Measured != "" {
			fmt.Fprintf(&b, "  đo được: %s\n", f.Measured)
		}
	}
	return b.String()
}
