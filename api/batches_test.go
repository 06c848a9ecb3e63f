package api

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"vanban/batch"
	"vanban/batch/queue"
)

// withBatches gives a server a queue of its own in a folder, whose rows are made until the test ends.
func withBatches(t *testing.T, change ...func(*queue.Config)) func(*Config) {
	t.Helper()
	plates := new(Plates)
	shelves.Store(plates)
	svc, err := service()
	if err != nil {
		t.Fatal(err)
	}
	config := queue.Config{Dir: t.TempDir(), Workers: 2, MinFree: 1}
	for _, f := range change {
		f(&config)
	}
	log := slog.New(slog.DiscardHandler)
	e, err := queue.Open(t.Context(), config, batch.New(svc), log)
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.WithoutCancel(t.Context()))
	worked := make(chan struct{})
	go func() {
		defer close(worked)
		_ = e.Work(ctx)
	}()
	t.Cleanup(func() {
		stop()
		<-worked
		e.Close()
	})
	plates.Use(e.Store(ShelfPlates), e.Store(ShelfFrozen), log)
	return func(c *Config) { c.Batches, c.Plates, c.Office = e, plates, e.Store(ShelfOffice) }
}

// certificate is a good base of certificates.
const giayKhen = `{"type":"giay-khen","place":"An Bình","date":"2026-01-05","signer":{"position":"GIÁM ĐỐC","name":"Nguyễn Văn A"},
"award_by":"GIÁM ĐỐC SỞ NỘI VỤ TỈNH AN BÌNH","citation":"Đã có thành tích xuất sắc trong công tác năm 2025"}`

// person is an item of it.
func person(name string) string {
	return `{"recipient":{"salutation":"Ông","name":` + quoted(name) + `,"position":"Chuyên viên"},"decision":{"number":"12","notation":"QĐ-SNV","date":"2026-01-05"},"register_number":"01"}`
}

// submit is the JSON of a submission; more are members.
func submit(more string, items ...string) string {
	return `{"base":` + giayKhen + more + `,"items":[` + strings.Join(items, ",") + `]}`
}

