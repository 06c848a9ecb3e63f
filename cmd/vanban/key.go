package main

import (
	"flag"
	"strings"

	"vanban/api"
)

const keyHelp = `vanban key — tạo khóa truy cập cho một hệ thống gọi vanban serve.

  vanban key van-phong-so >> khoa.txt

  --scopes QUYỀN  render, validate, import, check, metrics; cách nhau bằng dấu phẩy (mọi quyền trừ metrics)
  --rate SỐ       số lần gọi mỗi giây (50)
  --burst SỐ      số lần gọi dồn cùng lúc (gấp đôi --rate)

Khóa chỉ được in một lần, ra đầu ra lỗi chuẩn; dòng cho tệp khóa, chỉ có mã băm của khóa, ra đầu ra chuẩn.
`

func (a *app) key(args []string) int {
	set := flag.NewFlagSet("key", flag.ContinueOnError)
	scopes := set.String("scopes", callerScopes(), "")
	perSecond := set.Float64("rate", 50, "")
	burst := set.Int("burst", 0, "")
	operands, code, ok := a.flags(set, keyHelp, args)
	if !ok {
		return code
	}
	if len(operands) != 1 {
		return a.misuse("cần đúng một tên, ví dụ: vanban key van-phong-so")
	}
	if *burst == 0 {
		*burst = max(1, int(2**perSecond))
	}
	var list []api.Scope
	for s := range strings.SplitSeq(*scopes, ",") {
		list = append(list, api.Scope(strings.TrimSpace(s)))
	}
	key, secret, err := api.NewKey(operands[0], list, *perSecond, *burst)
	if err != nil {
		return a.misuse("%v", err)
	}
	a.print(a.stdout, "%s\n", key)
	a.print(a.stderr, "Khóa của %s, chỉ hiện một lần này:\n%s\n", key.Name, secret)
	return exitGood
}

// callerScopes are those of a key when nobody says which.
func callerScopes() string {
	var names []string
	for _, s := range api.CallerScopes() {
		names = append(names, string(s))
	}
	return strings.Join(names, ",")
}
