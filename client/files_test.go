package client

import (
	"reflect"
	"testing"
)

func TestImport(t *testing.T) {
	f := answers(t, sayJSON(`{"document":{"type":"ke-hoach"},"notes":[{"code":"unplaced_text","message":"Nội dung này không xác định được vị trí.","pointer":"/body","text":"x",
		"place":{"line":3}}],"source":"docx","embedded":"edited","changes":[{"pointer":"/body/0","kind":"changed","before":"a","after":"b"}],"later":1}`))
	got, err := f.Import(t.Context(), []byte("PK"), Media(MediaDOCX), Kind("ke-hoach"))
	if err != nil {
		t.Fatal(err)
	}
	want := &Imported{
		Document: []byte(`{"type":"ke-hoach"}`), Source: "docx", Embedded: "edited",
		Notes:   []Note{{"unplaced_text", "Nội dung này không xác định được vị trí.", "/body", "x", &FilePlace{Line: 3}}},
		Changes: []Change{{"/body/0", "changed", "a", "b"}},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	if r := f.requests[0]; r.Method != "POST" || r.RequestURI != "/v1/imports?type=ke-hoach" || f.bodies[0] != "PK" || r.Header.Get("Content-Type") != MediaDOCX {
		t.Errorf("sent %s %s %v with %s", r.Method, r.RequestURI, r.Header, f.bodies[0])
	}
}

func TestCheck(t *testing.T) {
	f := answers(t, sayJSON(`{"source":"pdf","kind":"ke-hoach","title":"KẾ HOẠCH","code":"1/KH","pack":"nd30-2020","clean":false,
		"counts":{"pass":1,"fail":2,"needs_review":3,"not_applicable":4,"not_evaluated":5},
		"rules":[{"id":"PAGE-1","title":"Khổ giấy A4","severity":"violation","status":"fail","cite":"Điều 8","places":1,
			"findings":[{"status":"fail","measured":"1 mm","allowed":"2 mm","message":"Sai.","hint":"Sửa.","excerpt":"x","place":{"page":1,"box_mm":{"x":1.5,"y":2,"width":3,"height":4}}}]}],
		"remarks":[{"code":"hidden_text","message":"Ẩn.","text":"y","place":{"part":"header1","paragraph":2}}]}`))
	got, err := f.Check(t.Context(), []byte("%PDF"), Name("a b.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	want := &Checked{
		Source: "pdf", Kind: "ke-hoach", Title: "KẾ HOẠCH", Code: "1/KH", Pack: "nd30-2020", Counts: Counts{1, 2, 3, 4, 5},
		Rules: []Rule{{"PAGE-1", "Khổ giấy A4", "violation", "fail", "Điều 8", 1,
			[]RuleFinding{{"fail", "1 mm", "2 mm", "Sai.", "Sửa.", "x", FilePlace{Page: 1, BoxMM: &Box{1.5, 2, 3, 4}}}}}},
		Remarks: []FileRemark{{"hidden_text", "Ẩn.", "y", FilePlace{Part: "header1", Paragraph: 2}}},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	if r := f.requests[0]; r.RequestURI != "/v1/checks?format=json&name=a+b.pdf" || r.Header.Get("Content-Type") != "application/octet-stream" {
		t.Errorf("sent %s %v", r.RequestURI, r.Header)
	}
}

func TestCheckReport(t *testing.T) {
	for form, media := range map[ReportFormat]string{
		ReportText: "text/plain; charset=utf-8", ReportSARIF: "application/sarif+json", ReportJUnit: "application/xml", ReportPDF: MediaPDF, ReportDOCX: MediaDOCX, "later": "a/b",
	} {
		f := answers(t, say(200, "report", "Content-Type", media, "Vanban-Clean", "true"), say(200, "page", "Content-Type", "text/html"))
		report, clean, err := f.CheckReport(t.Context(), []byte("PK"), form)
		if err != nil || string(report) != "report" || !clean || f.requests[0].RequestURI != "/v1/checks?format="+string(form) {
			t.Errorf("%s: %q %v %v, %s", form, report, clean, err, f.requests[0].RequestURI)
		}
		if _, _, err := f.CheckReport(t.Context(), nil, form); err == nil && form != "later" {
			t.Errorf("%s: a page passes for a report", form)
		}
	}
	f := answers(t, sayProblem(422, `{"code":"unreadable_file","problems":[{"severity":"error","code":"file_bomb","message":"Bom."}]}`))
	if _, _, err := f.CheckReport(t.Context(), nil, ReportPDF); err == nil || err.Error() != `vanban: 422 unreadable_file: "": Bom.` {
		t.Errorf("%v", err)
	}
}
