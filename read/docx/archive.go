package docx

import (
	"archive/zip"
	"bytes"
	"cmp"
	"context"
	"encoding/binary"
	"errors"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/klauspost/compress/flate"
)

// archive is the container: its entries by name, checked against each other before any is opened.
type archive struct {
	files  map[string]*zip.File // by name in lower case: names of parts do not tell case (ECMA-376 Part 2, 6.2.2.3)
	budget *budget
	spare  []io.ReadCloser // unpackers to use again: each has 40 kB of tables
}

// The signatures of APPNOTE.TXT 4.3.
const (
	sigLocal     = "PK\x03\x04"
	sigDirectory = "PK\x01\x02"
	sigEnd       = "PK\x05\x06"
	sigOLE       = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
)

func openArchive(file []byte, b *budget) (*archive, error) {
	if err := checkKind(file); err != nil {
		return nil, err
	}
	if len(file) > b.File {
		return nil, refuseLarge("hơn " + strconv.Itoa(b.File>>20) + " MB")
	}
	directory, err := checkCount(file, b)
	if err != nil {
		return nil, err
	}
	r, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if errors.Is(err, zip.ErrInsecurePath) {
		return nil, refuseName("")
	}
	if err != nil {
		return nil, refuseDamaged("không đọc được mục lục của tệp nén")
	}
	a := &archive{files: make(map[string]*zip.File, len(r.File)), budget: b}
	r.RegisterDecompressor(zip.Deflate, a.inflate)
	if err := a.checkEntries(r.File); err != nil {
		return nil, err
	}
	return a, checkOverlap(r.File, directory)
}

// checkKind tells a ZIP file from others that people take for DOCX.
func checkKind(file []byte) error {
	switch {
	case len(bytes.TrimLeft(file, " \t\r\n\x00")) == 0:
		return refuse("file_empty", "Tệp rỗng.", "Hãy gửi tệp .docx có nội dung.")
	case bytes.HasPrefix(file, []byte(sigLocal)):
		return nil
	case bytes.HasPrefix(file, []byte(sigOLE)):
		if bytes.Contains(file, utf16le("EncryptedPackage")) {
			return refuse("file_encrypted", "Tệp Word được đặt mật khẩu.", "Hãy mở bằng Word, bỏ mật khẩu rồi lưu lại.")
		}
		return refuseUnknown("Tệp là Word 97-2003 (.doc), không phải .docx.")
	case bytes.HasPrefix(file, []byte("%PDF-")):
		return refuse("file_unknown", "Tệp là PDF, không phải .docx.", "Hãy gửi tệp với đuôi .pdf.")
	case bytes.HasPrefix(file, []byte(`{\rtf`)):
		return refuseUnknown("Tệp là RTF, không phải .docx.")
	}
	return refuseUnknown("Tệp không phải là tệp Word (.docx).")
}

func utf16le(s string) []byte {
	b := make([]byte, 0, 2*len(s))
	for i := range len(s) {
		b = append(b, s[i], 0)
	}
	return b
}

// checkCount looks at the number of entries before archive/zip does: that makes a value of each, of as many as there are, whatever
// the end record says. It returns where the directory begins.
func checkCount(file []byte, b *budget) (directory int64, err error) {
	end := bytes.LastIndex(file[max(0, len(file)-22-0xffff):], []byte(sigEnd))
	if end < 0 {
		return 0, refuseDamaged("thiếu phần cuối, có thể do tải về chưa hết")
	}
	end += max(0, len(file)-22-0xffff)
	if end+22 > len(file) {
		return 0, refuseDamaged("thiếu phần cuối, có thể do tải về chưa hết")
	}
	says := int(binary.LittleEndian.Uint16(file[end+10:]))
	if says > b.Parts || bytes.Count(file, []byte(sigDirectory)) > b.Parts {
		return 0, refuse("file_too_many_parts", "Tệp có hơn "+strconv.Itoa(b.Parts)+" phần bên trong.", hintAgain)
	}
	length := int64(binary.LittleEndian.Uint32(file[end+12:]))
	if length > int64(end) { // Zip64 says it elsewhere; only large files need that, and they are refused
		return 0, refuseDamaged("mục lục của tệp nén sai")
	}
	return int64(end) - length, nil
}

