package hostile

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf16"
)

// book is a workbook of one sheet; more parts replace those that it has.
func book(sheet string, more ...part) []byte {
	const head = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`
	const relations = `http://schemas.openxmlformats.org/officeDocument/2006/relationships`
	const main = `http://schemas.openxmlformats.org/spreadsheetml/2006/main`
	parts := []part{
		{"[Content_Types].xml", head + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`},
		{"_rels/.rels", head + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="` + relations + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{"xl/workbook.xml", head + `<workbook xmlns="` + main + `" xmlns:r="` + relations + `"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", head + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="` + relations + `/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="` + relations + `/sharedStrings" Target="sharedStrings.xml"/></Relationships>`},
		{"xl/worksheets/sheet1.xml", head + `<worksheet xmlns="` + main + `"><sheetData>` + sheet + `</worksheet>`},
	}
next:
	for _, m := range more {
		for i := range parts {
			if parts[i].name == m.name {
				parts[i] = m
				continue next
			}
		}
		parts = append(parts, m)
	}
	return packed(parts...)
}

const listHeader = `<row r="1"><c t="inlineStr"><is><t>TT</t></is></c><c t="inlineStr"><is><t>Họ và tên</t></is></c><c t="inlineStr"><is><t>Chức vụ</t></is></c><c t="inlineStr"><is><t>Đơn vị</t></is></c></row>`

// rows are rows of a list below its header, each with what cells makes; h are digits that no two rows share.
func rows(n int, cells func(h string) string) string {
	return listHeader + many(n, func(h string) string { return "<row>" + cells(h) + "</row>" }) + "</sheetData>"
}

func inline(s string) string { return `<c t="inlineStr"><is><t>` + s + `</t></is></c>` }

// shared is a table of n strings.
func shared(n int, text func(h string) string) part {
	return part{"xl/sharedStrings.xml", `<sst>` + many(n, func(h string) string { return "<si><t>" + text(h) + "</t></si>" }) + `</sst>`}
}

// people are the lines of a CSV file of n bytes.
func people(n int) string {
	line := func(h string) string {
		return h + ";Nguyễn Thị Hạnh " + h[:3] + ";Phó Trưởng phòng;Sở Nội vụ tỉnh An Bình;" + strings.Repeat("có thành tích xuất sắc ", 3) + h + "\r\n"
	}
	return "TT;Họ và tên;Chức vụ;Đơn vị;Thành tích\r\n" + many(n/len(line("01234567")), line)
}

func utf16File(s string) []byte {
	var b bytes.Buffer
	b.WriteString("\xff\xfe")
	for _, u := range utf16.Encode([]rune(s)) {
		b.Write([]byte{byte(u), byte(u >> 8)})
	}
	return b.Bytes()
}

// lists are spreadsheets at the limits and above: much of one thing, in files that pack well enough to be sent.
func lists() []upload {
	digit := func(h string) string { return string('0' + h[0]%10) }
	number := func(h string) string { return "<c><v>" + digit(h) + "</v></c>" }
	list := []upload{
		{"4 million cells.xlsx", func() []byte {
			return book(rows(199_999, func(h string) string {
				return "<c><v>1</v></c>" + inline(h) + strings.Repeat(number(h), 17)
			}))
		}, either},
		{"300 MB of texts.xlsx", func() []byte {
			return book(rows(12_000, func(h string) string { return strings.Repeat(inline(strings.Repeat(h, 390)), 8) }))
		}, "file_too_large"},
		{"rows of a megabyte.xlsx", func() []byte {
			return book(rows(300, func(h string) string { return strings.Repeat(inline(strings.Repeat(h, 1000)), 125) }))
		}, "file_too_large"},
		{"48 MB of shared strings.xlsx", func() []byte {
			return book(rows(100_000, func(h string) string { return strings.Repeat(`<c t="s"><v>`+digit(h)+`</v></c>`, 8) }),
				shared(1_500_000, func(h string) string { return h + "có thành tích" }))
		}, either},
		{"one long string in every cell.xlsx", func() []byte {
			return book(rows(199_999, func(h string) string { return number(h) + strings.Repeat(`<c t="s"><v>0</v></c>`, 8) }),
				shared(1, func(string) string { return strings.Repeat("chữ ", 8_000) }))
		}, "file_too_large"},
		{"a cell in pieces.xlsx", func() []byte {
			return book(rows(1, func(string) string {
				return inline(many(2_000_000, func(h string) string { return h + "<!-- " + h + " -->" }))
			}))
		}, "file_truncated"},
		{"a number in pieces.xlsx", func() []byte {
			return book(rows(1, func(string) string {
				return "<c><v>" + many(2_000_000, func(h string) string { return h + "<!-- " + h + " -->" }) + "</v></c>"
			}))
		}, "file_truncated"},
		{"a shared string in pieces.xlsx", func() []byte {
			return book(rows(1, number), shared(1, func(string) string {
				return many(3_000_000, func(h string) string { return h + "<!-- " + h + " -->" })
			}))
		}, "file_truncated"},
		{"200,000 merged cells.xlsx", func() []byte {
			i := 1
			return book(rows(199_999, func(h string) string { return number(h) + inline(h) }) + "<mergeCells>" + many(200_000, func(string) string {
				i++
				return fmt.Sprintf(`<mergeCell ref="%c%d:%[1]c%d"/>`, 'A'+i%20, i, 1<<20)
			}) + "</mergeCells>")
		}, either},
		{"200,000 rows far apart.xlsx", func() []byte {
			i := 1
			return book(listHeader + many(199_999, func(h string) string {
				i += 5
				return fmt.Sprintf(`<row r="%d"><c r="B%[1]d" t="inlineStr"><is><t>%s</t></is></c><c r="ALL%[1]d"><v>1</v></c></row>`, i, h)
			}) + "</sheetData>")
		}, either},
		{"8 MB of styles.xlsx", func() []byte {
			return book(rows(10, inline), part{"xl/styles.xml", `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs>` + strings.Repeat(`<xf/>`, 1_500_000) + many(20_000, func(h string) string { return `<xf fontId="` + h + `"/>` }) + `</cellXfs></styleSheet>`})
		}, "file_too_large"},
		{"a million relations.xlsx", func() []byte {
			return book(rows(10, inline), part{"xl/_rels/workbook.xml.rels", "<Relationships>" + many(1_500_000, func(h string) string {
				return `<Relationship Id="` + h + `" Type="/x" Target="` + h + `"/>`
			}) + "</Relationships>"})
		}, "file_too_many_parts"},
		{"one sheet 50,000 times.xlsx", func() []byte {
			return book(rows(50_000, inline), part{"xl/workbook.xml", `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>` +
				many(50_000, func(h string) string { return `<sheet name="` + h + `" sheetId="1" r:id="rId1"/>` }) + `</sheets></workbook>`})
		}, "file_truncated"},
		{"32 MB.csv", func() []byte { return []byte(people(33_500_000)) }, ""},
		{"32 MB of UTF-16 that grows.csv", func() []byte {
			return utf16File("TT;Họ và tên\r\n" + many(380_000, func(h string) string { return h + ";" + strings.Repeat("ệ", 32) + "\r\n" }))
		}, "file_too_large"},
		{"32 MB of an unknown code.csv", func() []byte {
			return []byte(strings.Repeat("1;Nguy\xea\xf3n V\xe3n An;Gi\xe1o vi\xean;Tr\xfd\xf5\xecng THCS An Bi\xccnh, co\xec tha\xccnh ti\xecch xu\xe2\xect s\xe3\xecc\r\n", 380_000))
		}, either},
		{"a quotation mark that nobody closes.csv", func() []byte { return []byte(people(20_000) + "1;\"" + people(33_000_000)) }, "file_truncated"},
		{"33 million cells.csv", func() []byte {
			return []byte("TT,Họ và tên\n" + strings.Repeat(strings.Repeat("1,", 900)+"\n", 18_000))
		}, "file_too_large"},
	}
	return list
}
