package service

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"vanban/client"
	"vanban/internal/referee"
)

// workbook packs an XLSX of one sheet, with more parts or others.
func workbook(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	all := map[string]string{
		"[Content_Types].xml":        `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
		"_rels/.rels":                `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml":            `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
		"xl/worksheets/sheet1.xml":   sheetOf(`<row r="1"><c r="A1" t="inlineStr"><is><t>Danh xưng</t></is></c><c r="B1" t="inlineStr"><is><t>Họ và tên</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>Ông</t></is></c><c r="B2" t="inlineStr"><is><t>Trần Văn Bình</t></is></c></row>`),
	}
	for name, data := range parts {
		all[name] = data
	}
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for name, data := range all {
		part, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(part, data); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func sheetOf(rows string) string {
	return `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>` + rows + `</sheetData></worksheet>`
}

// manyParts is an archive with so many empty parts.
func manyParts(t testing.TB, n int) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := range n {
		if _, err := w.CreateHeader(&zip.FileHeader{Name: fmt.Sprintf("xl/%d", i)}); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestHostileLists sends spreadsheets that were made to harm, to the call that reads lists and to the one that begins a batch.
func TestHostileLists(t *testing.T) {
	p := Start(t)
	c := caller(p)
	externalLinks := map[string]string{
		"xl/externalLinks/externalLink1.xml": `<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>`,
		"xl/_rels/workbook.xml.rels":         `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLink" Target="externalLinks/externalLink1.xml"/></Relationships>`,
	}
	laughs := `<!DOCTYPE a [<!ENTITY a "ha">` + strings.Repeat(`<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">`, 8) + `]>`
	for name, list := range map[string]struct {
		data []byte
		want string
	}{
		"macros":                   {workbook(t, map[string]string{"xl/vbaProject.bin": "x"}), "file_macros"},
		"external links":           {workbook(t, externalLinks), "file_external"},
		"bomb":                     {workbook(t, map[string]string{"xl/worksheets/sheet1.xml": sheetOf(strings.Repeat(" ", 100<<20))}), "file_bomb"},
		"bomb of rows":             {workbook(t, map[string]string{"xl/worksheets/sheet1.xml": sheetOf(strings.Repeat(`<row><c><v>1</v></c></row>`, 1_000_000))}), "file_bomb"},
		"bomb beside":              {workbook(t, map[string]string{"xl/media/image1.png": strings.Repeat("\x00", 100<<20)}), "file_bomb"},
		"a hundred thousand parts": {manyParts(t, 100_000), "file_too_many_parts"},
		"laughs":                   {workbook(t, map[string]string{"xl/worksheets/sheet1.xml": laughs + sheetOf("<row><c t=\"str\"><v>&b;</v></c></row>")}), "file_dtd"},
		"deep XML":                 {workbook(t, map[string]string{"xl/worksheets/sheet1.xml": sheetOf(strings.Repeat("<row>", 1_000_000))}), "file_bomb"},
		"far cell":                 {workbook(t, map[string]string{"xl/worksheets/sheet1.xml": sheetOf(`<row r="1048576"><c r="XFD1048576" t="str"><v>a</v></c></row>`)}), "file_too_large"},
		"no such cell":             {workbook(t, map[string]string{"xl/worksheets/sheet1.xml": sheetOf(`<row r="99999999999"><c r="ZZZZZ99999999999" t="str"><v>a</v></c></row>`)}), "file_truncated"},
		"part above":               {workbook(t, map[string]string{"../../etc/x": "a"}), "file_unsafe_name"},
		"no parts":                 {workbook(t, map[string]string{"xl/workbook.xml": "", "xl/worksheets/sheet1.xml": ""}), "file_truncated"},
		"half an archive":          {workbook(t, nil)[:700], "file_truncated"},
		"old Excel":                {append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), make([]byte, 4096)...), "file_unknown"},
		"a PDF":                    {[]byte("%PDF-1.7\n"), "file_unknown"},
		"a page":                   {[]byte("<!DOCTYPE html><table><tr><td>Họ và tên</td></tr></table>"), "file_unknown"},
		"nothing":                  {nil, "file_empty"},
		"zeros":                    {make([]byte, 1<<20), "file_empty"},
		"one line":                 {bytes.Repeat([]byte("a"), 8<<20), "file_truncated"},
		"one quote":                {append([]byte(`"Họ và tên`), bytes.Repeat([]byte("\n"), 8<<20)...), "file_truncated"},
		"commas":                   {append([]byte("Họ và tên\n"), bytes.Repeat([]byte(","), 8<<20)...), "file_too_large"},
		"a million lines":          {append([]byte("Họ và tên\n"), bytes.Repeat([]byte("Trần Văn Bình\n"), 1_000_000)...), "file_too_large"},
	} {
		if r := ask(t, c, "POST", "/v1/lists", "application/octet-stream", list.data); r.says() != "422 unreadable_file "+list.want || r.Detail == "" || r.Problems[0].Hint == "" {
			t.Errorf("%s: %s: %s", name, r.says(), r.body)
		}
		if len(list.data) > 1<<20 {
			continue // once is enough
		}
		if r := form(t, c, `{"base":`+string(certificate)+`}`, list.data); r.says() != "422 unreadable_file "+list.want {
			t.Errorf("%s as a batch: %s: %s", name, r.says(), r.body)
		}
	}
	unharmed(t, p, c, 0)
}

// TestHostileSubmissions sends what no office would.
func TestHostileSubmissions(t *testing.T) {
	p := Start(t)
	c := caller(p)
	base := string(certificate)
	good := `{"base":` + base + `,"items":[{}]}`
	awarded := `{"base":{"type":"giay-khen","citation":"Đã có thành tích"},"award":{"by":"Giám đốc Sở Nội vụ tỉnh An Bình","decision":{"organ":{"parent":"ỦY BAN NHÂN DÂN TỈNH AN BÌNH","name":"SỞ NỘI VỤ"},
		"code":{"number":"12","notation":"QĐ-SNV"},"place":"An Bình","date":"2026-01-05","authority":"GIÁM ĐỐC SỞ NỘI VỤ TỈNH AN BÌNH","signer":{"position":"GIÁM ĐỐC","name":"Nguyễn Văn A"},"recipients":["Lưu: VT"]}},"items":[`
	many := func(what string, n int) string { return strings.Repeat(what+",", n) + what }
	deep := func(open, inside, end string, n int) string {
		return strings.Repeat(open, n) + inside + strings.Repeat(end, n)
	}
	for name, x := range map[string]struct{ body, want string }{
		"a million items":         {`{"base":` + base + `,"items":[` + many("{}", 1_000_000) + `]}`, "422 invalid_data too_many_rows"},
		"a million numbers":       {`{"base":` + base + `,"items":[` + many("1", 1_000_000) + `]}`, "422 invalid_data too_many_rows"},
		"a million awards":        {awarded + many("{}", 1_000_000) + `]}`, "422 invalid_data too_many_recipients"},
		"a million of nothing":    {awarded + many("1", 1_000_000) + `]}`, "422 invalid_data too_many_recipients"},
		"deep base":               {`{"base":` + deep(`{"a":`, "1", "}", 200_000) + `,"items":[{}]}`, "400 bad_json syntax_error"},
		"deep items":              {`{"base":` + base + `,"items":` + deep("[", "", "]", 1_000_000) + `}`, "400 bad_json syntax_error"},
		"deep award":              {`{"base":` + base + `,"award":` + deep(`{"decision":`, "1", "}", 5000) + `,"items":[{}]}`, "422 invalid_data unknown_key"},
		"deep list":               {`{"base":` + base + `,"list":` + deep("[", "", "]", 9000) + `,"items":[{}]}`, "422 invalid_data wrong_type"},
		"many members":            {`{"base":` + base + `,` + many(`"items":[{}]`, 100_000) + `}`, "422 invalid_data duplicate_key"},
		"a million wrong files":   {`{"base":` + base + `,"files":[` + many(`"x"`, 1_000_000) + `],"items":[{}]}`, "422 invalid_data unknown_value"},
		"files that are no words": {`{"base":` + base + `,"files":[null],"items":[{}]}`, "422 invalid_data unknown_value"},
		"base is a list":          {`{"base":[],"items":[{}]}`, "422 invalid_data wrong_type"},
		"no base":                 {`{"base":null,"items":[{}]}`, "422 invalid_data wrong_type"},
		"large title":             {`{"base":` + base + `,"title":"` + strings.Repeat("a", 1<<20) + `","items":[{}]}`, "422 invalid_data too_long"},
		"large key":               {`{"` + strings.Repeat("a", 1<<20) + `":1}`, "422 invalid_data unknown_key"},
	} {
		r := ask(t, c, "POST", "/v1/batches", "application/json", []byte(x.body))
		if r.says() != x.want || len(r.body) > 2<<20 {
			t.Errorf("%s: %s, %d bytes: %.300s", name, r.says(), len(r.body), r.body)
		}
	}
	const head = "--a\r\nContent-Disposition: form-data; name="
	for name, x := range map[string]struct{ media, body, want string }{
		"no boundary":    {"multipart/form-data", "x", "400 bad_request"},
		"long boundary":  {"multipart/form-data; boundary=" + strings.Repeat("a", 3000), "x", "400 bad_request"},
		"nested":         {"multipart/form-data; boundary=a", head + "batch\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n{}\r\n--b--\r\n--a--\r\n", "400 bad_request"},
		"many parts":     {"multipart/form-data; boundary=a", strings.Repeat(head+"x\r\n\r\n\r\n", 100_000) + "--a--\r\n", "400 bad_request"},
		"nameless parts": {"multipart/form-data; boundary=a", strings.Repeat("--a\r\n\r\n\r\n", 100_000) + "--a--\r\n", "400 bad_request"},
		"two lists":      {"multipart/form-data; boundary=a", head + "list\r\n\r\n[]\r\n" + head + "list\r\n\r\n[]\r\n--a--\r\n", "400 bad_request"},
		"a name of 5 MB": {"multipart/form-data; boundary=a", head + strings.Repeat("a", 5<<20) + "\r\n\r\n[]\r\n--a--\r\n", "400 bad_request"},
		"something else": {"multipart/mixed; boundary=a", "--a--", "415 unsupported_media_type"},
		"encoded":        {"multipart/form-data; boundary=a", head + "batch\r\nContent-Transfer-Encoding: base64\r\n\r\ne30=\r\n" + head + "list\r\n\r\n[]\r\n--a--\r\n", "400 bad_json syntax_error"},
	} {
		if r := ask(t, c, "POST", "/v1/batches", x.media, []byte(x.body)); r.says() != x.want || len(r.body) > 10_000 {
			t.Errorf("%s: %s, %d bytes: %.300s", name, r.says(), len(r.body), r.body)
		}
	}
	for list, want := range map[string]string{
		"[{]": "400 bad_json syntax_error", "[{}]x": "400 bad_json syntax_error", "[{}": "400 bad_json syntax_error", "[]": "422 invalid_data no_rows", "[" + many("1", 200_000) + "]": "422 invalid_data too_many_rows",
	} {
		if r := form(t, c, `{"base":`+base+`}`, []byte(list)); r.says() != want {
			t.Errorf("form %.20s: %s", list, r.says())
		}
	}
	for _, key := range []string{"a b", "é", "a\x01b", strings.Repeat("a", 256), "a\u202eb", "\x7f", "\x00"} {
		conn, err := net.Dial("tcp", strings.TrimPrefix(p.URL, "http://"))
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(conn, "POST /v1/batches HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: %d\r\nIdempotency-Key: %s\r\n\r\n%s", len(good), key, good)
		data, _ := io.ReadAll(conn) // a server that cuts off has not said what we want
		_ = conn.Close()
		if !bytes.HasPrefix(data, []byte("HTTP/1.1 400 ")) {
			t.Errorf("key %q: %.80q", key, data)
		}
	}
	unharmed(t, p, c, 0)
}

// TestHostileRows has rows that are wrong in all the ways there are beside good ones, with names that are made to harm whoever gets the files.
func TestHostileRows(t *testing.T) {
	p := Start(t)
	c := caller(p)
	row := func(name string) string {
		text, err := json.Marshal(name)
		if err != nil {
			t.Fatal(err)
		}
		return `{"recipient":{"salutation":"Bà","name":` + string(text) + `,"position":"=1+1","unit":"@SUM(1)"},"register_number":"01"}`
	}
	wrong := []string{
		"1", "null", `"a"`, "[]", "true", `{"type":"cong-van"}`, `{"type":null}`, `{"recipient":null}`, `{"recipient":[]}`, `{"x":1}`, `{"options":{"plate":{"width":1e9}}}`,
		`{"options":{"plate":{"profile":"x"}}}`, `{"citation":"a","citation":"b"}`, `{"recipient":` + strings.Repeat(`{"a":`, 5000) + "1" + strings.Repeat("}", 5000) + "}", `{"recipient":{"name":"` + strings.Repeat("a", 5<<20) + `"}}`,
		"{\"recipient\":{\"name\":\"\xff\"}}",
	}
	names := []string{"../../../etc/passwd", `..\..\a`, "CON", "com1.txt", "a. . .", "=1+1", "+1", "-1+2", "@SUM(1)", "<script>alert(1)</script>", "a/b:c*d?e|f", "Trần Văn Bình", "TRẦN VĂN BÌNH"}
	unprintable := []string{"a\u202egpj.exe", "a\nb", "a\x00b", "a\x1bb", "\ufeff", "\t=1", ""}
	var items []string
	items = append(items, wrong...)
	for _, n := range slices.Concat(names, unprintable) {
		items = append(items, row(n))
	}
	r := ask(t, c, "POST", "/v1/batches", "application/json", []byte(`{"base":`+string(certificate)+`,"title":"../../../CON\u0000\n\u202e","files":["merged","pdf","docx"],"items":[`+strings.Join(items, ",")+`]}`))
	var b client.Batch
	if err := json.Unmarshal(r.body, &b); err != nil || r.Status != http.StatusAccepted {
		t.Fatalf("%v: %s", err, r.body)
	}
	end := finished(t, c, b.ID)
	rows, _, err := c.Rows(t.Context(), b.ID, "", 0)
	if err != nil || len(rows) != len(items) {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	for i, r := range rows {
		switch {
		case i < len(wrong) && (r.Status != "failed" || len(r.Problems) == 0 || r.Problems[0].Message == ""):
			t.Errorf("%.60s: %+v", items[i], r)
		case i >= len(wrong) && i < len(wrong)+len(names) && r.Status != "done":
			t.Errorf("%.60s: %+v", items[i], r)
		}
	}
	seen := map[string]bool{}
	safe := func(name string) {
		bad := strings.ContainsFunc(name, func(r rune) bool { return r < ' ' || strings.ContainsRune("/\\:*?\"<>|\u202e\ufeff", r) })
		stem, _, _ := strings.Cut(strings.ToLower(name), ".")
		if bad || strings.Contains(name, "..") || len(name) > 255 || stem == "con" || seen[strings.ToLower(name)] {
			t.Errorf("a file is called %q", name)
		}
		seen[strings.ToLower(name)] = true
	}
	for _, f := range end.Files {
		safe(f.Name)
		data := file(t, c, end, f.Name)
		if ext := f.Name[strings.LastIndexByte(f.Name, '.'):]; ext == ".zip" || ext == ".xlsx" {
			archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
			if err != nil {
				t.Fatal(err)
			}
			for _, in := range archive.File {
				if ext == ".zip" {
					safe(in.Name)
				}
			}
			if ext == ".xlsx" {
				plainText(t, data, []string{"=1+1", "+1", "-1+2", "@SUM(1)"})
			}
		}
		for _, path := range []string{"../" + f.Name, "%2e%2e%2f" + f.Name, f.Name + "%00", "..%5c" + f.Name, "/" + f.Name, strings.ToUpper(f.Name)} {
			if r := ask(t, c, "GET", "/v1/batches/"+b.ID+"/files/"+strings.ReplaceAll(path, " ", "%20"), "", nil); r.Status != http.StatusNotFound {
				t.Errorf("%q: %s", path, r.says())
			}
		}
	}
	// Corrections of as many rows as fit in are refused in few words.
	var body strings.Builder
	body.WriteString(`{"rows":{"x":1`)
	for i := range 300_000 {
		fmt.Fprintf(&body, `,"-%d":{}`, i)
	}
	body.WriteString("}}")
	if r := ask(t, c, "POST", "/v1/batches/"+b.ID+"/rows", "application/json", []byte(body.String())); r.says() != "422 invalid_data no_such_row" || len(r.body) > 1<<20 {
		t.Errorf("%s, %d bytes", r.says(), len(r.body))
	}
	unharmed(t, p, c, 1)
}

// plainText opens a workbook in LibreOffice, which must show these cells as they are written: a formula would show what it comes to.
func plainText(t *testing.T, data []byte, cells []string) {
	t.Helper()
	soffice, dir := referee.Tool(t, "soffice"), t.TempDir()
	name := filepath.Join(dir, "a.xlsx")
	if err := os.WriteFile(name, data, 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(soffice, "-env:UserInstallation=file://"+filepath.ToSlash(filepath.Join(dir, "profile")), "--headless", "--norestore",
		"--convert-to", "csv:Text - txt - csv (StarCalc):9,34,76,1,,0,false,true,false,true", "--outdir", dir, name) // quoted where needed, numbers as shown, formulas not as formulas
	cmd.Env = append(os.Environ(), "HOME="+dir, "SAL_USE_VCLPLUGIN=svp")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	found, err := filepath.Glob(filepath.Join(dir, "a*.csv"))
	if err != nil || len(found) != 1 {
		t.Fatalf("%q %v", found, err)
	}
	text, err := os.ReadFile(found[0])
	if err != nil {
		t.Fatal(err)
	}
	all := strings.FieldsFunc(string(text), func(r rune) bool { return r == '\t' || r == '\n' || r == '\r' })
	for i := range all {
		all[i] = strings.Trim(all[i], `"`)
	}
	for _, want := range cells {
		if !slices.Contains(all, want) {
			t.Errorf("no cell %q in %.2000s", want, text)
		}
	}
}
