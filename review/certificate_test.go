package review_test

import (
	"os"
	"path/filepath"
	"testing"

	"vanban/render"
)

// TestCertificates: a giấy khen or bằng khen is refused whatever it comes as, also one that is printed on a blank; the decree has nothing
// to say of it.
func TestCertificates(t *testing.T) {
	r, s := service(t)
	files, err := filepath.Glob("../templates/khenthuong/samples/*.json")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		res, err := r.Render(t.Context(), data, render.DOCX, render.PDF)
		if err != nil || len(res.Files) != 2 {
			t.Fatalf("%s: %v %+v", f, err, res)
		}
		for how, file := range map[string][]byte{"JSON": data, "DOCX": res.Files[0], "PDF": res.Files[1], "faulty JSON": []byte(`{"type":"bang-khen","x":1}`)} {
			res, err := s.Check(t.Context(), file)
			if err != nil || res.Report != nil || len(res.Problems) != 1 || res.Problems[0].Code != "file_certificate" {
				t.Errorf("%s as %s: %v %+v", f, how, err, res)
			}
		}
	}
}
