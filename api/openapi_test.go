package api

import (
	"bytes"
	"encoding/json"
	"html"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"vanban/render"
)

// openAPI is what the server says of itself.
type openAPI struct {
	raw   map[string]any
	Paths map[string]map[string]struct {
		OperationID string `json:"operationId"`
		Responses   map[string]struct {
			Headers map[string]any
			Content map[string]struct{ Schema map[string]any }
		}
	}
}

func readOpenAPI(t *testing.T, st *site) *openAPI {
	t.Helper()
	r := st.ask(get("/openapi.json"))
	var doc openAPI
	if err := json.Unmarshal(r.data, &doc); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(r.data, &doc.raw); err != nil {
		t.Fatal(err)
	}
	if len(doc.Paths) == 0 {
		t.Fatal("no paths")
	}
	return &doc
}

// path returns the path of the document that a target has, empty where it has none.
func (d *openAPI) path(target string) string {
	target, _, _ = strings.Cut(target, "?")
	given := strings.Split(target, "/")
	best := ""
	for path := range d.Paths {
		parts := strings.Split(path, "/")
		same := len(parts) == len(given)
		for i := 0; same && i < len(parts); i++ {
			same = parts[i] == given[i] || strings.HasPrefix(parts[i], "{") && given[i] != ""
		}
		if same && (best == "" || strings.Contains(best, "{")) {
			best = path
		}
	}
	return best
}

// allows checks that the document has this answer to this request, with its media type. What does not get as far as a call has
// no place in the document.
func (d *openAPI) allows(t *testing.T, method, target string, r *reply) {
	t.Helper()
	path := d.path(target)
	if path == "" {
		if !slices.Contains([]int{400, 404, 405, 431, 501}, r.StatusCode) {
			t.Errorf("%d for a call that the document has not", r.StatusCode)
		}
		return
	}
	// 501 is about methods, which are not of a call; nor are those in the document that a call has not.
	op, ok := d.Paths[path][strings.ToLower(method)]
	for _, only := range d.Paths[path] {
		if !ok {
			op = only
		}
	}
	documented, ok := op.Responses[strconv.Itoa(r.StatusCode)]
	if !ok {
		if r.StatusCode != 501 {
			t.Errorf("%s %s answers %d, which is not in /openapi.json", method, path, r.StatusCode)
		}
		return
	}
	if r.StatusCode == 304 || r.StatusCode == 204 || method == "HEAD" {
		return
	}
	media, _, _ := strings.Cut(r.Header.Get("Content-Type"), ";")
	if _, ok := documented.Content[media]; !ok {
		t.Errorf("%s %s answers %d as %q, which is not in /openapi.json", method, path, r.StatusCode, media)
	}
}

// schema compiles what is at a place of the document.
func (d *openAPI) schema(t *testing.T, place ...string) *jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	if err := c.AddResource("mem:///openapi.json", d.raw); err != nil {
		t.Fatal(err)
	}
	pointer := ""
	for _, p := range place {
		pointer += "/" + strings.NewReplacer("~", "~0", "/", "~1").Replace(p)
	}
	s, err := c.Compile("mem:///openapi.json#" + pointer)
	if err != nil {
		t.Fatalf("%s: %v", pointer, err)
	}
	return s
}

