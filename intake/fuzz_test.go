package intake_test

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"unicode"

	"vanban/intake"
	"vanban/read"
	"vanban/templates/contract"
)

// FuzzImport reads anything: what is no document is refused, and of all else every character is in the JSON or in a note, and the JSON
// decodes.
func FuzzImport(f *testing.F) {
	f.Add([]byte("KẾ HOẠCH\nCông tác năm 2026\n\nI. MỤC ĐÍCH\n1. Một\na) Hai\n- Ba\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n"))
	f.Add([]byte("Số: 1/QĐ-X\nngày 31 tháng 2 năm 2026\nQUYẾT ĐỊNH:\nĐiều 1. A\nĐiều 3. B\n1. C\n1. D\n"))
	f.Add([]byte("A\tB\n1\t2\n\nChương I\nCHUNG\nĐiều 1. X\n\x00\xff"))
	for _, name := range []string{"19-numbering-default", "44-table-header-three-rows", "54-footnote-several", "78-enclosure-regulation"} {
		file, _ := printed(f, samples(f)[name])
		f.Add(file)
		f.Add([]byte(pasted(f, samples(f)[name])))
	}
	s, _ := service(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		res, err := s.Import(context.Background(), data, intake.Hint{})
		var refusal *read.Refusal
		if errors.As(err, &refusal) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		if _, problems := contract.Decode(res.JSON, contract.Limits{}); problems.Fatal() {
			t.Fatalf("the JSON does not decode: %+v", problems)
		}
		if _, err := json.Marshal(res); err != nil {
			t.Fatal(err)
		}
		kept(t, res)
	})
}

// fixed are the words that the form has for parts of which the JSON says only that they are there.
const fixed = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc Số: ngày tháng năm QUYẾT ĐỊNH: Nơi nhận: Kính gửi:"

// kept asks for every letter and digit of the manuscript in the JSON or the notes. Fixed words of the form stand in neither, nor do
// numbers before nodes.
func kept(t *testing.T, res *intake.Result) {
	t.Helper()
	have := map[rune]int{}
	count := func(s string, by int) {
		for _, r := range strings.ToLower(s) {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				have[r] += by
			}
		}
	}
	count(string(res.JSON), 1)
	for _, n := range res.Notes {
		count(n.Text, 1)
	}
	for range 1 + len(res.Document.Enclosures) {
		count(fixed, 1)
		count("Phụ lục QUY CHẾ DANH SÁCH", 1)
	}
	for s := range intake.Texts(res.Manuscript) {
		count(s, -1)
	}
	missing := 0
	for _, n := range have {
		missing += max(0, -n)
	}
	if nodes := strings.Count(string(res.JSON), "\n"); missing > 40+8*nodes {
		t.Errorf("%d letters of %d nodes are nowhere", missing, nodes)
	}
}
