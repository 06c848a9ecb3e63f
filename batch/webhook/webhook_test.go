package webhook

import (
	"bytes"
	"context"
	"crypto/x509"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	standardwebhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"
)

var (
	secret  = secretPrefix + base64.StdEncoding.EncodeToString(bytes.Repeat([]byte{7}, 32))
	at      = time.Date(2026, 10, 2, 3, 4, 5, 600, time.UTC)
	payload = []byte(`{"type":"batch.done","data":{"title":"Giấy khen"}}`)
)

func newSender(t *testing.T, c Config) *Sender {
	t.Helper()
	c.Secret = secret
	s, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// serve starts a TLS server and returns its URL, under a name that its certificate has, and a configuration that reaches it.
func serve(t *testing.T, h http.HandlerFunc) (address string, c Config) {
	t.Helper()
	server := httptest.NewTLSServer(h)
	t.Cleanup(server.Close)
	roots := x509.NewCertPool()
	roots.AddCert(server.Certificate())
	u, err := url.Parse(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	return "https://example.com:" + u.Port() + "/hook", Config{AllowPrivate: true, Roots: roots, Resolver: resolver(t, "127.0.0.1")}
}

// resolver is one that knows one IPv4 address for all names; none when it is empty.
func resolver(t *testing.T, address string) *net.Resolver {
	return &net.Resolver{PreferGo: true, Dial: func(context.Context, string, string) (net.Conn, error) {
		client, server := net.Pipe()
		go answerDNS(server, net.ParseIP(address).To4())
		t.Cleanup(func() { _ = server.Close() })
		return client, nil
	}}
}

// answerDNS answers questions over a stream, where each message has its length before it (RFC 1035, 4.2.2).
func answerDNS(conn net.Conn, address net.IP) {
	defer conn.Close()
	for {
		var length [2]byte
		if _, err := io.ReadFull(conn, length[:]); err != nil {
			return
		}
		query := make([]byte, binary.BigEndian.Uint16(length[:]))
		if _, err := io.ReadFull(conn, query); err != nil {
			return
		}
		end := 12 + bytes.IndexByte(query[12:], 0) + 5 // the question ends four bytes behind the name
		answer := append([]byte{query[0], query[1], 0x81, 0x80, 0, 1, 0, 0, 0, 0, 0, 0}, query[12:end]...)
		switch kind := binary.BigEndian.Uint16(query[end-4:]); {
		case address == nil:
			answer[3] = 0x83 // no such name
		case kind == 1: // A
			answer[7] = 1
			answer = append(append(answer, 0xC0, 12, 0, 1, 0, 1, 0, 0, 0, 0, 0, 4), address...)
		}
		if _, err := conn.Write(append(binary.BigEndian.AppendUint16(nil, uint16(len(answer))), answer...)); err != nil {
			return
		}
	}
}

// The receiver's own library accepts what is sent, and nothing that differs.
func TestSend(t *testing.T) {
	verifier, err := standardwebhooks.NewWebhook(secret)
	if err != nil {
		t.Fatal(err)
	}
	var header http.Header
	var body []byte
	address, config := serve(t, func(w http.ResponseWriter, r *http.Request) {
		body, err = io.ReadAll(r.Body)
		header = r.Header.Clone()
		if r.Method != http.MethodPost || r.URL.Path != "/hook" || r.URL.RawQuery != "a=1" || err != nil {
			t.Errorf("%s %s, %v", r.Method, r.URL, err)
		}
		w.WriteHeader(http.StatusNoContent)
	})
	sender := newSender(t, config)
	if err := sender.Send(context.Background(), address+"?a=1", "msg_b1", at, payload); err != nil {
		t.Fatal(err)
	}
	if err := verifier.VerifyIgnoringTimestamp(body, header); err != nil || !bytes.Equal(body, payload) {
		t.Errorf("%s: %v", body, err)
	}
	if header.Get("Webhook-Id") != "msg_b1" || header.Get("Webhook-Timestamp") != "1790910245" || header.Get("Content-Type") != "application/json" {
		t.Errorf("%v", header)
	}
	if err := verifier.VerifyIgnoringTimestamp(append(body, ' '), header); err == nil {
		t.Error("another body has the signature")
	}
	header.Set("Webhook-Timestamp", "1790910246")
	if err := verifier.VerifyIgnoringTimestamp(body, header); err == nil {
		t.Error("another time has the signature")
	}
	// Signed now, also the time is accepted.
	if err := sender.Send(context.Background(), address+"?a=1", "msg_b1", time.Now(), payload); err != nil {
		t.Fatal(err)
	}
	if err := verifier.Verify(body, header); err != nil {
		t.Error(err)
	}
}

func TestStatus(t *testing.T) {
	var status int
	var after string
	address, config := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", after)
		w.WriteHeader(status)
	})
	sender := newSender(t, config)
	for _, c := range []struct {
		status    int
		after     string
		permanent bool
		wait      time.Duration
	}{
		{200, "", false, 0}, {202, "", false, 0}, {299, "", false, 0},
		{300, "", false, 0}, {304, "", false, 0}, {400, "", false, 0}, {404, "", false, 0}, {500, "", false, 0},
		{410, "", true, 0}, {410, "5", true, 0},
		{429, "120", false, 2 * time.Minute},
		{503, "Fri, 02 Oct 2026 03:14:05 GMT", false, 10*time.Minute - 600},
		{503, "Fri, 02 Oct 2020 03:14:05 GMT", false, 0},
		{503, "99999999", false, 24 * time.Hour}, {503, "Fri, 02 Oct 2099 03:14:05 GMT", false, 24 * time.Hour},
		{503, "-5", false, 0}, {503, "soon", false, 0}, {503, "99999999999999999999", false, 0},
	} {
		status, after = c.status, c.after
		err := sender.Send(context.Background(), address, "a", at, payload)
		var permanent *Permanent
		var retry *Retry
		switch {
		case c.status < 300:
			if err != nil {
				t.Errorf("%d: %v", c.status, err)
			}
		case c.permanent:
			if !errors.As(err, &permanent) || permanent.Status != c.status {
				t.Errorf("%d: %v", c.status, err)
			}
		case !errors.As(err, &retry) || retry.Status != c.status || retry.After != c.wait:
			t.Errorf("%d after %q: %#v", c.status, c.after, err)
		}
	}
}

