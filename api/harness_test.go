package api

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"vanban/render"
	"vanban/templates/contract"
	"vanban/templates/parts"
)

// The limits under which most tests run: small enough that going beyond them costs little.
const (
	testBody   = 1 << 20
	testUpload = 48 << 20 // an archive of a million entries must get to its reader
	testPages  = 40
	testNodes  = 100_000
)

// hang is how long anything may take before a test calls it stuck. Nothing measures time against it.
const hang = 2 * time.Minute

// service is made once: it is safe for all servers at the same time.
var service = sync.OnceValues(func() (*render.Service, error) {
	return render.New(render.Options{
		Limits: contract.Limits{Bytes: 4 << 20, Nodes: testNodes}, MaxPages: testPages,
		Profiles: func(name string) (*parts.Profile, error) { return shelves.Load().Find(name) },
	})
})

// shelves are the plates of the test that runs.
var shelves atomic.Pointer[Plates]

func init() { shelves.Store(new(Plates)) }

// testConfig is the default one with bounds of time that no slow machine meets by accident.
func testConfig() Config {
	c := Defaults()
	c.Version = "test"
	c.MaxBody, c.MaxUpload, c.BodyMemory = testBody, testUpload, 64<<20
	c.ReadTimeout, c.WriteTimeout, c.IdleTimeout, c.RenderTimeout = hang, hang, hang, hang
	return c
}

// logs collects what a server writes to its log.
type logs struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *logs) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *logs) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// lines returns the lines of the log as they were written.
func (l *logs) lines(t *testing.T) []map[string]any {
	t.Helper()
	var list []map[string]any
	for line := range strings.Lines(l.String()) {
		var m map[string]any
		if err := json.Unmarshal([]byte(line), &m); err != nil {
			t.Fatalf("a line of the log is no JSON: %v\n%s", err, line)
		}
		list = append(list, m)
	}
	return list
}

// made returns a server that does not listen yet.
func made(t *testing.T, change ...func(*Config)) (*Server, *logs) {
	t.Helper()
	svc, err := service()
	if err != nil {
		t.Fatal(err)
	}
	config := testConfig()
	for _, f := range change {
		f(&config)
	}
	out := &logs{}
	s, err := New(config, svc, slog.New(slog.NewJSONHandler(out, &slog.HandlerOptions{Level: slog.LevelDebug})))
	if err != nil {
		t.Fatal(err)
	}
	return s, out
}

// site is a server that listens.
type site struct {
	*Server
	t        *testing.T
	addr     string
	log      *logs
	listener *watched
	served   chan error
	ended    bool
}

// open starts a server on a loopback address; when the test ends it is stopped, and must have left nothing behind.
func open(t *testing.T, change ...func(*Config)) *site {
	t.Helper()
	s, log := made(t, change...)
	return listen(t, s, log)
}

func listen(t *testing.T, s *Server, log *logs) *site {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	st := &site{Server: s, t: t, addr: l.Addr().String(), log: log, listener: &watched{Listener: l}, served: make(chan error, 1)}
	go func() { st.served <- s.Serve(st.listener) }()
	t.Cleanup(st.close)
	return st
}

// close stops the server and looks for what it left behind: connections, memory, places at the gate, goroutines.
func (st *site) close() {
	if st.ended {
		return
	}
	st.ended = true
	ctx, cancel := context.WithTimeout(context.Background(), hang)
	defer cancel()
	if err := st.Shutdown(ctx); err != nil {
		st.t.Errorf("shutdown: %v", err)
	}
	if err := <-st.served; err != nil {
		st.t.Errorf("serve: %v", err)
	}
	st.listener.all.Wait()
	st.idle()
	stacks := make([]byte, 1<<20)
	stacks = stacks[:runtime.Stack(stacks, true)]
	for g := range strings.SplitSeq(string(stacks), "\n\n") {
		if strings.Contains(g, "batch/queue.(*Engine)") { // a batch goes on without the server, until its engine is closed
			continue
		}
		for _, frame := range []string{"api.(*Server).edge", "api.(*Server).serve", "api.(*gate)", "vanban/render", "fasthttpadaptor"} {
			if strings.Contains(g, frame) {
				st.t.Errorf("a goroutine was left behind:\n%s", g)
			}
		}
	}
}

// idle checks that all memory for bodies is back and nobody is at the gate.
func (st *site) idle() {
	st.t.Helper()
	if !st.bodies.memory.TryAcquire(int64(st.bodies.total)) {
		st.t.Errorf("memory of request bodies was not given back")
	} else {
		st.bodies.memory.Release(int64(st.bodies.total))
	}
	for _, g := range []*gate{st.gate, st.files} {
		if r, w := g.running(), g.waiting.Load(); r != 0 || w != 0 {
			st.t.Errorf("at the gate: %d running, %d waiting; want none", r, w)
		}
	}
}

