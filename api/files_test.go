package api

import (
	"bytes"
	"encoding/json"
	"mime"
	"strings"
	"testing"

	"vanban/check/report"
	"vanban/intake"
	"vanban/render"
)

// upload writes a request with a file; with no media type it says nothing of it.
func upload(target, media, file string, headers ...string) string {
	if media != "" {
		headers = append(headers, "Content-Type: "+media)
	}
	return request("POST", target, file, headers...)
}

// madeFile is the file of a document.
func madeFile(t *testing.T, doc string, f render.Format) string {
	t.Helper()
	svc, err := service()
	if err != nil {
		t.Fatal(err)
	}
	res, err := svc.Render(t.Context(), []byte(doc), f)
	if err != nil || res.Problems.Fatal() {
		t.Fatalf("%v %v", err, res)
	}
	return string(res.Files[0])
}

const letter = "SỞ NỘI VỤ\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\tĐộc lập - Tự do - Hạnh phúc\n\nKẾ HOẠCH\nTổ chức hội thi\n\nI. MỤC ĐÍCH\n1. Khen thưởng kịp thời.\n"

func TestImports(t *testing.T) {
	st := open(t)
	word := madeFile(t, plan(), render.DOCX)
	for name, c := range map[string]struct {
		target, media, file      string
		source, embedded, typ    string
		without                  string // of the document
		inDocument, inNotesCodes string
	}{
		"word":              {"/v1/imports", mediaDOCX, word, "docx", "same", "ke-hoach", "", "Khen thưởng kịp thời.", ""},
		"word in capitals":  {"/v1/imports", strings.ToUpper(mediaDOCX), word, "docx", "same", "ke-hoach", "", "", ""},
		"word, not said":    {"/v1/imports", "", word, "docx", "same", "ke-hoach", "", "", ""},
		"word, as bytes":    {"/v1/imports", mediaOctets, word, "docx", "same", "ke-hoach", "", "", ""},
		"text":              {"/v1/imports", "text/plain", letter, "text", "none", "ke-hoach", "", "Khen thưởng kịp thời.", ""},
		"text in UTF-8":     {"/v1/imports", "text/plain; charset=UTF-8", letter, "text", "none", "ke-hoach", "", "", ""},
		"text, not said":    {"/v1/imports", "", letter, "text", "none", "ke-hoach", "", "", ""},
		"text with a hint":  {"/v1/imports?type=bao-cao", "text/plain", "Xin chào.", "text", "none", "bao-cao", "", "Xin chào.", ""},
		"text without type": {"/v1/imports", "text/plain", "Xin chào.", "text", "none", "cong-van", "", "", "type_unknown"},
		"markdown":          {"/v1/imports", mediaMarkdown, "Xin **chào**.", "markdown", "none", "cong-van", "**", "chào", ""},
		"markdown as text":  {"/v1/imports", "text/markdown; charset=utf-8; variant=GFM", "Xin **chào**.", "markdown", "none", "cong-van", "**", "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			r := st.ask(upload(c.target, c.media, c.file))
			var got struct {
				Document map[string]any
				Notes    []intake.Note
				Source   string
				Embedded string
				Changes  []intake.Change
			}
			if err := json.Unmarshal(r.data, &got); err != nil || r.StatusCode != 200 {
				t.Fatalf("%d %v %.300s", r.StatusCode, err, r.data)
			}
			if got.Source != c.source || got.Embedded != c.embedded || got.Document["type"] != c.typ || got.Notes == nil || got.Changes == nil {
				t.Errorf("%.500s", r.data)
			}
			text, err := json.Marshal(got.Document)
			if err != nil || !strings.Contains(string(text), c.inDocument) || c.without != "" && strings.Contains(string(text), c.without) {
				t.Errorf("%v %s", err, text)
			}
			codes := ""
			for _, n := range got.Notes {
				codes += n.Code + " "
			}
			if !strings.Contains(codes, c.inNotesCodes) {
				t.Errorf("notes: %s", codes)
			}
			if r.Header.Get("Cache-Control") != "no-store" || r.Header.Get("ETag") != "" {
				t.Errorf("may be kept: %s", r.head)
			}
		})
	}
}

