// Package batch makes many documents of one base: items are JSON Merge Patches (RFC 7396), and their results become one PDF in the
// order of the list, single files in a ZIP, and a manifest. It owns rows, results and their files; who runs the rows, in one process or
// in many, is the business of its callers (batch/queue, cmd).
package batch

import (
	"io"
	"iter"

	"vanban/award"
	"vanban/document"
	"vanban/render/pdf"
)

// Spec is what a batch makes, besides its items.
type Spec struct {
	// Base is the JSON of a document; an item is merged into it. Where it names a plate profile, the profile is already in it.
	Base []byte `json:"base"`
	// Award makes the decision and its list from the same items; nil for batches of other documents.
	Award *award.Spec `json:"award,omitempty"`
	Files Files       `json:"files"`
	// Title is what the batch is called in its file names; empty takes the type's name.
	Title string `json:"title,omitempty"`
}

// Files says which files are wanted besides the manifest.
type Files struct {
	Merged bool `json:"merged"` // one PDF of all, in the order of the list
	PDF    bool `json:"pdf"`    // a ZIP of single PDF files
	DOCX   bool `json:"docx"`   // a ZIP of single DOCX files
}

// single reports whether rows get files of their own.
func (f Files) single() bool { return f.PDF || f.DOCX }

// Result is what became of one row. Rows are counted from 1 in the order of the list.
type Result struct {
	Row      int               `json:"row"`
	Revision int               `json:"revision"` // 0 at first; higher where the row was corrected or issued again
	Name     string            `json:"name"`     // whom or what it is about, for people
	Stem     string            `json:"stem"`     // of its file names, without extension; made unique when files are put together
	Pages    int               `json:"pages"`
	Problems document.Problems `json:"-"`
	// What else the proof sheet shows of whom the row is about, where it says so.
	Salutation string `json:"salutation,omitempty"`
	Position   string `json:"position,omitempty"`
	Unit       string `json:"unit,omitempty"`
	Register   string `json:"register,omitempty"`
	Citation   string `json:"citation,omitempty"` // the row's own
	// Shared says which warnings of the base the row has, a bit each in their order; they are not among Problems.
	Shared uint32 `json:"shared,omitzero"`
	// Fault is why we could not make the row, for the operator's log.
	Fault string `json:"fault,omitempty"`
	// Part is the row's pages for a merged PDF and for a single one (render/pdf), set in results that were unmarshalled; DOCX is the
	// finished file. A row that failed has neither.
	Part []byte `json:"-"`
	DOCX []byte `json:"-"`

	part *pdf.Part // what Part packs, in the process that made it
}

// Failed reports whether the row has no files.
func (r *Result) Failed() bool { return r.Problems.Fatal() }

// Status is how far a row came.
type Status string

// The statuses of rows.
const (
	Done   Status = "done"
	Failed Status = "failed"
)

// Entry is a row of the manifest.
type Entry struct {
	Row      int      `json:"row"`
	Name     string   `json:"name"`
	Status   Status   `json:"status"`
	Revision int      `json:"revision,omitzero"`
	Page     int      `json:"page,omitzero"`   // first page in the merged PDF, from 1
	Pages    int      `json:"pages,omitzero"`  // how many
	Files    []File   `json:"files,omitempty"` // its single files, inside the ZIPs
	Errors   []Remark `json:"errors,omitempty"`
	Warnings []Remark `json:"warnings,omitempty"`
}

// TextSize is how many bytes the entry says, about.
func (e *Entry) TextSize() int {
	size := len(e.Name)
	for _, list := range [][]Remark{e.Errors, e.Warnings} {
		for i := range list {
			r := &list[i]
			size += len(r.Pointer) + len(r.Code) + len(r.Message) + len(r.Hint) + len(r.Cite)
		}
	}
	return size
}

// File is one finished file.
type File struct {
	Name   string `json:"name"`
	SHA256 string `json:"sha256"`
	Bytes  int64  `json:"bytes"`
}

// Remark is a problem of a row, as the API shows it.
type Remark struct {
	Pointer string `json:"pointer"`
	Code    string `json:"code"`
	Message string `json:"message"`
	Hint    string `json:"hint,omitempty"`
	Cite    string `json:"cite,omitempty"`
}

// Manifest is written as manifest.json, last of all.
type Manifest struct {
	Title  string `json:"title"`
	Type   string `json:"type"`
	Rows   int    `json:"rows"`
	Done   int    `json:"done"`
	Failed int    `json:"failed"`
	Files  []File `json:"files"`
	// Warnings are those that all rows have of what they share; they do not stand among the items.
	Warnings []Remark `json:"warnings,omitempty"`
	Items    []Entry  `json:"items"`
	// Withheld says in Vietnamese why the decision was not written: rows failed, so that its counts could not agree.
	Withheld string `json:"withheld,omitempty"`
}

// Sink takes the files of a batch. A file counts when Close has returned nil; after an error it must not be seen by anybody.
type Sink interface {
	Create(name string) (io.WriteCloser, error)
}

// Results gives the results of all rows in the order of the list, once each. It may be asked for more than once.
type Results func() iter.Seq2[*Result, error]
