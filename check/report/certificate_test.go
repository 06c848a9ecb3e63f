package report_test

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"vanban/check"
	"vanban/check/report"
	"vanban/internal/referee"
	"vanban/read"
	"vanban/render"
)

var keep = flag.String("keep", "", "folder to write the certificates to, for a look")

var meta = report.Meta{
	File: "42-KH-SNV Kế hoạch Công tác thi đua.docx", SHA256: strings.Repeat("0123456789abcdef", 4),
	Checked: time.Date(2026, 1, 5, 9, 15, 3, 0, time.FixedZone("", 7*3600)),
}

// broken returns a report of which the first n rules fail, every text of it repeated so often.
func broken(n, often int) *check.Report {
	r := clean(read.DOCX)
	long := func(s string) string { return strings.TrimSpace(strings.Repeat(s+" ", often)) }
	for i := range n {
		r.Results[i].Rule.Title = long(r.Results[i].Rule.Title)
		r.Results[i].Rule.Cite = long(r.Results[i].Rule.Cite)
		f := check.Finding{
			Status: check.Fail, Measured: long("cỡ 12, chữ đứng, không đậm"), Allowed: long("cỡ 13–14, đậm"), Message: long("Sai cỡ chữ."),
		}
		put(r, r.Results[i].Rule.ID, f, f)
	}
	r.Title, r.Code = long(r.Title), long(r.Code)
	return r
}

// TestCertificate: one page, whatever the report holds, and the page says what has to be said.
func TestCertificate(t *testing.T) {
	for _, c := range []struct {
		name  string
		r     *check.Report
		has   []string
		hasNo []string
	}{
		{"clean", clean(read.DOCX), []string{
			"ĐÚNG THỂ THỨC", "PAGE-1", "210 × 297 mm", "Nội dung đạt", meta.SHA256, "09:15:03, ngày 05/01/2026 (UTC+07:00)",
		}, []string{"Đạt: ", "khác, xem"}},
		{"faulty", faulty(), []string{"4 ĐIỂM SAI, 1 ĐIỂM CẦN XEM LẠI, 1 GỢI Ý", "(và 8 chỗ khác)", "30–35 mm", "Mục I, khoản 3"}, nil},
		{"few", broken(5, 1), []string{"5 ĐIỂM SAI", "D2-1"}, nil},
		{"few-long", broken(5, 20), []string{"5 ĐIỂM SAI", "FONT-1", "Nội dung đạt"}, nil},
		{"all", broken(38, 1), []string{"38 ĐIỂM SAI", "KT-1"}, nil},
		{"all-long", broken(38, 40), []string{"38 ĐIỂM SAI", "xem báo cáo đầy đủ", "KT-1"}, nil},
		{"text", plainText(), []string{"CHƯA ĐỦ DỮ LIỆU ĐỂ KẾT LUẬN: 36 ĐIỂM", "Không đánh giá được: PAGE-1"}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := meta
			if strings.Contains(c.name, "long") {
				m.File = strings.Repeat("tên-tệp-không-có-dấu-cách", 20) + ".docx"
			}
			pdf := certificate(t, c.r, m)
			if again := certificate(t, c.r, m); !bytes.Equal(pdf, again) {
				t.Error("the same report gives two files")
			}
			if *keep != "" {
				if err := os.WriteFile(filepath.Join(*keep, c.name+".pdf"), pdf, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if err := referee.QPDFCheck(t, pdf); err != nil {
				t.Error(err)
			}
			if n := referee.Info(t, pdf).Pages; n != 1 {
				t.Errorf("%d pages", n)
			}
			text := words(t, pdf)
			for _, want := range append(c.has, "PHIẾU KIỂM TRA THỂ THỨC", "Thủ trưởng đơn vị") {
				if !strings.Contains(text, want) {
					t.Errorf("the page lacks %q:\n%s", want, text)
				}
			}
			for _, bad := range c.hasNo {
				if strings.Contains(text, bad) {
					t.Errorf("the page has %q:\n%s", bad, text)
				}
			}
			for _, w := range referee.Words(t, pdf) {
				if w.XMin < 0 || w.XMax > w.PageWidth || w.YMax > w.PageHeight-20 {
					t.Errorf("%q stands at %.0f–%.0f, %.0f pt, outside the margins", w.Text, w.XMin, w.XMax, w.YMax)
				}
			}
		})
	}
}

// words is the text of a PDF on one line, all hyphens alike.
func words(t *testing.T, pdf []byte) string {
	t.Helper()
	return strings.ReplaceAll(strings.Join(strings.Fields(referee.Text(t, pdf)), " "), "\u2011", "-")
}

func certificate(t *testing.T, r *check.Report, m report.Meta) []byte {
	t.Helper()
	pdf, err := report.Certificate(context.Background(), renderer(t), r, m)
	if err != nil {
		t.Fatal(err)
	}
	return pdf
}

// TestCertificateEveryCount: from no fault to all of them, with texts that wrap, there is always one page.
func TestCertificateEveryCount(t *testing.T) {
	for n := range len(ruleTable) + 1 {
		for _, often := range []int{1, 3, 100} {
			r := broken(n, often)
			if _, err := report.Certificate(context.Background(), renderer(t), r, meta); err != nil {
				t.Fatalf("%d faults, texts %d-fold: %v", n, often, err)
			}
		}
	}
}

// TestCertificateLimited: a service that refuses long documents still draws it, and one whose caller has gone stops.
func TestCertificateLimited(t *testing.T) {
	s, err := render.New(render.Options{MaxPages: 1})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := report.Certificate(context.Background(), s, broken(38, 40), meta); err != nil {
		t.Error(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := report.Certificate(ctx, s, faulty(), meta); !errors.Is(err, context.Canceled) {
		t.Errorf("the context has ended: %v", err)
	}
}

// TestCertificateRows: what has no row is named; nothing is left out.
func TestCertificateRows(t *testing.T) {
	pdf := certificate(t, broken(38, 40), meta)
	text := words(t, pdf)
	for _, rule := range ruleTable {
		if !strings.Contains(text, rule.id) {
			t.Errorf("the page does not name %s", rule.id)
		}
	}
	if strings.Count(text, " Sai ") < 5 {
		t.Errorf("hardly a rule has a row:\n%s", text)
	}
}
