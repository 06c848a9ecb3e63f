package api

import (
	"errors"
	"io"
	"os"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/valyala/fasthttp"
)

// taken is how much of the memory for bodies is in use.
func (s *bodies) taken() int {
	free := 0
	for step := s.total; step > 0; step /= 2 {
		for s.memory.TryAcquire(int64(step)) {
			free += step
		}
	}
	s.memory.Release(int64(free))
	return s.total - free
}

func TestBodiesGiveMemoryBack(t *testing.T) {
	const limit = 4 * firstBody
	long := strings.Repeat("x", limit)
	broken := errors.New("broken")
	for _, c := range []struct {
		name      string
		stream    io.Reader
		announced int
		used      int // memory that others have already
		want      *fault
		size      int
	}{
		{name: "empty", stream: strings.NewReader(""), announced: 0},
		{name: "small", stream: strings.NewReader("{}"), announced: 2, size: 2},
		{name: "the whole limit", stream: strings.NewReader(long), announced: limit, size: limit},
		{name: "the whole limit in chunks", stream: strings.NewReader(long), announced: -1, size: limit},
		{name: "the whole limit byte by byte", stream: iotest.OneByteReader(strings.NewReader(long)), announced: -1, size: limit},
		{name: "the end beside the last bytes", stream: iotest.DataErrReader(strings.NewReader(long)), announced: limit, size: limit},
		{name: "announced too long", stream: strings.NewReader(long), announced: limit + 1, want: bodyTooLarge},
		{name: "announced absurdly long", stream: strings.NewReader(long), announced: 1 << 62, want: bodyTooLarge},
		{name: "too long in chunks", stream: strings.NewReader(long + "x"), announced: -1, want: bodyTooLarge},
		{name: "cut off", stream: strings.NewReader("{"), announced: 100, want: badRequest},
		{name: "broken at once", stream: iotest.ErrReader(broken), announced: 10, want: badRequest},
		{name: "broken later", stream: io.MultiReader(strings.NewReader(long[:2*firstBody]), iotest.ErrReader(broken)), announced: -1, want: badRequest},
		{name: "too slow", stream: io.MultiReader(strings.NewReader(long[:2*firstBody]), iotest.ErrReader(os.ErrDeadlineExceeded)), announced: -1, want: requestTimeout},
		{name: "no memory at all", stream: strings.NewReader("{}"), announced: 2, used: 2*limit - 10, want: busy},
		{name: "no memory to grow", stream: strings.NewReader(long), announced: -1, used: 2*limit - firstBody, want: busy},
		{name: "no memory to grow as announced", stream: strings.NewReader(long), announced: limit, used: 2*limit - 2*firstBody, want: busy},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newBodies(limit, 2*limit)
			if !s.memory.TryAcquire(int64(c.used)) {
				t.Fatal("no memory for others")
			}
			var ctx fasthttp.RequestCtx
			ctx.Request.Header.SetMethod("POST")
			ctx.Request.SetBodyStream(c.stream, c.announced)
			b, err := s.read(&ctx, limit)
			if c.want != nil {
				if faultOf(err) != c.want {
					t.Errorf("%v, want %v", err, c.want.Code)
				}
				if got := s.taken(); got != c.used {
					t.Errorf("%d bytes are in use after a refusal, want %d", got, c.used)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if len(b.bytes) != c.size {
				t.Errorf("%d bytes, want %d", len(b.bytes), c.size)
			}
			if got := s.taken(); got < c.size || got > limit+1 {
				t.Errorf("%d bytes are charged for %d", got, c.size)
			}
			b.release()
			b.release() // the second does nothing
			if got := s.taken(); got != c.used {
				t.Errorf("%d bytes are in use at the end", got)
			}
		})
	}
}

// TestBodyMemoryForOneBody has no more memory than one body may take: that one must get in.
func TestBodyMemoryForOneBody(t *testing.T) {
	for _, limit := range []int{1, 1000, firstBody - 1, firstBody, firstBody + 1, 3*firstBody + 7} {
		for _, announced := range []int{limit, -1} {
			s := newBodies(limit, limit)
			var ctx fasthttp.RequestCtx
			ctx.Request.SetBodyStream(strings.NewReader(strings.Repeat("x", limit)), announced)
			b, err := s.read(&ctx, limit)
			if err != nil {
				t.Errorf("a body of %d, announced as %d: %v", limit, announced, err)
				continue
			}
			b.release()
		}
	}
}

// TestBodyIsNotMixedWithTheLast reads a short body into the room of a long one.
func TestBodyIsNotMixedWithTheLast(t *testing.T) {
	s := newBodies(1000, 1<<20)
	for _, text := range []string{strings.Repeat("a", 500), "b", ""} {
		var ctx fasthttp.RequestCtx
		ctx.Request.SetBodyStream(strings.NewReader(text), len(text))
		b, err := s.read(&ctx, 1000)
		if err != nil || string(b.bytes) != text {
			t.Fatalf("%q %v, want %q", b.bytes, err, text)
		}
		b.release()
	}
}

func TestContentOfDocuments(t *testing.T) {
	for _, c := range []struct {
		media, encoding string
		want            *fault
	}{
		{"", "", nil}, {"application/json", "", nil}, {"application/json;charset=UTF-8", "", nil}, {"application/json", "identity", nil}, {"application/problem+json", "Identity", nil},
		{"application/+json", "", nil}, {"text/json", "", unsupportedMediaType}, {"application/json;charset=latin1", "", unsupportedMediaType},
		{"application/json;charset=", "", unsupportedMediaType}, {"application/", "", unsupportedMediaType}, {"application/json", "br", unsupportedEncoding},
		{"text/plain", "gzip", unsupportedEncoding},
	} {
		var h fasthttp.RequestHeader
		h.SetContentType(c.media)
		if c.encoding != "" {
			h.Set("Content-Encoding", c.encoding)
		}
		if _, err := documentContent.of(&h); faultOf(err) != c.want || c.want == nil && err != nil {
			t.Errorf("%q %q: %v", c.media, c.encoding, err)
		}
	}
}
