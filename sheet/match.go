package sheet

import (
	"strings"

	"vanban/read/viet"
)

// How tells how a column got its field.
type How string

// The ways, the surest first.
const (
	ByMapping How = "mapping" // the caller said so
	ByPath    How = "path"    // the header is a path of the contract
	ByName    How = "name"    // the header is a usual name
	ByWords   How = "words"   // the header begins with a usual name, or has one in a part of it
	ByLikely  How = "likely"  // the header looks like a usual name, or nothing else can be meant
	ByNothing How = ""        // the column is not used
)

// match is the field that a header probably names.
type match struct {
	field *field
	how   How
}

func (m match) known() bool { return m.field != nil }

// alike is how alike a misspelt header must be to the name that was meant: two letters of ten, one of seven.
func alike(name string) float64 {
	if len(name) >= 10 {
		return 0.79
	}
	return 0.84
}

// maxHeader is how many bytes a header may have that names a field.
const maxHeader = 400

// match finds the field of a header. Parts of headers over several rows are divided by a stroke.
func (t *fieldTable) match(header string) match {
	if header == "" || len(header) > maxHeader {
		return match{}
	}
	if i, ok := t.paths[pathOf(header)]; ok {
		return match{&t.fields[i], ByPath}
	}
	parts := strings.Split(header, " / ")
	if m := t.name(header); m.known() {
		return m
	}
	// The lowest part says most: “Thông tin / Họ và tên”.
	for i := len(parts) - 1; i >= 0 && len(parts) > 1; i-- {
		if m := t.name(parts[i]); m.known() {
			return m
		}
	}
	for i := len(parts) - 1; i >= 0; i-- {
		if m := t.near(parts[i]); m.known() {
			return m
		}
	}
	return match{}
}

// pathOf writes a header that is a path or a pointer the way paths are kept.
func pathOf(header string) string {
	s := strings.ToLower(strings.TrimSpace(header))
	if after, ok := strings.CutPrefix(s, "/"); ok {
		return strings.ReplaceAll(after, "/", ".")
	}
	return s
}

// name finds a field by its usual names, with and without what stands in brackets.
func (t *fieldTable) name(header string) match {
	if i, ok := t.words[headerWords(header)]; ok {
		return match{&t.fields[i], ByName}
	}
	if open := strings.IndexAny(header, "(["); open > 0 {
		if i, ok := t.words[headerWords(header[:open])]; ok {
			return match{&t.fields[i], ByName}
		}
	}
	return match{}
}

// near finds a field by the longest usual name that the header begins with, or by one that looks alike.
func (t *fieldTable) near(header string) match {
	words := headerWords(header)
	if open := strings.IndexAny(header, "(["); open > 0 {
		words = headerWords(header[:open])
	}
	if len(words) > 80 {
		return match{} // a title or a text
	}
	best, size := -1, 0
	for _, w := range t.list {
		if len(w.words) > size && strings.Contains(w.words, " ") && strings.HasPrefix(words, w.words+" ") {
			best, size = w.field, len(w.words)
		}
	}
	if best >= 0 {
		return match{&t.fields[best], ByWords}
	}
	likeness, letters := 0.0, lettersOf(words)
	for _, w := range t.list {
		if len(w.words) < 6 || abs(len(w.words)-len(words)) > 4 || !letters.near(&w.letters) {
			continue
		}
		if n := viet.Similar(w.words, words); n > likeness && n > alike(w.words) {
			best, likeness = w.field, n
		}
	}
	if best >= 0 {
		return match{&t.fields[best], ByLikely}
	}
	return match{}
}

// letterCount is how often each letter stands in folded words. Comparing counts costs a hundredth of comparing words.
type letterCount [32]int8

func lettersOf(words string) (c letterCount) {
	for _, b := range []byte(words) {
		c[b%32]++
	}
	return c
}

// near reports whether words may be alike: every letter that one of them has more often is an edit, and alike wants four fifths unedited.
func (c *letterCount) near(o *letterCount) bool {
	more, fewer, all := 0, 0, 0
	for i := range c {
		d := int(c[i]) - int(o[i])
		more, fewer, all = more+max(d, 0), fewer+max(-d, 0), all+int(c[i])
	}
	return max(more, fewer)*4 <= max(all, all-more+fewer)
}

func abs(n int) int { return max(n, -n) }
