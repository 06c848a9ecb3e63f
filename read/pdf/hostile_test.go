package pdf

import (
	"bytes"
	"compress/zlib"
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"testing"

	"vanban/read"
)

// file builds a PDF of numbered objects with a classic table; the first object is the catalog.
func file(objects ...string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	offsets := make([]int, len(objects))
	for i, o := range objects {
		offsets[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	at := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, o := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, at)
	return b.Bytes()
}

// onePage builds a PDF of one page with a content stream, a font F1 and further entries of its resources.
func onePage(content, resources string, more ...string) []byte {
	objects := append([]string{
		"<</Type/Catalog/Pages 2 0 R>>",
		"<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595.28 841.89]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>" + resources + ">>>>",
		packed("", content),
		"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding/WinAnsiEncoding>>",
	}, more...)
	return file(objects...)
}

func packed(entries, data string) string {
	return fmt.Sprintf("<<%s/Length %d>>stream\n%s\nendstream", entries, len(data), data)
}

func deflated(data []byte) string {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	_, _ = w.Write(data)
	_ = w.Close()
	return b.String()
}

// bomb is the packed form of n bytes of one letter, some 1000:1.
func bomb(n int, letter byte) string { return deflated(bytes.Repeat([]byte{letter}, n)) }

// hostiles are files made to hurt a reader, and the code that each is refused with; "" where it is read.
func hostiles() []hostile {
	text := "BT /F1 14 Tf 100 700 Td (Xin chao) Tj ET"
	good := onePage(text, "")
	many := func(n int, o string) []byte {
		objects := []string{"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Page>>"}
		for range n {
			objects = append(objects, o)
		}
		return file(objects...)
	}
	deepTree := func(n int) []byte {
		objects := []string{"<</Type/Catalog/Pages 2 0 R>>"}
		for i := range n {
			objects = append(objects, fmt.Sprintf("<</Type/Pages/Kids[%d 0 R]/Count 1>>", i+3))
		}
		return file(append(objects, "<</Type/Page/MediaBox[0 0 595 842]>>")...)
	}
	wideTree := func() []byte {
		kids := strings.Repeat("3 0 R ", 30)
		objects := []string{"<</Type/Catalog/Pages 2 0 R>>"}
		for i := range 30 {
			objects = append(objects, fmt.Sprintf("<</Type/Pages/Count 1/Kids[%s]>>", strings.ReplaceAll(kids, "3 0", fmt.Sprint(i+3, " 0"))))
		}
		return file(append(objects, "<</Type/Page/MediaBox[0 0 595 842]>>")...)
	}
	form := func(name, content, resources string) string {
		return packed("/Type/XObject/Subtype/Form/BBox[0 0 600 900]"+resources, content)
	}
	doubling := func() []byte {
		var more []string
		for i := range 40 {
			more = append(more, form("", "/X Do /X Do ", fmt.Sprintf("/Resources<</XObject<</X %d 0 R>>>>", i+7)))
		}
		more = append(more, form("", text, ""))
		return onePage("/X Do", "/XObject<</X 6 0 R>>", more...)
	}
	xrefStream := func(data, entries string) []byte {
		var b bytes.Buffer
		b.WriteString("%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n")
		at := b.Len()
		fmt.Fprintf(&b, "3 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n",
			packed("/Type/XRef/W[1 4 2]/Root 1 0 R/Filter/FlateDecode"+entries, data), at)
		return b.Bytes()
	}
	prevLoop := bytes.Replace(good, []byte("/Root"), []byte(fmt.Sprintf("/Prev %d/Root", bytes.LastIndex(good, []byte("xref\n0")))), 1)
	objStm := func(entries, data string) []byte {
		return onePage(text, "", packed("/Type/ObjStm/Filter/FlateDecode"+entries, data))
	}
	return []hostile{
		{"sound", good, ""},
		{"empty", nil, "file_empty"},
		{"no PDF", []byte("PK\x03\x04 something else"), "file_unknown"},
		{"header alone", []byte("%PDF-1.7\n"), "file_truncated"},
		{"cut in half", good[:len(good)/2], ""},
		{"cut in the first object", good[:30], "file_truncated"},
		{"table points nowhere", bytes.Replace(good, []byte("startxref\n"), []byte("startxref\n9"), 1), ""},
		{"table before itself", prevLoop, ""},
		{"xref bomb", xrefStream(bomb(100<<20, 1), "/Size 3"), "file_bomb"},
		{"xref of a thousand million", xrefStream(bomb(7000, 1), "/Size 1000000000/Index[0 1000000000]"), "file_truncated"},
		{"xref of negative index", xrefStream(bomb(7000, 1), "/Size 10/Index[-5 1000]"), "file_truncated"},
		{"object stream bomb", objStm("/N 10/First 100", bomb(100<<20, ' ')), ""},
		{"object stream of a million", objStm("/N 1000000/First 8", bomb(1<<20, '1')), ""},
		{"content bomb", bytes.Replace(onePage("", "", packed("/Filter/FlateDecode", bomb(200<<20, ' '))), []byte("/Contents 4"), []byte("/Contents 6"), 1), "file_bomb"},
		{"content bomb in small parts", onePage("", "/XObject<</X 6 0 R>>", packed("/Filter/FlateDecode", bomb(15<<20, ' '))), ""},
		{"quine of filters", bytes.Replace(onePage("", "", packed("/Filter[/FlateDecode/FlateDecode/FlateDecode]", deflated([]byte(deflated([]byte(bomb(200<<20, ' '))))))), []byte("/Contents 4"), []byte("/Contents 6"), 1), "file_bomb"},
		{"encrypted", encryptedFile(), "file_encrypted"},
		{"half a million objects", many(500_000, "1"), "file_too_many_parts"},
		{"nested arrays", onePage(text, "", strings.Repeat("[", 2000)+strings.Repeat("]", 2000)), ""},
		{"nested dictionaries", onePage(text, "", strings.Repeat("<</A", 2000)+strings.Repeat(">>", 2000)), ""},
		{"nested arrays open", onePage(text, "", strings.Repeat("[", 1_000_000)), ""},
		{"nested arrays in content", onePage(strings.Repeat("[", 1_000_000), ""), "file_too_deep"},
		{"deep page tree", deepTree(2000), "file_too_deep"},
		{"page tree of 30^30", wideTree(), "file_too_large"},
		{"page tree in a circle", file("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"), "file_too_deep"},
		{"form in itself", onePage("/X Do", "/XObject<</X 6 0 R>>", form("", "/X Do "+text, "/Resources<</XObject<</X 6 0 R>>/Font<</F1 5 0 R>>>>")), "file_too_deep"},
		{"forms doubling", doubling(), "file_too_deep"},
		{"huge Length", bytes.Replace(good, []byte("/Length 40"), []byte("/Length 4000000000"), 1), ""},
		{"negative Length", bytes.Replace(good, []byte("/Length 40"), []byte("/Length -4"), 1), ""},
		{"Length of itself", bytes.Replace(good, []byte("/Length 40"), []byte("/Length 4 0 R"), 1), ""},
		{"a stream a thousand times in a page", bytes.Replace(onePage(strings.Repeat(" ", 1<<20), ""), []byte("/Contents 4 0 R"),
			[]byte("/Contents["+strings.Repeat("4 0 R ", 1000)+"]"), 1), "file_bomb"},
		{"a million dictionaries", bytes.Replace(good, []byte("/Parent"), []byte("/A["+strings.Repeat("<</A 1>>", 1_000_000)+"]/Parent"), 1), "file_too_many_parts"},
		{"a million arrays in content", onePage("["+strings.Repeat("[]", 1_000_000)+"] TJ", ""), "file_too_many_parts"},
		{"codes over and over", bytes.Replace(onePage(text, "", "<</Type/Font/ToUnicode 7 0 R>>", packed("", strings.Repeat("<0000><FFFF><0041>endbfrange ", 100))),
			[]byte("/F1 5 0"), []byte("/F1 6 0"), 1), "file_too_many_parts"},
		{"a string without end", bytes.Replace(good, []byte("/Parent"), []byte("/A("), 1), ""},
		{"million q", onePage(strings.Repeat("q ", 1_000_000), ""), ""},
		{"million glyphs", onePage("BT /F1 14 Tf 100 700 Td ("+strings.Repeat("a", 5_000_000)+") Tj ET", ""), ""},
		{"million letters in sight", onePage("BT /F1 1 Tf "+strings.Repeat("1 0 0 1 10 700 Tm (aaaaaaaaaaaaaaaaaaaa) Tj ", 50_000)+"ET", ""), "file_too_many_parts"},
		{"half a million strokes", onePage(strings.Repeat("1 1 m 5 1 l S ", 500_000), ""), ""},
		{"a grid of 100,000 lines", onePage(gridOf(300)+strings.Repeat("1 1 m 5 1 l S 9 9 m 9 20 l S ", 100_000), ""), ""},
		{"letters on one line", onePage("BT /F1 1 Tf "+strings.Repeat("1 0 0 1 10 700 Tm (aaaa) Tj 1 0 0 1 12 700.4 Tm (b) Tj ", 10_000)+"ET", ""), ""},
	}
}

type hostile struct {
	name string
	data []byte
	code string
}

// encryptedFile has an encryption dictionary whose keys fit no empty password.
func encryptedFile() []byte {
	b := onePage("", "", "<</Filter/Standard/V 2/R 3/Length 128/P -4/O("+strings.Repeat("o", 32)+")/U("+strings.Repeat("u", 32)+")>>")
	return bytes.Replace(b, []byte("/Root 1 0 R"), []byte("/Encrypt 6 0 R/Root 1 0 R"), 1)
}

// No file may cost 100 MB, all that was ever allocated counted, garbage as well.
func TestHostile(t *testing.T) {
	const limit = 100_000_000
	for _, h := range hostiles() {
		t.Run(h.name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, err := Read(context.Background(), h.data)
			runtime.ReadMemStats(&after)
			code := ""
			var r *read.Refusal
			if errors.As(err, &r) {
				code = r.Code
			} else if err != nil {
				t.Fatal(err)
			}
			if code != h.code {
				t.Errorf("refused with %q, want %q", code, h.code)
			}
			used := after.TotalAlloc - before.TotalAlloc
			t.Logf("%.1f MB", float64(used)/1e6)
			if used > limit {
				t.Errorf("allocated %d bytes", used)
			}
		})
	}
}

// gridOf draws n lines each way.
func gridOf(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "%d 10 m %d %d l S 10 %d m %d %d l S\n", 10+3*i, 10+3*i, 10+3*n, 10+3*i, 10+3*n, 10+3*i)
	}
	return b.String()
}
