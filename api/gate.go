package api

import (
	"context"
	"sync/atomic"
)

// gate lets so many documents be worked on at one time, and so many requests wait, first come, first served. Working on more
// than there are processors would only make every one of them slower and memory unbounded.
type gate struct {
	slots   chan struct{}
	waiting atomic.Int64
	queue   int64
}

func newGate(slots, queue int) *gate {
	return &gate{slots: make(chan struct{}, slots), queue: int64(queue)}
}

// enter waits for a slot. It fails at once with [busy] when the queue is full, and with it as well when ctx ends before the
// turn comes. After success leave must be called.
func (g *gate) enter(ctx context.Context) error {
	select {
	case g.slots <- struct{}{}:
		return nil
	default:
	}
	if g.waiting.Add(1) > g.queue {
		g.waiting.Add(-1)
		return refusal(busy)
	}
	defer g.waiting.Add(-1)
	select {
	case g.slots <- struct{}{}: // blocked senders are served in their order
		return nil
	case <-ctx.Done():
		return refusal(busy)
	}
}

func (g *gate) leave() { <-g.slots }

func (g *gate) running() int { return len(g.slots) }
