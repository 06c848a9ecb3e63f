package contract

import "reflect"

// closest returns the index of the key that was probably meant: one that looks alike, or one whose legal term was written
// instead; -1 where there is none.
func (s *shape) closest(name string) int {
	folded := fold(name[:min(len(name), maxKey)])
	best, distance := -1, 0
	for i := range s.fields {
		f := &s.fields[i]
		for _, candidate := range [...]string{fold(f.key), fold(f.term)} {
			n := editDistance(folded, candidate)
			if n <= max(1, len(candidate)/3) && n < len(candidate) && (best < 0 || n < distance) {
				best, distance = i, n
			}
		}
	}
	return best
}

// keyHint says which key was probably meant: one that belongs to an object further in, or the closest.
func keyHint(s *shape, name string) string {
	folded := fold(name[:min(len(name), maxKey)])
	for i := range s.fields {
		if key, ok := within(s.fields[i].typ, folded); ok {
			return "Đặt “" + key + "” bên trong “" + s.fields[i].key + "” (" + s.fields[i].term + ")."
		}
	}
	if best := s.closest(name); best >= 0 {
		return "Có phải là “" + s.fields[best].key + "” (" + s.fields[best].term + ")?"
	}
	return "Các trường dùng được: " + s.keyList() + "."
}

// within looks for a key among those of a struct.
func within(t reflect.Type, folded string) (string, bool) {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct {
		return "", false
	}
	for i := range t.NumField() {
		key := t.Field(i).Tag.Get("json")
		if key != "" && key != "-" && (fold(key) == folded || fold(t.Field(i).Tag.Get("doc")) == folded) {
			return key, true
		}
	}
	return "", false
}

// editDistance is the number of letters to add, drop or change, two that changed places counting as one.
func editDistance(a, b string) int {
	var before []int
	last := make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row := make([]int, len(b)+1)
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last = last, row
	}
	return last[len(b)]
}
