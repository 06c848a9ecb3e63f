package api

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"
)

// gate lets so many documents be worked on at one time, and so many requests wait. Working on more than there are processors
// would only make every one of them slower and memory unbounded. Of one caller the first comes first; among callers the turn goes
// round, so that one with much to do does not keep the others waiting.
type gate struct {
	waiting atomic.Int64
	queue   int // requests that may wait
	share   int // of them, those that one named caller may have

	mu     sync.Mutex
	free   int
	slots  int
	turns  []string // callers with requests that wait, in the order of their turns
	queues map[string][]*waiter
}

// waiter is a request that waits. Its turn is closed when it may go on.
type waiter struct{ turn chan struct{} }

func newGate(slots, queue int) *gate {
	return &gate{free: slots, slots: slots, queue: queue, share: max(1, queue*3/4), queues: map[string][]*waiter{}}
}

// enter waits for a caller's turn. It fails at once with [busy] when the queue is full, and with it as well when ctx ends before
// the turn comes. After success leave must be called. The empty name stands for all callers of a server without keys.
func (g *gate) enter(ctx context.Context, caller string) error {
	w, err := g.ask(caller)
	if w == nil {
		return err
	}
	defer g.waiting.Add(-1)
	select {
	case <-w.turn:
		return nil
	case <-ctx.Done():
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	select {
	case <-w.turn: // it came in the same moment
		return nil
	default:
		g.forget(caller, w)
		return refusal(busy)
	}
}

// ask takes a free place at once, or queues up. It returns nil without an error for the former.
func (g *gate) ask(caller string) (*waiter, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.free > 0 { // then nobody waits
		g.free--
		return nil, nil
	}
	mine := g.queues[caller]
	if int(g.waiting.Load()) >= g.queue || caller != "" && len(mine) >= g.share {
		return nil, refusal(busy)
	}
	g.waiting.Add(1)
	w := &waiter{turn: make(chan struct{})}
	if len(mine) == 0 {
		g.turns = append(g.turns, caller)
	}
	g.queues[caller] = append(mine, w)
	return w, nil
}

// forget takes a request that has given up out of its queue.
func (g *gate) forget(caller string, w *waiter) {
	rest := slices.DeleteFunc(g.queues[caller], func(o *waiter) bool { return o == w })
	g.queues[caller] = rest
	if len(rest) == 0 {
		delete(g.queues, caller)
		g.turns = slices.DeleteFunc(g.turns, func(c string) bool { return c == caller })
	}
}

// leave gives the place to the first request of the caller whose turn it is.
func (g *gate) leave() {
	g.mu.Lock()
	defer g.mu.Unlock()
	if len(g.turns) == 0 {
		g.free++
		return
	}
	caller := g.turns[0]
	first := g.queues[caller][0]
	g.turns = g.turns[1:]
	if rest := g.queues[caller][1:]; len(rest) > 0 {
		g.queues[caller] = rest
		g.turns = append(g.turns, caller)
	} else {
		delete(g.queues, caller)
	}
	close(first.turn)
}

func (g *gate) running() int {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.slots - g.free
}
