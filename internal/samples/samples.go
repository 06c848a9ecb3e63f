// Package samples finds the sample documents of the repository and renders
// them. It is the one place where the test tooling meets the product; it holds
// no documents itself: they stand in templates/*/samples and testdata/features.
package samples

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"vanban/internal/referee"
	"vanban/render"
)

// Sample is the JSON of one document.
type Sample struct {
	Name string // folder and file without ending, such as "kehoach/ubnd-dak-ha-2023"; unique
	Path string // from the root of the module, with slashes
	JSON []byte
}

// All returns every sample, sorted by path. A folder without any fails: a test
// over no samples would pass and show nothing.
func All(t referee.T) []Sample {
	t.Helper()
	root := referee.Root(t)
	var all []Sample
	seen := map[string]string{}
	for _, pattern := range []string{"templates/*/samples/*.json", "testdata/features/*.json"} {
		paths, err := filepath.Glob(filepath.Join(root, filepath.FromSlash(pattern)))
		if err != nil || len(paths) == 0 {
			t.Fatalf("no samples match %s (%v)", pattern, err)
		}
		for _, path := range paths {
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatalf("sample: %v", err)
			}
			rel, err := filepath.Rel(root, path)
			if err != nil {
				t.Fatalf("sample: %v", err)
			}
			s := Sample{Path: filepath.ToSlash(rel), JSON: data}
			parts := strings.Split(strings.TrimSuffix(s.Path, ".json"), "/")
			s.Name = parts[1] + "/" + parts[len(parts)-1]
			if other := seen[s.Name]; other != "" {
				t.Fatalf("samples %s and %s share the name %q", other, s.Path, s.Name)
			}
			seen[s.Name] = s.Path
			all = append(all, s)
		}
	}
	return all
}

// OnPlate reports whether the sample is a certificate: no văn bản hành chính of Nghị định 30/2020/NĐ-CP, so that its form is not checked,
// it is not read back from a file, and it has no pages of running text.
func (s *Sample) OnPlate() bool {
	return bytes.Contains(s.JSON, []byte(`"type": "giay-khen"`)) || bytes.Contains(s.JSON, []byte(`"type": "bang-khen"`))
}

// Documents returns the samples that are văn bản hành chính: all but certificates.
func Documents(t referee.T) []Sample {
	t.Helper()
	return slices.DeleteFunc(All(t), func(s Sample) bool { return s.OnPlate() })
}

var service = sync.OnceValues(func() (*render.Service, error) { return render.New(render.Options{}) })

// Render writes a document both ways with the settings of the service. Problems that keep it from being written are an
// error here: a sample has none.
func Render(json []byte) (docx, pdf []byte, err error) {
	s, err := service()
	if err != nil {
		return nil, nil, err
	}
	res, err := s.Render(context.Background(), json, render.DOCX, render.PDF)
	if err != nil {
		return nil, nil, err
	}
	if res.Problems.Fatal() {
		return nil, nil, fmt.Errorf("%+v", res.Problems)
	}
	return res.Files[0], res.Files[1], nil
}
