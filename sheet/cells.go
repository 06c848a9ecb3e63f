package sheet

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"vanban/read/viet"
)

// What a list may hold. Excel itself ends at 1,048,576 rows and 16,384 columns.
const (
	maxRows    = 200_000 // that hold something
	maxColumns = 1_000   // that hold something
	maxCells   = 4_000_000
	maxPlaces  = 10_000_000 // with the empty ones before the last that holds something
	maxMerges  = 200_000
	maxRowText = 256 << 10 // bytes of a row: sixty pages
	maxText    = 64 << 20  // bytes of all rows; a text that many cells share counts in each of them
	lastRow    = 1 << 20
	lastColumn = 1 << 14
)

type cellKind uint8

const (
	blank    cellKind = iota
	text              // as it stands there
	number            // text is how a person reads it
	date              // a number in the format of a date; text is dd/mm/yyyy
	failed            // an error value: #REF!
	unsolved          // a formula whose result nobody has computed
)

// cell is what stands in one cell.
type cell struct {
	text   string
	kind   cellKind
	serial float64       // of numbers and dates
	font   viet.Encoding // what its font says, or those of its runs
	// decoded is what some of its runs were in that stand beside others; its text is in Unicode.
	decoded viet.Encoding
	// composed tells that letters and marks were written apart in the file.
	composed bool
}

// line is a row of a file, by its number there. Cells are counted from column A; the slice is used again for the next line.
type line struct {
	number int
	hidden bool
	cells  []cell
}

func (l *line) at(column int) *cell {
	if column < len(l.cells) {
		return &l.cells[column]
	}
	return &cell{}
}

// put sets a cell.
func (l *line) put(column int, c cell) {
	for len(l.cells) <= column {
		l.cells = append(l.cells, cell{})
	}
	l.cells[column] = c
}

// filled is how many cells hold something, and width where the last of them ends.
func (l *line) filled() (n, width int) {
	for i := range l.cells {
		if l.cells[i].kind != blank {
			n, width = n+1, i+1
		}
	}
	return n, width
}

// used is what a list has taken so far of what it may hold.
type used struct{ rows, cells, places, text int }

// add counts a line, and refuses what is too much.
func (u *used) add(l *line) error {
	size := 0
	for i := range l.cells {
		size += len(l.cells[i].text)
	}
	filled, width := l.filled()
	u.rows++
	u.cells += filled
	u.places += width
	u.text += size
	switch {
	case u.rows > maxRows || u.cells > maxCells:
		return refuseLarge("có hơn " + strconv.Itoa(maxRows) + " dòng hoặc " + strconv.Itoa(maxCells) + " ô có chữ")
	case u.places > maxPlaces:
		return refuseWide()
	case size > maxRowText:
		return refuseLongRow(l.number)
	case u.text > maxText:
		return refuseMuchText()
	}
	return nil
}

// rect is a range of merged cells, counted from 1 and 0: rows as the file numbers them, columns from A.
type rect struct{ top, bottom, left, right int }

// tableInfo is what is known of a sheet before its cells are read.
type tableInfo struct {
	name   string // "" in CSV
	hidden bool
}

// layout is what stands around the cells of a sheet.
type layout struct {
	merges []rect
	hidden []rect // columns; rows are of no meaning
}

// mergesAt returns the merged cells that begin in a row, once they are sorted.
func (l *layout) mergesAt(row int) []rect {
	byTop := func(m rect, top int) int { return cmp.Compare(m.top, top) }
	from, _ := slices.BinarySearchFunc(l.merges, row, byTop)
	to, _ := slices.BinarySearchFunc(l.merges, row+1, byTop)
	return l.merges[from:to]
}

// source is a file with tables in it.
type source interface {
	tables() []tableInfo
	// scan hands the lines that hold something to visit, until that says no or they end. It fills in the layout, which is whole at the end,
	// where it is given one.
	scan(table int, lay *layout, visit func(*line) bool) error
}

func (w *workbook) tables() []tableInfo { return w.list }

