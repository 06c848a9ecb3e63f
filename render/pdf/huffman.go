package pdf

import (
	"math/bits"
	"slices"
)

// code is a Huffman code over an alphabet: counts of its symbols in, canonical codes out (RFC 1951, 3.2.2). 288 symbols are
// the most that an alphabet of deflate has.
type code struct {
	freq  [288]uint32
	codes [288]huffman
	order []uint64 // used symbols by their counts: count << 16 | symbol
	tree  []int
}

// huffman is one symbol's code, its first bit lowest; n is 0 when the symbol is not used.
type huffman struct {
	bits uint16
	n    uint8
}

// build makes the codes, none longer than limit.
func (c *code) build(limit int) {
	clear(c.codes[:])
	c.order = c.order[:0]
	for s, f := range c.freq {
		if f > 0 {
			c.order = append(c.order, uint64(f)<<16|uint64(s))
		}
	}
	slices.Sort(c.order)
	var counts [64]int // codes of each length
	switch len(c.order) {
	case 0:
		return
	case 1:
		counts[1] = 1
	default:
		c.depths(&counts)
		enforceLimit(&counts, limit)
	}
	// The rarest symbols get the longest codes.
	k := 0
	for n := limit; n > 0; n-- {
		for range counts[n] {
			c.codes[c.order[k]&0xFFFF].n = uint8(n)
			k++
		}
	}
	var next [17]uint16
	v := uint16(0)
	for n := 1; n <= limit; n++ {
		v = (v + uint16(counts[n-1])) << 1
		next[n] = v
	}
	for s := range c.codes {
		if n := c.codes[s].n; n > 0 {
			c.codes[s].bits = bits.Reverse16(next[n]) >> (16 - n)
			next[n]++
		}
	}
}

// depths counts the depths of the leaves of a Huffman tree. It is built in place with two queues (Moffat and Katajainen,
// "In-place calculation of minimum-redundancy codes", 1995): first weights and parents, then depths, share c.tree.
func (c *code) depths(counts *[64]int) {
	n := len(c.order)
	c.tree = c.tree[:0]
	for _, o := range c.order {
		c.tree = append(c.tree, int(o>>16))
	}
	a := c.tree
	a[0] += a[1]
	root, leaf := 0, 2
	for next := 1; next < n-1; next++ {
		if leaf >= n || a[root] < a[leaf] {
			a[next] = a[root]
			a[root] = next
			root++
		} else {
			a[next] = a[leaf]
			leaf++
		}
		if leaf >= n || root < next && a[root] < a[leaf] {
			a[next] += a[root]
			a[root] = next
			root++
		} else {
			a[next] += a[leaf]
			leaf++
		}
	}
	a[n-2] = 0
	for i := n - 3; i >= 0; i-- {
		a[i] = a[a[i]] + 1
	}
	free, depth := 1, 0
	for root, left := n-2, n; free > 0; depth++ {
		inner := 0
		for root >= 0 && a[root] == depth {
			inner++
			root--
		}
		leaves := min(free-inner, left)
		counts[min(depth, len(counts)-1)] += leaves
		left -= leaves
		free = 2 * inner
	}
}

// enforceLimit shortens codes that are longer than the limit and lengthens others until the code is complete again.
func enforceLimit(counts *[64]int, limit int) {
	for n := limit + 1; n < len(counts); n++ {
		counts[limit] += counts[n]
		counts[n] = 0
	}
	total := 0
	for n := 1; n <= limit; n++ {
		total += counts[n] << (limit - n)
	}
	for ; total > 1<<limit; total-- {
		counts[limit]--
		for n := limit - 1; n > 0; n-- {
			if counts[n] > 0 {
				counts[n]--
				counts[n+1] += 2
				break
			}
		}
	}
}

// lengthOrder is the order in which the code of the code lengths is written (RFC 1951, 3.2.7).
var lengthOrder = [19]int{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15}

// headRun is one symbol of the code of the code lengths, with the extra bits that tell how long a run is.
type headRun struct{ sym, extra uint8 }

// used returns how many symbols of the alphabet, from the first, have to be told of.
func (c *code) used(least int) int {
	n := len(c.codes)
	for n > least && c.codes[n-1].n == 0 {
		n--
	}
	return n
}

// writeHead writes the head of a dynamic block, the only one of its stream: the lengths of both codes, in runs.
func (p *packer) writeHead(w *bitWriter) {
	literals, dists := p.literal.used(257), p.dist.used(1)
	var lengths [2 * 288]uint8
	for i := range literals {
		lengths[i] = p.literal.codes[i].n
	}
	for i := range dists {
		lengths[literals+i] = p.dist.codes[i].n
	}
	runs, c := p.runs[:0], &p.lengths
	clear(c.freq[:])
	list := lengths[:literals+dists]
	for i := 0; i < len(list); {
		n := 1
		for i+n < len(list) && list[i+n] == list[i] {
			n++
		}
		r := headRun{sym: list[i]}
		switch {
		case list[i] == 0 && n >= 11:
			n = min(n, 138)
			r = headRun{18, uint8(n - 11)}
		case list[i] == 0 && n >= 3:
			r = headRun{17, uint8(n - 3)}
		case i > 0 && list[i-1] == list[i] && n >= 3:
			n = min(n, 6)
			r = headRun{16, uint8(n - 3)}
		default:
			n = 1
		}
		runs = append(runs, r)
		c.freq[r.sym]++
		i += n
	}
	p.runs = runs
	c.build(7)
	lengthCodes := len(lengthOrder)
	for lengthCodes > 4 && c.codes[lengthOrder[lengthCodes-1]].n == 0 {
		lengthCodes--
	}
	w.add(1|2<<1, 3) // the last block, dynamic codes
	w.add(uint64(literals-257), 5)
	w.add(uint64(dists-1), 5)
	w.add(uint64(lengthCodes-4), 4)
	for _, s := range lengthOrder[:lengthCodes] {
		w.add(uint64(c.codes[s].n), 3)
	}
	for _, r := range runs {
		w.write(c.codes[r.sym])
		switch r.sym {
		case 16:
			w.add(uint64(r.extra), 2)
		case 17:
			w.add(uint64(r.extra), 3)
		case 18:
			w.add(uint64(r.extra), 7)
		}
	}
}
