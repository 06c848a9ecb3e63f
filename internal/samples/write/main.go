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

func main() { os.Exit(run()) }

func run() (code int) {
	dir, err := os.MkdirTemp("", "vanban-samples-")
	if err != nil {
		fmt.Fprintln(os.Stderr, "samples:", err)
		return 1
	}
	c := &command{dir: dir}
	defer func() {
		_ = os.RemoveAll(dir) // the system clears its temporary folder anyway
		if r := recover(); r != nil {
			if r != any(failed{}) {
				panic(r)
			}
			code = 1
		}
	}()
	write(c)
	return 0
}

func write(c *command) {
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
		c.save(base+".docx", docx[s.Name])
		c.save(base+".pdf", ours[s.Name])
		if office != nil {
			c.save(base+".office.pdf", office[s.Name])
		}
		if referee.Have(c, "pdftoppm") {
			pages += c.pictures(base, ours[s.Name], office[s.Name])
		}
	}
	c.Logf("%d samples, %d pages written to %s/", len(all)-bad, pages, folder)
	if bad > 0 {
		c.Fatalf("%d of %d samples could not be rendered", bad, len(all))
	}
}

// pictures writes NAME-1.png … of our pages and NAME-1-both.png … of both.
func (c *command) pictures(base string, ours, office []byte) int {
	left := referee.PNG(c, ours, dpi)
	var right [][]byte
	if office != nil {
		right = referee.PNG(c, office, dpi)
	}
	for i := range max(len(left), len(right)) {
		var pair [2]image.Image
		if i < len(left) {
			c.save(fmt.Sprintf("%s-%d.png", base, i+1), left[i])
			pair[0] = c.decode(left[i])
		}
		if i < len(right) {
			pair[1] = c.decode(right[i])
		}
		if office != nil {
			c.save(fmt.Sprintf("%s-%d-both.png", base, i+1), c.beside(pair))
		}
	}
	return len(left)
}

func (c *command) decode(data []byte) image.Image {
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		c.Fatalf("page picture: %v", err)
	}
	return img
}

// beside draws two pages on grey; a page that one side lacks stays grey.
func (c *command) beside(pair [2]image.Image) []byte {
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

// command lets the test helpers run outside a test.
type command struct {
	dir string
	n   int
}

type failed struct{}

func (c *command) Helper() {}

func (c *command) Logf(format string, args ...any) {
	fmt.Fprintf(os.Stderr, format+"\n", args...)
}

func (c *command) Fatalf(format string, args ...any) {
	c.Logf("samples: "+format, args...)
	panic(failed{})
}

func (c *command) Skipf(format string, args ...any) { c.Fatalf(format, args...) }

func (c *command) TempDir() string {
	c.n++
	dir := filepath.Join(c.dir, fmt.Sprint(c.n))
	if err := os.Mkdir(dir, 0o700); err != nil {
		c.Fatalf("temporary folder: %v", err)
	}
	return dir
}

func (c *command) save(path string, data []byte) {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		c.Fatalf("%v", err)
	}
	if err := os.WriteFile(path, data, 0o644); err != nil {
		c.Fatalf("%v", err)
	}
}
