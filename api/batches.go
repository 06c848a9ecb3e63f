package api

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/gofiber/fiber/v2"

	"vanban/batch"
	"vanban/batch/queue"
	"vanban/document"
)

// Batches keeps batches and has them made: a [queue.Engine].
type Batches interface {
	Submit(ctx context.Context, sub queue.Submission) (*queue.Status, bool, error)
	Claimed(ctx context.Context, key, fingerprint string) (*queue.Status, error)
	Get(ctx context.Context, id string) (*queue.Status, error)
	Watch(ctx context.Context, id string) (<-chan queue.Status, error)
	List(ctx context.Context) ([]*queue.Status, error)
	Rows(ctx context.Context, id string, which queue.Which, from, limit int) ([]batch.Entry, int, error)
	Patches(ctx context.Context, id string, rows []int) (map[int][]byte, error)
	Open(ctx context.Context, id, name string) (io.ReadCloser, batch.File, error)
	Correct(ctx context.Context, id string, patches map[int][]byte) (*queue.Status, error)
	Cancel(ctx context.Context, id string) (*queue.Status, error)
	Delete(ctx context.Context, id string) error
	Stats(ctx context.Context) (*queue.Stats, error)
}

// batchStatus is a batch as callers see it.
type batchStatus struct {
	ID       string        `json:"id" doc:"mã của đợt"`
	URL      string        `json:"url" doc:"địa chỉ của đợt"`
	Title    string        `json:"title" doc:"tên đợt"`
	Type     string        `json:"type" doc:"mã loại của các văn bản"`
	State    string        `json:"state" doc:"queued chờ, running đang làm, waiting đang bị giữ lại (xem reason), writing đang ghép tệp, done xong, cancelled đã hủy, failed hỏng (xem reason)"`
	Reason   string        `json:"reason,omitempty" doc:"vì sao đang bị giữ lại, hoặc vì sao hỏng"`
	Revision int           `json:"revision" doc:"số lần sửa và làm lại"`
	Counts   batchCounts   `json:"counts" doc:"số dòng"`
	Rate     float64       `json:"rate,omitzero" doc:"số dòng mỗi giây"`
	Left     float64       `json:"seconds_left,omitzero" doc:"số giây còn lại, ước lượng"`
	Created  time.Time     `json:"created" doc:"lúc nhận"`
	Started  time.Time     `json:"started,omitzero" doc:"lúc bắt đầu làm"`
	Finished time.Time     `json:"finished,omitzero" doc:"lúc xong"`
	Expires  time.Time     `json:"expires" doc:"lúc đợt và các tệp bị xóa"`
	Files    []batchFile   `json:"files" doc:"các tệp lấy được; khi làm lại, tệp cũ ở lại đến khi tệp mới xong"`
	Withheld string        `json:"withheld,omitempty" doc:"vì sao chưa có quyết định"`
	Webhook  *batchWebhook `json:"webhook,omitempty" doc:"việc báo khi đợt xong"`
	Notes    []remark      `json:"notes,omitempty" doc:"lưu ý về danh sách và quyết định; chỉ có trong trả lời khi gửi đợt"`
}

type batchCounts struct {
	Total   int `json:"total" doc:"tất cả"`
	Done    int `json:"done" doc:"đã làm được"`
	Failed  int `json:"failed" doc:"không làm được vì còn lỗi"`
	Warned  int `json:"warned" doc:"làm được, có cảnh báo"`
	Written int `json:"written,omitzero" doc:"đã vào tệp, khi đang ghép tệp"`
}

type batchFile struct {
	Name   string `json:"name" doc:"tên tệp"`
	Bytes  int64  `json:"bytes" doc:"dung lượng"`
	SHA256 string `json:"sha256" doc:"SHA-256, dạng thập lục phân"`
	URL    string `json:"url" doc:"địa chỉ để lấy"`
}

type batchWebhook struct {
	URL       string    `json:"url" doc:"địa chỉ được báo"`
	Attempts  int       `json:"attempts" doc:"số lần đã thử"`
	Delivered bool      `json:"delivered" doc:"đã báo được"`
	Next      time.Time `json:"next,omitzero" doc:"lần thử sau"`
	Error     string    `json:"error,omitempty" doc:"vì sao lần trước chưa được"`
}

const batchesPath = "/v1/batches"

// statusOf is a batch as it is sent.
func statusOf(st *queue.Status) *batchStatus {
	b := &batchStatus{
		ID: st.ID, URL: batchesPath + "/" + st.ID, Title: st.Title, Type: st.Type, State: string(st.State), Reason: st.Waiting, Revision: st.Revision,
		Counts: batchCounts{st.Rows, st.Done, st.Failed, st.Warned, st.Written}, Rate: st.Rate, Left: st.Left,
		Created: st.Created, Started: st.Started, Finished: st.Finished, Expires: st.Expires, Files: make([]batchFile, len(st.Files)), Withheld: st.Withheld,
	}
	switch {
	case st.Error != "":
		b.Reason = st.Error
	case st.Waiting != "" && !st.State.Final():
		b.State = "waiting"
	}
	for i, f := range st.Files {
		b.Files[i] = batchFile{f.Name, f.Bytes, f.SHA256, b.URL + "/files/" + url.PathEscape(f.Name)}
	}
	if w := st.Webhook; w != nil {
		b.Webhook = &batchWebhook{w.URL, w.Attempts, w.Delivered, w.Next, w.Error}
	}
	return b
}

