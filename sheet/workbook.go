package sheet

import (
	"archive/zip"
	"bytes"
	"io"
	"path"
	"slices"
	"sort"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"vanban/read/opc"
	"vanban/read/viet"
)

// workbook is an XLSX file. excelize opens what is small of it: the workbook, the names and states of its sheets, and its styles. The cells
// are streamed here: excelize.Rows gives neither the type nor the style of a cell nor merged cells, and ends without an error where
// a part is damaged, so that half a list would pass for the whole.
type workbook struct {
	*archive
	list     []tableInfo
	parts    []string // of the sheets
	styles   []style
	date1904 bool
	strings  *sharedStrings
}

// style is what the style of a cell says of its value.
type style struct {
	date    bool
	pattern pattern
	font    viet.Encoding
}

// The parts that excelize gets to see.
var bookParts = []string{"[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"}

func openWorkbook(data []byte) (w *workbook, err error) {
	a, err := openArchive(data)
	if err != nil {
		return nil, err
	}
	w = &workbook{archive: a}
	if err := w.checkTypes(); err != nil {
		return nil, err
	}
	targets, err := w.checkRelations()
	if err != nil {
		return nil, err
	}
	if !w.has("xl/workbook.xml") {
		return nil, refuseUnknown("Tệp nén này không phải là bảng tính (.xlsx).")
	}
	if err := w.openBook(targets); err != nil {
		return nil, err
	}
	w.strings, err = w.readStrings(sharedStringsPart(targets))
	return w, err
}

// checkTypes refuses what the content types call a workbook with macros, or no workbook.
func (w *workbook) checkTypes() error {
	if !w.has("[Content_Types].xml") {
		return refuseUnknown("Tệp nén này không phải là bảng tính (.xlsx).")
	}
	extensions := map[string]bool{} // of the parts that there are
	for _, name := range w.container.Names() {
		extensions[name[strings.LastIndexByte(name, '.')+1:]] = true
	}
	return w.parse("[Content_Types].xml", func(x *xmlReader) {
		for t := x.next(); t != endOfFile; t = x.next() {
			if t != startTag {
				continue
			}
			kind := strings.ToLower(string(x.attr("ContentType")))
			switch {
			case string(x.name) == "Default" && !extensions[strings.ToLower(string(x.attr("Extension")))]: // excelize calls .bin a project of macros in every file
			case strings.Contains(kind, "macro"), strings.Contains(kind, "vbaproject"):
				x.fail(refuseMacros())
			case strings.Contains(kind, "sheet.binary"):
				x.fail(refuseUnknown("Tệp là bảng tính nhị phân (.xlsb), không phải .xlsx."))
			}
		}
	})
}

// checkRelations refuses relationships that lead out of the file, but for hyperlinks, which nobody follows here. It returns the targets of
// the workbook's own.
func (w *workbook) checkRelations() (map[string]relation, error) {
	targets := map[string]relation{}
	for _, name := range w.container.Names() {
		if !strings.HasSuffix(name, ".rels") {
			continue
		}
		err := w.parse(name, func(x *xmlReader) {
			for t := x.next(); t != endOfFile; t = x.next() {
				if t != startTag || string(x.name) != "Relationship" {
					continue
				}
				kind := path.Base(string(x.attr("Type")))
				switch strings.ToLower(kind) {
				case "vbaproject", "wordvbadata", "xlmacrosheet", "xlintlmacrosheet":
					x.fail(refuseMacros())
				case "externallink", "externallinkpath", "connections":
					x.fail(refuseExternal("có liên kết tới tệp khác"))
				}
				external := strings.EqualFold(string(x.attr("TargetMode")), "External")
				if external && kind != "hyperlink" {
					x.fail(refuseExternal("có phần nằm ngoài tệp"))
				}
				if name == "xl/_rels/workbook.xml.rels" && !external {
					if len(targets) == maxParts {
						x.Fail(words.TooManyParts(maxParts))
						return
					}
					targets[string(x.attr("Id"))] = relation{kind, opc.Target("xl/", string(x.attr("Target")))}
				}
			}
		})
		if err != nil {
			return nil, err
		}
	}
	return targets, nil
}

// relation is a relationship of the workbook: its type without the namespace, and the name of the part.
type relation struct{ kind, part string }