// TestImportIsTheDocument renders what an import of our own file gave: the same file comes of it.
func TestImportIsTheDocument(t *testing.T) {
	st := open(t)
	word := madeFile(t, plan(), render.DOCX)
	var got struct{ Document json.RawMessage }
	if err := json.Unmarshal(st.ask(upload("/v1/imports", mediaDOCX, word)).data, &got); err != nil {
		t.Fatal(err)
	}
	if r := st.ask(post("/v1/documents?format=docx", string(got.Document))); string(r.data) != word {
		t.Errorf("another file: %d, %d bytes, want %d", r.StatusCode, len(r.data), len(word))
	}
}

func TestChecks(t *testing.T) {
	st := open(t)
	files := map[string]string{
		mediaDOCX: madeFile(t, plan(), render.DOCX), mediaPDF: madeFile(t, plan(), render.PDF), "application/json": plan(),
	}
	begins := map[string]string{"json": "{", "text": "Tệp ", "sarif": "{", "junit": "<?xml", "pdf": "%PDF-", "docx": "PK"}
	for media, file := range files {
		for _, said := range []string{media, mediaOctets, ""} {
			for _, form := range reportChoices {
				t.Run(form.name+" of "+media+" as "+said, func(t *testing.T) {
					r := st.ask(upload("/v1/checks?name=a.docx&format="+form.name, said, file))
					if form.name == "docx" && media == mediaPDF {
						refusedWith(t, r, noComments)
						return
					}
					got, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
					if r.StatusCode != 200 || got != form.media || !strings.HasPrefix(string(r.data), begins[form.name]) {
						t.Fatalf("%d %s %.300s", r.StatusCode, got, r.data)
					}
					if r.Header.Get(headerClean) == "" || r.Header.Get("Cache-Control") != "no-store" || r.Header.Get("ETag") != "" {
						t.Errorf("%s", r.head)
					}
					if saved := r.Header.Get("Content-Disposition"); (saved != "") != (form.name == "pdf" || form.name == "docx") {
						t.Errorf("Content-Disposition %q", saved)
					}
				})
			}
		}
	}
	var got report.Check
	r := st.ask(upload("/v1/checks", mediaDOCX, files[mediaDOCX]))
	if err := json.Unmarshal(r.data, &got); err != nil || got.Kind != "ke-hoach" || got.Source != "docx" || len(got.Rules) < 40 {
		t.Fatalf("%v %.500s", err, r.data)
	}
	if !got.Clean || r.Header.Get(headerClean) != "true" {
		t.Errorf("clean %v, in the header %s", got.Clean, r.Header.Get(headerClean))
	}
	bad := strings.Replace(plan(), `"42"`, `"42","x":0`, 1)
	if r := st.ask(upload("/v1/checks", "application/json", bad)); len(refusedWith(t, r, invalidDocument).Problems) == 0 {
		t.Errorf("no problems: %s", r.data)
	}
	refusedWith(t, st.ask(upload("/v1/checks", "application/json", "[")), badJSON)
	refusedWith(t, st.ask(upload("/v1/checks", "", "{")), badJSON)
}

// TestUncleanFile breaks one rule.
func TestUncleanFile(t *testing.T) {
	st := open(t)
	word := repacked(t, madeFile(t, plan(), render.DOCX), "word/document.xml", func(xml string) string {
		return strings.ReplaceAll(xml, "Độc lập - Tự do - Hạnh phúc", "Độc lập, Tự do, Hạnh phúc")
	})
	r := st.ask(upload("/v1/checks", mediaDOCX, word))
	var got report.Check
	if err := json.Unmarshal(r.data, &got); err != nil || got.Clean || r.Header.Get(headerClean) != "false" {
		t.Fatalf("%v %s %.500s", err, r.Header.Get(headerClean), r.data)
	}
	for _, rule := range got.Rules {
		if (rule.Status == "fail") != (rule.ID == "QH-2") {
			t.Errorf("%s: %s", rule.ID, rule.Status)
		}
	}
	if r := st.ask(upload("/v1/checks?format=docx", mediaDOCX, word)); !bytes.Contains(unpacked(t, string(r.data))["word/comments.xml"], []byte("QH-2")) {
		t.Error("no comment")
	}
	var imported struct {
		Embedded string
		Changes  []intake.Change
	}
	edited := repacked(t, madeFile(t, plan(), render.DOCX), "word/document.xml", func(xml string) string {
		return strings.Replace(xml, "kịp thời", "thật kịp thời", 1)
	})
	r = st.ask(upload("/v1/imports", mediaDOCX, edited))
	if err := json.Unmarshal(r.data, &imported); err != nil || imported.Embedded != "edited" || len(imported.Changes) != 1 {
		t.Errorf("%v %.500s", err, r.data)
	}
}

