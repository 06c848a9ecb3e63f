package intake

import "slices"

// Code is the name of a note, what it is about, and whether the text that it holds is missing from the document. The names are stable.
type Code struct {
	Name    string
	Meaning string // English, for guides
	// Aside tells that the text of the note is no part of the issued document: a mark, furniture, what is not seen on paper. Nothing is
	// lost when a file is made anew without it.
	Aside bool
}

// Codes returns every code that a note may have, in the order of their names: those of this package, of read/anatomy, and of the readers.
func Codes() []Code {
	return []Code{
		{Name: "author_line", Meaning: "the author of a web page about the document, who has not signed it", Aside: true},
		{Name: "box_missing", Meaning: "a box of a certificate of ours is not in the file; what it said was kept"},
		{Name: "chart", Meaning: "only the text of a chart was read"},
		{Name: "comment", Meaning: "a comment in the margin", Aside: true},
		{Name: "converted_encoding", Meaning: "the bytes of a text were in TCVN3, VNI, windows-1258 or decomposed Unicode, and converted"},
		{Name: "decomposed_letters", Meaning: "letters with separate marks were composed"},
		{Name: "deleted_text", Meaning: "text deleted under track changes", Aside: true},
		{Name: "diagram", Meaning: "only the text of a SmartArt diagram was read"},
		{Name: "draft_mark", Meaning: "“(Dự thảo)”: no part of the issued document", Aside: true},
		{Name: "drawing_text", Meaning: "text inside a drawing"},
		{Name: "embedded_object", Meaning: "an OLE object, not read"},
		{Name: "embedded_unreadable", Meaning: "the JSON in a file of ours can't be used; the text was recognised instead"},
		{Name: "equation", Meaning: "of an equation only the text was read"},
		{Name: "even_header", Meaning: "even pages have a header or footer of their own"},
		{Name: "external_chunk", Meaning: "content in another format (altChunk), not read"},
		{Name: "field_code", Meaning: "text in the code of a field, which is not seen on the page", Aside: true},
		{Name: "format_not_kept", Meaning: "struck, raised or lowered text keeps its letters and loses that look"},
		{Name: "guessed_from_text", Meaning: "type, number, date and organ were guessed from running text"},
		{Name: "hidden_text", Meaning: "hidden text; in Markdown addresses of links, HTML, comments", Aside: true},
		{Name: "legacy_text", Meaning: "runs in fonts of TCVN3 or VNI were converted to Unicode"},
		{Name: "linked_content", Meaning: "linked content outside of the file, never followed"},
		{Name: "linked_template", Meaning: "a template outside of the file, never followed"},
		{Name: "lost_letters", Meaning: "letters of a PDF whose font does not tell what they are"},
		{Name: "merged_by_recognition", Meaning: "an edited file of ours: this part was taken from the recognised text"},
		{Name: "merged_cell_text", Meaning: "text in a cell covered by a merged one, which is not seen on the page", Aside: true},
		{Name: "no_text", Meaning: "a PDF of pictures only"},
		{Name: "not_accepted", Meaning: "the JSON has no place for this text or value; it is in the note only"},
		{Name: "number_misread", Meaning: "a number with an l that a scan has made of 1 or I; kept as it is"},
		{Name: "number_out_of_order", Meaning: "a number that does not follow the one before it on its level"},
		{Name: "option_not_kept", Meaning: "a margin, size or distance outside of the allowed range was left to the default"},
		{Name: "page_number", Meaning: "page numbers taken out of running text", Aside: true},
		{Name: "picture", Meaning: "a picture, not read"},
		{Name: "problem", Meaning: "what still stands between the document and a file of it; the pointer names the value"},
		{Name: "received_stamp", Meaning: "the stamp of whoever received the document", Aside: true},
		{Name: "repeated_header", Meaning: "lines repeated on every page, or the title row of a table repeated, taken out once", Aside: true},
		{Name: "replaced_by_form", Meaning: "a fixed line that the form prints in words of its own"},
		{Name: "signing_mark", Meaning: "“(Đã ký)”, “(Ký, đóng dấu)”: no part of the issued document", Aside: true},
		{Name: "supplied_by_form", Meaning: "the form prints a line “Phụ lục” above this one"},
		{Name: "table_as_text", Meaning: "a table that the JSON can't hold became paragraphs"},
		{Name: "text_box", Meaning: "text in a box was read as paragraphs after the one that it is anchored at"},
		{Name: "turned_text", Meaning: "text of a PDF that does not run from left to right"},
		{Name: "type_not_rendered", Meaning: "no files are made of this type yet; the JSON is whole"},
		{Name: "type_unknown", Meaning: "nothing tells the type; taken for a công văn"},
		{Name: "typed_rule", Meaning: "a line typed with dashes or stars; the form draws its own", Aside: true},
		{Name: "unknown_content", Meaning: "content of an unknown kind; its text is in the note"},
		{Name: "unplaced_note", Meaning: "a footnote of a text whose mark was not found"},
		{Name: "unplaced_text", Meaning: "text that no part of the document took; it is in the note only"},
		{Name: "unreferenced_note", Meaning: "a footnote that nothing in the file refers to"},
		{Name: "web_furniture", Meaning: "a line of the web page around the document", Aside: true},
	}
}

// isAside reports whether a code says that its text is no part of the issued document.
func isAside(code string) bool {
	return slices.ContainsFunc(Codes(), func(c Code) bool { return c.Name == code && c.Aside })
}
