package opc

import (
	"archive/zip"
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"io"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/klauspost/compress/flate"

	"vanban/read"
)

// Archive is a container whose directory has been found sound. It is safe for concurrent use.
type Archive struct {
	files  map[string]*zip.File // by name in lower case: names of parts do not tell case (ECMA-376 Part 2, 6.2.2.3)
	limits Limits
	words  Words

	lock  sync.Mutex
	spare []io.ReadCloser // unpackers to use again: each has 40 kB of tables
}

// Open opens a container and unpacks nothing of it; file must not change while the archive is used. Check is asked of each part, by its name in
// lower case, and refuses those that the kind of file may not have. Whatever is wrong with the file is a *read.Refusal: file_truncated,
// file_too_many_parts, file_unsafe_name, file_encrypted, file_bomb, or what check returns.
func Open(file []byte, limits Limits, words Words, check func(part string) error) (*Archive, error) {
	a := &Archive{limits: limits, words: words}
	directory, err := a.checkCount(file)
	if err != nil {
		return nil, err
	}
	r, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if errors.Is(err, zip.ErrInsecurePath) {
		return nil, words.unsafeName("")
	}
	if err != nil {
		return nil, words.Damaged("không đọc được mục lục của tệp nén")
	}
	r.RegisterDecompressor(zip.Deflate, a.inflate)
	if err := a.checkEntries(r.File, check); err != nil {
		return nil, err
	}
	if err := a.checkOverlap(r.File, directory); err != nil {
		return nil, err
	}
	return a, nil
}

// checkCount looks at the number of entries before archive/zip does: that makes a value of each, of as many as there are, whatever
// the end record says. It returns where the directory begins.
func (a *Archive) checkCount(file []byte) (directory int64, err error) {
	from := max(0, len(file)-22-0xffff)
	end := bytes.LastIndex(file[from:], []byte(sigEnd))
	if end += from; end < from || end+22 > len(file) {
		return 0, a.words.Damaged("thiếu phần cuối, có thể do tải về chưa hết")
	}
	says := int(binary.LittleEndian.Uint16(file[end+10:]))
	if says > a.limits.Parts || bytes.Count(file, []byte(sigDirectory)) > a.limits.Parts {
		return 0, a.words.TooManyParts(a.limits.Parts)
	}
	length := int64(binary.LittleEndian.Uint32(file[end+12:]))
	if length > min(int64(end), a.limits.Directory) { // Zip64 says it elsewhere; only large files need that, and they are refused
		return 0, a.words.Damaged("mục lục của tệp nén sai")
	}
	return int64(end) - length, nil
}

func (a *Archive) checkEntries(files []*zip.File, check func(part string) error) error {
	a.files = make(map[string]*zip.File, len(files))
	var total uint64
	for _, f := range files {
		key := strings.ToLower(f.Name)
		if !safeName(f.Name) || a.files[key] != nil {
			return a.words.unsafeName(f.Name)
		}
		a.files[key] = f
		total += min(f.UncompressedSize64, 1<<40)
		if err := a.checkEntry(f, total); err != nil {
			return err
		}
		if err := check(key); err != nil {
			return err
		}
	}
	return nil
}

// checkEntry looks at what the directory says of one entry; total is the size of all up to it, in bytes.
func (a *Archive) checkEntry(f *zip.File, total uint64) error {
	if f.Flags&1 != 0 {
		return read.Refuse("file_encrypted", "Tệp nén được đặt mật khẩu.", "Hãy bỏ mật khẩu rồi gửi lại.")
	}
	if f.Method != zip.Store && f.Method != zip.Deflate {
		return a.words.Damaged("phần " + f.Name + " nén theo cách lạ")
	}
	packed := max(f.CompressedSize64, 1)
	if total > uint64(a.limits.Unpacked) || f.UncompressedSize64 > 1<<20 && f.UncompressedSize64/packed > uint64(a.limits.Ratio) {
		return a.words.Bomb()
	}
	return nil
}

