package broken

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"fmt"
	"io"
	"regexp"
	"strings"
)

const (
	mainPart   = "word/document.xml"
	stylesPart = "word/styles.xml"
	headerPart = "word/header1.xml"
	relsPart   = "word/_rels/document.xml.rels"
	typesPart  = "[Content_Types].xml"
)

// parts are the parts of a DOCX as text.
type parts map[string]string

// edit is one change. It fails where it finds not exactly what it looks for, since a file that breaks nothing would prove nothing.
type edit func(parts) error

// change applies edits to a DOCX. The JSON that our writer puts in is left out: no office's file has it.
func change(docx []byte, edits []edit) ([]byte, error) {
	r, err := zip.NewReader(bytes.NewReader(docx), int64(len(docx)))
	if err != nil {
		return nil, err
	}
	p, names := parts{}, []string(nil)
	for _, file := range r.File {
		if strings.HasPrefix(file.Name, "customXml/") {
			continue
		}
		data, err := contents(file)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file.Name, err)
		}
		p[file.Name], names = string(data), append(names, file.Name)
	}
	for part, own := range map[string]*regexp.Regexp{relsPart: ownRelationship, typesPart: ownType} {
		p[part] = own.ReplaceAllString(p[part], "")
	}
	for i, e := range edits {
		if err := e(p); err != nil {
			return nil, fmt.Errorf("edit %d: %w", i+1, err)
		}
	}
	p.trim()
	return pack(p, names)
}

// trim drops the styles of paragraphs that nothing names, some tenth of every file.
func (p parts) trim() {
	p[stylesPart] = paragraphStyle.ReplaceAllStringFunc(p[stylesPart], func(s string) string {
		named := `<w:pStyle w:val="` + paragraphStyle.FindStringSubmatch(s)[1] + `"/>`
		for name, part := range p {
			if name != stylesPart && strings.Contains(part, named) {
				return s
			}
		}
		return ""
	})
}

var (
	paragraphStyle  = regexp.MustCompile(`<w:style w:type="paragraph" w:customStyle="1" w:styleId="(\w+)">.*?</w:style>`)
	ownRelationship = regexp.MustCompile(`<Relationship [^>]*customXml[^>]*/>`)
	ownType         = regexp.MustCompile(`<Override PartName="/customXml/[^>]*/>`)
)

func contents(file *zip.File) ([]byte, error) {
	in, err := file.Open()
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(in)
	if closed := in.Close(); err == nil {
		err = closed
	}
	return data, err
}

// pack writes the parts in the order they had, without times.
func pack(p parts, names []string) ([]byte, error) {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	w.RegisterCompressor(zip.Deflate, func(out io.Writer) (io.WriteCloser, error) {
		return flate.NewWriter(out, flate.BestCompression)
	})
	for _, name := range names {
		part, err := w.Create(name)
		if err != nil {
			return nil, err
		}
		if _, err := io.WriteString(part, p[name]); err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// swap replaces old, which stands in the part so many times.
func swap(part, old, with string, times int) edit {
	return func(p parts) error {
		if n := strings.Count(p[part], old); n != times {
			return fmt.Errorf("%s has %q %d times, not %d", part, old, n, times)
		}
		p[part] = strings.ReplaceAll(p[part], old, with)
		return nil
	}
}

// text replaces a stretch of the main text that stands there once.
func text(old, with string) edit { return swap(mainPart, old, with, 1) }

// style changes something in the style of that name.
func style(id, old, with string) edit {
	return func(p parts) error {
		return within(p, stylesPart, `w:styleId="`+id+`"`, "<w:style ", "</w:style>", func(s string) (string, error) {
			return once(s, old, with)
		})
	}
}

// para changes the one paragraph that has the needle in it.
func para(needle, old, with string) edit {
	return paragraph(needle, func(s string) (string, error) { return once(s, old, with) })
}

func paragraph(needle string, change func(string) (string, error)) edit {
	return func(p parts) error { return within(p, mainPart, needle, "<w:p>", "</w:p>", change) }
}

// form adds direct formatting to the paragraph with the needle, after what it has.
func form(needle, properties string) edit {
	return para(needle, "</w:pPr>", properties+"</w:pPr>")
}

// letters adds direct formatting to every run of the paragraph with the needle.
func letters(needle, properties string) edit {
	return paragraph(needle, func(s string) (string, error) { return lettersOf(s, properties) })
}

func lettersOf(s, properties string) (string, error) {
	if strings.Contains(s, "<w:r><w:rPr>") {
		return "", fmt.Errorf("a run has formatting already: %s", s)
	}
	if !strings.Contains(s, "<w:r>") {
		return "", fmt.Errorf("no runs: %s", s)
	}
	return strings.ReplaceAll(s, "<w:r>", "<w:r><w:rPr>"+properties+"</w:rPr>"), nil
}

// drop takes the paragraph with the needle away.
func drop(needle string) edit {
	return paragraph(needle, func(string) (string, error) { return "", nil })
}

// behind puts XML behind the paragraph with the needle.
func behind(needle, xml string) edit {
	return paragraph(needle, func(s string) (string, error) { return s + xml, nil })
}

// rule sets the length of the rule of a style by its indents.
func rule(id string, left, right int) edit {
	return paragraph(`w:val="`+id+`"`, func(s string) (string, error) {
		at := regexp.MustCompile(`<w:ind w:left="\d+" w:right="\d+"/>`).FindStringIndex(s)
		if at == nil {
			return "", fmt.Errorf("no indents: %s", s)
		}
		return s[:at[0]] + fmt.Sprintf(`<w:ind w:left="%d" w:right="%d"/>`, left, right) + s[at[1]:], nil
	})
}

// within changes the one element between open and end that has the needle in it.
func within(p parts, part, needle, open, end string, change func(string) (string, error)) error {
	s := p[part]
	if n := strings.Count(s, needle); n != 1 {
		return fmt.Errorf("%s has %q %d times, not once", part, needle, n)
	}
	at := strings.Index(s, needle)
	from, to := strings.LastIndex(s[:at+len(open)], open), strings.Index(s[at:], end)
	if from < 0 || to < 0 {
		return fmt.Errorf("%q in %s stands in no %s…%s", needle, part, open, end)
	}
	to += at + len(end)
	changed, err := change(s[from:to])
	if err != nil {
		return fmt.Errorf("%q: %w", needle, err)
	}
	p[part] = s[:from] + changed + s[to:]
	return nil
}

func once(s, old, with string) (string, error) {
	if n := strings.Count(s, old); n != 1 {
		return "", fmt.Errorf("%q stands there %d times, not once: %s", old, n, s)
	}
	return strings.Replace(s, old, with, 1), nil
}
