package sheet

import (
	"archive/zip"
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"io"
	"path"
	"runtime"
	"runtime/metrics"
	"slices"
	"strconv"
	"strings"

	"github.com/klauspost/compress/flate"
)

// What a file may ask of the machine. The limits lie far above every list of an office: 100,000 rows of 8 cells are 50 MB of XML.
const (
	maxFile     = 32 << 20
	maxUnpacked = 320 << 20 // of the parts that are there, as the directory says and as they turn out to be
	maxSmall    = 8 << 20   // of a part that is read as a whole: workbook, styles, relationships
	maxRatio    = 200       // how many times larger a part of more than 1 MiB may become
	maxParts    = 4096
	maxList     = 4 << 20  // of the directory: a thousand bytes for each part
	roomy       = 80 << 20 // what the process may have on its heap before garbage is looked at
	collecting  = 24 << 20 // and how much garbage may then come together
)

// archive is the container of a workbook: its entries by name in lower case, checked against each other before any is opened.
type archive struct {
	files map[string]*zip.File
}

// The signatures of APPNOTE.TXT 4.3.
const (
	sigLocal     = "PK\x03\x04"
	sigDirectory = "PK\x01\x02"
	sigEnd       = "PK\x05\x06"
	sigOLE       = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
)

func openArchive(file []byte) (*archive, error) {
	directory, err := checkCount(file)
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
	r.RegisterDecompressor(zip.Deflate, flate.NewReader)
	a := &archive{files: make(map[string]*zip.File, len(r.File))}
	if err := a.checkEntries(r.File); err != nil {
		return nil, err
	}
	return a, checkOverlap(r.File, directory)
}

// checkCount looks at the number of entries before archive/zip does: that makes a value of each, of as many as there are, whatever
// the end record says. It returns where the directory begins.
func checkCount(file []byte) (directory int64, err error) {
	from := max(0, len(file)-22-0xffff)
	end := bytes.LastIndex(file[from:], []byte(sigEnd))
	if end += from; end < from || end+22 > len(file) {
		return 0, refuseDamaged("thiếu phần cuối, có thể do tải về chưa hết")
	}
	says := int(binary.LittleEndian.Uint16(file[end+10:]))
	if says > maxParts || bytes.Count(file, []byte(sigDirectory)) > maxParts {
		return 0, refuseParts()
	}
	length := int64(binary.LittleEndian.Uint32(file[end+12:]))
	if length > min(int64(end), maxList) { // Zip64 says it elsewhere; only large files need that, and they are refused
		return 0, refuseDamaged("mục lục của tệp nén sai")
	}
	return int64(end) - length, nil
}

func (a *archive) checkEntries(files []*zip.File) error {
	var total uint64
	for _, f := range files {
		key := strings.ToLower(f.Name)
		if !safeName(f.Name) || a.files[key] != nil {
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
		if total > maxUnpacked || f.UncompressedSize64 > 1<<20 && f.UncompressedSize64/packed > maxRatio {
			return refuseBomb()
		}
		if err := checkPart(key); err != nil {
			return err
		}
	}
	return nil
}

// checkPart refuses what the name of a part alone gives away.
func checkPart(name string) error {
	switch base := path.Base(name); {
	case base == "vbaproject.bin" || base == "vbadata.xml" || strings.Contains(name, "/macrosheets/"):
		return refuseMacros()
	case strings.Contains(name, "/externallinks/") && strings.HasSuffix(name, ".xml"):
		return refuseExternal("có liên kết tới tệp khác")
	case name == "xl/connections.xml":
		return refuseExternal("có kết nối dữ liệu")
	case name == "xl/workbook.bin":
		return refuseUnknown("Tệp là bảng tính nhị phân (.xlsb), không phải .xlsx.")
	case name == "word/document.xml":
		return refuseUnknown("Tệp là tệp Word, không phải bảng tính.")
	case name == "content.xml":
		return refuseUnknown("Tệp là bảng tính OpenDocument (.ods), không phải .xlsx.")
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

// checkOverlap refuses entries that share bytes with each other or with the directory: the densest bombs are made so.
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

func (a *archive) has(name string) bool { return a.files[strings.ToLower(name)] != nil }

// open returns the bytes of a part. Reading more of them than the limits allow fails, and so does what was changed on the way.
func (a *archive) open(name string) (io.ReadCloser, error) {
	f := a.files[strings.ToLower(name)]
	if f == nil {
		return nil, refuseDamaged("thiếu phần " + name)
	}
	r, err := f.Open()
	if err != nil {
		return nil, refuseDamaged("không mở được phần " + name)
	}
	return &partReader{thrift: thrift{Reader: r}, Closer: r, packed: int64(f.CompressedSize64)}, nil
}

// whole returns a part that is small.
func (a *archive) whole(name string) ([]byte, error) {
	r, err := a.open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = r.Close() }()
	data, err := io.ReadAll(io.LimitReader(r, maxSmall+1))
	if err != nil {
		return nil, partFault(err)
	}
	if len(data) > maxSmall {
		return nil, refuseLarge("phần " + name + " hơn " + strconv.Itoa(maxSmall>>20) + " MB")
	}
	return data, nil
}

// thrift reads, and has garbage collected where there is much of it. A list at the limits leaves some hundred megabytes, which a service that
// collects seldom would let stand; what most lists leave is less.
type thrift struct {
	io.Reader
	lives uint64 // bytes, by the last collection
}

func (t *thrift) Read(b []byte) (int, error) {
	t.tidy()
	return t.Reader.Read(b)
}

// tidy collects garbage if the process has got far above what lives in it.
func (t *thrift) tidy() {
	heap := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	if metrics.Read(heap); heap[0].Value.Uint64() < max(roomy, t.lives+collecting) {
		return
	}
	runtime.GC()
	metrics.Read(heap)
	t.lives = heap[0].Value.Uint64()
}

type partReader struct {
	thrift
	io.Closer
	size, packed int64
}

func (p *partReader) Read(b []byte) (int, error) {
	n, err := p.thrift.Read(b)
	p.size += int64(n)
	if p.size > maxUnpacked || p.size > 1<<20 && p.size/max(p.packed, 1) > maxRatio {
		return 0, refuseBomb()
	}
	if err != nil && !errors.Is(err, io.EOF) {
		return n, partFault(err)
	}
	return n, err
}

// partFault makes a refusal of what unpacking says.
func partFault(err error) error {
	if _, ok := asRefusal(err); ok {
		return err
	}
	return refuseDamaged("một phần bên trong không giải nén được")
}
