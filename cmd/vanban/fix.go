package main

import (
	"context"
	"errors"
	"strings"

	"vanban/check"
	"vanban/document"
	"vanban/intake"
	"vanban/read"
	"vanban/render"
	"vanban/repair"
	"vanban/review"
)

// fix rebuilds a file that was checked, and says on standard error what it changed.
func (a *app) fix(service *render.Service, reviewer *review.Service, name string, file []byte, out string) int {
	importer, err := intake.New(service)
	if err != nil {
		return a.misuse("%v", err)
	}
	judge := func(ctx context.Context, file []byte) (*check.Report, error) {
		res, err := reviewer.Check(ctx, file)
		if err != nil {
			return nil, err
		}
		return res.Report, nil
	}
	made, err := repair.New(importer, service, judge).Do(a.ctx, file, intake.Hint{})
	if refusal := (*read.Refusal)(nil); errors.As(err, &refusal) {
		a.report(a.stderr, name, document.Problems{refusal.Problem}, false)
		return exitBad
	}
	if err != nil {
		return a.misuse("lỗi của chương trình: %v", err)
	}
	a.remarks(made.Notes, nil)
	if made.File == nil {
		a.print(a.stderr, "Không dựng lại %s:\n", name)
		a.report(a.stderr, name, made.Problems, false)
		return exitBad
	}
	if err := a.write([]string{out}, [][]byte{made.File}); err != nil {
		return a.misuse("không ghi được kết quả: %v", err)
	}
	a.changes(made, out)
	return exitGood
}

// changes prints what a repair changed, and what it could not put right.
func (a *app) changes(made *repair.Outcome, out string) {
	a.print(a.stderr, "%s: đã dựng lại.\n", out)
	for _, c := range made.Changes {
		switch {
		case c.Kind == repair.Form:
			a.print(a.stderr, "  %s %s: %s → %s\n", c.Rule, c.Title, c.Before, c.After)
		case c.Before == "":
			a.print(a.stderr, "  Thêm chữ theo mẫu: “%s”\n", oneLine(c.After))
		case c.After == "":
			a.print(a.stderr, "  Bỏ chữ mà mẫu tự có: “%s”\n", oneLine(c.Before))
		default:
			a.print(a.stderr, "  Ghi lại: “%s” → “%s”\n", oneLine(c.Before), oneLine(c.After))
		}
	}
	if made.After == nil {
		return
	}
	for i := range made.After.Results {
		r := &made.After.Results[i]
		if r.Status == check.Fail || r.Status == check.NeedsReview && r.Rule.Severity != check.Suggestion {
			a.print(a.stderr, "  Còn phải xem: %s %s\n", r.Rule.ID, r.Rule.Title)
		}
	}
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
