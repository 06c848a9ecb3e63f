package intake_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"vanban/intake"
	"vanban/read/viet"
	"vanban/templates/contract"
)

// TestSeeds compares what is read from the seed texts with the samples that were made of them by hand. What a sample's README says was
// filled in, built or left out is not looked at: it stands nowhere in the text, or in another shape.
func TestSeeds(t *testing.T) {
	letterhead := []string{"parent 0 ", "organ 0 ", "code 0 ", "date 0 "}
	ending := []string{"recipient 0 ", "signer"}
	for _, c := range []struct {
		seed, sample string
		filled       []string // beginnings of the nodes
		corrected    []string // of the source, each with what the sample has instead
		want         func([]node) []node
		same         func(a, b node) bool
	}{
		{seed: "ke-hoach-ubnd-dak-ha-2023", sample: "kehoach/samples/ubnd-dak-ha-2023", filled: []string{"organ 0 "}, same: exactly},
		{
			seed: "ke-hoach-so-gddt-dak-nong", sample: "kehoach/samples/so-gddt-dak-nong", filled: letterhead, same: exactly,
			corrected: []string{"e) Giữ vững", "đ) Giữ vững", "Lưu VP", "Lưu: VT, VP"},
		},
		{
			seed: "ke-hoach-tand-dak-lak-2024", sample: "kehoach/samples/tand-dak-lak-2024",
			filled: append(letterhead, ending...), same: scanned, // the sample has the errors of the scan corrected
		},
		{
			// The article has the sentences of the plan and none of its parts: titles and numbers are the sample's own.
			seed: "ke-hoach-tand-cao-bang-2020-2025-bai-viet", sample: "kehoach/samples/tand-cao-bang-2020-2025",
			filled: append(append(letterhead, ending...), "heading", "subject", "type"), same: worded,
			corrected: []string{"Kế hoạch số 36/KH-TĐKT ngày 04/8/2020 của Tòa án nhân dân tỉnh Cao Bằng đã xây dựng tiêu chí cụ thể cho từng mô hình.", ""},
		},
		{
			// Of the decision the article says only that there is one; the six contents of its plan stand under a title in the sample.
			seed: "quyet-dinh-551-tandtc-2024-bai-viet", sample: "quyetdinh/samples/qd-551-tandtc-2024", same: scanned,
			filled: append(append(letterhead, ending...), "subject", "type", "authority", "base", "paragraph 1 Ngày 28/12/2023"), want: sixContents,
			corrected: []string{"Theo đó, Kế hoạch", "Kế hoạch", "sẽ có 06 nội dung", "có 06 nội dung"},
		},
	} {
		t.Run(c.seed, func(t *testing.T) {
			sample := decode(t, readFile(t, "../templates/"+c.sample+".json"))
			res := importFile(t, seed(t, c.seed), intake.Hint{})
			got := without(nodes(t, printable(decode(t, res.JSON))), c.filled)
			for i := range got {
				got[i].text = strings.TrimSpace(strings.NewReplacer(c.corrected...).Replace(got[i].text))
			}
			want := without(nodes(t, sample), c.filled)
			if c.want != nil {
				want = c.want(want)
			}
			equal, missing, extra := common(want, got, c.same)
			share := 100 * float64(equal) / float64(max(len(want), len(got)))
			t.Logf("%d of %d nodes equal: %.1f %%", equal, max(len(want), len(got)), share)
			for _, n := range missing {
				t.Logf("missing %s", n)
			}
			for _, n := range extra {
				t.Logf("extra   %s", n)
			}
			if share < 98 {
				t.Errorf("%.1f %% of nodes are equal", share)
			}
		})
	}
}

// scanned takes two nodes for one when their texts are but for a tenth of the letters: marks and numbers that a scan read wrongly.
func scanned(a, b node) bool { return a.kind == b.kind && a.level == b.level && worded(a, b) }

// worded compares texts alone.
func worded(a, b node) bool { return viet.Similar(a.text, b.text) >= 0.9 }

// sixContents returns the nodes under the first title of the plan that comes with the decision, one level higher.
func sixContents(list []node) []node {
	var out []node
	inside := false
	for _, n := range list {
		if n.kind == "heading" && n.level == 1 {
			inside = strings.HasPrefix(n.text, "I. NỘI DUNG TRỌNG TÂM")
			continue
		}
		if inside {
			n.level--
			out = append(out, n)
		}
	}
	return out
}

// seed returns one of the texts that the samples were made of; they are no part of the repository.
func seed(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("../../shared/seeds", name+".txt"))
	if os.IsNotExist(err) {
		t.Skip("no seeds beside the repository")
	}
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// printable fills in what the text lacks and the form asks for, so that the document can be printed, with what no sample has.
func printable(d *contract.Document) *contract.Document {
	const lacking = "KHÔNG CÓ TRONG VĂN BẢN"
	if d.Organ == nil && d.Organs == nil {
		d.Organ = &contract.Organ{Name: contract.Lines{lacking}}
	}
	if d.Code.Notation == "" {
		d.Code.Notation = "KHONG-CO"
	}
	if len(d.Subject) == 0 {
		d.Subject = contract.Lines{lacking}
	}
	if d.Signer == nil && d.Signers == nil {
		d.Signer = &contract.Signer{Position: contract.Lines{lacking}}
	}
	if len(d.Recipients) == 0 {
		d.Recipients = contract.PlainList(lacking)
	}
	if d.Type == "quyet-dinh" && len(d.Authority) == 0 {
		d.Authority = contract.Lines{lacking}
	}
	if d.Type == "quyet-dinh" && len(d.Bases) == 0 {
		d.Bases = contract.PlainList(lacking)
	}
	return d
}

// without leaves out the nodes that begin with one of the words.
func without(list []node, begins []string) []node {
	out := list[:0:0]
	for _, n := range list {
		keep := true
		for _, s := range begins {
			keep = keep && !strings.HasPrefix(n.String(), s)
		}
		if keep {
			out = append(out, n)
		}
	}
	return out
}
