// Package opc opens the containers of Office files that strangers send (Open Packaging Conventions, ECMA-376 Part 2): a ZIP file whose
// entries are checked against each other before any of them is opened, its parts as streams that end where the limits do, and a window on
// the XML in them. It knows neither WordprocessingML nor SpreadsheetML, and does not tell what a part means.
package opc

import (
	"bytes"
	"path"
	"strconv"
	"strings"

	"vanban/read"
)

// Kind is what the bytes of a file say of it before it is opened.
type Kind uint8

// The kinds.
const (
	Other     Kind = iota
	Empty          // no bytes but white space and zeros
	Container      // a ZIP file
	Compound       // an OLE compound file, such as Word and Excel 97-2003 write
	Encrypted      // a package under a password, which Office puts into a compound file ([MS-OFFCRYPTO] 2.3.4.4)
)

// The signatures of APPNOTE.TXT 4.3, and that of [MS-CFB] 2.2.
const (
	sigLocal     = "PK\x03\x04"
	sigDirectory = "PK\x01\x02"
	sigEnd       = "PK\x05\x06"
	sigOLE       = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
)

// encryptedStream is the name of the stream in UTF-16, as a compound file has it.
const encryptedStream = "E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00"

// Sniff tells the kind of a file. It looks through the whole of a compound file, and at the head of others.
func Sniff(file []byte) Kind {
	switch {
	case len(bytes.TrimLeft(file, " \t\r\n\x00")) == 0:
		return Empty
	case bytes.HasPrefix(file, []byte(sigLocal)):
		return Container
	case !bytes.HasPrefix(file, []byte(sigOLE)):
		return Other
	case bytes.Contains(file, []byte(encryptedStream)):
		return Encrypted
	}
	return Compound
}

// Limits are what a container may ask of the machine.
type Limits struct {
	Parts     int   // entries of the directory
	Directory int64 // bytes of the directory
	Unpacked  int64 // bytes of all parts together, as the directory says; and of each, as it turns out to be
	Ratio     int64 // how many times larger a part of more than 1 MiB may become
}

// Words are what the refusals of one kind of file say differently from those of another.
type Words struct {
	File  string // how people call the file: “Tệp Word”
	Than  string // what a bomb is said to be larger than: “văn bản”
	Again string // the hint where nothing in the file itself can be put right
}

// Damaged refuses a file that is not whole, or that contradicts itself: file_truncated. What says how, in Vietnamese and without a full stop.
func (w Words) Damaged(what string) error {
	return read.Refuse("file_truncated", w.File+" bị hỏng: "+what+".", w.Again)
}

// Bomb refuses a file that unpacks to more than its limits: file_bomb.
func (w Words) Bomb() error {
	return read.Refuse("file_bomb", "Tệp nén một cách bất thường: giải nén ra lớn hơn nhiều lần so với "+w.Than+".", w.Again)
}

// TooManyParts refuses a file that has, or tells of, more parts than these: file_too_many_parts.
func (w Words) TooManyParts(limit int) error {
	return read.Refuse("file_too_many_parts", "Tệp có hơn "+strconv.Itoa(limit)+" phần bên trong.", w.Again)
}

// TooDeep refuses XML whose elements stand in each other more levels deep than these: file_too_deep.
func (w Words) TooDeep(limit int) error {
	return read.Refuse("file_too_deep", "Tệp có các phần lồng nhau sâu hơn "+strconv.Itoa(limit)+" cấp.", w.Again)
}

func (w Words) unsafeName(name string) error {
	name = strconv.QuoteToASCII(name[:min(len(name), 80)])
	return read.Refuse("file_unsafe_name", "Tệp có một phần bên trong mang tên không an toàn: "+name+".", w.Again)
}

// HasMacros reports whether a part by this name, in lower case, is a project of macros, in whatever kind of file.
func HasMacros(part string) bool {
	base := path.Base(part)
	return base == "vbaproject.bin" || base == "vbadata.xml"
}

// Target returns the name of the part that a relationship of a part in the folder dir points to (ECMA-376 Part 2, 6.5). Dir is "" or ends in a
// stroke. A name never leads out of the container.
func Target(dir, target string) string {
	if strings.HasPrefix(target, "/") {
		return path.Clean(target)[1:]
	}
	return strings.TrimPrefix(path.Clean("/"+dir+target), "/")
}
