package batch

import (
	"io/fs"
	"path"
	"strings"
	"testing"
)

func TestNamesOfFiles(t *testing.T) {
	for _, c := range []struct{ words, want string }{
		{"Giấy khen 2026", "Giấy khen 2026"},
		{"Giấy", "Giấy"}, // decomposed
		{"../../etc/passwd", "etc-passwd"},
		{`a\b:c*d?"<>|`, "a-bcd"},
		{"CON", "- CON"},
		{"aux.thêm", "- aux.thêm"},
		{"com1", "- com1"},
		{"Công", "Công"},
		{"", ""},
		{" . ", ""},
		{"x\x00y\u202ez", "x yz"},
	} {
		got := fileName(c.words)
		if got != c.want {
			t.Errorf("%q: %q, not %q", c.words, got, c.want)
		}
		if name := entryStem(7, 1200, got) + ".pdf"; !fs.ValidPath(name) || path.Base(name) != name || strings.Contains(name, "..") || !strings.HasPrefix(name, "0007") {
			t.Errorf("%q", name)
		}
	}
	n := namer{}
	for _, want := range []string{"A.pdf", "a (2).pdf", "A (3).pdf"} {
		stem, _, _ := strings.Cut(strings.TrimSuffix(want, ".pdf"), " (")
		if got := n.unique(stem, ".pdf"); got != want {
			t.Errorf("%q, not %q", got, want)
		}
	}
}
