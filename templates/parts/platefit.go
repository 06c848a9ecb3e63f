package parts

import (
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"vanban/document"
	"vanban/templates/contract"
	"vanban/thethuc"
)

// fitted is a text in its place, with what had to be done to it. It is shared between documents and read-only.
type fitted struct {
	box      document.Box
	problems document.Problems
}

// memo keeps what was found out, up to a number of entries; with more it begins anew.
type memo[K comparable, V any] struct {
	mu   sync.RWMutex
	kept map[K]*V
}

const maxMemo = 1024

func (m *memo[K, V]) get(key K, find func() *V) *V {
	m.mu.RLock()
	v := m.kept[key]
	m.mu.RUnlock()
	if v != nil {
		return v
	}
	v = find()
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.kept == nil || len(m.kept) >= maxMemo {
		m.kept = make(map[K]*V)
	}
	m.kept[key] = v
	return v
}

type fitKey struct {
	field thethuc.PlateKey
	lines int
	text  string
}

// maxFit is how many bytes of text are tried at all: no sheet holds more. It bounds what is kept, too.
const maxFit = 4000

func length(lines []string) (n int) {
	for _, line := range lines {
		n += len(line) + 1
	}
	return n
}

// fitOften is fit for text that many certificates have alike: the citation, the decision, the signer.
func (p *platePage) fitOften(k thethuc.PlateKey, pointer string, lines []string) *fitted {
	if length(lines) > maxFit {
		return p.fit(k, pointer, lines)
	}
	key := fitKey{k, len(lines), lines[0]}
	if len(lines) > 1 {
		key.text = strings.Join(lines, "\n")
	}
	return p.fits.get(key, func() *fitted { return p.fit(k, pointer, lines) })
}

// fit sets the author's lines in the field: as they are, or in smaller type, or in more lines, never smaller or longer than the field
// allows.
func (p *platePage) fit(k thethuc.PlateKey, pointer string, lines []string) *fitted {
	return p.fitIn(&p.fields[k], pointer, lines)
}

func (p *platePage) fitIn(f *plateField, pointer string, lines []string) *fitted {
	s := fitter{field: f, leading: p.design.Line, lines: lines}
	long := length(lines) > maxFit
	if long {
		s.lines = []string{strings.ToValidUTF8(strings.Join(lines, " ")[:maxFit], "")}
	}
	ok := !long && (f.Wraps && s.wrap(f.Size) || s.whole() || s.shrink())
	set := &fitted{box: document.Box{X: f.x, Y: f.y, Width: f.width, Height: f.height, VAlign: f.VAlign}}
	if !ok {
		set.problems = document.Problems{p.tooLong(&s, pointer)}
		s.out, s.size = s.lines, f.Size
	}
	if s.size != f.Size {
		set.box.Size = s.size
	}
	if ok {
		set.problems = s.remarks(pointer)
	}
	runs := make([]document.Run, 0, 2*len(s.out)-1)
	for i, line := range s.out {
		if i > 0 {
			runs = append(runs, document.Run{Kind: document.LineBreak})
		}
		runs = append(runs, document.Run{Text: line})
	}
	set.box.Paragraphs = []document.Paragraph{{Role: f.Role, Runs: runs, Pointer: pointer}}
	return set
}

// fitter finds the size and the lines of one text.
type fitter struct {
	field   *plateField
	leading float64
	lines   []string // the author's
	words   []wordLine
	out     []string
	size    document.EMU
}

// wordLine is one of the author's lines in words, measured at the field's full size.
type wordLine struct {
	words  []string
	widths []document.EMU
	gaps   []gapKind
	space  document.EMU
}

// room tells how many lines of a size the field holds.
func (s *fitter) room(size document.EMU) int {
	return min(max(s.field.Lines, len(s.lines)), int(float64(s.field.height)/(float64(size)*s.leading)+1e-6))
}

func (s *fitter) width(line string, size document.EMU) document.EMU {
	f := s.field.face
	f.size = size
	return f.width(line)
}

// whole sets the author's lines, shrunk as little as need be.
func (s *fitter) whole() bool {
	f := s.field
	size := f.Size
	widest := document.EMU(0)
	for _, line := range s.lines {
		widest = max(widest, s.width(line, f.Size))
	}
	if widest > f.avail {
		size = min(size, f.Size*f.avail/widest/document.HalfPoint*document.HalfPoint)
	}
	for ; size >= f.MinSize; size -= document.HalfPoint {
		if s.room(size) >= len(s.lines) && s.fits(s.lines, size) {
			s.out, s.size = s.lines, size
			return true
		}
	}
	return false
}

func (s *fitter) fits(lines []string, size document.EMU) bool {
	for _, line := range lines {
		if s.width(line, size) > s.field.avail {
			return false
		}
	}
	return true
}

// shrink wraps the text at the largest size at which it fits.
func (s *fitter) shrink() bool {
	for size := s.field.Size; size >= s.field.MinSize; size -= document.HalfPoint {
		if s.wrap(size) {
			return true
		}
	}
	return false
}

