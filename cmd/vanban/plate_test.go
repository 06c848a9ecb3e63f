package main

import (
	"bytes"
	"image"
	"image/png"
	"path/filepath"
	"strings"
	"testing"

	"vanban/internal/referee"
)

// blankImage is a PNG.
func blankImage(t *testing.T) string {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 32, 23))); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestPlateCalibrate(t *testing.T) {
	dir := t.TempDir()
	for size, want := range map[string]string{"A4": "841.89 x 595.28", "a3": "1190.55 x 841.89", "320x230": "907.09 x 651.97", "320,5 × 230 mm": "908.5 x 651.97"} {
		out := filepath.Join(dir, "cc.pdf")
		if code, stdout, stderr := call("", "plate", "calibrate", "--size", size, "-o", out); code != exitGood || stdout+stderr != "" {
			t.Errorf("%s: exit code %d, %s%s", size, code, stdout, stderr)
			continue
		}
		if got := referee.Info(t, data(t, out)).Fields["Page size"]; !strings.HasPrefix(got, want+" pts") {
			t.Errorf("%s: a sheet of %s", size, got)
		}
	}
	for _, args := range [][]string{
		{}, {"calibrat"}, {"calibrate"}, {"calibrate", "--size", "A5", "-o", "x.pdf"}, {"calibrate", "--size", "90x200", "-o", "x.pdf"}, {"calibrate", "x.json", "-o", "x.pdf"},
		{"check"}, {"check", "none.json"}, {"preview", "x.json"}, {"preview", "none.json", "--base", "none.json", "-o", "x.svg"},
	} {
		if code, stdout, stderr := call("", append([]string{"plate"}, args...)...); code != exitBad || stdout != "" || !strings.HasPrefix(stderr, "vanban: ") {
			t.Errorf("%q: exit code %d, %s%s", args, code, stdout, stderr)
		}
	}
	if code, stdout, _ := call("", "help", "plate"); code != exitGood || stdout != plateHelp {
		t.Errorf("help: %d", code)
	}
}

func TestPlateCheck(t *testing.T) {
	for name, c := range map[string]struct {
		profile, says string
		code          int
	}{
		"plain":     {`{"name":"Phôi","width":320,"height":230,"blank":true}`, "Phôi: khổ 320 × 230 mm, chỉ in chữ lên phôi.", exitGood},
		"no offset": {`{"name":"Phôi","blank":true}`, "--size 297x210", exitGood},
		"measured": {`{"name":"Phôi","width":320,"height":230,"blank":true,"measured":[{"cross":1,"x":36,"y":34},{"cross":4,"x":286,"y":194}]}`,
			"dời ngang -1 mm, dọc 1 mm; co giãn ngang 100 %, dọc 100 %", exitGood},
		"offset":     {`{"name":"Phôi","blank":true,"offset":{"x":1.5,"y":-0.25}}`, "dời ngang 1,5 mm, dọc -0,25 mm", exitGood},
		"drawn":      {`{"name":"Khung","size":"A3"}`, "emblem_drawn", exitFindings},
		"picture":    {`{"name":"Khung","emblem_image":"huy.png"}`, "in cả khung", exitGood},
		"no file":    {`{"name":"Khung","emblem_image":"nhay.png"}`, "nhay.png", exitBad},
		"no picture": {`{"name":"Khung","photo":"phoi.json"}`, "không phải ảnh PNG hay JPEG", exitBad},
		"no name":    {`{"size":"A3"}`, "/name", exitBad},
		"overlap":    {`{"name":"Phôi","blank":true,"fields":{"name":{"height":60}}}`, "/fields/name [fields_overlap]", exitBad},
		"misread":    {`{"name":"Phôi","blank":true,"measured":[{"cross":1,"x":300,"y":30}]}`, "/measured/0/x [implausible_measure]", exitBad},
	} {
		dir := files(t, map[string]string{"phoi.json": c.profile, "huy.png": blankImage(t)})
		code, stdout, stderr := call("", "plate", "check", filepath.Join(dir, "phoi.json"))
		if code != c.code || !strings.Contains(stdout+stderr, c.says) {
			t.Errorf("%s: exit code %d\n%s%s", name, code, stdout, stderr)
		}
	}
}

// TestPlatePreview: the photo lies under the text on the screen, and is not in what is printed.
func TestPlatePreview(t *testing.T) {
	dir := files(t, map[string]string{
		"phoi.json": `{"name":"Phôi","width":320,"height":230,"blank":true,"photo":"phoi.png"}`, "phoi.png": blankImage(t), "gk.json": sampleText(t, "giay-khen-tand-tinh.json"),
	})
	at := func(name string) string { return filepath.Join(dir, name) }
	code, stdout, stderr := call("", "plate", "preview", at("phoi.json"), "--base", at("gk.json"), "-o", at("xem.svg"), "-o", at("xem.pdf"))
	if code != exitGood || stdout != "" {
		t.Fatalf("exit code %d: %s", code, stderr)
	}
	drawing := string(data(t, at("xem.svg")))
	if photo, text := strings.Index(drawing, "<image"), strings.Index(drawing, "<text"); photo < 0 || text < photo || !strings.Contains(drawing, `width="32000" height="23000"`) {
		t.Errorf("photo at %d, text at %d", photo, text)
	}
	if bytes.Contains(data(t, at("xem.pdf")), []byte("/Image")) {
		t.Error("the photo would be printed")
	}
	sealed := files(t, map[string]string{"phoi.json": `{"name":"Phôi","blank":true,"verify":true}`, "gk.json": sampleText(t, "giay-khen-tand-tinh.json")})
	at = func(name string) string { return filepath.Join(sealed, name) }
	if code, _, stderr := call("", "plate", "preview", at("phoi.json"), "--base", at("gk.json"), "-o", at("xem.svg")); code != exitBad || !strings.Contains(stderr, "no_seal") {
		t.Errorf("without a key: exit code %d: %s", code, stderr)
	}
	if code, _, stderr := call("", "key", "--seal", "Sở", "-o", at("k.pem")); code != exitGood {
		t.Fatal(stderr)
	}
	if code, _, stderr := call("", "plate", "preview", at("phoi.json"), "--base", at("gk.json"), "--seal", at("k.pem"), "-o", at("xem.svg")); code != exitGood {
		t.Errorf("with a key: exit code %d: %s", code, stderr)
	}
}
