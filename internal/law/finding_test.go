package law

import (
	"fmt"
	"math"
	"strings"

	"vanban/document"
	"vanban/thethuc"
)

// law is where every number and clause of this package comes from.
var law = thethuc.ND30()

// What measuring may be off by; no numbers of the law.
const (
	pt  = 1.0
	mm  = 72 / 25.4 * pt
	off = 0.5 * mm // a place on the page, as the house sets it
	// The same character in the PDF to a hundredth of a point: MuPDF prints what the file says.
	offSize = 0.05 * pt
	// The rule's ends and the text's are rounded to a hundredth of a point each.
	offRatio = 0.002
	offPitch = 0.01
)

// finding is one measured breach of a rule of the digest's list (PAGE-3, QH-3 …).
type finding struct {
	file, rule, place, measured, allowed, cite string
	warning                                    bool
}

func (f finding) String() string {
	s := fmt.Sprintf("%s %s: %s: measured %s, allowed %s (%s)", f.file, f.rule, f.place, f.measured, f.allowed, f.cite)
	if f.warning {
		s += " [warning]"
	}
	return s
}

// report gathers the findings of one file and counts what was measured, since a test that measures nothing passes.
type report struct {
	file     string
	findings []finding
	checks   map[string]int
}

func newReport(file string) *report { return &report{file: file, checks: map[string]int{}} }

func (r *report) check(ok bool, rule, place, measured, allowed, cite string) bool {
	r.checks[rule]++
	if !ok {
		r.findings = append(r.findings, finding{file: r.file, rule: rule, place: shorten(place), measured: measured, allowed: allowed, cite: cite})
	}
	return ok
}

func (r *report) warn(ok bool, rule, place, measured, allowed, cite string) {
	if !r.check(ok, rule, place, measured, allowed, cite) {
		r.findings[len(r.findings)-1].warning = true
	}
}

// missing reports text that should be there.
func (r *report) missing(rule, text, cite string) {
	r.check(false, rule, text, "not found as lines of its own", "present", cite)
}

// length checks points against a length of the law.
func (r *report) length(rule, place string, points float64, l thethuc.Length, tolerance float64) bool {
	ok := points >= l.Min.Points()-tolerance && points <= l.Max.Points()+tolerance
	if len(l.Only) > 0 {
		ok = false
		for _, only := range l.Only {
			ok = ok || near(points, only.Points(), tolerance)
		}
	}
	return r.check(ok, rule, place, millimetres(points), rangeOf(l), l.Cite)
}

func rangeOf(l thethuc.Length) string {
	if len(l.Only) > 0 {
		var parts []string
		for _, only := range l.Only {
			parts = append(parts, millimetres(only.Points()))
		}
		return strings.Join(parts, " or ")
	}
	if l.Min == l.Max {
		return millimetres(l.Min.Points())
	}
	return millimetres(l.Min.Points()) + " to " + millimetres(l.Max.Points())
}

func (r *report) ratio(rule, place string, v float64, a thethuc.Ratio, tolerance float64) bool {
	return r.check(v >= a.Min-tolerance && v <= a.Max+tolerance, rule, place,
		fmt.Sprintf("%.3f", v), fmt.Sprintf("%.3f to %.3f", a.Min, a.Max), a.Cite)
}

func (r *report) size(rule, place string, points float64, role document.Role) bool {
	t := &law.Types[role]
	ok := points >= t.Min.Points()-offSize && points <= t.Max.Points()+offSize
	return r.check(ok, rule, place, fmt.Sprintf("%.2f pt", points), sizeRange(role), t.Cite)
}

func sizeRange(role document.Role) string {
	t := &law.Types[role]
	return fmt.Sprintf("%g to %g pt", t.Min.Points(), t.Max.Points())
}

func (r *report) upper(rule, text string, role document.Role) {
	if t := &law.Types[role]; t.Upper {
		r.check(text == strings.ToUpper(text), rule, text, "small letters", "capitals", t.Cite)
	}
}

// centred checks that two middles are one above the other.
func (r *report) centred(rule, place string, at, over float64, cite string) bool {
	return r.check(near(at, over, off), rule, place, "middle "+millimetres(at-over)+" aside", "centred ±"+millimetres(off), cite)
}

func millimetres(points float64) string {
	return fmt.Sprintf("%.2f mm", math.Round(points/mm*100)/100)
}

func shorten(s string) string {
	if runes := []rune(s); len(runes) > 60 {
		return string(runes[:57]) + "…"
	}
	return s
}
