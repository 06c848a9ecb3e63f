package pdf

import (
	"bytes"
	"context"
)

// maxObjects bounds the table of objects: a tagged report of a thousand pages of several hundred pages has some 100,000.
const maxObjects = 250_000

// pdfFile gives the objects of a file one by one, when somebody asks for them: nothing that no page needs is ever unpacked.
type pdfFile struct {
	ctx      context.Context
	file     []byte
	table    map[int]entry
	trailer  dict
	cache    map[int]any
	opening  map[int]bool // objects under way, against references in a circle
	packs    map[int]*pack
	crypt    *cipherKey
	unpacked int
	held     int // bytes that its objects take, about
	passed   int // bytes of the file that objects were read from
	mapped   allowance
	rebuilt  bool
}

// entry says where an object is: at an offset, or as the index-th of an object stream.
type entry struct {
	offset int32 // files are below 64 MiB
	pack   int32 // number of the object stream; 0 for none
	index  int32
	gen    int32
}

type stream struct {
	dict     dict
	raw      []byte
	num, gen int
	packed   bool // inside a file without encryption of its own, as xref streams are
}

func open(ctx context.Context, file []byte) (*pdfFile, error) {
	f := &pdfFile{ctx: ctx, file: file, table: map[int]entry{}, trailer: dict{}, cache: map[int]any{},
		opening: map[int]bool{}, packs: map[int]*pack{}}
	head := bytes.Index(file[:min(len(file), 1024)], []byte("%PDF-"))
	if head < 0 {
		return nil, refusal(unknown)
	}
	// Offsets count from the header; mail programs put junk before it.
	f.file = file[head:]
	ok := f.readTables()
	if ok {
		if err := f.unlocked(); err != nil {
			return nil, err
		}
	}
	if !ok || f.catalog() == nil {
		if err := f.rebuild(); err != nil {
			return nil, err
		}
	}
	if f.catalog() == nil {
		return nil, refusal(truncated)
	}
	return f, nil
}

// unlocked finds the key of an encrypted file, before anything of it is read that needs one.
func (f *pdfFile) unlocked() error {
	if f.trailer["Encrypt"] == nil || f.crypt != nil {
		return nil
	}
	k, err := f.unlock()
	if err != nil {
		return err
	}
	f.crypt = k
	clear(f.cache)
	clear(f.packs)
	return nil
}

func (f *pdfFile) catalog() dict {
	d := f.dict(f.trailer["Root"])
	if f.dict(d["Pages"]) == nil {
		return nil
	}
	return d
}

// resolve follows references to the object itself.
func (f *pdfFile) resolve(o any) any {
	for range 8 {
		r, ok := o.(ref)
		if !ok {
			return o
		}
		o = f.object(r.num)
	}
	return nil
}

func (f *pdfFile) object(num int) any {
	if o, ok := f.cache[num]; ok {
		return o
	}
	e, ok := f.table[num]
	if !ok || f.opening[num] {
		return nil
	}
	f.opening[num] = true
	defer delete(f.opening, num)
	var o any
	if e.pack > 0 {
		o = f.fromPack(e, num)
	} else {
		o, ok = f.at(int(e.offset), num)
		if !ok && !f.rebuilt {
			// The table lies: whatever else it says is as doubtful.
			if f.rebuild() != nil {
				return nil
			}
			if e, ok = f.table[num]; ok && e.pack == 0 {
				o, _ = f.at(int(e.offset), num)
			}
		}
	}
	f.cache[num] = o
	return o
}

// at reads "num gen obj …" at an offset and tells whether that object stands there.
func (f *pdfFile) at(offset, num int) (any, bool) {
	if offset < 0 || offset >= len(f.file) {
		return nil, false
	}
	l := lexer{data: f.file, pos: offset, file: true}
	n, _ := l.next()
	gen, _ := l.next()
	word, _ := l.next()
	if n != num || word != operator("obj") {
		return nil, false
	}
	g, _ := gen.(int)
	o, ok := l.value()
	f.charge(&l, l.pos-offset)
	if !ok {
		return nil, false
	}
	if d, ok := o.(dict); ok {
		at := l.pos
		if w, _ := l.next(); w == operator("stream") {
			return f.stream(d, l.pos, num, g), true
		}
		l.pos = at
	}
	if f.crypt != nil {
		o = f.crypt.strings(o, num, g, 0)
	}
	return o, true
}

