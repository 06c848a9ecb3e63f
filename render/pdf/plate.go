package pdf

import (
	"fmt"
	"slices"

	"vanban/document"
	"vanban/layout"
)

// plate draws what stands behind the text of a certificate: design, pictures and marks, as one artifact (14.8.2.2.2). The photo of a
// blank is for previews: what is printed never shows it.
func (c *content) plate(p *layout.Page) {
	t := p.Plate
	if t == nil || t.Design == nil && len(t.Pictures)+len(t.Marks) == 0 {
		return
	}
	c.buf = append(c.buf, "/Artifact<</Type/Layout>>BDC\n"...)
	if d := t.Design; d != nil {
		c.use(assetID{designAsset, d.Key}, func() (*asset, error) { return newDesign(d) })
		// A form stands on the lower edge; a design hangs from the upper one.
		c.image(assetID{designAsset, d.Key}, document.Point, document.Point, 0, p.Height-d.Height)
	}
	for i := range t.Pictures {
		g := &t.Pictures[i]
		id := assetID{pictureAsset, g.Picture.Key}
		c.use(id, func() (*asset, error) { return newPicture(g.Picture) })
		c.image(id, g.Width, g.Height, g.X, p.Height-g.Y-g.Height)
	}
	if len(t.Marks) > 0 {
		c.buf = append(c.buf, "q\n"...)
		c.noise = slices.ContainsFunc(t.Marks, func(s document.Shape) bool { return s.Grid != nil })
		buf, err := appendShapes(c.buf, t.Marks, p.Height)
		if err != nil {
			c.fail(fmt.Errorf("marks: %w", err))
			return
		}
		c.buf = append(buf, "Q\n"...)
	}
	c.buf = append(c.buf, "EMC\n"...)
}

// use takes an asset into the document.
func (c *content) use(id assetID, produce func() (*asset, error)) {
	if slices.Contains(c.assets, id) {
		return
	}
	a, err := c.w.shelf.keep(id, produce)
	if err != nil {
		c.fail(err)
		return
	}
	c.assets, c.held = append(c.assets, id), append(c.held, a)
}

// image paints an XObject whose unit becomes w wide and h high, with its lower left corner at x and y from the page's.
func (c *content) image(id assetID, w, h, x, y document.EMU) {
	moved := w != document.Point || h != document.Point || x != 0 || y != 0
	if moved {
		c.buf = append(c.buf, "q "...)
		for i, v := range [...]document.EMU{w, 0, 0, h, x, y} {
			if i > 0 {
				c.buf = append(c.buf, ' ')
			}
			c.buf = appendHundredths(c.buf, document.DivRound(v, hundredth))
		}
		c.buf = append(c.buf, " cm "...)
	}
	c.buf = append(id.appendName(c.buf), " Do"...)
	if moved {
		c.buf = append(c.buf, " Q"...)
	}
	c.buf = append(c.buf, '\n')
}
