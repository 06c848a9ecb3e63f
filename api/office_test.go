package api

import (
	"errors"
	"strings"
	"testing"
)

func TestOffice(t *testing.T) {
	st := open(t, withBatches(t))
	const at = "/v1/office"
	refusedWith(t, st.ask(get(at)), noOffice)
	refusedWith(t, st.ask(put(at, `{"version":1}`, `If-Match: "1"`)), preconditionFailed)
	const full = `{"version":1,"organ":{"parent":["ỦY BAN NHÂN DÂN","TỈNH AN BÌNH"],"name":"SỞ NỘI VỤ"},"abbreviation":"SNV","unit":"VP","place":"An Bình","contact":"Số 1",
"authority":"GIÁM ĐỐC SỞ NỘI VỤ","giver":"Giám đốc Sở Nội vụ","signers":[{"competence":["KT. GIÁM ĐỐC","PHÓ GIÁM ĐỐC"],"name":"Nguyễn Văn A"},{"position":"GIÁM ĐỐC"}],
"recipients":["Như trên"],"bases":["Căn cứ …"],"options":{"body_size":13.5,"first_line_indent":12.7,"line_spacing":1.2,"space_before":6,"margins":{"top":20,"bottom":20,"left":30,"right":15}}}`
	first := st.ask(put(at, full, "If-None-Match: *"))
	if first.StatusCode != 201 || string(first.data) != full {
		t.Fatalf("%s %s", first.head, first.data)
	}
	tag := first.Header.Get("ETag")
	got := st.ask(get(at))
	if got.StatusCode != 200 || string(got.data) != full || got.Header.Get("ETag") != tag {
		t.Errorf("%s %s", got.head, got.data)
	}
	if r := st.ask(get(at, "If-None-Match: "+tag)); r.StatusCode != 304 {
		t.Errorf("%s", r.head)
	}
	refusedWith(t, st.ask(put(at, `{"version":1}`, "If-None-Match: *")), preconditionFailed)
	second := st.ask(put(at, `{"version":1}`, "If-Match: "+tag))
	if second.StatusCode != 200 || second.Header.Get("ETag") == tag {
		t.Errorf("%s", second.head)
	}
	refusedWith(t, st.ask(put(at, full, "If-Match: "+tag)), preconditionFailed)
	if r := st.ask(put(at, full)); r.StatusCode != 200 {
		t.Errorf("%s", r.head)
	}
}

func TestOfficeHasAShape(t *testing.T) {
	for text, want := range map[string]struct {
		fault   *fault
		pointer string
	}{
		`{"version":1,"organs":{}}`:                        {invalidData, "/organs"},
		`{"version":1,"signers":[{"name":1}]}`:             {invalidData, "/signers/0/name"},
		`{"version":1,"organ":{"name":[1]}}`:               {invalidData, "/organ/name/0"},
		`{"version":1,"organ":{"name":{}}}`:                {invalidData, "/organ/name"},
		`{"version":1,"options":{"margins":{"gutter":1}}}`: {invalidData, "/options/margins/gutter"},
		`{"version":1,"recipients":"a"}`:                   {invalidData, "/recipients"},
		`{"version":2}`:                                    {invalidData, "/version"},
		`{}`:                                               {invalidData, "/version"},
		`[]`:                                               {invalidData, ""},
		`{"version":1,"version":1}`:                        {badJSON, "/version"},
		`{"version":1`:                                     {badJSON, ""},
		``:                                                 {badJSON, ""},
		"{\"version\":1,\"place\":\"\xff\"}":               {badJSON, "/place"},
		`{"version":1}{}`:                                  {badJSON, ""},
		"{\"version\":1,\"\xff\":1}":                       {badJSON, ""},
	} {
		err := checkOffice([]byte(text))
		var r *refused
		if !errors.As(err, &r) || r.fault != want.fault || len(r.problems) != 1 || r.problems[0].Pointer != want.pointer {
			t.Errorf("%.60q: %+v", text, err)
		}
	}
}

// TestOfficeScopes: who makes documents may read the office, who keeps plates and batches may change it.
func TestOfficeScopes(t *testing.T) {
	reader, r := testKey(t, "a", []Scope{ScopeRender}, 1000, 1000)
	writer, w := testKey(t, "b", []Scope{ScopeBatch}, 1000, 1000)
	st := open(t, withBatches(t), func(c *Config) { c.Keys = []Key{r, w} })
	if r := st.ask(put("/v1/office", `{"version":1}`, "Authorization: Bearer "+writer)); r.StatusCode != 201 {
		t.Errorf("%s", r.data)
	}
	if r := st.ask(get("/v1/office", "Authorization: Bearer "+reader)); r.StatusCode != 200 {
		t.Errorf("%s", r.data)
	}
	refusedWith(t, st.ask(put("/v1/office", `{"version":1}`, "Authorization: Bearer "+reader)), scopeMissing)
	refusedWith(t, st.ask(get("/v1/office", "Authorization: Bearer "+writer)), scopeMissing)
	refusedWith(t, st.ask(put("/v1/office", strings.Repeat(" ", maxOffice+1), "Authorization: Bearer "+writer)), bodyTooLarge)
}
