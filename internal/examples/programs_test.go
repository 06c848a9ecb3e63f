package examples

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"mime"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"vanban/internal/referee"
)

// program is one of docs/examples. command prepares it in a folder of its own and returns how it is called.
type program struct {
	name    string
	command func(t *testing.T, source, dir string) []string
}

var programs = []program{
	{"python", func(t *testing.T, source, _ string) []string {
		return []string{referee.Tool(t, "python3"), filepath.Join(source, "send.py")}
	}},
	{"javascript", func(t *testing.T, source, _ string) []string {
		return []string{referee.Tool(t, "node"), filepath.Join(source, "send.mjs")}
	}},
	{"php", func(t *testing.T, source, _ string) []string {
		php := referee.Tool(t, "php")
		if err := exec.Command(php, "-r", `exit(extension_loaded("curl") ? 0 : 1);`).Run(); err != nil {
			referee.Missing(t, "PHP's extension curl", err)
		}
		return []string{php, filepath.Join(source, "send.php")}
	}},
	{"java", func(t *testing.T, source, _ string) []string {
		referee.Tool(t, "javac") // without the compiler java cannot start from source
		return []string{referee.Tool(t, "java"), filepath.Join(source, "Send.java")}
	}},
	{"csharp", func(t *testing.T, source, dir string) []string {
		if referee.Have(t, "dotnet") {
			build(t, referee.Tool(t, "dotnet"), "build", filepath.Join(source, "Send.csproj"), "--nologo", "-o", dir,
				"-p:BaseIntermediateOutputPath="+dir+"/obj/") // not beside the source
			return []string{referee.Tool(t, "dotnet"), filepath.Join(dir, "Send.dll")}
		}
		exe := filepath.Join(dir, "Send.exe")
		build(t, referee.Tool(t, "mcs"), "-r:System.Net.Http.dll", "-r:System.Runtime.Serialization.dll", "-out:"+exe,
			filepath.Join(source, "Send.cs"))
		return []string{referee.Tool(t, "mono"), exe}
	}},
}

func build(t *testing.T, name string, args ...string) {
	t.Helper()
	if out, err := exec.Command(name, args...).CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
}

// TestPrograms runs every program of docs/examples: what it saves, prints and refuses.
func TestPrograms(t *testing.T) {
	source := filepath.Join(referee.Root(t), "docs", "examples")
	folders, err := os.ReadDir(source)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range folders {
		if !slices.ContainsFunc(programs, func(p program) bool { return p.name == f.Name() }) {
			t.Errorf("docs/examples/%s has no test", f.Name())
		}
	}
	s := startKeyed(t)
	for _, p := range programs {
		t.Run(p.name, func(t *testing.T) {
			t.Parallel()
			command := p.command(t, filepath.Join(source, p.name), t.TempDir())
			t.Run("good", func(t *testing.T) { testGood(t, s, command) })
			t.Run("bad", func(t *testing.T) { testBad(t, s, command) })
			t.Run("no key", func(t *testing.T) { testNoKey(t, s, command) })
			t.Run("busy", func(t *testing.T) { testBusy(t, s, command) })
			t.Run("too busy", func(t *testing.T) { testTooBusy(t, s, command) })
			t.Run("hostile", func(t *testing.T) { testHostile(t, s, command) })
		})
	}
}

// example returns docs/example.json, with strings replaced in pairs.
func example(t *testing.T, replace ...string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(referee.Root(t), "docs", "example.json"))
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(replace); i += 2 {
		if !bytes.Contains(data, []byte(replace[i])) {
			t.Fatalf("docs/example.json has no %q", replace[i])
		}
	}
	return strings.NewReplacer(replace...).Replace(string(data))
}

