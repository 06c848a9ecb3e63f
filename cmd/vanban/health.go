package main

import (
	"context"
	"crypto/tls"
	"flag"
	"net"
	"net/http"
	"os"
	"strings"
	"time"
)

const healthHelp = `vanban health — hỏi một máy chủ vanban xem còn phục vụ không; dùng cho Docker và giám sát.

  vanban health [URL]    mặc định theo VANBAN_ADDR, hoặc http://127.0.0.1:8080

Mã kết thúc: 0 còn phục vụ; 1 không.
`

// healthTimeout is how long an answer may take: orchestrators ask every few seconds.
const healthTimeout = 3 * time.Second

func (a *app) health(args []string) int {
	set := flag.NewFlagSet("health", flag.ContinueOnError)
	operands, code, ok := a.flags(set, healthHelp, args)
	if !ok {
		return code
	}
	if len(operands) > 1 {
		return a.misuse("cần nhiều nhất một địa chỉ")
	}
	url := ownURL(os.LookupEnv)
	if len(operands) == 1 {
		url = operands[0]
	}
	ctx, cancel := context.WithTimeout(a.ctx, healthTimeout)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, strings.TrimSuffix(url, "/")+"/healthz", nil)
	if err != nil {
		return a.misuse("không hiểu địa chỉ %s", url)
	}
	// Inside a container the certificate is for another name than 127.0.0.1; nothing secret is asked.
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}}
	res, err := client.Do(req)
	if err != nil {
		a.misuse("%v", err)
		return exitFindings
	}
	defer func() { _ = res.Body.Close() }()
	if res.StatusCode != http.StatusOK {
		a.misuse("máy chủ trả lời %s", res.Status)
		return exitFindings
	}
	return exitGood
}

// ownURL is where a server with the same environment listens.
func ownURL(lookup func(string) (string, bool)) string {
	addr, _ := lookup("VANBAN_ADDR")
	if addr == "" { // as serve takes it
		addr = defaultAddr
	}
	scheme := "http"
	if cert, _ := lookup("VANBAN_TLS_CERT"); cert != "" {
		scheme = "https"
	}
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return scheme + "://" + addr
	}
	if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
		host = "127.0.0.1"
	}
	return scheme + "://" + net.JoinHostPort(host, port)
}
