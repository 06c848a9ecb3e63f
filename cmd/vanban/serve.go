package main

import (
	"context"
	"crypto/tls"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"syscall"
	"time"

	"vanban/api"
	"vanban/render"
	"vanban/templates/contract"
)

const serveHelp = `vanban serve — phục vụ qua HTTP: gửi JSON, nhận DOCX, PDF. Tài liệu ở /docs của máy chủ đang chạy.

  vanban serve                                       chỉ máy này gọi được, không cần khóa
  vanban serve --addr :8080 --keys khoa.txt          máy khác gọi được, cần khóa

Mỗi tùy chọn còn đặt được bằng biến môi trường VANBAN_TÊN, ví dụ VANBAN_MAX_BODY; tùy chọn trên dòng lệnh được ưu tiên.

`

// maxPages is where a document is refused as too long when nobody says otherwise: twice the longest plan we have seen, and
// some more.
const maxPages = 500

// The heap may grow to this many percent of what lives before it is collected: documents leave garbage and little else, so
// that seldom collecting is a tenth quicker. The limit below keeps large documents from making much of that.
const (
	heapGrowth  = 400
	memoryLimit = 512 << 20
)

// serveOptions are the flags of serve.
type serveOptions struct {
	config               api.Config
	addr, keys           string
	noKeys               bool
	certificate, private string
	origins              string
	fonts                string
	limits               contract.Limits
	pages                int
	shutdown             time.Duration
	logFormat, logLevel  string
}

// serveFlags declares the flags; their texts are the help.
func serveFlags() (*flag.FlagSet, *serveOptions) {
	o := &serveOptions{config: api.Defaults(), limits: contract.Limits{Depth: contract.DefaultDepth, Nodes: contract.DefaultNodes}}
	c := &o.config
	set := flag.NewFlagSet("serve", flag.ContinueOnError)
	set.StringVar(&o.addr, "addr", "127.0.0.1:8080", "địa chỉ và cổng; “:8080” là mọi địa chỉ của máy")
	set.StringVar(&o.keys, "keys", "", "tệp khóa truy cập, do vanban key tạo (biến VANBAN_KEYS_FILE); hoặc biến VANBAN_KEYS chứa chính các dòng đó, cách nhau bằng “;”")
	set.BoolVar(&o.noKeys, "no-keys", false, "cho phép gọi không cần khóa cả trên địa chỉ ngoài máy này")
	set.StringVar(&o.certificate, "tls-cert", "", "tệp chứng thư (PEM) để dùng HTTPS")
	set.StringVar(&o.private, "tls-key", "", "tệp khóa riêng (PEM) của chứng thư")
	set.StringVar(&o.origins, "cors-origins", "", "các trang web được gọi từ trình duyệt, cách nhau bằng dấu phẩy; không ghi là không trang nào")
	set.StringVar(&o.fonts, "fonts", "", "thư mục phông Times New Roman của cơ quan")
	set.Var((*byteSize)(&c.MaxBody), "max-body", "dung lượng tối đa của một yêu cầu (byte, hoặc 512k, 4M)")
	set.Var((*byteSize)(&c.BodyMemory), "body-memory", "bộ nhớ tối đa cho nội dung của mọi yêu cầu cùng lúc")
	set.IntVar(&o.limits.Depth, "max-depth", o.limits.Depth, "số cấp lồng nhau tối đa của nội dung")
	set.IntVar(&o.limits.Nodes, "max-nodes", o.limits.Nodes, "số phần tử tối đa của mọi danh sách trong một văn bản")
	set.IntVar(&o.pages, "max-pages", maxPages, "số trang tối đa của một văn bản")
	set.IntVar(&c.MaxConnections, "max-connections", c.MaxConnections, "số kết nối tối đa")
	set.IntVar(&c.Renders, "renders", c.Renders, "số văn bản được soạn cùng lúc")
	set.IntVar(&c.Queue, "queue", c.Queue, "số yêu cầu được chờ đến lượt")
	set.DurationVar(&c.RenderTimeout, "render-timeout", c.RenderTimeout, "thời gian tối đa cho một văn bản, kể cả chờ")
	set.DurationVar(&c.ReadTimeout, "read-timeout", c.ReadTimeout, "thời gian tối đa để nhận một yêu cầu")
	set.DurationVar(&c.WriteTimeout, "write-timeout", c.WriteTimeout, "thời gian tối đa để gửi một trả lời")
	set.DurationVar(&c.IdleTimeout, "idle-timeout", c.IdleTimeout, "thời gian giữ một kết nối không dùng")
	set.DurationVar(&o.shutdown, "shutdown-timeout", 30*time.Second, "thời gian chờ việc đang làm khi dừng")
	set.StringVar(&o.logFormat, "log-format", "json", "dạng nhật ký: json hoặc text")
	set.StringVar(&o.logLevel, "log-level", "info", "mức nhật ký: debug, info, warn, error")
	return set, o
}

// byteSize is a number of bytes, written with k or M as well.
type byteSize int

func (b *byteSize) String() string {
	switch n := int(*b); {
	case n >= 1<<20 && n%(1<<20) == 0:
		return fmt.Sprintf("%dM", n>>20)
	case n >= 1<<10 && n%(1<<10) == 0:
		return fmt.Sprintf("%dk", n>>10)
	default:
		return fmt.Sprint(n)
	}
}

func (b *byteSize) Set(v string) error {
	var n int
	var unit string
	if _, err := fmt.Sscanf(v+" ", "%d%s", &n, &unit); err != nil && unit != "" {
		return err
	}
	shift := map[string]int{"": 0, "k": 10, "K": 10, "m": 20, "M": 20}
	by, ok := shift[unit]
	if !ok || n <= 0 || n > 1<<30>>by {
		return errors.New("cần số byte, ví dụ 4194304, 512k hoặc 4M")
	}
	*b = byteSize(n << by)
	return nil
}

