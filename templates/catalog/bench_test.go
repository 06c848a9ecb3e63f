package catalog_test

import (
	"os"
	"testing"

	"vanban/templates/contract"
)

const plan = "../kehoach/samples/ubnd-dak-ha-2023.json"

// BenchmarkBuild builds the tree of the Đắk Hà plan, decoded before; BenchmarkDecodeAndBuild starts from its JSON.
func BenchmarkBuild(b *testing.B) {
	data, err := os.ReadFile(plan)
	if err != nil {
		b.Fatal(err)
	}
	doc, problems := contract.Decode(data, contract.Limits{})
	if problems.Fatal() {
		b.Fatal(problems)
	}
	c := newCatalog(b)
	b.ReportAllocs()
	for b.Loop() {
		c.BuildDocument(doc)
	}
}

func BenchmarkDecodeAndBuild(b *testing.B) {
	data, err := os.ReadFile(plan)
	if err != nil {
		b.Fatal(err)
	}
	c := newCatalog(b)
	b.ReportAllocs()
	for b.Loop() {
		if built := c.Build(data); built.Doc == nil {
			b.Fatal(built.Problems)
		}
	}
}
