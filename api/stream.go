package api

import (
	"bufio"
	"io"
	"net"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/gofiber/fiber/v2"
)

// heartbeat is how often a stream of events says that it lives: less than proxies wait for a line.
const heartbeat = 15 * time.Second

// maxStreams bounds the streams of events that are open: each takes a connection and a goroutine for as long as a batch runs.
const maxStreams = 256

// event is one of a stream (HTML Living Standard, 9.2). None has an id: each says all there is to say, so that a stream which is taken up
// again misses nothing whatever its Last-Event-ID.
type event struct {
	Name string
	Data any
}

// stream answers with events until the channel ends, the caller goes or the server stops. leave is called at the end.
func (s *Server) stream(c *fiber.Ctx, events <-chan event, leave func()) error {
	if s.streams.Add(1) > maxStreams {
		s.streams.Add(-1)
		leave()
		return refusal(busy)
	}
	c.Set(fiber.HeaderContentType, "text/event-stream; charset=utf-8")
	c.Set(fiber.HeaderCacheControl, "no-store")
	c.Set("X-Accel-Buffering", "no") // nginx would hold events back until it has a page of them
	if c.Context().IsHead() {        // fasthttp would end the chunks that are not there, in the middle of the next answer
		c.Response().Header.SetContentLength(-1)
		s.streams.Add(-1)
		leave()
		return nil
	}
	conn, timeout := c.Context().Conn(), s.config.WriteTimeout
	c.Context().SetBodyStreamWriter(func(w *bufio.Writer) {
		defer s.streams.Add(-1)
		defer leave()
		beat := time.NewTicker(heartbeat)
		defer beat.Stop()
		for {
			select {
			case e, ok := <-events:
				if !ok || writeEvent(w, e) != nil {
					return
				}
			case <-beat.C:
				if _, err := w.WriteString(":\n\n"); err != nil {
					return
				}
			case <-s.ending:
				return
			}
			// The server's deadline is for the whole of an answer; here it is for each event.
			if conn.SetWriteDeadline(time.Now().Add(timeout)) != nil || w.Flush() != nil {
				return
			}
		}
	})
	return nil
}

func writeEvent(w *bufio.Writer, e event) error {
	data, err := json.Marshal(e.Data)
	if err != nil {
		return err
	}
	if _, err := w.WriteString("event: " + e.Name + "\ndata: "); err != nil {
		return err
	}
	if _, err := w.Write(data); err != nil { // JSON of one line
		return err
	}
	_, err = w.WriteString("\n\n")
	return err
}

// sendStream answers with a file that is read as it is sent.
func (s *Server) sendStream(c *fiber.Ctx, media string, from io.ReadCloser, size int64) error {
	c.Response().Header.SetContentType(media)
	exchangeOf(c.Context()).sent = int(size)
	c.Response().SetBodyStream(&patient{ReadCloser: from, conn: c.Context().Conn(), timeout: s.config.WriteTimeout}, int(size))
	return nil
}

// patient gives a long answer the time of a short one for every piece of it.
type patient struct {
	io.ReadCloser
	conn    net.Conn
	timeout time.Duration
}

func (p *patient) Read(b []byte) (int, error) {
	if err := p.conn.SetWriteDeadline(time.Now().Add(p.timeout)); err != nil {
		return 0, err
	}
	return p.ReadCloser.Read(b)
}