// environment sets every flag that the command line did not from its variable: VANBAN_MAX_BODY for --max-body.
func environment(set *flag.FlagSet, lookup func(string) (string, bool)) error {
	given := map[string]bool{}
	set.Visit(func(f *flag.Flag) { given[f.Name] = true })
	var bad []error
	set.VisitAll(func(f *flag.Flag) {
		name := variable(f.Name)
		value, ok := lookup(name)
		if !ok || given[f.Name] {
			return
		}
		if err := set.Set(f.Name, value); err != nil {
			bad = append(bad, fmt.Errorf("giá trị %q của biến môi trường %s không dùng được%s", value, name, why(err.Error())))
		}
	})
	return errors.Join(bad...)
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

func helpOfServe() string {
	var b strings.Builder
	b.WriteString(serveHelp)
	set, _ := serveFlags()
	set.VisitAll(func(f *flag.Flag) {
		fmt.Fprintf(&b, "  --%-18s %s", f.Name, f.Usage)
		if f.DefValue != "" && f.DefValue != "false" {
			fmt.Fprintf(&b, " (%s)", f.DefValue)
		}
		b.WriteByte('\n')
	})
	return b.String()
}

func (a *app) serve(args []string) int {
	set, o := serveFlags()
	operands, code, ok := a.flags(set, helpOfServe(), args)
	if !ok {
		return code
	}
	if len(operands) > 0 {
		return a.misuse("lệnh serve không nhận tham số %q", operands[0])
	}
	if err := environment(set, os.LookupEnv); err != nil {
		return a.misuse("%v", err)
	}
	log, err := newLogger(a.stderr, o.logFormat, o.logLevel)
	if err != nil {
		return a.misuse("%v", err)
	}
	if err := o.complete(os.LookupEnv); err != nil {
		return a.misuse("%v", err)
	}
	if err := a.listen(o, log); err != nil {
		return a.misuse("%v", err)
	}
	return exitGood
}

// complete reads the files that the options name and refuses what would be unsafe.
func (o *serveOptions) complete(lookup func(string) (string, bool)) error {
	if o.pages < 1 {
		return errors.New("--max-pages phải lớn hơn 0")
	}
	if o.limits.Depth < 1 || o.limits.Nodes < 1 {
		return errors.New("--max-depth và --max-nodes phải lớn hơn 0")
	}
	if (o.certificate == "") != (o.private == "") {
		return errors.New("--tls-cert và --tls-key phải đi cùng nhau")
	}
	o.config.TLS = o.certificate != ""
	if o.origins != "" {
		o.config.Origins = strings.Split(strings.ReplaceAll(o.origins, " ", ""), ",")
	}
	// The decoder's own limit must not be below what is let in.
	o.limits.Bytes = o.config.MaxBody
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

func newLogger(w io.Writer, format, level string) (*slog.Logger, error) {
	var l slog.Level
	if err := l.UnmarshalText([]byte(level)); err != nil {
		return nil, fmt.Errorf("không có mức nhật ký %q; chọn debug, info, warn hoặc error", level)
	}
	options := &slog.HandlerOptions{Level: l}
	switch format {
	case "json":
		return slog.New(slog.NewJSONHandler(w, options)), nil
	case "text":
		return slog.New(slog.NewTextHandler(w, options)), nil
	}
	return nil, fmt.Errorf("không có dạng nhật ký %q; chọn json hoặc text", format)
}

// listen serves until the process is told to stop, and then finishes what is running.
func (a *app) listen(o *serveOptions, log *slog.Logger) error {
	tune()
	options := render.Options{Limits: o.limits, MaxPages: o.pages}
	if o.fonts != "" {
		options.Fonts = os.DirFS(o.fonts)
	}
	service, err := render.New(options)
	if err != nil {
		return err
	}
	o.config.Version = version()
	server, err := api.New(o.config, service, log)
	if err != nil {
		return err
	}
	var certificate tls.Certificate
	if o.config.TLS {
		if certificate, err = tls.LoadX509KeyPair(o.certificate, o.private); err != nil {
			return fmt.Errorf("không dùng được chứng thư: %w", err)
		}
	}
	listener, err := net.Listen("tcp", o.addr)
	if err != nil {
		return fmt.Errorf("không mở được địa chỉ %s: %w", o.addr, err)
	}
	ctx, stop := signal.NotifyContext(a.ctx, syscall.SIGTERM, os.Interrupt)
	defer stop()
	log.Info("listening", "addr", listener.Addr().String(), "version", o.config.Version, "keys", len(o.config.Keys), "tls", o.config.TLS)
	if len(o.config.Keys) == 0 && !loopback(o.addr) {
		log.Warn("anybody who can reach this address may call: no keys")
	}
	served := make(chan error, 1)
	go func() {
		if o.config.TLS {
			served <- server.ServeTLS(listener, certificate)
			return
		}
		served <- server.Serve(listener)
	}()
	select {
	case err := <-served:
		return err
	case <-ctx.Done():
	}
	stop() // a second signal ends the process at once
	log.Info("stopping", "timeout", o.shutdown.String())
	limit, cancel := context.WithTimeout(context.Background(), o.shutdown)
	defer cancel()
	if err := server.Shutdown(limit); err != nil {
		return err
	}
	log.Info("stopped")
	return nil
}

// tune sets the collector, unless GOGC or GOMEMLIMIT say how.
func tune() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(heapGrowth)
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(memoryLimit)
	}
}

// version is the commit that the program was built from.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	if v := info.Main.Version; v != "" && v != "(devel)" {
		return v
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" {
			return s.Value
		}
	}
	return "devel"
}
