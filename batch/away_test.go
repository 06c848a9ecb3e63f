package batch_test

import (
	"errors"
	"io"
	"strings"
	"testing"

	"vanban/batch"
	"vanban/render"
	"vanban/templates/parts"
)

// TestPlateAway: while a plate cannot be read, rows are neither made nor faulty.
func TestPlateAway(t *testing.T) {
	gone := errors.New("gone")
	away := gone
	s, err := render.New(render.Options{Profiles: func(string) (*parts.Profile, error) { return &parts.Profile{Name: "phôi"}, away }})
	if err != nil {
		t.Fatal(err)
	}
	const base = `{"type":"giay-khen","organ":{"name":"SỞ NỘI VỤ"},"place":"An Bình","date":"2026-01-05","award_by":"GIÁM ĐỐC SỞ NỘI VỤ","citation":"Đã hoàn thành tốt nhiệm vụ",
		"recipient":{"salutation":"Ông","name":"Trần Văn An"},"signer":{"position":"GIÁM ĐỐC","name":"Nguyễn Văn A"},"options":{"plate":{"profile":"phôi"}}}`
	spec := &batch.Spec{Base: []byte(base), Files: batch.Files{Merged: true}}
	if j, ps, err := batch.New(s).Prepare(spec); j != nil || ps != nil || !errors.Is(err, batch.ErrAway) {
		t.Errorf("%v %v %v", j, ps, err)
	}
	away = nil
	j, ps, err := batch.New(s).Prepare(spec)
	if err != nil || j == nil {
		t.Fatal(ps, err)
	}
	away = gone
	if res, err := j.Make(t.Context(), 1, []byte(`{}`)); res != nil || !errors.Is(err, batch.ErrAway) {
		t.Errorf("%+v %v", res, err)
	}
	away = nil
	if res, err := j.Make(t.Context(), 1, []byte(`{}`)); err != nil || res.Failed() {
		t.Errorf("%+v %v", res, err)
	}
}

// sour is a sink with a fault of ours.
type sour struct{}

func (sour) Create(string) (io.WriteCloser, error) { panic("sour") }

// TestPanicInFiles: what goes wrong in the files of a batch does not take the process with it.
func TestPanicInFiles(t *testing.T) {
	j, ps, err := maker(t).Prepare(&batch.Spec{Base: []byte(`{"type":"giay-khen"}`)})
	if err != nil || j == nil {
		t.Fatal(ps, err)
	}
	list := batch.List{Rows: 1, Items: items(`{}`)}
	m, err := batch.Run(t.Context(), j, list, sour{}, nil)
	if m != nil || err == nil || !strings.Contains(err.Error(), "sour") {
		t.Errorf("%v %v", m, err)
	}
}