// watched tells when the server has closed every connection that it took, without looking at the clock.
type watched struct {
	net.Listener
	all sync.WaitGroup
}

func (w *watched) Accept() (net.Conn, error) {
	c, err := w.Listener.Accept()
	if err != nil {
		return nil, err
	}
	w.all.Add(1)
	return &watchedConn{Conn: c, closed: sync.OnceFunc(w.all.Done)}, nil
}

type watchedConn struct {
	net.Conn
	closed func()
}

func (c *watchedConn) Close() error {
	err := c.Conn.Close()
	c.closed()
	return err
}

// wire is a connection on which a test writes bytes rather than requests.
type wire struct {
	t    *testing.T
	conn net.Conn
	seen *bytes.Buffer // all that came, since the last answer
	in   *bufio.Reader
}

func (st *site) dial() *wire {
	st.t.Helper()
	c, err := net.Dial("tcp", st.addr)
	if err != nil {
		st.t.Fatal(err)
	}
	return wired(st.t, c)
}

func wired(t *testing.T, c net.Conn) *wire {
	t.Helper()
	if err := c.SetDeadline(time.Now().Add(hang)); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	w := &wire{t: t, conn: c, seen: &bytes.Buffer{}}
	w.in = bufio.NewReader(io.TeeReader(c, w.seen))
	return w
}

// send writes without waiting for the server to read. A server that refuses need not read to the end.
func (w *wire) send(raw string, end bool) {
	go func() {
		_, err := io.WriteString(w.conn, raw)
		if c, ok := w.conn.(*net.TCPConn); ok && end && err == nil {
			_ = c.CloseWrite() // the server may be gone already
		}
	}()
}

// reply is an answer with its body, and its head as it came.
type reply struct {
	*http.Response
	data []byte
	head string
}

var errGone = errors.New("closed without an answer")

// next reads the next answer. The error is errGone when the server closed the connection instead.
func (w *wire) next(method string) (*reply, error) {
	for {
		if _, err := w.in.Peek(1); err != nil {
			if errors.Is(err, os.ErrDeadlineExceeded) {
				return nil, fmt.Errorf("no answer: %w", err)
			}
			return nil, errGone
		}
		res, err := http.ReadResponse(w.in, &http.Request{Method: method}) //nolint:bodyclose // the connection is ours, and the body is read below
		if err != nil {
			return nil, fmt.Errorf("no HTTP: %w: %.300q", err, w.seen.String())
		}
		if res.StatusCode == http.StatusContinue {
			_, rest, _ := strings.Cut(w.seen.String(), "\r\n\r\n")
			w.seen.Reset()
			w.seen.WriteString(rest)
			continue
		}
		data, err := io.ReadAll(res.Body)
		if err != nil {
			return nil, fmt.Errorf("half an answer: %w", err)
		}
		head, _, _ := strings.Cut(w.seen.String(), "\r\n\r\n")
		w.seen.Reset()
		rest, _ := w.in.Peek(w.in.Buffered())
		w.seen.Write(rest)
		return &reply{res, data, head}, nil
	}
}

// must is next for a test that goes on only with an answer.
func (w *wire) must(method string) *reply {
	w.t.Helper()
	r, err := w.next(method)
	if err != nil {
		w.t.Fatal(err)
	}
	return r
}

// over checks that the server closed the connection after its last answer.
func (w *wire) over() {
	w.t.Helper()
	if r, err := w.next("GET"); !errors.Is(err, errGone) {
		if r != nil {
			w.t.Errorf("another answer on a connection that should be closed: %d %.200s", r.StatusCode, r.data)
			return
		}
		w.t.Error(err)
	}
}

// ask sends one request on a connection of its own.
func (st *site) ask(raw string) *reply {
	st.t.Helper()
	w := st.dial()
	defer w.conn.Close()
	w.send(raw, false)
	method, _, _ := strings.Cut(raw, " ")
	return w.must(method)
}

// request writes a request out. Headers are whole lines without their ends; Host and Content-Length are supplied unless given.
func request(method, target, body string, headers ...string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s HTTP/1.1\r\n", method, target)
	has := func(name string) bool {
		return slices.ContainsFunc(headers, func(h string) bool { return len(h) > len(name) && strings.EqualFold(h[:len(name)+1], name+":") })
	}
	if !has("Host") {
		b.WriteString("Host: test\r\n")
	}
	for _, h := range headers {
		b.WriteString(h + "\r\n")
	}
	if (body != "" || method == "POST") && !has("Content-Length") && !has("Transfer-Encoding") {
		fmt.Fprintf(&b, "Content-Length: %d\r\n", len(body))
	}
	return b.String() + "\r\n" + body
}

