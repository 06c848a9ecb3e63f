package batch

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"runtime"
	"sync"
)

// window is how many rows each worker may be ahead of the one that is written, so that a slow row holds up nobody and memory stays bounded.
const window = 16

// Run makes a whole batch in this process, on all its processors. The items are ranged over to make them, and again for the papers that
// name them all. When ctx ends, so does Run, soon, and no manifest is written.
func Run(ctx context.Context, j *Job, list List, sink Sink, progress func(done int)) (*Manifest, error) {
	results := func() iter.Seq2[*Result, error] { return j.results(ctx, list.Items, runtime.GOMAXPROCS(0)) }
	return j.Write(ctx, list, results, sink, progress)
}

// results makes the rows and gives them in the order of the list.
func (j *Job) results(ctx context.Context, items iter.Seq2[int, []byte], workers int) iter.Seq2[*Result, error] {
	if workers == 1 {
		return func(yield func(*Result, error) bool) {
			for row, patch := range items {
				if !yield(j.Make(ctx, row, patch)) {
					return
				}
			}
		}
	}
	return func(yield func(*Result, error) bool) {
		ctx, cancel := context.WithCancelCause(ctx)
		defer cancel(errStopped)
		type task struct {
			row   int
			patch []byte
			res   *Result
			err   error
			made  chan struct{}
		}
		todo := make(chan *task)
		order := make(chan *task, window*workers)
		var group sync.WaitGroup
		for range workers {
			group.Go(func() {
				for t := range todo {
					t.res, t.err = j.Make(ctx, t.row, t.patch)
					close(t.made)
				}
			})
		}
		group.Go(func() {
			defer close(order)
			defer close(todo)
			for row, patch := range items {
				t := &task{row: row, patch: patch, made: make(chan struct{})}
				select {
				case order <- t:
				case <-ctx.Done():
					return
				}
				todo <- t // a worker always comes back for more: Make ends with ctx
			}
		})
		defer group.Wait()
		defer cancel(errStopped)
		for t := range order {
			<-t.made
			if !yield(t.res, t.err) || t.err != nil {
				return
			}
		}
		if err := ctx.Err(); err != nil {
			yield(nil, context.Cause(ctx))
		}
	}
}

var errStopped = errors.New("batch: nobody wants the results any more")

// errOrder is a fault of whoever gave the results.
func errOrder(got, want int) error {
	return fmt.Errorf("batch: the result of row %d came where that of row %d was due", got, want)
}