func (w *workbook) scan(table int, lay *layout, visit func(*line) bool) error {
	stopped := false
	err := w.parse(w.parts[table], func(x *xmlReader) {
		s := &sheetReader{xmlReader: x, book: w, lay: lay, visit: visit}
		s.read()
		stopped = s.stopped
	})
	if stopped {
		return nil
	}
	return err
}

// sheetReader streams the lines of one worksheet.
type sheetReader struct {
	*xmlReader
	book        *workbook
	lay         *layout
	visit       func(*line) bool
	line        line
	row, column int // of the cell read last
	size        int // bytes of text of the row so far
	rich        rich
	raw         []byte // of the cell that is being read
	stopped     bool
}

func (s *sheetReader) read() {
	for t := s.next(); t != endOfFile; t = s.next() {
		if t != startTag {
			continue
		}
		switch name := string(s.name); {
		case name == "row":
			s.readRow()
		case s.lay == nil:
		case name == "col":
			s.readColumn()
		case name == "mergeCell":
			s.readMerge()
		}
	}
}

func (s *sheetReader) readColumn() {
	if !isTrue(s.attr("hidden")) {
		return
	}
	from, err1 := strconv.Atoi(string(s.attr("min")))
	to, err2 := strconv.Atoi(string(s.attr("max")))
	if err1 == nil && err2 == nil && from >= 1 && to <= lastColumn && len(s.lay.hidden) < maxColumns {
		s.lay.hidden = append(s.lay.hidden, rect{left: from - 1, right: to - 1})
	}
}

func (s *sheetReader) readMerge() {
	from, to, ok := strings.Cut(string(s.attr("ref")), ":")
	if !ok {
		return
	}
	left, top, ok1 := parseRef([]byte(from))
	right, bottom, ok2 := parseRef([]byte(to))
	if !ok1 || !ok2 || bottom < top || right < left {
		s.damaged("có ô gộp sai")
		return
	}
	if s.lay.merges = append(s.lay.merges, rect{top, bottom, left, right}); len(s.lay.merges) > maxMerges {
		s.fail(refuseLarge("có hơn " + strconv.Itoa(maxMerges) + " vùng ô gộp"))
	}
}

// readRow reads a row and hands it on where it holds something.
func (s *sheetReader) readRow() {
	s.row++
	if r := s.attr("r"); r != nil {
		n, err := strconv.Atoi(string(r))
		if err != nil || n < s.row || n > lastRow {
			s.damaged("thứ tự các dòng sai")
			return
		}
		s.row = n
	}
	s.line.number, s.line.hidden, s.line.cells = s.row, isTrue(s.attr("hidden")), s.line.cells[:0]
	s.column, s.size = -1, 0
	filled := 0
	for d := s.depth - 1; s.depth > d; {
		switch s.next() {
		case endOfFile:
			return
		case startTag:
			if string(s.name) != "c" {
				s.skip()
				continue
			}
			if s.readCell() {
				filled++
			}
		}
	}
	if filled == 0 || s.Err() != nil {
		return
	}
	if !s.visit(&s.line) {
		s.stopped = true
		s.fail(errStopped)
	}
}

// readCell reads a cell, and reports whether it holds anything.
func (s *sheetReader) readCell() bool {
	s.column++
	var kind string
	styleID := 0
	for rest := s.attrs; len(rest) > 0; {
		var key, value []byte
		if key, value, rest = cutAttr(rest); key == nil {
			break
		}
		switch string(key) {
		case "r":
			column, row, ok := parseRef(value)
			if !ok || row != s.row || column < s.column {
				s.damaged("thứ tự các ô sai")
				return false
			}
			s.column = column
		case "t":
			kind = typeName(value)
		case "s":
			styleID, _ = strconv.Atoi(string(value)) // a style that is none is like no style
		}
	}
	var st style
	if styleID > 0 && styleID < len(s.book.styles) || styleID == 0 && len(s.book.styles) > 0 {
		st = s.book.styles[styleID]
	}
	c := s.readValue(kind, &st)
	if c.kind == blank {
		return false
	}
	if s.column >= maxColumns {
		s.fail(refuseLarge("có hơn " + strconv.Itoa(maxColumns) + " cột"))
		return false
	}
	if s.size += len(c.text); s.size > maxRowText {
		s.fail(refuseLongRow(s.row))
		return false
	}
	s.line.put(s.column, c)
	return true
}

