package contract

import (
	"regexp"
	"time"

	"github.com/go-json-experiment/json/jsontext"
)

// The years that a document of this state can bear.
const (
	firstYear = 1945
	lastYear  = 2100
)

// dayFirst is the way dates are written by hand: 5/1/2023, 05-01-2023, 05.01.2023.
var dayFirst = regexp.MustCompile(`^\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\s*$`)

// date reads an ISO 8601 date of full or reduced precision.
func (d *decoder) date() Date {
	if !d.expect(jsontext.KindString, wantDate) {
		return Date{}
	}
	s := d.str(breakSpace)
	v, ok := parseDate(s)
	switch {
	case !ok:
		d.report(dateForm(d.where(), s))
	case v.Year != 0 && (v.Year < firstYear || v.Year > lastYear):
		d.report(dateRange(d.where(), s))
	case v.Month > 12 || v.Month == 0 && len(s) > 4 || v.Day == 0 && len(s) > 7 || v.Day > daysIn(v.Year, v.Month):
		d.report(dateNotThere(d.where(), s))
	default:
		return v
	}
	return Date{}
}

// parseDate splits 2023-01-05, 2023-01, 2023 or "" without asking whether there is such a day.
func parseDate(s string) (v Date, ok bool) {
	digits := func(from, to int) (n int) {
		for _, c := range []byte(s[from:to]) {
			if c < '0' || c > '9' {
				return -1
			}
			n = 10*n + int(c-'0')
		}
		return n
	}
	switch len(s) {
	case 0:
		return v, true
	case 10:
		if s[7] != '-' {
			return v, false
		}
		v.Day = digits(8, 10)
		fallthrough
	case 7:
		if s[4] != '-' {
			return v, false
		}
		v.Month = digits(5, 7)
		fallthrough
	case 4:
		v.Year = digits(0, 4)
	default:
		return v, false
	}
	return v, v.Year > 0 && v.Month >= 0 && v.Day >= 0
}

func daysIn(year, month int) int {
	if month == 0 {
		return 0
	}
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}
