package render_test

import (
	"io/fs"
	"strings"
	"testing"
	"unicode/utf8"

	"vanban/document"
	"vanban/render"
)

func TestFileName(t *testing.T) {
	for _, c := range []struct{ subject, title, name, ascii string }{
		{"42/KH-SNV", "Kế hoạch Tổ chức phong trào thi đua năm 2026",
			"42-KH-SNV Kế hoạch Tổ chức phong trào thi đua năm 2026.pdf", "42-KH-SNV-Ke-hoach-To-chuc-phong-trao-thi-dua-nam-2026.pdf"},
		{"318/SNV-VP", "Công văn về việc góp ý dự thảo",
			"318-SNV-VP Công văn về việc góp ý dự thảo.pdf", "318-SNV-VP-Cong-van-ve-viec-gop-y-du-thao.pdf"},
		{"/KH-SNV", "Kế hoạch", "KH-SNV Kế hoạch.pdf", "KH-SNV-Ke-hoach.pdf"},
		{"", "Quyết định Đi ../../etc/passwd", "Quyết định Đi ..-..-etc-passwd.pdf", "Quyet-dinh-Di-..-..-etc-passwd.pdf"},
		{"", "a\r\nSet-Cookie: b=\"c\"; <x>|*?", "a Set-Cookie b=c; x.pdf", "a-Set-Cookie-bc-x.pdf"},
		{"", "..\u202efdp.exe\u0000", "fdp.exe.pdf", "fdp.exe.pdf"},
		{"", "漢字 và 🙂", "漢字 và 🙂.pdf", "__-va-_.pdf"},
		{"", " \t...", "van-ban.pdf", "van-ban.pdf"},
	} {
		name := render.FileName(document.Info{Subject: c.subject, Title: c.title}, render.PDF)
		if name != c.name {
			t.Errorf("%q %q is %q, want %q", c.subject, c.title, name, c.name)
		}
		if got := render.ASCIIFileName(name); got != c.ascii {
			t.Errorf("%q in ASCII is %q, want %q", name, got, c.ascii)
		}
	}
}

func FuzzFileName(f *testing.F) {
	f.Add("42/KH-SNV", "Kế hoạch")
	f.Add("../..", strings.Repeat("ế ", 200))
	f.Add("", "\xff\x00/\\")
	f.Fuzz(func(t *testing.T, subject, title string) {
		name := render.FileName(document.Info{Subject: subject, Title: title}, render.DOCX)
		if !fs.ValidPath(name) || strings.ContainsAny(name, `/\:*?"<>|`) || !utf8.ValidString(name) || len(name) > 255 || strings.HasPrefix(name, ".") {
			t.Errorf("%q", name)
		}
		for _, r := range render.ASCIIFileName(name) {
			if r <= ' ' || r > '~' || strings.ContainsRune(`"\/;`, r) {
				t.Errorf("%q has %q in ASCII", name, r)
			}
		}
	})
}
