package docx

import "strings"

// theme is what word/theme gives: the fonts of headings and of text, and the colours by the names of w:themeColor.
type theme struct {
	major, minor string
	colors       map[string]string
}

// font returns the font of a theme slot such as "minorHAnsi". Vietnamese is written in Latin letters, so the other slots do not count.
func (t *theme) font(slot string) string {
	switch {
	case strings.HasPrefix(slot, "major"):
		return t.major
	case strings.HasPrefix(slot, "minor"):
		return t.minor
	}
	return ""
}

// themeNames are the names of a colour in a document (17.18.97), by those in the theme.
var themeNames = map[string][]string{
	"a:dk1": {"dark1", "text1"}, "a:lt1": {"light1", "background1"}, "a:dk2": {"dark2", "text2"}, "a:lt2": {"light2", "background2"},
	"a:accent1": {"accent1"}, "a:accent2": {"accent2"}, "a:accent3": {"accent3"}, "a:accent4": {"accent4"},
	"a:accent5": {"accent5"}, "a:accent6": {"accent6"}, "a:hlink": {"hyperlink"}, "a:folHlink": {"followedHyperlink"},
}

func (p *parts) readTheme(x *xmlReader) {
	p.theme.colors = map[string]string{}
	for d := x.depth; x.child(d); {
		if x.name != "a:themeElements" {
			continue
		}
		for d := x.depth; x.child(d); {
			switch x.name {
			case "a:clrScheme":
				p.readColors(x)
			case "a:fontScheme":
				for d := x.depth; x.child(d); {
					switch x.name {
					case "a:majorFont":
						p.theme.major = p.readLatin(x)
					case "a:minorFont":
						p.theme.minor = p.readLatin(x)
					}
				}
			}
		}
	}
}

func (p *parts) readLatin(x *xmlReader) string {
	name := ""
	for d := x.depth; x.child(d); {
		if x.name == "a:latin" {
			name = p.intern(x.attr("typeface"))
		}
	}
	return name
}

func (p *parts) readColors(x *xmlReader) {
	for d := x.depth; x.child(d); {
		names := themeNames[x.name]
		for d := x.depth; x.child(d); {
			val := x.attr("val")
			if last := x.attr("lastClr"); last != nil {
				val = last
			}
			if !isHex(val) {
				continue
			}
			for _, n := range names {
				p.theme.colors[n] = p.intern(val)
			}
		}
	}
}