func sharedStringsPart(targets map[string]relation) (part string) {
	for _, r := range targets {
		if r.kind == "sharedStrings" && (part == "" || r.part < part) { // there is one; of several it is always the same
			part = r.part
		}
	}
	return part
}

// openBook hands excelize a package of the few parts that it reads well, under its own limits too.
func (w *workbook) openBook(targets map[string]relation) (err error) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range bookParts {
		if !w.has(name) {
			continue
		}
		data, err := w.whole(name)
		if err != nil {
			return err
		}
		if err := checkProlog(data); err != nil {
			return err
		}
		if b.Len()+len(data) > maxSmall {
			return refuseLarge("thông tin chung hơn " + strconv.Itoa(maxSmall>>20) + " MB")
		}
		part, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		if err != nil {
			return err
		}
		if _, err := part.Write(data); err != nil {
			return err
		}
	}
	if err := z.Close(); err != nil {
		return err
	}
	defer func() {
		if recover() != nil { // excelize trusts what a workbook says of itself
			err = refuseDamaged("thông tin chung của bảng tính sai")
		}
	}()
	limit := int64(len(bookParts) * maxSmall)
	f, err := excelize.OpenReader(&b, excelize.Options{UnzipSizeLimit: limit, UnzipXMLSizeLimit: limit})
	if err != nil {
		return refuseDamaged("không đọc được thông tin chung của bảng tính")
	}
	defer func() { _ = f.Close() }()
	if props, err := f.GetWorkbookProps(); err == nil && props.Date1904 != nil {
		w.date1904 = *props.Date1904
	}
	for _, s := range f.WorkBook.Sheets.Sheet {
		r, ok := targets[s.ID]
		if !ok || r.kind != "worksheet" || !w.has(r.part) {
			continue // charts and dialogs
		}
		if slices.Contains(w.parts, r.part) { // or a small file would have a large one be read without end
			return refuseDamaged("hai trang tính là một phần")
		}
		if len(s.Name) > maxLabel {
			return refuseDamaged("tên của một trang tính quá dài")
		}
		w.list = append(w.list, tableInfo{name: clean(s.Name), hidden: s.State != "" && s.State != "visible"})
		w.parts = append(w.parts, r.part)
	}
	if len(w.list) == 0 {
		return refuseDamaged("không có trang tính nào")
	}
	w.readStyles(f)
	return nil
}

// maxElements is how many elements a part may have that excelize reads: it makes some hundred bytes of each. Excel has 65,490 formats
// of cells at most.
const maxElements = 120_000

// checkProlog refuses a DTD, which can only stand before the root element, and what would be large in memory.
func checkProlog(data []byte) error {
	x := newXMLReader(bytes.NewReader(data))
	elements := 0
	for t := x.next(); t != endOfFile; t = x.next() {
		if t != startTag {
			continue
		}
		if elements++; elements > maxElements {
			x.fail(refuseLarge("có quá nhiều định dạng"))
		}
	}
	return x.Err()
}

func (w *workbook) readStyles(f *excelize.File) {
	n := 0
	if f.Styles != nil && f.Styles.CellXfs != nil {
		n = len(f.Styles.CellXfs.Xf)
	}
	w.styles = make([]style, n)
	heap := new(thrift)
	for i := range w.styles {
		if i%1000 == 999 {
			heap.tidy()
		}
		s, err := f.GetStyle(i)
		if err != nil {
			continue
		}
		format := ""
		if s.CustomNumFmt != nil {
			format = *s.CustomNumFmt
		}
		w.styles[i] = style{date: isDateFormat(s.NumFmt, format), pattern: patternOf(format)}
		if s.Font != nil {
			w.styles[i].font = viet.LegacyFont(s.Font.Family)
		}
	}
}

// parse reads an XML part; what f leaves unread must still be whole.
func (w *workbook) parse(name string, f func(x *xmlReader)) error {
	src, err := w.open(name)
	if err != nil {
		return err
	}
	defer func() { _ = src.Close() }() // what is wrong with it was told while it was read
	x := newXMLReader(src)
	f(x)
	if x.Err() == nil {
		_, err = io.Copy(io.Discard, src) // the check sum comes at the end
		return err
	}
	return x.Err()
}

// What a table of strings may hold.
const (
	maxStrings    = 1_600_000
	maxStringText = 48 << 20
	chunkSize     = 1 << 20
)

