// Command vanban makes Vietnamese official documents from JSON, lists and other files, checks them, and does so over HTTP. It owns
// arguments, environment, files, exit codes and the life of the service; it wires the packages that do all else.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"regexp"
	"strings"
)

// The exit codes (product contract): scripts tell a document with remarks from one that cannot be made.
const (
	exitGood     = 0
	exitFindings = 1 // something to look at, where that was asked for; a service that ended or does not answer
	exitBad      = 2 // wrong usage, or input that cannot become a document
)

const usage = `vanban — soạn văn bản hành chính đúng thể thức (Nghị định 30/2020/NĐ-CP) từ JSON.

Cách dùng:
  vanban render TỆP.json -o KẾT_QUẢ.docx -o KẾT_QUẢ.pdf   tạo tệp Word và PDF
  vanban batch DANH_SÁCH.xlsx --base MẪU.json -o THƯ_MỤC  tạo hàng loạt giấy khen, văn bản từ danh sách
  vanban plate calibrate|check|preview                    căn máy in, kiểm tra, xem trước mẫu khuôn (phôi) của cơ quan
  vanban validate TỆP.json                                kiểm tra, không tạo tệp
  vanban import TỆP.docx -o TỆP.json                      đọc văn bản có sẵn (Word, chữ, Markdown)
  vanban check TỆP.docx                                   kiểm tra thể thức của tệp Word, PDF hoặc JSON
  vanban types                                            liệt kê các loại văn bản
  vanban serve                                            phục vụ qua HTTP
  vanban worker --nats ĐỊA_CHỈ                            làm các đợt hàng loạt cùng serve
  vanban key TÊN                                          tạo khóa truy cập cho serve, hoặc khóa ký mã xác thực
  vanban verify --keys KHOA.pub MÃ                        kiểm tra mã QR của giấy khen, bằng khen
  vanban health                                           hỏi xem serve còn chạy không
  vanban help [LỆNH]                                      hướng dẫn chi tiết

“-” thay cho tên tệp là đầu vào, đầu ra chuẩn.
Mã kết thúc: 0 tốt; 1 có điểm cần xem lại; 2 dùng sai lệnh hoặc dữ liệu có lỗi.
`

// app is the world that the commands see; tests give their own.
type app struct {
	ctx            context.Context
	stdin          io.Reader
	stdout, stderr io.Writer
}

type command struct {
	name string
	help string
	run  func(a *app, args []string) int
}

func commands() []command {
	return []command{
		{"render", renderHelp, (*app).render},
		{"batch", batchHelp, (*app).batch},
		{"plate", plateHelp, (*app).plate},
		{"validate", validateHelp, (*app).validate},
		{"import", importHelp, (*app).importFile},
		{"check", checkHelp, (*app).check},
		{"types", typesHelp, (*app).types},
		{"serve", helpOfServe(), (*app).serve},
		{"worker", helpOfWorker(), (*app).worker},
		{"key", keyHelp, (*app).key},
		{"verify", verifyHelp, (*app).verify},
		{"health", healthHelp, (*app).health},
	}
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the process at once
	a := &app{ctx: ctx, stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr}
	code := a.run(os.Args[1:])
	stop()
	os.Exit(code)
}

func (a *app) run(args []string) int {
	if len(args) == 0 {
		fmt.Fprint(a.stderr, usage)
		return exitBad
	}
	name, rest := args[0], args[1:]
	switch name {
	case "help", "-h", "-help", "--help":
		return a.help(rest)
	}
	for _, c := range commands() {
		if c.name == name {
			return c.run(a, rest)
		}
	}
	var names []string
	for _, c := range commands() {
		names = append(names, c.name)
	}
	return a.misuse("không có lệnh “%s”; các lệnh: %s", name, strings.Join(names, ", "))
}

func (a *app) help(args []string) int {
	if len(args) == 0 {
		fmt.Fprint(a.stdout, usage)
		return exitGood
	}
	for _, c := range commands() {
		if c.name == args[0] {
			fmt.Fprint(a.stdout, c.help)
			return exitGood
		}
	}
	return a.misuse("không có lệnh “%s”", args[0])
}

// misuse reports wrong usage.
func (a *app) misuse(format string, args ...any) int {
	fmt.Fprintf(a.stderr, "vanban: "+format+"\n", args...)
	return exitBad
}

// flags parses options wherever they stand among the operands, as in "render FILE -o OUT". It returns the operands; ok is
// false when the command is done, with its exit code.
func (a *app) flags(set *flag.FlagSet, help string, args []string) (operands []string, code int, ok bool) {
	set.SetOutput(io.Discard)
	set.Usage = func() {}
	for {
		switch err := set.Parse(args); {
		case errors.Is(err, flag.ErrHelp):
			fmt.Fprint(a.stdout, help)
			return nil, exitGood, false
		case err != nil:
			a.misuse("%s", flagMessage(err))
			fmt.Fprintf(a.stderr, "Xem: vanban help %s\n", set.Name())
			return nil, exitBad, false
		}
		rest := set.Args()
		if len(rest) == 0 {
			return operands, exitGood, true
		}
		if n := len(args) - len(rest); n > 0 && args[n-1] == "--" {
			return append(operands, rest...), exitGood, true
		}
		operands, args = append(operands, rest[0]), rest[1:]
	}
}

// badValue is what package flag says of a value that a flag does not take.
var badValue = regexp.MustCompile(`(?s)^invalid (?:boolean )?value (".*") for (?:flag )?-([a-z-]+): (.*)$`)

// why returns the reason in a message of package flag, with a colon before it, unless it is one of the package's own.
func why(reason string) string {
	if reason == "parse error" || reason == "value out of range" {
		return ""
	}
	return ": " + reason
}

// flagMessage puts package flag's messages into Vietnamese.
func flagMessage(err error) string {
	text := err.Error()
	if m := badValue.FindStringSubmatch(text); m != nil {
		return "giá trị " + m[1] + " của tùy chọn --" + m[2] + " không dùng được" + why(m[3])
	}
	for _, r := range [...][2]string{
		{"flag provided but not defined: ", "không có tùy chọn "},
		{"flag needs an argument: ", "thiếu giá trị của tùy chọn "},
		{"bad flag syntax: ", "không hiểu tùy chọn "},
	} {
		if rest, ok := strings.CutPrefix(text, r[0]); ok {
			return r[1] + rest
		}
	}
	return text
}
