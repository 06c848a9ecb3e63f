package api

import (
	"context"
	"errors"
	"iter"
	"time"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/gofiber/fiber/v2"

	"vanban/award"
	"vanban/batch"
	"vanban/batch/queue"
	"vanban/document"
	"vanban/read"
	"vanban/sheet"
)

// submitBatch begins a batch.
func (s *Server) submitBatch(c *fiber.Ctx) error {
	x := exchangeOf(c.Context())
	x.typ, x.format = "unknown", "batch"
	m, err := x.operation.Reads.of(&c.Request().Header)
	if err != nil {
		return err
	}
	key, err := idempotencyKey(c)
	if err != nil {
		return err
	}
	outcome := func(word string) { s.metrics.submissions.WithLabelValues(x.typ, word).Inc() }
	var out *batchStatus
	var created bool
	err = s.inTurn(c, s.config.MaxUpload, outcome, []*gate{s.files, s.gate}, func(ctx context.Context, in *body) error {
		began := time.Now()
		defer func() { s.metrics.reading.WithLabelValues("batch").Observe(time.Since(began).Seconds()) }()
		sub, err := parseSubmission(m, string(c.Request().Header.ContentType()), in.bytes)
		if err == nil {
			out, created, err = s.take(ctx, x.key, key, sub)
		}
		if err = ofQueue(err); err == nil {
			x.typ = s.typeMade(out.Type)
			outcome(map[bool]string{true: "accepted", false: "repeated"}[created])
			return nil
		}
		var r *refused
		if errors.As(err, &r) {
			x.count(r.problems)
			outcome(map[bool]string{true: "unavailable", false: "refused"}[r.fault.Status >= 500])
		}
		return err
	})
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderLocation, out.URL)
	if created {
		x.logger(s.log).Info("batch accepted", "batch", out.ID, "type", out.Type, "rows", out.Counts.Total, "key", x.key)
		c.Status(fiber.StatusAccepted)
	}
	return sendJSON(c, out)
}

// idempotencyKey returns the header of that name, empty where there is none.
func idempotencyKey(c *fiber.Ctx) (string, error) {
	values := c.Request().Header.PeekAll(headerIdempotencyKey)
	if len(values) == 0 {
		return "", nil
	}
	key := string(values[0])
	good := len(values) == 1 && len(key) > 0 && len(key) <= 255
	for _, b := range []byte(key) {
		good = good && b > ' ' && b < 0x7f
	}
	if !good {
		return "", refusal(badIdempotencyKey)
	}
	return key, nil
}

const headerIdempotencyKey = "Idempotency-Key"

// take begins the batch of a submission. One that was begun with the same key and the same body is the answer also where it could not be begun any
// more: the plate that it names may be gone by now, or the room.
func (s *Server) take(ctx context.Context, owner, key string, sub *submission) (*batchStatus, bool, error) {
	if key != "" {
		key = owner + "\n" + key
	}
	out, created, err := s.beginBatch(ctx, owner, key, sub)
	if err == nil || key == "" {
		return out, created, err
	}
	st, unknown := s.config.Batches.Claimed(ctx, key, sub.fingerprint)
	if st == nil || unknown != nil {
		return nil, false, err
	}
	return statusOf(st), false, nil
}

// checkWebhook finds what is wrong with the address to be told.
func (s *Server) checkWebhook(sub *submission) {
	if sub.Webhook == "" {
		return
	}
	if s.config.Webhook == nil {
		sub.fail("/webhook", "webhook_off", "Máy chủ không gửi webhook.", "Bỏ webhook, hoặc báo người quản trị chạy serve với --webhook-secret.")
		return
	}
	if err := s.config.Webhook(sub.Webhook); err != nil {
		sub.fail("/webhook", "bad_webhook", "Địa chỉ webhook không dùng được: "+err.Error()+".", "Ghi một địa chỉ https mà máy chủ được phép gọi.")
	}
}

// beginBatch looks at all of a submission before any of it is stored.
func (s *Server) beginBatch(ctx context.Context, owner, key string, sub *submission) (*batchStatus, bool, error) {
	s.checkWebhook(sub)
	base, err := s.config.Plates.freeze(ctx, sub.Base)
	if r := (*refused)(nil); errors.As(err, &r) && r.fault == invalidData {
		sub.problems = append(sub.problems, r.problems...)
	} else if err != nil {
		return nil, false, err
	}
	if len(sub.problems) > 0 {
		ps := append(sub.problems, s.problemsOfBase(sub.Base)...)
		if sub.Award != nil {
			_, more := award.Parse(sub.Award)
			ps = append(ps, more...)
		}
		return nil, false, faulty(ps)
	}
	list, err := sub.open(base)
	if err != nil {
		return nil, false, err
	}
	spec := &batch.Spec{Base: base, Title: sub.Title, Files: batch.Files{Merged: len(sub.Files) == 0}}
	for _, f := range sub.Files {
		spec.Files.Merged = spec.Files.Merged || f == fileMerged
		spec.Files.PDF = spec.Files.PDF || f == filePDF
		spec.Files.DOCX = spec.Files.DOCX || f == fileDOCX
	}
	items, notes := list.rows, list.notes
	if sub.Award != nil {
		plan, ps := s.plan(sub, spec, list)
		if list.err != nil {
			return nil, false, list.err
		}
		if ps.Fatal() {
			return nil, false, faulty(ps)
		}
		items, notes = plan, append(notes, ps...)
	}
	st, created, err := s.config.Batches.Submit(ctx, queue.Submission{
		Spec: spec, Owner: owner, Items: items, Broken: func() error { return list.err }, Key: key, Fingerprint: sub.fingerprint, Webhook: sub.Webhook,
	})
	if err != nil {
		return nil, false, err
	}
	out := statusOf(st)
	out.Notes, _ = remarks(notes)
	return out, created, nil
}

