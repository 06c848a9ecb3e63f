package contract

import (
	"bytes"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"vanban/document"
)

// Limits are how much a document may ask for. A zero field means its default.
type Limits struct {
	Bytes     int // of the JSON; 16 MiB
	Depth     int // of nodes inside nodes; 64
	Nodes     int // of list elements of any kind: nodes, cells, rows, runs, lines; 100,000
	TextBytes int // of one text; 2 MiB
}

// The default limits. They are far beyond any real document and keep a hostile one cheap.
const (
	DefaultBytes     = 16 << 20
	DefaultDepth     = 64
	DefaultNodes     = 100_000
	DefaultTextBytes = 2 << 20
)

// maxProblems is where a report stops being of use to anybody. Errors beyond it end the reading, warnings are only counted.
const maxProblems = 500

func (l Limits) orDefaults() Limits {
	or := func(v *int, def int) {
		if *v <= 0 {
			*v = def
		}
	}
	or(&l.Bytes, DefaultBytes)
	or(&l.Depth, DefaultDepth)
	or(&l.Nodes, DefaultNodes)
	or(&l.TextBytes, DefaultTextBytes)
	return l
}

// byteOrderMark is what Notepad puts before UTF-8.
var byteOrderMark = []byte("\xef\xbb\xbf")

// Decode reads the JSON of a document and returns it with every problem found, in the order of the input. Beside errors the
// document is what could be read, for finding further faults and not for printing: a refused value is as if absent (see
// [Document.Faulty]). It is nil when nothing could be read: after broken JSON or an exceeded limit. The result holds no
// reference to data.
func Decode(data []byte, limits Limits) (*Document, document.Problems) {
	d, problems := newDecoder(data, limits)
	if d == nil {
		return nil, problems
	}
	doc, problems := finish(d, d.run())
	if doc != nil && d.errors > 0 {
		doc.faults = d.faults
	}
	return doc, problems
}

// newDecoder returns nil where the data is too much to be read.
func newDecoder(data []byte, limits Limits) (*decoder, document.Problems) {
	limits = limits.orDefaults()
	if len(data) > limits.Bytes {
		return nil, document.Problems{tooLarge(len(data), limits.Bytes)}
	}
	data = bytes.TrimPrefix(data, byteOrderMark)
	return &decoder{
		data: data, src: string(data), limits: limits, shapes: shapes(),
		path: make([]byte, 0, 96), rest: new(bytes.Buffer),
	}, nil
}

// finish puts the problems in order.
func finish[T any](d *decoder, v *T) (*T, document.Problems) {
	if d.syntax {
		return nil, document.Problems{syntaxProblem(d.src, d.pos)}
	}
	if d.warnings > maxProblems {
		d.problems = append(d.problems, moreWarnings(d.warnings-maxProblems))
	}
	return v, InInputOrder(d.data, d.problems)
}

// decoder is the state of one reading.
type decoder struct {
	data   []byte
	src    string // data as a string: texts without escapes are slices of it
	pos    int    // of the next byte
	limits Limits
	shapes *shapeSet
	dec    *jsontext.Decoder // for values to be skipped
	rest   *bytes.Buffer     // what dec reads

	path  []byte // JSON Pointer of the value being read
	field *field // the innermost key on it
	depth int    // of nodes
	nodes int

	problems document.Problems
	errors   int
	// textErrors are those of them inside texts, where they say nothing about the structure around.
	textErrors int
	faults     []string // pointers of refused values, and of keys that misspelt ones stand for
	warnings   int
	syntax     bool // the JSON is broken
	// doubtful tells that the validator may have something to say. It costs as much as a tenth of a plan, and in a good
	// document has nothing to say; so what its rules are about is looked at in passing, in bytes where they count characters.
	doubtful bool

	pointers strings.Builder // chunk that pointers are cut from
	runs     arena[Run]
	cells    arena[Cell]
	texts    arena[Text]
	lines    arena[string]
}

// bailout unwinds the reading when nothing more can be learnt from the input.
type bailout struct{}

func (d *decoder) run() *Document {
	return readAll(d, func() *Document {
		doc := new(Document)
		d.document(doc, false)
		if d.doubtful {
			d.validate(doc)
		}
		return doc
	})
}

// readAll reads one value, which is all there is; nil where the reading had to end early.
func readAll[T any](d *decoder, read func() *T) (v *T) {
	defer func() {
		if r := recover(); r != nil {
			if _, ok := r.(bailout); !ok {
				panic(r)
			}
			v = nil
		}
	}()
	v = read()
	if d.space(); d.pos < len(d.src) {
		d.broken()
	}
	return v
}

// report adds a problem at the value being read, or at its own pointer where it has one.
func (d *decoder) report(p document.Problem) {
	if p.Pointer == "" {
		p.Pointer = string(d.path)
	}
	if p.Severity == document.Warning {
		if d.warnings++; d.warnings > maxProblems {
			return
		}
	}
	d.problems = append(d.problems, p)
	if p.Severity == document.Error {
		if p.Code != "unknown_key" { // one that was meant to be another is noted where it is met
			d.faults = append(d.faults, p.Pointer)
		}
		if d.errors++; d.errors == maxProblems {
			d.problems = append(d.problems, tooManyProblems())
			panic(bailout{})
		}
	}
}

// count charges one list element to the limit.
func (d *decoder) count() {
	if d.nodes++; d.nodes > d.limits.Nodes {
		d.report(tooManyNodes(d.limits.Nodes))
		panic(bailout{})
	}
}

// at returns the pointer of the value being read. Pointers are cut from one chunk: a string of their own for each would be
// most of the allocations of a document.
func (d *decoder) at() string {
	if len(d.path) == 0 {
		return ""
	}
	if d.pointers.Cap()-d.pointers.Len() < len(d.path) {
		d.pointers.Reset()
		d.pointers.Grow(max(min(4096, len(d.src)), len(d.path))) // a small document has few
	}
	n := d.pointers.Len()
	d.pointers.Write(d.path)
	return d.pointers.String()[n:]
}

// arena hands out slices cut from larger ones.
type arena[T any] struct {
	chunk []T
	size  int
}

// keep returns a copy of vals.
func (a *arena[T]) keep(vals []T) []T {
	n := len(vals)
	if n == 0 {
		return nil
	}
	if cap(a.chunk)-len(a.chunk) < n {
		a.size = min(max(2*a.size, 16), 256)
		a.chunk = make([]T, 0, max(a.size, n))
	}
	from := len(a.chunk)
	a.chunk = append(a.chunk, vals...)
	return a.chunk[from : from+n : from+n]
}
