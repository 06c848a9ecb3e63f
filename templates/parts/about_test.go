package parts

import (
	"strings"
	"testing"

	"vanban/document"
	"vanban/templates/contract"
)

func letter(t *testing.T, d *contract.Document) *Builder {
	t.Helper()
	kind, _ := KindOf("cong-van")
	b := testBuilder(t, d)
	b.typ = &Type{Kind: kind, Untitled: true}
	b.beginSection(false, false)
	return b
}

// TestAbout: "V/v " is supplied and never doubled, and what stands in its place is left and remarked upon.
func TestAbout(t *testing.T) {
	for _, c := range []struct {
		subject contract.Lines
		want    string
		title   string
		remark  string
	}{
		{contract.Lines{"góp ý dự thảo"}, "V/v góp ý dự thảo", "Công văn về việc góp ý dự thảo", ""},
		{contract.Lines{"V/v góp ý dự thảo"}, "V/v góp ý dự thảo", "Công văn về việc góp ý dự thảo", ""},
		{contract.Lines{" V/v góp ý", "dự thảo"}, "V/v góp ý\ndự thảo", "Công văn về việc góp ý dự thảo", ""},
		{contract.Lines{"V/V: góp ý"}, "V/V: góp ý", "Công văn về việc góp ý", "/subject not_v_v"},
		{contract.Lines{"Về việc góp ý"}, "Về việc góp ý", "Công văn về việc góp ý", "/subject not_v_v"},
		{contract.Lines{"lấy ý kiến về chất lượng tham mưu giữa các cơ quan"}, "V/v lấy ý kiến về chất lượng\ntham mưu giữa các cơ quan",
			"Công văn về việc lấy ý kiến về chất lượng tham mưu giữa các cơ quan", ""},
	} {
		b := letter(t, &contract.Document{Subject: c.subject})
		p := b.about(document.MM(62))
		got := ""
		for _, r := range p.Runs {
			if r.Kind == document.LineBreak {
				r.Text = "\n"
			}
			got += r.Text
		}
		if got != c.want || p.Role != document.TrichYeuCongVan {
			t.Errorf("%q: %q, want %q", c.subject, got, c.want)
		}
		if got := codes(b.problems); got != c.remark {
			t.Errorf("%q: %s, want %s", c.subject, got, c.remark)
		}
		if got := b.info().Title; got != c.title {
			t.Errorf("%q: title %q, want %q", c.subject, got, c.title)
		}
	}
}

// TestUntitled: trích yếu stands between number and urgency, and no tên loại below.
func TestUntitled(t *testing.T) {
	b := letter(t, &contract.Document{
		Subject: contract.Lines{"góp ý"}, Urgency: contract.Khan, Salutation: []contract.Text{text("Sở Y tế")},
	})
	b.Standard()
	var roles []string
	table := b.section.Blocks[0].(*document.Table)
	for _, block := range table.Rows[1].Cells[0].Blocks {
		roles = append(roles, b.sheet.Paragraphs[block.(*document.Paragraph).Role].ID)
	}
	for _, block := range b.section.Blocks[1:4] {
		roles = append(roles, b.sheet.Paragraphs[block.(*document.Paragraph).Role].ID)
	}
	const want = "SoKyHieu TrichYeuCongVan DauKhan GiuaBang GiuaBang KinhGui"
	if got := strings.Join(roles, " "); got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestCodeOfUntitled(t *testing.T) {
	for notation, want := range map[string]string{
		"SNV-VP": "", "UBND": "", "": "", "CVP-TH": "",
		"CV-SNV": "/code/notation notation_other_type", "TTr-SNV": "/code/notation notation_other_type",
	} {
		b := letter(t, &contract.Document{Code: contract.Code{Notation: notation}})
		b.checkCode()
		if got := codes(b.problems); got != want {
			t.Errorf("%s: %s, want %s", notation, got, want)
		}
	}
}

// TestLikeAbove: whom Kính gửi names Nơi nhận does not name again; where Kính gửi is itself unusual that is remark enough.
func TestLikeAbove(t *testing.T) {
	list := func(entries ...string) (out []contract.Text) {
		for _, s := range entries {
			one := text(s)
			one.At = "/x"
			out = append(out, one)
		}
		return out
	}
	for _, c := range []struct {
		need             Need
		above, recipient []contract.Text
		want             string
	}{
		{Required, list("Sở Y tế"), list("Như trên", "Lưu: VT"), ""},
		{Optional, list("Sở Y tế"), list(" - như trên;", "Lưu: VT"), ""},
		{Optional, list("Sở Y tế"), list("Nơi nhận:", "Như trên"), ""},
		{Required, list("Sở Y tế"), list("Sở Y tế", "Lưu: VT"), "/x not_like_above"},
		{Unusual, list("Sở Y tế"), list("Sở Y tế", "Lưu: VT"), ""},
		{Optional, nil, list("Sở Y tế", "Lưu: VT"), ""},
		{Required, list("Sở Y tế"), nil, ""},
	} {
		b := letter(t, &contract.Document{Salutation: c.above, Recipients: c.recipient})
		b.typ.Needs.Salutation = c.need
		b.checkLikeAbove()
		if got := codes(b.problems); got != c.want {
			t.Errorf("%v %v: %s, want %s", c.need, c.recipient, got, c.want)
		}
	}
}
