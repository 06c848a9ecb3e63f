package opc_test

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"vanban/read/opc"
)

// window is one of 8 bytes, which become 32 at most, on a source that gives them one by one.
func window(text string) *opc.Window {
	w := opc.NewWindow(8, 32, func(err error) error { return errors.Join(errFault, err) })
	w.Reset(iotest.OneByteReader(strings.NewReader(text)))
	return &w
}

var errFault = errors.New("fault")

func TestFind(t *testing.T) {
	long := strings.Repeat("-", 28)
	for _, c := range []struct {
		text    string
		from    int
		pattern string
		want    int
	}{
		{"<a>", 0, "<", 0},
		{"<a>", 1, "<", -1},
		{"text<a>", 0, "<", 4},
		{"a]]b]]>", 2, "]]>", 4},
		{"a]]", 0, "]]>", -1},
		{long + "]]>", 0, "]]>", 28},
		{long + "----]]>", 0, "]]>", -1},
		{"ab", 9, "b", -1},
		{"", 0, "<", -1},
	} {
		w := window(c.text)
		if got := w.Find(c.from, c.pattern); got != c.want {
			t.Errorf("%q in %q from %d: at %d, want %d", c.pattern, c.text, c.from, got, c.want)
		}
		if tooLong := len(c.text) > 32; errors.Is(w.Err(), opc.ErrLong) != tooLong || errors.Is(w.Err(), errFault) != tooLong {
			t.Errorf("%q: %v", c.text, w.Err())
		}
	}
}

// TestDrop: what is dropped needs no memory, however long it is.
func TestDrop(t *testing.T) {
	w := window("<!--" + strings.Repeat("- ", 1000) + "--><a>")
	if !w.Drop("-->") || w.Find(0, ">") != 2 || string(w.Take(3)) != "<a>" {
		t.Errorf("%q, %v", w.Rest(), w.Err())
	}
	if w.Drop("-->") || w.Fill() || w.Err() != nil {
		t.Errorf("behind the end: %q, %v", w.Rest(), w.Err())
	}
}

// TestTake goes through a text that is longer than the window.
func TestTake(t *testing.T) {
	want := strings.Repeat("chữ<tag>", 100)
	w := window(want)
	var got strings.Builder
	for n := w.Find(0, ">"); n >= 0; n = w.Find(0, ">") {
		got.Write(w.Take(n + 1))
	}
	if got.String() != want || len(w.Rest()) > 0 || w.Err() != nil {
		t.Errorf("%d of %d bytes, %v", got.Len(), len(want), w.Err())
	}
}

func TestFaults(t *testing.T) {
	w := window("")
	w.Reset(iotest.TimeoutReader(iotest.OneByteReader(strings.NewReader("abc"))))
	if w.Find(0, "c") >= 0 || !errors.Is(w.Err(), iotest.ErrTimeout) || !errors.Is(w.Err(), errFault) || string(w.Rest()) != "a" {
		t.Errorf("%q, %v", w.Rest(), w.Err())
	}
	w.Fail(io.ErrUnexpectedEOF)
	if errors.Is(w.Err(), io.ErrUnexpectedEOF) {
		t.Error("the first error has to stay")
	}
	w.Reset(still{})
	if w.Fill() || !errors.Is(w.Err(), io.ErrNoProgress) {
		t.Errorf("a source that gives nothing: %v", w.Err())
	}
	w.Reset(strings.NewReader("abc"))
	if !w.Fill() || w.Err() != nil || string(w.Rest()) != "abc" {
		t.Errorf("a new part: %q, %v", w.Rest(), w.Err())
	}
}

// still is a source that gives neither bytes nor an error.
type still struct{}

func (still) Read([]byte) (int, error) { return 0, nil }

// TestRecode: nothing is lost, whether the source has ended or not.
func TestRecode(t *testing.T) {
	upper := func(src io.Reader) io.Reader {
		all, err := io.ReadAll(src)
		must(t, err)
		return bytes.NewReader(bytes.ToUpper(all))
	}
	for _, filled := range []int{0, 1, 3, 9} {
		w := window("<abc>")
		for range filled {
			w.Fill()
		}
		if w.Recode(upper); w.Find(0, ">") != 4 || string(w.Rest()) != "<ABC>" {
			t.Errorf("after %d bytes: %q, %v", filled, w.Rest(), w.Err())
		}
	}
}
