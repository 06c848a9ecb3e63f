package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"runtime"
	"strings"
	"time"

	"vanban/api"
	"vanban/batch/queue"
	"vanban/templates/contract"
)

// maxPages is where a document is refused as too long when nobody says otherwise: ten times what offices write, and made in
// less than a second.
const maxPages = 500

// defaultAddr can be reached from this machine alone.
const defaultAddr = "127.0.0.1:8080"

// defaultData is the data folder when neither flag nor systemd names one.
const defaultData = "vanban-data"

// serveOptions are the flags of serve.
type serveOptions struct {
	config               api.Config
	addr, keys           string
	noKeys               bool
	certificate, private string
	origins              string
	delay, shutdown      time.Duration
	work                 workOptions
}

// workOptions are the flags of whoever makes rows of batches: serve and worker share them.
type workOptions struct {
	fonts               string
	limits              contract.Limits
	pages               int
	queue               queue.Config
	seal, sealURL       string
	secret              string
	private             bool
	logFormat, logLevel string
}

// workFlags declares the flags of work; their texts are the help.
func workFlags(set *flag.FlagSet, o *workOptions) {
	o.limits, o.pages = contract.Limits{Depth: contract.DefaultDepth, Nodes: contract.DefaultNodes}, maxPages
	q := &o.queue
	q.Replicas, q.Retention, q.MaxRows = 1, 7*24*time.Hour, 100_000
	set.StringVar(&o.fonts, "fonts", "", "thư mục phông Times New Roman của cơ quan")
	set.Var((*count)(&o.limits.Depth), "max-depth", "số cấp lồng nhau tối đa của nội dung")
	set.Var((*count)(&o.limits.Nodes), "max-nodes", "số phần tử tối đa của mọi danh sách trong một văn bản")
	set.Var((*count)(&o.pages), "max-pages", "số trang tối đa của một văn bản")
	set.StringVar(&q.URL, "nats", "", "địa chỉ cụm NATS, ví dụ nats://may-1:4222,nats://may-2:4222")
	set.StringVar(&q.Credentials, "nats-creds", "", "tệp chứng thực của NATS")
	set.Var((*count)(&q.Replicas), "replicas", "số bản sao mỗi dữ liệu trong cụm NATS")
	set.Var((*span)(&q.Retention), "keep", "thời gian giữ một đợt và các tệp của nó")
	set.Var((*count)(&q.Workers), "batch-workers", "số dòng của các đợt được làm cùng lúc")
	set.StringVar(&o.seal, "seal", "", "tệp khóa bí mật (PEM) để ký mã xác thực của giấy khen, do vanban key --seal tạo")
	set.StringVar(&o.sealURL, "seal-url", "", "địa chỉ https của trang xác thực, ghi trong mã QR")
	set.StringVar(&o.secret, "webhook-secret", "", "tệp chứa khóa ký webhook (whsec_…); không ghi là không gửi webhook")
	set.BoolVar(&o.private, "webhook-private", false, "cho phép webhook đến địa chỉ nội bộ và http không mã hóa")
	set.StringVar(&o.logFormat, "log-format", "json", "dạng nhật ký: json hoặc text")
	set.StringVar(&o.logLevel, "log-level", "info", "mức nhật ký: debug, info, warn, error")
}

// serveFlags declares the flags; their texts are the help.
func serveFlags() (*flag.FlagSet, *serveOptions) {
	o := &serveOptions{config: api.Defaults(), shutdown: 30 * time.Second}
	c := &o.config
	set := flag.NewFlagSet("serve", flag.ContinueOnError)
	o.work.queue.Workers = max(1, runtime.GOMAXPROCS(0)/2) // the other half is for callers who wait
	workFlags(set, &o.work)
	set.StringVar(&o.work.queue.Dir, "data", defaultData, "thư mục dữ liệu của các đợt hàng loạt; không dùng khi có --nats")
	set.Var((*count)(&o.work.queue.MaxRows), "max-rows", "số dòng tối đa của một đợt")
	set.StringVar(&o.addr, "addr", defaultAddr, "địa chỉ và cổng; “:8080” là mọi địa chỉ của máy")
	set.StringVar(&o.keys, "keys", "", "tệp khóa truy cập, do vanban key tạo (biến VANBAN_KEYS_FILE); hoặc biến VANBAN_KEYS chứa chính các dòng đó, cách nhau bằng “;”")
	set.BoolVar(&o.noKeys, "no-keys", false, "cho phép gọi không cần khóa cả trên địa chỉ ngoài máy này")
	set.StringVar(&o.certificate, "tls-cert", "", "tệp chứng thư (PEM) để dùng HTTPS")
	set.StringVar(&o.private, "tls-key", "", "tệp khóa riêng (PEM) của chứng thư")
	set.StringVar(&o.origins, "cors-origins", "", "các trang web được gọi từ trình duyệt, cách nhau bằng dấu phẩy; không ghi là không trang nào")
	set.Var((*byteSize)(&c.MaxBody), "max-body", "dung lượng tối đa của JSON trong một yêu cầu (byte, hoặc 512k, 4M)")
	set.Var((*byteSize)(&c.MaxUpload), "max-upload", "dung lượng tối đa của một tệp, một danh sách, một đợt gửi đến")
	set.Var((*byteSize)(&c.BodyMemory), "body-memory", "bộ nhớ tối đa cho nội dung của mọi yêu cầu cùng lúc")
	set.Var((*count)(&c.MaxConnections), "max-connections", "số kết nối tối đa")
	set.Var((*count)(&c.Renders), "renders", "số văn bản được soạn cùng lúc")
	set.Var((*countFromZero)(&c.Queue), "queue", "số yêu cầu được chờ đến lượt")
	set.Var((*span)(&c.RenderTimeout), "render-timeout", "thời gian tối đa để soạn một văn bản; chờ đến lượt cũng chừng ấy")
	set.Var((*span)(&c.ReadTimeout), "read-timeout", "thời gian tối đa để nhận một yêu cầu")
	set.Var((*span)(&c.WriteTimeout), "write-timeout", "thời gian tối đa để gửi một trả lời")
	set.Var((*span)(&c.IdleTimeout), "idle-timeout", "thời gian giữ một kết nối không dùng")
	set.Var((*spanFromZero)(&o.delay), "shutdown-delay", "khi dừng, thời gian vẫn phục vụ trong lúc /readyz đã báo 503")
	set.Var((*span)(&o.shutdown), "shutdown-timeout", "thời gian chờ việc đang làm khi dừng")
	return set, o
}

