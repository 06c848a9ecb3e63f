package text

import (
	"regexp"
	"slices"
	"sort"
	"strings"

	"vanban/read"
)

var (
	noteHead = regexp.MustCompile(`^([⁰¹²³⁴-⁹]+|\[\d{1,3}\]|\[\^[^\]\s]{1,20}\]:)\s*(\S.*)$`)
	noteMark = regexp.MustCompile(`[⁰¹²³⁴-⁹]+|\[\^?[^\]\s]{1,20}\]`)
	// A raised figure after these is a power, not a mark: m², km².
	unit = regexp.MustCompile(`(?:^|[\s\d/(])(?:m|km|cm|dm|mm|hm|dam)$`)
)

// noteKey is how a head names its note in the text.
func noteKey(head string) string { return strings.TrimSuffix(head, ":") }

// maxNotes bounds the search for marks; what has more is no document with footnotes.
const maxNotes = 1000

// findNotes marks the lines that begin a footnote: a mark, and the same mark in the text of another line.
func findNotes(lines []line) {
	count := map[string]int{}
	for _, l := range lines {
		for _, key := range keysOf(l.text) {
			count[key]++
		}
	}
	notes := 0
	for i := range lines {
		m := noteHead.FindStringSubmatch(lines[i].text)
		if m == nil || notes == maxNotes {
			continue
		}
		own := 0
		for _, key := range keysOf(lines[i].text) {
			if key == noteKey(m[1]) {
				own++
			}
		}
		if count[noteKey(m[1])] > own {
			lines[i].note = true
			notes++
		}
	}
}

func keysOf(s string) []string {
	var keys []string
	for _, at := range marksIn(s) {
		keys = append(keys, s[at[0]:at[1]])
	}
	return keys
}

// marksIn returns where marks stand behind words of s.
func marksIn(s string) [][]int {
	if !strings.ContainsAny(s, "[⁰¹²³⁴⁵⁶⁷⁸⁹") {
		return nil
	}
	var marks [][]int
	for _, at := range noteMark.FindAllStringIndex(s, -1) {
		if before := s[:at[0]]; strings.TrimLeft(before, "\t") != "" && !unit.MatchString(before[max(0, len(before)-4):]) {
			marks = append(marks, at)
		}
	}
	return marks
}

// note is a footnote that was taken out of the text.
type note struct {
	key, text string
	after     int // the paragraph before it
	no        int
}

// takeNotes parts the footnotes from the paragraphs, and joins the paragraphs that they stood between where the sentence goes on.
func takeNotes(paras []*para) (kept []*para, notes []note) {
	between := false
	for _, p := range paras {
		if m := noteHead.FindSubmatch(p.text); p.note && m != nil {
			notes = append(notes, note{key: noteKey(string(m[1])), text: string(m[2]), after: len(kept) - 1, no: p.no})
			between = true
			continue
		}
		n := len(kept)
		if between && n > 0 && !ended(kept[n-1].last.text) && lowerStart(p.first) && !kept[n-1].last.sideBySide() && !p.last.sideBySide() {
			kept[n-1].add(string(p.text))
			kept[n-1].last = p.last
		} else {
			kept = append(kept, p)
		}
		between = false
	}
	return kept, notes
}

// spot is where a mark stands.
type spot struct{ para, at int }

// placeNotes finds the mark of every note: the nearest before it, else the first after. It returns the marks of each paragraph in
// their order; notes whose mark is not found become remarks.
func (p *plain) placeNotes(paras []*para, notes []note) [][]mark {
	marks := make([][]mark, len(paras))
	if len(notes) == 0 {
		return marks
	}
	free := map[string][]spot{}
	for i, q := range paras {
		text := string(q.text)
		for _, at := range marksIn(text) {
			free[text[at[0]:at[1]]] = append(free[text[at[0]:at[1]]], spot{i, at[0]})
		}
	}
	for _, n := range notes {
		spots := free[n.key]
		if len(spots) == 0 {
			p.remark("unplaced_note", "Chú thích không tìm được chỗ dẫn trong nội dung.", n.key+" "+n.text, n.no)
			continue
		}
		at := max(0, sort.Search(len(spots), func(i int) bool { return spots[i].para > n.after })-1)
		marks[spots[at].para] = append(marks[spots[at].para], mark{at: spots[at].at, size: len(n.key), note: len(p.m.Notes)})
		free[n.key] = slices.Delete(spots, at, at+1)
		p.m.Notes = append(p.m.Notes, read.Note{Blocks: []read.Block{p.paragraph(runsOf(n.text, nil), n.no)}})
	}
	for _, m := range marks {
		slices.SortFunc(m, func(a, b mark) int { return a.at - b.at })
	}
	return marks
}
