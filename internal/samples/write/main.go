// Command write puts every sample into out/: our DOCX and PDF, LibreOffice's
// PDF of the DOCX, a picture of each of our pages, and pictures of both side by
// side (ours on the left). Without LibreOffice or poppler it writes what it can.
package main

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"

	"vanban/internal/referee"
	"vanban/internal/samples"
)

const (
	folder = "out"
	dpi    = 80 // a page is 661 x 935 points: two side by side fit a screen
)

func main() { os.Exit(referee.RunCommand("samples", write)) }

func write(c *referee.Command) {
	all := samples.All(c)
	docx, ours := map[string][]byte{}, map[string][]byte{}
	bad := 0
	for _, s := range all {
		d, p, err := samples.Render(s.JSON)
		if err != nil {
			c.Logf("%s: %v", s.Path, err)
			bad++
			continue
		}
		docx[s.Name], ours[s.Name] = d, p
	}
	if bad == len(all) {
		c.Fatalf("none of %d samples could be rendered", len(all))
	}
	var office map[string][]byte
	if referee.Have(c, "soffice") && referee.Have(c, "pdffonts") {
		office = referee.OfficePDF(c, docx)
	} else {
		c.Logf("soffice or pdffonts is absent: no LibreOffice pages (tools/setup.sh installs them)")
	}
	pages := 0
	for _, s := range all {
		if docx[s.Name] == nil {
			continue
		}
		base := filepath.Join(referee.Root(c), folder, filepath.FromSlash(s.Name))
		c.Save(base+".docx", docx[s.Name])
		c.Save(base+".pdf", ours[s.Name])
		if office != nil {
			c.Save(base+".office.pdf", office[s.Name])
		}
		if referee.Have(c, "pdftoppm") {
			pages += pictures(c, base, ours[s.Name], office[s.Name])
		}
	}
	c.Logf("%d samples, %d pages written to %s/", len(all)-bad, pages, folder)
	if bad > 0 {
		c.Fatalf("%d of %d samples could not be rendered", bad, len(all))
	}
}

// pictures writes NAME-1.png … of our pages and NAME-1-both.png … of both.
func pictures(c *referee.Command, base string, ours, office []byte) int {
	left := referee.PNG(c, ours, dpi)
	var right [][]byte
	if office != nil {
		right = referee.PNG(c, office, dpi)
	}
	for i := range max(len(left), len(right)) {
		var pair [2]image.Image
		if i < len(left) {
			c.Save(fmt.Sprintf("%s-%d.png", base, i+1), left[i])
			pair[0] = decode(c, left[i])
		}
		if i < len(right) {
			pair[1] = decode(c, right[i])
		}
		if office != nil {
			c.Save(fmt.Sprintf("%s-%d-both.png", base, i+1), beside(c, pair))
		}
	}
	return len(left)
}

func decode(c *referee.Command, data []byte) image.Image {
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		c.Fatalf("page picture: %v", err)
	}
	return img
}

// beside draws two pages on grey; a page that one side lacks stays grey.
func beside(c *referee.Command, pair [2]image.Image) []byte {
	const gap = 8
	var size image.Point
	for _, img := range pair {
		if img != nil {
			size.X, size.Y = max(size.X, img.Bounds().Dx()), max(size.Y, img.Bounds().Dy())
		}
	}
	both := image.NewRGBA(image.Rect(0, 0, 2*size.X+gap, size.Y))
	draw.Draw(both, both.Bounds(), image.NewUniform(color.Gray{Y: 160}), image.Point{}, draw.Src)
	for i, img := range pair {
		if img != nil {
			at := image.Pt(i*(size.X+gap), 0)
			draw.Draw(both, img.Bounds().Add(at), img, img.Bounds().Min, draw.Src)
		}
	}
	var buf bytes.Buffer
	if err := png.Encode(&buf, both); err != nil {
		c.Fatalf("page picture: %v", err)
	}
	return buf.Bytes()
}
