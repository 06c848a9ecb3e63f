package broken

import (
	"fmt"
	"strings"
)

const drawingNames = ` xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"` +
	` xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"` +
	` xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"` +
	` xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"` +
	` xmlns:v="urn:schemas-microsoft-com:vml"`

// shape is a straight line as Word 2010 and later anchor it to a paragraph: length and the drop from the paragraph's upper edge in EMU.
const shape = `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>` +
	`<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" ` +
	`relativeHeight="%[1]d" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>` +
	`<wp:positionH relativeFrom="column"><wp:align>center</wp:align></wp:positionH>` +
	`<wp:positionV relativeFrom="paragraph"><wp:posOffset>%[3]d</wp:posOffset></wp:positionV><wp:extent cx="%[2]d" cy="0"/>` +
	`<wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/><wp:docPr id="%[1]d" name="Straight Connector %[1]d"/><wp:cNvGraphicFramePr/>` +
	`<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">` +
	`<wps:wsp><wps:cNvCnPr/><wps:spPr>` +
	`<a:xfrm><a:off x="0" y="0"/><a:ext cx="%[2]d" cy="0"/></a:xfrm><a:prstGeom prst="line"><a:avLst/></a:prstGeom>` +
	`<a:ln w="9525"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln></wps:spPr><wps:bodyPr/></wps:wsp></a:graphicData>` +
	`</a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback/></mc:AlternateContent></w:r>`

// vmlLine is the same as files from the time of Word 2007 have it, in points from the left edge of the text.
const vmlLine = `<w:r><w:pict><v:line id="Line%[1]d" style="position:absolute;z-index:%[1]d" from="%[2]gpt,%[4]gpt" to="%[3]gpt,%[4]gpt" ` +
	`strokeweight=".75pt"/></w:pict></w:r>`

// names declares the namespaces of drawings.
func names(p parts) error {
	return swap(mainPart, `<w:document `, `<w:document`+drawingNames+` `, 1)(p)
}

// stroke draws a line under the paragraph with the needle, in the place of the rule of a style.
func stroke(id int, ke, needle string, twips, drop int) edit {
	return func(p parts) error {
		if err := dropped(p, ke); err != nil {
			return err
		}
		return para(needle, "</w:p>", fmt.Sprintf(shape, id, twips*635, drop)+"</w:p>")(p)
	}
}

// oldStroke does so in VML.
func oldStroke(id int, ke, needle string, from, to, drop float64) edit {
	return func(p parts) error {
		if err := dropped(p, ke); err != nil {
			return err
		}
		return para(needle, "</w:p>", fmt.Sprintf(vmlLine, id, from, to, drop)+"</w:p>")(p)
	}
}

func dropped(p parts, ke string) error { return drop(`w:val="` + ke + `"`)(p) }

const oneLine = 215900 // 17 pt, just under a line of 13 or 14

func strokes(organ, motto, title int) []edit {
	return []edit{names, stroke(1, "KeCoQuan", soNoiVu, organ, oneLine-12700), stroke(2, "KeTieuNgu", tieuNgu, motto, oneLine),
		stroke(3, "KeTrichYeu", trichYeuKhan, title, oneLine)}
}

func strokeFiles() []File {
	return []File{
		broke(Sound, "net-ve", khan, "ba đường kẻ là nét vẽ DrawingML neo vào đoạn", "", strokes(564, 3428, 1969)...),
		broke("QH-3", "net-ve-ngan", khan, "ba đường kẻ là nét vẽ, nét dưới Tiêu ngữ dài 45 mm", "45", strokes(564, 2551, 1969)...),
		broke("CQ-2", "net-ve-dai", khan, "ba đường kẻ là nét vẽ, nét dưới tên cơ quan dài bằng tên", "23,7", strokes(1344, 3428, 1969)...),
		broke("TL-3", "net-ve-vml-dai", khan, "nét vẽ VML dưới trích yếu dài 70 mm", "70",
			names, oldStroke(1, "KeTrichYeu", trichYeuKhan, 134.7, 333.1, 17)),
		broke("SO-1", "truc-tiep-co-14", khan, "định dạng trực tiếp cả văn bản; số, ký hiệu cỡ 14", "14",
			asDirect(), para(soKhan, halfPoints("26"), halfPoints("28"))),
		broke("KY-1", "truc-tiep-khong-dam", khan, "định dạng trực tiếp cả văn bản; họ tên không đậm", "",
			asDirect(), para("Nguyễn Văn An", "<w:b/>", "")),
		broke("ND-1", "truc-tiep-dong-12pt", khan, "định dạng trực tiếp cả văn bản; một khoản giãn dòng Exactly 12 pt", "12",
			asDirect(), para(chuanBi, `w:lineRule="auto"`, `w:lineRule="exact"`)),
		broke("CQ-2", "truc-tiep-khong-ke", khan, "định dạng trực tiếp cả văn bản; bỏ đường kẻ dưới tên cơ quan", "",
			asDirect(), drop(`w:left="1626" w:right="1626"`)),
		broke("TL-1", "truc-tiep-co-12", khan,
			"định dạng trực tiếp cả văn bản, chữ cắt thành nhiều run như LibreOffice ghi; tên loại cỡ 12", "12",
			asDirect(), para(">KẾ HOẠCH<", halfPoints("28"), halfPoints("24")), split("KẾ HOẠCH")),
	}
}

// split cuts the one run with the text into a run for each word, with the same formatting.
func split(text string) edit {
	return paragraph(">"+text+"<", func(s string) (string, error) {
		from, to := strings.Index(s, "<w:r>"), strings.LastIndex(s, "</w:r>")+len("</w:r>")
		run := s[from:to]
		var b strings.Builder
		for _, word := range strings.SplitAfter(text, " ") {
			b.WriteString(strings.Replace(run, ">"+text+"<", ">"+word+"<", 1))
		}
		return s[:from] + b.String() + s[to:], nil
	})
}
