package sheet

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"vanban/read/viet"
)

const (
	dayFirst  = "02/01/2006"
	maxSerial = 2_958_466 // the year 10000
	days1904  = 1462      // between the two calendars of Excel
	// What a bare number in a column of dates may be: the days of 1945 to 2100, or one of these years.
	firstYear, lastYear     = 1945, 2100
	firstSerial, lastSerial = 16438, 73415
)

// epoch is day 0 of Excel's calendar, which has a 29 February 1900; nobody's document is that old.
var epoch = time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)

func dayOf(serial float64) time.Time { return epoch.AddDate(0, 0, int(serial)) }

var (
	dayMonthYear = regexp.MustCompile(`^(?:ngay )?(\d{1,2}) ?(?:[/.-]|thang|,? ?thang) ?(\d{1,2}) ?(?:[/.-]|nam|,? ?nam) ?(\d{4})(?: \d{1,2}:\d{2}(?::\d{2})?)?$`)
	isoDay       = regexp.MustCompile(`^(\d{4})-(\d{2})-(\d{2})(?:[t ]\d{2}:\d{2}(?::\d{2})?.*)?$`)
	monthYear    = regexp.MustCompile(`^(?:thang )?(\d{1,2}) ?(?:[/-]|nam) ?(\d{4})$`)
	isoMonth     = regexp.MustCompile(`^(\d{4})-(\d{2})$`)
	shortYear    = regexp.MustCompile(`^(\d{1,2})[/.-](\d{1,2})[/.-](\d{2})$`)
)

// dateFault tells why a date is not taken, or what is odd about one that is.
type dateFault uint8

const (
	dateGood dateFault = iota
	dateForm           // no date that is known
	dateNone           // a day that does not exist, such as the 12th of month 20
	dateYear           // a year of two digits
	dateBare           // a number without the format of a date
)

// readDate returns what a cell says as ISO 8601, perhaps of reduced precision.
func readDate(c *cell) (iso string, fault dateFault) {
	if c.kind == date {
		return dayOf(c.serial).Format(time.DateOnly), dateGood
	}
	s := viet.Fold(strings.TrimSpace(c.text))
	if n, err := strconv.ParseFloat(s, 64); err == nil {
		switch {
		case n >= firstYear && n <= lastYear && len(s) == 4:
			return s, dateGood
		case n >= firstSerial && n <= lastSerial:
			return dayOf(n).Format(time.DateOnly), dateBare
		}
		return "", dateForm
	}
	if m := dayMonthYear.FindStringSubmatch(s); m != nil {
		return isoDate(m[3], m[2], m[1])
	}
	if m := isoDay.FindStringSubmatch(s); m != nil {
		return isoDate(m[1], m[2], m[3])
	}
	if m := monthYear.FindStringSubmatch(s); m != nil {
		return isoDate(m[2], m[1], "")
	}
	if m := isoMonth.FindStringSubmatch(s); m != nil {
		return isoDate(m[1], m[2], "")
	}
	if shortYear.MatchString(s) {
		return "", dateYear
	}
	return "", dateForm
}

func isoDate(year, month, day string) (string, dateFault) {
	iso := year + "-" + strings.Repeat("0", 2-len(month)) + month
	form := "2006-01"
	if day != "" {
		iso += "-" + strings.Repeat("0", 2-len(day)) + day
		form = time.DateOnly
	}
	if _, err := time.Parse(form, iso); err != nil {
		return "", dateNone
	}
	return iso, dateGood
}

// monthFirst reports whether a text is a date that can only be read with the month first, as American programs write it.
func monthFirst(s string) bool {
	m := dayMonthYear.FindStringSubmatch(s)
	if m == nil {
		return false
	}
	day, _ := strconv.Atoi(m[1])
	month, _ := strconv.Atoi(m[2])
	return month > 12 && month <= 31 && day >= 1 && day <= 12
}
