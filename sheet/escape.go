package sheet

import "strings"

// covered are the characters that make a formula of the text behind them where a program opens CSV; OWASP, CSV Injection. The last ones are
// what Japanese programs take for the same.
const covered = "=+-@\t\r\n＝＋－＠"

// cover puts an apostrophe before text that a program would run, as OWASP advises. Text that has apostrophes of its own there gets one
// more, so that uncover always gives back what was covered.
func cover(s string) string {
	if runs(s) {
		return "'" + s
	}
	return s
}

// uncover takes off what cover put there.
func uncover(s string) string {
	if strings.HasPrefix(s, "'") && runs(s) {
		return s[1:]
	}
	return s
}

// runs reports whether text, apostrophes before it left aside, begins like a formula.
func runs(s string) bool {
	s = strings.TrimLeft(s, "'")
	return s != "" && strings.IndexAny(s, covered) == 0
}
