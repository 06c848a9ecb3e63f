package sheet

import (
	"errors"
	"io"
	"runtime"
	"runtime/metrics"
	"strconv"
	"strings"

	"vanban/read/opc"
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

// archive is the container of a workbook.
type archive struct{ container *opc.Archive }

func openArchive(file []byte) (*archive, error) {
	limits := opc.Limits{Parts: maxParts, Directory: maxList, Unpacked: maxUnpacked, Ratio: maxRatio}
	container, err := opc.Open(file, limits, words, checkPart)
	if err != nil {
		return nil, err
	}
	return &archive{container}, nil
}

// checkPart refuses what the name of a part alone gives away.
func checkPart(name string) error {
	switch {
	case opc.HasMacros(name) || strings.Contains(name, "/macrosheets/"):
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

func (a *archive) has(name string) bool { return a.container.Has(name) }

// open returns the bytes of a part. Reading more of them than the limits allow fails, and so does what was changed on the way.
func (a *archive) open(name string) (io.ReadCloser, error) {
	r, err := a.container.Open(name)
	if err != nil {
		return nil, err
	}
	return &partReader{thrift: thrift{Reader: r}, Closer: r}, nil
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

// partReader makes refusals of what goes wrong while a part is read.
type partReader struct {
	thrift
	io.Closer
}

func (p *partReader) Read(b []byte) (int, error) {
	n, err := p.thrift.Read(b)
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
