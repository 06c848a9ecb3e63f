package parts

import (
	"strings"

	"vanban/document"
)

// Names of organs and titles that are too wide for one line are broken here and not by the renderers: at places a clerk
// would choose, and alike in DOCX and PDF. The breaks taken are the cheapest of all ways to set the words.

// gapKind is what the space before a word means for a line that might end there.
type gapKind uint8

const (
	plainGap gapKind = iota
	goodGap          // before TỈNH, VÀ, "của"; after a comma or a dash
	pairGap          // inside a word of two syllables
	boundGap         // inside "TỈNH X", "TỐI CAO", "năm 2026": only when the width leaves no other way
	gapKinds
)

// costs weigh the ways to break: every line, every kind of gap, and how much a line falls short of the width.
type costs struct {
	line   float64
	gap    [gapKinds]float64
	uneven float64
}

var (
	// An organ's name had rather one more line than a break at an ordinary space.
	organCosts = costs{line: 10, gap: [gapKinds]float64{plainGap: 12, goodGap: 0, pairGap: 40, boundGap: 200}, uneven: 4}
	// A name that is broken anew in spite of its author is to look as if he had: in lines of like length.
	rejoinCosts = costs{line: 20, gap: [gapKinds]float64{plainGap: 12, goodGap: 0, pairGap: 40, boundGap: 200}, uneven: 40}
	// A title has as few lines as it can, and these alike.
	titleCosts = costs{line: 1000, gap: [gapKinds]float64{plainGap: 12, goodGap: 0, pairGap: 40, boundGap: 200}, uneven: 60}
)

// maxBreakWords bounds the search, which tries all lines from every word; longer texts are broken one line after the other.
const maxBreakWords = 120

// face is the type that text is measured in.
type face struct {
	m    document.Measurer
	face document.Face
	size document.EMU
}

func (f face) width(s string) document.EMU { return f.m.TextWidth(s, f.face, f.size) }

func (b *Builder) face(role document.Role) face {
	st := &b.sheet.Paragraphs[role]
	return face{m: b.env.Measure, face: st.Face(), size: st.Size}
}

// breakText sets text in lines no wider than width.
func breakText(f face, text string, width document.EMU, c *costs, gapsOf func([]string) []gapKind) []string {
	text = strings.TrimSpace(text)
	if f.width(text) <= width {
		return []string{text}
	}
	words := splitWords(text)
	if len(words) > maxBreakWords {
		return greedyLines(f, words, width)
	}
	widths := make([]document.EMU, len(words))
	for i, w := range words {
		widths[i] = f.width(w)
	}
	return cheapest(words, gapsOf(words), widths, f.width(" "), width, c)
}

// splitWords cuts text where a line may end: at single spaces. No-break spaces hold, and so does a run of spaces, which is
// room to be filled in by hand.
func splitWords(text string) []string {
	words := make([]string, 0, strings.Count(text, " ")+1)
	start := 0
	for i := 0; i < len(text); i++ {
		if text[i] != ' ' || i > 0 && text[i-1] == ' ' || i+1 < len(text) && text[i+1] == ' ' {
			continue
		}
		words = append(words, text[start:i])
		start = i + 1
	}
	return append(words, text[start:])
}

// cheapest finds the best breaks from the last word backwards.
func cheapest(words []string, gaps []gapKind, widths []document.EMU, space, width document.EMU, c *costs) []string {
	n := len(words)
	best := make([]float64, n+1)
	next := make([]int, n)
	for i := n - 1; i >= 0; i-- {
		best[i] = -1
		line := -space
		for j := i + 1; j <= n; j++ {
			line += space + widths[j-1]
			if line > width && j > i+1 {
				break
			}
			short := 1 - float64(line)/float64(width)
			cost := c.line + best[j] + c.uneven*short*short
			if j < n {
				cost += c.gap[gaps[j]]
			}
			if best[i] < 0 || cost < best[i] {
				best[i], next[i] = cost, j
			}
		}
	}
	var lines []string
	for i := 0; i < n; i = next[i] {
		lines = append(lines, strings.Join(words[i:next[i]], " "))
	}
	return lines
}

// greedyLines fills lines one after the other.
func greedyLines(f face, words []string, width document.EMU) []string {
	var lines []string
	space := f.width(" ")
	start, line := 0, document.EMU(0)
	for i, w := range words {
		ww := f.width(w)
		switch {
		case i == start:
			line = ww
		case line+space+ww > width:
			lines = append(lines, strings.Join(words[start:i], " "))
			start, line = i, ww
		default:
			line += space + ww
		}
	}
	if start < len(words) {
		lines = append(lines, strings.Join(words[start:], " "))
	}
	return lines
}