func TestNamesInReports(t *testing.T) {
	st := open(t)
	word := madeFile(t, plan(), render.DOCX)
	for query, want := range map[string]string{
		"":                                     "van-ban.docx",
		"&name=":                               "van-ban.docx",
		"&name=a.docx":                         "a.docx",
		"&name=K%E1%BA%BF%20ho%E1%BA%A1ch.DOC": "Kế hoạch.docx",
		"&name=../../etc/passwd":               "passwd.docx",
		`&name=C:\x\a.docx`:                    "a.docx",
		"&name=a%0d%0aX:%20y.docx":             "a X y.docx",
		"&name=%ff%fe%00.docx":                 "van-ban.docx",
		"&name=..":                             "van-ban.docx",
		"&name=" + strings.Repeat("dai%20", 1000): "",
	} {
		r := st.ask(upload("/v1/checks?format=text"+query, mediaDOCX, word))
		line, _, _ := strings.Cut(string(r.data), " (")
		got := strings.TrimSpace(strings.TrimPrefix(line, "Tệp"))
		if r.StatusCode != 200 || want != "" && got != want || len(got) > 255 {
			t.Errorf("%.60s: %d %q, want %q", query, r.StatusCode, got, want)
		}
		saved := st.ask(upload("/v1/checks?format=docx"+query, mediaDOCX, word)).Header.Get("Content-Disposition")
		if !plainDisposition.MatchString(saved) || !strings.Contains(saved, "Nhan-xet-") {
			t.Errorf("%.60s: %q", query, saved)
		}
	}
}

