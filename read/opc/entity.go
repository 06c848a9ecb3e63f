package opc

import (
	"bytes"
	"strconv"
	"unicode/utf8"
)

// Entity returns the character that an entity stands for, by what is between & and ;. Those that there are without a DTD are the five of XML
// and numbers. It is not ok for others, nor for control characters and surrogates (XML 1.0, 2.2).
func Entity(name []byte) (r rune, ok bool) {
	switch string(name) {
	case "amp":
		return '&', true
	case "lt":
		return '<', true
	case "gt":
		return '>', true
	case "quot":
		return '"', true
	case "apos":
		return '\'', true
	}
	digits, ok := bytes.CutPrefix(name, []byte("#"))
	if !ok {
		return 0, false
	}
	base := 10
	if hex, isHex := bytes.CutPrefix(digits, []byte("x")); isHex {
		base, digits = 16, hex
	}
	n, err := strconv.ParseUint(string(digits), base, 21)
	control := n < ' ' && n != '\t' && n != '\n' && n != '\r'
	return rune(n), err == nil && !control && utf8.ValidRune(rune(n))
}
