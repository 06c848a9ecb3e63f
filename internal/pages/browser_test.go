// Package pages holds the tests of the clerk's pages: a real browser in front of the real service. It has no code of its own.
package pages

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/inspector"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"vanban/internal/referee"
	"vanban/internal/service"
)

func TestMain(m *testing.M) { service.Main(m) }

// patience bounds what a page may take, so that one that hangs fails its own test. Nothing measures time against it.
const patience = 60 * time.Second

// desk is a screen as offices have it, phone one that is only read on.
var (
	desk  = [2]int64{1366, 768}
	phone = [2]int64{390, 844}
)

// tab is a page of a browser of its own. What a page does that it must not — an error, a breach of its policy, a request to elsewhere — fails the test at its end.
type tab struct {
	t      *testing.T
	ctx    context.Context
	origin string
	folder string // of downloads

	mu        sync.Mutex
	faults    []string
	requests  int
	loaded    chan struct{}
	crashed   chan struct{}
	names     map[string]string // of downloads, by their id
	downloads chan download
}

type download struct {
	name string
	data []byte
}

// browse opens a browser on a service's pages.
func browse(t *testing.T, origin string) *tab {
	t.Helper()
	program := referee.Tool(t, referee.Browser)
	// Not the test's own folder: processes of the browser may write for a moment after it has gone.
	profile, err := os.MkdirTemp("", "vanban-pages-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(profile) })
	options := append(slices.Clone(chromedp.DefaultExecAllocatorOptions[:]), chromedp.ExecPath(program), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.UserDataDir(profile),
		chromedp.Flag("disable-dev-shm-usage", true), chromedp.Flag("disable-quic", true), chromedp.Flag("lang", "vi"), chromedp.Flag("hide-scrollbars", true), chromedp.Env("LC_ALL=C.UTF-8", "LANGUAGE=vi"))
	allocator, end := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(end)
	ctx, closeTab := chromedp.NewContext(allocator)
	t.Cleanup(closeTab)
	b := newTab(t, ctx, origin)
	for method, params := range map[string]args{
		"Browser.grantPermissions":    {"origin": origin, "permissions": []string{"clipboardReadWrite", "clipboardSanitizedWrite"}},
		"Browser.setDownloadBehavior": {"behavior": "allowAndName", "downloadPath": b.folder, "eventsEnabled": true},
	} {
		if _, err := chromedp.CallBrowser(ctx, cdp.Command[args, cdp.Empty]{Method: method}, params); err != nil {
			t.Fatal(err)
		}
	}
	b.size(desk)
	return b
}

// newTab listens to all that the page of a context does.
func newTab(t *testing.T, ctx context.Context, origin string) *tab {
	t.Helper()
	b := &tab{t: t, ctx: ctx, origin: origin, folder: t.TempDir(), loaded: make(chan struct{}, 100), crashed: make(chan struct{}, 1), names: map[string]string{}, downloads: make(chan download, 100)}
	if err := chromedp.Do(ctx); err != nil { // the browser lives as long as the context that starts it
		t.Fatal(err)
	}
	if err := errors.Join(chromedp.Listen(ctx, b.heard), chromedp.ListenBrowser(ctx, b.heard)); err != nil {
		t.Fatal(err)
	}
	for _, domain := range []string{"Network", "Runtime", "Log", "Page", "Inspector"} {
		b.send(domain+".enable", nil)
	}
	b.send("Runtime.addBinding", args{"name": "told"})
	b.send("Page.addScriptToEvaluateOnNewDocument", args{"source": violation + aiming})
	if os.Getenv("UPDATE_GOLDEN") != "" { // pictures of one day do not differ from those of another
		shift := time.Until(time.Date(2026, 4, 5, 8, 0, 0, 0, time.FixedZone("", 7*3600))).Milliseconds()
		b.send("Page.addScriptToEvaluateOnNewDocument", args{"source": fmt.Sprintf(clock, shift)})
	}
	b.send("Emulation.setEmulatedMedia", args{"features": []args{{"name": "prefers-reduced-motion", "value": "reduce"}}})
	b.send("Emulation.setLocaleOverride", args{"locale": "vi-VN"})
	b.send("Emulation.setTimezoneOverride", args{"timezoneId": "Asia/Ho_Chi_Minh"})
	t.Cleanup(b.verdict)
	return b
}

// clock sets the page's clock.
const clock = `{ const Real = Date, shift = %d; globalThis.Date = class extends Real { constructor(...a) { if (a.length > 0) super(...a); else super(Real.now() + shift); } static now() { return Real.now() + shift; } }; }`

// args are the parameters of a command of the Chrome DevTools Protocol.
type args map[string]any

// violation tells of each breach of a page's policy, before anything of the page runs.
const violation = `document.addEventListener("securitypolicyviolation", (e) => told("policy: " + e.effectiveDirective + " " + e.blockedURI + " " + e.sample));`

// aiming keeps a press of the mouse from a page in which the element that click aimed at has moved.
const aiming = `for (const kind of ["pointerdown", "mousedown", "pointerup", "mouseup", "click"]) addEventListener(kind, (e) => {
	const aim = globalThis.aim;
	if (!aim || !e.isTrusted) return;
	if (kind === "pointerdown" || kind === "pointerup") {
		const r = aim.e.getBoundingClientRect();
		aim.missed ||= Math.abs(r.x + r.width / 2 - aim.at[0]) > 1 || Math.abs(r.y + r.height / 2 - aim.at[1]) > 1;
	}
	if (aim.missed) { e.preventDefault(); e.stopImmediatePropagation(); }
}, true);`

func (b *tab) heard(event any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	fault := func(format string, args ...any) { b.faults = append(b.faults, fmt.Sprintf(format, args...)) }
	switch e := event.(type) {
	case *page.EventLoadEventFired:
		b.loaded <- struct{}{}
	case *inspector.EventTargetCrashed:
		b.crashed <- struct{}{}
	case *page.EventJavascriptDialogOpening:
		fault("a dialog: %s %q", e.Type, e.Message)
		go func() { _ = b.try("Page.handleJavaScriptDialog", args{"accept": true}, nil) }()
	case *runtime.EventBindingCalled:
		fault("%s", e.Payload)
	case *runtime.EventExceptionThrown:
		said, err := json.Marshal(e.ExceptionDetails)
		fault("exception: %s %v", said, err)
	case *runtime.EventConsoleAPICalled:
		if e.Type == "error" {
			fault("console: %s", e.Args[0].Value)
		}
	case *log.EventEntryAdded:
		if e.Entry.Level == "error" && e.Entry.Source != "network" { // the service refuses unfinished documents, which counts as an error of the network
			fault("log: %s %s", e.Entry.Source, e.Entry.Text)
		}
	case *network.EventRequestWillBeSent:
		b.requests++
		if u := e.Request.URL; !strings.HasPrefix(u, b.origin+"/") && !strings.HasPrefix(u, "data:") && !strings.HasPrefix(u, "blob:"+b.origin+"/") {
			fault("a request to elsewhere: %s", u)
		}
	case *browser.EventDownloadWillBegin:
		b.names[e.GUID] = e.SuggestedFilename
	case *browser.EventDownloadProgress:
		if e.State == "completed" {
			data, err := os.ReadFile(filepath.Join(b.folder, e.GUID))
			if err != nil {
				fault("download: %v", err)
			}
			b.downloads <- download{b.names[e.GUID], data}
		}
	}
}

// verdict fails the test for what the page did that it must not.
func (b *tab) verdict() {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, f := range b.faults {
		b.t.Errorf("the page: %s", f)
	}
	if b.requests == 0 {
		b.t.Error("no request was seen: the test looks at nothing")
	}
}

// send has the browser do something. What fails shows the page as it was.
func (b *tab) send(method string, params args) {
	b.t.Helper()
	if err := b.try(method, params, nil); err != nil {
		b.show()
		b.t.Fatalf("%s: %v", method, err)
	}
}

// try is send for callers who know better, with what the browser answers.
func (b *tab) try(method string, params args, answer any) error {
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	if params == nil {
		params = args{}
	}
	data, err := chromedp.Call(ctx, cdp.Command[args, json.RawMessage]{Method: method}, params)
	if err == nil && answer != nil {
		err = json.Unmarshal(data, answer)
	}
	return err
}

// show keeps a picture of the page for whoever looks into a failure.
func (b *tab) show() {
	b.t.Helper()
	var picture struct{ Data []byte }
	if b.try("Page.captureScreenshot", nil, &picture) != nil {
		return
	}
	out := filepath.Join(referee.Root(b.t), "out", "pages")
	name := filepath.Join(out, strings.ReplaceAll(b.t.Name(), "/", "-")+".png")
	if os.MkdirAll(out, 0o755) == nil && os.WriteFile(name, picture.Data, 0o644) == nil {
		b.mu.Lock()
		defer b.mu.Unlock()
		b.t.Logf("the page as it was: %s; faults so far: %q", name, b.faults)
	}
}

func (b *tab) size(screen [2]int64) {
	b.t.Helper()
	b.send("Emulation.setDeviceMetricsOverride", args{"width": screen[0], "height": screen[1], "deviceScaleFactor": 1, "mobile": screen == phone})
}

// value stores the value of an expression, which may be a promise.
func (b *tab) value(script string, v any) error {
	var got struct {
		Result           struct{ Value json.RawMessage }
		ExceptionDetails json.RawMessage
	}
	if err := b.try("Runtime.evaluate", args{"expression": script, "awaitPromise": true, "returnByValue": true, "userGesture": true}, &got); err != nil {
		return err
	}
	if got.ExceptionDetails != nil {
		return fmt.Errorf("the script failed: %s", got.ExceptionDetails)
	}
	return json.Unmarshal(got.Result.Value, v)
}

// eval returns the value of an expression.
func eval[T any](b *tab, script string) T {
	b.t.Helper()
	var v T
	if err := b.value(script, &v); err != nil {
		b.show()
		b.t.Fatalf("%.200s: %v", script, err)
	}
	return v
}

// until waits for a condition: it is looked at each time that the browser draws.
func (b *tab) until(condition string) {
	b.t.Helper()
	var ok bool
	script := `new Promise((done) => { const look = () => { let now = false; try { now = (` + condition + `); } catch {} if (now) done(true); else requestAnimationFrame(look); }; look(); })`
	if err := b.value(script, &ok); err != nil {
		b.show()
		b.t.Fatalf("never came: %s: %v", condition, err)
	}
}

// leaving does something that leads to another page, and waits until that is there.
func (b *tab) leaving(do func()) {
	b.t.Helper()
	for len(b.loaded) > 0 {
		<-b.loaded
	}
	do()
	select {
	case <-b.loaded:
	case <-time.After(patience):
		b.show()
		b.t.Fatal("no page came")
	}
}

// goTo opens an address of the service.
func (b *tab) goTo(path string) {
	b.t.Helper()
	b.leaving(func() { b.send("Page.navigate", args{"url": b.origin + path}) })
}

func (b *tab) reload() {
	b.t.Helper()
	b.leaving(func() { b.send("Page.reload", nil) })
}

// quoted is a string of JavaScript.
func quoted(s string) string {
	data, err := json.Marshal(s)
	if err != nil {
		panic(err) // strings alone
	}
	return string(data)
}

// button finds what can be pressed and has a name.
func button(name string) string {
	return `[...document.querySelectorAll("button, a, summary, [role=tab], [role=button]")].find((e) => e.checkVisibility() && !e.disabled && (e.getAttribute("aria-label") ?? e.textContent).trim() === ` + quoted(name) + `)`
}

// undo finds what undoes in the whole document, once there is something to undo. The editor's own button has the same name, and is there always.
const undo = `[...document.querySelectorAll(".docbar button")].find((e) => !e.disabled && e.textContent === "Hoàn tác")`

// field finds what a label that begins so belongs to.
func field(label string) string {
	return `[...document.querySelectorAll("label")].find((l) => l.checkVisibility() && l.textContent.trim().startsWith(` + quoted(label) + `)).control`
}

// byID finds the field of a part of the document.
func byID(id string) string { return `document.getElementById(` + quoted(id) + `)` }

// click presses the mouse where an element is, once it is there. A message that appears above it in that moment moves it away from under the mouse: a press that the page kept to itself for that reason is made again where the element is now.
func (b *tab) click(element string) {
	b.t.Helper()
	b.until(element)
	for deadline := time.Now().Add(patience); ; {
		at := eval[[]float64](b, `(() => { const e = `+element+`; e.scrollIntoView({ block: "center", behavior: "instant" }); const r = e.getBoundingClientRect(); globalThis.aim = { e, at: [r.x + r.width / 2, r.y + r.height / 2] }; return aim.at; })()`)
		mouse := func(kind string) {
			b.send("Input.dispatchMouseEvent", args{"type": kind, "x": at[0], "y": at[1], "button": "left", "clickCount": 1})
		}
		mouse("mouseMoved")
		mouse("mousePressed")
		mouse("mouseReleased")
		var missed bool
		_ = b.value(`globalThis.aim?.missed === true`, &missed) // a click that led to another page did not miss
		if !missed {
			return
		}
		if time.Now().After(deadline) {
			b.show()
			b.t.Fatalf("never stands still: %s", element)
		}
	}
}

// focus puts the cursor into a field, as a click there does.
func (b *tab) focus(element string) {
	b.t.Helper()
	b.click(element)
	b.until(`document.activeElement === ` + element)
}

// write types text, a key at a time, where the cursor is.
func (b *tab) write(text string) {
	b.t.Helper()
	for _, r := range text {
		if r == '\n' {
			b.key("Enter", 0)
			continue
		}
		b.send("Input.dispatchKeyEvent", args{"type": "keyDown", "key": string(r), "text": string(r), "unmodifiedText": string(r)})
		b.send("Input.dispatchKeyEvent", args{"type": "keyUp", "key": string(r)})
	}
}

// The keys that are held while another is pressed.
const (
	alt = 1 << iota
	ctrl
	meta
	shift
)

var keyCodes = map[string]int{
	"Tab": 9, "Enter": 13, "Escape": 27, " ": 32, "End": 35, "Home": 36, "ArrowLeft": 37, "ArrowUp": 38, "ArrowRight": 39, "ArrowDown": 40, "Backspace": 8, "Delete": 46, "F10": 121,
}

// key presses a key by its name; commands are what the browser itself makes of it.
func (b *tab) key(name string, held int, commands ...string) {
	b.t.Helper()
	code, ok := keyCodes[name]
	where := name
	if !ok {
		code, where = int(strings.ToUpper(name)[0]), "Key"+strings.ToUpper(name)
	}
	press := args{"type": "rawKeyDown", "key": name, "code": where, "windowsVirtualKeyCode": code, "modifiers": held, "commands": commands}
	if text := map[string]string{"Enter": "\r", " ": " "}[name]; text != "" && held&^shift == 0 {
		press["type"], press["text"] = "keyDown", text
	}
	if commands == nil {
		delete(press, "commands")
	}
	b.send("Input.dispatchKeyEvent", press)
	b.send("Input.dispatchKeyEvent", args{"type": "keyUp", "key": name, "code": where, "windowsVirtualKeyCode": code, "modifiers": held})
}

// selectAll selects what is in the field with the cursor.
func (b *tab) selectAll() { b.t.Helper(); b.key("a", ctrl, "selectAll") }

// fill writes a field anew.
func (b *tab) fill(element, text string) {
	b.t.Helper()
	b.focus(element)
	b.selectAll()
	b.send("Input.insertText", args{"text": text})
}

// paste puts text on the clipboard and pastes it.
func (b *tab) paste(text string) {
	b.t.Helper()
	eval[bool](b, `navigator.clipboard.writeText(`+quoted(text)+`).then(() => true)`)
	b.key("v", ctrl, "paste")
}

// take waits for a download.
func (b *tab) take() download {
	b.t.Helper()
	select {
	case d := <-b.downloads:
		return d
	case <-time.After(patience):
		b.show()
		b.t.Fatal("no download came")
	}
	return download{}
}

// picture is the window as it is.
func (b *tab) picture() []byte {
	b.t.Helper()
	var picture struct{ Data []byte }
	if err := b.try("Page.captureScreenshot", nil, &picture); err != nil {
		b.t.Fatal(err)
	}
	return picture.Data
}

var blanks = regexp.MustCompile(`\s+`)

// squeezed is text with all runs of white space as one blank.
func squeezed(s string) string { return strings.TrimSpace(blanks.ReplaceAllString(s, " ")) }
