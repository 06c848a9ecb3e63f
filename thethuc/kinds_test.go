package thethuc_test

import (
	"strings"
	"testing"

	"vanban/thethuc"
)

func TestKinds(t *testing.T) {
	if n := len(thethuc.Kinds()); n != 29 {
		t.Errorf("%d kinds, Điều 7 has 29", n)
	}
	seen := map[string]bool{}
	for _, k := range append(thethuc.Kinds(), thethuc.EnclosedKinds()...) {
		if strings.ToUpper(k.Title) != k.Name || k.Cite == "" || seen[k.Slug] {
			t.Errorf("%+v", k)
		}
		seen[k.Slug] = true
	}
	if k, ok := thethuc.KindOf("dieu-le"); !ok || k.Name != "ĐIỀU LỆ" {
		t.Errorf("%+v %v", k, ok)
	}
}
