package docx

import (
	"bytes"
	"strings"

	"vanban/document"
	"vanban/read"
)

// field is a field that is open. What is shown is its result; Word keeps the one of the last time it looked.
type field struct {
	result      bool // past the instruction
	page, roman bool // PAGE, with roman figures
	instr       []byte
}

// maxInstruction is how much of a field's instruction is looked at.
const maxInstruction = 128

// maxFields is how deep fields may stand in each other: Word allows 20.
const maxFields = 64

func newField(instr []byte) field {
	f := field{result: true}
	f.know(instr)
	return f
}

// know looks at the instruction (17.16.4): only the page number matters.
func (f *field) know(instr []byte) {
	words := strings.Fields(string(instr[:min(len(instr), maxInstruction)]))
	f.page = len(words) > 0 && strings.EqualFold(words[0], "PAGE")
	f.roman = f.page && bytes.Contains(bytes.ToLower(instr), []byte("roman"))
}

func (b *builder) inInstruction() bool {
	for i := range b.fields {
		if !b.fields[i].result {
			return true
		}
	}
	return false
}

// readFieldChar reads a w:fldChar: the beginning, middle or end of a field.
func (b *builder) readFieldChar(direct *runProps) {
	n := len(b.fields)
	switch string(b.x.attr("w:fldCharType")) {
	case "begin":
		if n >= maxFields {
			b.x.Fail(refuse("file_too_deep", "Tệp có các trường (field) lồng nhau quá sâu.", hintAgain))
			return
		}
		b.fields = append(b.fields, field{})
	case "separate":
		if n > 0 {
			f := &b.fields[n-1]
			f.know(f.instr)
			f.result = true
		}
	case "end":
		if n == 0 {
			return
		}
		f := &b.fields[n-1]
		if !f.result {
			f.know(f.instr)
			f.result = true
		}
		b.showNumber(direct)
		b.fields = b.fields[:n-1]
	}
}

func (b *builder) readInstruction() {
	text := b.x.content(nil)
	if n := len(b.fields); n > 0 && len(b.fields[n-1].instr) < maxInstruction {
		b.fields[n-1].instr = append(b.fields[n-1].instr, text...)
	}
}

// pageField is the page number as it stands in a header or footer.
type pageField struct {
	found, roman bool
	align        document.Align
	run          read.Run
	place        read.Place
}

// showNumber takes note of a page number, and reports whether what is read now is one. Its figures are left out of the text.
func (b *builder) showNumber(direct *runProps) bool {
	if b.number == nil {
		return false
	}
	for i := range b.fields {
		f := &b.fields[i]
		if !f.page || !f.result {
			continue
		}
		if !b.number.found {
			r := b.resolve(direct)
			*b.number = pageField{found: true, roman: f.roman, align: b.para.acrossAt(), run: show(r, r.ascii), place: b.para.place}
		}
		return true
	}
	return false
}

// acrossAt returns where what comes next in the paragraph stands across the page.
func (p *paragraph) acrossAt() document.Align {
	switch {
	case p.props.frame.is && p.props.frame.align != document.AlignStyle:
		return p.props.frame.align
	case p.tabTo != document.AlignStyle:
		return p.tabTo
	case p.tabs > 0 && p.tabs <= len(p.props.tabs) && p.props.tabs[p.tabs-1].align != document.AlignStyle:
		return p.props.tabs[p.tabs-1].align
	case p.props.align == document.AlignStyle:
		return document.AlignLeft
	}
	return p.props.align
}
