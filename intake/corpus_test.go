package intake_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"vanban/intake"
)

// TestCorpus imports real files of offices where they stand beside the repository: nothing is lost, and the JSON decodes.
func TestCorpus(t *testing.T) {
	files, err := filepath.Glob("../../shared/corpus/*.*")
	if err != nil {
		t.Fatal(err)
	}
	seeds, err := filepath.Glob("../../shared/seeds/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	if files = append(files, seeds...); len(files) == 0 {
		t.Skip("no corpus beside the repository")
	}
	for _, file := range files {
		if strings.HasSuffix(file, ".md") {
			continue
		}
		t.Run(filepath.Base(file), func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			start := time.Now()
			res := importFile(t, data, intake.Hint{})
			doc := decode(t, res.JSON)
			lost := 0
			for _, n := range res.Notes {
				if n.Lost {
					lost++
				}
				t.Logf("note %s %s %.120q %+v: %s", n.Code, n.Pointer, n.Text, n.Place, n.Message)
			}
			t.Logf("%s, %d nodes, %d notes, %d with text; %s", doc.Type, len(doc.Body), len(res.Notes), lost, time.Since(start).Round(time.Millisecond))
			kept(t, res)
		})
	}
}
