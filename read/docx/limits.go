package docx

import (
	"context"
	"strconv"
)

// Limits are what a file may ask of the machine. They lie far above every document of an office: a plan of 1,000 pages has 30 MB of
// XML and 40,000 paragraphs.
type Limits struct {
	File       int   // bytes of the file
	Unpacked   int64 // bytes of all its parts, as the directory of the archive says and as they turn out to be
	Ratio      int64 // how many times larger a part of more than 1 MiB may become
	Parts      int   // entries of the archive
	Depth      int   // of the XML
	Elements   int   // of all XML that is read
	Paragraphs int   // paragraphs, cells and sections
	Runs       int
	Styles     int // styles, levels of lists, relationships
	Text       int // bytes of text
}

// DefaultLimits returns the limits of Read: those of a document of some 500 pages, which leave what reads, checks and imports it below
// 100 MB of memory.
func DefaultLimits() Limits {
	return Limits{
		File: 32 << 20, Unpacked: 256 << 20, Ratio: 200, Parts: 4096,
		Depth: 256, Elements: 600_000, Paragraphs: 25_000, Runs: 60_000, Styles: 10_000, Text: 2 << 20,
	}
}

// budget counts what a file has used of its limits.
type budget struct {
	Limits
	unpacked                                 int64
	elements, paragraphs, runs, styles, used int
}

// checkEvery is how many elements are read between two looks at the context.
const checkEvery = 1024

func (b *budget) element(ctx context.Context, depth int) error {
	b.elements++
	if b.elements%checkEvery == 0 && ctx.Err() != nil {
		return context.Cause(ctx)
	}
	if depth > b.Depth {
		return words.TooDeep(b.Depth)
	}
	if b.elements > b.Elements {
		return refuseLarge("có hơn " + strconv.Itoa(b.Elements) + " phần tử XML")
	}
	return nil
}

func (b *budget) paragraph() error {
	b.paragraphs++
	if b.paragraphs > b.Paragraphs {
		return refuseLarge("có hơn " + strconv.Itoa(b.Paragraphs) + " đoạn văn và ô bảng")
	}
	return nil
}

func (b *budget) run() error {
	b.runs++
	if b.runs > b.Runs {
		return refuseLarge("có hơn " + strconv.Itoa(b.Runs) + " đoạn chữ khác nhau về định dạng")
	}
	return nil
}

func (b *budget) style() error {
	b.styles++
	if b.styles > b.Styles {
		return refuseLarge("có hơn " + strconv.Itoa(b.Styles) + " kiểu trình bày và liên kết")
	}
	return nil
}

func (b *budget) text(n int) error {
	b.used += n
	if b.used > b.Text {
		return refuseLarge("có hơn " + strconv.Itoa(b.Text>>20) + " MB chữ")
	}
	return nil
}

// unpack counts n bytes more of what is read of all parts.
func (b *budget) unpack(n int) error {
	b.unpacked += int64(n)
	if b.unpacked > b.Unpacked {
		return words.Bomb()
	}
	return nil
}
