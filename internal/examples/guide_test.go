package examples

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"vanban/internal/referee"
	"vanban/internal/service"
)

// guides are those with commands, in pairs of two languages whose commands are the same. The first tells of the whole API.
var guides = [][2]string{
	{"api.md", "api.vi.md"}, {"import.md", "import.vi.md"}, {"check.md", "check.vi.md"},
	{"certificates.md", "certificates.vi.md"}, {"batches.md", "batches.vi.md"},
}

// docsURL is the server of the guide's commands, in whose place the running ones are put.
const docsURL = "http://127.0.0.1:8080"

// step is a block of commands of the guide, the answer that it shows to the last of them over HTTP, and what it shows them to say.
type step struct{ commands, answer, said string }

var fence = regexp.MustCompile("(?ms)^```(\\w*)\n(.*?)^```$")

func steps(t *testing.T, guide string) []step {
	t.Helper()
	var list []step
	for _, block := range fence.FindAllStringSubmatch(read(t, "docs", guide), -1) {
		switch block[1] {
		case "sh":
			list = append(list, step{commands: block[2]})
		case "http":
			list[len(list)-1].answer = block[2]
		case "text":
			list[len(list)-1].said = block[2]
		}
	}
	if len(list) < 5 {
		t.Fatalf("%s has %d blocks of commands; the test looks for them in the wrong way", guide, len(list))
	}
	return list
}

func read(t *testing.T, path ...string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(append([]string{referee.Root(t)}, path...)...))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// TestGuide runs the guides from top to bottom, in one folder as a reader would, and compares what comes back with what they show.
func TestGuide(t *testing.T) {
	for _, tool := range []string{"curl", "python3", "openssl"} {
		referee.Tool(t, tool)
	}
	for _, pair := range guides {
		for _, guide := range pair {
			t.Run(guide, func(t *testing.T) {
				t.Parallel()
				folder := t.TempDir()
				open, keyed := startSigning(t), startKeyed(t) // of its own: batches of another guide would be in the way
				for _, s := range steps(t, guide) {
					t.Run(strings.TrimSpace(s.commands), func(t *testing.T) {
						to := open
						if strings.Contains(s.commands, "$VANBAN_KEY") {
							to = keyed
						}
						s.run(t, to, folder)
					})
				}
			})
		}
	}
	for _, pair := range guides {
		if !slices.Equal(steps(t, pair[0]), steps(t, pair[1])) {
			t.Errorf("the commands and answers of %v are not the same", pair)
		}
	}
}

func (s step) run(t *testing.T, to *server, folder string) {
	// Readers see curl's progress; the test wants the headers, also of answers that go into a file.
	head := filepath.Join(t.TempDir(), "head")
	script := "set -eu\ncurl() { command curl -sS -D '" + head + "' \"$@\"; }\n" + strings.ReplaceAll(s.commands, docsURL, to.url)
	cmd := exec.CommandContext(t.Context(), "sh", "-c", script)
	cmd.Dir = folder
	cmd.Env = append(to.environment(to.url), "PATH="+filepath.Dir(service.Binary(t))+string(os.PathListSeparator)+os.Getenv("PATH"))
	var errs bytes.Buffer
	cmd.Stderr = &errs
	if s.said != "" {
		s.speak(t, cmd)
		return
	}
	out, err := cmd.Output()
	if err != nil || errs.Len() > 0 && !strings.HasPrefix(errs.String(), "curl: Saved to filename") {
		t.Fatalf("%v: %s", err, errs.String())
	}
	if !strings.Contains(s.commands, "curl") {
		return
	}
	if s.answer == "" {
		t.Fatal("the guide does not show what comes back")
	}
	wantHead, wantBody, _ := strings.Cut(s.answer, "\n\n")
	got, err := os.ReadFile(head)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.ReplaceAll(string(got), "\r", ""), "\n")
	for want := range strings.SplitSeq(strings.TrimSpace(wantHead), "\n") {
		if !slices.ContainsFunc(lines, func(line string) bool { return shows(want, line) }) {
			t.Errorf("shown is %q; answered was\n%s", want, got)
		}
	}
	// With -i the headers come before the body.
	body := strings.TrimPrefix(string(out), string(got))
	if wantBody != "" && !shows(squeeze(wantBody), squeeze(body)) {
		t.Errorf("shown is\n%s\nanswered was\n%s", wantBody, body)
	}
}

// speak compares what commands say with what the guide shows. Our own end with 1 where there is something to look at.
func (s step) speak(t *testing.T, cmd *exec.Cmd) {
	t.Helper()
	cmd.Stderr = nil
	out, err := cmd.CombinedOutput()
	if code := (*exec.ExitError)(nil); err != nil && (!errors.As(err, &code) || code.ExitCode() != 1) {
		t.Fatalf("%v: %s", err, out)
	}
	if !shows(strings.TrimSpace(s.said), strings.TrimSpace(string(out))) {
		t.Errorf("shown is\n%s\nsaid was\n%s", s.said, out)
	}
}

// shows compares a line or body as shown, where … stands for anything, with a real one. The names of headers have no case.
func shows(want, got string) bool {
	name, value, header := strings.Cut(want, ": ")
	if n, v, ok := strings.Cut(got, ": "); header && ok && strings.EqualFold(n, name) {
		want, got = value, v
	}
	parts := strings.Split(want, "…")
	for i, p := range parts {
		at := strings.Index(got, p)
		if at < 0 || i == 0 && at > 0 {
			return false
		}
		got = got[at+len(p):]
	}
	return got == "" || parts[len(parts)-1] == ""
}