func refuseName(name string) error {
	if len(name) > 80 {
		name = name[:80]
	}
	return refuse("file_unsafe_name", "Tệp có một phần bên trong mang tên không an toàn: "+strconv.QuoteToASCII(name)+".", hintAgain)
}

func (a *archive) checkEntries(files []*zip.File) error {
	var total uint64
	for _, f := range files {
		if !safeName(f.Name) {
			return refuseName(f.Name)
		}
		key := strings.ToLower(f.Name)
		if a.files[key] != nil {
			return refuseName(f.Name)
		}
		a.files[key] = f
		if f.Flags&1 != 0 {
			return refuse("file_encrypted", "Tệp nén được đặt mật khẩu.", "Hãy bỏ mật khẩu rồi gửi lại.")
		}
		if f.Method != zip.Store && f.Method != zip.Deflate {
			return refuseDamaged("phần " + f.Name + " nén theo cách lạ")
		}
		total += min(f.UncompressedSize64, 1<<40)
		packed := max(f.CompressedSize64, 1)
		if total > uint64(a.budget.Unpacked) || f.UncompressedSize64 > 1<<20 && f.UncompressedSize64/packed > uint64(a.budget.Ratio) {
			return refuseBomb()
		}
		if base := path.Base(key); base == "vbaproject.bin" || base == "vbadata.xml" {
			return refuseMacros()
		}
	}
	return nil
}

func refuseMacros() error {
	return refuse("file_macros", "Tệp Word có chứa macro.", "Hãy lưu lại dạng .docx (không macro) rồi gửi lại.")
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
func checkOverlap(files []*zip.File, directory int64) error {
	type span struct{ from, to int64 }
	spans := make([]span, 0, len(files))
	for _, f := range files {
		data, err := f.DataOffset()
		if err != nil || f.CompressedSize64 > 1<<40 {
			return refuseDamaged("mục lục không khớp với nội dung, có thể do tải về chưa hết")
		}
		if data+int64(f.CompressedSize64) > directory {
			return refuseBomb()
		}
		const header = 30 // and the name, which is there once more
		spans = append(spans, span{data - header - int64(len(f.Name)), data + int64(f.CompressedSize64)})
	}
	slices.SortFunc(spans, func(a, b span) int { return cmp.Compare(a.from, b.from) })
	for i := 1; i < len(spans); i++ {
		if spans[i].from < spans[i-1].to {
			return refuseBomb()
		}
	}
	return nil
}

func (a *archive) inflate(src io.Reader) io.ReadCloser {
	if n := len(a.spare); n > 0 {
		r := a.spare[n-1]
		a.spare = a.spare[:n-1]
		if reset, ok := r.(flate.Resetter); ok && reset.Reset(src, nil) == nil {
			return &unpacker{r, a}
		}
	}
	return &unpacker{flate.NewReader(src), a}
}

// unpacker gives its tables back when it is closed.
type unpacker struct {
	io.ReadCloser
	archive *archive
}

func (u *unpacker) Close() error {
	u.archive.spare = append(u.archive.spare, u.ReadCloser)
	return u.ReadCloser.Close()
}

func (a *archive) has(name string) bool { return a.files[strings.ToLower(name)] != nil }

// open returns the bytes of a part; reading them counts against the limits.
func (a *archive) open(ctx context.Context, name string) (io.ReadCloser, error) {
	f := a.files[strings.ToLower(name)]
	if f == nil {
		return nil, refuseDamaged("thiếu phần " + name)
	}
	r, err := f.Open()
	if err != nil {
		return nil, refuseDamaged("không mở được phần " + name)
	}
	return &partReader{ReadCloser: r, ctx: ctx, budget: a.budget, packed: int64(f.CompressedSize64)}, nil
}

type partReader struct {
	io.ReadCloser
	ctx          context.Context
	budget       *budget
	size, packed int64
}

func (p *partReader) Read(b []byte) (int, error) {
	if p.ctx.Err() != nil {
		return 0, context.Cause(p.ctx)
	}
	n, err := p.ReadCloser.Read(b)
	p.size += int64(n)
	if over := p.budget.part(n, p.size, p.packed); over != nil {
		return 0, over
	}
	return n, err
}
