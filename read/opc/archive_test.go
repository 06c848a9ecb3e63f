package opc_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"vanban/read"
	"vanban/read/opc"
)

// containers are files by what is special about them.
func containers(t testing.TB) map[string][]byte {
	named := func(name string) []byte {
		return pack(t, entry{name: "a.xml", content: "<a/>"}, entry{name: name, content: "<b/>"})
	}
	good := named("b.xml")
	return map[string][]byte{
		"sound":                    good,
		"a folder":                 named("word/"),
		"a comment behind":         append(with(good, 20, 3), "abc"...),
		"no bytes":                 nil,
		"head only":                good[:4],
		"half":                     good[:len(good)/2],
		"end cut off":              good[:len(good)-1],
		"more entries than may be": many(t, 201),
		"more than the end says":   with(many(t, 201), 10, 3),
		"fewer than the end says":  with(good, 10, 3),
		"end says too many":        with(good, 10, 201),
		"100,000 entries":          entries(100_000),
		"directory too long":       pack(t, entry{name: strings.Repeat("a", 9_000)}, entry{name: strings.Repeat("b", 9_000)}),
		"directory beyond":         with(good, 12, 0xffffffff),
		"parent folder":            named("../a.xml"),
		"parent folder inside":     named("word/../../a.xml"),
		"this folder":              named("word/./a.xml"),
		"absolute":                 named("/etc/passwd"),
		"two strokes":              named("word//a.xml"),
		"backslash":                named(`word\a.xml`),
		"drive":                    named("C:/a.xml"),
		"zero byte":                named("a.xml\x00.png"),
		"control character":        named("a\x1b.xml"),
		"no name":                  named(""),
		"twice":                    named("A.XML"),
		"long unsafe name":         named("../" + strings.Repeat("a", 100)),
		"macros":                   named("Word/vbaProject.bin"),
		"encrypted":                encrypted(good),
		"another method":           pack(t, entry{name: "a.xml", method: 12}),
		"claims too much":          pack(t, entry{name: "a", claims: 5 << 20, content: noise(60_000)}, entry{name: "b", claims: 5 << 20, content: noise(60_000)}),
		"bomb":                     pack(t, entry{name: "a", content: strings.Repeat("\x00", 2<<20)}),
		"bomb that lies":           pack(t, entry{name: "a", content: strings.Repeat("\x00", 10<<20), claims: 100}),
		"larger than it says":      pack(t, entry{name: "a", content: "chữ", claims: 2}),
		"smaller than it says":     pack(t, entry{name: "a", content: "chữ", claims: 9}),
		"overlapping":              overlapping(),
		"in itself":                inItself(),
		"local header changed":     flipped(good, 0),
		"content changed":          flipped(good, len("PK\x03\x04")+26+len("a.xml")+1),
	}
}

// noise does not pack like a bomb.
func noise(n int) string {
	b := make([]byte, n)
	seed := uint32(1)
	for i := range b {
		seed = seed*1664525 + 1013904223
		b[i] = byte(seed >> 24)
	}
	return string(b)
}

// TestContainers holds what is said of each to testdata/containers.txt, which UPDATE_GOLDEN=1 rewrites. Whatever it is, it costs less
// than 4 MB.
func TestContainers(t *testing.T) {
	all := containers(t)
	var got strings.Builder
	for _, name := range slices.Sorted(maps.Keys(all)) {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		fmt.Fprintf(&got, "%s\n\t%s\n", name, unpack(all[name]))
		runtime.ReadMemStats(&after)
		if used := after.TotalAlloc - before.TotalAlloc; used > 4<<20 {
			t.Errorf("%s asked for %d MB", name, used>>20)
		}
	}
	const path = "testdata/containers.txt"
	if os.Getenv("UPDATE_GOLDEN") == "1" {
		must(t, os.WriteFile(path, []byte(got.String()), 0o644))
		return
	}
	want, err := os.ReadFile(path)
	must(t, err)
	if got.String() != string(want) {
		t.Errorf("UPDATE_GOLDEN=1 rewrites; got\n%s", got.String())
	}
}