// run calls a program with a document and returns what it printed, the files that it saved and its exit code.
func run(t *testing.T, command, env []string, document string) (out string, saved map[string][]byte, code int) {
	t.Helper()
	dir := t.TempDir()
	in, folder := filepath.Join(dir, "in.json"), filepath.Join(dir, "out")
	if err := os.WriteFile(in, []byte(document), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), command[0], append(slices.Clone(command[1:]), in, folder)...)
	cmd.Dir, cmd.Env = folder, env
	var errs bytes.Buffer
	cmd.Stderr = &errs
	printed, err := cmd.Output()
	if code = cmd.ProcessState.ExitCode(); code < 0 {
		t.Fatalf("%v\n%s", err, errs.String())
	}
	if errs.Len() > 0 {
		t.Errorf("on standard error: %s", errs.String())
	}
	saved = map[string][]byte{}
	err = filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || path == in {
			return err
		}
		name, err := filepath.Rel(folder, path)
		if err == nil {
			saved[name], err = os.ReadFile(path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return string(printed), saved, code
}

// testGood: the two files, under the server's names, with its bytes; and what it says about them.
func testGood(t *testing.T, s *server, command []string) {
	document := example(t, `"place": "An Bình",`, "") // draws a warning
	out, saved, code := run(t, command, s.environment(s.url), document)
	if code != 0 {
		t.Fatalf("exit code %d\n%s", code, out)
	}
	for _, format := range []string{"pdf", "docx"} {
		answer := s.post(t, "/v1/documents?format="+format, document)
		_, disposition, err := mime.ParseMediaType(answer.header.Get("Content-Disposition"))
		if err != nil || answer.status != http.StatusOK {
			t.Fatalf("%d, %v", answer.status, err)
		}
		name := disposition["filename"]
		if !bytes.Equal(saved[name], answer.body) {
			t.Errorf("%q is not the server's file; saved are %q", name, slices.Sorted(maps.Keys(saved)))
		}
		delete(saved, name)
		pages, codes := answer.header.Get("Vanban-Pages"), answer.header.Get("Vanban-Warning-Codes")
		line := fmt.Sprintf("%s: pages %s, warnings %s %s", name, pages, answer.header.Get("Vanban-Warnings"), codes)
		if codes == "" || !strings.Contains(out, line) {
			t.Errorf("printed was\n%s\nwithout %q", out, line)
		}
		if format == "pdf" {
			if err := referee.QPDFCheck(t, answer.body); err != nil {
				t.Error(err)
			}
			if n := referee.Info(t, answer.body).Pages; strconv.Itoa(n) != pages {
				t.Errorf("the PDF has %d pages, the header says %q", n, pages)
			}
		}
	}
	if len(saved) > 0 {
		t.Errorf("also saved: %q", slices.Sorted(maps.Keys(saved)))
	}
}

// testBad: every problem of a document with errors is printed, the errors before the warnings; nothing is saved.
func testBad(t *testing.T, s *server, command []string) {
	document := example(t, `"42"`, `"x42"`, `"place"`, `"plaice"`, `"KH-SNV"`, `""`)
	answer := s.post(t, "/v1/documents", document)
	var want struct {
		Problems []struct{ Severity, Pointer, Message, Hint string }
	}
	if err := json.Unmarshal(answer.body, &want); err != nil || answer.status != http.StatusUnprocessableEntity || len(want.Problems) < 2 {
		t.Fatalf("%d, %v\n%s", answer.status, err, answer.body)
	}
	out, saved, code := run(t, command, s.environment(s.url), document)
	if code != 1 || len(saved) > 0 {
		t.Errorf("exit code %d, %d files saved; want 1 and none", code, len(saved))
	}
	warned := 0
	for _, p := range want.Problems {
		if line := p.Severity + " " + p.Pointer + ": " + p.Message + " " + p.Hint; !strings.Contains(out, line) {
			t.Errorf("printed was\n%s\nwithout %q", out, line)
		}
		if p.Severity == "warning" {
			warned++
		}
	}
	if warned == 0 || strings.LastIndex(out, "error /") > strings.Index(out, "warning /") {
		t.Errorf("%d warnings; printed was\n%s", warned, out)
	}
}

func testNoKey(t *testing.T, s *server, command []string) {
	out, saved, code := run(t, command, append(s.environment(s.url), "VANBAN_KEY=vb_wrong"), example(t))
	if code != 1 || len(saved) > 0 || !strings.Contains(out, "HTTP 401") {
		t.Errorf("exit code %d, %d files saved, printed\n%s", code, len(saved), out)
	}
}

// between serves what handle makes of each request, which is told how many came before it. It returns its address and the
// times of the requests.
func between(t *testing.T, handle func(n int, w http.ResponseWriter, r *http.Request)) (address string, times func() []time.Time) {
	t.Helper()
	var lock sync.Mutex
	var seen []time.Time
	front := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		lock.Lock()
		n := len(seen)
		seen = append(seen, time.Now())
		lock.Unlock()
		handle(n, w, r)
	}))
	t.Cleanup(front.Close)
	return front.URL, func() []time.Time {
		lock.Lock()
		defer lock.Unlock()
		return slices.Clone(seen)
	}
}