// TestAnswersAreAsDescribed compares what every call answers, well and badly, with what the document says of it: status, media
// type, headers and body.
func TestAnswersAreAsDescribed(t *testing.T) {
	st := open(t, withBatches(t), withSeal(t))
	made := into[batchStatus](t, st.ask(post(batchesPath, submit("", person("A"), "7"))), 202)
	manifest := into[batchStatus](t, st.ask(get(made.URL)), 200).URL + "/files/manifest.json"
	st.finished(made.ID)
	running := into[batchStatus](t, st.ask(post(batchesPath, submit("", person("A")))), 202)
	st.finished(running.ID)
	d := readOpenAPI(t, st)
	asked := map[string]bool{}
	word := madeFile(t, plan(), render.DOCX)
	for _, raw := range []string{
		post("/v1/documents", plan()), post("/v1/documents?format=docx", plan()), post("/v1/documents?format=svg&page=1", plan()), post("/v1/documents?format=svg&fonts=none", plan()), post("/v1/documents?fonts=none", plan()), post("/v1/documents?format=zip", plan()),
		post("/v1/documents", plan("place", `"a\u0000b"`)), post("/v1/documents", "{"), post("/v1/documents", "{}"), post("/v1/documents?page=0", ""), post("/v1/documents?format=svg&page=9", plan()),
		post("/v1/documents", plan(), "Accept: a/b"), post("/v1/documents", padded(testBody+1)), post("/v1/documents", "", "Content-Encoding: x"), request("PUT", "/v1/documents", ""),
		post("/v1/documents/validate", plan()), post("/v1/documents/validate", plan("place", `"a\u0000b"`)), post("/v1/documents/validate", "{}"), post("/v1/documents/validate", "["),
		post("/v1/documents/validate", plan("body", "[1,2,3]", "x", "{}")), request("GET", "/v1/documents/validate", ""),
		upload("/v1/imports", "text/plain", letter), upload("/v1/imports?type=ke-hoach", mediaDOCX, word), upload("/v1/imports", "", "\x00"), upload("/v1/imports", "a/b", ""), upload("/v1/imports?type=x", "", ""),
		upload("/v1/checks", mediaDOCX, word), upload("/v1/checks", mediaPDF, madeFile(t, plan(), render.PDF)), upload("/v1/checks", "", plan()), upload("/v1/checks?format=pdf&name=a", mediaDOCX, word),
		upload("/v1/checks?format=docx", mediaDOCX, word), upload("/v1/checks?format=sarif", mediaDOCX, word), upload("/v1/checks?format=junit", mediaDOCX, word), upload("/v1/checks?format=text", mediaDOCX, word),
		upload("/v1/checks?format=docx", "", "%PDF-1.7"), upload("/v1/checks", "", "PK"), upload("/v1/checks", "", "{}"), upload("/v1/checks", "", "{"), upload("/v1/checks", "a/b", ""), upload("/v1/checks?format=x", "", ""),
		upload("/v1/lists", mediaCSV, listCSV), upload("/v1/lists?type=ke-hoach&limit=1", "", listCSV), upload("/v1/lists?limit=0", "", listCSV), upload("/v1/lists?map=x", "", listCSV), upload("/v1/lists?type=x", "", ""), upload("/v1/lists", "", ""), upload("/v1/lists", "a/b", ""),
		post(batchesPath, submit("", person("B")), "Idempotency-Key: 1"), post(batchesPath, submit("", person("B")), "Idempotency-Key: 1"), post(batchesPath, submit("", person("C")), "Idempotency-Key: 1"), post(batchesPath, "{}"), post(batchesPath, "{"),
		form(t, `{"base":`+giayKhen+`}`, listCSV), form(t, `{"base":`+giayKhen+`}`, ""), get(batchesPath), get(made.URL), get(batchesPath + "/x"), get(made.URL + "/events"), get(batchesPath + "/x/events"), get(made.URL + "/rows"), get(made.URL + "/rows?status=x"), get(batchesPath + "/x/rows"),
		get(manifest), get(made.URL + "/files/x"), get(batchesPath + "/x/files/x"), post(made.URL+"/rows", `{"rows":{"2":`+person("D")+`}}`), post(made.URL+"/rows", "{}"), post(batchesPath+"/x/rows", "{}"),
		request("DELETE", running.URL, ""), request("DELETE", running.URL, ""),
		get("/v1/plates"), request("PUT", "/v1/plates/a", `{"name":"a","size":"A3"}`, "Content-Type: application/json"), request("PUT", "/v1/plates/a", `{"name":"a"}`, "Content-Type: application/json"), request("PUT", "/v1/plates/a", `{}`, "Content-Type: application/json"),
		request("PUT", "/v1/plates/a", `{"name":"a"}`, "Content-Type: application/json", "If-None-Match: *"), get("/v1/plates/a"), get("/v1/plates/b"), request("DELETE", "/v1/plates/b", ""), request("DELETE", "/v1/plates/a", ""),
		get("/v1/office"), put("/v1/office", `{"version":1}`, "If-None-Match: *"), put("/v1/office", `{"version":1}`), put("/v1/office", `{"version":1}`, "If-None-Match: *"), put("/v1/office", "{}"), put("/v1/office", "{"), get("/v1/office"),
		get("/v1/calibration"), get("/v1/calibration?size=A9"), get("/v1/calibration?width=300&height=200"), get("/v1/seal"), get("/verify"),
		get("/v1/types"), get("/v1/types?x"), get("/v1/types/giay-khen/workbook"), get("/v1/types/x/workbook"), get("/v1/types/ke-hoach"), get("/v1/types/quyet-dinh"), get("/v1/types/x"), request("POST", "/v1/types", ""),
		get("/healthz"), get("/readyz"), get("/metrics"), get("/openapi.json"), get("/docs"), get("/docs/en"), get("/docs/json"), get("/docs/json-vi"), get("/docs/style.css"), get("/docs/x"), get("/docs/x?y"),
	} {
		r := st.ask(raw)
		method, rest, _ := strings.Cut(raw, " ")
		target, _, _ := strings.Cut(rest, " ")
		d.allows(t, method, target, r)
		path, status, verb := d.path(target), strconv.Itoa(r.StatusCode), strings.ToLower(method)
		op, ok := d.Paths[path][verb]
		if !ok {
			for other, only := range d.Paths[path] {
				verb, op = other, only
			}
		} else if r.StatusCode < 300 {
			asked[op.OperationID] = true
		}
		for name := range op.Responses[status].Headers {
			switch name {
			case headerWarningCodes, "Retry-After": // where there is reason
			case "Content-Disposition":
				if r.Header.Get(name) == "" && op.OperationID != "checkFile" { // reports for programs have no name
					t.Errorf("%s %s: %s without %s", method, target, status, name)
				}
			default:
				if r.Header.Get(name) == "" {
					t.Errorf("%s %s: %s without %s", method, target, status, name)
				}
			}
		}
		for name := range r.Header {
			if _, ok := op.Responses[status].Headers[name]; strings.HasPrefix(name, "Vanban-") && !ok {
				t.Errorf("%s %s: %s has %s, which is not described", method, target, status, name)
			}
		}
		media, _, _ := strings.Cut(r.Header.Get("Content-Type"), ";")
		if !strings.HasSuffix(media, "json") {
			continue
		}
		body, err := jsonschema.UnmarshalJSON(bytes.NewReader(r.data))
		if err != nil {
			t.Errorf("%s %s: %v", method, target, err)
			continue
		}
		if err := d.schema(t, "paths", path, verb, "responses", status, "content", media, "schema").Validate(body); err != nil {
			t.Errorf("%s %s %s: %v\n%.500s", method, target, status, err, r.data)
		}
	}
	for i := range st.operations {
		if !asked[st.operations[i].ID] {
			t.Errorf("%s was not asked for, or has no good answer", st.operations[i].ID)
		}
	}
}

