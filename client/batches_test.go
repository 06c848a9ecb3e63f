package client_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"log/slog"
	"testing"

	"vanban/api"
	"vanban/batch"
	"vanban/batch/queue"
	"vanban/client"
	"vanban/render"
)

// batches gives a server a queue of its own.
func batches(t *testing.T) api.Config {
	t.Helper()
	service, err := render.New(render.Options{})
	if err != nil {
		t.Fatal(err)
	}
	log := slog.New(slog.DiscardHandler)
	e, err := queue.Open(t.Context(), queue.Config{Dir: t.TempDir(), Workers: 2, MinFree: 1}, batch.New(service), log)
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.WithoutCancel(t.Context()))
	worked := make(chan struct{})
	go func() {
		defer close(worked)
		_ = e.Work(ctx)
	}()
	t.Cleanup(func() {
		stop()
		<-worked
		e.Close()
	})
	config := api.Defaults()
	config.Batches, config.Plates = e, new(api.Plates)
	config.Plates.Use(e.Store(api.ShelfPlates), e.Store(api.ShelfFrozen), log)
	return config
}

const base = `{"type":"giay-khen","place":"An Bình","date":"2026-01-05","signer":{"position":"GIÁM ĐỐC","name":"Nguyễn Văn A"},
"award_by":"GIÁM ĐỐC SỞ NỘI VỤ TỈNH AN BÌNH","citation":"Đã có thành tích xuất sắc trong công tác năm 2025"}`

func TestBatches(t *testing.T) {
	server := serve(t, batches(t), "")
	ctx := t.Context()
	submission := &client.Submission{Base: json.RawMessage(base), Title: "Đợt 1"}
	list := []byte("TT,Họ và tên,Chức vụ\n1,Trần Văn Bình,Chuyên viên\n2,,Chuyên viên\n")
	b, err := server.Submit(ctx, submission, list, "key-1")
	if err != nil || b.Counts.Total != 2 {
		t.Fatalf("%+v %v", b, err)
	}
	if again, err := server.Submit(ctx, submission, list, "key-1"); err != nil || again.ID != b.ID {
		t.Errorf("%+v %v", again, err)
	}
	if _, err := server.Submit(ctx, submission, append(list, '\n', 'x'), "key-1"); code(err) != "idempotency_conflict" {
		t.Errorf("%v", err)
	}
	seen := 0
	end, err := server.Follow(ctx, b.ID, func(*client.Batch) { seen++ })
	if err != nil || end.State != "done" || end.Counts.Failed != 1 || seen == 0 {
		t.Fatalf("%+v %v", end, err)
	}
	rows, next, err := server.Rows(ctx, b.ID, "failed", 0)
	if err != nil || len(rows) != 1 || rows[0].Row != 2 || next != 0 || len(rows[0].Problems) == 0 {
		t.Fatalf("%+v %d %v", rows, next, err)
	}
	fixed := json.RawMessage(`{"recipient":{"salutation":"Bà","name":"Lê Thị Cúc"}}`)
	if _, err := server.Correct(ctx, b.ID, map[int]json.RawMessage{2: fixed, 1: nil}); err != nil {
		t.Fatal(err)
	}
	if end, err = server.Follow(ctx, b.ID, nil); err != nil || end.Counts.Done != 2 {
		t.Fatalf("%+v %v", end, err)
	}
	for _, f := range end.Files {
		var out bytes.Buffer
		if err := server.Download(ctx, b.ID, f.Name, &out); err != nil {
			t.Errorf("%s: %v", f.Name, err)
		}
		if sum := sha256.Sum256(out.Bytes()); hex.EncodeToString(sum[:]) != f.SHA256 || int64(out.Len()) != f.Bytes {
			t.Errorf("%s: %d bytes", f.Name, out.Len())
		}
	}
	if err := server.Download(ctx, b.ID, "none", &bytes.Buffer{}); code(err) != "no_such_file" {
		t.Errorf("%v", err)
	}
	if err := server.Remove(ctx, b.ID); err != nil {
		t.Error(err)
	}
	if _, err := server.Batch(ctx, b.ID); code(err) != "no_such_batch" {
		t.Errorf("%v", err)
	}
	if list, err := server.Batches(ctx); err != nil || len(list) != 0 {
		t.Errorf("%+v %v", list, err)
	}
	if _, err := server.Follow(ctx, b.ID, nil); code(err) != "no_such_batch" {
		t.Errorf("%v", err)
	}
}
