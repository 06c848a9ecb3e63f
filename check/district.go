package check

import (
	"fmt"
	"regexp"
	"strings"

	"vanban/read/anatomy"
)

// districtNames finds what begins with a word for a district.
func districtNames(words []string) *regexp.Regexp {
	return regexp.MustCompile(`(?i)(?:^|[\s(.,-])((?:các )?(?:` + strings.Join(words, "|") + `)(?:[\s,;.)/]|$)[^,;.)]{0,24})`)
}

// capHuyen: since 01/7/2025 there are no organs of districts, to issue a document, to give its place, or to receive it. Texts that
// are cited keep the names of their day.
func capHuyen(s *subject, t *tally) {
	pd := s.doc.PlaceDate
	year, month, day := pd.Year, pd.Month, pd.Day
	if month == 0 {
		month = 1
	}
	if day == 0 {
		day = 1
	}
	if year == 0 || fmt.Sprintf("%04d-%02d-%02d", year, month, day) < s.limits.NoDistricts {
		return
	}
	named := s.districts
	look := func(what string, lines ...*anatomy.Line) {
		for _, l := range lines {
			if l == nil {
				continue
			}
			m := named.FindStringSubmatch(text(l))
			found := ""
			if m != nil {
				found = squash(m[1])
			}
			t.hold(m == nil, at(l).say(what+" nêu đơn vị cấp huyện, không còn từ 01/7/2025.", "“"+found+"”",
				"tên cơ quan cấp tỉnh hoặc cấp xã").
				advise("Thay bằng tên cơ quan, đơn vị hành chính hiện nay."), "không nêu đơn vị cấp huyện")
		}
	}
	look("Tên cơ quan", parents(s.doc)...)
	look("Tên cơ quan", issuers(s.doc)...)
	look("Địa danh", s.doc.DiaDanh)
	look("Nơi nhận", s.doc.NoiNhan...)
	look("Nơi kính gửi", s.doc.KinhGui)
	look("Nơi kính gửi", s.doc.KinhGuiMuc...)
}