func TestMediaOfFiles(t *testing.T) {
	st := open(t)
	word, sheet := madeFile(t, plan(), render.DOCX), madeFile(t, plan(), render.PDF)
	for _, c := range []struct {
		target, media, file string
		want                *fault
	}{
		{"/v1/imports", "application/json", plan(), unsupportedMediaType},
		{"/v1/imports", mediaPDF, sheet, unsupportedMediaType},
		{"/v1/imports", "application/msword", word, unsupportedMediaType},
		{"/v1/imports", "text/html", letter, unsupportedMediaType},
		{"/v1/imports", "application/x-www-form-urlencoded", letter, unsupportedMediaType},
		{"/v1/imports", "text/plain; charset=windows-1258", letter, unsupportedMediaType},
		{"/v1/imports", "text/plain;;", letter, unsupportedMediaType},
		{"/v1/imports", mediaOctets, sheet, unreadableFile},
		{"/v1/imports", mediaDOCX, sheet, unreadableFile},
		{"/v1/imports", mediaDOCX, letter, unreadableFile},
		{"/v1/imports", "text/plain", word, unreadableFile},
		{"/v1/imports", "text/plain", sheet, unreadableFile},
		{"/v1/imports", "text/plain", "", unreadableFile},
		{"/v1/imports", mediaDOCX, "", unreadableFile},
		{"/v1/imports?type=KE-HOACH", "text/plain", letter, badType},
		{"/v1/imports?type=", "text/plain", letter, badType},
		{"/v1/imports?type=danh-sach", "text/plain", letter, badType},
		{"/v1/imports?format=json", "text/plain", letter, unknownParameter},
		{"/v1/checks", "text/plain", letter, unsupportedMediaType},
		{"/v1/checks", "multipart/form-data; boundary=a", word, unsupportedMediaType},
		{"/v1/checks", mediaDOCX, sheet, unreadableFile},
		{"/v1/checks", mediaPDF, word, unreadableFile},
		{"/v1/checks", mediaDOCX, plan(), unreadableFile},
		{"/v1/checks", mediaOctets, letter, unreadableFile},
		{"/v1/checks", "", "", unreadableFile},
		{"/v1/checks", "application/json", word, badJSON},
		{"/v1/checks?format=html", mediaDOCX, word, unknownFormat},
		{"/v1/checks?type=ke-hoach", mediaDOCX, word, unknownParameter},
	} {
		r := st.ask(upload(c.target, c.media, c.file))
		refusedWith(t, r, c.want)
		accepted := r.Header.Get("Accept-Post")
		if (c.want == unsupportedMediaType) != (accepted != "") || accepted != "" && !strings.Contains(accepted, mediaDOCX) {
			t.Errorf("%s %s: Accept-Post %q", c.target, c.media, accepted)
		}
	}
	refusedWith(t, st.ask(upload("/v1/checks", mediaDOCX, word, "Accept: text/html")), notAcceptable)
	for accept, want := range map[string]string{"": "application/json", "*/*": "application/json", "application/pdf": "application/pdf", "text/*": "text/plain", "application/xml;q=0.5, application/sarif+json": "application/sarif+json"} {
		r := st.ask(upload("/v1/checks", mediaDOCX, word, "Accept: "+accept))
		if got, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); got != want || r.Header.Get("Vary") != "Accept" {
			t.Errorf("Accept %q: %q, Vary %q", accept, got, r.Header.Get("Vary"))
		}
	}
}

// TestCertificatesAsFiles: a certificate is refused as one, whatever it comes as and whatever is said of it; only the Word file of one that was made
// here is read.
func TestCertificatesAsFiles(t *testing.T) {
	st := open(t)
	certificate := strings.TrimSuffix(giayKhen, "}") + "," + strings.TrimPrefix(person("Trần Văn Bình"), "{")
	word, sheet := madeFile(t, certificate, render.DOCX), madeFile(t, certificate, render.PDF)
	const others = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nGIÁM ĐỐC SỞ NỘI VỤ\nTẶNG\nGIẤY KHEN\nÔng Nguyễn Văn A\nĐã có thành tích xuất sắc\nSố: 15/QĐ-SNV"
	for _, c := range [][3]string{
		{"/v1/checks", "application/json", certificate}, {"/v1/checks", "application/json", `{"type":"bang-khen","x":1}`}, {"/v1/checks?format=pdf", mediaOctets, certificate},
		{"/v1/checks", mediaDOCX, word}, {"/v1/checks?format=docx", "", word}, {"/v1/checks", mediaPDF, sheet}, {"/v1/checks?format=text", mediaOctets, sheet},
		{"/v1/imports", "text/plain", others}, {"/v1/imports", mediaMarkdown, others}, {"/v1/imports", "", others},
	} {
		r := st.ask(upload(c[0], c[1], c[2]))
		p := refusedWith(t, r, unreadableFile)
		if len(p.Problems) != 1 || p.Problems[0].Code != codeCertificate || p.Problems[0].Hint == "" || !strings.Contains(p.Detail, p.Problems[0].Message) || r.Header.Get(headerClean) != "" {
			t.Errorf("%s as %q: %+v", c[0], c[1], p)
		}
	}
	var got struct {
		Document map[string]any
		Embedded string
	}
	if r := st.ask(upload("/v1/imports", mediaDOCX, word)); json.Unmarshal(r.data, &got) != nil || r.StatusCode != 200 || got.Embedded != "same" || got.Document["type"] != "giay-khen" {
		t.Errorf("%d %.300s", r.StatusCode, r.data)
	}
	if r := st.ask(upload("/v1/imports?type=quyet-dinh", "text/plain", others)); r.StatusCode != 200 { // whoever says what it is knows better
		t.Errorf("%d %.300s", r.StatusCode, r.data)
	}
	text := string(st.ask(get("/metrics")).data)
	for _, want := range []string{
		`vanban_checks_total{format="json",outcome="refused",type="unknown"} 4`, `vanban_checks_total{format="pdf",outcome="refused",type="unknown"} 1`,
		`vanban_imports_total{outcome="refused",source="unknown",type="unknown"} 3`,
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s", want)
		}
	}
}