// TestDescriptionIsWhole finds every call in the document once, every reference something to refer to, and compiles every schema.
func TestDescriptionIsWhole(t *testing.T) {
	st := open(t, withBatches(t))
	d := readOpenAPI(t, st)
	ids := map[string]bool{}
	n := 0
	for path, methods := range d.Paths {
		for method, op := range methods {
			n++
			if op.OperationID == "" || ids[op.OperationID] {
				t.Errorf("%s %s: id %q", method, path, op.OperationID)
			}
			ids[op.OperationID] = true
		}
	}
	if n != len(st.operations) {
		t.Errorf("%d calls are described, there are %d", n, len(st.operations))
	}
	components := d.raw["components"].(map[string]any)
	for name := range components["schemas"].(map[string]any) {
		d.schema(t, "components", "schemas", name)
	}
	var walk func(any)
	walk = func(v any) {
		switch v := v.(type) {
		case map[string]any:
			if ref, ok := v["$ref"].(string); ok {
				var at any = d.raw
				for part := range strings.SplitSeq(strings.TrimPrefix(ref, "#/"), "/") {
					at = at.(map[string]any)[part]
				}
				if at == nil {
					t.Errorf("nothing is at %s", ref)
				}
			}
			for _, child := range v {
				walk(child)
			}
		case []any:
			for _, child := range v {
				walk(child)
			}
		}
	}
	walk(d.raw)
	for _, f := range faults {
		found := f == notFound || f == unknownMethod // of no call, but for pages of the documentation
		for i := range st.operations {
			found = found || slices.Contains(faultsOf(&st.operations[i]), f)
		}
		if !found {
			t.Errorf("no call has the fault %s", f.Code)
		}
	}
}

