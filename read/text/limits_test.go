package text_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"vanban/read"
	"vanban/read/text"
)

// What takes long by its number of signs is refused at once; what people fill in by hand is not taken for it.
func TestLimits(t *testing.T) {
	x := strings.Repeat
	for _, c := range []struct {
		name string
		read func(context.Context, []byte) (*read.Manuscript, error)
		in   string
		want string
	}{
		{"bytes", text.Plain, x("a ", 1<<20+1), "file_too_large"},
		{"lines", text.Plain, x("a\n", 20_001), "file_too_large"},
		{"tabs", text.Plain, x("a\t", 100_002), "file_too_large"},
		{"wide gaps", text.Plain, x("a   ", 100_002), "file_too_large"},
		{"cells", text.Plain, x("STT\t"+x("b\t", 9)+"b\n", 4_600), "file_too_large"},
		{"a table of a thousand people", text.Plain, x("STT\t"+x("b\t", 9)+"b\n", 1_000), ""},
		{"blank lines", text.Plain, "a" + x("\n", 1<<20), ""},
		{"links", text.Markdown, x("[a](", 10_001), "file_too_large"},
		{"emphasis", text.Markdown, x("*a_", 5_001), "file_too_large"},
		{"nesting", text.Markdown, x("> ", 33) + "a", "file_too_deep"},
		{"dots to be filled in", text.Markdown, "a\n\n" + x(".", 120) + "\n\n" + x("_", 120) + " b", ""},
	} {
		_, err := c.read(context.Background(), []byte(c.in))
		var refusal *read.Refusal
		got := ""
		if errors.As(err, &refusal) {
			got = refusal.Problem.Code
		}
		if got != c.want || c.want == "" && err != nil {
			t.Errorf("%s: %q, %v; want %q", c.name, got, err, c.want)
		}
	}
}
