package intake

import "strings"

// pair says which element of an old list became which of a new one; -1 where it has none.
type pair struct{ old, new int }

// maxCells bounds the work of comparing two lists; longer ones are compared from both ends only.
const maxCells = 1 << 20

// align pairs the elements of two lists in their order: equal ones, and between them those that are alike.
func align(old, new []string) []pair {
	head := 0
	for head < len(old) && head < len(new) && old[head] == new[head] {
		head++
	}
	tail := 0
	for tail < len(old)-head && tail < len(new)-head && old[len(old)-1-tail] == new[len(new)-1-tail] {
		tail++
	}
	out := make([]pair, 0, max(len(old), len(new)))
	for i := range head {
		out = append(out, pair{i, i})
	}
	for _, p := range alignMiddle(old[head:len(old)-tail], new[head:len(new)-tail]) {
		if p.old >= 0 {
			p.old += head
		}
		if p.new >= 0 {
			p.new += head
		}
		out = append(out, p)
	}
	for i := tail; i > 0; i-- {
		out = append(out, pair{len(old) - i, len(new) - i})
	}
	return out
}

// alignMiddle finds the pairs of the highest likeness altogether.
func alignMiddle(old, new []string) []pair {
	n, m := len(old), len(new)
	if n*m > maxCells {
		return oneByOne(n, m)
	}
	words := make([]map[string]int, n+m)
	for i, s := range old {
		words[i] = bag(s)
	}
	for j, s := range new {
		words[n+j] = bag(s)
	}
	best := make([]float64, (n+1)*(m+1))
	like := make([]float64, n*m)
	for i := n - 1; i >= 0; i-- {
		for j := m - 1; j >= 0; j-- {
			l := likeness(words[i], words[n+j])
			if old[i] == new[j] {
				l = 2
			}
			like[i*m+j] = l
			at := i*(m+1) + j
			best[at] = max(best[at+m+1], best[at+1])
			if l >= alike {
				best[at] = max(best[at], l+best[at+m+2])
			}
		}
	}
	var out []pair
	i, j := 0, 0
	for i < n && j < m {
		at := i*(m+1) + j
		switch l := like[i*m+j]; {
		case l >= alike && best[at] == l+best[at+m+2]:
			out = append(out, pair{i, j})
			i, j = i+1, j+1
		case best[at] == best[at+m+1]:
			out = append(out, pair{i, -1})
			i++
		default:
			out = append(out, pair{-1, j})
			j++
		}
	}
	for ; i < n; i++ {
		out = append(out, pair{i, -1})
	}
	for ; j < m; j++ {
		out = append(out, pair{-1, j})
	}
	return out
}

func oneByOne(n, m int) []pair {
	var out []pair
	for i := range max(n, m) {
		p := pair{i, i}
		if i >= n {
			p.old = -1
		}
		if i >= m {
			p.new = -1
		}
		out = append(out, p)
	}
	return out
}

// alike is the least likeness of two texts that are taken for one before and after it was edited.
const alike = 0.4

func bag(s string) map[string]int {
	words := map[string]int{}
	for w := range strings.FieldsSeq(s) {
		words[w]++
	}
	return words
}

// likeness returns the share of words that two texts have in common, 0 to 1.
func likeness(a, b map[string]int) float64 {
	common, all := 0, 0
	for w, n := range a {
		common += min(n, b[w])
		all += n
	}
	for _, n := range b {
		all += n
	}
	if all == 0 {
		return 1
	}
	return 2 * float64(common) / float64(all)
}
