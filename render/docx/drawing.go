package docx

import (
	"fmt"
	"strconv"

	"vanban/document"
)

// DrawingML (ECMA-376 Part 1, 20.1 and 20.4) with the shapes and groups that Word has since 2010 (MS-ODRAWXML 2.3). A reader that does
// not know them skips what stands under mc:AlternateContent (Part 3, 7.6).
const (
	nsDrawing = `xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"` +
		` xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"` +
		` xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"` +
		` xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"` +
		` xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"` +
		` xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"`

	// LibreOffice 7.4 takes no choice that requires two namespaces: the group's stands for both.
	forShapes = `<mc:AlternateContent><mc:Choice Requires="wps">`
	forGroups = `<mc:AlternateContent><mc:Choice Requires="wpg">`
	forEnd    = `</mc:Choice></mc:AlternateContent>`

	shapeData   = `<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">`
	groupData   = `<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup">`
	pictureData = `<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">`
	anchorEnd   = `</a:graphicData></a:graphic></wp:anchor></w:drawing>`

	// firstBodyID keeps the ids of the body's objects apart from those of the design, which is written without it.
	firstBodyID = 1 << 20

	// drawUnit is the unit of paths, a hundredth of a millimetre: finer than any printer, in numbers of few digits.
	drawUnit = document.Millimetre / 100
)

// area is where an object stands, from the upper left corner of the page.
type area struct{ x, y, w, h document.EMU }

func (a area) check() error {
	if a.w < 0 || a.h < 0 {
		return fmt.Errorf("an area of %.1f × %.1f mm", a.w.Millimetres(), a.h.Millimetres())
	}
	return nil
}

func (a area) meets(b area) bool {
	return a.x <= b.x+b.w && b.x <= a.x+a.w && a.y <= b.y+b.h && b.y <= a.y+a.h
}

// with returns the area around both.
func (a area) with(b area) area {
	x, y := min(a.x, b.x), min(a.y, b.y)
	return area{x, y, max(a.x+a.w, b.x+b.w) - x, max(a.y+a.h, b.y+b.h) - y}
}

// anchors counts the objects of a part: each has an id, and stands above those before it.
type anchors struct{ next, level int }

// id returns an id that is not used yet.
func (a *anchors) id() int {
	a.next++
	return a.next
}

// open appends the beginning of an anchored object (20.4.2.3), up to what it shows.
func (a *anchors) open(b []byte, at area, behind bool, name string) []byte {
	a.level++
	b = append(b, `<w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="`...)
	b = appendInt(b, a.level)
	if behind {
		b = append(b, `" behindDoc="1`...)
	} else {
		b = append(b, `" behindDoc="0`...)
	}
	b = append(b, `" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>`+
		`<wp:positionH relativeFrom="page"><wp:posOffset>`...)
	b = appendInt(b, int(at.x))
	b = append(b, `</wp:posOffset></wp:positionH><wp:positionV relativeFrom="page"><wp:posOffset>`...)
	b = appendInt(b, int(at.y))
	b = append(b, `</wp:posOffset></wp:positionV><wp:extent`...)
	b = appendSides(b, at.w, at.h)
	b = append(b, `/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/><wp:docPr id="`...)
	b = appendInt(b, a.id())
	b = append(b, `" name="`...)
	b = appendAttr(b, name)
	return append(b, `"/><wp:cNvGraphicFramePr/><a:graphic>`...)
}

// appendSides appends the attributes of a size.
func appendSides(b []byte, w, h document.EMU) []byte {
	b = append(b, ` cx="`...)
	b = appendInt(b, int(w))
	b = append(b, `" cy="`...)
	b = appendInt(b, int(h))
	return append(b, '"')
}

func appendExtent(b []byte, w, h document.EMU) []byte {
	b = append(b, `<a:xfrm><a:off x="0" y="0"/><a:ext`...)
	b = appendSides(b, w, h)
	return append(b, `/></a:xfrm>`...)
}

// placePicture appends a picture behind the text.
func (e *encoder) placePicture(a *anchors, p *document.Placed, rel int) error {
	at := area{p.X, p.Y, p.Width, p.Height}
	if err := at.check(); err != nil {
		return err
	}
	name := "Hình " + strconv.Itoa(a.level+1)
	e.buf = append(e.buf, `<w:r>`...)
	e.buf = a.open(e.buf, at, true, name)
	e.buf = append(e.buf, pictureData+`<pic:pic><pic:nvPicPr><pic:cNvPr id="`...)
	e.buf = appendInt(e.buf, a.id())
	e.buf = append(e.buf, `" name="`...)
	e.buf = append(e.buf, name...)
	e.buf = append(e.buf, `"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rId`...)
	e.buf = appendInt(e.buf, rel)
	e.buf = append(e.buf, `"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>`...)
	e.buf = appendExtent(e.buf, at.w, at.h)
	e.buf = append(e.buf, `<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>`+anchorEnd+`</w:r>`...)
	return nil
}

// placeMarks appends what is drawn for this document alone, behind the text. Shapes that lie on each other are one object, as a QR code
// on its ground, which a clerk moves as a whole.
func (e *encoder) placeMarks(a *anchors, marks []document.Shape) error {
	for i := 0; i < len(marks); {
		at, end := bounds(&marks[i]), i+1
		for ; end < len(marks); end++ {
			next := bounds(&marks[end])
			if !at.meets(next) {
				break
			}
			at = at.with(next)
		}
		e.buf = append(e.buf, `<w:r>`...)
		var err error
		if e.buf, err = appendGroup(e.buf, a, at, marks[i:end], "Nét vẽ "+strconv.Itoa(a.level+1)); err != nil {
			return err
		}
		e.buf = append(e.buf, `</w:r>`...)
		i = end
	}
	return nil
}

// appendDesign appends the header that draws a design.
func appendDesign(b []byte, d *document.Design) ([]byte, error) {
	b = append(b, `<w:hdr `+nsMain+` `+nsDrawing+`><w:p><w:r>`...)
	at := area{0, 0, d.Width, d.Height}
	if err := at.check(); err != nil {
		return b, err
	}
	b, err := appendGroup(b, &anchors{}, at, d.Shapes, "Hoa văn")
	return append(b, `</w:r></w:p></w:hdr>`...), err
}