// unpack opens a container and reads all of its parts.
func unpack(file []byte) string {
	a, err := open(file)
	if err != nil {
		return said(err)
	}
	var list []string
	for _, name := range a.Names() {
		size, err := unpackPart(a, name)
		list = append(list, fmt.Sprintf("%s %s, %d bytes", name, said(err), size))
	}
	return strings.Join(list, "\n\t")
}

func unpackPart(a *opc.Archive, name string) (int64, error) {
	r, err := a.Open(name)
	if err != nil {
		return 0, err
	}
	size, err := io.Copy(io.Discard, r)
	return size, errors.Join(err, r.Close())
}

// TestCutAnywhere: a container that is cut short is refused, wherever it is cut.
func TestCutAnywhere(t *testing.T) {
	file := containers(t)["sound"]
	for n := range file {
		var r *read.Refusal
		if _, err := open(file[:n]); !errors.As(err, &r) || r.Code != "file_truncated" || r.Hint != words.Again {
			t.Fatalf("%d of %d bytes: %v", n, len(file), err)
		}
	}
}

func TestNames(t *testing.T) {
	a, err := open(pack(t, entry{name: "Word/Document.xml", content: "<a/>"}, entry{name: "[Content_Types].xml", content: "<b/>"}))
	must(t, err)
	if got := strings.Join(a.Names(), " "); got != "[content_types].xml word/document.xml" {
		t.Error(got)
	}
	if !a.Has("word/DOCUMENT.xml") || a.Has("word/styles.xml") {
		t.Error("names of parts do not tell case")
	}
	if _, err := a.Open("word/styles.xml"); said(err) != "file_truncated: Tệp thử bị hỏng: thiếu phần word/styles.xml." {
		t.Error(said(err))
	}
}

// TestTogether reads parts at the same time and one after the other: their unpackers are used again, but never by two.
func TestTogether(t *testing.T) {
	const parts = 8
	var list []entry
	for i := range parts {
		list = append(list, entry{name: fmt.Sprint(i), content: strings.Repeat(fmt.Sprintf("phần %d ", i), 20_000)})
	}
	a, err := open(pack(t, list...))
	must(t, err)
	var group sync.WaitGroup
	for i := range parts {
		group.Go(func() {
			for range 10 {
				r, err := a.Open(fmt.Sprint(i))
				if err != nil {
					t.Error(err)
					return
				}
				got, err := io.ReadAll(r)
				if err != nil || string(got) != list[i].content {
					t.Errorf("part %d: %d bytes, %v", i, len(got), err)
				}
				_ = r.Close()
			}
		})
	}
	group.Wait()
}

func TestClosed(t *testing.T) {
	a, err := open(containers(t)["sound"])
	must(t, err)
	first, err := a.Open("a.xml")
	must(t, err)
	must(t, first.Close())
	must(t, first.Close())
	if _, err := first.Read(make([]byte, 9)); !errors.Is(err, fs.ErrClosed) {
		t.Errorf("reading on after the end: %v", err)
	}
	second, err := a.Open("a.xml")
	must(t, err)
	third, err := a.Open("b.xml")
	must(t, err)
	for r, want := range map[io.Reader]string{second: "<a/>", third: "<b/>"} {
		if got, err := io.ReadAll(r); err != nil || string(got) != want {
			t.Errorf("%q, %v", got, err)
		}
	}
}

// Whatever is sent is refused for a reason, or has parts that stay within the limits.
func FuzzOpen(f *testing.F) {
	for _, file := range containers(f) {
		if len(file) < 64<<10 {
			f.Add(file)
		}
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		a, err := open(file)
		if err != nil {
			if said(err) == "damaged" {
				t.Fatal(err)
			}
			return
		}
		if len(a.Names()) > limits.Parts || !bytes.Contains(file, []byte("PK\x05\x06")) {
			t.Fatal("open")
		}
		for _, name := range a.Names() {
			if size, _ := unpackPart(a, name); size > limits.Unpacked || size > 1<<20 && size/int64(len(file)) > limits.Ratio {
				t.Fatalf("%q has %d bytes", name, size)
			}
		}
	})
}
