package report

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"vanban/check"
	"vanban/layout"
	"vanban/render"
	"vanban/templates/catalog"
)

// Meta is what a certificate says of the file besides the report.
type Meta struct {
	File    string    // name, without folders
	SHA256  string    // of the file, in hexadecimal
	Checked time.Time // when it was checked, in the zone to be shown
}

// Certificate draws PHIẾU KIỂM TRA THỂ THỨC: a PDF of one page, whatever the report holds. It has every rule with
// its measures where that fits, in type of 8 to 9 points; else those that passed in one line; else as many of the others as fit, and
// the rest by their IDs. The error is ours, or the context's.
func Certificate(ctx context.Context, svc *render.Service, r *check.Report, m Meta) ([]byte, error) {
	c := newCertificate(r, m)
	built, err := c.fitting(ctx, svc)
	if err != nil {
		return nil, fmt.Errorf("report: certificate: %w", err)
	}
	res, err := svc.Files(ctx, built, render.PDF)
	if err != nil {
		return nil, fmt.Errorf("report: certificate: %w", err)
	}
	if res.Pages != 1 || len(res.Files) != 1 {
		return nil, fmt.Errorf("report: certificate: %d pages, problems %v", res.Pages, res.Problems)
	}
	return res.Files[0], nil
}

// certificate is a report in the order in which a certificate shows it.
type certificate struct {
	report *check.Report
	meta   Meta
	open   []*check.Result // wrong or to be looked at, the worst first
	passed []*check.Result
}

func newCertificate(r *check.Report, m Meta) *certificate {
	c := &certificate{report: r, meta: m}
	for i := range r.Results {
		switch res := &r.Results[i]; res.Status {
		case check.Fail, check.NeedsReview:
			c.open = append(c.open, res)
		case check.Pass:
			c.passed = append(c.passed, res)
		}
	}
	slices.SortStableFunc(c.open, func(a, b *check.Result) int {
		return cmp.Or(cmp.Compare(b.Status, a.Status), cmp.Compare(a.Rule.Severity, b.Rule.Severity))
	})
	return c
}

// fitting returns the fullest form that stands on one page. The one without rows always does: all its texts are bounded.
func (c *certificate) fitting(ctx context.Context, svc *render.Service) (*catalog.Built, error) {
	for _, size := range tableSizes {
		full := c.build(form{rows: len(c.open), passed: true, size: size})
		if ok, err := onePage(ctx, svc, full); ok || err != nil {
			return full, err
		}
	}
	least, most := 0, len(c.open)
	for least < most {
		n := (least + most + 1) / 2
		ok, err := onePage(ctx, svc, c.build(form{rows: n, size: gatheredSize}))
		switch {
		case err != nil:
			return nil, err
		case ok:
			least = n
		default:
			most = n - 1
		}
	}
	return c.build(form{rows: least, size: gatheredSize}), nil
}

func onePage(ctx context.Context, svc *render.Service, b *catalog.Built) (bool, error) {
	pages, err := svc.Pages(ctx, b)
	if errors.Is(err, layout.ErrTooManyPages) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	return len(pages.Pages) == 1, nil
}
