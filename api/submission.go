package api

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"iter"
	"mime"
	"mime/multipart"
	"slices"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/gofiber/fiber/v2"

	"vanban/document"
	"vanban/templates/contract"
)

// submission is what begins a batch: the request's JSON, and the list where it came as a file of its own. Base, Items and Award are slices
// of the request's body, read by those who use them, so that a fault in one row is a fault of that row.
type submission struct {
	Base    jsontext.Value   `json:"base" doc:"văn bản chung; với khen thưởng là giấy khen, bằng khen"`
	Items   []jsontext.Value `json:"items,omitempty" doc:"mỗi mục là một JSON Merge Patch (RFC 7396) trên base; không ghi khi danh sách là tệp"`
	Award   jsontext.Value   `json:"award,omitempty" doc:"quyết định khen thưởng và danh sách kèm theo, lập từ chính danh sách này; hoặc chỉ một quyet-dinh"`
	List    listOptions      `json:"list,omitzero" doc:"cách đọc tệp danh sách"`
	Files   []string         `json:"files,omitempty" doc:"các tệp cần: merged là một PDF gộp, pdf và docx là ZIP các tệp riêng; không ghi là merged"`
	Title   string           `json:"title,omitempty" doc:"tên đợt, dùng trong tên tệp"`
	Webhook string           `json:"webhook,omitempty" doc:"địa chỉ https được báo khi đợt xong (Standard Webhooks)"`

	list        []byte            // the list as a spreadsheet, CSV or JSON; nil where the items are in the JSON
	items       []byte            // the JSON of the list; nil where it is a spreadsheet or CSV
	fingerprint string            // of all that was sent, whatever divides its parts
	problems    document.Problems // with its shape
}

// listOptions say how a spreadsheet is read where it cannot be told from the file.
type listOptions struct {
	Map   map[string]string `json:"map,omitempty" doc:"cột nào là trường nào, ví dụ {\"C\": \"recipient.unit\"}; trường trống là bỏ cột"`
	Sheet string            `json:"sheet,omitempty" doc:"tên trang tính; không ghi là mọi trang có danh sách"`
}

// submissionForm is a submission in parts, for its schema.
type submissionForm struct {
	Batch submission `json:"batch" doc:"như khi gửi JSON, không có items"`
	List  formFile   `json:"list" doc:"danh sách: tệp .xlsx, .csv, hoặc một mảng JSON"`
}

// formFile is a file in a form.
type formFile []byte

// The parts of a submission with a file.
const (
	partBatch = "batch"
	partList  = "list"
)

// parseSubmission reads the body of a request that begins a batch. What cannot be read is a refusal; what is wrong with what it says is among the
// submission's problems, to be told together with those of its documents.
func parseSubmission(m *medium, contentType string, body []byte) (*submission, error) {
	sum := sha256.New()
	var sub *submission
	var err error
	if m.Name == fiber.MIMEApplicationJSON {
		mark(sum, body)
		sub, err = decodeSubmission(body)
	} else {
		sub, err = parseForm(sum, contentType, body)
	}
	if err != nil {
		return nil, err
	}
	sub.fingerprint = hex.EncodeToString(sum.Sum(nil))
	sub.check()
	return sub, nil
}

// mark adds a part of a submission to its fingerprint.
func mark(sum hash.Hash, part []byte) {
	fmt.Fprintf(sum, "%d:", len(part))
	sum.Write(part)
}

var errForm = refusal(badRequest).because("Nội dung multipart/form-data bị cắt ngang hoặc sai quy cách.")

func parseForm(sum hash.Hash, contentType string, body []byte) (*submission, error) {
	_, params, err := mime.ParseMediaType(contentType)
	if err != nil || params["boundary"] == "" {
		return nil, refusal(badRequest).because("Content-Type multipart/form-data phải có boundary.")
	}
	var batch, list []byte
	reader := multipart.NewReader(bytes.NewReader(body), params["boundary"])
	for {
		part, err := reader.NextRawPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, errForm
		}
		data, err := io.ReadAll(part)
		if err != nil {
			return nil, errForm
		}
		switch name := part.FormName(); {
		case name == partBatch && batch == nil:
			batch = data
		case name == partList && list == nil:
			list = data
		default:
			return nil, refusal(badRequest).because("Phần %s không có hoặc ghi nhiều lần; cần một phần “%s” (JSON) và một phần “%s” (tệp danh sách).",
				contract.Quote(strings.ToValidUTF8(name, "?")), partBatch, partList)
		}
	}
	if batch == nil || list == nil {
		return nil, refusal(badRequest).because("Cần một phần “%s” (JSON) và một phần “%s” (tệp danh sách).", partBatch, partList)
	}
	mark(sum, batch)
	mark(sum, list)
	sub, err := decodeSubmission(batch)
	if err != nil {
		return nil, err
	}
	if sub.items != nil {
		sub.fail("/items", "conflicting_keys", "Danh sách đã là tệp nên không ghi items.", "Bỏ items, hoặc bỏ tệp danh sách.")
	}
	if sub.list = list; bytes.HasPrefix(bytes.TrimLeft(list, "\ufeff \t\r\n"), []byte("[")) {
		sub.items = bytes.TrimPrefix(list, []byte("\ufeff"))
	}
	return sub, nil
}

