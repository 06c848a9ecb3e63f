package intake_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"vanban/intake"
	readdocx "vanban/read/docx"
	"vanban/render"
	"vanban/render/docx"
)

// printed returns the paragraphs of the DOCX made of a JSON, without its embedded copy, and the file.
func printed(t testing.TB, data []byte) (file []byte, texts []string) {
	t.Helper()
	_, r := service(t)
	built := r.Catalog().Build(data)
	if built.Doc == nil {
		t.Fatalf("does not build: %+v", built.Problems)
	}
	file, err := docx.New().Write(built.Doc, built.Sheet)
	if err != nil {
		t.Fatal(err)
	}
	src, err := readdocx.Read(context.Background(), file)
	if err != nil {
		t.Fatal(err)
	}
	return file, slices.Collect(intake.Texts(src))
}

// TestSamples reads the DOCX of every sample, the JSON in it taken out: the nodes are those of the sample, nothing is lost, and what is
// printed of them are the same words.
func TestSamples(t *testing.T) {
	equal, all := 0, 0
	for name, data := range samples(t) {
		t.Run(name, func(t *testing.T) {
			file, texts := printed(t, data)
			res := importFile(t, file, intake.Hint{})
			for _, n := range res.Notes {
				if n.Lost || n.Code == "problem" || n.Code == "option_not_kept" {
					t.Errorf("note %s %q %+v: %s", n.Code, n.Text, n.Place, n.Message)
				}
			}
			want, got := nodes(t, decode(t, data)), nodes(t, decode(t, res.JSON))
			n, missing, extra := common(want, got, exactly)
			equal += n
			all += max(len(want), len(got))
			for _, n := range missing {
				t.Logf("missing %s", n)
			}
			for _, n := range extra {
				t.Logf("extra   %s", n)
			}
			if _, again := printed(t, res.JSON); words(again) != words(texts) {
				t.Errorf("printed again, it reads otherwise:%s", firstDifference(texts, again))
			}
		})
	}
	share := 100 * float64(equal) / float64(all)
	t.Logf("%d of %d nodes equal: %.2f %%", equal, all, share)
	if share < 98 {
		t.Errorf("%.2f %% of the nodes are equal", share)
	}
}

// words joins paragraphs: a title that the form breaks into lines may have been one.
func words(texts []string) string { return strings.Join(strings.Fields(strings.Join(texts, " ")), " ") }

func firstDifference(a, b []string) string {
	x, y := strings.Fields(strings.Join(a, " ")), strings.Fields(strings.Join(b, " "))
	for i := range max(len(x), len(y)) {
		if i >= len(x) || i >= len(y) || x[i] != y[i] {
			return " want " + strings.Join(x[min(i, len(x)):min(i+12, len(x))], " ") + ", got " + strings.Join(y[min(i, len(y)):min(i+12, len(y))], " ")
		}
	}
	return ""
}

// TestOwn reads the DOCX of every sample as it is: the document is the one that it was made from.
func TestOwn(t *testing.T) {
	_, r := service(t)
	for name, data := range samples(t) {
		t.Run(name, func(t *testing.T) {
			made, err := r.Render(context.Background(), data, render.DOCX)
			if err != nil {
				t.Fatal(err)
			}
			res := importFile(t, made.Files[0], intake.Hint{})
			if res.Embedded != intake.Same || len(res.Changes) > 0 {
				t.Errorf("%s, %d changes", res.Embedded, len(res.Changes))
			}
			if want := encoded(t, data); string(res.JSON) != string(want) {
				t.Errorf("the JSON differs: %s", firstDifference(strings.Split(string(want), "\n"), strings.Split(string(res.JSON), "\n")))
			}
		})
	}
}
