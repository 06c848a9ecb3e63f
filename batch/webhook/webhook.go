// Package webhook tells another server that something is done, after the Standard Webhooks specification 1.0.0: a signed POST of JSON. It
// owns one attempt, what its outcome means, and the times of the next ones; keeping messages until then is its caller's business.
//
// The address comes from whoever submits work, so a request is guarded against reaching what only this machine reaches (SSRF): addresses
// are checked when the connection is made, after the name is resolved, so that no name can point elsewhere by then; redirects are not
// followed and no proxy is used.
package webhook

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"time"

	standardwebhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"
)

// Config is what a Sender needs.
type Config struct {
	// Secret signs the messages: whsec_ and 24 to 64 bytes in base64.
	Secret string
	// AllowPrivate lets messages go to private and loopback addresses and to any port, for offices whose systems stand on their own network.
	// Addresses of cloud metadata and of the link stay closed.
	AllowPrivate bool
	// AllowHTTP lets messages go unencrypted. They are signed all the same.
	AllowHTTP bool
	// Timeout bounds one attempt; zero takes 20 seconds, inside what the specification recommends.
	Timeout time.Duration
	// Roots are the authorities that servers' certificates are checked with, and Resolver finds their addresses; nil takes the system's.
	Roots    *x509.CertPool
	Resolver *net.Resolver
}

const (
	defaultTimeout = 20 * time.Second
	maxBody        = 4 << 10  // bytes of an answer that are read, so that a usual receiver can write to its end; nobody looks at them
	maxHeader      = 16 << 10 // bytes of an answer's header
	secretPrefix   = "whsec_"
	minSecret      = 24
	maxSecret      = 64
)

// Sender sends messages. It is safe for concurrent use.
type Sender struct {
	signer  *standardwebhooks.Webhook
	client  *http.Client
	guard   guard
	timeout time.Duration
}

// New returns a Sender. Errors are in Vietnamese, for the operator.
func New(c Config) (*Sender, error) {
	secret, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(c.Secret, secretPrefix))
	if err != nil || !strings.HasPrefix(c.Secret, secretPrefix) || len(secret) < minSecret || len(secret) > maxSecret {
		return nil, fmt.Errorf("khóa ký webhook phải là %s và %d đến %d byte ngẫu nhiên viết bằng base64", secretPrefix, minSecret, maxSecret)
	}
	signer, err := standardwebhooks.NewWebhookRaw(secret)
	if err != nil {
		return nil, fmt.Errorf("webhook: %w", err)
	}
	s := &Sender{signer: signer, guard: newGuard(c.AllowPrivate, c.AllowHTTP), timeout: c.Timeout}
	if s.timeout == 0 {
		s.timeout = defaultTimeout
	}
	dialer := &net.Dialer{Resolver: c.Resolver, Control: s.guard.control}
	s.client = &http.Client{
		Transport: &http.Transport{
			// No Proxy: the guard would see the proxy's address and not the receiver's.
			DialContext:            dialer.DialContext,
			TLSClientConfig:        &tls.Config{RootCAs: c.Roots, MinVersion: tls.VersionTLS12},
			DisableKeepAlives:      true, // messages are rare
			DisableCompression:     true,
			MaxResponseHeaderBytes: maxHeader,
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	return s, nil
}

// CheckURL says in Vietnamese why nothing will be sent to an address; nil when it may be. It looks at the text alone: what a name stands
// for is checked when a message is sent.
func (s *Sender) CheckURL(address string) error { return s.guard.checkURL(address) }

// messageID is narrow because the signed text is joined with full stops.
var messageID = regexp.MustCompile(`^[A-Za-z0-9_-]{1,128}$`)

// Send makes one attempt to deliver a message. The id is the same in all attempts, at is the time of this one. The error is a [*Permanent],
// a [*Retry], or that of ctx when the caller has ended it.
func (s *Sender) Send(ctx context.Context, address, id string, at time.Time, payload []byte) error {
	if !messageID.MatchString(id) {
		return &Permanent{Err: fmt.Errorf("webhook: message id %q", id)}
	}
	if err := s.CheckURL(address); err != nil {
		return &Permanent{Err: err}
	}
	signature, err := s.signer.Sign(id, at, payload)
	if err != nil {
		return &Permanent{Err: fmt.Errorf("webhook: sign: %w", err)}
	}
	attempt, cancel := context.WithTimeout(ctx, s.timeout)
	defer cancel()
	req, err := http.NewRequestWithContext(attempt, http.MethodPost, address, bytes.NewReader(payload))
	if err != nil {
		return &Permanent{Err: fmt.Errorf("webhook: %w", err)}
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("User-Agent", "vanban-webhook/1")
	req.Header.Set(standardwebhooks.HeaderWebhookID, id)
	req.Header.Set(standardwebhooks.HeaderWebhookTimestamp, strconv.FormatInt(at.Unix(), 10))
	req.Header.Set(standardwebhooks.HeaderWebhookSignature, signature)
	res, err := s.client.Do(req)
	var refused refusal
	switch {
	case err != nil && ctx.Err() != nil: // an answer that came before counts
		return ctx.Err()
	case errors.As(err, &refused):
		return &Permanent{Err: refused} // without what package net adds: the address
	case err != nil:
		return &Retry{Err: err}
	}
	defer func() { _ = res.Body.Close() }()
	_, _ = io.CopyN(io.Discard, res.Body, maxBody) // the status has said it all
	switch {
	case res.StatusCode >= 200 && res.StatusCode <= 299:
		return nil
	case res.StatusCode == http.StatusGone:
		return &Permanent{Status: res.StatusCode}
	}
	return &Retry{Status: res.StatusCode, After: retryAfter(res.Header.Get("Retry-After"), at)}
}