// A redirect is an answer like any other that is not 2xx, wherever it leads.
func TestRedirect(t *testing.T) {
	var inside atomic.Int32
	target := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { inside.Add(1) }))
	defer target.Close()
	for _, status := range []int{301, 302, 303, 307, 308} {
		address, config := serve(t, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, target.URL, status) })
		config.AllowHTTP = true
		err := newSender(t, config).Send(context.Background(), address, "a", at, payload)
		var retry *Retry
		if !errors.As(err, &retry) || retry.Status != status {
			t.Errorf("%d: %v", status, err)
		}
	}
	if n := inside.Load(); n != 0 {
		t.Errorf("%d redirects were followed", n)
	}
}

// A name that stands for an address inside is refused when the connection is made, so that no second answer to the same question can lead
// there, and the error does not tell the address.
func TestResolvedInside(t *testing.T) {
	var calls atomic.Int32
	_, config := serve(t, func(http.ResponseWriter, *http.Request) { calls.Add(1) })
	for _, address := range []string{"127.0.0.1", "10.1.2.3", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.100.100.200", "224.0.0.1"} {
		c := config
		c.AllowPrivate, c.Resolver = false, resolver(t, address)
		err := newSender(t, c).Send(context.Background(), "https://hook.example.com/", "a", at, payload)
		var permanent *Permanent
		if !errors.As(err, &permanent) || !errors.Is(err, errRefused) || strings.Contains(err.Error(), address) {
			t.Errorf("%s: %v", address, err)
		}
	}
	// Metadata stays closed where private addresses are open.
	for _, address := range []string{"169.254.169.254", "100.100.100.200", "0.0.0.0"} {
		c := config
		c.Resolver = resolver(t, address)
		err := newSender(t, c).Send(context.Background(), "https://hook.example.com/", "a", at, payload)
		if !errors.Is(err, errRefused) {
			t.Errorf("%s with private addresses open: %v", address, err)
		}
	}
	if n := calls.Load(); n != 0 {
		t.Errorf("the server was called %d times", n)
	}
}

