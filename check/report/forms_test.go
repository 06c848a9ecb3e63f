package report_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"os/exec"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"vanban/check"
	"vanban/check/report"
	"vanban/internal/referee"
	"vanban/read"
)

func TestGoldenText(t *testing.T) {
	golden(t, ".txt", func(file string, r *check.Report) ([]byte, error) {
		var b bytes.Buffer
		err := report.Text(&b, r, report.TextOptions{File: file})
		return b.Bytes(), err
	})
}

func TestGoldenJSON(t *testing.T) {
	golden(t, ".json", func(_ string, r *check.Report) ([]byte, error) { return report.JSON(r) })
}

func TestGoldenSARIF(t *testing.T) {
	golden(t, ".sarif", func(file string, r *check.Report) ([]byte, error) {
		return report.SARIF("1.2.3", report.File{Name: file, Report: few(r)})
	})
}

// few leaves out most of the rules that say the same, since a log has some forty lines for each.
func few(r *check.Report) *check.Report {
	short, n := *r, map[check.Status]int{}
	short.Results = nil
	for _, res := range r.Results {
		if n[res.Status]++; n[res.Status] <= 2 || res.Status == check.Fail || res.Status == check.NeedsReview {
			short.Results = append(short.Results, res)
		}
	}
	return &short
}

func TestGoldenJUnit(t *testing.T) {
	golden(t, ".xml", func(file string, r *check.Report) ([]byte, error) {
		return report.JUnit(report.File{Name: file, Report: r})
	})
}

// TestTextWidth: no line is wider than asked for, whatever the texts, and nothing is lost on the way.
func TestTextWidth(t *testing.T) {
	r := faulty()
	put(r, "SO-1", check.Finding{
		Status: check.Fail, Measured: strings.Repeat("ắ", 300), Allowed: "dài " + strings.Repeat("rất ", 80),
		Excerpt: strings.Repeat("a\u0302", 200) + " x", Message: "Sai.",
	})
	for _, width := range []int{40, 80, 100} {
		var b bytes.Buffer
		if err := report.Text(&b, r, report.TextOptions{File: "a.docx", Width: width}); err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(b.String()) {
			if n := utf8.RuneCountInString(strings.ReplaceAll(strings.TrimSuffix(line, "\n"), "\u0302", "")); n > width {
				t.Errorf("%d columns at %d: %s", n, width, line)
			}
		}
		letters := strings.Join(strings.Fields(b.String()), "")
		for _, want := range []string{strings.Repeat("ắ", 300), strings.Repeat("a\u0302", 200), strings.Repeat("rất", 80)} {
			if !strings.Contains(letters, want) {
				t.Errorf("%d columns: %q is not there in whole", width, want)
			}
		}
	}
}

// TestTextColour: colours are there only when asked for, and change no word; what a file says moves no cursor.
func TestTextColour(t *testing.T) {
	r := faulty()
	r.Title = "Kế hoạch \x1b[2J\u202exóa"
	put(r, "SO-1", check.Finding{Status: check.Fail, Message: "x\x1b]0;y\a", Excerpt: "a\tb"})
	write := func(colour bool) string {
		var b bytes.Buffer
		if err := report.Text(&b, r, report.TextOptions{File: "a\x1b[31m.docx", Colour: colour}); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	plain, coloured := write(false), write(true)
	if strings.ContainsAny(plain, "\x1b\a\t\u202e") {
		t.Errorf("a control character: %q", plain)
	}
	ours := regexp.MustCompile("\x1b" + `\[(0|1|1;3[123])m`)
	if !strings.Contains(coloured, "\x1b[1;31m5 điểm sai") || ours.ReplaceAllString(coloured, "") != plain {
		t.Errorf("colours change the text:\n%s", coloured)
	}
	for s, colour := range map[string]*check.Report{"\x1b[1;32mĐúng thể thức\x1b[0m\n": clean(read.DOCX), "\x1b[1;33mChưa đủ dữ liệu": {Pack: "x"}} {
		var b bytes.Buffer
		if err := report.Text(&b, colour, report.TextOptions{File: "a", Colour: true}); err != nil || !strings.Contains(b.String(), s) {
			t.Errorf("no %q in %q (%v)", s, b.String(), err)
		}
	}
}

// TestTextWriter: the writer's error comes back.
func TestTextWriter(t *testing.T) {
	r, w := io.Pipe()
	_ = r.Close()
	if err := report.Text(w, faulty(), report.TextOptions{}); !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("%v", err)
	}
}

