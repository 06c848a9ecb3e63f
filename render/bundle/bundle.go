// Package bundle packs finished files into one ZIP (PKWARE APPNOTE 6.3). It owns the container; the files are whole already,
// and so are stored, not deflated again.
package bundle

import (
	"archive/zip"
	"bytes"
	"fmt"
	"hash/crc32"
	"io/fs"
	"strings"
)

// Entry is one file of a ZIP.
type Entry struct {
	Name string // UTF-8, without folders
	Data []byte
}

// epoch is the date of every entry, the first that a ZIP can hold (1 January 1980, APPNOTE 4.4.6): equal files give equal bytes.
const epoch = 1<<5 | 1

// Zip packs the entries in their order. A name that would leave the folder it is unpacked into is an error, since whoever
// made it has made a mistake.
func Zip(entries ...Entry) ([]byte, error) {
	size := 0
	for i := range entries {
		size += len(entries[i].Data) + 2*len(entries[i].Name) + 128
	}
	var out bytes.Buffer
	out.Grow(size)
	w := zip.NewWriter(&out)
	for _, e := range entries {
		if !fs.ValidPath(e.Name) || e.Name == "." || strings.ContainsAny(e.Name, `/\`) {
			return nil, fmt.Errorf("bundle: %q is no name of a file", e.Name)
		}
		// Created with sizes known beforehand, so that no data descriptor follows: some unpackers refuse a stored entry that has one.
		entry, err := w.CreateRaw(&zip.FileHeader{
			Name: e.Name, Method: zip.Store, CRC32: crc32.ChecksumIEEE(e.Data),
			ModifiedDate:     epoch, //nolint:staticcheck // CreateRaw does not make it from Modified
			CompressedSize64: uint64(len(e.Data)), UncompressedSize64: uint64(len(e.Data)),
			Flags: utf8Flag,
		})
		if err == nil {
			_, err = entry.Write(e.Data)
		}
		if err != nil {
			return nil, fmt.Errorf("bundle: %s: %w", e.Name, err)
		}
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("bundle: %w", err)
	}
	return out.Bytes(), nil
}

// utf8Flag says that the name is UTF-8 (APPNOTE 4.4.4, bit 11); archive/zip sets it by itself only outside CreateRaw.
const utf8Flag = 1 << 11