// readValue reads what stands in a cell.
func (s *sheetReader) readValue(kind string, st *style) (c cell) {
	formula, computed := false, false
	inside := byte(0)
	shared, runs := "", runFonts{}
	s.raw = s.raw[:0]
	for d := s.depth - 1; s.depth > d; {
		switch s.next() {
		case endOfFile:
			return cell{}
		case startTag:
			switch string(s.name) {
			case "v":
				inside, computed = 'v', true
			case "f":
				formula, inside = true, 'f'
			case "is":
				words, fonts := s.rich.read(s.xmlReader)
				s.raw, runs = append(s.raw[:0], words...), fonts
			default:
				s.skip()
			}
		case endTag:
			inside = 0
		case chars:
			switch inside {
			case 'v':
				if kind == "s" {
					shared, runs = s.shared(s.text)
				} else if s.raw = append(s.raw, s.text...); len(s.raw) > maxCellBytes {
					s.Fail(refuseLongCell())
				}
			case 'f':
				if isDDE(s.text) {
					s.fail(refuseExternal("ô " + cellName(s.column, s.row) + " gọi chương trình khác (DDE)"))
				}
			}
		}
	}
	raw := shared
	if raw == "" {
		raw = string(s.raw)
	}
	switch {
	case formula && (!computed || raw == "" && kind != "str"): // openpyxl writes an empty value; a result that is no text is one of text, str
		return cell{kind: unsolved}
	case raw == "":
		return cell{}
	}
	c = makeCell(kind, raw, st, s.book.date1904)
	if c.font = st.font; runs.decoded {
		c.decoded = runs.font
	} else if runs.font != viet.Unicode {
		c.font = runs.font
	}
	return c
}

func (s *sheetReader) shared(index []byte) (string, runFonts) {
	i, err := strconv.Atoi(string(index))
	value, fonts, ok := s.book.strings.at(i)
	if err != nil || !ok {
		s.damaged("bảng chữ dùng chung sai")
	}
	return value, fonts
}

// typeName is the type of a cell without an allocation.
func typeName(b []byte) string {
	for _, name := range [...]string{"s", "n", "str", "inlineStr", "b", "e", "d"} {
		if string(b) == name {
			return name
		}
	}
	return ""
}

// isDDE reports whether a formula calls another program: cmd|'/c calc'!A1. A stroke has no other meaning in a formula outside of texts
// and the names of sheets.
func isDDE(formula []byte) bool {
	var open byte
	for _, c := range formula {
		switch {
		case open == 0 && (c == '"' || c == '\''):
			open = c
		case c == open:
			open = 0
		case c == '|' && open == 0:
			return true
		}
	}
	return false
}

func isTrue(b []byte) bool { return string(b) == "1" || string(b) == "true" }

// parseRef reads the name of a cell: C7 is column 2, row 7.
func parseRef(s []byte) (column, row int, ok bool) {
	i := 0
	for ; i < len(s) && i < 4; i++ {
		c := s[i] &^ 0x20
		if c < 'A' || c > 'Z' {
			break
		}
		column = column*26 + int(c-'A') + 1
	}
	if i == 0 || i == len(s) || len(s)-i > 7 {
		return 0, 0, false
	}
	for _, c := range s[i:] {
		if c < '0' || c > '9' {
			return 0, 0, false
		}
		row = row*10 + int(c-'0')
	}
	return column - 1, row, column >= 1 && column <= lastColumn && row >= 1 && row <= lastRow
}

// columnLetter is the name of a column, counted from 0.
func columnLetter(column int) string {
	name := ""
	for n := column + 1; n > 0; n = (n - 1) / 26 {
		name = string(rune('A'+(n-1)%26)) + name
	}
	return name
}

func cellName(column, row int) string { return columnLetter(column) + strconv.Itoa(row) }
