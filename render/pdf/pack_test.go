package pdf

import (
	"bytes"
	"compress/zlib"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
)

// checkPacked unpacks streams with the standard library.
func checkPacked(t *testing.T, p *packer, streams [][]byte) {
	t.Helper()
	p.reset()
	for _, s := range streams {
		p.add(s)
	}
	out, ends := p.finish([]byte("before"), nil)
	from := len("before")
	for i, want := range streams {
		r, err := zlib.NewReader(bytes.NewReader(out[from:ends[i]]))
		if err != nil {
			t.Fatalf("stream %d: %v", i, err)
		}
		got, err := io.ReadAll(r)
		if err != nil || !bytes.Equal(got, want) {
			t.Fatalf("stream %d of %d bytes comes back with %d (%v)", i, len(want), len(got), err)
		}
		from = ends[i]
	}
	if from != len(out) || string(out[:6]) != "before" {
		t.Fatalf("%d bytes, ends at %d", len(out), from)
	}
}

func TestPack(t *testing.T) {
	random := make([]byte, 100_000)
	rng := rand.NewChaCha8([32]byte{1})
	_, _ = rng.Read(random)
	fibonacci := []byte{} // counts that would make codes of more than 15 bits
	for a, b, c := 1, 1, byte(0); c < 24; a, b, c = b, a+b, c+1 {
		fibonacci = append(fibonacci, bytes.Repeat([]byte{c}, 1)...)
		for range a {
			fibonacci = append(fibonacci, c)
		}
	}
	rand.New(rng).Shuffle(len(fibonacci), func(i, j int) { fibonacci[i], fibonacci[j] = fibonacci[j], fibonacci[i] })
	far := append(append([]byte("Kế hoạch"), random[:window-4]...), "Kế hoạch"...)
	p := new(packer)
	for name, streams := range map[string][][]byte{
		"nothing":     {},
		"empty":       {{}},
		"one byte":    {{'a'}},
		"one symbol":  {bytes.Repeat([]byte{'a'}, 1000)},
		"short":       {[]byte("abc"), []byte("abcd"), []byte("abcdabcdabcd")},
		"all bytes":   {random[:300], random},
		"deep tree":   {fibonacci},
		"far matches": {far, far[1:], bytes.Repeat(random[:40_000], 2)},
		"long match":  {[]byte(strings.Repeat("x", 257)), []byte(strings.Repeat("x", 259)), []byte(strings.Repeat("xy", 1000))},
	} {
		t.Run(name, func(t *testing.T) { checkPacked(t, p, streams) })
	}
}

// Every match length and distance has the symbol whose base and extra bits give it back (RFC 1951, 3.2.5).
func TestMatchSymbols(t *testing.T) {
	for n := minMatch; n <= maxMatch; n++ {
		base := 3
		for s := 257; s < lengthCode(n); s++ {
			base += 1 << lengthExtra(s)
		}
		if n == maxMatch {
			base = maxMatch
		}
		if e := n - base; e < 0 || e >= 1<<lengthExtra(lengthCode(n)) || e != (n-3)&(1<<lengthExtra(lengthCode(n))-1) {
			t.Fatalf("length %d: symbol %d, extra %d", n, lengthCode(n), e)
		}
	}
	extra := func(s int) int { return max(s/2-1, 0) }
	for d := 1; d <= window; d++ {
		base := 1
		for s := range distanceCode(d) {
			base += 1 << extra(s)
		}
		if e := d - base; e < 0 || e >= 1<<extra(distanceCode(d)) || e != (d-1)&(1<<extra(distanceCode(d))-1) {
			t.Fatalf("distance %d: symbol %d, extra %d", d, distanceCode(d), e)
		}
	}
}

func FuzzPack(f *testing.F) {
	f.Add([]byte("BT\n85.04 785.2 Td\n(một hai ba )Tj\n0 -19.85 Td\n(một hai ba )Tj\nET\n"), uint16(20), uint8(3))
	p := new(packer)
	f.Fuzz(func(t *testing.T, data []byte, cut uint16, times uint8) {
		n := min(int(cut), len(data))
		checkPacked(t, p, [][]byte{data[:n], data[n:], bytes.Repeat(data, int(times))})
	})
}
