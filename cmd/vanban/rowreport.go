package main

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"vanban/batch"
	"vanban/document"
)

// What is printed of rows is bounded, and what is kept for it, whatever a list has: the proof sheet and the manifest say everything.
const (
	maxShown  = 200  // findings printed
	maxTopics = 1000 // kinds of findings that are told apart
	maxApart  = 20   // findings of one kind told each for itself; more become one
	fewRows   = 3    // rows with the same finding told one by one
	maxRanges = 10   // line numbers of one finding
)

// rowReport gathers what is to be said of rows. What is said of one field for one reason is a topic; most lists have few, however many
// their rows.
type rowReport struct {
	*work
	waiting []noticed // where rows do not come in the order of the list
	at      map[topic]*told
	topics  []*told
	beyond  int // findings of topics that were too many
}

// noticed is a finding in a row, from 0.
type noticed struct {
	row  int
	name string
	document.Problem
}

type topic struct {
	severity             document.Severity
	pointer, code, sheet string
}

// told is what is said on a topic: as a whole, and each finding for itself while they are few.
type told struct {
	topic
	all   same
	apart []*same
}

// same is one finding in the rows that have it.
type same struct {
	document.Problem
	rows, last int // how many, and the line of the last
	few        []noticed
	spans      [][2]int // lines, from and to
	more       bool     // than spans has
}

func newRowReport(w *work) *rowReport {
	r := &rowReport{work: w, at: map[topic]*told{}}
	for _, p := range w.remarks {
		if i, ok := rowOf(p.Pointer); ok {
			p.Pointer = strings.TrimPrefix(p.Pointer, "/items/"+strconv.Itoa(i))
			r.waiting = append(r.waiting, noticed{row: i, Problem: p})
		}
	}
	return r
}

// entry takes in what a manifest says of a row.
func (r *rowReport) entry(e *batch.Entry) {
	add := func(p document.Problem) {
		n := noticed{r.wanted[e.Row-1], e.Name, p}
		if r.planned != nil { // a decision has its own order, and is bounded
			r.waiting = append(r.waiting, n)
		} else {
			r.add(&n)
		}
	}
	for i := range e.Errors {
		add(problemOf(document.Error, &e.Errors[i]))
	}
	for i := range e.Warnings {
		add(problemOf(document.Warning, &e.Warnings[i]))
	}
}

// planReport prints what list and plan say where the plan came to nothing.
func (w *work) planReport() {
	r := newRowReport(w)
	remarks := map[int][]noticed{}
	for _, n := range r.waiting {
		remarks[n.row] = append(remarks[n.row], n)
	}
	r.waiting = nil
	for i, row := range w.list.rows {
		for _, p := range row.problems {
			r.add(&noticed{row: i, Problem: p})
		}
		for _, n := range remarks[i] {
			r.add(&n)
		}
	}
	r.tell()
}

func (r *rowReport) add(n *noticed) {
	sheet, line := r.list.at(n.row)
	key := topic{n.Severity, n.Pointer, n.Code, sheet}
	t := r.at[key]
	if t == nil {
		if len(r.topics) == maxTopics {
			r.beyond++
			return
		}
		t = &told{topic: key, all: same{Problem: n.Problem}}
		r.at[key], r.topics = t, append(r.topics, t)
	}
	t.all.add(n, line)
	if len(t.apart) > maxApart {
		return
	}
	for _, s := range t.apart {
		if s.Problem == n.Problem {
			s.add(n, line)
			return
		}
	}
	s := &same{Problem: n.Problem}
	s.add(n, line)
	t.apart = append(t.apart, s)
}

func (s *same) add(n *noticed, line int) {
	if s.rows > 0 && line == s.last {
		return
	}
	s.rows++
	if len(s.few) < fewRows {
		s.few = append(s.few, *n)
	}
	switch last := len(s.spans) - 1; {
	case s.more:
	case last >= 0 && line == s.last+1:
		s.spans[last][1] = line
	case len(s.spans) == maxRanges:
		s.more = true
	default:
		s.spans = append(s.spans, [2]int{line, line})
	}
	s.last = line
}

// tell prints what is to be said of the list and of its rows, with their places in the file, and whether there was any of rows.
func (r *rowReport) tell() bool {
	r.reportText(r.stderr, r.file, "(cả danh sách)", r.list.notes)
	slices.SortStableFunc(r.waiting, func(a, b noticed) int { return cmp.Compare(a.row, b.row) })
	for i := range r.waiting {
		r.add(&r.waiting[i])
	}
	shown := 0
	say := func(p document.Problem, where string) {
		if shown++; shown <= maxShown {
			r.printProblem(r.stderr, &p, where)
		}
	}
	for _, t := range r.topics {
		if len(t.apart) > maxApart {
			p := t.all.Problem
			p.Message = "Ví dụ: " + p.Message
			say(p, r.places(t, &t.all))
			continue
		}
		for _, s := range t.apart {
			if s.rows > fewRows {
				say(s.Problem, r.places(t, s))
				continue
			}
			for i := range s.few {
				say(s.Problem, r.place(s.few[i].row, t.pointer, s.few[i].name))
			}
		}
	}
	if n := r.beyond + max(0, shown-maxShown); n > 0 {
		r.print(r.stderr, "… và %d điểm nữa; xem doi-chieu.xlsx và manifest.json.\n", n)
	}
	return len(r.topics) > 0
}

// places says which rows: “trang Danh sách, 16 dòng: 6–10, 12–22”.
func (r *rowReport) places(t *told, s *same) string {
	word, in := "dòng", ""
	if r.list.columns == nil {
		word, in = "mục", t.pointer+", "
	}
	if t.sheet != "" {
		in += "trang " + t.sheet + ", "
	}
	return fmt.Sprintf("%s%d %s: %s", in, s.rows, word, s.lines())
}

// lines writes the numbers of lines: 3, 7–12, 20.
func (s *same) lines() string {
	var parts []string
	for _, span := range s.spans {
		part := strconv.Itoa(span[0])
		if span[1] > span[0] {
			part += "–" + strconv.Itoa(span[1])
		}
		parts = append(parts, part)
	}
	if s.more {
		parts = append(parts, "…")
	}
	return strings.Join(parts, ", ")
}