// TestTypesDescribeThemselves checks the sample of every type against the schema beside it, and makes it.
func TestTypesDescribeThemselves(t *testing.T) {
	st := open(t)
	d := readOpenAPI(t, st)
	var list typeList
	if err := json.Unmarshal(st.ask(get("/v1/types")).data, &list); err != nil || len(list.Types) == 0 {
		t.Fatalf("%v %v", list, err)
	}
	for _, entry := range list.Types {
		var detail map[string]any
		r := st.ask(get(entry.URL))
		detailed, err := jsonschema.UnmarshalJSON(bytes.NewReader(r.data))
		if err != nil {
			t.Fatal(err)
		}
		detail = detailed.(map[string]any)
		if detail["type"] != entry.Type || detail["name"] != entry.Name {
			t.Errorf("%s: %v", entry.URL, detail["type"])
		}
		c := jsonschema.NewCompiler()
		if err := c.AddResource("mem:///type.json", detail["schema"]); err != nil {
			t.Fatal(err)
		}
		s, err := c.Compile("mem:///type.json")
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Validate(detail["sample"]); err != nil {
			t.Errorf("sample of %s: %v", entry.Type, err)
		}
		if err := d.schema(t, "components", "schemas", "Document").Validate(detail["sample"]); err != nil {
			t.Errorf("sample of %s as a Document: %v", entry.Type, err)
		}
		sample, err := json.Marshal(detail["sample"])
		if err != nil {
			t.Fatal(err)
		}
		if r := st.ask(post("/v1/documents?format=docx", string(sample))); r.StatusCode != 200 {
			t.Errorf("sample of %s: %d %s", entry.Type, r.StatusCode, r.data)
		}
	}
}

var anchors = regexp.MustCompile(` id="([^"]+)"`)
var links = regexp.MustCompile(` (?:href|src)="([^"]+)"`)

// TestDocumentationIsWhole finds every call and every fault in the documentation, follows all of its links within the server,
// and finds nothing that a browser would fetch from elsewhere.
func TestDocumentationIsWhole(t *testing.T) {
	st := open(t, withBatches(t))
	pages := map[string]string{}
	fetch := func(path string) string {
		if _, ok := pages[path]; !ok {
			r := st.ask(get(path))
			if r.StatusCode != 200 {
				t.Errorf("%s: %d", path, r.StatusCode)
			}
			pages[path] = string(r.data)
		}
		return pages[path]
	}
	main := fetch("/docs")
	for _, f := range faults {
		if !strings.Contains(main, ` id="problem-`+f.Code+`"`) {
			t.Errorf("fault %s has no anchor", f.Code)
		}
	}
	for i := range st.operations {
		op := &st.operations[i]
		if !strings.Contains(main, ` id="call-`+op.ID+`"`) || !strings.Contains(main, "<code>"+op.Method+" "+op.Path+"</code>") {
			t.Errorf("call %s is missing", op.ID)
		}
	}
	for _, path := range []string{"/docs", "/docs/en", "/docs/json", "/docs/json-vi", "/docs/import", "/docs/import-vi", "/docs/check", "/docs/check-vi",
		"/docs/certificates", "/docs/certificates-vi", "/docs/batches", "/docs/batches-vi"} {
		text := fetch(path)
		seen := map[string]bool{}
		for _, m := range anchors.FindAllStringSubmatch(text, -1) {
			if seen[m[1]] {
				t.Errorf("%s: two places are called %s", path, m[1])
			}
			seen[m[1]] = true
		}
		for _, m := range links.FindAllStringSubmatch(text, -1) {
			to, fragment, _ := strings.Cut(html.UnescapeString(m[1]), "#")
			switch {
			case strings.HasPrefix(to, "http://127.0.0.1"), strings.HasPrefix(to, "http://localhost"):
				continue
			case strings.Contains(to, "://"):
				if strings.HasPrefix(m[0], " src") {
					t.Errorf("%s fetches %s", path, to)
				}
				continue
			case to == "":
				to = path
			case !strings.HasPrefix(to, "/"):
				t.Errorf("%s: the link %s leads nowhere on the server", path, m[1])
				continue
			}
			if target := fetch(to); fragment != "" && !strings.Contains(target, ` id="`+fragment+`"`) {
				unescaped, err := url.PathUnescape(fragment)
				if err != nil || !strings.Contains(target, ` id="`+unescaped+`"`) {
					t.Errorf("%s: the link %s has no place to go", path, m[1])
				}
			}
		}
		for _, bad := range []string{"<script", "<iframe", "@import", "javascript:", " style=", " onclick", "<link rel=\"stylesheet\" href=\"http", "<!-- raw HTML omitted -->"} {
			if strings.Contains(text, bad) {
				t.Errorf("%s has %s", path, bad)
			}
		}
	}
}