// maxObjectsHeld bounds what the objects that pages need may take in memory, by the lexer's account.
const maxObjectsHeld = 16 << 20

// charge counts what an object costs that was read from n bytes of the file. Objects that run on to the end of the file, one inside the
// other, would be gone through again and again.
func (f *pdfFile) charge(l *lexer, n int) {
	f.held += l.held
	f.pass(n)
	if f.held > maxObjectsHeld {
		panic(refusal(tooMany))
	}
}

func (f *pdfFile) pass(n int) {
	if f.passed += n; f.passed > 2*len(f.file)+1<<20 {
		panic(refusal(truncated))
	}
}

// value reads one object that may be a reference.
func (l *lexer) value() (any, bool) {
	o, ok := l.next()
	if _, isInt := o.(int); !isInt {
		_, bad := o.(operator)
		return o, ok && !bad
	}
	at := l.pos
	gen, _ := l.next()
	if w, _ := l.next(); w == operator("R") {
		if g, ok := gen.(int); ok {
			return ref{o.(int), g}, true
		}
	}
	l.pos = at
	return o, ok
}

// stream cuts out the data that begins after the keyword at pos. Length is believed when "endstream" follows it.
func (f *pdfFile) stream(d dict, pos, num, gen int) *stream {
	if pos < len(f.file) && f.file[pos] == '\r' {
		pos++
	}
	if pos < len(f.file) && f.file[pos] == '\n' {
		pos++
	}
	s := &stream{dict: d, num: num, gen: gen}
	if f.crypt != nil {
		f.crypt.strings(d, num, gen, 0)
	}
	rest := f.file[min(pos, len(f.file)):]
	if n := f.int(d["Length"], -1); n >= 0 && n <= len(rest) {
		tail := bytes.TrimLeft(rest[n:min(n+16, len(rest))], "\r\n\t ")
		if bytes.HasPrefix(tail, []byte("endstream")) || bytes.HasPrefix(tail, []byte("endobj")) {
			s.raw = rest[:n]
			return s
		}
	}
	end := bytes.Index(rest, []byte("endstream"))
	if end < 0 {
		end = len(rest)
	}
	f.pass(end)
	s.raw = bytes.TrimSuffix(bytes.TrimSuffix(rest[:end], []byte("\n")), []byte("\r"))
	return s
}

// The accessors give zero values for anything of another type.

func (f *pdfFile) dict(o any) dict {
	switch o := f.resolve(o).(type) {
	case dict:
		return o
	case *stream:
		return o.dict
	}
	return nil
}

func (f *pdfFile) array(o any) array {
	a, _ := f.resolve(o).(array)
	return a
}

func (f *pdfFile) name(o any) name {
	n, _ := f.resolve(o).(name)
	return n
}

func (f *pdfFile) int(o any, otherwise int) int {
	switch v := f.resolve(o).(type) {
	case int:
		return v
	case float64:
		return int(v)
	}
	return otherwise
}

func (f *pdfFile) float(o any, otherwise float64) float64 {
	if v, ok := toFloat(f.resolve(o)); ok {
		return v
	}
	return otherwise
}

func toFloat(o any) (float64, bool) {
	switch v := o.(type) {
	case int:
		return float64(v), true
	case float64:
		return v, true
	}
	return 0, false
}

// floats returns an array of n numbers, or nil.
func (f *pdfFile) floats(o any, n int) []float64 {
	a := f.array(o)
	if len(a) < n {
		return nil
	}
	out := make([]float64, n)
	for i := range out {
		out[i] = f.float(a[i], 0)
	}
	return out
}
