package queue

import (
	"context"
	"math"
	"runtime/debug"
	"runtime/metrics"
	"sync"
	"time"
)

// workingMemory is how much the process may grow while it works on batches. What batches hold is little, but the store's buffers, 8 MB for
// each block that it reads or writes, are garbage as fast as rows are made: with the usual headroom they would be half a gigabyte. As a
// limit it costs nothing while the process stays below it.
const workingMemory = 80 << 20

// thrift is the collector's limit, which is of the process, not of an engine.
var thrift struct {
	mu     sync.Mutex
	users  int
	left   time.Time // when there was the last one
	before int64     // the limit when nobody works; 0 while that is so
}

// thrifty lowers the memory limit until leave is called, and somewhat longer: rows come one after the other, and each change of the limit
// stops the process for a moment.
func thrifty() (leave func()) {
	t := &thrift
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.users++; t.before == 0 {
		t.before = debug.SetMemoryLimit(-1)
		// Above what there was before, so that a process that holds much for other reasons is not always collecting.
		debug.SetMemoryLimit(min(t.before, inUse()+workingMemory))
	}
	return func() {
		t.mu.Lock()
		defer t.mu.Unlock()
		t.users--
		t.left = time.Now()
	}
}

// relax gives the limit back when nobody has worked for a while.
func relax(ctx context.Context) {
	t := &thrift
	for pause(ctx, time.Second) {
		t.mu.Lock()
		if t.before != 0 && t.users == 0 && time.Since(t.left) > time.Second {
			debug.SetMemoryLimit(t.before)
			t.before = 0
		}
		t.mu.Unlock()
	}
}

// inUse is what the process holds by the last collection, besides garbage.
func inUse() int64 {
	s := []metrics.Sample{{Name: "/gc/heap/live:bytes"}, {Name: "/memory/classes/heap/stacks:bytes"}, {Name: "/memory/classes/metadata/other:bytes"}}
	metrics.Read(s)
	var sum uint64
	for i := range s {
		sum += s[i].Value.Uint64()
	}
	return int64(min(sum, math.MaxInt64>>1))
}
