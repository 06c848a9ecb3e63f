package repair_test

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"vanban/check"
	"vanban/document"
	"vanban/fonts"
	"vanban/intake"
	"vanban/read/docx"
	"vanban/render"
	"vanban/repair"
	"vanban/thethuc"
)

var services = sync.OnceValues(func() (*render.Service, error) { return render.New(render.Options{}) })

// checker judges files by the rules as the command does.
func checker(t testing.TB) repair.Checker {
	t.Helper()
	set, err := fonts.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	c := check.New(thethuc.ND30(), set)
	return func(ctx context.Context, file []byte) (*check.Report, error) {
		src, err := docx.Read(ctx, file)
		if err != nil {
			return nil, err
		}
		return c.Check(ctx, src)
	}
}

func repairFile(t testing.TB, file []byte) *repair.Outcome {
	t.Helper()
	r, err := services()
	if err != nil {
		t.Fatal(err)
	}
	in, err := intake.New(r)
	if err != nil {
		t.Fatal(err)
	}
	out, err := repair.New(in, r, checker(t)).Do(context.Background(), file, intake.Hint{})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// made returns the DOCX of a sample without its JSON, with its parts changed.
func made(t testing.TB, sample string, change func(part, content string) string) []byte {
	t.Helper()
	r, err := services()
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(sample)
	if err != nil {
		t.Fatal(err)
	}
	res, err := r.Render(context.Background(), data, render.DOCX)
	if err != nil || len(res.Files) == 0 {
		t.Fatal(err, res)
	}
	z, err := zip.NewReader(bytes.NewReader(res.Files[0]), int64(len(res.Files[0])))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range z.File {
		rc, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(rc)
		if err != nil {
			t.Fatal(err)
		}
		if f.Name == "customXml/item1.xml" {
			content = []byte(`<document xmlns="urn:vanban:contract:v1"/>`)
		}
		p, err := w.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := p.Write([]byte(change(f.Name, string(content)))); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

const (
	plan     = "../templates/kehoach/samples/ubnd-dak-ha-2023.json"
	decision = "../templates/quyetdinh/samples/quyet-dinh-truc-tiep.json"
)

func textOf(t testing.TB, file []byte) string {
	t.Helper()
	src, err := docx.Read(context.Background(), file)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(slices.Collect(intake.Texts(src)), "\n")
}

func replaceIn(part string, pairs ...string) func(string, string) string {
	return func(name, content string) string {
		if name != part {
			return content
		}
		return strings.NewReplacer(pairs...).Replace(content)
	}
}

// TestForm repairs files with one fault of form each: the rule is kept afterwards, and the text is the same.
func TestForm(t *testing.T) {
	for _, c := range []struct {
		name, sample, rule string
		change             func(part, content string) string
	}{
		{"left margin", plan, "PAGE-4", replaceIn("word/document.xml", `w:left="1701"`, `w:left="1134"`)},
		{"font", decision, "FONT-1", replaceIn("word/styles.xml", "Times New Roman", "Arial")},
		{"page size", plan, "PAGE-1", replaceIn("word/document.xml", `w:w="11906" w:h="16838"`, `w:w="12240" w:h="15840"`)},
		{"nothing", plan, "", func(_, content string) string { return content }},
	} {
		t.Run(c.name, func(t *testing.T) {
			file := made(t, c.sample, c.change)
			out := repairFile(t, file)
			if out.File == nil {
				t.Fatalf("no file: %+v", out.Problems)
			}
			// A title that the form broke into lines is a title of lines then.
			if got, want := strings.Fields(textOf(t, out.File)), strings.Fields(textOf(t, file)); !slices.Equal(got, want) {
				t.Errorf("the text has changed:\n%s\n---\n%s", strings.Join(got, " "), strings.Join(want, " "))
			}
			rules := ""
			for _, change := range out.Changes {
				if change.Kind != repair.Form {
					t.Errorf("%+v", change)
				}
				rules += change.Rule
			}
			if rules != c.rule {
				t.Errorf("rules kept now: %q; before %v, after %v", rules, failed(out.Before), failed(out.After))
			}
		})
	}
}

func failed(r *check.Report) (ids []string) {
	for _, res := range r.Results {
		if res.Status == check.Fail {
			ids = append(ids, res.Rule.ID)
		}
	}
	return ids
}

// TestBlanks asks that number and day that were left to be filled in by hand stay blank.
func TestBlanks(t *testing.T) {
	out := repairFile(t, made(t, plan, func(_, content string) string { return content }))
	if out.File == nil {
		t.Fatalf("no file: %+v", out.Problems)
	}
	text := textOf(t, out.File)
	for _, want := range []string{`Số:[\s\x{a0}]+/KH-UBND`, `Đắk Hà, ngày[\s\x{a0}]+tháng 01 năm 2023`} {
		if !regexp.MustCompile(want).MatchString(text) {
			t.Errorf("%s is not in the new file", want)
		}
	}
}

// TestSupplied asks that what the form adds to the text is told.
func TestSupplied(t *testing.T) {
	out := repairFile(t, made(t, decision, replaceIn("word/document.xml", "- Như Điều 5;", "- Như Điều 5")))
	if out.File == nil {
		t.Fatalf("no file: %+v", out.Problems)
	}
	if !slices.Contains(out.Changes, repair.Change{Kind: repair.Text, Before: "- Như Điều 5", After: "- Như Điều 5;"}) {
		t.Errorf("changes %+v", out.Changes)
	}
}

// TestRefused asks that nothing is made where text would be lost.
func TestRefused(t *testing.T) {
	for name, c := range map[string]struct{ file, code string }{
		"type":  {"BIÊN BẢN\nHọp giao ban\nHôm nay, cơ quan họp giao ban./.\nTHƯ KÝ\nNguyễn Văn A\n", "type_not_rendered"},
		"parts": {"KẾ HOẠCH\nCông tác năm 2026\nI. MỤC ĐÍCH\nMột.\n", "required"},
	} {
		t.Run(name, func(t *testing.T) {
			out := repairFile(t, []byte(c.file))
			if out.File != nil || !slices.ContainsFunc(out.Problems, func(p document.Problem) bool { return p.Code == c.code }) {
				t.Errorf("%d bytes, problems %+v", len(out.File), out.Problems)
			}
		})
	}
}

// TestSigned asks that "(Đã ký)" does not keep a file from being made anew, and is told of.
func TestSigned(t *testing.T) {
	out := repairFile(t, made(t, plan, replaceIn("word/document.xml", "Hà Tiến", "(Đã ký) Hà Tiến")))
	if out.File == nil {
		t.Fatalf("no file: %+v", out.Problems)
	}
	if text := textOf(t, out.File); !strings.Contains(text, "Hà Tiến") || strings.Contains(text, "Đã ký") {
		t.Errorf("the new file has %q", text)
	}
	if !slices.ContainsFunc(out.Notes, func(n intake.Note) bool { return n.Code == "signing_mark" && n.Text == "(Đã ký)" }) {
		t.Errorf("notes %+v", out.Notes)
	}
}
