package api

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/gofiber/fiber/v2"

	"vanban/sheet"
	"vanban/templates/contract"
)

// listAnswer is a list as it was read.
type listAnswer struct {
	Format   string       `json:"format" doc:"xlsx hoặc csv"`
	Type     string       `json:"type" doc:"mã loại mà danh sách được đọc cho"`
	Sheets   []listSheet  `json:"sheets" doc:"các trang tính"`
	Columns  []listColumn `json:"columns" doc:"các cột và trường của chúng"`
	Total    int          `json:"total" doc:"số dòng của danh sách"`
	Errors   int          `json:"errors" doc:"số dòng có lỗi, trong mọi dòng"`
	Warnings int          `json:"warnings" doc:"số dòng chỉ có cảnh báo, trong mọi dòng"`
	Rows     []listRow    `json:"rows" doc:"các dòng đầu, nhiều nhất limit dòng và khoảng 12 MB chữ"`
	Notes    []remark     `json:"notes" doc:"lưu ý về cả danh sách"`
}

type listSheet struct {
	Name   string `json:"name" doc:"tên trang; trống với CSV"`
	Hidden bool   `json:"hidden" doc:"trang bị ẩn"`
	Header int    `json:"header" doc:"dòng tiêu đề cuối cùng; 0 là trang không có danh sách hoặc danh sách không có tiêu đề"`
	Rows   int    `json:"rows" doc:"số dòng của danh sách ở trang này"`
}

type listColumn struct {
	Sheet  string `json:"sheet" doc:"trang tính"`
	Letter string `json:"letter" doc:"chữ của cột"`
	Header string `json:"header" doc:"tiêu đề của cột"`
	Field  string `json:"field" doc:"trường của văn bản; trống là không vào trường nào"`
	Means  string `json:"means" doc:"cột là gì, khi không vào trường nào: order, family, given, gender, group, decision, form, prize, note, other"`
	How    string `json:"how" doc:"vì sao là trường ấy: mapping bên gọi nói, path, name, words, likely"`
}

type listRow struct {
	Number   int            `json:"number" doc:"số thứ tự trong danh sách"`
	Sheet    string         `json:"sheet" doc:"trang tính"`
	Line     int            `json:"line" doc:"số dòng trong tệp"`
	Kind     string         `json:"kind" doc:"tap-the, ca-nhan, hoặc trống khi không rõ"`
	Group    string         `json:"group" doc:"dòng nhóm ở trên, như đã ghi"`
	Patch    jsontext.Value `json:"patch" doc:"JSON Merge Patch của dòng này, dùng được làm một mục của items"`
	Cells    []string       `json:"cells" doc:"các ô từ cột A, như người đọc thấy"`
	Problems []remark       `json:"problems" doc:"lỗi và cảnh báo; pointer là trong patch"`
}

// maxListRows is how many rows of a list are sent: what a person can look through in a page. maxListText bounds what they say, in bytes: the text of
// one cell of a spreadsheet can be that of a million others.
const (
	maxListRows = 20_000
	maxListText = 12 << 20
)

// lists answers with what a spreadsheet holds, and keeps nothing of it.
func (s *Server) lists(c *fiber.Ctx) error {
	x := exchangeOf(c.Context())
	x.typ, x.format = "unknown", "none"
	hint, err := s.listHint(c)
	if err != nil {
		return err
	}
	limit, err := whole(c, "limit", 1, maxListRows, maxListRows)
	if err != nil {
		return err
	}
	if _, err := x.operation.Reads.of(&c.Request().Header); err != nil {
		return err
	}
	x.typ = s.typeMade(hint.Type)
	format := "unknown"
	outcome := func(word string) { s.metrics.lists.WithLabelValues(x.typ, format, word).Inc() }
	return s.readIn(c, "list", outcome, func(ctx context.Context, file []byte) ([]byte, error) {
		list, err := readList(ctx, file, hint, limit, maxListText)
		if err != nil {
			return nil, err
		}
		format, x.errors, x.warnings = list.Format, list.Errors, list.Warnings
		return json.Marshal(list)
	})
}