// wrap sets the text at a size in as many lines as it takes.
func (s *fitter) wrap(size document.EMU) bool {
	room := s.room(size)
	if room < len(s.lines) {
		return false
	}
	if s.words == nil {
		s.measure()
	}
	// Widths are in proportion to the size: the width to fill is taken to the size that words are measured at.
	width := document.EMU(float64(s.field.avail) * float64(s.field.Size) / float64(size))
	var out []string
	for i := range s.words {
		w := &s.words[i]
		total := -w.space
		for _, v := range w.widths {
			total += w.space + v
		}
		switch {
		case total <= width:
			out = append(out, s.lines[i])
		case len(w.words) > maxBreakWords:
			out = append(out, greedyLines(s.field.face, w.words, width)...)
		default:
			if w.gaps == nil {
				w.gaps = plateGaps(w.words)
			}
			out = append(out, cheapest(w.words, w.gaps, w.widths, w.space, width, &titleCosts)...)
		}
		if len(out) > room {
			return false
		}
	}
	if !s.fits(out, size) {
		return false
	}
	s.out, s.size = out, size
	return true
}

func (s *fitter) measure() {
	space := s.field.face.width(" ")
	for _, line := range s.lines {
		w := wordLine{words: splitWords(line), space: space}
		for _, word := range w.words {
			w.widths = append(w.widths, s.field.face.width(word))
		}
		s.words = append(s.words, w)
	}
}

// capitalGaps are those of a text in capitals: the name of an organ and its parts, whose words all look like proper names.
func capitalGaps(words []string) []gapKind {
	gaps := organGaps(words)
	for i := 1; i < len(words); i++ {
		if strings.HasSuffix(words[i-1], ",") {
			gaps[i] = goodGap
		}
	}
	return gaps
}

// plateGaps are titleGaps that part a name before its dash ("Phòng Tổ chức - Đơn vị …"), and no figure from what it counts ("79 năm").
func plateGaps(words []string) []gapKind {
	if !slices.ContainsFunc(words, hasLower) {
		return capitalGaps(words)
	}
	gaps := titleGaps(words)
	for i := 1; i < len(words); i++ {
		switch last := words[i-1][len(words[i-1])-1]; {
		case dash(words[i]) && i+1 < len(words) && !startsDigit(words[i+1]):
			gaps[i] = goodGap
		case gaps[i] != boundGap && startsDigit(words[i-1]) && last >= '0' && last <= '9':
			gaps[i] = pairGap
		}
	}
	return gaps
}

func startsDigit(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }

// remarks tells what was done to the text. Running text wraps in any case, and nobody needs to hear of it.
func (s *fitter) remarks(pointer string) document.Problems {
	f := s.field
	broken := len(s.out) > len(s.lines) && !f.Wraps
	if s.size == f.Size && !broken {
		return nil
	}
	p := document.Problem{Severity: document.Warning, Pointer: pointer, Code: "wrapped", Hint: "Xem lại trên bản xem trước; nếu cần thì rút gọn chữ hoặc nới rộng ô."}
	what := "đã xuống dòng thành " + strconv.Itoa(len(s.out)) + " dòng"
	if s.size != f.Size {
		p.Code = "shrunk"
		what = "đã thu nhỏ từ cỡ chữ " + points(f.Size) + " xuống " + points(s.size)
		if broken {
			what += " và xuống dòng thành " + strconv.Itoa(len(s.out)) + " dòng"
		}
	}
	p.Message = sentence(f.Term) + " dài nên " + what + " để vừa ô."
	return document.Problems{p}
}

// tooLong says how much of the text would fit.
func (p *platePage) tooLong(s *fitter, pointer string) document.Problem {
	text := strings.Join(s.lines, " ")
	words := splitWords(text)
	most := 0
	for lo, hi := 1, len(words)-1; lo <= hi; {
		mid := (lo + hi) / 2
		try := fitter{field: s.field, leading: s.leading, lines: []string{strings.Join(words[:mid], " ")}}
		if try.whole() || try.wrap(s.field.MinSize) {
			most, lo = mid, mid+1
		} else {
			hi = mid - 1
		}
	}
	hint := "Rút gọn chữ, nới rộng ô hoặc giảm cỡ chữ nhỏ nhất (min_size)."
	if most > 0 {
		longest := strings.Join(words[:most], " ")
		hint = "Chỉ vừa đến “" + longest + "” (" + strconv.Itoa(utf8.RuneCountInString(longest)) + " ký tự). " + hint
	}
	return document.Problem{
		Severity: document.Error, Pointer: pointer, Code: "does_not_fit", Hint: hint,
		Message: sentence(s.field.Term) + " " + contract.Quote(text) + " dài quá, không vừa ô kể cả ở cỡ chữ " + points(s.field.MinSize) + " và " +
			strconv.Itoa(max(1, s.room(s.field.MinSize))) + " dòng.",
	}
}

func points(size document.EMU) string { return decimal(size.Points()) }

func millimetres(v document.EMU) string { return decimal(v.Millimetres()) }

// decimal writes a number as people here do, to a tenth.
func decimal(v float64) string {
	s := strconv.FormatFloat(v, 'f', 1, 64)
	return strings.Replace(strings.TrimSuffix(s, ".0"), ".", ",", 1)
}

// sentence gives s a capital.
func sentence(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

// nonBlank drops lines without a character.
func nonBlank(lines []string) []string {
	blank := func(s string) bool { return strings.Trim(s, blanks) == "" }
	if !slices.ContainsFunc(lines, blank) {
		return lines
	}
	return slices.DeleteFunc(slices.Clone(lines), blank)
}