func TestScopesOfFiles(t *testing.T) {
	secret, k := testKey(t, "files", []Scope{ScopeImport}, 1000, 1000)
	other, o := testKey(t, "other", []Scope{ScopeCheck}, 1000, 1000)
	st := open(t, func(c *Config) { c.Keys = []Key{k, o} })
	for target, good := range map[string]string{"/v1/imports": secret, "/v1/checks": other} {
		for _, key := range []string{secret, other} {
			r := st.ask(upload(target, mediaDOCX, madeFile(t, plan(), render.DOCX), "Authorization: Bearer "+key))
			if key == good && r.StatusCode != 200 {
				t.Errorf("%s: %d", target, r.StatusCode)
			}
			if key != good {
				refusedWith(t, r, scopeMissing)
			}
		}
		refusedWith(t, st.ask(upload(target, mediaDOCX, "")), noKey)
	}
}

func TestLimitsOfFiles(t *testing.T) {
	st := open(t, func(c *Config) { c.MaxBody, c.MaxUpload = 1<<20, 2<<20 })
	long := strings.Repeat("chữ ", 1<<18)
	if r := st.ask(upload("/v1/imports", "text/plain", long)); r.StatusCode != 200 {
		t.Errorf("a file beyond the limit of documents: %d %.200s", r.StatusCode, r.data)
	}
	over := strings.Repeat(" ", 2<<20+1)
	refusedWith(t, st.ask(upload("/v1/imports", "text/plain", over)), bodyTooLarge)
	refusedWith(t, st.ask(chunked("/v1/imports", over, 60000, "Content-Type: text/plain")), bodyTooLarge)
	refusedWith(t, st.ask(upload("/v1/checks", mediaOctets, over)), bodyTooLarge)
	refusedWith(t, st.ask(upload("/v1/checks", "application/json", padded(1<<20+1))), bodyTooLarge)
	refusedWith(t, st.ask(post("/v1/documents/validate", padded(1<<20+1))), bodyTooLarge)
}

// TestFilesLeaveAPlaceForDocuments holds the only place for files, and makes a document.
func TestFilesLeaveAPlaceForDocuments(t *testing.T) {
	st := open(t, func(c *Config) { c.Renders, c.Queue = 2, 0 })
	if err := st.files.enter(t.Context(), ""); err != nil {
		t.Fatal(err)
	}
	if err := st.gate.enter(t.Context(), ""); err != nil {
		t.Fatal(err)
	}
	refusedWith(t, st.ask(upload("/v1/imports", "text/plain", letter)), busy)
	if r := st.ask(post("/v1/documents", plan())); r.StatusCode != 200 {
		t.Errorf("a document: %d", r.StatusCode)
	}
	st.gate.leave()
	st.files.leave()
	if r := st.ask(upload("/v1/imports", "text/plain", letter)); r.StatusCode != 200 {
		t.Errorf("a file: %d", r.StatusCode)
	}
	text := string(st.ask(get("/metrics")).data)
	for _, want := range []string{
		`vanban_imports_total{outcome="busy",source="unknown",type="unknown"} 1`,
		`vanban_imports_total{outcome="read",source="text",type="ke-hoach"} 1`,
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s", want)
		}
	}
}

func TestTimeOfFilesIsBounded(t *testing.T) {
	st := open(t, func(c *Config) { c.RenderTimeout = 1 })
	for _, target := range []string{"/v1/imports", "/v1/checks"} {
		r := st.ask(upload(target, mediaDOCX, madeFile(t, plan(), render.DOCX)))
		if r.StatusCode != 503 {
			t.Errorf("%s: %d", target, r.StatusCode)
		}
	}
}
