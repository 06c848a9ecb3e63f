package catalog_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"vanban/fonts"
	"vanban/templates/catalog"
	"vanban/thethuc"
)

func newCatalog(t testing.TB) *catalog.Catalog {
	t.Helper()
	set, err := fonts.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	c, err := catalog.New(thethuc.ND30(), set, catalog.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// sampleFiles returns the paths of all samples.
func sampleFiles(t testing.TB) (inputs []string) {
	t.Helper()
	for _, pattern := range []string{"../*/samples/*.json", "../../testdata/features/*.json"} {
		list, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		inputs = append(inputs, list...)
	}
	if len(inputs) == 0 {
		t.Fatal("no samples found")
	}
	return inputs
}

// TestGolden builds every sample and compares the tree. UPDATE_GOLDEN=1 rewrites; a missing or an orphan golden fails.
func TestGolden(t *testing.T) {
	c := newCatalog(t)
	update := os.Getenv("UPDATE_GOLDEN") != ""
	wanted := map[string]bool{}
	for _, input := range sampleFiles(t) {
		name := strings.TrimSuffix(filepath.Base(input), ".json")
		golden := filepath.Join("testdata", name+".tree")
		wanted[golden] = true
		t.Run(name, func(t *testing.T) {
			data, err := os.ReadFile(input)
			if err != nil {
				t.Fatal(err)
			}
			built := c.Build(data)
			if built.Problems.Fatal() {
				t.Errorf("%s does not build: %+v", input, built.Problems)
			}
			got := dump(built.Doc, built.Sheet, built.Problems)
			if update {
				if err := os.MkdirAll("testdata", 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatalf("%v (UPDATE_GOLDEN=1 writes it)", err)
			}
			if got != string(want) {
				t.Errorf("tree of %s changed:\n%s", input, firstDifference(string(want), got))
			}
		})
	}
	have, err := filepath.Glob("testdata/*.tree")
	if err != nil {
		t.Fatal(err)
	}
	for _, golden := range have {
		if wanted[golden] {
			continue
		}
		if !update {
			t.Errorf("%s has no sample", golden)
		} else if err := os.Remove(golden); err != nil {
			t.Error(err)
		}
	}
}

func firstDifference(want, got string) string {
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range max(len(w), len(g)) {
		line := func(list []string) string {
			if i < len(list) {
				return list[i]
			}
			return "(end)"
		}
		if line(w) != line(g) {
			return "want " + line(w) + "\ngot  " + line(g)
		}
	}
	return "no difference"
}
