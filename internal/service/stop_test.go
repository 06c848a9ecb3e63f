package service

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"
)

// halfSent begins to send a document and returns when the server is at work on it: it has the headers and waits for the body.
func halfSent(t *testing.T, p *Process, document []byte) (net.Conn, *bufio.Reader) {
	t.Helper()
	conn, err := net.Dial("tcp", strings.TrimPrefix(p.URL, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	fmt.Fprintf(conn, "POST /v1/documents HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\nExpect: 100-continue\r\n\r\n", len(document))
	in := bufio.NewReader(conn)
	for _, want := range []string{"HTTP/1.1 100 Continue", ""} {
		if line, err := in.ReadString('\n'); err != nil || strings.TrimSpace(line) != want {
			t.Fatalf("%q, %v", line, err)
		}
	}
	if _, err := conn.Write(document[:len(document)/2]); err != nil {
		t.Fatal(err)
	}
	return conn, in
}

// TestStop sends SIGTERM while a document is still on its way in: it is made and answered all the same, and the process ends
// without a fault.
func TestStop(t *testing.T) {
	p := Start(t)
	document := sample(t)
	conn, in := halfSent(t, p, document)
	if err := p.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	p.Await(t, "stopping")
	if _, err := conn.Write(document[len(document)/2:]); err != nil {
		t.Fatal(err)
	}
	answer, err := http.ReadResponse(in, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	body, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != http.StatusOK || !strings.HasPrefix(string(body), "%PDF-") || !answer.Close {
		t.Errorf("status %d, close %t, %v: %.200q", answer.StatusCode, answer.Close, err, body)
	}
	p.Await(t, "stopped")
	if err := p.wait(); err != nil {
		t.Errorf("the process ended with %v", err)
	}
}

// TestStopAtOnce: whoever does not want to wait for what is running asks twice.
func TestStopAtOnce(t *testing.T) {
	for _, signal := range []os.Signal{os.Interrupt, syscall.SIGTERM} {
		p := Start(t)
		halfSent(t, p, sample(t))
		p.judged = true
		if err := p.Signal(signal); err != nil {
			t.Fatal(err)
		}
		p.Await(t, "stopping")
		// The first signal makes the next one deadly some time after it is in the log.
		again := time.NewTicker(10 * time.Millisecond)
		defer again.Stop()
		ended := make(chan error, 1)
		go func() { ended <- p.wait() }()
		for range again.C {
			_ = p.Signal(signal)
			select {
			case err := <-ended:
				if err == nil || err.Error() != "signal: "+signal.String() {
					t.Errorf("%v twice: it ended with %v", signal, err)
				}
			default:
				continue
			}
			break
		}
	}
}
