package anatomy_test

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"vanban/internal/referee"
	"vanban/read"
	"vanban/read/anatomy"
	"vanban/read/docx"
	"vanban/read/text"
	"vanban/templates/contract"
)

// flat is a node with its depth.
type flat struct {
	kind  anatomy.NodeKind
	depth int
	text  string
}

func flatFound(nodes []*anatomy.Node, depth int) (out []flat) {
	for _, n := range nodes {
		f := flat{kind: n.Kind, depth: depth}
		if n.Line != nil {
			f.text = n.Line.Text()
		}
		out = append(out, f)
		out = append(out, flatFound(n.Children, depth+1)...)
	}
	return out
}

func flatWanted(nodes []contract.Node, depth int) (out []flat) {
	kinds := map[contract.NodeKind]anatomy.NodeKind{
		contract.ParagraphNode: anatomy.Paragraph, contract.HeadingNode: anatomy.Heading, contract.ItemNode: anatomy.Item,
		contract.BulletNode: anatomy.Bullet, contract.TableNode: anatomy.Table, contract.LabelValueNode: anatomy.LabelValue,
	}
	for i := range nodes {
		n := &nodes[i]
		f := flat{kind: kinds[n.Kind], depth: depth}
		for _, r := range n.Text.Runs {
			f.text += r.Text
		}
		out = append(out, f)
		out = append(out, flatWanted(n.Body, depth+1)...)
	}
	return out
}

// alike compares two texts letter by letter without marks, and lets a scan have one letter in eight wrong.
func alike(a, b string) bool {
	a, b = letters(a), letters(b)
	if a == b {
		return true
	}
	if len(a) < 8 || len(b) < 8 {
		return false
	}
	pairs := map[string]int{}
	for i := range len(a) - 1 {
		pairs[a[i:i+2]]++
	}
	same := 0
	for i := range len(b) - 1 {
		if pairs[b[i:i+2]] > 0 {
			pairs[b[i:i+2]]--
			same++
		}
	}
	return 2*same*100 >= 88*(len(a)+len(b)-2)
}

func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, anatomy.Fold(s))
}

// matching returns how many nodes stand in both lists in the same order.
func matching(want, got []flat, report func(flat)) int {
	table := make([][]int, len(want)+1)
	for i := range table {
		table[i] = make([]int, len(got)+1)
	}
	same := func(i, j int) bool {
		return want[i].kind == got[j].kind && want[i].depth == got[j].depth && alike(want[i].text, got[j].text)
	}
	for i := len(want) - 1; i >= 0; i-- {
		for j := len(got) - 1; j >= 0; j-- {
			table[i][j] = max(table[i+1][j], table[i][j+1])
			if same(i, j) {
				table[i][j] = max(table[i][j], 1+table[i+1][j+1])
			}
		}
	}
	for i, j := 0, 0; i < len(want); {
		switch {
		case j < len(got) && same(i, j) && table[i][j] == 1+table[i+1][j+1]:
			i, j = i+1, j+1
		case j < len(got) && table[i][j+1] >= table[i+1][j]:
			j++
		default:
			report(want[i])
			i++
		}
	}
	return table[0][0]
}

func readShared(t *testing.T, path string) *read.Manuscript {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	reader := text.Plain
	if filepath.Ext(path) == ".docx" {
		reader = docx.Read
	}
	m, err := reader(context.Background(), data)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// The whole plans among the seeds come out as their samples have them. (The articles' samples were built from what they tell.)
func TestSeeds(t *testing.T) {
	root := referee.Root(t)
	seeds := filepath.Join(root, "../shared/seeds")
	if _, err := os.Stat(seeds); err != nil {
		t.Skip("no ../shared/seeds")
	}
	total, found := 0, 0
	for seed, sample := range map[string]string{
		"ke-hoach-so-gddt-dak-nong.txt": "so-gddt-dak-nong.json", "ke-hoach-tand-dak-lak-2024.txt": "tand-dak-lak-2024.json",
		"ke-hoach-ubnd-dak-ha-2023.txt": "ubnd-dak-ha-2023.json",
	} {
		data, err := os.ReadFile(filepath.Join(root, "templates/kehoach/samples", sample))
		if err != nil {
			t.Fatal(err)
		}
		doc, problems := contract.Decode(data, contract.Limits{})
		if problems.Fatal() || !json.Valid(data) {
			t.Fatal(problems)
		}
		want := flatWanted(doc.Body, 1)
		d := analyze(t, readShared(t, filepath.Join(seeds, seed)))
		n := matching(want, flatFound(d.Body, 1), func(f flat) { t.Logf("%s: %v %d %.100s", seed, f.kind, f.depth, f.text) })
		t.Logf("%s: %d of %d nodes", seed, n, len(want))
		total, found = total+len(want), found+n
	}
	if found*100 < total*98 {
		t.Errorf("%d of %d nodes, want 98 %%", found, total)
	}
}

// Whatever strangers' files hold, no paragraph is lost; PRINT=1 shows what was found in them.
func TestSharedFiles(t *testing.T) {
	root := referee.Root(t)
	var paths []string
	for _, pattern := range []string{"../shared/seeds/*.txt", "../shared/corpus/*.docx", "../shared/corpus/*.txt"} {
		list, err := filepath.Glob(filepath.Join(root, pattern))
		if err != nil {
			t.Fatal(err)
		}
		paths = append(paths, list...)
	}
	if len(paths) == 0 {
		t.Skip("no ../shared")
	}
	for _, path := range paths {
		t.Run(filepath.Base(path), func(t *testing.T) {
			d := analyze(t, readShared(t, path))
			if os.Getenv("PRINT") != "" {
				t.Log("\n" + outline(d))
			}
		})
	}
}