// TestJSONTags: every value says what it is, for the OpenAPI component that is made from the types.
func TestJSONTags(t *testing.T) {
	var look func(reflect.Type)
	look = func(typ reflect.Type) {
		for typ.Kind() == reflect.Slice || typ.Kind() == reflect.Pointer {
			typ = typ.Elem()
		}
		if typ.Kind() != reflect.Struct {
			return
		}
		for i := range typ.NumField() {
			f := typ.Field(i)
			if f.Tag.Get("doc") == "" || f.Tag.Get("json") == "" {
				t.Errorf("%s.%s has no doc", typ.Name(), f.Name)
			}
			look(f.Type)
		}
	}
	look(reflect.TypeFor[report.Check]())
}

// TestJSONEmpty: lists are lists, also of nothing.
func TestJSONEmpty(t *testing.T) {
	data, err := report.JSON(&check.Report{})
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Rules, Remarks []json.RawMessage
	}
	if err := json.Unmarshal(data, &got); err != nil || got.Rules == nil || got.Remarks == nil {
		t.Errorf("%v: %s", err, data)
	}
}

// TestJUnitForm: only what the schema of Jenkins (jenkins-junit.xsd) knows, where it knows it, and counts that agree.
func TestJUnitForm(t *testing.T) {
	data, err := report.JUnit(report.File{Name: "a\"<&.docx", Report: faulty()}, report.File{Name: "b.pdf", Report: faultyPDF()})
	if err != nil {
		t.Fatal(err)
	}
	attrs := map[string]string{
		"testsuites": " name tests failures errors ", "testsuite": " name tests failures errors skipped ", "testcase": " classname name ",
		"failure": " message type ", "skipped": " message ",
	}
	parents := map[string]string{"testsuites": "", "testsuite": "testsuites", "testcase": "testsuite", "failure": "testcase", "skipped": "testcase"}
	seen := map[string]int{}
	var open []string
	dec := xml.NewDecoder(bytes.NewReader(data))
	for {
		tok, err := dec.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			name, parent := tok.Name.Local, ""
			if len(open) > 0 {
				parent = open[len(open)-1]
			}
			if want, ok := parents[name]; !ok || want != parent {
				t.Errorf("<%s> in <%s>", name, parent)
			}
			for _, a := range tok.Attr {
				if !strings.Contains(attrs[name], " "+a.Name.Local+" ") {
					t.Errorf("<%s %s>", name, a.Name.Local)
				}
			}
			seen[name]++
			open = append(open, name)
		case xml.EndElement:
			open = open[:len(open)-1]
		}
	}
	if seen["testsuite"] != 2 || seen["testcase"] != 2*len(ruleTable) || seen["failure"] != 5 || !bytes.Contains(data, []byte(`tests="76" failures="5" errors="0"`)) {
		t.Errorf("%v", seen)
	}
}

// TestJUnitPython: another parser than ours reads the same.
func TestJUnitPython(t *testing.T) {
	data, err := report.JUnit(report.File{Name: "a\x01.docx", Report: faulty()})
	if err != nil {
		t.Fatal(err)
	}
	const script = `import sys, xml.etree.ElementTree as e
s = e.parse(sys.stdin.buffer).getroot().find("testsuite")
c = s.findall("testcase")
assert int(s.get("tests")) == len(c) and int(s.get("failures")) == len(s.findall("testcase/failure")) and int(s.get("skipped")) == len(s.findall("testcase/skipped")), s.attrib
f = [x.find("failure") for x in c if x.get("name") == "ND-1 Lời văn"][0]
assert f.get("type") == "violation" and "đoạn 12" in f.text and '<giữ nguyên> & "đủ"' in f.text, f.text`
	cmd := exec.CommandContext(t.Context(), referee.Tool(t, "python3"), "-c", script)
	cmd.Stdin = bytes.NewReader(data)
	cmd.Env = append(cmd.Environ(), "PYTHONUTF8=1")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}