// ofQueue turns an error of the queue into the refusal that callers get; others stay as they are.
func ofQueue(err error) error {
	for _, e := range []struct {
		is    error
		fault *fault
	}{
		{queue.ErrNotFound, noSuchBatch}, {queue.ErrConflict, idempotencyConflict}, {queue.ErrRunning, wrongState}, {queue.ErrRevision, preconditionFailed},
		{queue.ErrFull, storageFull}, {queue.ErrUnavailable, queueUnavailable}, {batch.ErrAway, queueUnavailable},
		{context.DeadlineExceeded, queueUnavailable}, {context.Canceled, shuttingDown}, // of calls that the queue did not answer in time, or while we lasted
	} {
		if errors.Is(err, e.is) {
			return refusal(e.fault)
		}
	}
	var refused *queue.Refused
	switch {
	case errors.As(err, &refused):
		return faulty(below("/base", refused.Problems))
	case errors.Is(err, queue.ErrEmpty):
		return badData("/items", "no_rows", "Danh sách không có dòng nào.", "Kiểm tra lại danh sách.")
	case errors.Is(err, queue.ErrTooMany):
		return badData("/items", "too_many_rows", "Danh sách dài quá mức máy chủ nhận cho một đợt.", "Chia thành nhiều đợt.")
	}
	return err
}

// below puts what the pointers of problems begin with before them.
func below(at string, ps document.Problems) document.Problems {
	out := slices.Clone(ps)
	for i := range out {
		out[i].Pointer = at + out[i].Pointer
	}
	return out
}

// correctBatch makes rows again.
func (s *Server) correctBatch(c *fiber.Ctx) error {
	x := exchangeOf(c.Context())
	if _, err := x.operation.Reads.of(&c.Request().Header); err != nil {
		return err
	}
	st, err := s.batchOf(c)
	if err != nil {
		return err
	}
	var out *queue.Status
	busy := func(string) {}
	err = s.inTurn(c, s.config.MaxUpload, busy, []*gate{s.files, s.gate}, func(ctx context.Context, in *body) error {
		patches, err := parseCorrections(in.bytes, st.Rows)
		if err != nil {
			return err
		}
		out, err = s.config.Batches.Correct(ctx, st.ID, patches)
		return ofQueue(err)
	})
	if err != nil {
		return err
	}
	x.logger(s.log).Info("batch corrected", "batch", out.ID, "revision", out.Revision, "key", x.key)
	c.Status(fiber.StatusAccepted)
	return sendJSON(c, statusOf(out))
}

// parseCorrections reads rows by their numbers, of which the batch has so many.
func parseCorrections(data []byte, rows int) (map[int][]byte, error) {
	var given jsontext.Value
	for m, err := range namedOnce(membersOf(data)) {
		if err != nil {
			return nil, err
		}
		if m.name != "rows" {
			return nil, badData("/"+escapePointer(m.name), "unknown_key", "Không có trường này.", "Chỉ ghi rows.")
		}
		given = m.value
	}
	if given.Kind() != '{' {
		return nil, badData("/rows", "wrong_type", "rows phải là một đối tượng có khóa là số thứ tự của dòng.", `Ghi {"17": {…}, "20": null}.`)
	}
	patches := map[int][]byte{}
	var ps document.Problems
	for m, err := range namedOnce(membersOf(given)) {
		if err != nil {
			return nil, err
		}
		if len(ps) == maxProblems {
			break
		}
		at := "/rows/" + escapePointer(m.name)
		n, err := strconv.Atoi(m.name)
		switch {
		case err != nil || n < 1 || n > rows || strconv.Itoa(n) != m.name:
			ps = append(ps, document.Problem{Pointer: at, Code: "no_such_row", Message: fmt.Sprintf("Đợt không có dòng này; các dòng từ 1 đến %d.", rows), Hint: "Lấy số thứ tự ở rows của đợt."})
		case m.value.Kind() == 'n':
			patches[n] = nil
		case m.value.Kind() != '{':
			ps = append(ps, document.Problem{Pointer: at, Code: "wrong_type", Message: "Dòng này không phải là một đối tượng JSON.", Hint: "Ghi patch mới của dòng, hoặc null để phát hành lại như cũ."})
		default:
			patches[n] = m.value
		}
	}
	if ps != nil {
		return nil, faulty(ps)
	}
	if len(patches) == 0 {
		return nil, badData("/rows", "no_rows", "Không có dòng nào để làm lại.", "Ghi ít nhất một dòng.")
	}
	return patches, nil
}

// deleteBatch cancels a batch that is not finished, and removes one that is.
func (s *Server) deleteBatch(c *fiber.Ctx) error {
	st, err := s.batchOf(c)
	if err != nil {
		return err
	}
	x := exchangeOf(c.Context())
	ctx, cancel := context.WithTimeout(s.stop, s.config.RenderTimeout)
	defer cancel()
	if !st.State.Final() {
		if st, err = s.config.Batches.Cancel(ctx, st.ID); err != nil {
			return ofQueue(err)
		}
		x.logger(s.log).Info("batch cancelled", "batch", st.ID, "key", x.key)
		c.Status(fiber.StatusAccepted)
		return sendJSON(c, statusOf(st))
	}
	if err := s.config.Batches.Delete(ctx, st.ID); err != nil {
		return ofQueue(err)
	}
	x.logger(s.log).Info("batch removed", "batch", st.ID, "key", x.key)
	c.Status(fiber.StatusNoContent)
	return nil
}

// batchOf returns the batch in the address, if it is the caller's.
func (s *Server) batchOf(c *fiber.Ctx) (*queue.Status, error) {
	ctx, cancel := context.WithTimeout(s.stop, s.config.RenderTimeout)
	defer cancel()
	st, err := s.config.Batches.Get(ctx, strings.Clone(c.Params("id")))
	if err != nil {
		return nil, ofQueue(err)
	}
	if st.Owner != exchangeOf(c.Context()).key {
		return nil, refusal(noSuchBatch) // that there is one is nobody else's business
	}
	return st, nil
}
