package contract

import (
	"reflect"
	"strconv"
	"strings"
	"sync"
)

// field is one key of a JSON object, as the struct tags declare it.
type field struct {
	key  string
	term string // the legal term, in the middle of a sentence
	cite string // the clause, written out
	typ  reflect.Type
	most int // characters that the metadata has room for; 0 where it names no bound
}

// shape is the set of keys of one kind of JSON object.
type shape struct {
	name   string // what the object is called in a sentence
	fields []field
}

func shapeOf[T any](name string) *shape {
	t := reflect.TypeFor[T]()
	s := &shape{name: name}
	for i := range t.NumField() {
		f := t.Field(i)
		key := f.Tag.Get("json")
		if key == "" || key == "-" {
			continue
		}
		s.fields = append(s.fields, field{key: key, term: f.Tag.Get("doc"), cite: Clause(f.Tag.Get("cite")), typ: f.Type, most: mostOf(f.Tag)})
	}
	return s
}

// mostOf returns n where the validate tag has the rule chars=n.
func mostOf(tag reflect.StructTag) int {
	for rule := range strings.SplitSeq(tag.Get("validate"), ",") {
		if n, ok := strings.CutPrefix(rule, "chars="); ok {
			most, err := strconv.Atoi(n)
			if err != nil {
				panic(err) // a tag of this package
			}
			return most
		}
	}
	return 0
}

// shapes are the objects of the contract, read off the tags once.
type shapeSet struct {
	document, organ, code, run, node, table, column, band, cell, signer, appendix, options, margins *shape

	recipient, decision, plate, offset, measured, plateFields, plateField, profile *shape
}

var shapes = sync.OnceValue(func() *shapeSet {
	s := &shapeSet{
		document: shapeOf[Document]("văn bản"),
		organ:    shapeOf[Organ]("cơ quan ban hành"),
		code:     shapeOf[Code]("số, ký hiệu"),
		run:      shapeOf[Run]("đoạn chữ"),
		node:     shapeOf[NodeObject]("mục nội dung"),
		table:    shapeOf[Table]("bảng"),
		column:   shapeOf[Column]("cột của bảng"),
		band:     shapeOf[BandObject]("hàng của bảng"),
		cell:     shapeOf[Cell]("ô của bảng"),
		signer:   shapeOf[Signer]("người ký"),
		appendix: shapeOf[Appendix]("phụ lục"),
		options:  shapeOf[Options]("tùy chọn trình bày"),
		margins:  shapeOf[Margins]("lề trang"),

		recipient:   shapeOf[Recipient]("người hoặc tập thể được tặng"),
		decision:    shapeOf[Decision]("quyết định khen thưởng"),
		plate:       shapeOf[Plate]("khuôn giấy khen, bằng khen"),
		offset:      shapeOf[Offset]("độ lệch"),
		measured:    shapeOf[Measured]("số đo trên tờ căn chỉnh"),
		plateFields: shapeOf[PlateFields]("các ô của khuôn"),
		plateField:  shapeOf[PlateField]("ô của khuôn"),
		profile:     shapeOf[Profile]("mẫu khuôn của cơ quan"),
	}
	for _, f := range s.plate.fields {
		if f.key != "profile" { // one profile is not made of another
			s.profile.fields = append(s.profile.fields, f)
		}
	}
	return s
})

func (s *shape) index(key string) int {
	for i := range s.fields {
		if s.fields[i].key == key {
			return i
		}
	}
	return -1
}

// find is index, begun behind the key found last: most people write keys in the order of the contract.
func (s *shape) find(key string, from int) int {
	for i := from; i < len(s.fields); i++ {
		if s.fields[i].key == key {
			return i
		}
	}
	return s.index(key)
}

func (s *shape) keyList() string {
	keys := make([]string, len(s.fields))
	for i := range s.fields {
		keys[i] = s.fields[i].key
	}
	return strings.Join(keys, ", ")
}

const decree = "Nghị định 30/2020/NĐ-CP"

// Clause writes out the short form of a clause in the tags: "PL.I-II.6e" is "Phụ lục I, Phần I, Mục II, khoản 6, điểm e,
// Nghị định 30/2020/NĐ-CP". Empty stays empty.
func Clause(short string) string {
	if short == "" {
		return ""
	}
	annex, ok := strings.CutPrefix(short, "PL.")
	if !ok {
		return short + ", " + decree
	}
	annex, rest, found := strings.Cut(annex, "-")
	switch {
	case !found:
		return "Phụ lục " + annex + ", " + decree
	case annex != "I":
		return "Phụ lục " + annex + ", Mẫu " + rest + ", " + decree
	}
	section, item, _ := strings.Cut(rest, ".")
	point := strings.TrimLeft(item, "0123456789")
	text := "Phụ lục I, Phần I, Mục " + section + ", khoản " + strings.TrimSuffix(item, point)
	if point != "" {
		text += ", điểm " + point
	}
	return text + ", " + decree
}