func dash(w string) bool { return w == "-" || w == "–" || w == "—" }

// syllables are words of two syllables that a line should not part: those that names of organs and titles are made of.
var syllables = pairsOf(
	"phát triển", "nông thôn", "nông nghiệp", "công trình", "công nghiệp", "công nghệ", "công thương", "công tác", "công đoàn", "công an", "xây dựng",
	"đầu tư", "giáo dục", "đào tạo", "khoa học", "môi trường", "tài nguyên", "tài chính", "kế hoạch", "giao thông", "vận tải", "thông tin",
	"truyền thông", "văn hóa", "văn hoá", "thể thao", "du lịch", "lao động", "thương binh", "xã hội", "kinh tế", "dân tộc", "tôn giáo", "tư pháp",
	"nội vụ", "ngoại vụ", "y tế", "thanh tra", "văn phòng", "trung tâm", "quản lý", "dự án", "ủy ban", "uỷ ban", "nhân dân", "hội đồng", "tòa án", "toà án",
	"kiểm sát", "viện kiểm", "chính phủ", "quốc hội", "thủ tướng", "bệnh viện", "đa khoa", "đại học", "cao đẳng", "trung học", "phổ thông", "tiểu học",
	"mầm non", "kỹ thuật", "dạy nghề", "giải phóng", "mặt bằng", "thủy lợi", "thuỷ lợi", "đô thị", "hạ tầng", "bảo hiểm", "kho bạc", "nhà nước",
	"thi đua", "khen thưởng", "thực hiện", "triển khai", "tổ chức", "phong trào", "chuyển đổi", "hành chính", "thủ tục", "cải cách", "phòng cháy",
	"chữa cháy", "cứu nạn", "cứu hộ", "giai đoạn", "nhiệm kỳ", "nhiệm vụ", "nghị quyết", "nghị định", "quyết định", "chỉ thị", "chương trình", "quy chế",
	"quy định", "địa bàn", "chỉ đạo", "điều hành", "kiểm tra", "giám sát", "đánh giá", "sơ kết", "tổng kết", "tuyên truyền", "phổ biến", "pháp luật",
	"cán bộ", "công chức", "viên chức", "điển hình", "tiên tiến", "bồi dưỡng", "nâng cao", "chất lượng", "hiệu quả", "dịch vụ", "an ninh", "quốc phòng",
	"an toàn", "thực phẩm", "vệ sinh", "sức khỏe", "sức khoẻ", "trẻ em", "phụ nữ", "thanh niên", "cựu chiến", "chiến binh", "mặt trận",
	"tổ quốc", "liên đoàn", "liên hiệp", "lưu trữ", "lịch sử", "di tích", "bảo tàng", "thư viện", "hải quan", "chi cục", "tổng cục", "học viện",
	"biên soạn", "thành lập", "ban hành", "phê duyệt", "sửa đổi", "bổ sung", "thay thế", "hướng dẫn", "xử lý", "giải quyết", "tiếp nhận", "yêu nước",
	"đua, khen", "cháy, chữa", // phrases that are one in spite of the comma
	"chủ tịch", "giám đốc", "chánh án", "viện trưởng", "bộ trưởng", "thứ trưởng", "cục trưởng", "vụ trưởng", "trưởng phòng", "trưởng ban", "hiệu trưởng",
	"tổng giám", "phó chủ", "phó giám", "phó chánh", "phó viện", "phó trưởng", "phó cục", "phó hiệu", "phó tổng", "chỉ huy", "huy trưởng", "quân sự",
	"biên phòng", "bộ đội", "tham mưu", "thường trực", "thường vụ",
	"chào mừng", "kỷ niệm", "truyền thống", "hoàn thành", "xuất sắc", "phối hợp", "tăng cường", "đẩy mạnh", "trực thuộc",
)

func pairsOf(list ...string) map[[2]string]bool {
	m := make(map[[2]string]bool, len(list))
	for _, s := range list {
		a, b, _ := strings.Cut(s, " ")
		m[[2]string{a, b}] = true
	}
	return m
}

// isPair reports whether two words are one, whatever their case and the comma after them.
func isPair(a, b string) bool {
	return syllables[[2]string{strings.ToLower(a), strings.ToLower(strings.TrimRight(b, ",;.:"))}]
}