// squeeze takes out white space, of which JSON may have any, and the commas beside what is left out.
func squeeze(s string) string {
	s = strings.Join(strings.Fields(s), "")
	for _, c := range []string{",…", "…,"} {
		s = strings.ReplaceAll(s, c, "…")
	}
	return s
}

func TestShows(t *testing.T) {
	for _, c := range []struct {
		want, got string
		shows     bool
	}{
		{"HTTP/1.1 200 OK", "HTTP/1.1 200 OK", true},
		{"HTTP/1.1 200 OK", "HTTP/1.1 201 Created", false},
		{`ETag: "…"`, `Etag: "abc"`, true},
		{`ETag: "…"`, `Etag: W/"abc"`, false},
		{"Content-Type: text/plain…", "Content-Type: text/plain; charset=utf-8", true},
		{"Content-Type: text/plain", "Content-Type: text/plain; charset=utf-8", false},
		{`{…"a":1…}`, `{"b":2,"a":1,"c":3}`, true},
		{`{…"a":1}`, `{"b":2,"a":1,"c":3}`, false},
		{"ok", "ok", true},
	} {
		if got := shows(c.want, c.got); got != c.shows {
			t.Errorf("%q for %q: %t", c.want, c.got, got)
		}
	}
}

// errorRow is the codes' cell in the table of errors, which begins with the status.
var errorRow = regexp.MustCompile(`(?m)^\| [45]\d\d.*? \|(.*?)\|`)

// TestGuideNames holds the guides to what there is: the codes of errors, the names of metrics, the flags.
func TestGuideNames(t *testing.T) {
	help, err := exec.Command(service.Binary(t), "help", "serve").CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, help)
	}
	open := startOpen(t)
	open.post(t, "/v1/documents", example(t)) // counters with labels are not there before they count
	open.post(t, "/v1/checks", example(t))
	open.upload(t, "/v1/imports", "text/plain", "Xin chào.")
	open.upload(t, "/v1/lists", "text/csv", "Họ và tên\nTrần Văn Bình\n")
	open.post(t, "/v1/batches", "{}")
	metrics := open.get(t, "/metrics")
	openapi := open.get(t, "/openapi.json")
	var description struct{ Paths map[string]map[string]any }
	if err := json.Unmarshal(openapi, &description); err != nil {
		t.Fatal(err)
	}
	for _, guide := range guides[0] {
		text := read(t, "docs", guide)
		same(t, guide, "metrics", names(`(?m)^# TYPE (vanban_\w+)`, string(metrics)), names("`(vanban_\\w+)`", text))
		same(t, guide, "flags", names(`(?m)^\s+(--[a-z-]+)`, string(help)), names("(?m)`(--[a-z-]+)`", section(text, "`--addr`")))
		var codes []string
		for _, row := range errorRow.FindAllStringSubmatch(text, -1) {
			codes = append(codes, names("`(\\w+)`", row[1])...)
		}
		for _, code := range names("`(\\w+)`: ", string(openapi)) {
			if !slices.Contains(codes, code) {
				t.Errorf("%s: %s is not in the table of errors", guide, code)
			}
		}
		for path, operations := range description.Paths {
			for method := range operations {
				if call := "`" + strings.ToUpper(method) + " " + path + "`"; !strings.Contains(text, call) && !strings.Contains(path, "/docs/") {
					t.Errorf("%s does not have %s", guide, call)
				}
			}
		}
	}
}

// TestJSONGuide validates the examples of JSON in both languages of the guide: whole documents, and nodes of a body.
func TestJSONGuide(t *testing.T) {
	s := startOpen(t)
	var first []string
	for _, guide := range []string{"json.md", "json.vi.md"} {
		var blocks []string
		for _, block := range fence.FindAllStringSubmatch(read(t, "docs", guide), -1) {
			document := block[2]
			blocks = append(blocks, document)
			if !strings.Contains(document, `"type"`) {
				document = example(t, `"body": [`, `"body": [`+document+",")
			}
			answer := s.post(t, "/v1/documents/validate", document)
			if !strings.Contains(string(answer.body), `"problems":[]`) {
				t.Errorf("%s: %s\n%s", guide, block[2], answer.body)
			}
		}
		if first == nil {
			first = blocks
		}
		if len(blocks) < 2 || !slices.Equal(first, blocks) {
			t.Errorf("%s has the examples %q, the other guide %q", guide, blocks, first)
		}
	}
}

// section returns the table that a cell stands in.
func section(text, cell string) string {
	before, after, _ := strings.Cut(text, cell)
	rows, _, _ := strings.Cut(after, "\n\n")
	return before[strings.LastIndex(before, "\n\n"):] + cell + rows
}

func names(pattern, text string) []string {
	var list []string
	for _, m := range regexp.MustCompile(pattern).FindAllStringSubmatch(text, -1) {
		list = append(list, m[1])
	}
	slices.Sort(list)
	return slices.Compact(list)
}

func same(t *testing.T, guide, what string, there, named []string) {
	t.Helper()
	for _, name := range there {
		if !slices.Contains(named, name) {
			t.Errorf("%s, %s: %s is missing", guide, what, name)
		}
	}
	for _, name := range named {
		if !slices.Contains(there, name) {
			t.Errorf("%s, %s: there is no %s", guide, what, name)
		}
	}
	if len(there) == 0 {
		t.Errorf("%s: the test finds no %s", guide, what)
	}
}