// listHint reads what the caller knows of a list.
func (s *Server) listHint(c *fiber.Ctx) (hint sheet.Hint, err error) {
	args := c.Context().QueryArgs()
	if hint.Type = "giay-khen"; args.Has("type") {
		hint.Type = string(args.Peek("type"))
		if s.render.Catalog().Get(hint.Type) == nil {
			return hint, refusal(badType).because("Không tạo được loại %s.", contract.Quote(strings.ToValidUTF8(hint.Type, "?")))
		}
	}
	hint.Sheet = string(args.Peek("sheet"))
	if args.Has("map") {
		if err := json.Unmarshal(args.Peek("map"), &hint.Mapping); err != nil {
			return hint, refusal(badParameter).because(`map phải là một đối tượng JSON, ví dụ {"C": "recipient.unit"}.`)
		}
	}
	return hint, nil
}

// readList reads a list, and keeps no more of its rows than are sent: so many, and no more when they say so many bytes.
func readList(ctx context.Context, data []byte, hint sheet.Hint, limit, text int) (*listAnswer, error) {
	r, err := sheet.Open(data, hint)
	if err != nil {
		return nil, err
	}
	list := &listAnswer{Format: string(r.Format), Type: hint.Type, Sheets: []listSheet{}, Columns: []listColumn{}, Rows: []listRow{}}
	for i := range r.Sheets {
		list.Sheets = append(list.Sheets, listSheet(r.Sheets[i]))
	}
	for _, c := range r.Columns {
		list.Columns = append(list.Columns, listColumn{c.Sheet, c.Letter, c.Header, c.Field, c.Means, string(c.How)})
	}
	list.Notes, _ = remarks(r.Notes)
	for row, err := range r.Rows() {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return nil, err
		}
		list.Total++
		switch {
		case row.Problems.Fatal():
			list.Errors++
		case len(row.Problems) > 0:
			list.Warnings++
		}
		if len(list.Rows) < limit && text > 0 {
			text -= len(row.Patch)
			for _, cell := range row.Cells {
				text -= len(cell)
			}
			problems, _ := remarks(row.Problems)
			list.Rows = append(list.Rows, listRow{row.Number, row.Sheet, row.Line, row.Kind, row.Group, row.Patch, append([]string{}, row.Cells...), problems})
		}
	}
	return list, nil
}

// whole returns a whole number of the query within its bounds, or another where it is not there.
func whole(c *fiber.Ctx, name string, low, high, otherwise int) (int, error) {
	args := c.Context().QueryArgs()
	if !args.Has(name) {
		return otherwise, nil
	}
	n, err := strconv.Atoi(string(args.Peek(name)))
	if err != nil || n < low || n > high {
		return 0, refusal(badParameter).because("%s là số nguyên từ %d đến %d.", name, low, high)
	}
	return n, nil
}

// typeMade returns the slug of a type for logs and metrics, which take those there are and no others.
func (s *Server) typeMade(slug string) string {
	if s.render.Catalog().Get(slug) == nil {
		return "unknown"
	}
	return slug
}

// workbooks are made when they are first asked for.
type workbooks struct {
	mu   sync.Mutex
	made map[string]*resource
}

// workbook answers with the workbook of a type.
func (s *Server) workbook(c *fiber.Ctx) error {
	t := s.render.Catalog().Get(c.Params("type"))
	if t == nil {
		return refusal(unknownType)
	}
	r, err := s.workbooks.of(t.Slug)
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderContentDisposition, named("attachment", "Danh sách "+t.Name+".xlsx"))
	return r.send(c)
}

func (w *workbooks) of(slug string) (*resource, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if r := w.made[slug]; r != nil {
		return r, nil
	}
	data, err := sheet.Template(slug, nil)
	if err != nil {
		return nil, fmt.Errorf("api: workbook of %s: %w", slug, err)
	}
	if w.made == nil {
		w.made = map[string]*resource{}
	}
	w.made[slug] = newResource(mediaXLSX, data)
	return w.made[slug], nil
}
