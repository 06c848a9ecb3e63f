package client

import (
	"mime"
	"path/filepath"
	"strings"
	"unicode"
)

// fileName returns the name of a Content-Disposition, of filename* (RFC 8187) before filename. Whoever creates a file under
// it must not end up elsewhere, so a server cannot choose folders, devices, hidden files or the writing direction.
func fileName(disposition string, format Format) string {
	_, params, _ := mime.ParseMediaType(disposition)
	name := params["filename"]
	name = name[strings.LastIndexAny(name, `/\`)+1:]
	name = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r), r == unicode.ReplacementChar:
			return -1
		case strings.ContainsRune(`<>:"|?*`, r): // Windows has other uses for them
			return '_'
		}
		return r
	}, name)
	name = strings.Trim(name, ". ")
	if !filepath.IsLocal(name) { // empty, or the name of a device on Windows
		name = strings.TrimRight("document."+string(format), ".")
	}
	return name
}