// loose lets through what whoever reads a part reports with its place.
var loose = json.JoinOptions(jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))

// decodeSubmission reads the JSON of a submission. Base, items and award are looked at by those who use them.
func decodeSubmission(data []byte) (*submission, error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	sub := new(submission)
	for m, err := range namedOnce(membersOf(data)) {
		if err != nil {
			return nil, err
		}
		if len(sub.problems) >= maxProblems {
			break
		}
		var into any
		switch m.name {
		case "base":
			sub.Base = m.value
			continue
		case "award":
			if m.value.Kind() != 'n' {
				sub.Award = m.value
			}
			continue
		case "items":
			if m.value.Kind() != '[' {
				sub.fail("/items", "wrong_type", "items phải là một danh sách.", "Ghi [ {…}, {…} ].")
				continue
			}
			sub.items = m.value
			continue
		case "list":
			into = &sub.List
		case "files":
			into = &sub.Files
		case "title":
			into = &sub.Title
		case "webhook":
			into = &sub.Webhook
		default:
			sub.fail("/"+escapePointer(m.name), "unknown_key", "Không có trường này.", "Kiểm tra tên trường, hoặc bỏ đi.")
			continue
		}
		var r *refused
		if err := decodeStrict("/"+m.name, m.value, into); errors.As(err, &r) && r.fault == invalidData {
			sub.problems = append(sub.problems, r.problems...)
		} else if err != nil {
			return nil, err
		}
	}
	return sub, nil
}

// fail adds a problem with the submission itself.
func (s *submission) fail(pointer, code, message, hint string) {
	s.problems = append(s.problems, document.Problem{Pointer: pointer, Code: code, Message: message, Hint: hint})
}

// namedValue is a member of an object.
type namedValue struct {
	name  string
	value jsontext.Value // a slice of the object's text
	at    int            // where that begins
}

// namedOnce refuses a name that stands twice among members. It remembers them all: what has very many is not its business.
func namedOnce(members iter.Seq2[namedValue, error]) iter.Seq2[namedValue, error] {
	return func(yield func(namedValue, error) bool) {
		seen := map[string]bool{}
		for m, err := range members {
			if err == nil && seen[m.name] {
				yield(m, badData("/"+escapePointer(m.name), "duplicate_key", "Trường này được ghi hai lần.", "Chỉ giữ lại một giá trị."))
				return
			}
			if seen[m.name] = true; !yield(m, err) {
				return
			}
		}
	}
}

// membersOf gives the members of an object without looking into them.
func membersOf(data []byte) iter.Seq2[namedValue, error] {
	return func(yield func(namedValue, error) bool) {
		dec := jsontext.NewDecoder(bytes.NewBuffer(data), loose)
		if kind := dec.PeekKind(); kind != '{' && kind != 0 {
			yield(namedValue{}, badData("", "wrong_type", "Nội dung gửi lên phải là một đối tượng JSON.", "Ghi { … }."))
			return
		}
		if _, err := dec.ReadToken(); err != nil {
			yield(namedValue{}, brokenBy(dec, err))
			return
		}
		for dec.PeekKind() != '}' {
			token, err := dec.ReadToken()
			if err != nil {
				yield(namedValue{}, brokenBy(dec, err))
				return
			}
			m := namedValue{name: strings.ToValidUTF8(token.String(), "?")}
			value, err := dec.ReadValue()
			if err != nil {
				yield(namedValue{}, brokenBy(dec, err))
				return
			}
			end := int(dec.InputOffset())
			m.at = end - len(value)
			m.value = jsontext.Value(data[m.at:end:end])
			if !yield(m, nil) {
				return
			}
		}
		if _, err := dec.ReadToken(); err != nil {
			yield(namedValue{}, brokenBy(dec, err))
			return
		}
		if _, err := dec.ReadToken(); !errors.Is(err, io.EOF) {
			yield(namedValue{}, brokenAt("", dec.InputOffset()))
		}
	}
}