// safeName reports whether a name stays inside the archive on every system.
func safeName(name string) bool {
	if name == "" || name[0] == '/' || strings.ContainsAny(name, "\\:\x00") {
		return false
	}
	for seg := range strings.SplitSeq(strings.TrimSuffix(name, "/"), "/") {
		if seg == "" || seg == "." || seg == ".." {
			return false
		}
	}
	return !strings.ContainsFunc(name, func(r rune) bool { return r < ' ' || r == 0x7f })
}

// checkOverlap refuses entries that share bytes with each other or with the directory: the densest bombs are made so, and archives that
// hold themselves.
func (a *Archive) checkOverlap(files []*zip.File, directory int64) error {
	type span struct{ from, to int64 }
	spans := make([]span, 0, len(files))
	for _, f := range files {
		data, err := f.DataOffset()
		if err != nil || f.CompressedSize64 > 1<<40 {
			return a.words.Damaged("mục lục không khớp với nội dung, có thể do tải về chưa hết")
		}
		if data+int64(f.CompressedSize64) > directory {
			return a.words.Bomb()
		}
		const header = 30 // and the name, which is there once more
		spans = append(spans, span{data - header - int64(len(f.Name)), data + int64(f.CompressedSize64)})
	}
	slices.SortFunc(spans, func(a, b span) int { return cmp.Compare(a.from, b.from) })
	for i := 1; i < len(spans); i++ {
		if spans[i].from < spans[i-1].to {
			return a.words.Bomb()
		}
	}
	return nil
}

// Has reports whether there is a part by this name, in capitals or not.
func (a *Archive) Has(name string) bool { return a.files[strings.ToLower(name)] != nil }

// Names returns the names of all entries, in lower case and sorted.
func (a *Archive) Names() []string { return slices.Sorted(maps.Keys(a.files)) }

// Open returns the bytes of a part, unpacked while they are read. A part that is not there, or unpacks to more than its limits, is a
// *read.Refusal. Any other error of reading is that of archive/zip and means that the part is damaged; a check sum that does not
// hold comes out at the end alone.
func (a *Archive) Open(name string) (io.ReadCloser, error) {
	f := a.files[strings.ToLower(name)]
	if f == nil {
		return nil, a.words.Damaged("thiếu phần " + name)
	}
	r, err := f.Open()
	if err != nil {
		return nil, a.words.Damaged("không mở được phần " + name)
	}
	return &part{ReadCloser: r, archive: a, packed: int64(f.CompressedSize64)}, nil
}

// part believes nothing that the directory says of sizes.
type part struct {
	io.ReadCloser
	archive      *Archive
	size, packed int64
}

func (p *part) Read(b []byte) (int, error) {
	n, err := p.ReadCloser.Read(b)
	p.size += int64(n)
	limits := &p.archive.limits
	if p.size > limits.Unpacked || p.size > 1<<20 && p.size/max(p.packed, 1) > limits.Ratio {
		return 0, p.archive.words.Bomb()
	}
	return n, err
}

func (a *Archive) inflate(src io.Reader) io.ReadCloser {
	a.lock.Lock()
	defer a.lock.Unlock()
	if n := len(a.spare); n > 0 {
		r := a.spare[n-1]
		a.spare = a.spare[:n-1]
		if reset, ok := r.(flate.Resetter); ok && reset.Reset(src, nil) == nil {
			return &unpacker{r, a}
		}
	}
	return &unpacker{flate.NewReader(src), a}
}

// unpacker gives its tables back when it is closed, and only once: two parts must not share them.
type unpacker struct {
	inflater io.ReadCloser // nil when closed
	archive  *Archive
}

func (u *unpacker) Read(b []byte) (int, error) {
	if u.inflater == nil {
		return 0, fs.ErrClosed
	}
	return u.inflater.Read(b)
}

func (u *unpacker) Close() error {
	if u.inflater == nil {
		return nil
	}
	err := u.inflater.Close()
	u.archive.lock.Lock()
	defer u.archive.lock.Unlock()
	u.archive.spare = append(u.archive.spare, u.inflater)
	u.inflater = nil
	return err
}
