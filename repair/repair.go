// Package repair owns the rebuilding of a file in the form of the law: it imports the text, sets it anew, and shows what changed. It
// changes no words, and rather does nothing than lose one.
package repair

import (
	"context"
	"strings"

	"vanban/check"
	"vanban/document"
	"vanban/intake"
	"vanban/read"
	"vanban/read/docx"
	"vanban/render"
)

// Checker judges a finished file.
type Checker func(ctx context.Context, file []byte) (*check.Report, error)

// Service repairs files. It is safe for concurrent use.
type Service struct {
	intake *intake.Service
	render *render.Service
	check  Checker
}

// New returns a Service. Without a checker its outcomes have no reports.
func New(in *intake.Service, r *render.Service, checker Checker) *Service {
	return &Service{intake: in, render: r, check: checker}
}

// Outcome is what became of a file.
type Outcome struct {
	// File is the new DOCX; nil where Problems say why there is none.
	File []byte
	// JSON is the document that it was made from.
	JSON     []byte
	Notes    []intake.Note
	Changes  []Change
	Problems document.Problems
	// Before is the report on the file as it was, nil for a text; After that on the new one.
	Before, After *check.Report
}

// Change is one difference between the two files.
type Change struct {
	Kind   Kind   `json:"kind"`
	Rule   string `json:"rule,omitempty"` // of form: the rule that failed and is kept now
	Title  string `json:"title,omitempty"`
	Before string `json:"before,omitempty"`
	After  string `json:"after,omitempty"`
}

// Kind tells what changed.
type Kind string

// The kinds. Text is what the form supplies or sets in another way: endings, numbers below ten with their zero, fixed lines.
const (
	Form Kind = "form"
	Text Kind = "text"
)

// Do rebuilds a file: a DOCX or a text. Faults of the file are in the outcome's problems or a *read.Refusal; any other error is ours, or
// the context's.
func (s *Service) Do(ctx context.Context, file []byte, hint intake.Hint) (*Outcome, error) {
	in, err := s.intake.Import(ctx, file, hint)
	if err != nil {
		return nil, err
	}
	out := &Outcome{JSON: in.JSON, Notes: in.Notes}
	if out.Problems = unfit(in); out.Problems != nil {
		return out, nil
	}
	made, err := s.render.Render(ctx, in.JSON, render.DOCX)
	if err != nil {
		return nil, err
	}
	if made.Problems.Fatal() || len(made.Files) == 0 {
		for _, p := range made.Problems {
			if p.Severity == document.Error {
				out.Problems = append(out.Problems, p)
			}
		}
		return out, nil
	}
	now, err := docx.Read(ctx, made.Files[0])
	if err != nil {
		return nil, err
	}
	changes, lost := compare(in, now)
	if len(lost) > 0 {
		out.Problems = document.Problems{{
			Code: "text_would_change", Message: "Dựng lại sẽ làm mất chữ của văn bản: “" + shorten(strings.Join(lost, " ")) + "”.",
			Hint: "Sửa trực tiếp trong tệp, hoặc nhập văn bản rồi chỉnh dữ liệu.",
		}}
		return out, nil
	}
	if err := s.reports(ctx, file, in.Source, made.Files[0], out); err != nil {
		return nil, err
	}
	out.File = made.Files[0]
	out.Changes = append(formChanges(out.Before, out.After), changes...)
	return out, nil
}

// reports judges both files.
func (s *Service) reports(ctx context.Context, old []byte, source read.Source, made []byte, out *Outcome) (err error) {
	if s.check == nil {
		return nil
	}
	if source == read.DOCX {
		if out.Before, err = s.check(ctx, old); err != nil {
			return err
		}
	}
	out.After, err = s.check(ctx, made)
	return err
}

// unfit returns why an import can't be set anew without loss.
func unfit(in *intake.Result) document.Problems {
	var out document.Problems
	for i := range in.Notes {
		n := &in.Notes[i]
		switch {
		case n.Code == "type_not_rendered":
			out = append(out, document.Problem{Pointer: n.Pointer, Code: n.Code, Message: n.Message})
		case n.Lost:
			out = append(out, document.Problem{
				Pointer: n.Pointer, Code: "text_would_be_lost", Message: n.Message + " “" + shorten(n.Text) + "”",
				Hint: "Chuyển nội dung này vào phần thân văn bản rồi làm lại.",
			})
		}
	}
	return out
}

// shorten cuts a text for a message.
func shorten(s string) string {
	const most = 80
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}

// formChanges lists the rules that failed and are kept now.
func formChanges(before, after *check.Report) []Change {
	if before == nil || after == nil {
		return nil
	}
	kept := map[string]*check.Result{}
	for i := range after.Results {
		if r := &after.Results[i]; r.Status == check.Pass || r.Status == check.NotApplicable {
			kept[r.Rule.ID] = r
		}
	}
	var out []Change
	for i := range before.Results {
		b := &before.Results[i]
		a := kept[b.Rule.ID]
		if a == nil || b.Status != check.Fail && b.Status != check.NeedsReview {
			continue
		}
		out = append(out, Change{Kind: Form, Rule: b.Rule.ID, Title: b.Rule.Title, Before: measured(b), After: measured(a)})
	}
	return out
}

// measured returns what a result is about in few words.
func measured(r *check.Result) string {
	for i := range r.Findings {
		f := &r.Findings[i]
		if f.Measured != "" {
			return f.Measured
		}
		if f.Message != "" {
			return f.Message
		}
	}
	return ""
}
