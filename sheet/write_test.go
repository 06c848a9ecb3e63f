package sheet_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"vanban/internal/referee"
	"vanban/sheet"
)

// dangerous are names that programs would run if they were let.
var dangerous = []string{"=1+1", "+84 912 345 678", "-2+3", "@SUM(A1)", "'=1", "''-x", "＝1", "=cmd|'/c calc'!A0", "Nguyễn Văn An", "a;=1+1", `"=1"`, "_x000D_", "<b>&amp;</b>", "dòng một\n=dòng hai", "007", "1e5", "20/12/2024", "TRUE", "#REF"}

func table(names []string) sheet.Table {
	return sheet.Table{
		Name: "Đối chiếu: [1/2]", Title: "BẢNG ĐỐI CHIẾU",
		Columns: []sheet.Head{{Title: "TT", Width: 6, Count: true}, {Title: "Họ và tên", Width: 30}, {Title: "Thành tích", Width: 30}, {Title: "Danh xưng", Choices: []string{"Ông", "Bà"}}},
		Rows: func(yield func([]string) bool) {
			for i, s := range names {
				if !yield([]string{fmt.Sprint(i + 1), "Nguyễn Văn An", s, "Ông"}) {
					return
				}
			}
		},
	}
}

func citations(t *testing.T, file []byte) (out []string) {
	t.Helper()
	l, err := sheet.Read(file, sheet.Hint{})
	must(t, err)
	for _, r := range l.Rows {
		var v struct{ Citation string }
		must(t, json.Unmarshal(r.Patch, &v))
		out = append(out, v.Citation)
	}
	return out
}

// What is written is read back to the letter, and two writings are the same bytes.
func TestWriteAndRead(t *testing.T) {
	var first, second bytes.Buffer
	must(t, sheet.Write(&first, table(dangerous), table(nil)))
	must(t, sheet.Write(&second, table(dangerous), table(nil)))
	if !bytes.Equal(first.Bytes(), second.Bytes()) {
		t.Error("two writings differ")
	}
	if got := citations(t, first.Bytes()); !slices.Equal(got, dangerous) {
		t.Errorf("got %q", got)
	}
	var csv bytes.Buffer
	must(t, sheet.WriteCSV(&csv, table(dangerous)))
	if got := citations(t, csv.Bytes()); !slices.Equal(got, dangerous) {
		t.Errorf("got %q", got)
	}
	golden(t, "viet-csv", csv.String())
}

func TestTooLongForACell(t *testing.T) {
	var b bytes.Buffer
	if err := sheet.Write(&b, table([]string{strings.Repeat("a", 40_000)})); err == nil {
		t.Error("a text was cut")
	}
}

// convert lets LibreOffice make another format of a file.
func convert(t *testing.T, file []byte, from, filter string) []byte {
	t.Helper()
	soffice := referee.Tool(t, "soffice")
	dir := t.TempDir()
	must(t, os.WriteFile(filepath.Join(dir, "in."+from), file, 0o600))
	cmd := exec.Command(soffice, "-env:UserInstallation=file://"+filepath.Join(dir, "profile"), "--headless", "--norestore", "--convert-to", filter, "--outdir", filepath.Join(dir, "out"), filepath.Join(dir, "in."+from))
	cmd.Env = append(os.Environ(), "HOME="+dir, "LC_ALL=C.UTF-8")
	log, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, log)
	}
	ext, _, _ := strings.Cut(filter, ":")
	out, err := os.ReadFile(filepath.Join(dir, "out", "in."+ext))
	if err != nil {
		referee.Missing(t, "LibreOffice Calc", fmt.Errorf("nothing was written: %s", log))
	}
	return out
}

