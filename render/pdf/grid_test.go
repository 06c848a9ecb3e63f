package pdf

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"vanban/document"
)

// What the rectangles of a grid fill is its modules, each once.
func TestGridIsItsModules(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for _, n := range []int{1, 21, 63, 64, 65, 128, 177} {
		g := &document.Grid{X: document.MM(10), Y: document.MM(20), Size: document.MM(30), Margin: 4, Modules: n, Stride: (n + 7) / 8}
		g.Bits = make([]byte, n*g.Stride)
		for i := range n * n {
			g.Bits[i/n*g.Stride+i%n/8] |= byte(r.IntN(2)) * 0x80 >> (i % n % 8)
		}
		out, err := appendShapes(nil, []document.Shape{{Grid: g, Fill: "000000"}}, document.MM(210))
		if err != nil {
			t.Fatal(err)
		}
		filled := map[[2]int]int{}
		for line := range bytes.Lines(out) {
			var x, y, w, h int
			if strings.HasSuffix(string(line), " re\n") {
				if _, err := fmt.Sscanf(string(line), "%d %d %d %d re", &x, &y, &w, &h); err != nil || h != 1 {
					t.Fatalf("%q: %v", line, err)
				}
				for i := range w {
					filled[[2]int{x + i - g.Margin, y - g.Margin}]++
				}
			}
		}
		for y := -1; y <= n; y++ {
			for x := -1; x <= n; x++ {
				if times := filled[[2]int{x, y}]; (times == 1) != g.Filled(x, y) || times > 1 {
					t.Errorf("%d modules: %d, %d is filled %d times", n, x, y, times)
				}
			}
		}
	}
}
