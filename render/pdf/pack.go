package pdf

import (
	"encoding/binary"
	"hash/adler32"
	"math/bits"
	"slices"
)

// packer writes the streams of one document for FlateDecode (RFC 1950 and 1951) with one Huffman code for all of them.
// Pages are short, 2 to 4 kB: a general compressor spends more than half its time on a code for each, and that was half of
// the time that a document took. The pages of one document speak one language, so one code fits them all.
type packer struct {
	tokens  []uint32 // of all streams: a byte, or isMatch | length-3 << 16 | distance-1
	streams []packed
	literal code
	dist    code
	lengths code // of the lengths of the two others, in the head of a stream
	matches [256]match
	runs    []headRun
	head    []byte
	last    [1 << hashBits]uint32 // where four bytes of a hash stood last in the stream, plus one
}

// packed is one stream: where its tokens end, and the checksum of its data.
type packed struct {
	end int
	sum uint32
}

const (
	isMatch   = 1 << 31
	hashBits  = 13
	minMatch  = 4
	maxMatch  = 258
	window    = 1 << 15
	endOfData = 256
)

func (p *packer) reset() {
	p.tokens, p.streams = p.tokens[:0], p.streams[:0]
	clear(p.literal.freq[:])
	clear(p.dist.freq[:])
}

// add takes in a stream; data is not kept.
func (p *packer) add(data []byte) {
	clear(p.last[:])
	// There are no more tokens than bytes.
	start := len(p.tokens)
	p.tokens = slices.Grow(p.tokens, len(data))
	tokens, k := p.tokens[start:start+len(data)], 0
	last, literal, dist := &p.last, &p.literal.freq, &p.dist.freq
	i := 0
	for i+minMatch <= len(data) {
		v := binary.LittleEndian.Uint32(data[i:])
		h := hash(v)
		at := int(last[h]) - 1
		last[h] = uint32(i + 1)
		if at >= 0 && i-at <= window && binary.LittleEndian.Uint32(data[at:]) == v {
			n := matchLength(data[at:], data[i:])
			// Four letters cost some 20 bits by themselves, less than a reference to far away.
			if d := i - at; n > minMatch || d <= 1<<9 {
				tokens[k] = isMatch | uint32(n-3)<<16 | uint32(d-1)
				k++
				literal[lengthCode(n)]++
				dist[distanceCode(d)]++
				i += n
				if j := i - 2; j+minMatch <= len(data) {
					last[hash(binary.LittleEndian.Uint32(data[j:]))] = uint32(j + 1)
				}
				continue
			}
		}
		literal[data[i]]++
		tokens[k] = uint32(data[i])
		k++
		i++
	}
	for ; i < len(data); i++ {
		literal[data[i]]++
		tokens[k] = uint32(data[i])
		k++
	}
	p.tokens = p.tokens[:start+k]
	p.streams = append(p.streams, packed{len(p.tokens), adler32.Checksum(data)})
}

// matchLength returns how many bytes a and b, the later and shorter one, have in common, knowing that it is minMatch.
func matchLength(a, b []byte) int {
	limit := min(maxMatch, len(b))
	n := minMatch
	for n+8 <= limit {
		if x := binary.LittleEndian.Uint64(a[n:]) ^ binary.LittleEndian.Uint64(b[n:]); x != 0 {
			return n + bits.TrailingZeros64(x)/8
		}
		n += 8
	}
	for n < limit && a[n] == b[n] {
		n++
	}
	return n
}

func hash(v uint32) uint32 { return v * 0x9E3779B1 >> (32 - hashBits) }

