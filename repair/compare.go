package repair

import (
	"slices"
	"strings"

	"vanban/intake"
	"vanban/read"
)

// compare lists the paragraphs that read otherwise in the new file, and the words that stand nowhere in it any more. Blanks, the place of
// a paragraph and where it is broken do not count: these are form.
func compare(in *intake.Result, now *read.Manuscript) (changes []Change, lost []string) {
	old, made := paragraphs(in.Manuscript), paragraphs(now)
	old, made = unmatched(old, made)
	if len(old)+len(made) == 0 {
		return nil, nil
	}
	have := map[string]int{}
	for _, s := range made {
		for _, w := range intake.Words(s) {
			have[w]++
		}
	}
	for i := range in.Notes { // these lines the form prints in words of its own, or they are no part of what was issued
		if in.Notes[i].Code == "replaced_by_form" || in.Notes[i].Aside {
			for _, w := range intake.Words(in.Notes[i].Text) {
				have[w]++
			}
		}
	}
	for _, s := range old {
		for _, w := range intake.Words(s) {
			if have[w]--; have[w] < 0 {
				lost = append(lost, w)
			}
		}
	}
	return pairUp(old, made), lost
}

// paragraphs returns the text of every paragraph that has some.
func paragraphs(m *read.Manuscript) []string {
	return slices.Collect(intake.Texts(m))
}

// unmatched leaves out what both lists have.
func unmatched(old, made []string) (restOld, restMade []string) {
	count := map[string]int{}
	for _, s := range made {
		count[bare(s)]++
	}
	for _, s := range old {
		if k := bare(s); count[k] > 0 {
			count[k]--
		} else {
			restOld = append(restOld, s)
		}
	}
	for i := len(made) - 1; i >= 0; i-- {
		if k := bare(made[i]); count[k] > 0 {
			count[k]--
			restMade = append(restMade, made[i])
		}
	}
	slices.Reverse(restMade)
	return restOld, restMade
}

// bare returns s without blanks.
func bare(s string) string { return strings.Join(strings.Fields(s), "") }

// pairUp says of each paragraph that differs what it became: the one with the same words, or nothing.
func pairUp(old, made []string) []Change {
	left := map[string][]int{}
	for i, s := range made {
		k := strings.Join(intake.Words(s), " ")
		left[k] = append(left[k], i)
	}
	used := make([]bool, len(made))
	var out []Change
	var single []string
	for _, s := range old {
		k := strings.Join(intake.Words(s), " ")
		if list := left[k]; len(list) > 0 {
			out = append(out, Change{Kind: Text, Before: s, After: made[list[0]]})
			used[list[0]], left[k] = true, list[1:]
		} else {
			single = append(single, s)
		}
	}
	var rest []string
	for i, s := range made {
		if !used[i] {
			rest = append(rest, s)
		}
	}
	if len(single)+len(rest) > 0 && bare(strings.Join(single, "")) != bare(strings.Join(rest, "")) {
		out = append(out, Change{Kind: Text, Before: strings.Join(single, "\n"), After: strings.Join(rest, "\n")})
	}
	return out
}
