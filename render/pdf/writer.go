package pdf

import (
	"errors"
	"fmt"
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
	w.jobs.New = func() any {
		j := &job{w: w, extra: extraFonts{set: set}, deflate: newDeflater(quickLevel)}
		j.content = content{page: w.page, extra: &j.extra}
		return j
	}
	return w, nil
}

// Write returns the PDF file of res. The same values give the same bytes. It fails when res holds a character that the
// fonts lack, or names a page or node that does not exist.
func (w *Writer) Write(res *layout.Result, info document.Info) ([]byte, error) {
	if len(res.Pages) == 0 {
		return nil, errors.New("pdf: a document without pages")
	}
	j := w.jobs.Get().(*job)
	defer w.jobs.Put(j)
	defer j.release()
	return j.write(res, &info)
}

// job is one document being written, with buffers that are used again.
type job struct {
	w       *Writer
	content content
	extra   extraFonts
	objects objectStream // the document's dictionaries
	marks   []bookmark
	xref    xref

	deflate *deflater
	packed  []byte // the packed contents of the pages one behind the other, and the packed object stream behind them
	ends    []int  // where each of them ends in packed
	data    []byte // the object stream unpacked
	first   int    // where its first object begins
	xmp     []byte
	num     numbers
}

// keepBuffer bounds what a job keeps between documents.
const keepBuffer = 4 << 20

// release lets go of the document, and of buffers that an unusually long one has left.
func (j *job) release() {
	j.content.res, j.content.color = nil, ""
	if cap(j.content.buf)+cap(j.packed)+cap(j.objects.body)+cap(j.data) > keepBuffer {
		j.content.buf, j.packed, j.data, j.objects = nil, nil, nil, objectStream{}
	}
}

// numbers are the object numbers of one document behind the fixed ones.
type numbers struct {
	catalog, pages, resources, info, metadata int
	page                                      int // two for each page: its dictionary and its content
	extra                                     int // objectsPerExtra for each extra font
	outline                                   int // the root and the items; 0 when there are none
	stream, xref                              int
	count                                     int
}

func (j *job) pageObject(i int) int { return j.num.page + 2*i }

func (j *job) assignNumbers(res *layout.Result) {
	n := &j.num
	*n = numbers{catalog: numDynamic, pages: numDynamic + 1, resources: numDynamic + 2, info: numDynamic + 3, metadata: numDynamic + 4}
	n.page = numDynamic + 5
	n.extra = n.page + 2*len(res.Pages)
	n.stream = n.extra + objectsPerExtra*j.extra.count()
	if len(res.Outline) > 0 {
		n.outline = n.stream
		n.stream += 1 + len(res.Outline)
	}
	n.xref = n.stream + 1
	n.count = n.xref + 1
}

func (j *job) write(res *layout.Result, info *document.Info) ([]byte, error) {
	j.begin(res)
	for i := range res.Pages {
		j.content.write(&res.Pages[i])
		if err := j.endPage(); err != nil {
			return nil, err
		}
	}
	return j.finish(res, info)
}

func (j *job) begin(res *layout.Result) {
	j.extra.reset()
	j.packed, j.ends = j.packed[:0], j.ends[:0]
	j.content.begin(res)
}

// endPage takes in the content of the page that has been written.
func (j *job) endPage() error {
	if j.content.err != nil {
		return fmt.Errorf("pdf: page %d: %w", len(j.ends)+1, j.content.err)
	}
	j.pack(j.content.buf)
	return nil
}

// finish writes the file around the contents.
func (j *job) finish(res *layout.Result, info *document.Info) ([]byte, error) {
	j.assignNumbers(res)
	extras, err := j.dictionaries(res, info)
	if err != nil {
		return nil, err
	}
	j.data, j.first = j.objects.data(j.data)
	j.pack(j.data)
	return j.file(extras), nil
}

// pack appends a packed stream.
func (j *job) pack(data []byte) {
	j.packed = j.deflate.pack(j.packed, data)
	j.ends = append(j.ends, len(j.packed))
}