func TestControl(t *testing.T) {
	for _, c := range []struct {
		address       string
		open, private bool // may be reached; may be with AllowPrivate
	}{
		{"8.8.8.8:443", true, true}, {"8.8.8.8:8443", true, true}, {"[2606:4700::1111]:443", true, true},
		{"8.8.8.8:80", false, true}, {"8.8.8.8:22", false, true}, {"8.8.8.8:6379", false, true},
		{"127.0.0.1:443", false, true}, {"127.8.9.1:443", false, true}, {"[::1]:443", false, true},
		{"10.0.0.1:443", false, true}, {"172.31.255.1:443", false, true}, {"192.168.0.1:443", false, true}, {"100.64.0.1:443", false, true}, {"[fd12::1]:443", false, true},
		{"0.0.0.0:443", false, false}, {"[::]:443", false, false}, {"255.255.255.255:443", false, false}, {"224.0.0.1:443", false, false}, {"[ff02::1]:443", false, false},
		{"169.254.169.254:443", false, false}, {"169.254.170.2:80", false, false}, {"[fe80::1]:443", false, false}, {"[fe80::1%eth0]:443", false, false},
		{"100.100.100.200:443", false, false}, {"168.63.129.16:443", false, false}, {"192.0.0.192:443", false, false}, {"[fd00:ec2::254]:443", false, false}, {"[fd20:ce::254]:443", false, false},
		{"[::ffff:127.0.0.1]:443", false, false}, {"[::ffff:169.254.169.254]:443", false, false}, {"[::127.0.0.1]:443", false, false},
		{"[64:ff9b::7f00:1]:443", false, false}, {"[64:ff9b::a9fe:a9fe]:443", false, false}, {"[64:ff9b:1::a00:1]:443", false, false},
		{"[2002:7f00:1::]:443", false, false}, {"[2001:0:7f00:1::]:443", false, false},
		{"192.0.2.1:443", false, false}, {"198.18.0.1:443", false, false}, {"[2001:db8::1]:443", false, false}, {"[fec0::1]:443", false, false},
		{"example.com:443", false, false}, {"", false, false},
	} {
		network := "tcp4"
		if strings.HasPrefix(c.address, "[") {
			network = "tcp6"
		}
		if err := newGuard(false, false).control(network, c.address, nil); (err == nil) != c.open || err != nil && !errors.Is(err, errRefused) {
			t.Errorf("%s: %v", c.address, err)
		}
		if err := newGuard(true, false).control(network, c.address, nil); (err == nil) != c.private || err != nil && !errors.Is(err, errRefused) {
			t.Errorf("%s with private addresses open: %v", c.address, err)
		}
		if err := newGuard(true, true).control("udp4", c.address, nil); err == nil {
			t.Errorf("%s over UDP", c.address)
		}
	}
	if err := newGuard(false, true).control("tcp4", "8.8.8.8:80", nil); err != nil {
		t.Errorf("port 80 with HTTP: %v", err)
	}
}