// finish appends the packed streams to dst, and to ends where each of them ends.
func (p *packer) finish(dst []byte, ends []int) ([]byte, []int) {
	p.literal.freq[endOfData] = uint32(len(p.streams))
	p.literal.build(15)
	p.dist.build(15)
	p.buildMatches()
	head := bitWriter{out: p.head[:0]}
	p.writeHead(&head)
	p.head = head.out

	from := 0
	for _, s := range p.streams {
		dst = append(dst, 0x78, 0x01) // 32 kB window, quick (RFC 1950, 2.2)
		dst = append(dst, head.out...)
		dst = p.body(bitWriter{dst, head.acc, head.n}, p.tokens[from:s.end])
		dst = binary.BigEndian.AppendUint32(dst, s.sum)
		ends = append(ends, len(dst))
		from = s.end
	}
	return dst, ends
}

// body writes the tokens of a stream and the end of its block. It writes eight bytes at a time and counts how many of them
// are whole: no branch depends on how long a code was, which is what costs time in a bit writer.
func (p *packer) body(w bitWriter, tokens []uint32) []byte {
	const most = 6 // bytes of a token: two codes of 15 bits, 5 and 13 extra ones
	at := len(w.out)
	w.out = slices.Grow(w.out, most*len(tokens)+16)
	out, acc, n := w.out[:cap(w.out)], w.acc, w.n
	literal, dist := &p.literal.codes, &p.dist.codes
	for _, t := range tokens {
		if t < isMatch {
			c := literal[t&0xFF]
			acc |= uint64(c.bits) << n
			n += uint(c.n)
		} else {
			c := p.matches[t>>16&0xFF]
			acc |= uint64(c.bits) << n
			n += uint(c.n)
			d := int(t&0x7FFF) + 1
			sym := distanceCode(d)
			e := dist[sym]
			acc |= uint64(e.bits) << n
			n += uint(e.n)
			if sym >= 4 {
				extra := uint(sym/2 - 1)
				acc |= uint64(d-1) & (1<<extra - 1) << n
				n += extra
			}
		}
		binary.LittleEndian.PutUint64(out[at:], acc)
		at += int(n >> 3)
		acc >>= n &^ 7
		n &= 7
	}
	w = bitWriter{out[:at], acc, n}
	w.write(literal[endOfData])
	return w.close()
}

// match is the code of a match length with its extra bits.
type match struct {
	bits uint32
	n    uint8
}

func (p *packer) buildMatches() {
	for i := range p.matches {
		sym := lengthCode(i + 3)
		c, extra := p.literal.codes[sym], lengthExtra(sym)
		p.matches[i] = match{uint32(c.bits) | uint32(i)&(1<<extra-1)<<c.n, c.n + uint8(extra)}
	}
}

// lengthCode returns the symbol of a match length (RFC 1951, 3.2.5): eight single ones, then four for each power of two.
func lengthCode(n int) int {
	v := uint(n - 3)
	switch {
	case n == maxMatch:
		return 285
	case v < 8:
		return 257 + int(v)
	}
	log := uint(bits.Len(v)) - 1
	return 257 + int((log-2)<<2+v>>(log-2))
}

func lengthExtra(sym int) uint {
	if sym < 265 || sym == 285 {
		return 0
	}
	return uint(sym-261) / 4
}

// distanceCode returns the symbol of a distance: two for each power of two.
func distanceCode(d int) int {
	v := uint(d - 1)
	if v < 4 {
		return int(v)
	}
	log := uint(bits.Len(v)) - 1
	return int(2*log + v>>(log-1)&1)
}

// bitWriter writes codes from the low bit of a byte upwards.
type bitWriter struct {
	out []byte
	acc uint64
	n   uint
}

func (w *bitWriter) write(c huffman) { w.add(uint64(c.bits), uint(c.n)) }

func (w *bitWriter) add(v uint64, n uint) {
	w.acc |= v << w.n
	if w.n += n; w.n >= 32 {
		w.out = binary.LittleEndian.AppendUint32(w.out, uint32(w.acc))
		w.acc >>= 32
		w.n -= 32
	}
}

func (w *bitWriter) close() []byte {
	for ; w.n > 0; w.n -= min(w.n, 8) {
		w.out = append(w.out, byte(w.acc))
		w.acc >>= 8
	}
	return w.out
}
