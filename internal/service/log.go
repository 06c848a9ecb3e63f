package service

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"strings"
	"sync"
)

// Line is what the tests want to know of a line of the log.
type Line struct {
	Msg, Addr string
	TLS       bool
}

// kept is how many lines of the log are kept: under load there is one for every request.
const kept = 100

// lines reads a log, so that the process never waits for its reader, keeps its end, and hands on lines that are waited for.
type lines struct {
	mu      sync.Mutex
	last    []string
	first   map[string]Line // by message
	waiting map[string][]chan Line
	ended   bool
}

func newLines() *lines { return &lines{first: map[string]Line{}, waiting: map[string][]chan Line{}} }

// request tells lines about requests, which nobody waits for and of which there may be very many.
var request = []byte(`"msg":"request"`)

func (l *lines) read(from io.ReadCloser) {
	defer func() { _ = from.Close() }()
	in := bufio.NewReader(from)
	for {
		text, err := in.ReadBytes('\n')
		if len(text) > 0 {
			l.add(text)
		}
		if err != nil {
			l.end()
			return
		}
	}
}

func (l *lines) add(text []byte) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.last) == kept {
		copy(l.last, l.last[1:])
		l.last = l.last[:kept-1]
	}
	l.last = append(l.last, string(text))
	var line Line
	if bytes.Contains(text, request) {
		return
	}
	if json.Unmarshal(text, &line) != nil {
		_, said, _ := strings.Cut(string(text), " [INF] ") // as nats-server writes
		line.Msg = strings.TrimSpace(said)
	}
	if _, known := l.first[line.Msg]; !known {
		l.first[line.Msg] = line
	}
	for _, c := range l.waiting[line.Msg] {
		c <- line
	}
	delete(l.waiting, line.Msg)
}

func (l *lines) end() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.ended = true
	for _, list := range l.waiting {
		for _, c := range list {
			close(c)
		}
	}
	l.waiting = nil
}

// wait returns a channel that gets the first line with this message, or is closed when the log ends without it.
func (l *lines) wait(message string) <-chan Line {
	l.mu.Lock()
	defer l.mu.Unlock()
	c := make(chan Line, 1)
	if line, ok := l.first[message]; ok {
		c <- line
	} else if l.ended {
		close(c)
	} else {
		l.waiting[message] = append(l.waiting[message], c)
	}
	return c
}

// String is the end of the log.
func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return strings.Join(l.last, "")
}
