package api

import (
	"context"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"mime"
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/gofiber/fiber/v2"

	"vanban/batch"
	"vanban/batch/queue"
)

// headerReprDigest says which bytes a file has (RFC 9530), for those who fetch it through others.
const headerReprDigest = "Repr-Digest"

type batchList struct {
	Batches []*batchStatus `json:"batches" doc:"các đợt của khóa này, mới nhất trước"`
}

// listBatches answers with the caller's batches.
func (s *Server) listBatches(c *fiber.Ctx) error {
	ctx, cancel := context.WithTimeout(s.stop, s.config.RenderTimeout)
	defer cancel()
	all, err := s.config.Batches.List(ctx)
	if err != nil {
		return ofQueue(err)
	}
	list := batchList{Batches: []*batchStatus{}}
	for _, st := range all {
		if st.Owner == exchangeOf(c.Context()).key {
			list.Batches = append(list.Batches, statusOf(st))
		}
	}
	data, err := json.Marshal(list)
	if err != nil {
		return err
	}
	return s.sendOnce(c, fiber.MIMEApplicationJSON, data)
}

// getBatch answers with how a batch stands.
func (s *Server) getBatch(c *fiber.Ctx) error {
	st, err := s.batchOf(c)
	if err != nil {
		return err
	}
	return sendJSON(c, statusOf(st))
}

// sendJSON answers with something small that nobody may keep.
func sendJSON(c *fiber.Ctx, value any) error {
	data, err := json.Marshal(value)
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderCacheControl, "no-store")
	c.Response().Header.SetContentType(fiber.MIMEApplicationJSON)
	c.Response().SetBodyRaw(data)
	return nil
}

// watchBatch answers with how a batch stands, again whenever that changes, until it is finished.
func (s *Server) watchBatch(c *fiber.Ctx) error {
	st, err := s.batchOf(c)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(s.stop)
	seen, err := s.config.Batches.Watch(ctx, st.ID)
	if err != nil {
		cancel()
		return ofQueue(err)
	}
	events := make(chan event)
	go func() {
		defer close(events)
		for st := range seen {
			e := event{Name: "progress", Data: statusOf(&st)}
			if st.State.Final() {
				e.Name = "end"
			}
			select {
			case events <- e:
			case <-ctx.Done():
				return
			}
			if st.State.Final() {
				return
			}
		}
	}()
	return s.stream(c, events, cancel)
}

type batchRows struct {
	Rows []batchRow `json:"rows" doc:"các dòng đã có kết quả, theo thứ tự danh sách"`
	Next int        `json:"next,omitzero" doc:"còn nữa: gọi lại với after=next"`
}

type batchRow struct {
	Row      int            `json:"row" doc:"số thứ tự trong danh sách"`
	Name     string         `json:"name" doc:"dòng này về ai, về việc gì"`
	Status   string         `json:"status" doc:"done hoặc failed"`
	Revision int            `json:"revision" doc:"lần sửa làm ra kết quả này; 0 là lần đầu"`
	Pages    int            `json:"pages" doc:"số trang"`
	Patch    jsontext.Value `json:"patch,omitempty" doc:"dòng này trong danh sách, để sửa và gửi lại; không có khi dòng không phải là đối tượng JSON"`
	Problems []remark       `json:"problems" doc:"lỗi và cảnh báo; pointer là trong văn bản đã ghép, hoặc trong dòng"`
}

// The rows that are asked for at one time.
const (
	usualRows = 100
	mostRows  = 1000
)

// whichRows are the rows that can be asked for.
var whichRows = []string{string(queue.AllRows), string(queue.FailedRows), string(queue.WarnedRows), string(queue.ProblemRows)}

