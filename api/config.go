package api

import (
	"fmt"
	"io/fs"
	"net/url"
	"runtime"
	"strings"
	"time"
)

// Config is how a server is run. [Defaults] returns one that can be used as it is.
type Config struct {
	// Keys are who may call. With none every caller may do everything.
	Keys []Key
	// Origins are those of pages that browsers let call the API (CORS); none by default. "*" stands for all.
	Origins []string
	// Version is shown in /openapi.json and metrics.
	Version string
	// Local tells that only this machine is to call: requests under any other name are refused, so that pages of others cannot have their own
	// name lead here (DNS rebinding).
	Local bool
	// Pages are the files of the clerk's pages, web.Files; nil for a server of the API alone.
	Pages fs.FS
	// TLS tells that connections are encrypted by this process: answers then ask browsers to stay with HTTPS.
	TLS bool

	MaxBody        int // bytes of the JSON of one document
	MaxUpload      int // bytes of one file to be imported or checked
	BodyMemory     int // bytes that all request bodies together may take at one time, and all large answers as many again
	MaxConnections int // open connections; beyond it requests are refused

	// Batches keeps batches and has them made, Plates those of certificates; a server without Batches has neither.
	Batches Batches
	Plates  *Plates
	// Office keeps what the office says of itself; a server without it has no such calls.
	Office Shelf
	// Webhook says why an address cannot be told of the end of a batch; nil where the server tells nobody.
	Webhook func(address string) error
	// Seal is what certificates are signed with; nil where they are not.
	Seal *Sealing

	Renders       int           // documents that are worked on at one time
	Queue         int           // requests that may wait for one of them to finish
	RenderTimeout time.Duration // for the work on one document, and as long again for waiting

	ReadTimeout  time.Duration // for one request, headers and body
	WriteTimeout time.Duration // for one answer
	IdleTimeout  time.Duration // between the requests of a connection
}

// Defaults returns the configuration of a server on the machine at hand.
func Defaults() Config {
	return Config{
		MaxBody: 4 << 20, MaxUpload: 32 << 20, BodyMemory: 64 << 20, MaxConnections: 1024,
		Renders: runtime.GOMAXPROCS(0), Queue: 128, RenderTimeout: 10 * time.Second,
		ReadTimeout: 20 * time.Second, WriteTimeout: 30 * time.Second, IdleTimeout: 60 * time.Second,
	}
}

// check refuses a configuration that no request could get through.
func (c *Config) check() error {
	for _, v := range []struct {
		name  string
		value int
	}{
		{"MaxBody", c.MaxBody}, {"MaxUpload", c.MaxUpload}, {"BodyMemory", c.BodyMemory}, {"MaxConnections", c.MaxConnections}, {"Renders", c.Renders},
		{"RenderTimeout", int(c.RenderTimeout)}, {"ReadTimeout", int(c.ReadTimeout)},
		{"WriteTimeout", int(c.WriteTimeout)}, {"IdleTimeout", int(c.IdleTimeout)},
	} {
		if v.value <= 0 {
			return fmt.Errorf("api: %s must be above zero, got %d", v.name, v.value)
		}
	}
	if c.Queue < 0 {
		return fmt.Errorf("api: Queue must not be below zero, got %d", c.Queue)
	}
	for _, o := range c.Origins {
		if !goodOrigin(o) && (o != "*" || len(c.Origins) > 1) {
			return fmt.Errorf("nguồn CORS %q phải có dạng https://example.vn, hoặc chỉ một dấu *", o)
		}
	}
	if largest := max(c.MaxBody, c.MaxUpload); c.BodyMemory < largest {
		return fmt.Errorf("api: BodyMemory (%d) must hold one body of MaxBody or MaxUpload (%d)", c.BodyMemory, largest)
	}
	return nil
}

// goodOrigin tells what browsers send as Origin, with *. for all names below one. Fiber panics at others, and takes an empty one
// for all there are.
func goodOrigin(origin string) bool {
	u, err := url.Parse(strings.Replace(origin, "://*.", "://", 1))
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Hostname() != "" &&
		u.User == nil && u.Path == "" && u.RawQuery == "" && u.Fragment == "" && !strings.ContainsAny(u.Host, "*, ")
}
