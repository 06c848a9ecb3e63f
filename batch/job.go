package batch

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
	"golang.org/x/text/unicode/norm"

	"vanban/document"
	"vanban/render"
	"vanban/templates/contract"
)

// MaxPatch is how long the patch of one row may be, in bytes: no person's row comes near it, and a row must travel as one message.
const MaxPatch = 256 << 10

// Maker prepares batches. It is safe for concurrent use.
type Maker struct{ render *render.Service }

// New returns a Maker that makes its documents with a Service.
func New(s *render.Service) *Maker { return &Maker{render: s} }

// Job makes the rows of one batch. It is safe for concurrent use.
type Job struct {
	maker *Maker
	spec  Spec
	base  *node
	kind  string // slug of the type
	title string
	about about // what the base says of whom a row is about, where the row does not
	// shared are the warnings that the base gives by itself: told once for the batch, not on every row.
	shared []document.Problem
}

// Prepare reads what all rows share. What is wrong with it already, whatever a row may say, is in the problems: then there is no Job. An error
// is ErrAway or a fault of ours.
func (m *Maker) Prepare(spec *Spec) (j *Job, problems document.Problems, err error) {
	defer recovered(&err)
	doc, problems := contract.Decode(spec.Base, contract.Limits{})
	if problems.Fatal() {
		return nil, problems, nil
	}
	kind := m.render.Catalog().Get(doc.Type)
	if kind == nil {
		return nil, m.render.Catalog().Build(spec.Base).Problems, nil
	}
	base, err := parse(bytes.TrimPrefix(spec.Base, []byte("\ufeff")))
	if err != nil {
		return nil, nil, fmt.Errorf("batch: base: %w", err)
	}
	built := m.render.Catalog().Build(spec.Base)
	if built.Away() { // some of its remarks are not known, and all processes must know the same
		return nil, nil, ErrAway
	}
	j = &Job{maker: m, spec: *spec, base: base, kind: doc.Type, title: fileName(spec.Title), shared: sharedOf(built.Problems)}
	j.about = about{
		text(base.get("recipient", "salutation")), text(base.get("recipient", "name")), text(base.get("recipient", "position")),
		text(base.get("recipient", "unit")), text(base.get("register_number")), text(base.get("subject")),
	}
	if j.title == "" {
		j.title = fileName(kind.Title)
	}
	return j, nil, nil
}

// about is whom a document is about.
type about struct{ salutation, name, position, unit, register, subject string }

// Title returns what the files of the batch are called, without extensions.
func (j *Job) Title() string { return j.title }

// Type returns the slug of the documents' type.
func (j *Job) Type() string { return j.kind }

// ErrAway says that a row, or what all rows share, names a plate that cannot be read now. It is to be tried again.
var ErrAway = errors.New("batch: a plate cannot be read now")

// Make makes one row. The user's faults are in the result, and so is a fault of ours, which must not take the other rows with it; the
// error is the context's, or ErrAway.
func (j *Job) Make(ctx context.Context, row int, patch []byte) (res *Result, err error) {
	res = &Result{Row: row}
	defer func() {
		if p := recover(); p != nil {
			res.fail(fmt.Sprintf("panic: %v\n%s", p, debug.Stack()))
			err = nil
		}
	}()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if len(patch) > MaxPatch {
		res.Problems = document.Problems{patchTooLarge(len(patch))}
		return res, nil
	}
	p, err := parse(bytes.TrimPrefix(patch, []byte("\ufeff")))
	switch {
	case err != nil:
		res.Problems = document.Problems{patchSyntax(patch, err)}
		return res, nil
	case !p.object:
		res.Problems = document.Problems{patchNotObject()}
		return res, nil
	}
	found := takeNoted(p)
	j.name(res, p)
	if res.Problems = found; res.Failed() {
		return res, nil
	}
	if t := p.get("type"); t != nil && text(t) != j.kind {
		res.Problems = document.Problems{typeChanged(j.kind)}
		return res, nil
	}
	built := j.maker.render.Catalog().Build(merge(make([]byte, 0, len(j.spec.Base)+len(patch)), j.base, p))
	if built.Away() {
		return nil, ErrAway
	}
	res.Problems = append(found[:len(found):len(found)], j.own(res, built.Problems)...)
	if res.Failed() {
		return res, nil
	}
	if res.Stem == "" && j.spec.Files.single() {
		res.Stem = stem(built.Doc.Info)
	}
	problems, err := j.draw(ctx, res, built)
	if err != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		res.fail(err.Error())
		return res, nil
	}
	res.Problems = append(found[:len(found):len(found)], j.own(res, problems)...)
	return res, nil
}

// recovered makes an error of a fault of ours that would end the process: whoever took over would end the same way.
func recovered(err *error) {
	if p := recover(); p != nil {
		*err = fmt.Errorf("batch: panic: %v\n%s", p, debug.Stack())
	}
}

// fail makes a failed row of one that we could not make.
func (r *Result) fail(fault string) {
	r.part, r.DOCX, r.Pages, r.Fault = nil, nil, 0, fault
	r.Problems = append(r.Problems[:len(r.Problems):len(r.Problems)], Crashed())
}

// name finds whom the row is about: for the reader of the manifest, the names of files and the proof sheet. It looks at the JSON as
// merged, since rows that fail have no document.
func (j *Job) name(res *Result, patch *node) {
	of := func(base string, path ...string) string {
		if v := patch.get(path...); v != nil {
			return text(v)
		}
		return base
	}
	base := &j.about
	res.Salutation, res.Position = of(base.salutation, "recipient", "salutation"), of(base.position, "recipient", "position")
	res.Unit, res.Register = of(base.unit, "recipient", "unit"), of(base.register, "register_number")
	res.Citation = lines(patch.get("citation"), "\n") // that of the base is the same for all
	// A letter has its addressee in Kính gửi. What all rows share tells nobody whom one is about.
	for _, name := range []string{of(base.name, "recipient", "name"), text(patch.get("salutation")), text(patch.get("subject"))} {
		if name != "" {
			if res.Name = name; j.spec.Files.single() {
				res.Stem = fileName(name)
			}
			return
		}
	}
	res.Name = base.subject
}

// text returns a string, or the strings in a list, on one line and otherwise as they were written; "" for anything else.
func text(n *node) string { return strings.TrimSpace(oneLine.Replace(lines(n, " "))) }

var oneLine = strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ", "\t", " ")

// lines returns a string, or the strings in a list with a separator between them.
func lines(n *node, separator string) string {
	if n == nil || n.object {
		return ""
	}
	switch n.raw.Kind() {
	case '"':
		s, err := jsontext.AppendUnquote(nil, n.raw)
		if err != nil {
			return ""
		}
		return norm.NFC.String(string(s))
	case '[':
		var parts []string
		dec := jsontext.NewDecoder(bytes.NewBuffer(n.raw))
		_, _ = dec.ReadToken()
		for dec.PeekKind() != ']' {
			v, err := dec.ReadValue()
			if err != nil {
				break
			}
			if s := lines(&node{raw: v}, separator); s != "" {
				parts = append(parts, s)
			}
		}
		return strings.Join(parts, separator)
	}
	return ""
}

// syntaxAt returns the pointer of a fault in a patch, and whether it is a name that stands twice.
func syntaxAt(err error) (pointer string, twice bool) {
	var s *jsontext.SyntacticError
	if errors.As(err, &s) {
		return string(s.JSONPointer), errors.Is(err, jsontext.ErrDuplicateName)
	}
	return "", false
}
