package batch

import (
	"strings"
	"testing"

	jsonpatch "github.com/evanphx/json-patch/v5"
)

func merged(t *testing.T, target, patch string) string {
	t.Helper()
	a, err := parse([]byte(target))
	if err != nil {
		t.Fatal(err)
	}
	b, err := parse([]byte(patch))
	if err != nil {
		t.Fatal(err)
	}
	return string(merge(nil, a, b))
}

// The table of RFC 7396, Appendix A, and its example of section 3.
func TestMergeOfTheStandard(t *testing.T) {
	for _, c := range []struct{ target, patch, want string }{
		{`{"a":"b"}`, `{"a":"c"}`, `{"a":"c"}`},
		{`{"a":"b"}`, `{"b":"c"}`, `{"a":"b","b":"c"}`},
		{`{"a":"b"}`, `{"a":null}`, `{}`},
		{`{"a":"b","b":"c"}`, `{"a":null}`, `{"b":"c"}`},
		{`{"a":["b"]}`, `{"a":"c"}`, `{"a":"c"}`},
		{`{"a":"c"}`, `{"a":["b"]}`, `{"a":["b"]}`},
		{`{"a":{"b":"c"}}`, `{"a":{"b":"d","c":null}}`, `{"a":{"b":"d"}}`},
		{`{"a":[{"b":"c"}]}`, `{"a":[1]}`, `{"a":[1]}`},
		{`["a","b"]`, `["c","d"]`, `["c","d"]`},
		{`{"a":"b"}`, `["c"]`, `["c"]`},
		{`{"a":"foo"}`, `null`, `null`},
		{`{"a":"foo"}`, `"bar"`, `"bar"`},
		{`{"e":null}`, `{"a":1}`, `{"e":null,"a":1}`},
		{`[1,2]`, `{"a":"b","c":null}`, `{"a":"b"}`},
		{`{}`, `{"a":{"bb":{"ccc":null}}}`, `{"a":{"bb":{}}}`},
		{
			`{"title":"Goodbye!","author":{"givenName":"John","familyName":"Doe"},"tags":["example","sample"],"content":"This will be unchanged"}`,
			`{"title":"Hello!","phoneNumber":"+01-123-456-7890","author":{"familyName":null},"tags":["example"]}`,
			`{"title":"Hello!","author":{"givenName":"John"},"tags":["example"],"content":"This will be unchanged","phoneNumber":"+01-123-456-7890"}`,
		},
		// Not in its tables, but in its words: only objects are merged, so a list is taken as it stands.
		{`{}`, `{"a":[{"b":null}]}`, `{"a":[{"b":null}]}`},
		{`{"a":1}`, `{"\u0061":2}`, `{"a":2}`},
	} {
		if got := merged(t, c.target, c.patch); got != c.want {
			t.Errorf("%s + %s\n got %s\nwant %s", c.target, c.patch, got, c.want)
		}
	}
}

// Where a library is sure of itself it says the same.
func FuzzMerge(f *testing.F) {
	f.Add(`{"a":{"b":"c","d":[1,{"e":"ệ"}]},"f":1.50}`, `{"a":{"b":null,"g":{"h":{}}},"f":"x"}`)
	f.Fuzz(func(t *testing.T, target, patch string) {
		a, errA := parse([]byte(target))
		b, errB := parse([]byte(patch))
		if errA != nil || errB != nil || !a.object || !b.object || strings.Contains(patch, "null") {
			return
		}
		want, err := jsonpatch.MergePatch([]byte(target), []byte(patch))
		if err != nil {
			return
		}
		if got := merge(nil, a, b); !jsonpatch.Equal(got, want) {
			t.Errorf("%s + %s\n got %s\nwant %s", target, patch, got, want)
		}
	})
}

func BenchmarkMerge(b *testing.B) {
	base := []byte(`{"type":"giay-khen","award_by":"CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ AN BÌNH","recipient":{"salutation":"Ông","unit":"Trường THCS An Bình"},` +
		`"citation":"Đã có thành tích xuất sắc trong phong trào thi đua năm 2026","decision":{"number":"42","notation":"QĐ-UBND","date":"2026-04-05"},` +
		`"place":"An Bình","date":"2026-04-05","signer":{"position":"CHỦ TỊCH","name":"Nguyễn Văn An"}}`)
	patch := []byte(`{"recipient":{"name":"Trần Thị Bích Hằng","position":"Giáo viên"},"register_number":"117"}`)
	b.Run("here", func(b *testing.B) {
		b.ReportAllocs()
		target, err := parse(base)
		if err != nil {
			b.Fatal(err)
		}
		for b.Loop() {
			p, err := parse(patch)
			if err != nil {
				b.Fatal(err)
			}
			merge(nil, target, p)
		}
	})
	b.Run("evanphx", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := jsonpatch.MergePatch(base, patch); err != nil {
				b.Fatal(err)
			}
		}
	})
}
