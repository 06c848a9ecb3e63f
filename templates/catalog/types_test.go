package catalog_test

import (
	"encoding/json"
	"io/fs"
	"slices"
	"testing"

	"vanban/templates/parts"
	"vanban/thethuc"
)

// TestTypesAgreeWithTheLaw: what a definition says of its type is what files are checked by.
func TestTypesAgreeWithTheLaw(t *testing.T) {
	law := thethuc.ND30().Limits()
	kinds, last := append(parts.Kinds(), parts.AwardKinds()...), -1
	for _, typ := range newCatalog(t).Types() {
		at := slices.Index(kinds, typ.Kind)
		if at <= last {
			t.Errorf("%s stands out of the order of Điều 7", typ.Slug)
		}
		last = at
		if typ.Certificate {
			continue // none of Điều 7, and never checked by its form
		}
		need := parts.Unusual
		switch {
		case slices.Contains(law.MustAddress, typ.Slug):
			need = parts.Required
		case slices.Contains(law.MayAddress, typ.Slug):
			need = parts.Optional
		}
		if typ.Needs.Salutation != need {
			t.Errorf("%s: Kính gửi is %d, the rules say %d", typ.Slug, typ.Needs.Salutation, need)
		}
		if typ.Untitled != slices.Contains(law.Untitled, typ.Slug) {
			t.Errorf("%s: untitled %t", typ.Slug, typ.Untitled)
		}
		if (typ.Enacting != "") != slices.Contains(law.Ordering, typ.Slug) {
			t.Errorf("%s: enacting %q", typ.Slug, typ.Enacting)
		}
	}
}

// TestSamplesOfTypes: every type has samples, which are of it.
func TestSamplesOfTypes(t *testing.T) {
	for _, typ := range newCatalog(t).Types() {
		names, err := fs.Glob(typ.Samples, "*.json")
		if err != nil || len(names) == 0 {
			t.Errorf("%s: samples %v, %v", typ.Slug, names, err)
		}
		for _, name := range names {
			data, err := fs.ReadFile(typ.Samples, name)
			if err != nil {
				t.Fatal(err)
			}
			var of struct{ Type string }
			if err := json.Unmarshal(data, &of); err != nil || of.Type != typ.Slug {
				t.Errorf("%s of %s is %q (%v)", name, typ.Slug, of.Type, err)
			}
		}
	}
}
