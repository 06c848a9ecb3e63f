package sheet

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"hash"
	"hash/crc32"
	"io"
	"io/fs"
	"iter"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/klauspost/compress/flate"
	"github.com/xuri/excelize/v2"
)

// Table is a table that is handed out.
type Table struct {
	Name    string // of the worksheet
	Title   string // over the header; empty for none
	Columns []Head
	Rows    iter.Seq[[]string]
}

// Head is a column of a table that is handed out.
type Head struct {
	Title string
	Width float64 // in characters; 0 for 16
	// Count tells that cells of figures alone are numbers; all others are text, whatever they begin with.
	Count   bool
	Choices []string // offered in a list; others may be typed
}

const defaultWidth = 16

// made is the date of the workbooks: one for all, so that the same rows make the same bytes.
const made = "2020-03-05T00:00:00Z"

// Write writes a workbook, its rows as they come. All cells but counts are text and stay text when somebody edits them: their format is
// Text, so that what begins with = + - @ is never run. Reading it back gives the same text.
func Write(w io.Writer, tables ...Table) (err error) {
	if len(tables) == 0 {
		return errors.New("sheet: a workbook needs a table")
	}
	f := excelize.NewFile()
	defer func() { err = errors.Join(err, f.Close()) }()
	f.SetZipWriter(func(w io.Writer) excelize.ZipWriter { return newSortedZip(w) })
	if err := f.SetDocProps(&excelize.DocProperties{Creator: "vanban", Created: made, Modified: made}); err != nil {
		return err
	}
	s, err := newStyles(f)
	if err != nil {
		return err
	}
	taken := map[string]bool{}
	for i := range tables {
		name := sheetName(tables[i].Name, taken)
		if i == 0 {
			err = f.SetSheetName("Sheet1", name)
		} else {
			_, err = f.NewSheet(name)
		}
		if err != nil {
			return err
		}
		if err := writeTable(f, name, &tables[i], s); err != nil {
			return err
		}
	}
	_, err = f.WriteTo(w)
	return err
}

// styles are those of the cells.
type styles struct{ title, head, text, count, column int }

func newStyles(f *excelize.File) (s styles, err error) {
	font := &excelize.Font{Family: "Times New Roman", Size: 12}
	bold := &excelize.Font{Family: "Times New Roman", Size: 12, Bold: true}
	var border []excelize.Border
	for _, side := range []string{"left", "top", "right", "bottom"} {
		border = append(border, excelize.Border{Type: side, Color: "000000", Style: 1})
	}
	const asTyped = 49 // the number format @
	for _, style := range []struct {
		id *int
		excelize.Style
	}{
		{&s.title, excelize.Style{Font: &excelize.Font{Family: "Times New Roman", Size: 14, Bold: true}, Alignment: &excelize.Alignment{Horizontal: "center", Vertical: "center"}}},
		{&s.head, excelize.Style{Font: bold, Border: border, NumFmt: asTyped, Alignment: &excelize.Alignment{Horizontal: "center", Vertical: "center", WrapText: true},
			Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E7E6E6"}}}},
		{&s.text, excelize.Style{Font: font, Border: border, NumFmt: asTyped, Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}}},
		{&s.column, excelize.Style{Font: font, NumFmt: asTyped, Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}}},
		{&s.count, excelize.Style{Font: font, Border: border, Alignment: &excelize.Alignment{Horizontal: "center", Vertical: "top"}}},
	} {
		if *style.id, err = f.NewStyle(&style.Style); err != nil {
			return s, err
		}
	}
	return s, nil
}

// choiceRows is how many rows offer a list of choices.
const choiceRows = 2000

