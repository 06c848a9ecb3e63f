package api

import (
	"strings"

	"github.com/gofiber/fiber/v2"

	"vanban/render"
	"vanban/templates/contract"
)

// format is what a call asks for: one kind of file, or several in a ZIP.
type format struct {
	name, media string
	files       []render.Format
	inline      bool   // a browser shows it rather than saving it
	policy      string // of content security, where the file needs more than nothing
}

// svgPolicy lets a page that is opened by itself have its own styles and fonts, which are inside it.
const svgPolicy = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"

// formats are those there are; the first is for callers who have no wish.
var formats = []format{
	{"pdf", render.PDF.MediaType(), []render.Format{render.PDF}, false, ""},
	{"docx", render.DOCX.MediaType(), []render.Format{render.DOCX}, false, ""},
	{"svg", render.SVG.MediaType(), []render.Format{render.SVG}, true, svgPolicy},
	{"zip", "application/zip", []render.Format{render.DOCX, render.PDF}, false, ""},
}

func formatNames() []string {
	names := make([]string, len(formats))
	for i := range formats {
		names[i] = formats[i].name
	}
	return names
}

// negotiate chooses by ?format= and else by Accept (RFC 9110, 12.5.1).
func negotiate(c *fiber.Ctx) (*format, error) {
	if args := c.Context().QueryArgs(); args.Has("format") {
		name := string(args.Peek("format"))
		for i := range formats {
			if formats[i].name == name {
				return &formats[i], nil
			}
		}
		return nil, refusal(unknownFormat).because("Không có định dạng %s.", contract.Quote(strings.ToValidUTF8(name, "?")))
	}
	offers := make([]string, len(formats))
	for i := range formats {
		offers[i] = formats[i].media
	}
	chosen := c.Accepts(offers...)
	for i := range formats {
		if formats[i].media == chosen {
			return &formats[i], nil
		}
	}
	return nil, refusal(notAcceptable)
}
