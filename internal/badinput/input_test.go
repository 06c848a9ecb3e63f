// Package badinput holds the tests of what the service is not made for: bad documents, which are refused with everything
// that is wrong with them, and good ones that are hard. It has no code of its own; the documents go through the public
// pipeline and through the built program.
package badinput

import (
	"encoding/json"
	"strings"
	"testing"

	"vanban/render"
)

func service(t testing.TB) *render.Service {
	t.Helper()
	s, err := render.New(render.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// members of a good kế hoạch and of a good quyết định, in the order in which they are written.
var (
	planMembers = [][2]string{
		{"type", `"ke-hoach"`}, {"organ", `{"parent":"UBND TỈNH CAO BẰNG","name":"SỞ NỘI VỤ"}`}, {"code", `{"number":"1","notation":"KH-SNV"}`},
		{"place", `"Cao Bằng"`}, {"date", `"2026-01-05"`}, {"subject", `"Thi đua, khen thưởng năm 2026"`}, {"body", `["Nội dung."]`},
		{"signer", `{"position":"GIÁM ĐỐC","name":"Nguyễn Văn An"}`}, {"recipients", `["Như trên","Lưu: VT"]`},
	}
	decisionMembers = [][2]string{
		{"type", `"quyet-dinh"`}, {"organ", `{"name":"SỞ NỘI VỤ"}`}, {"code", `{"number":"1","notation":"QĐ-SNV"}`},
		{"place", `"Cao Bằng"`}, {"date", `"2026-01-05"`}, {"subject", `"Ban hành Kế hoạch"`}, {"authority", `"GIÁM ĐỐC SỞ NỘI VỤ"`},
		{"bases", `["Luật Tổ chức chính quyền địa phương"]`}, {"body", `[{"item":"Ban hành kèm theo Quyết định này Kế hoạch."}]`},
		{"signer", `{"position":"GIÁM ĐỐC","name":"Nguyễn Văn An"}`}, {"recipients", `["Lưu: VT"]`},
	}
)

// plan is a good kế hoạch but for the members given: "key=value" replaces or adds one, "key=" takes it out.
func plan(members ...string) string { return with(planMembers, members) }

// decision is the same of a quyết định.
func decision(members ...string) string { return with(decisionMembers, members) }

func with(base [][2]string, members []string) string {
	list := append([][2]string(nil), base...)
next:
	for _, m := range members {
		key, value, _ := strings.Cut(m, "=")
		for i := range list {
			if list[i][0] == key {
				list[i][1] = value
				continue next
			}
		}
		list = append(list, [2]string{key, value})
	}
	var out []string
	for _, m := range list {
		if m[1] != "" {
			out = append(out, quote(m[0])+":"+m[1])
		}
	}
	return "{" + strings.Join(out, ",") + "}"
}

// certificate is a good giấy khen on a plate with the given members.
func certificate(plate string) string {
	return `{"type":"giay-khen","place":"Cao Bằng","date":"2026-01-05","signer":{"position":"GIÁM ĐỐC","name":"Nguyễn Văn An"},"award_by":"GIÁM ĐỐC SỞ NỘI VỤ",` +
		`"recipient":{"name":"Lê Thị Bình"},"citation":"Đã có thành tích","decision":{"number":"1","notation":"QĐ-SNV","date":"2026-01-05"},"register_number":"1",` +
		`"options":{"plate":{` + plate + `}}}`
}

// body is a plan with the given nodes; table one whose body is a table with the given members.
func body(nodes string) string    { return plan("body=[" + nodes + "]") }
func table(members string) string { return body(`{"table":{` + members + `}}`) }

// quote writes s as JSON.
func quote(s string) string {
	b, err := json.Marshal(s)
	if err != nil {
		panic(err)
	}
	return string(b)
}

func repeat(n int, f func(i int) string) string {
	parts := make([]string, n)
	for i := range parts {
		parts[i] = f(i)
	}
	return strings.Join(parts, ",")
}
