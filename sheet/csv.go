package sheet

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	xunicode "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"

	"vanban/read"
	"vanban/read/viet"
)

// What Excel itself lets stand in one cell. More is a quotation mark that nobody closed.
const (
	maxCellText  = 32_767
	maxCellLines = 254
	maxCellBytes = maxCellText * utf8.UTFMax
)

// maxRecord is how many bytes may pass before a line of cells is whole. A quotation mark that nobody closes takes all that follows it, and
// what Excel saves of an empty sheet is two bytes for each of its lines.
const maxRecord = 4 << 20

// csvFile is text with one sign between the cells. It is decoded anew each time it is gone through: as a whole it would be up to three times
// the file.
type csvFile struct {
	data  []byte
	code  func() transform.Transformer // of other encodings than UTF-8
	comma rune
	first int    // lines before the data, of a "sep=" line
	from  string // the encoding before Unicode that its bytes were in, "" for Unicode
}

func openCSV(data []byte) (*csvFile, error) {
	f := &csvFile{data: data}
	if err := f.findCode(); err != nil {
		return nil, err
	}
	found, err := f.signs()
	if err != nil {
		return nil, err
	}
	// Excel's own way to name the sign: a first line "sep=;".
	head, err := bufio.NewReader(io.LimitReader(f.text(), 100)).ReadString('\n')
	if sign, ok := strings.CutPrefix(strings.ToLower(strings.Trim(head, "\" \r\n")), "sep="); err == nil && ok && utf8.RuneCountInString(sign) == 1 && strings.ContainsAny(sign, signs) {
		f.comma, _ = utf8.DecodeRuneInString(sign)
		f.first = 1
		return f, nil
	}
	return f, f.guessComma(found)
}

// text returns the text of the file in UTF-8, without a line that only names the sign.
func (f *csvFile) text() io.Reader {
	var text io.Reader = bytes.NewReader(f.data)
	if f.code != nil {
		text = transform.NewReader(text, f.code())
	}
	if f.first == 0 {
		return text
	}
	rest := bufio.NewReader(text)
	_, _ = rest.ReadSlice('\n') // it was there before
	return rest
}

// signs looks through the text, and returns those of the signs that are in it.
func (f *csvFile) signs() (found string, err error) {
	text, b, blank := f.text(), make([]byte, windowSize), true
	for {
		n, err := text.Read(b)
		if err != nil && err != io.EOF || bytes.IndexByte(b[:n], 0) >= 0 {
			return "", refuseText()
		}
		blank = blank && len(bytes.TrimSpace(b[:n])) == 0
		for i := range len(signs) {
			if sign := signs[i : i+1]; !strings.Contains(found, sign) && bytes.IndexByte(b[:n], sign[0]) >= 0 {
				found += sign
			}
		}
		if err == io.EOF {
			break
		}
	}
	if blank {
		return "", refuse("file_empty", "Tệp không có chữ nào.", "Hãy chọn tệp có danh sách.")
	}
	return found, nil
}

// signs are what stands between cells, in the order of preference.
const signs = ",;\t|"

// guessComma takes the sign by which the first lines have the best header, or else the most even cells.
func (f *csvFile) guessComma(found string) error {
	best := -1
	for _, sign := range signs {
		if !strings.ContainsRune(found, sign) && sign != ',' {
			continue
		}
		try := &csvFile{data: f.data, code: f.code, comma: sign}
		var head []line
		err := try.scan(0, new(layout), func(l *line) bool {
			head = append(head, line{number: l.number, cells: append([]cell(nil), l.cells...)})
			return len(head) < headLines
		})
		if err != nil {
			continue
		}
		if score := evenness(head) + 1000*headerScore(head); score > best {
			best, f.comma = score, sign
		}
	}
	if best < 0 {
		f.comma = ','
	}
	return nil
}

// headerScore is how many columns of the best line have names that are known for certificates.
func headerScore(head []line) (best int) {
	table := fieldsOf("")
	for i := range head {
		n := 0
		for j := range head[i].cells {
			if m := table.match(head[i].cells[j].text); m.known() {
				n++
			}
		}
		best = max(best, n)
	}
	return best
}

// evenness is high where most lines have the same number of cells, and more than one.
func evenness(head []line) (best int) {
	counts := map[int]int{}
	for i := range head {
		if n := len(head[i].cells); n > 1 {
			counts[n]++
			best = max(best, counts[n]*10+min(n, 9))
		}
	}
	return best
}

func (f *csvFile) tables() []tableInfo { return []tableInfo{{}} }

