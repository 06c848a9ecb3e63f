package pdf

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"vanban/document"
)

// Binder writes one file of many parts, with one set of fonts for all, while they come: what it holds on to is some thirty bytes a
// page. The same parts in the same order give the same file. It is for one goroutine.
type Binder struct {
	w    *Writer
	out  io.Writer // nil where the file stays in buf
	info document.Info
	at   time.Time
	err  error

	buf     []byte
	sent    int // bytes that out has taken
	xref    xref
	objects objectStream
	data    []byte // an object stream
	packed  []byte
	deflate *deflater
	id      fingerprint

	tree      pageTree
	toc       contents
	marks     []bookmark
	used      faces
	extra     []extraChar // sorted
	resources []resource
}

// resource is an asset of the file.
type resource struct {
	id  assetID
	num int
}

// Object numbers behind those of the base fonts.
const (
	numCatalog = numDynamic + iota
	numInfo
	numMetadata
	numResources
	numFirst
)

// sendSize is how much is written to the file at once.
const sendSize = 64 << 10

// Bind begins a file that says info of itself. It is complete when Close has returned nil.
func (w *Writer) Bind(out io.Writer, info document.Info) *Binder {
	b := &Binder{w: w, deflate: newDeflater(quickLevel)}
	b.start(out, &info)
	return b
}

// start makes a binder ready for a file; its buffers are used again.
func (b *Binder) start(out io.Writer, info *document.Info) {
	*b = Binder{
		w: b.w, out: out, info: *info, deflate: b.deflate, id: newFingerprint(),
		buf: b.buf[:0], xref: xref{b.xref.entries[:0]}, objects: b.objects, data: b.data, packed: b.packed,
		tree: pageTree{b.tree.levels[:0]}, marks: b.marks, extra: b.extra[:0], resources: b.resources[:0],
	}
	b.at, b.err = created(info)
	b.objects.reset()
	b.xref.entries = slices.Grow(b.xref.entries, numFirst)[:numFirst]
	clear(b.xref.entries)
	b.buf = append(b.buf, header...)
}

// Add appends a part's pages. With a title they get a bookmark, under which those of the part are folded away; without one, the part's
// own stand at the top. After an error that is ErrAsset the part may be added again; after any other the file is lost.
func (b *Binder) Add(p *Part, title string) error {
	if b.err != nil {
		return b.err
	}
	if p.fonts != b.w.tag {
		b.err = errors.New("pdf: the part was made with other fonts")
		return b.err
	}
	if err := b.addAssets(p); err != nil {
		return err
	}
	b.used |= p.used
	b.addExtra(p.extra)
	first := b.allocPages(len(p.pages))
	from := 0
	for i := range p.pages {
		g := &p.pages[i]
		b.page(pageObject(first, i), g, p.data[from:g.end])
		from = g.end
	}
	if b.err = b.outline(p, title, first); b.err == nil {
		b.err = b.send(sendSize)
	}
	return b.err
}

// allocPages gives out two numbers for each page: its dictionary's and its content's.
func (b *Binder) allocPages(n int) int {
	first := len(b.xref.entries)
	for range 2 * n {
		b.xref.alloc()
	}
	return first
}

func pageObject(first, page int) int { return first + 2*page }

// page writes a page. It names its resources itself, since PDF/A-2 does not let them be inherited (ISO 19005-2, 6.2.2).
func (b *Binder) page(num int, g *partPage, content []byte) {
	b.id.add(content)
	b.xref.place(num+1, b.offset())
	b.buf = append(beginObject(b.buf, num+1), "<<"...)
	b.buf = endObject(appendFlateStream(b.buf, content))

	parent := b.leaf()
	b.begin(num)
	s := &b.objects
	s.body = append(s.body, "<</Type/Page/Parent "...)
	s.body = append(appendRef(s.body, parent), "/MediaBox[0 0 "...)
	s.body = append(appendHundredths(s.body, g.width), ' ')
	s.body = append(appendHundredths(s.body, g.height), "]/Resources "...)
	s.body = append(appendRef(s.body, numResources), "/Contents "...)
	s.body = append(appendRef(s.body, num+1), ">>"...)
	b.tree.add(num)
}

// addAssets writes the designs and pictures that the file does not have yet.
func (b *Binder) addAssets(p *Part) error {
	for i, id := range p.assets {
		if slices.ContainsFunc(b.resources, func(r resource) bool { return r.id == id }) {
			continue
		}
		var a *asset
		if p.held != nil {
			a = p.held[i]
		} else {
			var err error
			if a, err = b.w.shelf.get(id); err != nil {
				return err
			}
		}
		b.resources = append(b.resources, resource{id, b.asset(a)})
	}
	return nil
}

func (b *Binder) asset(a *asset) int {
	mask := 0
	if a.mask != nil {
		mask = b.asset(a.mask)
	}
	num := b.alloc()
	b.xref.place(num, b.offset())
	b.buf = append(append(beginObject(b.buf, num), "<<"...), a.dict...)
	if mask != 0 {
		b.buf = appendRef(append(b.buf, "/SMask "...), mask)
	}
	b.buf = endObject(appendStream(b.buf, a.data))
	return num
}

// addExtra takes in the characters of a part.
func (b *Binder) addExtra(chars []extraChar) {
	for _, e := range chars {
		if i, found := slices.BinarySearch(b.extra, e); !found {
			b.extra = slices.Insert(b.extra, i, e)
		}
	}
}

func (b *Binder) alloc() int  { return b.xref.alloc() }
func (b *Binder) offset() int { return b.sent + len(b.buf) }

// maxTogether bounds the objects that are packed together: who wants one unpacks them all.
const maxTogether = 200

// begin starts an object that is no stream; its body is appended to b.objects.body. It returns the object's number.
func (b *Binder) begin(num int) int {
	if len(b.objects.nums) == maxTogether {
		b.packObjects()
	}
	b.objects.begin(num)
	return num
}

// packObjects writes the objects that have gathered.
func (b *Binder) packObjects() {
	num := b.alloc()
	var first int
	b.data, first = b.objects.data(b.data)
	b.xref.place(num, b.offset())
	b.packed = b.deflate.pack(b.packed[:0], b.data)
	b.buf = b.objects.appendDict(beginObject(b.buf, num), first)
	b.buf = endObject(appendFlateStream(b.buf, b.packed))
	b.id.add(b.data)
	b.xref.hold(num, &b.objects)
	b.objects.reset()
}

// stream writes the object of a stream that stands alone and returns its number.
func (b *Binder) stream(body []byte) int {
	num := b.alloc()
	b.xref.place(num, b.offset())
	b.buf = appendObject(b.buf, num, body)
	return num
}

// send writes to the file what has gathered, once it is much.
func (b *Binder) send(much int) error {
	if b.out == nil || len(b.buf) < much {
		return nil
	}
	n, err := b.out.Write(b.buf)
	if err != nil {
		return fmt.Errorf("pdf: %w", err)
	}
	b.sent += n
	b.buf = b.buf[:0]
	return nil
}