// proxy hands requests on, each with its whole body at hand: the body of one that is still being read is closed as soon as the answer
// begins, which would break off an answer that comes that fast.
func proxy(t *testing.T, to *server) http.Handler {
	t.Helper()
	target, err := url.Parse(to.url)
	if err != nil {
		t.Fatal(err)
	}
	through := httputil.NewSingleHostReverseProxy(target)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			w.WriteHeader(http.StatusBadRequest)
			return
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
		through.ServeHTTP(w, r)
	})
}

// testBusy: the first answer to each file is that the server is busy, and the program waits as long as it is asked to.
func testBusy(t *testing.T, s *server, command []string) {
	through := proxy(t, s)
	address, times := between(t, func(n int, w http.ResponseWriter, r *http.Request) {
		if n%2 == 1 {
			through.ServeHTTP(w, r)
			return
		}
		w.Header().Set("Retry-After", "1")
		w.WriteHeader([]int{http.StatusServiceUnavailable, http.StatusTooManyRequests}[n/2%2])
	})
	out, saved, code := run(t, command, s.environment(address), example(t))
	at := times()
	if code != 0 || len(saved) != 2 || len(at) != 4 {
		t.Fatalf("exit code %d, %d files saved, %d requests; want 0, 2, 4\n%s", code, len(saved), len(at), out)
	}
	for i := 0; i < len(at); i += 2 {
		if wait := at[i+1].Sub(at[i]); wait < 900*time.Millisecond {
			t.Errorf("came again after %s; asked for was a second", wait)
		}
	}
}

// testTooBusy: a server that stays busy is not asked a third time.
func testTooBusy(t *testing.T, s *server, command []string) {
	address, times := between(t, func(_ int, w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "0")
		w.WriteHeader(http.StatusServiceUnavailable)
	})
	out, saved, code := run(t, command, s.environment(address), example(t))
	if n := len(times()); code != 1 || len(saved) > 0 || n != 2 || !strings.Contains(out, "HTTP 503") {
		t.Errorf("exit code %d, %d files saved, %d requests; want 1, 0, 2\n%s", code, len(saved), n, out)
	}
}

// testHostile: whatever a server names the files, they stay in the folder.
func testHostile(t *testing.T, s *server, command []string) {
	for _, names := range [][2]string{{"../out.pdf", "/sub/a\x00b.docx"}, {`..\out.pdf`, ".."}} {
		through := proxy(t, s)
		address, _ := between(t, func(n int, w http.ResponseWriter, r *http.Request) {
			through.ServeHTTP(renamed{w, names[n%2]}, r)
		})
		out, saved, code := run(t, command, s.environment(address), example(t))
		if code != 0 || len(saved) != 2 {
			t.Errorf("%q: exit code %d, %d files saved; want 0 and 2\n%s", names, code, len(saved), out)
		}
		for path := range saved {
			if strings.ContainsAny(path, "/\\\x00") || strings.HasPrefix(path, ".") {
				t.Errorf("one of %q was saved as %q", names, path)
			}
		}
	}
}

// renamed gives an answer's file another name.
type renamed struct {
	http.ResponseWriter
	name string
}

func (r renamed) WriteHeader(status int) {
	r.Header().Set("Content-Disposition", `attachment; filename="../x"; filename*=UTF-8''`+url.PathEscape(r.name))
	r.ResponseWriter.WriteHeader(status)
}
