package svg

import (
	"fmt"
	"sync"

	"vanban/document"
	"vanban/fonts"
	"vanban/layout"
)

// gap is what stands around and between the pages when all of them are shown.
const gap = 5 * document.Millimetre

// border is the weight of the line around each page then. It lies outside the paper.
const border = 20 * unit

// Writer writes documents in one set of fonts. It holds what all of them share: the fonts, subset and packed. It is safe
// for concurrent use.
type Writer struct {
	faces    *fontFaces
	jobs     sync.Pool
	drawings drawings
	rest     restFonts
}

// New prepares a Writer: call it once per set and process, it takes some milliseconds.
func New(set *fonts.Set) (*Writer, error) {
	faces, err := newFontFaces(set)
	if err != nil {
		return nil, err
	}
	w := &Writer{faces: faces}
	w.jobs.New = func() any { return &job{w: w} }
	return w, nil
}

// Write returns an SVG file: the page with a number from 1 as large as the paper, or, for 0, all pages one below another.
// User units are hundredths of a millimetre from the upper left corner of a page, and each page is an svg element with the
// id page-1, page-2 and so on. The lines of each paragraph are in a g element whose data-pointer is the JSON Pointer of
// their source. The same values give the same bytes. It fails for any other page, and when res holds a character that the
// fonts lack or names a node that does not exist.
func (w *Writer) Write(res *layout.Result, info document.Info, page int) ([]byte, error) {
	return w.write(res, info, page, false)
}

// WriteLinked returns what Write does, but without fonts and without a style element: for HTML pages that link to Stylesheet, and whose
// Content-Security-Policy allows no style that stands in the page.
func (w *Writer) WriteLinked(res *layout.Result, info document.Info, page int) ([]byte, error) {
	return w.write(res, info, page, true)
}

func (w *Writer) write(res *layout.Result, info document.Info, page int, linked bool) ([]byte, error) {
	if page < 0 || page > len(res.Pages) || len(res.Pages) == 0 {
		return nil, fmt.Errorf("svg: there is no page %d of %d", page, len(res.Pages))
	}
	j := w.jobs.Get().(*job)
	defer w.jobs.Put(j)
	defer j.release()
	j.begin(res)
	j.linked = linked
	var width, height document.EMU
	if page > 0 {
		width, height = res.Pages[page-1].Width, res.Pages[page-1].Height
		j.page(page-1, 0, 0)
	} else {
		width, height = j.all()
	}
	if j.err != nil {
		return nil, j.err
	}
	return j.file(width, height, info.Title)
}

// job is one document being written, with buffers that are used again.
type job struct {
	w   *Writer
	res *layout.Result
	buf []byte // the pages
	err error

	linked      bool // the page that shows it has fonts and style
	used        [document.FaceCount]bool
	beyondLabel bool // bold italics say more than the label
	extra       [document.FaceCount][]rune
	classes     []class
}

func (j *job) begin(res *layout.Result) {
	j.res, j.err = res, nil
	j.buf, j.classes = j.buf[:0], j.classes[:0]
	j.used, j.beyondLabel = [document.FaceCount]bool{}, false
	for i := range j.extra {
		j.extra[i] = j.extra[i][:0]
	}
}

// keepBuffer bounds what a job keeps between documents.
const keepBuffer = 4 << 20

// release lets go of the document, and of a buffer that an unusually long one has left.
func (j *job) release() {
	j.res = nil
	if cap(j.buf) > keepBuffer {
		j.buf = nil
	}
}

// all writes every page, each in the middle of the widest one's width, and returns the size of the whole.
func (j *job) all() (width, height document.EMU) {
	for i := range j.res.Pages {
		width = max(width, j.res.Pages[i].Width)
	}
	width += 2 * gap
	height = gap
	for i := range j.res.Pages {
		p := &j.res.Pages[i]
		x := (width - p.Width) / 2
		j.paper(x-border/2, height-border/2, p.Width+border, p.Height+border)
		j.buf = append(j.buf, ` stroke="#bbb" stroke-width="`...)
		j.buf = append(appendInt(j.buf, units(border)), "\"/>\n"...)
		j.page(i, x, height)
		height += p.Height + gap
	}
	return width, height
}

// paper begins a white rectangle.
func (j *job) paper(x, y, width, height document.EMU) {
	j.buf = append(j.buf, `<rect`...)
	j.place(x, y, width, height)
	j.buf = append(j.buf, ` fill="#fff"`...)
}

func (j *job) place(x, y, width, height document.EMU) {
	j.number(` x="`, x)
	j.number(`" y="`, y)
	j.number(`" width="`, width)
	j.number(`" height="`, height)
	j.buf = append(j.buf, '"')
}

// number writes a length after what leads up to it.
func (j *job) number(before string, e document.EMU) {
	j.buf = appendInt(append(j.buf, before...), units(e))
}

// overhead is the most that the frame of a file and the rules of its classes take.
const overhead = 2048

// file puts the document together.
func (j *job) file(width, height document.EMU, title string) ([]byte, error) {
	size := overhead + len(j.buf) + 6*len(title) + 120*len(j.classes)
	for i := range document.FaceCount {
		if j.used[i] && !j.linked {
			size += len(j.rule(i))
		}
	}
	out := append(make([]byte, 0, size), `<svg xmlns="http://www.w3.org/2000/svg" class="vanban" lang="vi" xml:lang="vi" xml:space="preserve" width="`...)
	out = appendHundredths(out, units(width))
	out = append(out, `mm" height="`...)
	out = appendHundredths(out, units(height))
	out = append(out, `mm" viewBox="0 0 `...)
	out = append(appendInt(out, units(width)), ' ')
	out = append(appendInt(out, units(height)), `" fill="#000">`...)
	out = append(out, "\n<title>"...)
	out = appendEscaped(out, title)
	out = append(out, "</title>\n"...)
	if !j.linked {
		var err error
		if out, err = j.appendStyle(out); err != nil {
			return nil, err
		}
	}
	out = append(out, j.buf...)
	return append(out, "</svg>\n"...), nil
}
