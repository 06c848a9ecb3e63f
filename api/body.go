package api

import (
	"errors"
	"io"
	"net"
	"sync"

	"github.com/valyala/fasthttp"
	"golang.org/x/sync/semaphore"
)

// firstBody is the room that a body gets to begin with: more than most documents have.
const firstBody = 32 << 10

// bodies reads request bodies into memory, of which there is so much for all of them together. Memory is charged as bytes
// arrive, so that a caller who only announces a large body takes none.
type bodies struct {
	total  int
	memory *semaphore.Weighted
	pool   sync.Pool // of *[]byte with firstBody capacity
}

// newBodies returns a store of total bytes, of which one body may take largest.
func newBodies(largest, total int) *bodies {
	total = max(total, largest+1, firstBody) // reading looks one byte beyond the limit, and begins with firstBody
	return &bodies{
		total: total, memory: semaphore.NewWeighted(int64(total)),
		pool: sync.Pool{New: func() any { b := make([]byte, 0, firstBody); return &b }},
	}
}

// body is one that has been read. The first release gives its memory back; its bytes must not be used afterwards.
type body struct {
	bytes   []byte
	limit   int
	first   *[]byte
	charged int64
	from    *bodies
}

func (b *body) release() {
	if b.first == nil {
		return
	}
	b.from.pool.Put(b.first)
	b.from.memory.Release(b.charged)
	b.first, b.bytes = nil, nil
}

// charge takes memory from the common store.
func (b *body) charge(n int) error {
	if !b.from.memory.TryAcquire(int64(n)) {
		return refusal(busy)
	}
	b.charged += int64(n)
	return nil
}

// read takes in the body of a request, chunked or not, and decides while doing so: nothing beyond the limit is kept.
func (s *bodies) read(ctx *fasthttp.RequestCtx, limit int) (*body, error) {
	announced := ctx.Request.Header.ContentLength()
	if announced > limit {
		return nil, tooLarge(limit)
	}
	b := &body{limit: limit, from: s}
	if err := b.charge(firstBody); err != nil {
		return nil, err
	}
	b.first = s.pool.Get().(*[]byte)
	b.bytes = (*b.first)[:0]
	if err := b.fill(ctx, announced); err != nil {
		b.release()
		return nil, err
	}
	return b, nil
}

func (b *body) fill(ctx *fasthttp.RequestCtx, announced int) error {
	stream := ctx.RequestBodyStream()
	if stream == nil {
		return nil
	}
	for {
		if len(b.bytes) == cap(b.bytes) {
			if err := b.grow(announced); err != nil {
				return err
			}
		}
		n, err := stream.Read(b.bytes[len(b.bytes):cap(b.bytes)])
		b.bytes = b.bytes[:len(b.bytes)+n]
		switch {
		case len(b.bytes) > b.limit:
			return tooLarge(b.limit)
		case err == io.EOF:
			if announced >= 0 && len(b.bytes) < announced {
				return refusal(badRequest).because("Nội dung gửi lên bị cắt ngang.")
			}
			return nil
		case err != nil:
			ctx.SetConnectionClose() // what follows may look like the end of this body and a request of its own
			return unread(err)
		}
	}
}

// grow doubles the room, up to one byte beyond the limit.
func (b *body) grow(announced int) error {
	size := min(2*cap(b.bytes), b.limit+1)
	if announced >= 0 {
		size = min(size, announced+1)
	}
	size = max(size, cap(b.bytes)+1)
	if err := b.charge(size - cap(b.bytes)); err != nil {
		return err
	}
	b.bytes = append(make([]byte, 0, size), b.bytes...)
	return nil
}

// unread says why a body could not be taken in.
func unread(err error) error {
	var timeout net.Error
	if errors.As(err, &timeout) && timeout.Timeout() {
		return refusal(requestTimeout)
	}
	return refusal(badRequest).because("Không đọc được nội dung gửi lên: dữ liệu bị cắt ngang hoặc sai quy cách HTTP.")
}