func TestCheckURL(t *testing.T) {
	const (
		never = 0
		plain = 1 << iota
		private
		always
	)
	for address, when := range map[string]int{
		"https://example.com":                       always,
		"https://example.com:443/a?b=c":             always,
		"https://example.com:8443/":                 always,
		"https://8.8.8.8/":                          always,
		"https://[2606:4700::1111]/":                always,
		"https://máy-chủ.vn/":                       always,
		"HTTPS://example.com":                       always,
		"http://example.com":                        plain,
		"http://example.com:80":                     plain,
		"https://example.com:5432/":                 private,
		"https://10.0.0.1/":                         private,
		"https://127.0.0.1:8443/":                   private,
		"https://[::1]/":                            private,
		"https://localhost/":                        private,
		"https://LOCALHOST./":                       private,
		"https://a.localhost/":                      private,
		"https://169.254.169.254/latest":            never,
		"https://[::ffff:169.254.169.254]/":         never,
		"https://[64:ff9b::7f00:1]/":                never,
		"https://[fd00:ec2::254]/":                  never,
		"https://168.63.129.16/":                    never,
		"https://0.0.0.0/":                          never,
		"https://[fe80::1%25eth0]/":                 never,
		"https://user:pass@example.com/":            never,
		"https://user@example.com/":                 never,
		"https://example.com@10.0.0.1/":             never,
		"ftp://example.com/":                        never,
		"file:///etc/passwd":                        never,
		"gopher://example.com/":                     never,
		"https:example.com":                         never,
		"https:///a":                                never,
		"https://:443/":                             never,
		"https://example.com:0/":                    never,
		"https://example.com:99999/":                never,
		"https://example.com:x/":                    never,
		"//example.com/":                            never,
		"example.com":                               never,
		"":                                          never,
		"https://exam ple.com/":                     never,
		"https://example.com/\r\nX: y":              never,
		"https://a.vn/" + strings.Repeat("a", 2048): never,
	} {
		for _, c := range []struct {
			config Config
			open   bool
		}{
			{Config{}, when&always != 0},
			{Config{AllowHTTP: true}, when&(always|plain) != 0},
			{Config{AllowPrivate: true}, when&(always|private) != 0},
			{Config{AllowPrivate: true, AllowHTTP: true}, when != never},
		} {
			err := newSender(t, c.config).CheckURL(address)
			if (err == nil) != c.open {
				t.Errorf("%.60q, %+v: %v", address, c.config, err)
			}
			if err != nil && !strings.HasPrefix(err.Error(), "địa chỉ nhận webhook") {
				t.Errorf("%.60q: %v", address, err)
			}
		}
	}
}

// Send checks addresses itself, too, and what else it is given.
func TestSendRefuses(t *testing.T) {
	sender := newSender(t, Config{})
	for _, c := range [][2]string{
		{"https://10.0.0.1/", "a"}, {"http://example.com/", "a"}, {"https://example.com/", ""}, {"https://example.com/", "a.b"}, {"https://example.com/", "a\r\nb"},
	} {
		var permanent *Permanent
		if err := sender.Send(context.Background(), c[0], c[1], at, payload); !errors.As(err, &permanent) {
			t.Errorf("%q: %v", c, err)
		}
	}
}

// A server that says nothing is left after the time of an attempt, and at once when the caller ends.
func TestSilence(t *testing.T) {
	release := make(chan struct{})
	arrived := make(chan struct{}, 2)
	address, config := serve(t, func(_ http.ResponseWriter, r *http.Request) {
		arrived <- struct{}{}
		<-release
	})
	defer close(release)
	config.Timeout = time.Hour
	ctx, cancel := context.WithCancel(context.Background())
	go func() {
		<-arrived
		cancel()
	}()
	if err := newSender(t, config).Send(ctx, address, "a", at, payload); !errors.Is(err, context.Canceled) {
		t.Errorf("the caller's end: %v", err)
	}
	config.Timeout = time.Nanosecond
	err := newSender(t, config).Send(context.Background(), address, "a", at, payload)
	var retry *Retry
	if !errors.As(err, &retry) || !strings.Contains(err.Error(), "quá thời gian chờ") {
		t.Errorf("the attempt's end: %v", err)
	}
}

// An answer without end is cut off: the server's write fails when the sender has gone.
func TestEndlessAnswer(t *testing.T) {
	written := make(chan int, 1)
	address, config := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		n := 0
		for block := make([]byte, 32<<10); ; n += len(block) {
			if _, err := w.Write(block); err != nil {
				break
			}
		}
		written <- n
	})
	config.Timeout = time.Hour
	if err := newSender(t, config).Send(context.Background(), address, "a", at, payload); err != nil {
		t.Error(err)
	}
	<-written
}

