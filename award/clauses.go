package award

import (
	"fmt"
	"strings"

	"vanban/document"
	"vanban/templates/contract"
)

// clause is a ground that a decision of some days may cite.
type clause struct {
	text     string // as PL.I-II.6a wants it; “Căn cứ” and the signs at the end are supplied
	from, to string // ISO 8601: the first day, and the first no more; empty is open
	// unverified says what of it has not been compared with the text in force.
	unverified string
}

// library are the grounds that are offered where an office gives none, from higher to lower rank. Who commends, under which law of
// organisation and on whose proposal, is for the office to say.
var library = []clause{
	{text: "Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022", from: "2024-01-01"},
	{
		text: "Nghị định số 98/2023/NĐ-CP ngày 31 tháng 12 năm 2023 của Chính phủ quy định chi tiết thi hành một số điều của Luật Thi đua, khen thưởng",
		from: "2024-01-01", to: "2025-07-01", unverified: "trích yếu của Nghị định số 98/2023/NĐ-CP",
	},
	{
		text: "Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ quy định về phân cấp, phân quyền trong lĩnh vực thi đua, khen thưởng; " +
			"quy định chi tiết và hướng dẫn thi hành một số điều của Luật Thi đua, khen thưởng",
		from: "2025-07-01", unverified: "trích yếu của Nghị định số 152/2025/NĐ-CP",
	},
}

// amended is from when the law itself may have another wording.
const amended = "2026-10-01"

// offered returns the grounds for a decision of the day, and what is to be said about them. A date that is left blank is one to come, and
// one that lacks its month or day is taken as early as it can be.
func offered(d contract.Date) ([]contract.Text, document.Problem) {
	day := "9999"
	if d.Year != 0 {
		day = fmt.Sprintf("%04d-%02d-%02d", d.Year, max(d.Month, 1), max(d.Day, 1))
	}
	var grounds []contract.Text
	var open []string
	for _, c := range library {
		if day < c.from || c.to != "" && day >= c.to {
			continue
		}
		grounds = append(grounds, contract.Plain(c.text))
		if c.unverified != "" {
			open = append(open, c.unverified)
		}
	}
	if day >= amended {
		open = append(open, "nội dung Luật Thi đua, khen thưởng được sửa đổi từ ngày 01/10/2026 (Luật số 06/2026/QH16)")
	}
	p := document.Problem{Severity: document.Warning, Pointer: "/award/decision/bases", Code: "bases_supplied",
		Message: "Quyết định chưa ghi căn cứ; chương trình ghi các căn cứ chung về thi đua, khen thưởng theo ngày ban hành.",
		Hint:    "Bổ sung căn cứ về thẩm quyền và “Theo đề nghị của …”.", Cite: contract.Clause("PL.I-II.6a")}
	if len(open) > 0 {
		p.Message += " Chưa đối chiếu được " + strings.Join(open, "; ") + "."
		p.Hint = "Đối chiếu các chỗ này với văn bản đang có hiệu lực. " + p.Hint
	}
	return grounds, p
}