// listRows answers with rows of a batch.
func (s *Server) listRows(c *fiber.Ctx) error {
	which := queue.AllRows
	if args := c.Context().QueryArgs(); args.Has("status") {
		which = queue.Which(args.Peek("status"))
		if !slices.Contains(whichRows, string(which)) {
			return refusal(badParameter).because("status là một trong: %s.", strings.Join(whichRows, ", "))
		}
	}
	after, err := whole(c, "after", 0, maxInteger, 0)
	if err != nil {
		return err
	}
	limit, err := whole(c, "limit", 1, mostRows, usualRows)
	if err != nil {
		return err
	}
	st, err := s.batchOf(c)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(s.stop, s.config.RenderTimeout)
	defer cancel()
	entries, next, err := s.config.Batches.Rows(ctx, st.ID, which, after+1, limit)
	if err != nil {
		return ofQueue(err)
	}
	numbers := make([]int, len(entries))
	for i := range entries {
		numbers[i] = entries[i].Row
	}
	patches, err := s.config.Batches.Patches(ctx, st.ID, numbers)
	if err != nil {
		return ofQueue(err)
	}
	out := batchRows{Rows: make([]batchRow, len(entries))}
	if next > 0 {
		out.Next = next - 1
	}
	for i, e := range entries {
		if i > 0 && patches[e.Row] == nil { // those before it are all that goes into one answer
			out.Rows, out.Next = out.Rows[:i], entries[i-1].Row
			break
		}
		r := batchRow{Row: e.Row, Name: e.Name, Status: string(e.Status), Revision: e.Revision, Pages: e.Pages, Problems: []remark{}}
		for _, p := range e.Errors {
			r.Problems = append(r.Problems, remark{"error", p.Pointer, p.Code, p.Message, p.Hint, p.Cite})
		}
		for _, p := range e.Warnings {
			r.Problems = append(r.Problems, remark{"warning", p.Pointer, p.Code, p.Message, p.Hint, p.Cite})
		}
		if patch := batch.Plain(patches[e.Row]); patch != nil {
			r.Patch = patch
		}
		out.Rows[i] = r
	}
	data, err := json.Marshal(out)
	if err != nil {
		return err
	}
	return s.sendOnce(c, fiber.MIMEApplicationJSON, data)
}

// batchFile answers with a file of a batch.
func (s *Server) batchFile(c *fiber.Ctx) error {
	st, err := s.batchOf(c)
	if err != nil {
		return err
	}
	name, err := url.PathUnescape(c.Params("name"))
	if err != nil {
		return refusal(noSuchFile)
	}
	// The context lives as long as the file is read.
	from, f, err := s.config.Batches.Open(s.stop, st.ID, name)
	if errors.Is(err, queue.ErrNotFound) {
		return refusal(noSuchFile)
	}
	if err != nil {
		return ofQueue(err)
	}
	tag := `"` + f.SHA256 + `"`
	c.Set(fiber.HeaderETag, tag)
	c.Set(fiber.HeaderCacheControl, "private, no-cache")
	if matches(string(c.Request().Header.Peek(fiber.HeaderIfNoneMatch)), tag) {
		c.Status(fiber.StatusNotModified)
		return from.Close()
	}
	if sum, err := hex.DecodeString(f.SHA256); err == nil {
		c.Set(headerReprDigest, "sha-256=:"+base64.StdEncoding.EncodeToString(sum)+":")
	}
	c.Set(fiber.HeaderContentDisposition, named("attachment", f.Name))
	return s.sendStream(c, mediaOfFile(f.Name), from, f.Bytes)
}

// mediaOfFile is the media type of a file of a batch.
func mediaOfFile(name string) string {
	switch ext := path.Ext(name); ext {
	case ".pdf":
		return mediaPDF
	case ".docx":
		return mediaDOCX
	case ".xlsx":
		return mediaXLSX
	case ".zip":
		return mediaZIP
	case ".json":
		return fiber.MIMEApplicationJSON
	default:
		if media := mime.TypeByExtension(ext); media != "" {
			return media
		}
	}
	return mediaOctets
}
