package contract_test

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"

	"vanban/templates/contract"
)

func BenchmarkDecode(b *testing.B) {
	plan, err := os.ReadFile("../kehoach/samples/ubnd-dak-ha-2023.json")
	if err != nil {
		b.Fatal(err)
	}
	// The yardstick: what reading the tokens alone costs with the library that would be used otherwise.
	b.Run("plan, jsontext tokens only", func(b *testing.B) {
		b.SetBytes(int64(len(plan)))
		b.ReportAllocs()
		for b.Loop() {
			dec := jsontext.NewDecoder(bytes.NewBuffer(plan), jsontext.AllowDuplicateNames(true))
			for {
				if _, err := dec.ReadToken(); err != nil {
					break
				}
			}
		}
	})
	var table strings.Builder
	table.WriteString(`{"type":"ke-hoach","body":[{"table":{"rows":[`)
	for i := range 5000 {
		if i > 0 {
			table.WriteByte(',')
		}
		fmt.Fprintf(&table, `["%d","Nguyễn Văn An","Phòng Nội vụ","Lao động tiên tiến"]`, i+1)
	}
	table.WriteString(`]}}]}`)
	for _, c := range []struct {
		name string
		data []byte
	}{
		{"plan", plan},
		{"20000 cells", []byte(table.String())},
		{"decomposed", bytes.ReplaceAll(plan, []byte("ế"), []byte("e\u0302\u0301"))},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(c.data)))
			b.ReportAllocs()
			for b.Loop() {
				if _, ps := contract.Decode(c.data, contract.Limits{}); ps.Fatal() {
					b.Fatal(ps)
				}
			}
		})
	}
}
