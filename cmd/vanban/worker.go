package main

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"runtime"
	"strings"
	"syscall"

	"vanban/api"
	"vanban/batch"
	"vanban/batch/queue"
	"vanban/batch/webhook"
	"vanban/render"
	"vanban/seal"
)

const workerHelp = `vanban worker — làm các dòng của các đợt hàng loạt cùng vanban serve, qua một cụm NATS. Không phục vụ HTTP.

  vanban worker --nats nats://may-1:4222,nats://may-2:4222

Chạy bao nhiêu tiến trình, trên bao nhiêu máy cũng được, lúc nào thêm bớt cũng được: dòng nào dở dang thì tiến trình khác làm tiếp. Phông, khóa ký,
giới hạn và số bản sao phải như của vanban serve. Mỗi tùy chọn còn đặt được bằng biến môi trường VANBAN_TÊN.

`

// workerFlags declares the flags; their texts are the help.
func workerFlags() (*flag.FlagSet, *workOptions) {
	o := new(workOptions)
	set := flag.NewFlagSet("worker", flag.ContinueOnError)
	o.queue.Workers = runtime.GOMAXPROCS(0)
	workFlags(set, o)
	return set, o
}

func helpOfWorker() string {
	set, _ := workerFlags()
	return helpWith(workerHelp, set)
}

func (a *app) worker(args []string) int {
	set, o := workerFlags()
	operands, code, ok := a.flags(set, helpOfWorker(), args)
	if !ok {
		return code
	}
	if len(operands) > 0 {
		return a.misuse("lệnh worker không nhận tham số %q", operands[0])
	}
	if err := environment(set, os.LookupEnv); err != nil {
		return a.misuse("%v", err)
	}
	log, err := newLogger(a.stderr, o.logFormat, o.logLevel)
	if err != nil {
		return a.misuse("%v", err)
	}
	if o.queue.URL == "" {
		return a.misuse("cần --nats ĐỊA_CHỈ: không có cụm NATS thì vanban serve tự làm mọi dòng")
	}
	tune()
	ctx, stop := signal.NotifyContext(a.ctx, syscall.SIGTERM, os.Interrupt)
	defer stop()
	w, err := o.open(ctx, log)
	if err != nil {
		if ctx.Err() != nil {
			return exitGood
		}
		return a.misuse("%v", err)
	}
	log.Info("working", "nats", o.queue.URL, "workers", o.queue.Workers, "version", version())
	rows := w.start(ctx)
	<-ctx.Done()
	stop() // a second signal ends the process at once
	log.Info("stopping")
	<-rows
	w.engine.Close()
	log.Info("stopped")
	return exitGood
}

// works is what makes rows of batches.
type works struct {
	service *render.Service
	engine  *queue.Engine
	plates  *api.Plates
	webhook func(address string) error // nil where nobody is told
	sealing *api.Sealing               // nil without a key
}

// open makes the service, and the queue on top of it.
func (o *workOptions) open(ctx context.Context, log *slog.Logger) (*works, error) {
	w := &works{plates: new(api.Plates)}
	options := render.Options{Limits: o.limits, MaxPages: o.pages, Profiles: w.plates.Find}
	signer, err := o.signer()
	if err != nil {
		return nil, err
	}
	if signer != nil {
		options.Seal, w.sealing = signer.Seal, &api.Sealing{Keys: []seal.PublicKey{signer.public}, Page: o.sealURL}
	}
	if w.service, err = newService(o.fonts, options); err != nil {
		return nil, err
	}
	c := o.queue
	if o.secret != "" {
		sender, err := o.sender()
		if err != nil {
			return nil, err
		}
		c.Sender, w.webhook = sender, sender.CheckURL
	}
	if c.URL != "" {
		c.Dir = ""
	}
	if w.engine, err = queue.Open(ctx, c, batch.New(w.service), log); err != nil {
		if c.URL != "" {
			return nil, fmt.Errorf("không dùng được cụm NATS %s: %w", c.URL, err)
		}
		return nil, fmt.Errorf("không dùng được thư mục dữ liệu %s: %w; chọn thư mục khác bằng --data", c.Dir, dataReason(err))
	}
	w.plates.Use(w.engine.Store(api.ShelfPlates), w.engine.Store(api.ShelfFrozen), log)
	return w, nil
}

// dataReason tells why a data folder cannot be used, in Vietnamese where it is one of the usual reasons.
func dataReason(err error) error {
	switch {
	case errors.Is(err, syscall.EAGAIN):
		return errors.New("một tiến trình vanban khác đang dùng")
	case errors.Is(err, syscall.ENOTDIR):
		return errors.New("đây không phải là thư mục")
	case errors.Is(err, syscall.EROFS):
		return errors.New("ổ đĩa chỉ đọc được")
	}
	return reason(err)
}

// start makes rows until ctx ends; the channel is closed when no more are in hand.
func (w *works) start(ctx context.Context) <-chan struct{} {
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = w.engine.Work(ctx) // it ends with ctx alone
	}()
	return done
}

// signer signs certificates.
type signer struct {
	*seal.Signer
	public seal.PublicKey
}

func (o *workOptions) signer() (*signer, error) {
	if o.seal == "" {
		if o.sealURL != "" {
			return nil, errors.New("--seal-url cần --seal")
		}
		return nil, nil
	}
	file, err := os.ReadFile(o.seal)
	if err != nil {
		return nil, fmt.Errorf("không đọc được khóa ký %s: %w", o.seal, reason(err))
	}
	key, err := seal.ParsePrivate(file)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", o.seal, err)
	}
	s, err := seal.NewSigner(key, o.sealURL)
	if err != nil {
		return nil, err
	}
	return &signer{s, seal.PublicKey{Name: commentOf(file), Key: key.Public().(ed25519.PublicKey)}}, nil
}

// commentOf is the name that vanban key wrote above a key.
func commentOf(file []byte) string {
	line, _, _ := strings.Cut(string(bytes.TrimPrefix(file, []byte("\ufeff"))), "\n")
	name, ok := strings.CutPrefix(strings.TrimSpace(line), "#")
	if !ok {
		return ""
	}
	return strings.TrimSpace(name)
}

func (o *workOptions) sender() (*webhook.Sender, error) {
	secret, err := os.ReadFile(o.secret)
	if err != nil {
		return nil, fmt.Errorf("không đọc được khóa ký webhook %s: %w", o.secret, reason(err))
	}
	sender, err := webhook.New(webhook.Config{Secret: strings.TrimSpace(string(secret)), AllowPrivate: o.private, AllowHTTP: o.private})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", o.secret, err)
	}
	return sender, nil
}