// elementsOf gives the elements of a list, counted from 1, as slices of its text; a list that breaks off ends there, with the error.
func elementsOf(data []byte, broken *error) iter.Seq2[int, []byte] {
	return func(yield func(int, []byte) bool) {
		*broken = nil
		dec := jsontext.NewDecoder(bytes.NewBuffer(data), loose)
		if _, err := dec.ReadToken(); err != nil {
			*broken = brokenBy(dec, err)
			return
		}
		for i := 1; dec.PeekKind() != ']'; i++ {
			value, err := dec.ReadValue()
			if err != nil {
				*broken = brokenBy(dec, err)
				return
			}
			end := int(dec.InputOffset())
			if !yield(i, data[end-len(value):end:end]) {
				return
			}
		}
		if _, err := dec.ReadToken(); err != nil {
			*broken = brokenBy(dec, err)
		} else if _, err := dec.ReadToken(); !errors.Is(err, io.EOF) {
			*broken = brokenAt("", dec.InputOffset())
		}
	}
}

// check finds what is wrong with a submission before anybody looks at its documents.
func (s *submission) check() {
	if s.Base == nil {
		s.fail("/base", "missing_key", "Thiếu văn bản chung.", "Ghi base là văn bản mà mỗi dòng của danh sách sẽ được ghép vào.")
	}
	told := slices.ContainsFunc(s.problems, func(p document.Problem) bool { return p.Pointer == "/items" })
	if s.items == nil && s.list == nil && !told {
		s.fail("/items", "missing_key", "Thiếu danh sách.", "Ghi items, hoặc gửi tệp danh sách bằng multipart/form-data.")
	}
	// The first alone: a list of a million would be an answer of hundreds of megabytes.
	if i := slices.IndexFunc(s.Files, func(f string) bool { return f != fileMerged && f != filePDF && f != fileDOCX }); i >= 0 {
		s.fail(fmt.Sprintf("/files/%d", i), "unknown_value", "Không có loại tệp "+contract.Quote(s.Files[i])+".", "Chọn: merged, pdf, docx.")
	}
	if len(s.Title) > maxTitle {
		s.fail("/title", "too_long", fmt.Sprintf("Tên đợt dài hơn %d byte.", maxTitle), "Rút ngắn lại; tên này chỉ dùng trong tên tệp.")
	}
}

// The files that a submission asks for.
const (
	fileMerged = "merged"
	filePDF    = "pdf"
	fileDOCX   = "docx"
)

// maxTitle bounds the name of a batch, in bytes: longer ones are cut in the names of files.
const maxTitle = 300

// decodeStrict reads JSON of this package's own shapes: a key that is not known would change nothing, and nobody would know. Where it stands
// in the request is before the pointers of problems.
func decodeStrict(at string, data []byte, into any) error {
	err := json.Unmarshal(data, into, json.RejectUnknownMembers(true))
	if err == nil {
		return nil
	}
	var syntax *jsontext.SyntacticError
	if errors.As(err, &syntax) {
		return brokenAt(at+string(syntax.JSONPointer), syntax.ByteOffset)
	}
	p := document.Problem{Pointer: at, Code: "wrong_type", Message: "Giá trị sai kiểu.", Hint: "Xem kiểu của trường này ở /docs."}
	var semantic *json.SemanticError
	if errors.As(err, &semantic) {
		p.Pointer = at + string(semantic.JSONPointer)
		if errors.Is(err, json.ErrUnknownName) {
			p.Code, p.Message, p.Hint = "unknown_key", "Không có trường này.", "Kiểm tra tên trường, hoặc bỏ đi."
		}
	}
	return faulty(document.Problems{p})
}

// brokenBy is the refusal of what a decoder could not read.
func brokenBy(dec *jsontext.Decoder, err error) error {
	var syntax *jsontext.SyntacticError
	if errors.As(err, &syntax) {
		return brokenAt(string(syntax.JSONPointer), syntax.ByteOffset)
	}
	return brokenAt("", dec.InputOffset())
}

// brokenAt is the refusal of what is no JSON.
func brokenAt(pointer string, offset int64) error {
	r := refusal(badJSON)
	r.problems = document.Problems{{
		Pointer: strings.ToValidUTF8(pointer, "?"), Code: "syntax_error", Message: fmt.Sprintf("Không phải JSON hợp lệ, ở khoảng byte %d.", offset),
		Hint: "Kiểm tra dấu phẩy, dấu ngoặc và dấu nháy quanh chỗ này.",
	}}
	return r
}

// faulty is the refusal of data of ours that are JSON and say something that cannot be.
func faulty(problems document.Problems) error {
	r := refusal(invalidData)
	r.problems = problems
	return r
}

// badData is faulty for one fault.
func badData(pointer, code, message, hint string) error {
	return faulty(document.Problems{{Pointer: pointer, Code: code, Message: message, Hint: hint}})
}

// escapePointer writes a name as a part of a JSON Pointer (RFC 6901, 3).
func escapePointer(name string) string {
	return strings.NewReplacer("~", "~0", "/", "~1").Replace(name)
}
