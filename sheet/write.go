package sheet

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"
	"unicode/utf8"

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
	z := newSortedZip(w)
	f.SetZipWriter(func(io.Writer) excelize.ZipWriter { return z }) // excelize's own writer is a buffer for the whole file
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
		head := headRow(&tables[i])
		z.rows["xl/worksheets/sheet"+strconv.Itoa(i+1)+".xml"] = func(w io.Writer) error { return writeRows(w, &tables[i], s, head) }
	}
	_, err = f.WriteTo(io.Discard)
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

// headRow is the row of the header.
func headRow(t *Table) int {
	if t.Title != "" {
		return 2
	}
	return 1
}

// writeTable writes a table but for its rows.
func writeTable(f *excelize.File, name string, t *Table, s styles) error {
	head := headRow(t)
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
	return sw.Flush()
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
