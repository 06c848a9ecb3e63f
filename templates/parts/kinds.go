package parts

import (
	"slices"
	"sync"

	"vanban/thethuc"
)

// Kind is one of the kinds of document that the law names (Điều 7) with its abbreviation (Phụ lục III, Mục I), or one that
// only an enclosure can have.
type Kind = thethuc.Kind

// KindOf returns the kind with a slug: one of the 29 of the law.
func KindOf(slug string) (Kind, bool) {
	kinds := Kinds()
	i := slices.IndexFunc(kinds, func(k Kind) bool { return k.Slug == slug })
	if i < 0 {
		return Kind{}, false
	}
	return kinds[i], true
}

// Kinds returns the 29 kinds in the order of the law.
func Kinds() []Kind { return thethuc.Kinds() }

// EnclosedKinds returns the kinds that only an enclosure can have.
func EnclosedKinds() []Kind { return thethuc.EnclosedKinds() }

// AwardKinds returns the kinds of certificates, which are none of the 29.
func AwardKinds() []Kind { return thethuc.AwardKinds() }

// The schemes of the body: by phần to điểm for texts in Điều, by mục to điểm for all others (PL.I-II.6đ), and the dashes of
// practice below them.
var (
	sectionScheme = []string{"I.", "1.", "a)", "-", "+"}
	clauseScheme  = []string{"1.", "a)", "-", "+"}
	articleScheme = []string{"Điều 1.", "1.", "a)", "-", "+"}
	chapterScheme = []string{"Chương I", "Điều 1.", "1.", "a)", "-", "+"}
)

// SectionScheme is the scheme of texts in mục: kế hoạch, báo cáo, hướng dẫn.
func SectionScheme() []string { return sectionScheme }

// ClauseScheme is the scheme of short texts without mục: công văn, thông báo, chỉ thị.
func ClauseScheme() []string { return clauseScheme }

// ArticleScheme is the scheme of short texts in Điều: quyết định, nghị quyết.
func ArticleScheme() []string { return articleScheme }

// enclosedType returns the definition of an enclosure of a kind that has no folder of its own, nil where there is no such kind: as
// an enclosure it needs only its name and its scheme (Mẫu 1.3).
func enclosedType(slug string) *Type { return enclosedTypes()[slug] }

// enclosedTypes are made once: a decision may have thousands of enclosures.
var enclosedTypes = sync.OnceValue(func() map[string]*Type {
	types := map[string]*Type{}
	for _, k := range append(Kinds(), EnclosedKinds()...) {
		t := &Type{Kind: k, Form: "Mẫu 1.3", Numbering: sectionScheme}
		switch k.Slug {
		case "quy-che", "quy-dinh", "dieu-le":
			t.Numbering = chapterScheme
		}
		t.scheme, _ = parseScheme(t.Numbering)
		types[k.Slug] = t
	}
	return types
})
