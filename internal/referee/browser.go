package referee

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// Browser is the tool name of the browser that shows HTML and SVG.
const Browser = "chromium"

// Tab is a page of a running browser. Of installed fonts it sees Liberation Serif Bold Italic alone, so that letters of any
// other cut that do not come out of the page's own fonts have the wrong width. (Without any font at all it now and then
// refuses sound web fonts.)
type Tab struct {
	t       T
	dir     string
	in      io.Writer
	out     *bufio.Reader
	session string
	calls   int
	loaded  bool // since the last Open, as the browser has told it
}

// Browse starts Chromium, hands a tab of it to do, and ends it.
func Browse(t T, do func(*Tab)) {
	t.Helper()
	program := Tool(t, Browser)
	// The folder is not the test's own: processes of the browser may write into it for a moment after the browser is gone,
	// and a test fails when its folder cannot be removed.
	dir, err := os.MkdirTemp("", "vanban-browser-")
	if err != nil {
		t.Fatalf("a folder for the browser: %v", err)
	}
	defer func() { _ = os.RemoveAll(dir) }()
	env, err := oneFont(t, dir)
	if err != nil {
		t.Fatalf("a font for the browser: %v", err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), toolTime)
	defer cancel()
	cmd := exec.CommandContext(ctx, program, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
		"--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
		"--hide-scrollbars", "--user-data-dir="+filepath.Join(dir, "profile"), "--remote-debugging-pipe", "about:blank")
	cmd.Env = append(append(os.Environ(), "LC_ALL=C.UTF-8"), env...)
	cmd.WaitDelay = time.Second
	// The browser reads commands from descriptor 3 and answers on 4.
	commands, in, err := os.Pipe()
	if err != nil {
		t.Fatalf("%v", err)
	}
	out, answers, err := os.Pipe()
	if err != nil {
		t.Fatalf("%v", err)
	}
	defer in.Close()
	defer out.Close()
	cmd.ExtraFiles = []*os.File{commands, answers}
	err = cmd.Start()
	_, _ = commands.Close(), answers.Close()
	if err != nil {
		t.Fatalf("%s: %v", Browser, err)
	}
	b := &Tab{t: t, dir: dir, in: in, out: bufio.NewReader(out)}
	defer func() {
		_ = b.send("Browser.close", nil) // it may be gone already
		_ = cmd.Wait()
	}()
	var target struct{ TargetID, SessionID string }
	b.call("Target.createTarget", map[string]any{"url": "about:blank"}, &target)
	b.call("Target.attachToTarget", map[string]any{"targetId": target.TargetID, "flatten": true}, &target)
	b.session = target.SessionID
	b.call("Page.enable", nil, nil)
	do(b)
}

// oneFont writes a fontconfig file that knows one cut of the repository's fonts and returns the environment that selects it
// and keeps what the browser writes in dir.
func oneFont(t T, dir string) ([]string, error) {
	t.Helper()
	const cut = "LiberationSerif-BoldItalic.ttf"
	data, err := os.ReadFile(filepath.Join(Root(t), "fonts", cut))
	if err != nil {
		return nil, err
	}
	installed, conf := filepath.Join(dir, "installed"), filepath.Join(dir, "fonts.conf")
	text := `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd"><fontconfig><dir>` + escape(installed) +
		`</dir><cachedir>` + escape(filepath.Join(dir, "cache")) + `</cachedir></fontconfig>`
	err = errors.Join(os.Mkdir(installed, 0o700), os.WriteFile(conf, []byte(text), 0o600))
	if err == nil {
		err = os.WriteFile(filepath.Join(installed, cut), data, 0o600)
	}
	return []string{"FONTCONFIG_FILE=" + conf, "HOME=" + dir, "XDG_CONFIG_HOME=" + dir, "XDG_CACHE_HOME=" + dir}, err
}