// LibreOffice shows every cell as it was written, and computes none of them.
func TestOfficeShowsText(t *testing.T) {
	var b bytes.Buffer
	must(t, sheet.Write(&b, table(dangerous)))
	// 44 comma, 34 quotation marks, 76 UTF-8, all texts in quotation marks, cells as shown
	shown := convert(t, b.Bytes(), "xlsx", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true,false")
	want := slices.Clone(dangerous)
	want[4], want[5] = "=1", "'-x" // reading CSV takes an apostrophe off, whoever wrote it
	if got := citations(t, shown); !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
	if got := citations(t, convert(t, b.Bytes(), "xlsx", "xlsx:Calc MS Excel 2007 XML")); !slices.Equal(got, dangerous) {
		t.Errorf("saved again: got %q", got)
	}
}

// A workbook that LibreOffice has written, with formulas, errors, dates and merged cells, reads like one of Excel.
func TestOfficeWorkbook(t *testing.T) {
	f := `<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2" office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
<office:automatic-styles>
<number:date-style style:name="N1"><number:day number:style="long"/><number:text>/</number:text><number:month number:style="long"/><number:text>/</number:text><number:year number:style="long"/></number:date-style>
<number:number-style style:name="N2"><number:number number:decimal-places="0" number:min-integer-digits="3"/></number:number-style>
<style:style style:name="ce1" style:family="table-cell" style:data-style-name="N1"/><style:style style:name="ce2" style:family="table-cell" style:data-style-name="N2"/>
</office:automatic-styles>
<office:body><office:spreadsheet><table:table table:name="Danh sách 2024">
<table:table-row><table:table-cell table:number-columns-spanned="6" office:value-type="string"><text:p>DANH SÁCH</text:p></table:table-cell></table:table-row>
<table:table-row>` + odsTexts("TT", "Họ và tên", "Đơn vị", "Ngày QĐ", "Số bằng", "Chức vụ") + `</table:table-row>
<table:table-row><table:table-cell office:value-type="float" office:value="1"/>` + odsTexts("Nguyễn Văn An") + `<table:table-cell table:number-rows-spanned="2" office:value-type="string"><text:p>Sở Y tế</text:p></table:table-cell><table:table-cell table:style-name="ce1" office:value-type="date" office:date-value="2024-12-20"/><table:table-cell table:style-name="ce2" office:value-type="float" office:value="7"/>` + odsTexts("Bác sĩ") + `</table:table-row>
<table:table-row><table:table-cell table:formula="of:=[.A3]+1" office:value-type="float" office:value="2"/><table:table-cell table:formula="of:=&quot;Trần Thị &quot;&amp;&quot;Bình&quot;" office:value-type="string"/><table:covered-table-cell/><table:table-cell table:style-name="ce1" office:value-type="date" office:date-value="2024-12-20"/><table:table-cell table:formula="of:=1/0"/>` + odsTexts("Y tá") + `</table:table-row>
</table:table></office:spreadsheet></office:body></office:document>`
	l, err := sheet.Read(convert(t, []byte(f), "fods", "xlsx:Calc MS Excel 2007 XML"), sheet.Hint{})
	must(t, err)
	golden(t, "libreoffice", dump(l))
}

func odsTexts(texts ...string) string {
	var b strings.Builder
	for _, s := range texts {
		b.WriteString(`<table:table-cell office:value-type="string"><text:p>` + s + `</text:p></table:table-cell>`)
	}
	return b.String()
}

// The workbook that we hand out is filled in and read; its examples never are.
func TestTemplate(t *testing.T) {
	for _, slug := range []string{"giay-khen", "bang-khen", "cong-van", "giay-moi"} {
		t.Run(slug, func(t *testing.T) {
			file, err := sheet.Template(slug, nil)
			must(t, err)
			again, err := sheet.Template(slug, nil)
			must(t, err)
			if !bytes.Equal(file, again) {
				t.Error("two makings differ")
			}
			if _, err := sheet.Read(file, sheet.Hint{Type: slug}); codeOf(err) != "list_empty" {
				t.Errorf("as it is: %v", err)
			}
			f, err := excelize.OpenReader(bytes.NewReader(file))
			must(t, err)
			must(t, f.SetSheetRow("Danh sách", "A5", &[]any{1, "Bà", "Trần Thị Bình", "Văn thư", "Sở Nội vụ", "Đã có thành tích", "007"}))
			var b bytes.Buffer
			must(t, f.Write(&b))
			must(t, f.Close())
			l, err := sheet.Read(b.Bytes(), sheet.Hint{Type: slug})
			must(t, err)
			golden(t, "mau-"+slug, dump(l))
		})
	}
	if _, err := sheet.Template("giay-khen", []string{"recipient.nam"}); err == nil {
		t.Error("a column that is none was taken")
	}
	all, err := sheet.Template("giay-khen", []string{"recipient.name", "decision.number", "decision.date", "signer.name", "options.body_size"})
	must(t, err)
	if _, err := sheet.Read(all, sheet.Hint{}); codeOf(err) != "list_empty" {
		t.Error(err)
	}
}

// TestTemplateCSV: what is filled in below the CSV template is read by its columns.
func TestTemplateCSV(t *testing.T) {
	for _, slug := range []string{"giay-khen", "giay-moi"} {
		file, err := sheet.TemplateCSV(slug, nil)
		must(t, err)
		if _, err := sheet.Read(file, sheet.Hint{Type: slug}); codeOf(err) != "list_empty" {
			t.Errorf("as it is: %v", err)
		}
		l, err := sheet.Read(append(file, "1,Bà,Trần Thị Bình\r\n"...), sheet.Hint{Type: slug})
		must(t, err)
		if len(l.Rows) != 1 || len(l.Columns) != len(sheet.Columns(slug))+1 || l.Columns[1].Field != sheet.Columns(slug)[0] {
			t.Errorf("%s: %s", slug, dump(l))
		}
	}
}

// TestTemplateColumns: the columns of every type's workbook have names that people know, none of them another's, and whoever a document goes
// to is among them.
func TestTemplateColumns(t *testing.T) {
	for _, slug := range []string{"nghi-quyet", "quyet-dinh", "chi-thi", "thong-cao", "thong-bao", "huong-dan", "chuong-trinh", "ke-hoach", "phuong-an", "de-an",
		"du-an", "bao-cao", "to-trinh", "cong-van", "giay-moi", "giay-khen", "bang-khen"} {
		file, err := sheet.TemplateCSV(slug, nil)
		must(t, err)
		l, err := sheet.Read(append(file, "1,a,b,c,d,e,f,g\r\n"...), sheet.Hint{Type: slug})
		must(t, err)
		addressed := false
		for i, c := range l.Columns {
			addressed = addressed || c.Field == "salutation" && c.Header == "Kính gửi"
			if i > 0 && i <= len(sheet.Columns(slug)) && (c.Field != sheet.Columns(slug)[i-1] || c.Field == "signer.name" && c.Header != "Người ký" || strings.Contains(c.Header, ".") && c.Field != "code.number") {
				t.Errorf("%s: %+v", slug, c)
			}
		}
		if want := slices.Contains([]string{"bao-cao", "to-trinh", "cong-van", "giay-moi"}, slug); addressed != want {
			t.Errorf("%s: Kính gửi %v", slug, addressed)
		}
	}
}

// big is a list of n rows of eight texts of their own.
func big(t testing.TB, n int) []byte {
	t.Helper()
	var b bytes.Buffer
	head := []string{"TT", "Danh xưng", "Họ và tên", "Chức vụ", "Đơn vị", "Thành tích", "Số sổ vàng", "Ghi chú", "Hình thức khen thưởng", "Mức tiền thưởng"}
	tbl := sheet.Table{Name: "Danh sách"}
	for _, h := range head {
		tbl.Columns = append(tbl.Columns, sheet.Head{Title: h})
	}
	tbl.Rows = func(yield func([]string) bool) {
		for i := range n {
			s := fmt.Sprint(i)
			if !yield([]string{s, "Ông", "Nguyễn Văn An " + word(i), "Chuyên viên chính", "Phòng Kế hoạch - Tài chính số " + s, "Đã hoàn thành xuất sắc nhiệm vụ " + s, s, "", "Giấy khen", "500000"}) {
				return
			}
		}
	}
	must(t, sheet.Write(&b, tbl))
	return b.Bytes()
}

// word writes a number in letters.
func word(n int) string {
	s := []byte{byte('A' + n%26)}
	for n /= 26; n > 0; n /= 26 {
		s = append(s, byte('a'+n%26))
	}
	return string(s)
}

// A list of 100,000 rows streams in little memory.
func TestHundredThousandRows(t *testing.T) {
	if testing.Short() {
		t.Skip("100,000 rows")
	}
	file := big(t, 100_000)
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	before, peak := m.HeapAlloc, uint64(0)
	r, err := sheet.Open(file, sheet.Hint{})
	must(t, err)
	n := 0
	for row, err := range r.Rows() {
		must(t, err)
		if row.Problems.Fatal() {
			t.Fatal(row.Problems)
		}
		if n++; n%5000 == 0 {
			runtime.ReadMemStats(&m)
			peak = max(peak, m.HeapAlloc)
		}
	}
	if n != 100_000 || r.Count != n {
		t.Errorf("%d rows, and %d were told", n, r.Count)
	}
	if used := int64(peak) - int64(before); used > 80<<20 {
		t.Errorf("held %d MB", used>>20)
	}
	t.Logf("held %d MB", (int64(peak)-int64(before))>>20)
}

func BenchmarkRead(b *testing.B) {
	file := big(b, 10_000)
	b.ReportAllocs()
	for b.Loop() {
		l, err := sheet.Read(file, sheet.Hint{})
		must(b, err)
		if len(l.Rows) != 10_000 {
			b.Fatal(len(l.Rows))
		}
	}
}

func BenchmarkWrite(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		big(b, 10_000)
	}
}