// form is a submission in parts.
func form(t *testing.T, batch, file string, headers ...string) string {
	t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for _, p := range [][3]string{{"batch", "application/json", batch}, {"list", "application/octet-stream", file}} {
		part, err := w.CreatePart(textproto.MIMEHeader{"Content-Disposition": {`form-data; name="` + p[0] + `"; filename="a"`}, "Content-Type": {p[1]}})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(part, p[2]); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return request("POST", batchesPath, b.String(), append(headers, "Content-Type: "+w.FormDataContentType())...)
}

const listCSV = "Danh sách khen thưởng,,\nTT,Danh xưng,Họ và tên,Chức vụ\n1,Ông,Trần Văn Bình,Chuyên viên\n2,Bà,Lê Thị Cúc,Trưởng phòng\n"

// into decodes an answer that must have a status.
func into[T any](t *testing.T, r *reply, status int) (v T) {
	t.Helper()
	if r.StatusCode != status {
		t.Fatalf("status %d, want %d: %.1000s", r.StatusCode, status, r.data)
	}
	if err := json.Unmarshal(r.data, &v); err != nil {
		t.Fatalf("%v: %.300s", err, r.data)
	}
	return v
}

// sse reads the events of a batch until they end, and returns their names and the last.
func (st *site) sse(id string, headers ...string) (names []string, last batchStatus) {
	st.t.Helper()
	st.events(id, func(name string, b batchStatus) { names, last = append(names, name), b }, headers...)
	return names, last
}

// events reads the events of a batch until they end.
func (st *site) events(id string, each func(name string, b batchStatus), headers ...string) {
	st.t.Helper()
	w := st.dial()
	defer w.conn.Close()
	w.send(get(batchesPath+"/"+id+"/events", headers...), false)
	res, err := http.ReadResponse(w.in, nil)
	if err != nil {
		st.t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	if res.StatusCode != 200 || res.Header.Get("Content-Type") != "text/event-stream; charset=utf-8" || res.Header.Get("X-Accel-Buffering") != "no" {
		st.t.Fatalf("%d %v", res.StatusCode, res.Header)
	}
	lines := bufio.NewScanner(res.Body)
	name := ""
	for lines.Scan() {
		if n, ok := strings.CutPrefix(lines.Text(), "event: "); ok {
			name = n
		}
		if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
			var b batchStatus
			if err := json.Unmarshal([]byte(data), &b); err != nil {
				st.t.Fatalf("%v: %s", err, data)
			}
			each(name, b)
		}
	}
}

// finished waits for a batch by its events.
func (st *site) finished(id string, headers ...string) batchStatus {
	st.t.Helper()
	names, last := st.sse(id, headers...)
	if len(names) == 0 || names[len(names)-1] != "end" || slices.Contains(names[:len(names)-1], "end") {
		st.t.Fatalf("events %q", names)
	}
	return last
}

func TestBatch(t *testing.T) {
	st := open(t, withBatches(t))
	r := st.ask(post(batchesPath, submit(`,"title":"Khen thưởng: quý I","files":["merged","pdf","docx"]`, person("Trần Văn Bình"), person("Lê Thị Cúc"))))
	b := into[batchStatus](t, r, 202)
	if r.Header.Get("Location") != b.URL || b.URL != batchesPath+"/"+b.ID || b.Counts.Total != 2 || b.Type != "giay-khen" || b.Files == nil {
		t.Errorf("%s\n%s", r.head, r.data)
	}
	end := st.finished(b.ID)
	if end.State != "done" || end.Counts.Done != 2 || end.Counts.Failed != 0 || len(end.Files) < 4 || end.Finished.IsZero() || !end.Expires.After(end.Created) {
		t.Fatalf("%+v", end)
	}
	if names, _ := st.sse(b.ID); !slices.Equal(names, []string{"end"}) {
		t.Errorf("events of a finished batch: %q", names)
	}
	w := st.dial() // HEAD has no events, and the connection goes on
	w.send(request("HEAD", b.URL+"/events", "")+get(b.URL), false)
	if h, g := w.must("HEAD"), w.must("GET"); h.StatusCode != 200 || h.Header.Get("Content-Type") != "text/event-stream; charset=utf-8" || g.StatusCode != 200 {
		t.Errorf("%s\n%s", h.head, g.head)
	}
	begins := map[string]string{".pdf": "%PDF-", ".zip": "PK", ".json": "{", ".xlsx": "PK"}
	for _, f := range end.Files {
		r := st.ask(get(f.URL))
		sum := sha256.Sum256(r.data)
		if r.StatusCode != 200 || int64(len(r.data)) != f.Bytes || hex.EncodeToString(sum[:]) != f.SHA256 || r.Header.Get("Content-Length") != strconv.FormatInt(f.Bytes, 10) {
			t.Errorf("%s: %d, %d bytes of %d", f.Name, r.StatusCode, len(r.data), f.Bytes)
		}
		if !strings.HasPrefix(string(r.data), begins[f.Name[strings.LastIndexByte(f.Name, '.'):]]) {
			t.Errorf("%s begins with %.10q", f.Name, r.data)
		}
		if got := r.Header.Get(headerReprDigest); got != "sha-256=:"+base64.StdEncoding.EncodeToString(sum[:])+":" {
			t.Errorf("%s: %s", f.Name, got)
		}
		disposition := r.Header.Get("Content-Disposition")
		if _, star, _ := strings.Cut(disposition, "filename*=UTF-8''"); !plainDisposition.MatchString(disposition) || unescaped(t, star) != f.Name {
			t.Errorf("%s: %s", f.Name, disposition)
		}
		if h := st.ask(request("HEAD", f.URL, "")); h.StatusCode != 200 || h.Header.Get("Content-Length") != strconv.FormatInt(f.Bytes, 10) || len(h.data) > 0 {
			t.Errorf("HEAD %s: %s", f.Name, h.head)
		}
		if again := st.ask(get(f.URL, "If-None-Match: "+r.Header.Get("ETag"))); again.StatusCode != 304 || len(again.data) > 0 {
			t.Errorf("%s again: %d", f.Name, again.StatusCode)
		}
	}
	list := into[batchList](t, st.ask(get(batchesPath)), 200)
	if len(list.Batches) != 1 || list.Batches[0].ID != b.ID {
		t.Errorf("%+v", list)
	}
	if r := st.ask(request("DELETE", b.URL, "")); r.StatusCode != 204 || len(r.data) > 0 {
		t.Errorf("%d %s", r.StatusCode, r.data)
	}
	refusedWith(t, st.ask(get(b.URL)), noSuchBatch)
	refusedWith(t, st.ask(get(end.Files[0].URL)), noSuchBatch)
	if log := st.log.String(); !strings.Contains(log, `"msg":"batch accepted"`) || !strings.Contains(log, `"msg":"batch removed"`) || strings.Contains(log, "Bình\"") {
		t.Errorf("%s", log)
	}
}

func unescaped(t *testing.T, s string) string {
	t.Helper()
	out, err := url.PathUnescape(s)
	if err != nil {
		t.Error(err)
	}
	return out
}

// TestBatchRows sends rows of which some are faulty, corrects them, and issues one again.
func TestBatchRows(t *testing.T) {
	st := open(t, withBatches(t))
	b := into[batchStatus](t, st.ask(post(batchesPath, submit("", person("Trần Văn Bình"), `{"recipient":{"name":7}}`, `"no object"`, `{"citation":"a","citation":"b"}`, person("Lê Thị Cúc")))), 202)
	end := st.finished(b.ID)
	if end.State != "done" || end.Counts.Done != 2 || end.Counts.Failed != 3 {
		t.Fatalf("%+v", end)
	}
	rows := into[batchRows](t, st.ask(get(b.URL+"/rows?status=failed")), 200)
	if len(rows.Rows) != 3 || rows.Rows[0].Row != 2 || rows.Rows[0].Status != "failed" || len(rows.Rows[0].Problems) == 0 || rows.Rows[0].Problems[0].Severity != "error" ||
		string(rows.Rows[0].Patch) != `{"recipient":{"name":7}}` || rows.Rows[1].Patch != nil || rows.Next != 0 {
		t.Errorf("%+v", rows)
	}
	page := into[batchRows](t, st.ask(get(b.URL+"/rows?limit=2")), 200)
	if len(page.Rows) != 2 || page.Next != 2 {
		t.Errorf("%+v", page)
	}
	page = into[batchRows](t, st.ask(get(b.URL+"/rows?limit=2&after=4")), 200)
	if len(page.Rows) != 1 || page.Rows[0].Row != 5 || page.Next != 0 {
		t.Errorf("%+v", page)
	}
	fixed := into[batchStatus](t, st.ask(post(b.URL+"/rows", `{"rows":{"2":`+person("Phạm Văn Dũng")+`,"3":`+person("Vũ Thị Em")+`,"1":null,"4":`+person("Đỗ Thị Giang")+`}}`)), 202)
	if fixed.Revision != 1 {
		t.Errorf("%+v", fixed)
	}
	end = st.finished(b.ID)
	if end.Counts.Done != 5 || end.Counts.Failed != 0 || end.Revision != 1 {
		t.Fatalf("%+v", end)
	}
	rows = into[batchRows](t, st.ask(get(b.URL+"/rows")), 200)
	var got []string
	for _, r := range rows.Rows {
		got = append(got, fmt.Sprint(r.Row, r.Name, r.Revision))
	}
	if want := "[1Trần Văn Bình1 2Phạm Văn Dũng1 3Vũ Thị Em1 4Đỗ Thị Giang1 5Lê Thị Cúc0]"; strings.ReplaceAll(fmt.Sprint(got), " ", "") != strings.ReplaceAll(want, " ", "") {
		t.Errorf("%v", got)
	}
	for body, code := range map[string]string{
		`{"rows":{"6":{}}}`: "no_such_row", `{"rows":{"0":{}}}`: "no_such_row", `{"rows":{"01":{}}}`: "no_such_row", `{"rows":{"x":{}}}`: "no_such_row", `{"rows":{"1":7}}`: "wrong_type",
		`{"rows":{}}`: "no_rows", `{"rows":[]}`: "wrong_type", `{}`: "wrong_type", `{"row":{}}`: "unknown_key", `{"rows":{"1":{},"1":{}}}`: "duplicate_key", `[]`: "wrong_type",
	} {
		if p := refusedWith(t, st.ask(post(b.URL+"/rows", body)), invalidData); len(p.Problems) == 0 || p.Problems[0].Code != code {
			t.Errorf("%s: %+v", body, p)
		}
	}
	refusedWith(t, st.ask(post(b.URL+"/rows", `{"rows":`)), badJSON)
	for _, query := range []string{"status=x", "status=", "status=failed%20warned", "limit=0", "limit=1001", "limit=a", "after=-1", "after=", "limit=99999999999999999999"} {
		refusedWith(t, st.ask(get(b.URL+"/rows?"+query)), badParameter)
	}
}

func TestIdempotencyKey(t *testing.T) {
	st := open(t, withBatches(t))
	const key = "Idempotency-Key: dot-1"
	first := st.ask(post(batchesPath, submit("", person("A")), key))
	b := into[batchStatus](t, first, 202)
	again := st.ask(post(batchesPath, submit("", person("A")), key))
	if into[batchStatus](t, again, 200).ID != b.ID || again.Header.Get("Location") != b.URL {
		t.Errorf("%s", again.head)
	}
	refusedWith(t, st.ask(post(batchesPath, submit("", person("B")), key)), idempotencyConflict)
	if other := into[batchStatus](t, st.ask(post(batchesPath, submit("", person("A")), "Idempotency-Key: dot-2")), 202); other.ID == b.ID {
		t.Error("two keys are one batch")
	}
	// The boundary between the parts is another each time.
	f := into[batchStatus](t, st.ask(form(t, `{"base":`+giayKhen+`}`, listCSV, "Idempotency-Key: dot-3")), 202)
	if into[batchStatus](t, st.ask(form(t, `{"base":`+giayKhen+`}`, listCSV, "Idempotency-Key: dot-3")), 200).ID != f.ID {
		t.Error("the same form is another batch")
	}
	for _, bad := range []string{"", "a b", "é", strings.Repeat("a", 256), "a\tb"} {
		refusedWith(t, st.ask(post(batchesPath, submit("", person("A")), "Idempotency-Key: "+bad)), badIdempotencyKey)
	}
	refusedWith(t, st.ask(post(batchesPath, submit("", person("A")), "Idempotency-Key: a", "Idempotency-Key: a")), badIdempotencyKey)
}

// TestBatchOfList sends a spreadsheet; what was found in its cells stays with the rows.
func TestBatchOfList(t *testing.T) {
	st := open(t, withBatches(t))
	b := into[batchStatus](t, st.ask(form(t, `{"base":`+giayKhen+`}`, listCSV+"3,Ông,,Chuyên viên\n4,Ông,NGUYEN 5,Chuyên viên\n")), 202)
	end := st.finished(b.ID)
	if end.Counts.Total != 4 || end.Counts.Done != 3 || end.Counts.Failed != 1 || end.Counts.Warned == 0 {
		t.Fatalf("%+v", end)
	}
	rows := into[batchRows](t, st.ask(get(b.URL+"/rows?status=problems")), 200)
	codes := map[int][]string{}
	for _, r := range rows.Rows {
		for _, p := range r.Problems {
			codes[r.Row] = append(codes[r.Row], p.Code)
		}
		if strings.Contains(string(r.Patch), "$") {
			t.Errorf("%s", r.Patch)
		}
	}
	if !slices.Equal(codes[3], []string{"missing_name"}) || !slices.Contains(codes[4], "name_digit") {
		t.Errorf("%v", codes)
	}
	into[batchStatus](t, st.ask(form(t, `{"base":`+giayKhen+`,"list":{"map":{"B":"","C":"recipient.name"}}}`, listCSV)), 202)
	into[batchStatus](t, st.ask(form(t, `{"base":`+giayKhen+`}`, "\ufeff["+person("A")+"]")), 202)
	refusedWith(t, st.ask(form(t, `{"base":`+giayKhen+`}`, "["+person("A")+",")), badJSON)
	refusedWith(t, st.ask(form(t, `{"base":`+giayKhen+`}`, "%PDF-1.7")), unreadableFile)
	refusedWith(t, st.ask(form(t, `{"base":`+giayKhen+`}`, "")), unreadableFile)
	if p := refusedWith(t, st.ask(form(t, submit(""), listCSV)), invalidData); p.Problems[0].Code != "conflicting_keys" {
		t.Errorf("%+v", p)
	}
}

const quyetDinh = `{"type":"quyet-dinh","organ":{"parent":"ỦY BAN NHÂN DÂN TỈNH AN BÌNH","name":"SỞ NỘI VỤ"},"code":{"number":"12","notation":"QĐ-SNV"},"place":"An Bình","date":"2026-01-05",
"subject":"Tặng Giấy khen cho các tập thể, cá nhân có thành tích xuất sắc năm 2025","authority":"GIÁM ĐỐC SỞ NỘI VỤ TỈNH AN BÌNH","signer":{"position":"GIÁM ĐỐC","name":"Nguyễn Văn A"},"recipients":["Như Điều 2","Lưu: VT"]}`

// TestBatchOfAward has three outputs of one list.
func TestBatchOfAward(t *testing.T) {
	st := open(t, withBatches(t))
	base := `{"type":"giay-khen","citation":"Đã có thành tích xuất sắc trong công tác năm 2025"}`
	b := into[batchStatus](t, st.ask(form(t, `{"base":`+base+`,"award":{"decision":`+quyetDinh+`,"register_from":"01"}}`, listCSV)), 202)
	end := st.finished(b.ID)
	var names []string
	for _, f := range end.Files {
		names = append(names, f.Name)
	}
	if end.Counts.Done != 2 || end.Withheld != "" || !slices.ContainsFunc(names, func(n string) bool { return strings.HasSuffix(n, ".docx") }) {
		rows := st.ask(get(b.URL + "/rows"))
		t.Fatalf("%+v %q %s", end, names, rows.data)
	}
	// Everything that is wrong is told at once: base, decision, award.
	p := refusedWith(t, st.ask(post(batchesPath, `{"base":{"type":"giay-khen","x":1},"award":{"decision":`+quyetDinh+`,"list":{"form":"pie"}},"items":[`+person("A")+`]}`)), invalidData)
	var at []string
	for _, problem := range p.Problems {
		at = append(at, problem.Pointer)
	}
	if !slices.Contains(at, "/award/list/form") || !slices.Contains(at, "/base/x") {
		t.Errorf("%+v", p.Problems)
	}
	withheld := into[batchStatus](t, st.ask(form(t, `{"base":`+base+`,"award":`+quyetDinh+`}`, listCSV+"3,Ông,Bùi Văn Ích,"+strings.Repeat("Trưởng phòng ", 40)+"\n")), 202)
	if end := st.finished(withheld.ID); end.Counts.Failed != 1 || end.Withheld == "" {
		t.Errorf("%+v", end)
	}
}

func TestSubmissionRefused(t *testing.T) {
	st := open(t, withBatches(t, func(c *queue.Config) { c.MaxRows = 3 }))
	for body, want := range map[string]string{
		`{}`: "/base missing_key", `{"base":{}}`: "/items missing_key", `{"base":{},"items":{}}`: "/items wrong_type", `{"base":{},"items":null}`: "/items wrong_type", `[]`: " wrong_type", `"a"`: " wrong_type",
		`{"base":` + giayKhen + `,"items":[]}`:                  "/items no_rows",
		`{"base":{"type":"giay-khen","x":1},"items":[{}]}`:      "/base/x unknown_key",
		`{"base":{"type":"x"},"items":[{}]}`:                    "/base/type unknown_type",
		`{"base":7,"items":[{}]}`:                               "/base wrong_type",
		submit(`,"files":["svg"]`, "{}"):                        "/files/0 unknown_value",
		submit(`,"files":"pdf"`, "{}"):                          "/files wrong_type",
		submit(`,"title":7`, "{}"):                              "/title wrong_type",
		submit(`,"title":"`+strings.Repeat("a", 301)+`"`, "{}"): "/title too_long",
		submit(`,"webhook":"https://a.example/"`, "{}"):         "/webhook webhook_off",
		submit(`,"list":{"page":1}`, "{}"):                      "/list/page unknown_key",
		submit(`,"base":{}`, "{}"):                              "/base duplicate_key",
		submit(`,"x~/y":1`, "{}"):                               "/x~0~1y unknown_key",
		submit(`,"award":7`, "{}"):                              "/award wrong_type",
		submit("", "{}", "{}", "{}", "{}"):                      "/items too_many_rows",
		`{"base":{"type":"giay-khen","options":{"plate":{"profile":"không có"}}},"items":[{}]}`: "/base/options/plate/profile unknown_profile",
	} {
		p := refusedWith(t, st.ask(post(batchesPath, body)), invalidData)
		if len(p.Problems) == 0 || p.Problems[0].Pointer+" "+p.Problems[0].Code != want {
			t.Errorf("%.200s: %+v, want %s", body, p.Problems, want)
		}
	}
	for _, body := range []string{"", "{", `{"base":{}`, `{"base":{},}`, submit("", "{}") + "x", submit("", "{}") + submit("", "{}"), `{"base":{}"items":[]}`, "\xff", `{"base":` + strings.Repeat("[", 20_000)} {
		refusedWith(t, st.ask(post(batchesPath, body)), badJSON)
	}
	multi := func(contentType, body string) string {
		return request("POST", batchesPath, body, "Content-Type: "+contentType)
	}
	part := func(name, body string) string {
		return "--x\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + body + "\r\n"
	}
	for _, raw := range []string{
		multi("multipart/form-data", "x"), multi("multipart/form-data; boundary=x", ""), multi("multipart/form-data; boundary=x", "--x"), multi("multipart/form-data; boundary=x", part("batch", "{}")),
		multi("multipart/form-data; boundary=x", part("batch", "{}")+"--x--"), multi("multipart/form-data; boundary=x", part("batch", "{}")+part("batch", "{}")+part("list", "a")+"--x--"),
		multi("multipart/form-data; boundary=x", part("batch", "{}")+part("list", "a")+part("more", "a")+"--x--"), multi("multipart/form-data; boundary=x", "--x\r\n"+strings.Repeat("A: b\r\n", 100_000)),
	} {
		refusedWith(t, st.ask(raw), badRequest)
	}
	refusedWith(t, st.ask(request("POST", batchesPath, "a", "Content-Type: text/csv")), unsupportedMediaType)
	refusedWith(t, st.ask(get(batchesPath+"?state=done")), unknownParameter)
	for _, id := range []string{"x", "aaaaaaaaaaaaaaaaaaaaaaaaaa", "..", "%2e%2e", "a%00b", "*", "%3e", ".rows", strings.Repeat("a", 1000), "é"} {
		for _, raw := range []string{get(batchesPath + "/" + id), get(batchesPath + "/" + id + "/events"), get(batchesPath + "/" + id + "/rows"), get(batchesPath + "/" + id + "/files/manifest.json"), request("DELETE", batchesPath+"/"+id, "")} {
			if r := st.ask(raw); r.StatusCode != 404 {
				t.Errorf("%.80q: %d %s", raw, r.StatusCode, r.data)
			}
		}
	}
	if list := into[batchList](t, st.ask(get(batchesPath)), 200); len(list.Batches) != 0 {
		t.Errorf("something was kept: %+v", list)
	}
}

// TestOwners: what a key began no other key sees.
func TestOwners(t *testing.T) {
	mine, a := testKey(t, "a", []Scope{ScopeBatch}, 1000, 1000)
	theirs, b := testKey(t, "b", []Scope{ScopeBatch}, 1000, 1000)
	none, c := testKey(t, "c", []Scope{ScopeRender}, 1000, 1000)
	st := open(t, withBatches(t), func(config *Config) { config.Keys = []Key{a, b, c} })
	auth := func(key string) string { return "Authorization: Bearer " + key }
	body := submit("", person("Trần Văn Bình"))
	first := into[batchStatus](t, st.ask(post(batchesPath, body, auth(mine), "Idempotency-Key: 1")), 202)
	other := into[batchStatus](t, st.ask(post(batchesPath, body, auth(theirs), "Idempotency-Key: 1")), 202)
	if first.ID == other.ID {
		t.Error("a key of another is taken for mine")
	}
	end := st.finished(first.ID, auth(mine))
	for _, raw := range []string{
		get(first.URL, auth(theirs)), get(first.URL+"/events", auth(theirs)), get(first.URL+"/rows", auth(theirs)), get(end.Files[0].URL, auth(theirs)),
		request("DELETE", first.URL, "", auth(theirs)), post(first.URL+"/rows", `{"rows":{"1":null}}`, auth(theirs)),
	} {
		refusedWith(t, st.ask(raw), noSuchBatch)
	}
	if list := into[batchList](t, st.ask(get(batchesPath, auth(theirs))), 200); len(list.Batches) != 1 || list.Batches[0].ID != other.ID {
		t.Errorf("%+v", list)
	}
	for i := range st.operations {
		op := &st.operations[i]
		if op.Scope != ScopeBatch {
			continue
		}
		target := strings.NewReplacer("{id}", first.ID, "{name}", "x").Replace(op.Path)
		refusedWith(t, st.ask(request(op.Method, target, "")), noKey)
		refusedWith(t, st.ask(request(op.Method, target, "", auth(none))), scopeMissing)
	}
}
