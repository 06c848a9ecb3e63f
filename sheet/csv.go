package sheet

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	xunicode "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/unicode/norm"

	"vanban/read"
	"vanban/read/viet"
)

// What Excel itself lets stand in one cell. More is a quotation mark that nobody closed.
const (
	maxCellText  = 32_767
	maxCellLines = 254
)

// csvFile is text with one sign between the cells.
type csvFile struct {
	data  string
	comma rune
	first int    // lines before the data, of a "sep=" line
	from  string // the encoding before Unicode that its bytes were in, "" for Unicode
}

func openCSV(data []byte) (*csvFile, error) {
	f := new(csvFile)
	s, err := f.toUTF8(data)
	if err != nil {
		return nil, err
	}
	s = strings.TrimPrefix(s, "\ufeff")
	if strings.TrimSpace(s) == "" {
		return nil, refuse("file_empty", "Tệp không có chữ nào.", "Hãy chọn tệp có danh sách.")
	}
	f.data = s
	// Excel's own way to name the sign: a first line "sep=;".
	if head, rest, ok := strings.Cut(s, "\n"); ok {
		if sign, ok := strings.CutPrefix(strings.ToLower(strings.Trim(head, "\" \r")), "sep="); ok && utf8.RuneCountInString(sign) == 1 && strings.ContainsAny(sign, signs) {
			f.comma, _ = utf8.DecodeRuneInString(sign)
			f.data, f.first = rest, 1
			return f, nil
		}
	}
	return f, f.guessComma()
}

// signs are what stands between cells, in the order of preference.
const signs = ",;\t|"

// guessComma takes the sign by which the first lines have the best header, or else the most even cells.
func (f *csvFile) guessComma() error {
	best := -1
	for _, sign := range signs {
		if !strings.ContainsRune(f.data, sign) && sign != ',' {
			continue
		}
		try := &csvFile{data: f.data, comma: sign}
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
	for row := range strings.Lines(f.data) {
		if len(row) > 10*maxColumns && strings.Count(row, string(f.comma)) > 10*maxColumns {
			return refuseLarge("có hơn " + strconv.Itoa(maxColumns) + " cột")
		}
	}
	r := csv.NewReader(strings.NewReader(f.data))
	r.Comma, r.LazyQuotes, r.FieldsPerRecord, r.ReuseRecord = f.comma, true, -1, true
	l := new(line)
	rows, written := 0, 0
	for {
		record, err := r.Read()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			var syntax *csv.ParseError
			if errors.As(err, &syntax) {
				return refuseDamaged("dòng " + strconv.Itoa(syntax.StartLine+f.first) + " không đọc được")
			}
			return err
		}
		l.number, _ = r.FieldPos(0)
		l.number += f.first
		l.cells = l.cells[:0]
		filled := 0
		if len(record) > maxColumns {
			return refuseLarge("có hơn " + strconv.Itoa(maxColumns) + " cột")
		}
		for _, s := range record {
			if len(s) > maxCellText*utf8.UTFMax || strings.Count(s, "\n") > maxCellLines {
				return refuseDamaged("từ dòng " + strconv.Itoa(l.number) + " có dấu nháy kép không đóng")
			}
			c := textCell(uncover(s))
			if c.kind != blank {
				filled++
			}
			l.cells = append(l.cells, c)
		}
		if filled == 0 {
			continue
		}
		written += filled
		if rows++; rows > maxRows || written > maxCells {
			return refuseLarge("có hơn " + strconv.Itoa(maxRows) + " dòng hoặc " + strconv.Itoa(maxCells) + " ô có chữ")
		}
		if !visit(l) {
			return nil
		}
	}
}

// toUTF8 finds the encoding of the bytes.
func (f *csvFile) toUTF8(data []byte) (string, error) {
	switch {
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}), bytes.HasPrefix(data, []byte{0xFE, 0xFF}):
		out, err := xunicode.UTF16(xunicode.LittleEndian, xunicode.ExpectBOM).NewDecoder().Bytes(data)
		if err != nil || bytes.IndexByte(out, 0) >= 0 {
			return "", refuseText()
		}
		return string(out), nil
	case bytes.IndexByte(data, 0) >= 0:
		return "", refuseText()
	case utf8.Valid(data):
		return string(data), nil
	}
	return f.oldEncoding(data)
}

// oldEncoding reads bytes as TCVN3, VNI or windows-1258, whichever makes Vietnamese of them. Of the first two the letters stay as they are:
// they are converted like those of a worksheet.
func (f *csvFile) oldEncoding(data []byte) (string, error) {
	west, err := charmap.Windows1252.NewDecoder().Bytes(data)
	if err != nil {
		return "", refuseText()
	}
	if viet.Detect(string(west)) != viet.Unicode {
		return string(west), nil
	}
	viets, err := charmap.Windows1258.NewDecoder().Bytes(data)
	if err != nil {
		return "", refuseText()
	}
	s := norm.NFC.String(string(viets))
	if spelled, words := viet.Spelled(s[:min(len(s), 64<<10)]); words > 0 && spelled*10 >= words*7 {
		f.from = "windows-1258"
		return s, nil
	}
	return "", refuseText()
}

func refuseText() *read.Refusal {
	return read.Refuse("file_unknown", "Tệp không phải là bảng tính (.xlsx) hay văn bản CSV đọc được.",
		"Hãy lưu lại từ Excel dạng .xlsx, hoặc “CSV UTF-8 (Comma delimited)”.")
}