// sharedStrings is the table of strings, in chunks that never move.
type sharedStrings struct{ chunks []chunk }

type chunk struct {
	first int // index of its first string
	text  string
	ends  []uint32
	fonts []runFonts // by string
}

func (s *sharedStrings) at(i int) (text string, fonts runFonts, ok bool) {
	n := sort.Search(len(s.chunks), func(n int) bool { return s.chunks[n].first > i }) - 1
	if n < 0 || i-s.chunks[n].first >= len(s.chunks[n].ends) {
		return "", runFonts{}, false
	}
	c := &s.chunks[n]
	i -= c.first
	from := uint32(0)
	if i > 0 {
		from = c.ends[i-1]
	}
	return c.text[from:c.ends[i]], c.fonts[i], true
}

func (w *workbook) readStrings(part string) (*sharedStrings, error) {
	s := new(sharedStrings)
	if part == "" || !w.has(part) {
		return s, nil
	}
	var text []byte
	var ends []uint32
	var fonts []runFonts
	count, size := 0, 0
	flush := func() {
		s.chunks = append(s.chunks, chunk{count - len(ends), string(text), slices.Clone(ends), slices.Clone(fonts)})
		text, ends, fonts = text[:0], ends[:0], fonts[:0]
	}
	err := w.parse(part, func(x *xmlReader) {
		var r rich
		for t := x.next(); t != endOfFile; t = x.next() {
			if t != startTag || string(x.name) != "si" {
				continue
			}
			words, of := r.read(x)
			text, fonts = append(text, words...), append(fonts, of)
			ends = append(ends, uint32(len(text)))
			count, size = count+1, size+len(words)
			if size > maxStringText || count > maxStrings {
				x.fail(refuseLarge("có quá nhiều chữ"))
			}
			if len(text) >= chunkSize {
				flush()
			}
		}
	})
	flush()
	return s, err
}

// runFonts is what the fonts of a string's own runs say: the encoding of all whose letters need one, or that of those which had to be decoded here,
// because they stand beside others.
type runFonts struct {
	font    viet.Encoding
	decoded bool
}

// rich reads strings that may have runs of their own fonts.
type rich struct {
	text, plain, run []byte // as it stands there, the same decoded, and of the run that is being read
	font             viet.Encoding
	named            bool // the run says its font; others are in that of the cell
	runs             runFonts
	others           bool // a run is in Unicode, or in another old encoding
}

// read returns the text of the element whose start was read last: si or is. What stands above words to say how they are read is left out.
func (r *rich) read(x *xmlReader) ([]byte, runFonts) {
	*r = rich{text: r.text[:0], plain: r.plain[:0], run: r.run[:0]}
	inText := false
	for d := x.depth - 1; x.depth > d; {
		switch x.next() {
		case endOfFile:
			return nil, runFonts{}
		case startTag:
			switch string(x.name) {
			case "t":
				inText = true
			case "rPh":
				x.skip()
			case "rFont":
				r.font, r.named = viet.LegacyFont(string(x.attr("val"))), true
			}
		case endTag:
			switch string(x.name) {
			case "t":
				inText = false
			case "r":
				r.end()
			}
		case chars:
			if inText {
				r.run = append(r.run, x.text...)
			}
			if len(r.text)+len(r.run) > maxCellBytes {
				x.Fail(refuseLongCell())
			}
		}
	}
	r.text = append(r.text, r.run...) // what stands in no run; most texts have none
	if r.runs.font != viet.Unicode && r.others {
		r.runs.decoded = true
		return r.plain, r.runs
	}
	return r.text, r.runs
}

// end takes in a run.
func (r *rich) end() {
	run := r.run
	if s := string(r.run); !isASCII(s) {
		switch old := r.font != viet.Unicode && !inUnicode(s); {
		case old && (r.runs.font == viet.Unicode || r.runs.font == r.font):
			r.runs.font = r.font
		case old || r.named || inUnicode(s):
			r.others = true
		}
		if r.font != viet.Unicode && !inUnicode(s) {
			run = []byte(r.font.Decode(s))
		}
	}
	r.text, r.plain = append(r.text, r.run...), append(r.plain, run...)
	r.run, r.font, r.named = r.run[:0], viet.Unicode, false
}
