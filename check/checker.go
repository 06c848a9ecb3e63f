package check

import (
	"context"
	"regexp"
	"strings"

	"vanban/document"
	"vanban/read"
	"vanban/read/anatomy"
	"vanban/thethuc"
)

// Checker judges manuscripts by one legal text. It is safe for concurrent use.
type Checker struct {
	pack    *thethuc.Pack
	limits  *thethuc.Limits
	kinds   []thethuc.Kind
	measure document.Measurer
	rules   []*Rule
	// districts finds the names of districts.
	districts *regexp.Regexp
}

// New returns a checker by the pack. Measure gives the width of text where the file itself does not: Word breaks its own lines.
func New(pack *thethuc.Pack, measure document.Measurer) *Checker {
	l := pack.Limits()
	return &Checker{
		pack: pack, limits: l, kinds: thethuc.Kinds(), measure: measure, rules: rulesOf(pack), districts: districtNames(l.Districts),
	}
}

// Check judges a manuscript by every rule; text in old encodings is rewritten in it. It fails only when the context ends.
func (c *Checker) Check(ctx context.Context, m *read.Manuscript) (*Report, error) {
	m.DecodeLegacy()
	d, err := anatomy.Analyze(ctx, m)
	if err != nil {
		return nil, err
	}
	return c.Judge(ctx, d)
}

// Judge is Check for those who have taken the manuscript apart already.
func (c *Checker) Judge(ctx context.Context, d *anatomy.Document) (*Report, error) {
	s := newSubject(c, d)
	r := &Report{
		Source: s.m.Source, Kind: d.Kind, Title: title(d), Pack: c.pack.ID,
		Results: make([]Result, len(c.rules)),
		Remarks: append(append([]read.Remark(nil), s.m.Remarks...), d.Remarks...),
	}
	if d.SoKyHieu != nil {
		r.Code = afterColon(text(d.SoKyHieu))
	}
	if s.party() {
		r.Remarks = append(r.Remarks, read.Remark{
			Code: "party_document", Message: "Văn bản mang tiêu đề của Đảng, có thể thức riêng; báo cáo này chỉ theo " + c.pack.Name + ".",
		})
	}
	if s.blank() {
		r.Remarks = append(r.Remarks, read.Remark{
			Code: "no_text", Message: "Tệp không có chữ nào đọc được (có thể là ảnh quét), nên không quy tắc nào được xem xét.",
		})
	}
	for i, rule := range c.rules {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		t := tally{rule: rule}
		if s.blank() {
			t.unseen(Finding{Message: "Tệp không có chữ nào đọc được."})
		} else {
			rule.judge(s, &t)
		}
		r.Results[i] = t.result()
	}
	return r, nil
}

// title is tên loại and trích yếu on one line.
func title(d *anatomy.Document) string {
	var parts []string
	if d.TenLoai != nil {
		parts = append(parts, text(d.TenLoai))
	}
	about := d.TrichYeu
	if d.TenLoai == nil && len(about) == 0 {
		about = d.TrichYeuCV
	}
	for _, l := range about {
		parts = append(parts, text(l))
	}
	return strings.Join(parts, " ")
}

// afterColon returns what follows "Số:".
func afterColon(s string) string {
	if _, after, ok := strings.Cut(s, ":"); ok {
		return strings.TrimSpace(after)
	}
	return s
}
