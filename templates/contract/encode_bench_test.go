package contract_test

import (
	"fmt"
	"testing"

	"github.com/go-json-experiment/json/jsontext"

	"vanban/templates/contract"
)

func BenchmarkEncode(b *testing.B) {
	plan, _ := contract.Decode(inputs(b)["../kehoach/samples/ubnd-dak-ha-2023.json"], contract.Limits{})
	var rows []contract.TableRow
	for i := range 5000 {
		rows = append(rows, contract.Row(fmt.Sprint(i+1), "Nguyễn Văn An", "Phòng Nội vụ", "Lao động tiên tiến"))
	}
	table := &contract.Document{Body: []contract.Node{contract.TableOf(contract.Table{Rows: rows})}}
	for _, c := range []struct {
		name   string
		doc    *contract.Document
		encode func(*contract.Document) ([]byte, error)
	}{
		{"plan", plan, contract.Encode},
		{"plan, indented", plan, contract.EncodeIndent},
		{"20000 cells", table, contract.Encode},
	} {
		b.Run(c.name, func(b *testing.B) {
			out, err := c.encode(c.doc)
			if err != nil {
				b.Fatal(err)
			}
			b.SetBytes(int64(len(out)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := c.encode(c.doc); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	// The yardstick: what quoting the texts alone costs with the library that would be used otherwise.
	b.Run("plan, jsontext quotes only", func(b *testing.B) {
		var texts []string
		plan.EachText(func(_ string, s *string) { texts = append(texts, *s) })
		out, err := contract.Encode(plan)
		if err != nil {
			b.Fatal(err)
		}
		b.SetBytes(int64(len(out)))
		b.ReportAllocs()
		for b.Loop() {
			buf := make([]byte, 0, len(out))
			for _, s := range texts {
				if buf, err = jsontext.AppendQuote(buf, s); err != nil {
					b.Fatal(err)
				}
			}
		}
	})
}