func TestUnreachable(t *testing.T) {
	address, config := serve(t, func(http.ResponseWriter, *http.Request) {})
	stranger := config
	stranger.Roots = x509.NewCertPool()
	nameless := config
	nameless.Resolver = resolver(t, "")
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	closed := "https://" + listener.Addr().String()
	_ = listener.Close()
	for _, c := range []struct {
		name, address string
		config        Config
		says          string
	}{
		{"unknown certificate", address, stranger, "chứng thư"},
		{"certificate of another name", strings.Replace(address, "example.com", "example.org", 1), config, "chứng thư"},
		{"unknown name", address, nameless, "không tìm thấy tên"},
		{"nobody there", closed, config, "không gọi được"},
		{"TLS with a plain server", "http" + strings.TrimPrefix(address, "https"), Config{AllowPrivate: true, AllowHTTP: true, Resolver: config.Resolver}, "400"},
	} {
		err := newSender(t, c.config).Send(context.Background(), c.address, "a", at, payload)
		var retry *Retry
		if !errors.As(err, &retry) || !strings.Contains(err.Error(), c.says) || strings.Contains(err.Error(), "127.0.0.1") {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func TestSecret(t *testing.T) {
	of := func(n int) string { return secretPrefix + base64.StdEncoding.EncodeToString(make([]byte, n)) }
	for secret, ok := range map[string]bool{
		of(24): true, of(32): true, of(64): true, of(23): false, of(65): false, of(0): false, "": false,
		strings.TrimPrefix(of(32), secretPrefix): false, secretPrefix + "mật khẩu rất dài để thử xem có được không": false,
	} {
		if _, err := New(Config{Secret: secret}); (err == nil) != ok || err != nil && strings.Contains(err.Error(), "illegal") {
			t.Errorf("%q: %v", secret, err)
		}
	}
}

func TestNext(t *testing.T) {
	failed := &Retry{Status: 500}
	var total time.Duration
	n := 1
	for ; ; n++ {
		wait, ok := Next(n, failed, 0)
		if !ok {
			break
		}
		total += wait
	}
	// Ten attempts over 75:35:05, as the specification's table has it.
	if n != 10 || total != 75*time.Hour+35*time.Minute+5*time.Second {
		t.Errorf("%d attempts in %v", n, total)
	}
	for _, c := range []struct {
		failures int
		err      error
		jitter   float64
		want     time.Duration
		ok       bool
	}{
		{1, failed, 0, 5 * time.Second, true},
		{1, failed, 1, 6 * time.Second, true},
		{2, failed, 0.5, 5*time.Minute + 30*time.Second, true},
		{1, &Retry{After: time.Minute}, 0, time.Minute, true},
		{2, &Retry{After: time.Minute}, 0, 5 * time.Minute, true},
		{1, errors.Join(&Retry{After: time.Minute}), 1, 72 * time.Second, true},
		{1, &Permanent{Status: 410}, 0, 0, false},
		{10, failed, 0, 0, false},
		{0, failed, 0, 0, false},
	} {
		if wait, ok := Next(c.failures, c.err, c.jitter); wait != c.want || ok != c.ok {
			t.Errorf("%d, %v, %v: %v, %v", c.failures, c.err, c.jitter, wait, ok)
		}
	}
}

// answering is a transport that answers when the caller has just given up.
type answering func()

func (f answering) RoundTrip(r *http.Request) (*http.Response, error) {
	f()
	return &http.Response{StatusCode: http.StatusOK, Body: http.NoBody, Request: r}, nil
}

// What has been answered has been delivered.
func TestAnsweredAtTheEnd(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	sender := newSender(t, Config{})
	sender.client.Transport = answering(cancel)
	if err := sender.Send(ctx, "https://example.com/hook", "msg_b1", at, payload); err != nil {
		t.Error(err)
	}
}