// problemsOfBase is what is wrong with a base whatever the rows say.
func (s *Server) problemsOfBase(base []byte) document.Problems {
	if base == nil {
		return nil
	}
	_, ps, err := s.maker.Prepare(&batch.Spec{Base: base})
	if err != nil { // a fault of ours, which shows when the rest is right
		return nil
	}
	return below("/base", ps)
}

// plan brings decision, list and certificates together. What it finds is all that is wrong with them at once, where the list can be read to its end.
func (s *Server) plan(sub *submission, spec *batch.Spec, list *submitted) (iter.Seq2[int, []byte], document.Problems) {
	asked, ps := award.Parse(sub.Award)
	if ps.Fatal() {
		return nil, append(ps, s.problemsOfBase(spec.Base)...)
	}
	planned, ps := award.Plan(asked, spec.Base, list.plain)
	if list.err != nil {
		return nil, nil
	}
	if planned != nil {
		spec.Award, spec.Base = asked, planned.Base
		ps = append(ps, below("/award/decision", s.render.Catalog().BuildDocument(planned.Decision).Problems)...)
	}
	if ps.Fatal() {
		return nil, append(ps, s.problemsOfBase(spec.Base)...)
	}
	return func(yield func(int, []byte) bool) {
		for i := range planned.Rows {
			r := &planned.Rows[i]
			patch, err := batch.Noted(r.Patch, list.found[r.Index])
			if err != nil {
				list.err = err
				return
			}
			if !yield(i+1, patch) {
				return
			}
		}
	}, ps
}

// submitted is the list of a submission.
type submitted struct {
	rows  iter.Seq2[int, []byte]    // with what was found in their cells
	plain iter.Seq2[int, []byte]    // without
	found map[int]document.Problems // in the cells of a row
	notes document.Problems         // on the list as a whole
	err   error                     // why rows broke off
}

// open reads the list as far as is needed to know that it can be read.
func (s *submission) open(base []byte) (*submitted, error) {
	l := &submitted{found: map[int]document.Problems{}}
	if s.items != nil {
		l.rows = func(yield func(int, []byte) bool) {
			var broken error
			elementsOf(s.items, &broken)(yield)
			if broken != nil {
				l.err = broken
			}
		}
		l.plain = l.rows
		return l, nil
	}
	kind := ""
	for m, err := range membersOf(base) {
		if err == nil && m.name == "type" {
			kind = plainString(m.value)
		}
	}
	r, err := sheet.Open(s.list, sheet.Hint{Type: kind, Mapping: s.List.Map, Sheet: s.List.Sheet})
	var refused *read.Refusal
	if errors.As(err, &refused) {
		return nil, unreadable(document.Problems{refused.Problem})
	}
	if err != nil {
		return nil, err
	}
	l.notes = r.Notes
	each := func(yield func(int, []byte, document.Problems) bool) {
		for row, err := range r.Rows() {
			if err != nil {
				if l.err = err; errors.As(err, &refused) {
					l.err = unreadable(document.Problems{refused.Problem})
				}
				return
			}
			if !yield(row.Number, row.Patch, row.Problems) {
				return
			}
		}
	}
	l.plain = func(yield func(int, []byte) bool) {
		each(func(n int, patch []byte, ps document.Problems) bool {
			if len(ps) > 0 {
				l.found[n] = ps
			}
			return yield(n, patch)
		})
	}
	l.rows = func(yield func(int, []byte) bool) {
		each(func(n int, patch []byte, ps document.Problems) bool {
			patch, err := batch.Noted(patch, ps)
			if err != nil {
				l.err = err
				return false
			}
			return yield(n, patch)
		})
	}
	return l, nil
}

// plainString is the text of a JSON string, empty for anything else.
func plainString(v jsontext.Value) string {
	if v.Kind() != '"' {
		return ""
	}
	text, err := jsontext.AppendUnquote(nil, v)
	if err != nil {
		return ""
	}
	return string(text)
}

// corrections are rows to be made again.
type corrections struct {
	Rows map[string]jsontext.Value `json:"rows" doc:"theo số thứ tự của dòng: patch mới thay toàn bộ dòng cũ, hoặc null để phát hành lại đúng như cũ"`
}
