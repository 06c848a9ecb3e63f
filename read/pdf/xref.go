package pdf

import (
	"bytes"
	"errors"
	"math"
	"strconv"
)

// readTables reads the tables of objects from the last to the first (7.5.4, 7.5.8). False when they are of no use.
func (f *pdfFile) readTables() bool {
	tail := f.file[max(0, len(f.file)-2048):]
	i := bytes.LastIndex(tail, []byte("startxref"))
	if i < 0 {
		return false
	}
	l := lexer{data: tail, pos: i + len("startxref")}
	at, _ := l.next()
	seen := map[int]bool{}
	todo := []any{at}
	for len(todo) > 0 {
		offset, ok := todo[0].(int)
		todo = todo[1:]
		if !ok || offset < 0 || offset >= len(f.file) {
			return false
		}
		if seen[offset] {
			continue
		}
		seen[offset] = true
		trailer, ok := f.readTable(offset)
		if !ok {
			return false
		}
		for k, v := range trailer {
			if _, have := f.trailer[k]; !have {
				f.trailer[k] = v
			}
		}
		for _, k := range []name{"XRefStm", "Prev"} {
			if v, ok := trailer[k].(int); ok {
				todo = append(todo, v)
			}
		}
	}
	return f.trailer["Root"] != nil
}

func (f *pdfFile) readTable(offset int) (dict, bool) {
	l := lexer{data: f.file, pos: offset, file: true}
	o, _ := l.next()
	if o != operator("xref") {
		return f.readXRefStream(offset, o)
	}
	for {
		first, _ := l.next()
		if first == operator("trailer") {
			t, _ := l.next()
			d, ok := t.(dict)
			return d, ok
		}
		count, _ := l.next()
		n, ok1 := first.(int)
		c, ok2 := count.(int)
		if !ok1 || !ok2 || n < 0 || c < 0 {
			return nil, false
		}
		for i := range c {
			l.held = 0
			offset, _ := l.next()
			gen, _ := l.next()
			kind, ok := l.next()
			if !ok {
				return nil, false
			}
			pos, ok1 := offset.(int)
			g, ok2 := gen.(int)
			if !ok1 || !ok2 {
				return nil, false
			}
			if kind == operator("n") {
				f.enter(n+i, at(pos, g))
			}
		}
	}
}

func at(offset, gen int) entry {
	if offset < 0 || offset > maxFile {
		offset = maxFile // where nothing stands
	}
	return entry{offset: int32(offset), gen: int32(gen & 0xFFFF)} //nolint:gosec // in bounds
}

func inPack(pack, index int) entry {
	if pack < 0 || pack > math.MaxInt32 || index < 0 || index > math.MaxInt32 {
		return at(-1, 0)
	}
	return entry{pack: int32(pack), index: int32(index)} //nolint:gosec // in bounds
}

// enter notes where an object is, unless a later table has said so already.
func (f *pdfFile) enter(num int, e entry) {
	if _, have := f.table[num]; have || num <= 0 {
		return
	}
	if len(f.table) >= maxObjects {
		panic(refusal(tooMany))
	}
	f.table[num] = e
}

func (f *pdfFile) readXRefStream(offset int, head any) (dict, bool) {
	num, ok := head.(int)
	if !ok {
		return nil, false
	}
	o, _ := f.at(offset, num)
	s, ok := o.(*stream)
	if !ok {
		return nil, false
	}
	w := f.floats(s.dict["W"], 3)
	s.packed = true
	data, err := f.data(s)
	if err != nil {
		panic(err)
	}
	if w == nil || w[0] < 0 || w[1] < 0 || w[2] < 0 || w[0]+w[1]+w[2] < 1 || w[0]+w[1]+w[2] > 24 {
		return nil, false
	}
	index := f.array(s.dict["Index"])
	if index == nil {
		index = array{0, f.int(s.dict["Size"], 0)}
	}
	widths := [3]int{int(w[0]), int(w[1]), int(w[2])}
	for i := 0; i+1 < len(index); i += 2 {
		first, count := f.int(index[i], 0), f.int(index[i+1], 0)
		for n := range count {
			if data = f.xrefEntry(data, widths, first+n); data == nil {
				return s.dict, true
			}
		}
	}
	return s.dict, true
}

// xrefEntry takes one entry from the data of an xref stream and returns what is left; nil at the end.
func (f *pdfFile) xrefEntry(data []byte, widths [3]int, num int) []byte {
	fields := [3]int{1, 0, 0}
	for i, w := range widths {
		if len(data) < w {
			return nil
		}
		if w > 0 {
			fields[i] = 0
			for _, c := range data[:w] {
				fields[i] = fields[i]<<8 | int(c)
			}
		}
		data = data[w:]
	}
	switch fields[0] {
	case 1:
		f.enter(num, at(fields[1], fields[2]))
	case 2:
		if fields[1] > 0 {
			f.enter(num, inPack(fields[1], fields[2]))
		}
	}
	return data
}