func writeTable(f *excelize.File, name string, t *Table, s styles) error {
	head := 1
	if t.Title != "" {
		head = 2
	}
	for i, c := range t.Columns {
		if len(c.Choices) == 0 {
			continue
		}
		v := excelize.NewDataValidation(true)
		v.SetSqref(fmt.Sprintf("%s:%s", cellName(i, head+1), cellName(i, head+choiceRows)))
		v.SetError(excelize.DataValidationErrorStyleInformation, c.Title, "Có thể chọn trong danh sách hoặc ghi khác.")
		if err := v.SetDropList(c.Choices); err != nil {
			return err
		}
		if err := f.AddDataValidation(name, v); err != nil {
			return err
		}
	}
	landscape, a4, wide, fit := "landscape", 9, 1, true
	tall := 0 // as many pages as it takes
	if err := errors.Join(f.SetPageLayout(name, &excelize.PageLayoutOptions{Orientation: &landscape, Size: &a4, FitToWidth: &wide, FitToHeight: &tall}),
		f.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &fit})); err != nil {
		return err
	}
	sw, err := f.NewStreamWriter(name)
	if err != nil {
		return err
	}
	for i, c := range t.Columns {
		width := c.Width
		if width == 0 {
			width = defaultWidth
		}
		err := sw.SetColWidth(i+1, i+1, width)
		if !c.Count {
			err = errors.Join(err, sw.SetColStyle(i+1, i+1, s.column)) // of the rows that are typed in below
		}
		if err != nil {
			return err
		}
	}
	if err := sw.SetPanes(&excelize.Panes{Freeze: true, YSplit: head, TopLeftCell: cellName(0, head+1), ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	if t.Title != "" {
		if err := sw.SetRow("A1", []any{excelize.Cell{StyleID: s.title, Value: t.Title}}, excelize.RowOpts{Height: 28}); err != nil {
			return err
		}
		if len(t.Columns) > 1 {
			if err := sw.MergeCell("A1", cellName(len(t.Columns)-1, 1)); err != nil {
				return err
			}
		}
	}
	titles := make([]any, len(t.Columns))
	for i, c := range t.Columns {
		titles[i] = excelize.Cell{StyleID: s.head, Value: c.Title}
	}
	if err := sw.SetRow(cellName(0, head), titles); err != nil {
		return err
	}
	if err := writeRows(sw, t, s, head); err != nil {
		return err
	}
	return sw.Flush()
}

func writeRows(sw *excelize.StreamWriter, t *Table, s styles, head int) error {
	row := head
	cells := make([]any, len(t.Columns))
	for texts := range t.Rows {
		row++
		for i := range cells {
			cells[i] = nil
			if i >= len(texts) {
				continue
			}
			if utf8.RuneCountInString(texts[i]) > maxCellText/2 && len(utf16.Encode([]rune(texts[i]))) > maxCellText {
				return fmt.Errorf("sheet: cell %s has more than %d characters", cellName(i, row), maxCellText)
			}
			cells[i] = excelize.Cell{StyleID: s.text, Value: texts[i]}
			if n, ok := countOf(texts[i]); ok && t.Columns[i].Count {
				cells[i] = excelize.Cell{StyleID: s.count, Value: n}
			}
		}
		if err := sw.SetRow(cellName(0, row), cells); err != nil {
			return err
		}
	}
	return nil
}

// countOf reads a number that stays the same as text: 12, but not 012.
func countOf(s string) (int, bool) {
	n, err := strconv.Atoi(s)
	return n, err == nil && n >= 0 && strconv.Itoa(n) == s
}

// WriteCSV writes a table as CSV that Excel opens in Vietnamese: UTF-8 with its mark, commas, every cell in quotation marks. Before what a
// program would run stands an apostrophe (OWASP, CSV Injection); Read takes it off again.
func WriteCSV(w io.Writer, t Table) error {
	var b bytes.Buffer
	b.WriteString("\ufeff")
	titles := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		titles[i] = c.Title
	}
	appendRecord(&b, titles)
	for texts := range t.Rows {
		appendRecord(&b, texts)
		if b.Len() >= 1<<16 {
			if _, err := b.WriteTo(w); err != nil {
				return err
			}
		}
	}
	_, err := b.WriteTo(w)
	return err
}

func appendRecord(b *bytes.Buffer, texts []string) {
	for i, s := range texts {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteByte('"')
		b.WriteString(strings.ReplaceAll(cover(s), `"`, `""`))
		b.WriteByte('"')
	}
	b.WriteString("\r\n")
}

// sheetName makes a name that Excel takes, and that no other sheet has.
func sheetName(name string, taken map[string]bool) string {
	name = strings.Trim(strings.Map(func(r rune) rune {
		if strings.ContainsRune(`[]:*?/\`, r) || r < ' ' {
			return ' '
		}
		return r
	}, name), "' ")
	if name == "" {
		name = "Danh sách"
	}
	base := name
	for n := 2; ; n++ {
		for utf8.RuneCountInString(name) > excelize.MaxSheetNameLength {
			_, size := utf8.DecodeLastRuneInString(base)
			base = base[:len(base)-size]
			name = base
			if n > 2 {
				name = base + " " + strconv.Itoa(n-1)
			}
		}
		if key := strings.ToLower(name); !taken[key] {
			taken[key] = true
			return name
		}
		name = base + " " + strconv.Itoa(n)
	}
}

// sortedZip writes the parts of a workbook in the order of their names and without dates: excelize has its streamed parts in a map. It
// keeps them packed until the end.
type sortedZip struct {
	out   *zip.Writer
	parts map[string]*zipPart
	open  *zipPart
}

type zipPart struct {
	packed bytes.Buffer
	pack   *flate.Writer
	sum    hash.Hash32
	size   uint64
}

func newSortedZip(w io.Writer) *sortedZip {
	return &sortedZip{out: zip.NewWriter(w), parts: map[string]*zipPart{}}
}

func (z *sortedZip) Create(name string) (io.Writer, error) {
	if err := z.finish(); err != nil {
		return nil, err
	}
	p := &zipPart{sum: crc32.NewIEEE()}
	var err error
	if p.pack, err = flate.NewWriter(&p.packed, flate.DefaultCompression); err != nil {
		return nil, err
	}
	z.open, z.parts[name] = p, p
	return p, nil
}

func (p *zipPart) Write(b []byte) (int, error) {
	p.size += uint64(len(b))
	_, _ = p.sum.Write(b) // a hash never fails
	return p.pack.Write(b)
}

func (z *sortedZip) finish() error {
	if z.open == nil {
		return nil
	}
	p := z.open
	z.open = nil
	return p.pack.Close()
}

// AddFS is there for the interface; nobody adds a file system to a workbook.
func (z *sortedZip) AddFS(fs.FS) error { return errors.ErrUnsupported }

func (z *sortedZip) Close() error {
	if err := z.finish(); err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(z.parts)) {
		p := z.parts[name]
		part, err := z.out.CreateRaw(&zip.FileHeader{Name: name, Method: zip.Deflate, CRC32: p.sum.Sum32(),
			CompressedSize64: uint64(p.packed.Len()), UncompressedSize64: p.size})
		if err != nil {
			return err
		}
		if _, err := p.packed.WriteTo(part); err != nil {
			return err
		}
	}
	return z.out.Close()
}
