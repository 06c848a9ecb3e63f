package api

import (
	"context"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

func TestConcurrentGateIsFirstComeFirstServed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := newGate(1, 10)
		if err := g.enter(t.Context(), ""); err != nil {
			t.Fatal(err)
		}
		var mu sync.Mutex
		var order []int
		var all sync.WaitGroup
		for i := range 10 {
			all.Go(func() {
				if err := g.enter(t.Context(), ""); err != nil {
					t.Error(err)
					return
				}
				mu.Lock()
				order = append(order, i)
				mu.Unlock()
			})
			synctest.Wait() // it stands in the queue now
		}
		if got := g.waiting.Load(); got != 10 {
			t.Errorf("%d wait, want 10", got)
		}
		for range 10 {
			g.leave()
			synctest.Wait()
		}
		all.Wait()
		if !slices.IsSorted(order) || len(order) != 10 {
			t.Errorf("order %v", order)
		}
		g.leave()
		if g.running() != 0 || g.waiting.Load() != 0 {
			t.Errorf("%d running, %d waiting", g.running(), g.waiting.Load())
		}
	})
}

func TestConcurrentGateWithAFullQueue(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := newGate(2, 1)
		for range 2 {
			if err := g.enter(t.Context(), ""); err != nil {
				t.Fatal(err)
			}
		}
		waited := make(chan error, 1)
		go func() { waited <- g.enter(t.Context(), "") }()
		synctest.Wait()
		for range 3 { // refused ones take no place in the queue
			if err := g.enter(t.Context(), ""); faultOf(err) != busy {
				t.Errorf("a full queue: %v", err)
			}
		}
		g.leave()
		if err := <-waited; err != nil {
			t.Error(err)
		}
		if g.running() != 2 || g.waiting.Load() != 0 {
			t.Errorf("%d running, %d waiting", g.running(), g.waiting.Load())
		}
	})
}

func TestConcurrentGateWhenTimeIsUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := newGate(1, 5)
		if err := g.enter(t.Context(), ""); err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		if err := g.enter(ctx, ""); faultOf(err) != busy {
			t.Errorf("time is up: %v", err)
		}
		if g.running() != 1 || g.waiting.Load() != 0 {
			t.Errorf("%d running, %d waiting", g.running(), g.waiting.Load())
		}
		g.leave()
		if err := g.enter(t.Context(), ""); err != nil {
			t.Errorf("the place was lost: %v", err)
		}
	})
}

// TestConcurrentGateIsFair: a caller with one request waits for one of another's, not for all of them.
func TestConcurrentGateIsFair(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := newGate(1, 8)
		if err := g.enter(t.Context(), "a"); err != nil {
			t.Fatal(err)
		}
		order := make(chan string, 10)
		queue := func(caller string) {
			go func() {
				if err := g.enter(t.Context(), caller); err != nil {
					t.Error(err)
				}
				order <- caller
			}()
			synctest.Wait()
		}
		for range 6 {
			queue("a")
		}
		if err := g.enter(t.Context(), "a"); faultOf(err) != busy {
			t.Errorf("one caller may fill the queue: %v", err)
		}
		queue("b")
		queue("b")
		got := ""
		for range 8 {
			g.leave()
			synctest.Wait()
			got += <-order
		}
		if got != "ababaaaa" {
			t.Errorf("turns %s", got)
		}
		g.leave()
		if g.running() != 0 || g.waiting.Load() != 0 || len(g.turns) != 0 || len(g.queues) != 0 {
			t.Errorf("left behind: %d running, %d waiting, %v %v", g.running(), g.waiting.Load(), g.turns, g.queues)
		}
	})
}
