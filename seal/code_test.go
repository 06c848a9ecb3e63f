package seal

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"rsc.io/qr/coding"
)

// TestSizes: how large the codes of usual and of long certificates are, so that a change that makes them finer is seen.
func TestSizes(t *testing.T) {
	key, _ := testKey(1)
	const page = "https://so.example.vn/xac-thuc"
	for _, c := range []struct {
		name           string
		claims         Claims
		page           string
		bytes, modules int // of what is signed with its signature; on a side
	}{
		{"usual", usual, "", 244, 65},
		{"usual as a link", usual, page, 244, 69},
		{"long", long, "", 290, 69},
		{"long as a link", long, page, 290, 73},
		{"the longest", Claims{Type: "bang-khen", Unit: strings.Repeat("x", maxClaims-7)}, page, 668, 105},
	} {
		s, err := NewSigner(key, c.page)
		if err != nil {
			t.Fatal(err)
		}
		text, err := s.Seal(c.claims)
		if err != nil {
			t.Fatal(err)
		}
		code, err := Code(text)
		if err != nil {
			t.Fatal(err)
		}
		if n := encoding.DecodedLen(len(text) - strings.Index(text, prefix) - len(prefix)); n != c.bytes || code.Size != c.modules {
			t.Errorf("%s: %d bytes, %d modules, want %d and %d", c.name, n, code.Size, c.bytes, c.modules)
		}
	}
}

// Dark reports whether the module at column x, row y is dark, counted from the upper left corner.
func (m *Matrix) Dark(x, y int) bool {
	return x >= 0 && y >= 0 && x < m.Size && y < m.Size && m.Bits[y*m.Stride+x/8]&(0x80>>(x%8)) != 0
}

// readCode reads the data of a code back from its modules, mode by mode (ISO/IEC 18004, 7.4). Where the bits stand is the library's
// knowledge; damage is not repaired.
func readCode(t *testing.T, m *Matrix) string {
	t.Helper()
	v := coding.Version((m.Size - 17) / 4)
	plan, err := coding.NewPlan(v, coding.M, 0)
	if err != nil {
		t.Fatal(err)
	}
	bits := make([]bool, v.DataBytes(coding.M)*8)
	for y, row := range plan.Pixel {
		for x, p := range row {
			if p.Role() == coding.Data {
				bits[p.Offset()] = m.Dark(x, y) != (p&coding.Black != 0)
			}
		}
	}
	take := func(n int) (value int) {
		for range n {
			value <<= 1
			if bits[0] {
				value++
			}
			bits = bits[1:]
		}
		return value
	}
	wide := v > 9
	if v > 26 {
		t.Fatalf("version %d", v)
	}
	const alphanumeric = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
	var text strings.Builder
	for len(bits) >= 4 {
		switch mode := take(4); {
		case mode == 0:
			return text.String()
		case mode == 4: // bytes
			n := take(8)
			if wide {
				n = n<<8 + take(8)
			}
			for range n {
				text.WriteByte(byte(take(8)))
			}
		case mode == 2: // alphanumeric
			n := take(9)
			if wide {
				n = n<<2 + take(2)
			}
			for ; n > 1; n -= 2 {
				pair := take(11)
				text.WriteByte(alphanumeric[pair/45])
				text.WriteByte(alphanumeric[pair%45])
			}
			if n == 1 {
				text.WriteByte(alphanumeric[take(6)])
			}
		default:
			t.Fatalf("mode %d", mode)
		}
	}
	return text.String()
}

func TestCode(t *testing.T) {
	key, _ := testKey(1)
	s, err := NewSigner(key, "https://so.example.vn/xac-thuc")
	if err != nil {
		t.Fatal(err)
	}
	texts := []string{"A", "a", "aB", "A1:", "ộ", "ộA", "https://example.vn/#VB1.ABC", strings.Repeat("x", 900), strings.Repeat("X", 1500)}
	for _, c := range []Claims{usual, long, hostile, {Type: "giay-khen"}} {
		text, err := s.Seal(c)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, text, strings.TrimPrefix(text, s.page))
	}
	for _, text := range texts {
		m, err := Code(text)
		if err != nil {
			t.Errorf("%.40q: %v", text, err)
			continue
		}
		if got := readCode(t, m); got != text {
			t.Errorf("%.40q is read as %.40q", text, got)
		}
		if m.Dark(-1, 0) || m.Dark(0, m.Size) || !m.Dark(0, 0) || !m.Dark(m.Size-1, 0) || !m.Dark(0, m.Size-1) || m.Dark(7, 7) {
			t.Errorf("%.40q: the corners are wrong", text)
		}
	}
	if _, err := Code(strings.Repeat("x", 2400)); err == nil {
		t.Error("a text that no code holds gives one")
	}
}

// Codes are made by all workers at once.
func TestCodeParallel(t *testing.T) {
	var group sync.WaitGroup
	for i := range 8 {
		group.Go(func() {
			for j := range 50 {
				text := fmt.Sprintf("https://example.vn/#%d", i*1000+j) + strings.Repeat("A", j*4)
				if m, err := Code(text); err != nil || m.Size < 21 {
					t.Errorf("%s: %v", text, err)
				}
			}
		})
	}
	group.Wait()
}