// Open shows a file and waits until it and its fonts are there. The ending of its name, ".svg" or ".html", tells what it
// is. Width and height are those of the window in CSS pixels, of which 96 are an inch; each takes scale pixels of a picture.
func (b *Tab) Open(name string, data []byte, width, height int, scale float64) {
	b.t.Helper()
	path := filepath.Join(b.dir, filepath.Base(name))
	if err := os.WriteFile(path, data, 0o600); err != nil {
		b.t.Fatalf("%s: %v", name, err)
	}
	b.call("Emulation.setDeviceMetricsOverride", map[string]any{"width": width, "height": height, "deviceScaleFactor": scale, "mobile": false}, nil)
	b.loaded = false
	var loading struct{ ErrorText string }
	b.call("Page.navigate", map[string]any{"url": (&url.URL{Scheme: "file", Path: filepath.ToSlash(path)}).String()}, &loading)
	if loading.ErrorText != "" {
		b.t.Fatalf("%s: %s", name, loading.ErrorText)
	}
	for !b.loaded {
		if _, err := b.receive(); err != nil {
			b.t.Fatalf("%s: %s: %v", Browser, name, err)
		}
	}
	const ready = `Promise.allSettled([...document.fonts].map(f => f.load())).then(() => document.fonts.ready).then(() => true)`
	var ok bool
	b.Eval(ready, &ok)
}

// Eval evaluates a JavaScript expression in the page, waits for it if it is a promise, and stores its value, which must be
// JSON, in v.
func (b *Tab) Eval(script string, v any) {
	b.t.Helper()
	var result struct {
		Result           struct{ Value json.RawMessage }
		ExceptionDetails json.RawMessage
	}
	b.call("Runtime.evaluate", map[string]any{"expression": script, "awaitPromise": true, "returnByValue": true}, &result)
	if len(result.ExceptionDetails) > 0 {
		b.t.Fatalf("the script failed: %s", result.ExceptionDetails)
	}
	if err := json.Unmarshal(result.Result.Value, v); err != nil {
		b.t.Fatalf("the script's value: %v", err)
	}
}

// PNG returns a picture of the window.
func (b *Tab) PNG() []byte {
	b.t.Helper()
	var picture struct{ Data []byte }
	b.call("Page.captureScreenshot", map[string]any{"format": "png"}, &picture)
	return picture.Data
}

// call sends a command of the Chrome DevTools Protocol and stores its result in v, unless v is nil.
func (b *Tab) call(method string, params, v any) {
	b.t.Helper()
	if err := b.send(method, params); err != nil {
		b.t.Fatalf("%s: %s: %v", Browser, method, err)
	}
	for {
		answer, err := b.receive()
		if err == nil && answer.ID != b.calls {
			continue // an event, which receive has noted
		}
		if err == nil && answer.Error.Message != "" {
			err = errors.New(answer.Error.Message)
		}
		if err == nil && v != nil {
			err = json.Unmarshal(answer.Result, v)
		}
		if err != nil {
			b.t.Fatalf("%s: %s: %v", Browser, method, err)
		}
		return
	}
}

// message is what the browser says: the result of a command or an event.
type message struct {
	ID     int
	Method string
	Result json.RawMessage
	Error  struct{ Message string }
}

func (b *Tab) receive() (*message, error) {
	data, err := b.out.ReadBytes(0)
	if err != nil {
		return nil, fmt.Errorf("the browser has ended: %w", err)
	}
	m := new(message)
	if err := json.Unmarshal(data[:len(data)-1], m); err != nil {
		return nil, fmt.Errorf("what the browser says: %w", err)
	}
	if m.Method == "Page.loadEventFired" {
		b.loaded = true
	}
	return m, nil
}

func (b *Tab) send(method string, params any) error {
	b.calls++
	message := map[string]any{"id": b.calls, "method": method}
	if params != nil {
		message["params"] = params
	}
	if b.session != "" && method != "Browser.close" {
		message["sessionId"] = b.session
	}
	data, err := json.Marshal(message)
	if err != nil {
		return fmt.Errorf("command: %w", err)
	}
	_, err = b.in.Write(append(data, 0))
	return err
}
