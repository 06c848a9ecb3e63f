package docx

import (
	"bytes"

	"vanban/document"
	"vanban/read"
)

// noteMark is a footnote or endnote that the text names.
type noteMark struct {
	end bool
	id  string
}

// readNoteMark reads a w:footnoteReference or w:endnoteReference.
func (b *builder) readNoteMark(direct *runProps) {
	if b.deleted > 0 || b.inInstruction() {
		return
	}
	mark := noteMark{b.x.name == "w:endnoteReference", string(b.x.attr("w:id"))}
	b.notes = append(b.notes, mark)
	b.mark(read.NoteMark, len(b.notes)-1, direct)
}

// readNotes reads the notes that are named; what stands in others is not seen.
func (b *builder) readNotes() error {
	if len(b.notes) == 0 {
		return nil
	}
	b.m.Notes = make([]read.Note, len(b.notes))
	at := map[noteMark][]int{}
	for i, n := range b.notes {
		at[n] = append(at[n], i)
	}
	for _, kind := range []string{"footnotes", "endnotes"} {
		name := b.pkg.related(b.relations, kind)
		if name == "" {
			continue
		}
		if err := b.enter(name); err != nil {
			return err
		}
		if err := b.pkg.parse(name, func(x *xmlReader) { b.readNotePart(at, kind == "endnotes") }); err != nil {
			return err
		}
	}
	return nil
}

func (b *builder) readNotePart(at map[noteMark][]int, end bool) {
	x := b.x
	for d := x.depth; x.child(d); {
		id, kind := string(x.attr("w:id")), string(x.attr("w:type"))
		blocks := b.within(&flow{width: b.noteWidth()}, b.blocks)
		list := at[noteMark{end, id}]
		for _, i := range list {
			b.m.Notes[i].Blocks = blocks
		}
		if text := plain(nil, blocks); len(list) == 0 && (kind == "" || kind == "normal") && len(text) > 0 {
			b.remark("unreferenced_note", text)
		}
	}
}

func (b *builder) noteWidth() document.EMU {
	if len(b.sections) == 0 {
		return 0
	}
	return b.sections[0].width()
}

// readComments reads what people wrote beside the text.
func (b *builder) readComments() error {
	name := b.pkg.related(b.relations, "comments")
	if name == "" {
		return nil
	}
	return b.pkg.parse(name, func(x *xmlReader) {
		for d := x.depth; x.child(d); {
			place := b.comments[string(x.attr("w:id"))]
			text := bytes.TrimSpace(x.content(nil))
			b.remarks.add("comment", append(text, ' '), place)
		}
	})
}
