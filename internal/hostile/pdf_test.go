package hostile

import (
	"bytes"
	"compress/lzw"
	"compress/zlib"
	"encoding/ascii85"
	"fmt"
	"strings"
)

// object is one of a PDF file.
func stream(entries, data string) string {
	return fmt.Sprintf("<<%s/Length %d>>stream\n%s\nendstream", entries, len(data), data)
}

func zipped(data string) string {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	_, err := w.Write([]byte(data))
	must(err)
	must(w.Close())
	return b.String()
}

// pdf writes objects with their table; the first is the catalog. trailer is put into it.
func pdf(trailer string, objects ...string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	at := make([]int, len(objects))
	for i, o := range objects {
		at[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	table := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, offset := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", offset)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, trailer, table)
	return b.Bytes()
}

const hello = "BT /F1 14 Tf 1 0 0 1 100 700 Tm (Xin chao) Tj ET "

// sheet is a PDF of one page; more begin with object 6.
func sheet(page, content string, more ...string) []byte {
	return pdf("", append([]string{
		"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>/XObject<</X 6 0 R>>>>" + page + ">>",
		content, "<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding/WinAnsiEncoding>>"}, more...)...)
}

func drawn(content string) func() []byte {
	return func() []byte { return sheet("", stream("", content)) }
}

// unpacked is a page whose content comes out of filters.
func unpacked(entries, data string) func() []byte {
	return func() []byte { return sheet("", stream(entries, data)) }
}

func pdfs() []file {
	flate := "/Filter/FlateDecode"
	x := strings.Repeat
	form := func(entries, content string) string {
		return stream("/Type/XObject/Subtype/Form/BBox[0 0 600 900]"+entries, content)
	}
	fonts := func(font string, more ...string) func() []byte {
		return func() []byte {
			b := sheet("", stream("", hello), append([]string{"null", font}, more...)...)
			return bytes.Replace(b, []byte("/F1 5 0 R"), []byte("/F1 7 0 R"), 1)
		}
	}
	pages := func(n int, page string, more ...string) func() []byte {
		return func() []byte {
			return pdf("", append([]string{"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[" + x("3 0 R ", n) + "]/Count 1>>", page}, more...)...)
		}
	}
	list := []file{
		{"sound", drawn(hello), "", ""},
		{"startxref in a circle", func() []byte { return pdfWith("/Prev", "xref") }, "", ""},
		{"hybrid table of itself", func() []byte { return pdfWith("/XRefStm", "xref") }, "", ""},
		{"100,000 tables one after the other", prevChain, "", ""},
		{"table bomb", func() []byte { return xrefStream(zipped(x("\x01", 100<<20)), "/Size 3") }, "file_bomb", ""},
		{"table bomb below the bound", func() []byte { return xrefStream(zipped(x("\x00", 15<<20)), "/Size 9999999") }, "file_bomb", ""},
		{"table of 2^40", func() []byte {
			return xrefStream(zipped(x("\x01", 7000)), "/Size 1099511627776/Index[-9223372036854775808 9223372036854775807]")
		}, "file_truncated", ""},
		{"flate 1000 to 1", unpacked(flate, zipped(x(" ", 300<<20))), "file_bomb", ""},
		{"flate chained", unpacked("/Filter[/FlateDecode/FlateDecode/FlateDecode]", zipped(zipped(zipped(x(" ", 300<<20))))), "file_bomb", ""},
		{"flate ten times", unpacked("/Filter["+x("/FlateDecode", 10)+"]", "x"), "file_bomb", ""},
		{"lzw", unpacked("/Filter/LZWDecode", lzwed(100<<20)), "", ""},
		{"run lengths", unpacked("/Filter/RunLengthDecode", x("\x81 ", 1<<20)), "file_bomb", ""},
		{"ascii 85 of 12 MB", unpacked("/Filter/ASCII85Decode", encoded85(12<<20)), "file_bomb", ""},
		{"z of ascii 85", unpacked("/Filter/ASCII85Decode", x("z", 12<<20)+"~>"), "file_bomb", ""},
		{"hex of 30 MB", unpacked("/Filter/ASCIIHexDecode", x("20", 15<<20)), "file_bomb", ""},
		{"predictor of huge columns", unpacked(flate+"/DecodeParms<</Predictor 15/Columns 1000000/Colors 32/BitsPerComponent 16>>", zipped(x("\x02", 8<<20))), "file_too_many_parts", ""},
		{"predictor of one column", unpacked(flate+"/DecodeParms<</Predictor 15/Columns 1>>", zipped(x("\x02", 15<<20))), "file_bomb", ""},
		{"one stream a thousand times in a page", func() []byte {
			b := sheet("", stream("", x(" ", 1<<20)))
			return bytes.Replace(b, []byte("/Contents 4 0 R"), []byte("/Contents["+x("4 0 R ", 1000)+"]"), 1)
		}, "file_bomb", ""},
		{"a stream of 10 MB in a thousand pages", pages(1000, "<</Type/Page/Contents 4 0 R>>", stream("", x("(a)", 3<<20))), "file_bomb", ""},
		{"form drawn 20,000 times", func() []byte { return sheet("", stream("", x("/X Do ", 20_000)), form("", x(" ", 100_000))) }, "file_bomb", ""},
		{"form in itself", func() []byte {
			return sheet("", stream("", "/X Do"), form("/Resources<</XObject<</X 6 0 R>>>>", "/X Do "+hello))
		}, "file_too_deep", ""},
		{"object stream bomb", func() []byte {
			return sheet("", stream("", hello), stream("/Type/ObjStm/N 9/First 50"+flate, zipped(x(" ", 300<<20))))
		}, "", ""},
		{"page in an object stream bomb", packBomb, "file_bomb", ""},
		{"million objects", func() []byte {
			return pdf("", append([]string{"<</Type/Catalog/Pages 2 0 R>>"}, strings.Split(x("<<>>,", 1_000_000), ",")...)...)
		}, "file_too_large", ""},
		{"million objects without a table", func() []byte {
			var b bytes.Buffer
			b.WriteString("%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj ")
			for i := range 1_000_000 {
				fmt.Fprintf(&b, "%d 0 obj<</Type/ObjStm>>endobj ", i+2)
			}
			return b.Bytes()
		}, "file_too_large", ""},
		{"200,000 object streams without a table", func() []byte {
			var b bytes.Buffer
			b.WriteString("%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj ")
			for i := range 200_000 {
				fmt.Fprintf(&b, "%d 0 obj<</Type/ObjStm/N 1/First 4>>stream\n1 0 2\nendstream ", i+2)
			}
			return b.Bytes()
		}, "file_too_many_parts", ""},
		{"million kids", pages(1_000_000, "<</Type/Page>>"), "file_too_many_parts", ""},
		{"page tree in a circle", pages(2, "<</Type/Pages/Kids[2 0 R 2 0 R]>>"), "file_too_deep", ""},
		{"arrays 100,000 deep", func() []byte { return sheet("/A "+x("[", 100_000)+x("]", 100_000), stream("", hello)) }, "file_too_deep", ""},
		{"dictionaries 100,000 deep", func() []byte { return sheet("/A "+x("<</A", 100_000)+x(">>", 100_000), stream("", hello)) }, "file_too_deep", ""},
		{"an array of 10 million", func() []byte { return sheet("/A["+x("999 ", 10_000_000)+"]", stream("", hello)) }, "file_too_large", ""},
		{"10 million arrays", func() []byte { return sheet("/A["+x("[]", 10_000_000)+"]", stream("", hello)) }, "file_too_many_parts", ""},
		{"3 million dictionaries", func() []byte { return sheet("/A["+x("<</A 1>>", 3_000_000)+"]", stream("", hello)) }, "file_too_many_parts", ""},
		{"3 million keys", func() []byte {
			return sheet("/A<<"+many(3_000_000, func(h string) string { return "/" + h + " 1" })+">>", stream("", hello))
		}, "file_too_many_parts", ""},
		{"200,000 fonts", func() []byte {
			i := 6
			objects := strings.Split(x("<</Type/Font/Subtype/Type0/DescendantFonts[<</W[0 65535 500]>>]>>,", 2000), ",")
			return sheet("", stream("", many(2000, func(string) string { i++; return fmt.Sprintf("/F%d 14 Tf ", i) })), objects...)
		}, "", ""},
		{"content of 10 million operators", drawn(x("q Q ", 2_500_000)), "file_bomb", ""},
		{"an array in the content of 10 million", drawn("[" + x("999 ", 3_900_000) + "] TJ"), "file_bomb", ""},
		{"8 million arrays in the content", drawn("[" + x("[]", 7_900_000) + "] TJ"), "file_bomb", ""},
		{"million q", drawn(x("q ", 1_000_000) + hello), "", ""},
		{"million marks", drawn(x("/P<</MCID 1/ActualText(abc)>>BDC ", 400_000) + hello), "file_bomb", ""},
		{"a string of 15 MB", drawn("BT /F1 14 Tf 1 0 0 1 100 700 Tm (" + x("a", 15<<20) + ") Tj ET"), "file_bomb", ""},
		{"hidden text of 15 MB", drawn("BT 3 Tr /F1 14 Tf (" + x("a", 15<<20) + ") Tj ET"), "file_bomb", ""},
		{"a string over the file", func() []byte { return sheet("/A ("+x("a", 40<<20), stream("", hello)) }, "file_too_large", ""},
		{"a name of 20 MB", func() []byte { return sheet("/A /"+x("a", 20<<20), stream("", hello)) }, "file_too_many_parts", ""},
		{"actual text of a megabyte", drawn(x("/P<</ActualText("+x("a", 1<<20)+")>>BDC "+hello+" EMC ", 14)), "file_bomb", ""},
		{"codes 0 to FFFFFFFF", fonts("<</Type/Font/Subtype/Type0/ToUnicode 8 0 R/DescendantFonts[<</W[0 4294967295 1]/DW 1000>>]>>",
			stream("", "1 beginbfrange <00000000> <FFFFFFFF> <0000> endbfrange "+x("<0000> <FFFF> <0041> ", 60000)+" endbfrange")), "file_too_many_parts", ""},
		{"codes of long texts", fonts("<</Type/Font/Subtype/Type0/ToUnicode 8 0 R>>",
			stream("", x("<0000> <FFFF> <"+x("0041", 30)+"> endbfrange ", 400))), "file_too_many_parts", ""},
		{"widths of 2^31", fonts("<</Type/Font/Subtype/Type1/FirstChar -2147483648/LastChar 2147483647/Widths[" + x("1e308 ", 1000) + "]>>"), "", ""},
		{"type 3 font in itself", fonts("<</Type/Font/Subtype/Type3/FontMatrix[1e308 0 0 1e308 0 0]/CharProcs<</a 4 0 R>>/Encoding<</Differences[97/a]>>/Widths[1]/FirstChar 97>>"), "", ""},
		{"numbers without bounds", drawn("1e308 0 0 1e308 1e308 1e308 cm 1e38 w 0 0 m 1e308 1e308 l S " + hello + "q 1e7 0 0 1e7 0 0 cm 9999999 0 0 9999999 0 0 cm " + hello + " Q 0 0 0 0 0 0 cm " + hello), "", ""},
		{"sheet of 100,000 points", func() []byte { return bytes.Replace(drawn(hello)(), []byte("595 842"), []byte("100000 100000"), 1) }, "", ""},
		{"sheet of 1e9 points", func() []byte {
			return bytes.Replace(drawn(hello)(), []byte("595 842]"), []byte("400000 400000]/UserUnit 999"), 1)
		}, "", ""},
		{"sheet turned inside out", func() []byte {
			return bytes.Replace(drawn(hello)(), []byte("0 0 595 842"), []byte("595 842 -1e300 NaN"), 1)
		}, "", ""},
		{"20,000 strokes crossing", drawn(strokes(2900)), "", ""},
		{"60,000 letters on a line", drawn("BT /F1 1 Tf " + x("1 0 0 1 10 700 Tm (aaaaaaaa) Tj 1 0 0 1 12 700.4 Tm (b) Tj ", 6000) + "ET"), "", ""},
		{"60,000 letters each on a line", drawn(letters(55_000, 0.55, 1)), "", ""},
		{"1,000 pages of 4,000 letters", pages(1000, "<</Type/Page/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>", stream("", letters(4000, 8, 10)),
			"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding/WinAnsiEncoding>>"), "file_too_many_parts", ""},
		{"javascript and launch", func() []byte {
			return pdfAction("/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>/AA<</WC<</S/Launch/F(cmd.exe)>>>>/Names<</EmbeddedFiles<</Names[(a.exe)<</EF<</F 4 0 R>>>>]>>>>")
		}, "", ""},
	}
	for _, e := range []string{
		"<</Filter/Standard/V 5/R 6/Length 256/P -4/O(%s)/U(%s)/UE(%s)/CF<</StdCF<</CFM/AESV3>>>>/StmF/StdCF/StrF/StdCF>>", "<</Filter/Standard/V 2/R 3/Length 128/P -4/O(%s)/U(%s)>>",
		"<</Filter/Standard/V 1/R 2/O()/U()>>", "<</Filter/Adobe.PubSec/V 4>>", "<</Filter/Standard/V 99>>", "<</Filter/Standard/V 4/Length -128/CF<</A<</CFM/AESV2>>>>/StmF/A/O(%s)/U(%s)>>",
	} {
		list = append(list, file{fmt.Sprintf("encrypted %d", len(e)), func() []byte {
			d := strings.ReplaceAll(e, "%s", x("k", 48))
			return pdf("/Encrypt "+d, "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[]>>")
		}, "file_encrypted", ""})
	}
	for i := range list {
		list[i].name += ".pdf"
		list[i].imports = "pdf_not_imported"
	}
	return list
}

// pdfWith has an entry in its trailer that leads back to a word of the file.
func pdfWith(entry, to string) []byte {
	one := drawn(hello)()
	return bytes.Replace(one, []byte("/Root"), []byte(fmt.Sprintf("%s %d/Root", entry, bytes.LastIndex(one, []byte(to+"\n0")))), 1)
}

func pdfAction(entries string) []byte {
	return bytes.Replace(drawn(hello)(), []byte("/Type/Catalog"), []byte("/Type/Catalog"+entries), 1)
}

// prevChain has tables that each name the one before.
func prevChain() []byte {
	b := drawn(hello)()
	at := bytes.LastIndex(b, []byte("xref\n0"))
	for range 100_000 {
		next := len(b)
		b = fmt.Appendf(b, "xref\n0 0\ntrailer\n<</Root 1 0 R/Prev %d>>\n", at)
		at = next
	}
	return fmt.Appendf(b, "startxref\n%d\n%%%%EOF\n", at)
}

func xrefStream(data, entries string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n")
	at := b.Len()
	fmt.Fprintf(&b, "3 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n", stream("/Type/XRef/W[1 4 2]/Root 1 0 R/Filter/FlateDecode"+entries, data), at)
	return b.Bytes()
}

// packBomb keeps its page in an object stream that is a bomb.
func packBomb() []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n")
	pack := b.Len()
	fmt.Fprintf(&b, "3 0 obj\n%s\nendobj\n", stream("/Type/ObjStm/N 1/First 4/Filter/FlateDecode", zipped("2 0 <</Type/Pages>>"+strings.Repeat(" ", 300<<20))))
	at := b.Len()
	table := string([]byte{0, 0, 0, 0, 0, 1, 0, 0, 9, 0, 2, 0, 0, 3, 0, 1, byte(pack >> 16), byte(pack >> 8), byte(pack), 0})
	fmt.Fprintf(&b, "4 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n", stream("/Type/XRef/W[1 3 1]/Size 4/Root 1 0 R", table), at)
	return b.Bytes()
}

func lzwed(n int) string {
	var b bytes.Buffer
	w := lzw.NewWriter(&b, lzw.MSB, 8)
	_, err := w.Write(make([]byte, n))
	must(err)
	must(w.Close())
	return b.String()
}

func encoded85(n int) string {
	var b bytes.Buffer
	w := ascii85.NewEncoder(&b)
	_, err := w.Write(bytes.Repeat([]byte("    "), n/4))
	must(err)
	must(w.Close())
	return b.String()
}

// strokes draws n lines each way that all cross.
func strokes(n int) string {
	var b strings.Builder
	for i := range n {
		at := 1 + float64(i)*0.2
		fmt.Fprintf(&b, "%.1f 1 m %.1f 800 l S 1 %.1f m 580 %.1f l S\n", at, at, at, at)
	}
	return b.String()
}

// letters sets n letters, so far apart and of a size.
func letters(n int, step, size float64) string {
	var b strings.Builder
	fmt.Fprintf(&b, "BT /F1 %.2f Tf ", size)
	for i := range n {
		fmt.Fprintf(&b, "1 0 0 1 %.2f %.2f Tm (a) Tj ", 20+float64(i%68)*step, 820-float64(i/68)*step*1.5)
	}
	return b.String() + "ET"
}
