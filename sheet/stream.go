package sheet

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/klauspost/compress/flate"
)

// sortedZip writes the parts of a workbook in the order of their names and without dates: excelize has its streamed parts in a map. The
// rows of the sheets are made only when their part is written: excelize would gather them first, 80 MB for a hundred thousand.
type sortedZip struct {
	out   *zip.Writer
	parts map[string]*bytes.Buffer
	rows  map[string]func(io.Writer) error // by the part they belong to
}

func newSortedZip(w io.Writer) *sortedZip {
	z := &sortedZip{out: zip.NewWriter(w), parts: map[string]*bytes.Buffer{}, rows: map[string]func(io.Writer) error{}}
	pack, _ := flate.NewWriter(nil, flate.BestSpeed) // the level exists; one for all parts: it has a megabyte
	z.out.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) {
		pack.Reset(w)
		return pack, nil
	})
	return z
}

func (z *sortedZip) Create(name string) (io.Writer, error) {
	part := new(bytes.Buffer)
	z.parts[name] = part
	return part, nil
}

// AddFS is there for the interface; nobody adds a file system to a workbook.
func (z *sortedZip) AddFS(fs.FS) error { return errors.ErrUnsupported }

func (z *sortedZip) Close() error {
	for _, name := range slices.Sorted(maps.Keys(z.parts)) {
		part, err := z.out.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
		if err != nil {
			return err
		}
		data := z.parts[name].Bytes()
		if rows := z.rows[name]; rows != nil {
			end := bytes.Index(data, []byte("</sheetData>")) // the header stands before it
			if end < 0 {
				return errors.New("sheet: no place for rows in " + name)
			}
			if _, err := part.Write(data[:end]); err != nil {
				return err
			}
			if err := rows(part); err != nil {
				return err
			}
			data = data[end:]
		}
		if _, err := part.Write(data); err != nil {
			return err
		}
	}
	return z.out.Close()
}

// writeRows writes the rows of a table below its header.
func writeRows(w io.Writer, t *Table, s styles, head int) error {
	var b bytes.Buffer
	row := head
	for texts := range t.Rows {
		row++
		b.WriteString(`<row r="` + strconv.Itoa(row) + `">`)
		for i := range min(len(texts), len(t.Columns)) {
			if utf8.RuneCountInString(texts[i]) > maxCellText/2 && len(utf16.Encode([]rune(texts[i]))) > maxCellText {
				return fmt.Errorf("sheet: cell %s has more than %d characters", cellName(i, row), maxCellText)
			}
			b.WriteString(`<c r="` + cellName(i, row))
			if _, ok := countOf(texts[i]); ok && t.Columns[i].Count {
				b.WriteString(`" s="` + strconv.Itoa(s.count) + `"><v>` + texts[i] + `</v></c>`)
				continue
			}
			b.WriteString(`" s="` + strconv.Itoa(s.text) + `" t="inlineStr"><is><t`)
			if texts[i] != strings.Trim(texts[i], " \t\r\n") {
				b.WriteString(` xml:space="preserve"`)
			}
			b.WriteByte('>')
			appendText(&b, texts[i])
			b.WriteString(`</t></is></c>`)
		}
		b.WriteString(`</row>`)
		if b.Len() >= 1<<16 {
			if _, err := b.WriteTo(w); err != nil {
				return err
			}
		}
	}
	_, err := b.WriteTo(w)
	return err
}

// appendText writes the text of a cell. What looks like a character by its number, _x000D_, is read as one unless its first sign is
// written so itself (ECMA-376-1, 22.9.2.19).
func appendText(b *bytes.Buffer, s string) {
	for n, line := range strings.Split(s, "\n") {
		if n > 0 {
			b.WriteByte('\n')
		}
		for {
			i := strings.Index(line, "_x")
			if i < 0 {
				break
			}
			_ = xml.EscapeText(b, []byte(line[:i])) // a buffer takes everything
			line = line[i+1:]
			if _, err := strconv.ParseUint(line[1:min(len(line), 5)], 16, 16); err == nil && len(line) > 5 && line[5] == '_' {
				b.WriteString("_x005F")
			}
			b.WriteByte('_')
		}
		_ = xml.EscapeText(b, []byte(line))
	}
}
