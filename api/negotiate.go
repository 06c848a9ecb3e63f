package api

import (
	"bytes"
	"mime"
	"slices"
	"strconv"
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

// linkedSVG is SVG for pages that have fonts and styles of their own: ?fonts=none.
var linkedSVG = format{"svg", render.SVG.MediaType(), []render.Format{render.LinkedSVG}, true, ""}

// choice is one form in which a call can answer.
type choice struct{ name, media string }

// choices are the forms of a call; the first is for callers who have no wish.
type choices []choice

// fileChoices are the formats of documents.
var fileChoices = func() choices {
	list := make(choices, len(formats))
	for i := range formats {
		list[i] = choice{formats[i].name, formats[i].media}
	}
	return list
}()

func (l choices) names() []string {
	names := make([]string, len(l))
	for i := range l {
		names[i] = l[i].name
	}
	return names
}

func (l choices) media() []string {
	media := make([]string, len(l))
	for i := range l {
		media[i] = l[i].media
	}
	return media
}

// negotiate chooses by ?format= and else by Accept (RFC 9110, 12.5.1), and returns the index of the choice.
func (l choices) negotiate(c *fiber.Ctx) (int, error) {
	if args := c.Context().QueryArgs(); args.Has("format") {
		name := string(args.Peek("format"))
		for i := range l {
			if l[i].name == name {
				return i, nil
			}
		}
		return 0, refusal(unknownFormat).because("Không có định dạng %s; lời gọi này có %s.",
			contract.Quote(strings.ToValidUTF8(name, "?")), strings.Join(l.names(), ", "))
	}
	c.Vary(fiber.HeaderAccept) // beside Origin, where there is CORS; a refusal varies, too
	accept := accepted(c)
	offers := make([]string, 0, len(l))
	for i := range l {
		if !refuses(accept, l[i].media) {
			offers = append(offers, l[i].media)
		}
	}
	chosen := c.Accepts(offers...)
	for i := range l {
		if l[i].media == chosen {
			return i, nil
		}
	}
	return 0, refusal(notAcceptable).because("Lời gọi này có %s.", strings.Join(l.media(), ", "))
}

// accepted returns what the caller accepts as one line in small letters, and leaves it so for Fiber, which reads one line and
// compares letter by letter.
func accepted(c *fiber.Ctx) string {
	lines := c.Request().Header.PeekAll(fiber.HeaderAccept)
	if len(lines) == 0 {
		return ""
	}
	accept := strings.ToLower(string(bytes.Join(lines, []byte(","))))
	c.Request().Header.Set(fiber.HeaderAccept, accept)
	return accept
}

// refuses reports whether the most specific range for the media type has the weight 0. Fiber only leaves such a range out, so
// that a wildcard beside it would let the type in again.
func refuses(accept, media string) bool {
	if !strings.Contains(accept, ";") {
		return false
	}
	kind, _, _ := strings.Cut(media, "/")
	best, zero := 0, false
	for part := range strings.SplitSeq(accept, ",") {
		name, params, err := mime.ParseMediaType(part)
		if err != nil {
			continue
		}
		if specific := 1 + slices.Index([]string{"*/*", kind + "/*", media}, name); specific > best {
			q, err := strconv.ParseFloat(params["q"], 64)
			best, zero = specific, err == nil && q == 0
		}
	}
	return zero
}
