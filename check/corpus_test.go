package check_test

import (
	"os"
	"path/filepath"
	"testing"

	"vanban/check"
	"vanban/internal/referee"
	"vanban/read/docx"
)

// TestCorpus judges files of others, where they are: whatever stands in them, there is a report in which every fault is told in full.
func TestCorpus(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(referee.Root(t), "..", "shared", "corpus", "*.docx"))
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Skip("no corpus beside the repository")
	}
	c := newChecker(t)
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		m, err := docx.Read(t.Context(), data)
		if err != nil {
			t.Errorf("%s: %v", filepath.Base(file), err)
			continue
		}
		r, err := c.Check(t.Context(), m)
		if err != nil {
			t.Fatal(err)
		}
		inForm(t, r)
		for i := range r.Results {
			if r.Results[i].Status >= check.NeedsReview {
				t.Logf("%s (%s):", filepath.Base(file), r.Kind)
				log(t, &r.Results[i])
			}
		}
	}
}
