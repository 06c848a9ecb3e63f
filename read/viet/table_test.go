package viet

import "testing"

// The tables say of every character what the thorough way says.
func TestTablesAgree(t *testing.T) {
	for r := rune(0); r < 0x3000; r++ {
		for _, s := range []string{string(r), "a" + string(r) + "b", "Đế" + string(r) + " \u0323Ê"} {
			if got, want := Fold(s), foldRare(s); got != want {
				t.Errorf("%U: folded %q, want %q", r, got, want)
			}
			gotBare, gotTone, gotOK := splitTone(s)
			wantBare, wantTone, wantOK := splitMarks(s)
			if gotBare != wantBare || gotTone != wantTone || gotOK != wantOK {
				t.Errorf("%U: %q %U %v, want %q %U %v", r, gotBare, gotTone, gotOK, wantBare, wantTone, wantOK)
			}
		}
	}
}
