package main

import (
	"errors"
	"flag"
	"fmt"

	"vanban/seal"
)

const verifyHelp = `vanban verify — kiểm tra mã xác thực (mã QR) của giấy khen, bằng khen.

  vanban verify --keys KHOA.pub MÃ              MÃ là chữ trong mã QR, có hoặc không có địa chỉ trang đứng trước
  vanban verify --keys KHOA.pub - < MA.txt      “-” là đầu vào chuẩn
  vanban verify --keys KHOA.pub --page XAC-THUC.html --organ "Sở Nội vụ tỉnh …"

  --keys TỆP      khóa công khai do vanban key --seal in ra; một tệp chứa được nhiều khóa, giữ cả khóa cũ để
                  giấy khen đã cấp vẫn kiểm tra được
  --page TỆP      thay vì kiểm tra, ghi trang xác thực: một tệp HTML tự đủ, đặt lên trang của cơ quan hoặc mở từ máy;
                  điện thoại quét mã là trang mở ra và kiểm tra ngay trên máy, không gửi gì đi
  --organ TÊN     tên cơ quan trên trang đó

Lấy chữ trong mã: quét mã QR trên bản giấy (hoặc trên màn hình) bằng camera của điện thoại rồi chép lại; lệnh này không đọc ảnh và PDF.
Mã hợp lệ nghĩa là nội dung đúng như khi ký: còn phải so từng dòng với bản giấy.
Mã kết thúc: 0 hợp lệ; 1 không hợp lệ hoặc không rõ khóa; 2 dùng sai lệnh.
`

func (a *app) verify(args []string) int {
	set := flag.NewFlagSet("verify", flag.ContinueOnError)
	file := set.String("keys", "", "")
	page := set.String("page", "", "")
	organ := set.String("organ", "", "")
	operands, code, ok := a.flags(set, verifyHelp, args)
	if !ok {
		return code
	}
	switch {
	case *file == "":
		return a.misuse("cần tệp khóa công khai: --keys TỆP; xem: vanban help verify")
	case *page != "" && len(operands) > 0:
		return a.misuse("--page chỉ ghi trang xác thực, không nhận mã để kiểm tra")
	case *page == "" && *organ != "":
		return a.misuse("--organ chỉ dùng cùng --page")
	case *page == "" && len(operands) != 1:
		return a.misuse("cần đúng một mã, nhận được %d; xem: vanban help verify", len(operands))
	case *file == "-" && *page == "" && operands[0] == "-":
		return a.misuse("đầu vào chuẩn không thể vừa là khóa vừa là mã")
	}
	data, err := a.read(*file)
	if err != nil {
		return a.misuse("không đọc được %s: %v", *file, err)
	}
	keys, err := seal.ParsePublic(data)
	if err != nil {
		return a.misuse("%s: %v", *file, err)
	}
	if *page != "" {
		return a.verifyPage(keys, *organ, *page)
	}
	text := operands[0]
	if text == "-" {
		data, err := a.read("-")
		if err != nil {
			return a.misuse("không đọc được đầu vào chuẩn: %v", err)
		}
		text = string(data)
	}
	claims, id, err := seal.Verify(keys, text)
	switch {
	case errors.Is(err, seal.ErrUnknownKey):
		a.print(a.stdout, "Không rõ khóa: %v (khóa %s).\n", err, id)
		return exitFindings
	case err != nil:
		a.print(a.stdout, "Không hợp lệ: %v.\n", err)
		return exitFindings
	}
	a.print(a.stdout, "Hợp lệ: đúng như khi ký bằng khóa %s. Hãy so từng dòng với bản giấy.\n", keyTitle(keys, id))
	for _, line := range claims.Lines() {
		value := line.Value
		if value == "" {
			value = "(mã không ghi)"
		}
		a.print(a.stdout, "  %s: %s\n", line.Label, value)
	}
	return exitGood
}

func (a *app) verifyPage(keys []seal.PublicKey, organ, path string) int {
	page, err := seal.Page(keys, organ)
	if err != nil {
		return a.misuse("lỗi của chương trình: %v", err)
	}
	if err := a.write([]string{path}, [][]byte{page}); err != nil {
		return a.misuse("không ghi được trang xác thực: %v", err)
	}
	return exitGood
}

// keyTitle names a key for people.
func keyTitle(keys []seal.PublicKey, id seal.KeyID) string {
	for _, k := range keys {
		if k.ID() == id && k.Name != "" {
			return fmt.Sprintf("%s (%s)", id, k.Name)
		}
	}
	return id.String()
}