func get(target string, headers ...string) string { return request("GET", target, "", headers...) }

func post(target, body string, headers ...string) string {
	return request("POST", target, body, append([]string{"Content-Type: application/json"}, headers...)...)
}

// chunked sends the body in chunks of a size.
func chunked(target, body string, size int, headers ...string) string {
	var b strings.Builder
	for part := range slices.Chunk([]byte(body), size) {
		fmt.Fprintf(&b, "%x\r\n%s\r\n", len(part), part)
	}
	b.WriteString("0\r\n\r\n")
	return request("POST", target, b.String(), append([]string{"Content-Type: application/json", "Transfer-Encoding: chunked"}, headers...)...)
}

// plan is a good document; change replaces members of it by other JSON, and an empty string leaves one out.
func plan(change ...string) string {
	members := []string{
		"type", `"ke-hoach"`,
		"organ", `{"parent":"ỦY BAN NHÂN DÂN TỈNH AN BÌNH","name":"SỞ NỘI VỤ"}`,
		"code", `{"number":"42","notation":"KH-SNV"}`,
		"place", `"An Bình"`,
		"date", `"2026-04-05"`,
		"subject", `"Tổ chức phong trào thi đua năm 2026"`,
		"body", `["Sở Nội vụ xây dựng Kế hoạch như sau:",{"heading":"MỤC ĐÍCH","body":[{"item":"Khen thưởng kịp thời."}]}]`,
		"signer", `{"position":"GIÁM ĐỐC","name":"Nguyễn Văn A"}`,
		"recipients", `["Các phòng, đơn vị thuộc Sở","Lưu: VT"]`,
	}
	for i := 0; i < len(change); i += 2 {
		at := slices.Index(members, change[i])
		if at < 0 {
			members = append(members, change[i], change[i+1])
			continue
		}
		members[at+1] = change[i+1]
	}
	var parts []string
	for i := 0; i < len(members); i += 2 {
		if members[i+1] != "" {
			parts = append(parts, quoted(members[i])+":"+members[i+1])
		}
	}
	return "{" + strings.Join(parts, ",") + "}"
}

func quoted(s string) string {
	data, err := json.Marshal(s)
	if err != nil {
		panic(err) // strings alone
	}
	return string(data)
}

// problemOf reads a refusal, and checks that it is whole and says the same in head and body.
func problemOf(t *testing.T, r *reply) problemJSON {
	t.Helper()
	var p problemJSON
	if got := r.Header.Get("Content-Type"); got != problemMedia {
		t.Errorf("Content-Type %q, want %q; body %.200s", got, problemMedia, r.data)
		return p
	}
	var members map[string]any
	if err := json.Unmarshal(r.data, &members); err != nil {
		t.Errorf("problem: %v: %.300s", err, r.data)
		return p
	}
	for _, name := range []string{"type", "title", "status", "detail", "code", "request_id"} {
		if v, ok := members[name]; !ok || v == "" {
			t.Errorf("problem without %s: %.300s", name, r.data)
		}
	}
	if err := json.Unmarshal(r.data, &p); err != nil {
		t.Errorf("problem: %v: %.300s", err, r.data)
	}
	if p.Status != r.StatusCode {
		t.Errorf("problem says status %d, the answer %d", p.Status, r.StatusCode)
	}
	if p.Type != "/docs#problem-"+p.Code {
		t.Errorf("problem type %q of code %q", p.Type, p.Code)
	}
	if p.RequestID != r.Header.Get("X-Request-Id") {
		t.Errorf("problem has request_id %q, the header %q", p.RequestID, r.Header.Get("X-Request-Id"))
	}
	return p
}

// refusedWith checks status and code of an answer.
func refusedWith(t *testing.T, r *reply, f *fault) problemJSON {
	t.Helper()
	if r.StatusCode != f.Status {
		t.Errorf("status %d, want %d %s: %.300s", r.StatusCode, f.Status, f.Code, r.data)
		return problemJSON{}
	}
	p := problemOf(t, r)
	if p.Code != f.Code {
		t.Errorf("code %q, want %q: %.300s", p.Code, f.Code, r.data)
	}
	if retry := r.Header.Get("Retry-After"); (f.Retry > 0) != (retry != "") {
		t.Errorf("%s: Retry-After %q", f.Code, retry)
	}
	return p
}

// faultOf returns what a request was refused for, nil where it was not.
func faultOf(err error) *fault {
	var r *refused
	if errors.As(err, &r) {
		return r.fault
	}
	return nil
}
