package pdf

import (
	"fmt"
	"maps"
	"slices"
	"sync"

	"vanban/document"
	"vanban/fonts"
	"vanban/layout"
)

// Writer writes documents in one set of fonts. It holds what all of them share: the base fonts, subset and packed. It is
// safe for concurrent use.
type Writer struct {
	set       *fonts.Set
	page      *codePage
	bases     [baseFaces]*baseFont
	label     *baseFont // instead of the whole of bold italics
	toUnicode []byte    // a whole indirect object
	tag       uint64    // of the fonts
	shelf     shelf
	jobs      sync.Pool
}

// New prepares a Writer: call it once per set and process, it takes some milliseconds.
func New(set *fonts.Set) (*Writer, error) {
	w := &Writer{set: set, page: newCodePage(set)}
	deflate := newDeflater(tightLevel)
	for i := range w.bases {
		b, err := newBaseFont(set.Face(document.Face(i)), document.Face(i), w.page, "", deflate)
		if err != nil {
			return nil, err
		}
		w.bases[i] = b
	}
	var err error
	if w.label, err = newBaseFont(set.Face(document.BoldItalic), document.BoldItalic, w.page, fonts.Label, deflate); err != nil {
		return nil, err
	}
	w.toUnicode = appendObject(nil, numToUnicode, appendFlateStream([]byte("<<"), deflate.pack(nil, w.page.toUnicode())))
	tag := newFingerprint()
	for _, b := range w.bases {
		tag.add([]byte(b.tag))
	}
	tag.add(w.toUnicode)
	w.tag = tag[0]
	w.jobs.New = func() any {
		j := &job{w: w, deflate: newDeflater(quickLevel)}
		j.content = content{w: w, extra: make(map[extraChar]struct{})}
		j.binder = Binder{w: w, deflate: j.deflate}
		return j
	}
	return w, nil
}

// Write returns the PDF file of res. The same values give the same bytes. It fails when res holds a character that the
// fonts lack, or names a page or node that does not exist.
func (w *Writer) Write(res *layout.Result, info document.Info) ([]byte, error) {
	j := w.jobs.Get().(*job)
	defer w.jobs.Put(j)
	defer j.release()
	p, err := j.pack(res, &info)
	if err != nil {
		return nil, err
	}
	return j.file(p)
}

// Single returns the PDF file of a part alone: the same as Write.
func (w *Writer) Single(p *Part) ([]byte, error) {
	j := w.jobs.Get().(*job)
	defer w.jobs.Put(j)
	defer j.release()
	return j.file(p)
}

// job is one document being written, with buffers that are used again.
type job struct {
	w       *Writer
	content content
	deflate *deflater
	noise   *deflater // made when first needed
	part    Part
	binder  Binder
}

// keepBuffer bounds what a job keeps between documents.
const keepBuffer = 4 << 20

// release lets go of the document, and of buffers that an unusually long one has left.
func (j *job) release() {
	b := &j.binder
	j.content.begin(nil)
	b.buf, b.info = nil, document.Info{}
	j.part.Info = document.Info{}
	clear(j.part.outline)
	clear(b.resources)
	if cap(j.content.buf)+cap(j.part.data)+cap(b.objects.body)+cap(b.data)+8*cap(b.xref.entries) > keepBuffer {
		j.content.buf, j.part.data, b.data, b.objects, b.xref = nil, nil, nil, objectStream{}, xref{}
	}
}

// pack makes the part of a document. It is good until the job's next one.
func (j *job) pack(res *layout.Result, info *document.Info) (*Part, error) {
	j.begin(res, info)
	for i := range res.Pages {
		j.content.write(&res.Pages[i])
		if err := j.endPage(&res.Pages[i]); err != nil {
			return nil, err
		}
	}
	return j.endPart(res), nil
}

func (j *job) begin(res *layout.Result, info *document.Info) {
	p := &j.part
	j.content.begin(res)
	*p = Part{Info: *info, fonts: j.w.tag, extra: p.extra[:0], outline: p.outline[:0], pages: p.pages[:0], data: p.data[:0]}
}

// endPage takes in the content of the page that has been written.
func (j *job) endPage(g *layout.Page) error {
	p := &j.part
	if j.content.err != nil {
		return fmt.Errorf("pdf: page %d: %w", len(p.pages)+1, j.content.err)
	}
	switch buf := j.content.buf; {
	case g.Plate != nil && len(buf) <= shortPage:
		p.data = appendStored(p.data, buf)
	case j.content.noise:
		if j.noise == nil {
			j.noise = newDeflater(noiseLevel)
		}
		p.data = j.noise.pack(p.data, buf)
	default:
		p.data = j.deflate.pack(p.data, buf)
	}
	p.pages = append(p.pages, partPage{
		width: document.DivRound(g.Width, hundredth), height: document.DivRound(g.Height, hundredth), end: len(p.data),
	})
	return nil
}

// endPart takes in what the pages have in common.
func (j *job) endPart(res *layout.Result) *Part {
	p, c := &j.part, &j.content
	for i := range res.Outline {
		o := &res.Outline[i]
		m := partMark{title: o.Title, level: o.Level, page: o.Page}
		if o.Page >= 0 && o.Page < len(res.Pages) { // else binding fails
			m.y = document.DivRound(res.Pages[o.Page].Height-o.Y, hundredth)
		}
		p.outline = append(p.outline, m)
	}
	p.used, p.assets, p.held = c.faces(), c.assets, c.held
	if len(c.extra) > 0 {
		p.extra = slices.AppendSeq(p.extra, maps.Keys(c.extra))
		slices.Sort(p.extra)
	}
	return p
}

// overhead is the most that the syntax around a page and its place in the file take.
const overhead = 160

// file binds a part alone.
func (j *job) file(p *Part) ([]byte, error) {
	b := &j.binder
	size := 4096 + len(p.data) + overhead*(len(p.pages)+len(p.outline)) + len(j.w.toUnicode)
	for face := range document.FaceCount {
		if p.used.has(face) {
			f := j.w.base(face, p.used)
			size += len(f.stream) + len(f.program)
		}
	}
	b.buf = make([]byte, 0, size)
	b.start(nil, &p.Info)
	if err := b.Add(p, ""); err != nil {
		return nil, err
	}
	if err := b.Close(); err != nil {
		return nil, err
	}
	return b.buf, nil
}
