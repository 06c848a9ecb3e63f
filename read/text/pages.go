package text

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"vanban/read"
	"vanban/read/viet"
)

var (
	loneNumber = regexp.MustCompile(`^(?:[-–—]\s*)?(?:(?i:trang)\s*)?(\d{1,3})(?:\s*/\s*\d{1,3})?(?:\s*[-–—])?$`)
	// A number after a space, or right after the stop that ends a word: what a PDF leaves of a page number at the end of a page.
	stuckNumber = regexp.MustCompile(`^(.*(?:\S\s|[\p{L}”")][.;,:!?…]))\s*(\d{1,3})$`)
)

const (
	// pageGap is how many empty lines stand at the end of a page where there is no form feed.
	pageGap = 3
	// A page has some 2,500 letters; a number within pageLetters of the last is no page number.
	pageLetters = 800
)

// dropRunning takes the lines off that stand first or last on most pages of a text with form feeds.
func (p *plain) dropRunning(lines []line) []line {
	starts := []int{0}
	for i := 1; i < len(lines); i++ {
		if lines[i].newPage {
			starts = append(starts, i)
		}
	}
	if len(starts) < 3 {
		return lines
	}
	count := map[string]int{}
	first, last := make([]string, len(starts)), make([]string, len(starts))
	for n, at := range starts {
		end := len(lines)
		if n+1 < len(starts) {
			end = starts[n+1]
		}
		first[n], last[n] = runningKey("first:", lines[at].text), runningKey("last:", lines[end-1].text)
		count[first[n]]++
		count[last[n]]++
	}
	kept, page := lines[:0:0], -1
	for i, l := range lines {
		begins := page+1 < len(starts) && starts[page+1] == i
		if begins {
			page++
		}
		ends := i+1 == len(lines) || page+1 < len(starts) && starts[page+1] == i+1
		for _, key := range []string{first[page], last[page]} {
			at := begins && key == first[page] || ends && key == last[page] && !begins
			if at && key != "" && page > 0 && count[key] > 1 && count[key]*2 >= len(starts) {
				p.remark("repeated_header", "Dòng lặp lại ở đầu hoặc cuối các trang đã được bỏ khỏi nội dung.", l.text, l.no)
				l.text = ""
			}
		}
		if l.text != "" {
			kept = append(kept, l)
		} else if i+1 < len(lines) && l.newPage {
			lines[i+1].newPage = true
		}
	}
	return kept
}

// runningKey is what is the same on all pages of a running line; "" for a line that says nothing but its number.
func runningKey(where, s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return -1
		}
		return r
	}, viet.Fold(s))
	if len(s) < 4 || len(s) > 150 {
		return ""
	}
	return where + s
}

// dropPageNumbers takes page numbers out of the text: alone on a line, or stuck to the last line of a page.
func (p *plain) dropPageNumbers(lines []line) []line {
	kept := lines[:0:0]
	last, letters := 0, 0
	for i, l := range lines {
		next := line{gap: pageGap, newPage: true}
		if i+1 < len(lines) {
			next = lines[i+1]
		}
		if m := loneNumber.FindStringSubmatch(strings.TrimSpace(l.text[:min(len(l.text), 40)])); m != nil && l.length < 20 && len(kept) > 0 {
			n, ok := pageAfter(m[1], last, letters)
			feed := p.feeds && letters > 0 && (l.newPage || next.newPage)
			far := letters >= pageLetters && (l.gap > 0 || next.gap > 0 || n == max(last, 1)+1) && !numbersNear(lines, i)
			if ok && (feed || far) {
				p.pageNumber(strings.TrimSpace(l.text), l.no)
				kept[len(kept)-1].pageEnd = true
				if i+1 < len(lines) {
					lines[i+1].newPage = next.newPage || l.newPage
				}
				last, letters = n, 0
				continue
			}
		}
		letters += l.length
		if i+1 < len(lines) && letters >= pageLetters && (next.gap >= pageGap || next.newPage) {
			if digits, ok := stuckPage(l.text, next.text); ok {
				if n, ok := pageAfter(digits, last, letters); ok {
					p.pageNumber(digits, l.no)
					l.setText(strings.TrimSuffix(strings.TrimRightFunc(l.raw, unicode.IsSpace), digits))
					l.raw, l.pageEnd = l.text, true
					last, letters = n, 0
				}
			}
		}
		kept = append(kept, l)
	}
	return kept
}

// stuckPage finds a page number at the end of a page: after a stop, or where the sentence goes on at the next line.
func stuckPage(s, next string) (digits string, ok bool) {
	m := stuckNumber.FindStringSubmatch(s)
	if m == nil {
		return "", false
	}
	return m[2], !strings.HasSuffix(m[1], " ") || lowerStart(next)
}

// pageAfter reads a page number, and tells whether it may follow page last after so many letters.
func pageAfter(digits string, last, letters int) (n int, ok bool) {
	n, err := strconv.Atoi(digits)
	return n, err == nil && n > last && n <= last+2+letters/pageLetters
}

// numbersNear tells a column of numbers, which a table leaves when it is pasted cell by cell.
func numbersNear(lines []line, at int) bool {
	for i := max(0, at-6); i < min(len(lines), at+7); i++ {
		if i != at && loneNumber.MatchString(strings.TrimSpace(lines[i].text)) {
			return true
		}
	}
	return false
}

func (p *plain) pageNumber(text string, line int) {
	p.remark("page_number", "Số trang đã được bỏ khỏi nội dung.", text, line)
}

func (p *plain) remark(code, message, text string, line int) {
	p.m.Remarks = append(p.m.Remarks, read.Remark{Code: code, Message: message, Text: text, Place: read.Place{Line: line}})
}