func (f *csvFile) scan(_ int, _ *layout, visit func(*line) bool) error {
	source := &guard{text: &thrift{Reader: f.text()}, comma: []byte(string(f.comma))}
	r := csv.NewReader(source)
	r.Comma, r.LazyQuotes, r.FieldsPerRecord, r.ReuseRecord = f.comma, true, -1, true
	l := new(line)
	for {
		record, err := r.Read()
		source.since = 0
		if err == io.EOF {
			return nil
		}
		var syntax *csv.ParseError
		if errors.As(err, &syntax) {
			return refuseDamaged("dòng " + strconv.Itoa(syntax.StartLine+f.first) + " không đọc được")
		}
		if errors.Is(err, errEndless) {
			return refuseDamaged("sau dòng " + strconv.Itoa(l.number) + " có dấu nháy kép không đóng")
		}
		if err != nil {
			return err
		}
		l.number, _ = r.FieldPos(0)
		l.number += f.first
		if err := l.take(record); err != nil {
			return err
		}
		if n, _ := l.filled(); n > 0 && !visit(l) {
			return nil
		}
	}
}

// take makes the cells of a line.
func (l *line) take(record []string) error {
	l.cells = l.cells[:0]
	if len(record) > maxColumns {
		return refuseLarge("có hơn " + strconv.Itoa(maxColumns) + " cột")
	}
	for _, s := range record {
		if len(s) > maxCellBytes || strings.Count(s, "\n") > maxCellLines {
			return refuseDamaged("từ dòng " + strconv.Itoa(l.number) + " có dấu nháy kép không đóng")
		}
		l.cells = append(l.cells, textCell(uncover(s)))
	}
	return nil
}

// errEndless says that a line of cells does not come to its end.
var errEndless = errors.New("sheet: a line without end")

// guard stands before what takes text apart into cells, and stops what would be taken in as a whole and be thrown away then.
type guard struct {
	text  io.Reader
	comma []byte
	cells int // of the line of text so far
	since int // how many bytes have passed since the last line of cells was whole
}

func (g *guard) Read(b []byte) (int, error) {
	n, err := g.text.Read(b)
	for rest := b[:n]; len(rest) > 0; {
		row, after, ended := bytes.Cut(rest, []byte("\n"))
		if g.cells += bytes.Count(row, g.comma); g.cells > 10*maxColumns {
			return 0, refuseLarge("có hơn " + strconv.Itoa(maxColumns) + " cột")
		}
		if ended {
			g.cells = 0
		}
		rest = after
	}
	if g.since += n; g.since > maxRecord {
		return 0, errEndless
	}
	return n, err
}

// sampleBytes is how much of a file tells its encoding.
const sampleBytes = 64 << 10

// findCode finds the encoding of the bytes.
func (f *csvFile) findCode() error {
	data := f.data
	switch {
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}), bytes.HasPrefix(data, []byte{0xFE, 0xFF}):
		f.code = func() transform.Transformer {
			return xunicode.UTF16(xunicode.LittleEndian, xunicode.ExpectBOM).NewDecoder()
		}
	case bytes.IndexByte(data, 0) >= 0:
		return refuseText()
	case utf8.Valid(data):
		f.data = bytes.TrimPrefix(data, []byte("\ufeff"))
	default:
		return f.oldCode()
	}
	return nil
}

// oldCode reads bytes as TCVN3, VNI or windows-1258, whichever makes Vietnamese of them. Of the first two the letters stay as they are:
// they are converted like those of a worksheet.
func (f *csvFile) oldCode() error {
	sample := f.data[:min(len(f.data), sampleBytes)]
	west, err := charmap.Windows1252.NewDecoder().Bytes(sample)
	if err != nil {
		return refuseText()
	}
	if viet.Detect(string(west)) != viet.Unicode {
		f.code = func() transform.Transformer { return charmap.Windows1252.NewDecoder() }
		return nil
	}
	f.code = func() transform.Transformer { return transform.Chain(charmap.Windows1258.NewDecoder(), norm.NFC) }
	viets, _, err := transform.Bytes(f.code(), sample)
	if err != nil {
		return refuseText()
	}
	if spelled, words := viet.Spelled(string(viets)); words > 0 && spelled*10 >= words*7 {
		f.from = "windows-1258"
		return nil
	}
	return refuseText()
}

func refuseText() *read.Refusal {
	return read.Refuse("file_unknown", "Tệp không phải là bảng tính (.xlsx) hay văn bản CSV đọc được.",
		"Hãy lưu lại từ Excel dạng .xlsx, hoặc “CSV UTF-8 (Comma delimited)”.")
}
