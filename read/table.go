package read

import (
	"slices"
	"strings"

	"vanban/read/viet"
)

// CountsRows reports whether a title heads the column of a table that counts its rows: "TT", "STT", "Số thứ tự".
func CountsRows(title string) bool {
	return slices.Contains([]string{"tt", "stt", "so tt", "so thu tu", "tt/stt"}, strings.Trim(viet.Fold(title), ". "))
}