// environment sets every flag that the command line did not from its variable: VANBAN_MAX_BODY for --max-body.
func environment(set *flag.FlagSet, lookup func(string) (string, bool)) error {
	given := map[string]bool{}
	set.Visit(func(f *flag.Flag) { given[f.Name] = true })
	var bad []error
	set.VisitAll(func(f *flag.Flag) {
		name := variable(f.Name)
		value, ok := lookup(name)
		if !ok || value == "" || given[f.Name] { // Compose sets variables that nobody filled in to nothing
			return
		}
		if err := set.Set(f.Name, value); err != nil {
			bad = append(bad, fmt.Errorf("giá trị %q của biến môi trường %s không dùng được%s", value, name, why(err.Error())))
		}
	})
	return errors.Join(bad...)
}

// warnOfVariables tells the operator of variables that look as if they were meant for us and are not: a limit that is misspelt would be
// no limit. Serve and worker often share an environment, so that the variables of serve, which has all, are right for both.
func warnOfVariables(log *slog.Logger, environ []string) {
	known := map[string]bool{keysVariable: true}
	set, _ := serveFlags()
	set.VisitAll(func(f *flag.Flag) { known[variable(f.Name)] = true })
	for _, v := range environ {
		name, _, _ := strings.Cut(v, "=")
		if strings.HasPrefix(name, "VANBAN_") && !known[name] {
			log.Warn("no option has this variable", "variable", name)
		}
	}
}

// keysVariable holds the lines of a key file themselves, as some containers are given secrets; the file's name is in
// VANBAN_KEYS_FILE.
const keysVariable = "VANBAN_KEYS"

func variable(name string) string {
	if name == "keys" {
		return keysVariable + "_FILE"
	}
	return "VANBAN_" + strings.ToUpper(strings.ReplaceAll(name, "-", "_"))
}

// complete settles what options say of each other, and refuses what contradicts itself or would be unsafe.
func (o *serveOptions) complete(lookup func(string) (string, bool)) error {
	if o.config.MaxUpload == api.Defaults().MaxUpload { // a server with little memory need not say so twice
		o.config.MaxUpload = min(o.config.MaxUpload, o.config.BodyMemory)
	}
	if o.config.BodyMemory < max(o.config.MaxBody, o.config.MaxUpload) {
		return errors.New("--body-memory phải chứa được một yêu cầu --max-body và một tệp --max-upload")
	}
	if (o.certificate == "") != (o.private == "") {
		return errors.New("--tls-cert và --tls-key phải đi cùng nhau")
	}
	o.config.TLS = o.certificate != ""
	if o.origins != "" {
		o.config.Origins = strings.Split(strings.ReplaceAll(o.origins, " ", ""), ",")
	}
	// The decoder's own limit must not be below what is let in.
	o.work.limits.Bytes = o.config.MaxBody
	if dir, ok := lookup("STATE_DIRECTORY"); ok && dir != "" && o.work.queue.Dir == defaultData { // systemd's StateDirectory=
		o.work.queue.Dir = dir
	}
	return o.readKeys(lookup)
}

// readKeys reads who may call, and refuses to open an address to others without keys.
func (o *serveOptions) readKeys(lookup func(string) (string, bool)) error {
	inline, _ := lookup(keysVariable)
	var from io.Reader = strings.NewReader(strings.ReplaceAll(inline, ";", "\n"))
	if o.keys != "" {
		f, err := os.Open(o.keys)
		if err != nil {
			return fmt.Errorf("không đọc được tệp khóa: %w", reason(err))
		}
		defer f.Close()
		from = f
	}
	keys, err := api.ReadKeys(from)
	if err != nil {
		return err
	}
	o.config.Keys = keys
	o.config.Local = len(keys) == 0 && !o.noKeys
	if len(keys) > 0 || o.noKeys {
		return nil
	}
	if o.keys != "" || inline != "" {
		return errors.New("danh sách khóa trống")
	}
	if !loopback(o.addr) {
		return fmt.Errorf("địa chỉ %s mở cho máy khác mà chưa có khóa: thêm --keys TỆP (tạo bằng vanban key), hoặc --no-keys nếu thật sự muốn ai cũng gọi được", o.addr)
	}
	return nil
}

// loopback reports whether only this machine can reach the address. A name other than localhost may lead anywhere.
func loopback(addr string) bool {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return false
	}
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
