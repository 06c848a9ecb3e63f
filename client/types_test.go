package client

import (
	"errors"
	"reflect"
	"testing"
)

func TestTypes(t *testing.T) {
	f := answers(t, sayJSON(`{"types":[{"type":"ke-hoach","name":"Kế hoạch","abbreviation":"KH","form":"Mẫu 1.4","cite":"Phụ lục III","url":"/v1/types/ke-hoach"},{"type":"quyet-dinh"}]}`))
	got, err := f.Types(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	want := []Type{{"ke-hoach", "Kế hoạch", "KH", "Mẫu 1.4", "Phụ lục III", nil, "/v1/types/ke-hoach"}, {Slug: "quyet-dinh"}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	if r := f.requests[0]; r.Method != "GET" || r.RequestURI != "/v1/types" {
		t.Errorf("sent %s %s", r.Method, r.RequestURI)
	}
}

func TestType(t *testing.T) {
	f := answers(t, sayJSON(`{"type":"ke-hoach","name":"Kế hoạch","numbering":["I.","1."],"schema":{"$id":"x"},"sample":{"type":"ke-hoach"}}`))
	got, err := f.Type(t.Context(), "ke-hoach")
	if err != nil {
		t.Fatal(err)
	}
	want := &TypeDetail{
		Type:   Type{Slug: "ke-hoach", Name: "Kế hoạch", Numbering: []string{"I.", "1."}},
		Schema: []byte(`{"$id":"x"}`),
		Sample: []byte(`{"type":"ke-hoach"}`),
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func TestTypeNames(t *testing.T) {
	f := answers(t, sayProblem(404, `{"code":"unknown_type"}`))
	for slug, want := range map[string]string{
		"ke-hoach":   "/v1/types/ke-hoach",
		"a/b?c#d":    "/v1/types/a%2Fb%3Fc%23d",
		"../healthz": "/v1/types/..%2Fhealthz",
		"kế hoạch":   "/v1/types/k%E1%BA%BF%20ho%E1%BA%A1ch",
	} {
		_, err := f.Type(t.Context(), slug)
		if p, ok := errors.AsType[*Problem](err); !ok || p.Code != "unknown_type" {
			t.Errorf("%s: %v", slug, err)
		}
		if got := f.requests[len(f.requests)-1].RequestURI; got != want {
			t.Errorf("%s: asked for %s, want %s", slug, got, want)
		}
	}
	sent := len(f.requests)
	for _, slug := range []string{"", ".", ".."} {
		if _, err := f.Type(t.Context(), slug); err == nil {
			t.Errorf("%q: no error", slug)
		}
	}
	if len(f.requests) != sent {
		t.Error("a name that leads to another page was sent")
	}
}
