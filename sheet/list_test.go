package sheet_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"vanban/document"
	"vanban/read"
	"vanban/sheet"
)

// grid fills a sheet, a string for each row, cells between bars. Figures are numbers but behind an apostrophe; =… is a formula that has
// been computed to nothing; \n is a line break.
func grid(t testing.TB, f *excelize.File, name string, rows ...string) {
	t.Helper()
	if i, err := f.GetSheetIndex(name); err != nil || i < 0 {
		if f.SheetCount == 1 && f.GetSheetName(0) == "Sheet1" {
			must(t, f.SetSheetName("Sheet1", name))
		} else if _, err := f.NewSheet(name); err != nil {
			t.Fatal(err)
		}
	}
	for i, row := range rows {
		if row == "" {
			continue
		}
		for j, s := range strings.Split(row, "|") {
			s = strings.ReplaceAll(strings.Trim(s, " "), `\n`, "\n")
			at, err := excelize.CoordinatesToCellName(j+1, i+1)
			must(t, err)
			n, err := strconv.ParseFloat(s, 64)
			text, forced := strings.CutPrefix(s, "'")
			switch {
			case s == "":
			case forced:
				must(t, f.SetCellStr(name, at, text))
			case err == nil:
				must(t, f.SetCellValue(name, at, n))
			case strings.HasPrefix(s, "="):
				must(t, f.SetCellFormula(name, at, s[1:]))
			default:
				must(t, f.SetCellStr(name, at, s))
			}
		}
	}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// book makes a workbook of one sheet.
func book(t testing.TB, rows ...string) []byte {
	return bookWith(t, nil, rows...)
}

// bookWith is book with something done to it before it is written.
func bookWith(t testing.TB, change func(f *excelize.File), rows ...string) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer func() { must(t, f.Close()) }()
	if len(rows) > 0 {
		grid(t, f, "Danh sách", rows...)
	}
	if change != nil {
		change(f)
	}
	var b bytes.Buffer
	must(t, f.Write(&b))
	return b.Bytes()
}

// dump writes a list for people.
func dump(l *sheet.List) string {
	var b strings.Builder
	fmt.Fprintf(&b, "format %s\n", l.Format)
	for _, s := range l.Sheets {
		fmt.Fprintf(&b, "sheet %q hidden=%t header=%d rows=%d\n", s.Name, s.Hidden, s.Header, s.Rows)
	}
	for _, c := range l.Columns {
		fmt.Fprintf(&b, "column %s %q = %s%s (%s)\n", strings.TrimPrefix(c.Sheet+"!"+c.Letter, "!"), c.Header, c.Field, c.Means, c.How)
	}
	problems(&b, "", l.Notes)
	for _, r := range l.Rows {
		fmt.Fprintf(&b, "\nrow %d %s line %d %s", r.Number, r.Sheet, r.Line, r.Kind)
		if r.Group != "" {
			fmt.Fprintf(&b, " under %q", r.Group)
		}
		fmt.Fprintf(&b, "\n  %s\n", r.Patch)
		problems(&b, "  ", r.Problems)
	}
	return b.String()
}

func problems(b *strings.Builder, indent string, ps document.Problems) {
	for _, p := range ps {
		severity := "error"
		if p.Severity == document.Warning {
			severity = "warning"
		}
		fmt.Fprintf(b, "%s%s %s %s: %s\n", indent, severity, p.Code, p.Pointer, p.Message)
	}
}

// golden compares with a file of testdata; UPDATE_GOLDEN=1 writes it.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name+".txt")
	if os.Getenv("UPDATE_GOLDEN") == "1" {
		must(t, os.MkdirAll("testdata", 0o755))
		must(t, os.WriteFile(path, []byte(got), 0o644))
		return
	}
	want, err := os.ReadFile(path)
	must(t, err)
	if got != string(want) {
		t.Errorf("%s differs:\n%s\nwant\n%s", path, got, want)
	}
}

// Lists as offices have them; the goldens say what becomes of each.
func TestLists(t *testing.T) {
	for _, c := range lists(t) {
		t.Run(c.name, func(t *testing.T) {
			l, err := sheet.Read(c.file, c.hint)
			if err != nil {
				t.Fatalf("%v (%s)", err, codeOf(err))
			}
			golden(t, c.name, dump(l))
		})
	}
}

func codeOf(err error) string {
	var r *read.Refusal
	if errors.As(err, &r) {
		return r.Code
	}
	if err != nil {
		return "error: " + err.Error()
	}
	return ""
}
