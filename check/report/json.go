package report

import (
	"fmt"
	"math"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"vanban/check"
	"vanban/document"
	"vanban/read"
)

// Check is the JSON of a report. Its tags are the source of the OpenAPI component: json names the key, doc says what the value is.
type Check struct {
	Source  string   `json:"source" doc:"loại tệp: docx, pdf, text hoặc markdown"`
	Kind    string   `json:"kind" doc:"mã tên loại; trống khi không nhận ra"`
	Title   string   `json:"title" doc:"tên loại và trích yếu trên một dòng"`
	Code    string   `json:"code" doc:"số, ký hiệu như ghi trong tệp"`
	Pack    string   `json:"pack" doc:"mã bộ quy tắc"`
	Clean   bool     `json:"clean" doc:"true khi không có điểm sai và không có điểm phải xem lại; gợi ý không tính"`
	Counts  Counts   `json:"counts" doc:"số quy tắc theo kết quả"`
	Rules   []Rule   `json:"rules" doc:"mọi quy tắc, theo thứ tự của văn bản"`
	Remarks []Remark `json:"remarks" doc:"những gì không đọc được hoặc phải đoán"`
}

// Counts is how many rules came out how.
type Counts struct {
	Pass          int `json:"pass" doc:"số quy tắc đạt"`
	Fail          int `json:"fail" doc:"số quy tắc sai"`
	NeedsReview   int `json:"needs_review" doc:"số quy tắc cần người xem lại"`
	NotApplicable int `json:"not_applicable" doc:"số quy tắc không áp dụng cho văn bản này"`
	NotEvaluated  int `json:"not_evaluated" doc:"số quy tắc mà tệp không đủ dữ liệu để đánh giá"`
}

// Rule is one rule and its outcome.
type Rule struct {
	ID       string    `json:"id" doc:"mã quy tắc"`
	Title    string    `json:"title" doc:"tên quy tắc"`
	Severity string    `json:"severity" doc:"mức độ: violation, deviation hoặc suggestion"`
	Status   string    `json:"status" doc:"kết quả: pass, fail, needs_review, not_applicable hoặc not_evaluated"`
	Cite     string    `json:"cite" doc:"căn cứ pháp lý"`
	Places   int       `json:"places" doc:"số chỗ đã xem"`
	Findings []Finding `json:"findings" doc:"những gì thấy ở từng chỗ"`
}

// Finding is what a rule found at one place.
type Finding struct {
	Status   string `json:"status" doc:"kết quả ở chỗ này"`
	Measured string `json:"measured,omitempty" doc:"giá trị đo được"`
	Allowed  string `json:"allowed,omitempty" doc:"giá trị cho phép"`
	Message  string `json:"message,omitempty" doc:"nhận xét"`
	Hint     string `json:"hint,omitempty" doc:"cách sửa"`
	Excerpt  string `json:"excerpt,omitempty" doc:"những chữ đầu tại chỗ này"`
	Place    Place  `json:"place" doc:"vị trí trong tệp"`
}

// Place is where something stands; what the kind of file cannot say is absent.
type Place struct {
	Part      string `json:"part,omitempty" doc:"phần của tệp DOCX ngoài nội dung chính"`
	Paragraph int    `json:"paragraph,omitzero" doc:"số thứ tự đoạn, từ 1"`
	Line      int    `json:"line,omitzero" doc:"dòng của tệp văn bản thuần, từ 1"`
	Page      int    `json:"page,omitzero" doc:"trang, từ 1"`
	Pointer   string `json:"pointer,omitempty" doc:"vị trí trong JSON đã gửi (RFC 6901), khi văn bản gửi dưới dạng JSON"`
	BoxMM     *Box   `json:"box_mm,omitempty" doc:"khung trên trang PDF, đo từ góc trên bên trái, mm"`
}

// Box is a rectangle in millimetres, to a tenth.
type Box struct {
	X      float64 `json:"x" doc:"cách mép trái"`
	Y      float64 `json:"y" doc:"cách mép trên"`
	Width  float64 `json:"width" doc:"bề rộng"`
	Height float64 `json:"height" doc:"bề cao"`
}

// Remark is what the reader has to say of the file.
type Remark struct {
	Code    string `json:"code" doc:"mã của lưu ý"`
	Message string `json:"message" doc:"lưu ý"`
	Text    string `json:"text,omitempty" doc:"chữ trong tệp không có ở chỗ nào khác"`
	Place   Place  `json:"place" doc:"vị trí trong tệp"`
}

// JSON returns the report as JSON, indented, with letters as they are.
func JSON(r *check.Report) ([]byte, error) { return marshal(New(r)) }

func marshal(v any) ([]byte, error) {
	data, err := json.Marshal(v, jsontext.WithIndent("  "))
	if err != nil {
		return nil, fmt.Errorf("report: %w", err)
	}
	return append(data, '\n'), nil
}

// New returns the report in the shape of its JSON, for an answer that holds more than it.
func New(r *check.Report) *Check {
	n := r.Counts()
	c := &Check{
		Source: sourceKeys[r.Source], Kind: r.Kind, Title: r.Title, Code: r.Code, Pack: r.Pack, Clean: r.Clean(),
		Counts: Counts{
			Pass: n[check.Pass], Fail: n[check.Fail], NeedsReview: n[check.NeedsReview],
			NotApplicable: n[check.NotApplicable], NotEvaluated: n[check.NotEvaluated],
		},
		Rules: make([]Rule, len(r.Results)), Remarks: make([]Remark, len(r.Remarks)),
	}
	for i := range r.Results {
		c.Rules[i] = newRule(&r.Results[i])
	}
	for i := range r.Remarks {
		m := &r.Remarks[i]
		c.Remarks[i] = Remark{Code: m.Code, Message: m.Message, Text: m.Text, Place: newPlace(m.Place)}
	}
	return c
}

func newRule(res *check.Result) Rule {
	rule := Rule{
		ID: res.Rule.ID, Title: res.Rule.Title, Severity: severityKeys[res.Rule.Severity], Status: statusKeys[res.Status],
		Cite: res.Rule.Cite, Places: res.Places, Findings: make([]Finding, len(res.Findings)),
	}
	for i := range res.Findings {
		f := &res.Findings[i]
		rule.Findings[i] = Finding{
			Status: statusKeys[f.Status], Measured: f.Measured, Allowed: f.Allowed, Message: f.Message, Hint: f.Hint,
			Excerpt: f.Excerpt, Place: newPlace(f.Place),
		}
	}
	return rule
}

func newPlace(p read.Place) Place {
	out := Place{Part: p.Part, Paragraph: p.Paragraph, Line: p.Line, Page: p.Page, Pointer: p.Pointer}
	if b := p.Box; b != (read.Box{}) {
		out.BoxMM = &Box{X: tenths(b.X), Y: tenths(b.Y), Width: tenths(b.Width), Height: tenths(b.Height)}
	}
	return out
}

func tenths(e document.EMU) float64 { return math.Round(e.Millimetres()*10) / 10 }
