package api

import (
	"bytes"

	"github.com/gofiber/fiber/v2"
	"golang.org/x/sync/semaphore"
)

// largeAnswer is where an answer is charged to the memory that all large ones share. A caller who reads slowly holds what he was
// sent for as long as the answer may take; the small ones are bounded by the number of connections.
const largeAnswer = 256 << 10

// sendLarge is [send] for answers of any size.
func (s *Server) sendLarge(c *fiber.Ctx, media string, data []byte) error {
	if err := send(c, media, data, entityTag(data)); err != nil || len(c.Response().Body()) == 0 {
		return err
	}
	return s.charge(c, data)
}

// sendOnce answers with what nobody may keep, of any size.
func (s *Server) sendOnce(c *fiber.Ctx, media string, data []byte) error {
	c.Set(fiber.HeaderCacheControl, "no-store")
	c.Response().Header.SetContentType(media)
	c.Response().SetBodyRaw(data)
	return s.charge(c, data)
}

// charge takes the memory of an answer, where it is a large one, until it has been sent.
func (s *Server) charge(c *fiber.Ctx, data []byte) error {
	if len(data) < largeAnswer {
		return nil
	}
	// One that is larger than all the memory goes out when it is alone.
	charge := min(int64(len(data)), int64(s.config.BodyMemory))
	if !s.answers.TryAcquire(charge) {
		return refusal(busy)
	}
	exchangeOf(c.Context()).sent = len(data)
	c.Response().SetBodyStream(&charged{Reader: bytes.NewReader(data), memory: s.answers, charge: charge}, len(data))
	return nil
}

// charged is a large answer on its way.
type charged struct {
	*bytes.Reader
	memory *semaphore.Weighted
	charge int64
}

// Close is called when the answer has been written, or can't be.
func (a *charged) Close() error {
	a.memory.Release(a.charge)
	a.charge = 0
	return nil
}
