package pdf

import (
	"fmt"
	"time"
	"unicode/utf8"

	"vanban/document"
)

// producer is the name that the file gives its maker.
const producer = "vanban"

// language is what text is in unless the document says otherwise.
const language = "vi-VN"

func languageOf(info *document.Info) string {
	if info.Language != "" {
		return info.Language
	}
	return language
}

func created(info *document.Info) (time.Time, error) {
	if info.Created == "" {
		return time.Time{}, nil
	}
	t, err := time.Parse(time.RFC3339, info.Created)
	if err != nil {
		return t, fmt.Errorf("pdf: creation date: %w", err)
	}
	return t, nil
}

// appendInfo writes the document information dictionary (14.3.3). PDF/A wants each entry to say what XMP says, so both
// are written from the same values.
func appendInfo(b []byte, info *document.Info, at time.Time) []byte {
	b = append(b, "<<"...)
	for _, e := range [...]struct{ key, value string }{
		{"/Title", info.Title}, {"/Author", info.Author}, {"/Subject", info.Subject}, {"/Keywords", info.Keywords},
		{"/Creator", producer}, {"/Producer", producer},
	} {
		if e.value != "" {
			b = append(b, e.key...)
			b = appendTextString(b, e.value)
		}
	}
	if !at.IsZero() {
		for _, key := range [...]string{"/CreationDate(", "/ModDate("} {
			b = append(b, key...)
			b = append(appendDate(b, at), ')')
		}
	}
	return append(b, ">>"...)
}

// appendDate writes a date (7.9.4).
func appendDate(b []byte, t time.Time) []byte {
	b = t.AppendFormat(append(b, "D:"...), "20060102150405-07'00")
	// The layout's "00" is literal: minutes of the zone follow by hand.
	_, offset := t.Zone()
	m := offset / 60 % 60
	if m < 0 {
		m = -m
	}
	b = b[:len(b)-2]
	return append(b, byte('0'+m/10), byte('0'+m%10))
}

// appendXMP writes the metadata packet (14.3.2; ISO 16684-1), in plain text, so that other programs find it by searching.
func appendXMP(b []byte, info *document.Info, at time.Time) []byte {
	b = append(b, "<?xpacket begin=\"\ufeff\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"+
		"<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"+
		"<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\""+
		" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">\n<dc:format>application/pdf</dc:format>\n"...)
	b = appendElement(b, "<dc:language><rdf:Bag><rdf:li>", languageOf(info), "</rdf:li></rdf:Bag></dc:language>\n")
	b = appendElement(b, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">", info.Title, "</rdf:li></rdf:Alt></dc:title>\n")
	b = appendElement(b, "<dc:creator><rdf:Seq><rdf:li>", info.Author, "</rdf:li></rdf:Seq></dc:creator>\n")
	b = appendElement(b, "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">", info.Subject, "</rdf:li></rdf:Alt></dc:description>\n")
	b = appendElement(b, "<pdf:Keywords>", info.Keywords, "</pdf:Keywords>\n")
	b = appendElement(b, "<pdf:Producer>", producer, "</pdf:Producer>\n")
	b = appendElement(b, "<xmp:CreatorTool>", producer, "</xmp:CreatorTool>\n")
	if !at.IsZero() {
		for _, tag := range [...]string{"xmp:CreateDate>", "xmp:ModifyDate>"} {
			b = append(append(b, '<'), tag...)
			b = at.AppendFormat(b, "2006-01-02T15:04:05-07:00")
			b = append(append(append(b, "</"...), tag...), '\n')
		}
	}
	return append(b, "</rdf:Description>\n</rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>"...)
}

func appendElement(b []byte, open, value, end string) []byte {
	if value == "" {
		return b
	}
	b = append(b, open...)
	for _, r := range value {
		switch {
		case r == '&':
			b = append(b, "&amp;"...)
		case r == '<':
			b = append(b, "&lt;"...)
		case r == '>':
			b = append(b, "&gt;"...)
		case r < ' ': // as in the Info dictionary
			b = append(b, ' ')
		case r == 0xFFFE || r == 0xFFFF: // no characters of XML 1.0
			b = append(b, "\ufffd"...)
		default:
			b = utf8.AppendRune(b, r)
		}
	}
	return append(b, end...)
}
