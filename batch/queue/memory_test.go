package queue

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"

	"vanban/batch"
)

// peak returns the most memory this process has had, in MB.
func peak() (int, error) {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0, err
	}
	_, line, _ := strings.Cut(string(status), "VmHWM:")
	kb, err := strconv.Atoi(strings.Fields(line)[0])
	return kb >> 10, err
}

// manyRows makes a large batch in a process of its own, queue and all, and says how much memory that took.
func manyRows(ctx context.Context, e *Engine, rows int) error {
	base, err := os.ReadFile(certificate)
	if err != nil {
		return err
	}
	st, _, err := e.Submit(ctx, Submission{Spec: &batch.Spec{Base: base, Files: batch.Files{Merged: true}}, Items: honoured(rows)})
	if err != nil {
		return err
	}
	states, err := e.Watch(ctx, st.ID)
	if err != nil {
		return err
	}
	for s := range states {
		mb, err := peak()
		if err != nil {
			return err
		}
		if s.State.Final() {
			fmt.Println(s.State, mb)
			return nil
		}
	}
	return ctx.Err()
}

const certificate = "../../templates/khenthuong/samples/giay-khen-tand-tinh.json"

func honoured(n int) func(yield func(int, []byte) bool) {
	return func(yield func(int, []byte) bool) {
		for i := 1; i <= n && yield(i, fmt.Appendf(nil, `{"recipient":{"name":"Nguyễn Thị Hồng Hạnh %d"},"register_number":"%[1]d"}`, i)); i++ {
		}
	}
}

// A hundred thousand certificates in one PDF, with queue, workers and coordinator in one process whose collector is set as that of the
// service is.
func TestMemoryOfManyRows(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("takes the better part of a minute")
	}
	if _, err := peak(); err != nil {
		t.Skip(err)
	}
	p := spawn(t, t.TempDir(), "", "memory 100000")
	if !p.out.Scan() {
		t.Fatal("the process ended by itself")
	}
	var state State
	var mb int
	if _, err := fmt.Sscan(p.out.Text(), &state, &mb); err != nil || state != Done {
		t.Fatal(p.out.Text())
	}
	if t.Logf("%d MB", mb); mb >= 200 {
		t.Errorf("%d MB at the most", mb)
	}
}
