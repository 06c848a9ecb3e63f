package pdf

import (
	"vanban/document"
	"vanban/layout"
)

// stream is an extra font's stream, ready to copy.
type stream struct {
	num  int
	body []byte
}

// dictionaries fills the object stream with all of the document's objects that are no streams, and j.xmp; it returns the
// streams of the extra fonts.
func (j *job) dictionaries(res *layout.Result, info *document.Info) ([]stream, error) {
	at, err := created(info)
	if err != nil {
		return nil, err
	}
	s := &j.objects
	s.reset()

	s.begin(j.num.catalog)
	s.body = append(s.body, "<</Type/Catalog/Pages "...)
	s.body = appendRef(s.body, j.num.pages)
	s.body = append(s.body, "/Metadata "...)
	s.body = appendRef(s.body, j.num.metadata)
	s.body = appendTextString(append(s.body, "/Lang"...), languageOf(info))
	s.body = append(s.body, "/ViewerPreferences<</DisplayDocTitle true>>"...)
	if j.num.outline != 0 {
		s.body = append(s.body, "/PageMode/UseOutlines/Outlines "...)
		s.body = appendRef(s.body, j.num.outline)
	}
	s.body = append(s.body, ">>"...)

	s.begin(j.num.info)
	s.body = appendInfo(s.body, info, at)
	j.xmp = appendXMP(j.xmp[:0], info, at)

	j.pageTree(res)
	extras, err := j.fontResources()
	if err != nil {
		return nil, err
	}
	if j.num.outline != 0 {
		if err := j.outline(res, j.num.outline); err != nil {
			return nil, err
		}
	}
	return extras, nil
}

// pageTree adds the page tree (7.7.3): one node, as the page count of office documents needs no more. Every page names its
// resources itself, since PDF/A-2 does not let them be inherited (ISO 19005-2, 6.2.2).
func (j *job) pageTree(res *layout.Result) {
	s := &j.objects
	s.begin(j.num.pages)
	s.body = append(s.body, "<</Type/Pages/Count "...)
	s.body = appendInt(s.body, len(res.Pages))
	s.body = append(s.body, "/Kids["...)
	for i := range res.Pages {
		if i > 0 {
			s.body = append(s.body, ' ')
		}
		s.body = appendRef(s.body, j.pageObject(i))
	}
	s.body = append(s.body, "]>>"...)
	for i := range res.Pages {
		p := &res.Pages[i]
		s.begin(j.pageObject(i))
		s.body = append(s.body, "<</Type/Page/Parent "...)
		s.body = appendRef(s.body, j.num.pages)
		s.body = append(s.body, "/MediaBox[0 0 "...)
		s.body = append(appendHundredths(s.body, document.DivRound(p.Width, hundredth)), ' ')
		s.body = appendHundredths(s.body, document.DivRound(p.Height, hundredth))
		s.body = append(s.body, "]/Resources "...)
		s.body = appendRef(s.body, j.num.resources)
		s.body = append(s.body, "/Contents "...)
		s.body = appendRef(s.body, j.pageObject(i)+1)
		s.body = append(s.body, ">>"...)
	}
}

// fontResources adds the resource dictionary, which all pages share, and the extra fonts.
func (j *job) fontResources() ([]stream, error) {
	s := &j.objects
	s.begin(j.num.resources)
	s.body = append(s.body, "<</Font<<"...)
	for i := range document.FaceCount {
		if j.content.used[i] {
			s.body = baseKey(i).appendName(s.body)
			s.body = append(s.body, ' ')
			s.body = appendRef(s.body, faceObject(i, faceFont))
		}
	}
	first := j.num.extra
	for i := range document.FaceCount {
		if len(j.extra.faces[i].runes) > 0 {
			s.body = extraKey(i).appendName(s.body)
			s.body = append(s.body, ' ')
			s.body = appendRef(s.body, first+extraType0)
			first += objectsPerExtra
		}
	}
	s.body = append(s.body, ">>>>"...)
	if j.extra.count() == 0 {
		return nil, nil
	}
	var extras []stream
	deflate := newDeflater(quickLevel)
	first = j.num.extra
	for i := range document.FaceCount {
		if len(j.extra.faces[i].runes) == 0 {
			continue
		}
		program, cmap, err := j.extra.dictionaries(i, first, s, deflate)
		if err != nil {
			return nil, err
		}
		extras = append(extras, stream{first + extraFile, program}, stream{first + extraToUnicode, cmap})
		first += objectsPerExtra
	}
	return extras, nil
}
