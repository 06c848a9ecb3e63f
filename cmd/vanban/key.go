package main

import (
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"vanban/api"
	"vanban/seal"
)

const keyHelp = `vanban key — tạo khóa truy cập cho một hệ thống gọi vanban serve, hoặc khóa ký mã xác thực của giấy khen.

  vanban key van-phong-so >> khoa.txt
  vanban key --seal "Sở Nội vụ tỉnh …, từ 2026" -o KHOA.pem >> KHOA.pub

Khóa truy cập:
  --scopes QUYỀN  render, validate, import, check, batch, metrics; cách nhau bằng dấu phẩy (mọi quyền trừ metrics)
  --rate SỐ       số lần gọi mỗi giây (50)
  --burst SỐ      số lần gọi dồn cùng lúc (gấp đôi --rate)

Khóa chỉ được in một lần, ra đầu ra lỗi chuẩn; dòng cho tệp khóa, chỉ có mã băm của khóa, ra đầu ra chuẩn.

Khóa ký mã xác thực (Ed25519):
  --seal          tạo khóa này; tên là tên người đọc sẽ thấy khi kiểm tra mã
  -o TỆP          tệp mới cho khóa bí mật (PKCS#8, chỉ chủ tệp đọc được); không bao giờ ghi đè

Khóa công khai được in ra đầu ra chuẩn: thêm vào cuối tệp khóa công khai của cơ quan, giữ các khóa cũ để giấy khen đã cấp vẫn kiểm tra được.
Ai có khóa bí mật thì ký được thay cơ quan: giữ kín, và giữ một bản sao ở nơi an toàn.
`

func (a *app) key(args []string) int {
	set := flag.NewFlagSet("key", flag.ContinueOnError)
	scopes := set.String("scopes", callerScopes(), "")
	perSecond := set.Float64("rate", 50, "")
	burst := set.Int("burst", 0, "")
	forSeal := set.Bool("seal", false, "")
	out := set.String("o", "", "")
	operands, code, ok := a.flags(set, keyHelp, args)
	if !ok {
		return code
	}
	given := map[string]bool{}
	set.Visit(func(f *flag.Flag) { given[f.Name] = true })
	switch {
	case *forSeal && (given["scopes"] || given["rate"] || given["burst"]):
		return a.misuse("--scopes, --rate, --burst là của khóa truy cập, không dùng cùng --seal")
	case *forSeal:
		return a.sealKey(operands, *out)
	case given["o"]:
		return a.misuse("-o chỉ dùng cùng --seal; xem: vanban help key")
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

// sealKey makes a key for the QR codes of certificates. Nothing overwrites a private key: what was signed with it would be lost.
func (a *app) sealKey(operands []string, out string) int {
	if len(operands) != 1 || out == "" || out == "-" {
		return a.misuse(`cần một tên và một tệp, ví dụ: vanban key --seal "Sở Nội vụ, từ 2026" -o KHOA.pem >> KHOA.pub`)
	}
	private, public, err := seal.NewKey(operands[0])
	if err != nil {
		return a.misuse("%v", err)
	}
	f, err := os.OpenFile(out, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return a.misuse("%s đã có; khóa không được ghi đè, hãy chọn tên khác", out)
	}
	if err != nil {
		return a.misuse("không ghi được %s: %v", out, reason(err))
	}
	_, err = f.Write(private)
	if err = errors.Join(err, f.Sync(), f.Close()); err == nil {
		_, err = fmt.Fprintf(a.stdout, "%s", public)
	}
	if err != nil {
		_ = os.Remove(out) // half a pair is of no use
		return a.misuse("không ghi được khóa: %v", reason(err))
	}
	a.print(a.stderr, "Khóa bí mật nằm trong %s; khóa công khai ở đầu ra chuẩn.\n", out)
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
