package batch

import (
	"archive/zip"
	"hash/crc32"
	"io"
)

// epoch is the date of every entry, the first that a ZIP can hold (1 January 1980, APPNOTE 4.4.6): equal files give equal bytes.
const epoch = 1<<5 | 1

// utf8Flag says that the name is UTF-8 (APPNOTE 4.4.4, bit 11).
const utf8Flag = 1 << 11

// zipper writes a ZIP as it goes. Its entries are finished PDF and DOCX files, which are packed inside, and so are stored.
type zipper struct{ w *zip.Writer }

func newZipper(w io.Writer) *zipper { return &zipper{zip.NewWriter(w)} }

func (z *zipper) add(name string, data []byte) error {
	// Sizes are known beforehand, so that no data descriptor follows: some unpackers refuse a stored entry that has one.
	entry, err := z.w.CreateRaw(&zip.FileHeader{
		Name: name, Method: zip.Store, CRC32: crc32.ChecksumIEEE(data), Flags: utf8Flag,
		ModifiedDate:     epoch, //nolint:staticcheck // CreateRaw does not make it from Modified
		CompressedSize64: uint64(len(data)), UncompressedSize64: uint64(len(data)),
	})
	if err != nil {
		return err
	}
	_, err = entry.Write(data)
	return err
}

func (z *zipper) close() error { return z.w.Close() }
