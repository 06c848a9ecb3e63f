package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"strings"
	"syscall"

	"vanban/api"
	"vanban/batch"
	"vanban/batch/queue"
	"vanban/batch/webhook"
	"vanban/render"
	"vanban/seal"
)

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