// rebuild finds the objects of a damaged file by their heads "n g obj". The last of a number counts, as in an update.
func (f *pdfFile) rebuild() error {
	f.rebuilt = true
	clear(f.cache)
	clear(f.table)
	var packs []int
	data := f.file
	for pos := 0; ; {
		i := bytes.Index(data[pos:], []byte("obj"))
		if i < 0 {
			break
		}
		i += pos
		pos = i + 3
		num, gen, start, ok := headBefore(data, i)
		if !ok {
			continue
		}
		if len(f.table) >= maxObjects {
			return refusal(tooMany)
		}
		f.table[num] = at(start, gen)
		if head := data[pos:min(pos+200, len(data))]; bytes.Contains(head, []byte("/ObjStm")) {
			packs = append(packs, num)
		} else if bytes.Contains(head, []byte("/Catalog")) {
			f.trailer["Root"] = ref{num, gen}
		}
	}
	if err := f.ctx.Err(); err != nil {
		return err
	}
	f.oldTrailers()
	if err := f.unlocked(); err != nil {
		return err
	}
	for _, num := range packs {
		if p := f.pack(num); p != nil {
			for i, n := range p.numbers {
				f.enter(n, inPack(num, i))
				if d, ok := f.fromPack(inPack(num, i), n).(dict); ok && d["Type"] == name("Catalog") {
					f.trailer["Root"] = ref{n, 0}
				}
			}
		}
	}
	return nil
}

// oldTrailers takes from a damaged file's trailers what tells of its encryption and its root.
func (f *pdfFile) oldTrailers() {
	for at, n := 0, 0; n < 64; n++ {
		i := bytes.Index(f.file[at:], []byte("trailer"))
		if i < 0 {
			return
		}
		at += i + len("trailer")
		l := lexer{data: f.file, pos: at, file: true}
		o, _ := l.next()
		d, _ := o.(dict)
		for _, k := range []name{"Root", "Encrypt", "ID", "Info"} {
			if v, ok := d[k]; ok {
				f.trailer[k] = v
			}
		}
	}
}

// headBefore reads "n g " backwards from the keyword obj.
func headBefore(data []byte, i int) (num, gen, start int, ok bool) {
	back := func(i int) (int, int, bool) {
		end := i
		for end > 0 && class[data[end-1]] == white && i-end < 4 {
			end--
		}
		begin := end
		for begin > 0 && data[begin-1] >= '0' && data[begin-1] <= '9' && end-begin < 10 {
			begin--
		}
		v, err := strconv.Atoi(string(data[begin:end]))
		return v, begin, err == nil
	}
	gen, at, ok := back(i)
	if !ok || at == 0 || class[data[at-1]] != white {
		return 0, 0, 0, false
	}
	num, start, ok = back(at)
	return num, gen, start, ok
}

// pack is an object stream, unpacked.
type pack struct {
	data    []byte
	numbers []int
	offsets []int
}

func (f *pdfFile) pack(num int) *pack {
	if p, ok := f.packs[num]; ok {
		return p
	}
	f.packs[num] = nil
	if f.table[num].pack > 0 {
		return nil
	}
	s, ok := f.object(num).(*stream)
	if !ok {
		return nil
	}
	data, err := f.data(s)
	if err != nil {
		if errors.Is(err, errImage) {
			return nil
		}
		panic(err)
	}
	first, n := f.int(s.dict["First"], 0), f.int(s.dict["N"], 0)
	if first < 0 || first > len(data) {
		return nil
	}
	p := &pack{data: data}
	l := lexer{data: data[:first]}
	for range min(n, maxObjects) {
		l.held = 0
		id, _ := l.next()
		at, ok := l.next()
		i, ok1 := id.(int)
		o, ok2 := at.(int)
		if !ok || !ok1 || !ok2 || o < 0 || o > len(data)-first {
			break
		}
		p.numbers, p.offsets = append(p.numbers, i), append(p.offsets, first+o)
	}
	f.packs[num] = p
	return p
}

func (f *pdfFile) fromPack(e entry, num int) any {
	p := f.pack(int(e.pack))
	if p == nil {
		return nil
	}
	i := int(e.index)
	if i < 0 || i >= len(p.numbers) || p.numbers[i] != num {
		return nil
	}
	l := lexer{data: p.data, pos: p.offsets[i], file: true}
	o, _ := l.value()
	f.charge(&l, 0)
	return o
}
