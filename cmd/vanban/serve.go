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
	"vanban/web"
)

const serveHelp = `vanban serve — phục vụ qua HTTP: gửi JSON, nhận DOCX, PDF. Tài liệu ở /docs của máy chủ đang chạy.

  vanban serve                                       chỉ máy này gọi được, không cần khóa
  vanban serve --addr :8080 --keys khoa.txt          máy khác gọi được, cần khóa

Mỗi tùy chọn còn đặt được bằng biến môi trường VANBAN_TÊN, ví dụ VANBAN_MAX_BODY; tùy chọn trên dòng lệnh được ưu tiên.

`

// The heap may grow to this many percent of what lives before it is collected: documents leave garbage and little else, so
// that seldom collecting is a tenth quicker. The limit below keeps large documents from making much of that.
const (
	heapGrowth  = 400
	memoryLimit = 512 << 20
)

func helpOfServe() string {
	set, _ := serveFlags()
	return helpWith(serveHelp, set)
}

// helpWith is a help text with the flags below it.
func helpWith(text string, set *flag.FlagSet) string {
	var b strings.Builder
	b.WriteString(text)
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
	log, err := newLogger(a.stderr, o.work.logFormat, o.work.logLevel)
	if err != nil {
		return a.misuse("%v", err)
	}
	if err := o.complete(os.LookupEnv); err != nil {
		return a.misuse("%v", err)
	}
	warnOfVariables(log, os.Environ())
	server, w, listener, err := o.prepare(a.ctx, log)
	if err != nil {
		return a.misuse("%v", err)
	}
	if err := a.serveUntilStopped(server, w, listener, o, log); err != nil {
		log.Error("ended", "error", err.Error())
		return exitFindings // unlike wrong usage, starting again may help
	}
	return exitGood
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

// prepare opens the address and makes the service, so that whatever is wrong with the options shows before anything is served.
func (o *serveOptions) prepare(ctx context.Context, log *slog.Logger) (_ *api.Server, _ *works, _ net.Listener, err error) {
	tune()
	var secure *tls.Config
	if o.config.TLS {
		certificate, err := tls.LoadX509KeyPair(o.certificate, o.private)
		if err != nil {
			return nil, nil, nil, fmt.Errorf("không dùng được chứng thư: %w", err)
		}
		secure = &tls.Config{Certificates: []tls.Certificate{certificate}, MinVersion: tls.VersionTLS12}
	}
	listener, err := net.Listen("tcp", o.addr)
	if err != nil {
		return nil, nil, nil, fmt.Errorf("không mở được địa chỉ %s: %w", o.addr, err)
	}
	if secure != nil {
		listener = tls.NewListener(listener, secure)
	}
	defer func() {
		if err != nil {
			_ = listener.Close()
		}
	}()
	w, err := o.work.open(ctx, log)
	if err != nil {
		return nil, nil, nil, err
	}
	defer func() {
		if err != nil {
			w.engine.Close()
		}
	}()
	o.config.Version = version()
	o.config.Batches, o.config.Plates, o.config.Webhook, o.config.Seal = w.engine, w.plates, w.webhook, w.sealing
	o.config.Office, o.config.Pages = w.engine.Store(api.ShelfOffice), web.Files
	server, err := api.New(o.config, w.service, log)
	return server, w, listener, err
}

// serveUntilStopped serves until the process is told to stop, and then finishes what is running. Rows of batches that are not begun are for
// the next start.
func (a *app) serveUntilStopped(server *api.Server, w *works, listener net.Listener, o *serveOptions, log *slog.Logger) error {
	ctx, stop := signal.NotifyContext(a.ctx, syscall.SIGTERM, os.Interrupt)
	defer stop()
	log.Info("listening", "addr", listener.Addr().String(), "version", o.config.Version, "keys", len(o.config.Keys), "tls", o.config.TLS)
	if len(o.config.Keys) == 0 && !loopback(o.addr) {
		log.Warn("anybody who can reach this address may call: no keys")
	}
	served := make(chan error, 1)
	go func() { served <- server.Serve(listener) }()
	rows := w.start(ctx)
	defer w.engine.Close()
	select {
	case err := <-served:
		return err
	case <-ctx.Done():
	}
	stop()         // a second signal ends the process at once
	server.Drain() // before the log says so: whoever reads it may count on it
	log.Info("stopping", "delay", o.delay.String(), "timeout", o.shutdown.String())
	select {
	case err := <-served:
		return err
	case <-time.After(o.delay):
	}
	limit, cancel := context.WithTimeout(context.Background(), o.shutdown)
	defer cancel()
	if err := server.Shutdown(limit); err != nil {
		return err
	}
	select {
	case <-rows:
	case <-limit.Done():
		return errors.New("rows of batches were still being made")
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

// release is set when an image is built (-ldflags "-X main.release=…"), where the commit is not known.
var release string

// version is the release or the commit that the program was built from.
func version() string {
	if release != "" {
		return release
	}
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
