package batch

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"vanban/document"
	"vanban/render"
)

// device matches the names of devices: Windows opens no file called so, whatever follows the first point.
var device = regexp.MustCompile(`(?i)^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\.|$)`)

// fileName makes of any words the name of a file, without an extension, that every system takes: no signs of paths, no names of
// devices. It may be empty.
func fileName(words string) string {
	s := strings.TrimSuffix(render.FileName(document.Info{Title: words}, render.PDF), ".pdf")
	if s == "van-ban" {
		return ""
	}
	if device.MatchString(s) {
		return "- " + s
	}
	return s
}

// stem returns the name of a document's file without its extension.
func stem(info document.Info) string {
	return strings.TrimSuffix(render.FileName(info, render.PDF), ".pdf")
}

// namer gives the files of one batch names that are unique even where case does not count.
type namer map[string]bool

func (n namer) unique(stem, ext string) string {
	name := stem + ext
	for i := 2; n[strings.ToLower(name)]; i++ {
		name = stem + " (" + strconv.Itoa(i) + ")" + ext
	}
	n[strings.ToLower(name)] = true
	return name
}

// entryStem returns the name of a row's file inside a ZIP. The number in front keeps the order of the list and makes it unique.
func entryStem(row, rows int, stem string) string {
	width := max(3, len(strconv.Itoa(rows)))
	return strings.TrimRight(fmt.Sprintf("%0*d %s", width, row, stem), " ")
}
