package webhook

import (
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"syscall"

	"code.dny.dev/ssrf"
)

// errRefused is the error of an address that no message goes to. Its text does not say which address a name stands for: whoever submits
// work must not learn the names of our network.
var errRefused = errors.New("địa chỉ nhận webhook thuộc mạng nội bộ hoặc mạng đặc biệt, không được phép")

// maxURL is the length of an address in bytes.
const maxURL = 2048

// never are addresses that tell secrets of the machine to whoever asks, and that are not in ranges closed anyway. Others of the kind are
// on the link (169.254.0.0/16, fe80::/10), which is always closed.
var never = []netip.Prefix{
	netip.MustParsePrefix("100.100.100.200/32"), // Alibaba Cloud
	netip.MustParsePrefix("168.63.129.16/32"),   // Azure
	netip.MustParsePrefix("fd00:ec2::/32"),      // AWS
	netip.MustParsePrefix("fd20:ce::254/128"),   // Google Cloud
}

// guard knows where messages may go.
type guard struct {
	addresses *ssrf.Guardian
	private   bool
	schemes   []string
	ports     []uint16 // nil for any
}

func newGuard(private, plain bool) guard {
	g := guard{private: private, schemes: []string{"https"}, ports: []uint16{443, 8443}}
	if plain {
		g.schemes, g.ports = append(g.schemes, "http"), append(g.ports, 80)
	}
	var options []ssrf.Option
	if private {
		g.ports = nil
		options = append(options, ssrf.WithAnyPort(),
			ssrf.WithAllowedV4Prefixes(
				netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("172.16.0.0/12"), netip.MustParsePrefix("192.168.0.0/16"),
				netip.MustParsePrefix("100.64.0.0/10"), netip.MustParsePrefix("127.0.0.0/8")),
			ssrf.WithAllowedV6Prefixes(netip.MustParsePrefix("fc00::/7"), netip.MustParsePrefix("::1/128")))
	} else {
		options = append(options, ssrf.WithPorts(g.ports...))
	}
	g.addresses = ssrf.New(options...)
	return g
}

// control is called with the address of each connection before it is made.
func (g guard) control(network, address string, c syscall.RawConn) error {
	target, err := netip.ParseAddrPort(address)
	if err != nil {
		return refusal{err}
	}
	if err := g.checkAddress(target.Addr()); err != nil {
		return err
	}
	if err := g.addresses.Safe(network, address, c); err != nil {
		return refusal{err}
	}
	return nil
}

func (g guard) checkAddress(a netip.Addr) error {
	for _, p := range never {
		if p.Contains(a.Unmap()) {
			return refusal{fmt.Errorf("metadata address %s", a)}
		}
	}
	if err := g.addresses.SafeAddr(a); err != nil {
		return refusal{err}
	}
	return nil
}

// refusal is errRefused with its reason, which stays out of the text.
type refusal struct{ reason error }

func (r refusal) Error() string   { return errRefused.Error() }
func (r refusal) Unwrap() []error { return []error{errRefused, r.reason} }

func (g guard) checkURL(address string) error {
	if len(address) > maxURL {
		return fmt.Errorf("địa chỉ nhận webhook dài %d byte, nhiều nhất %d", len(address), maxURL)
	}
	u, err := url.Parse(address)
	if err != nil || u.Opaque != "" || u.Hostname() == "" {
		return errors.New("địa chỉ nhận webhook không đọc được; cần dạng https://ten-may-chu/duong-dan")
	}
	if !slices.Contains(g.schemes, u.Scheme) {
		return fmt.Errorf("địa chỉ nhận webhook phải bắt đầu bằng %s://", strings.Join(g.schemes, ":// hoặc "))
	}
	if u.User != nil {
		return errors.New("địa chỉ nhận webhook không được chứa tên và mật khẩu")
	}
	if err := g.checkPort(u); err != nil {
		return err
	}
	host := strings.TrimSuffix(strings.ToLower(u.Hostname()), ".")
	if a, err := netip.ParseAddr(host); err == nil {
		return g.checkAddress(a)
	}
	if !g.private && (host == "localhost" || strings.HasSuffix(host, ".localhost")) {
		return errRefused
	}
	return nil
}

func (g guard) checkPort(u *url.URL) error {
	if u.Port() == "" {
		return nil // that of the scheme
	}
	port, err := strconv.ParseUint(u.Port(), 10, 16)
	if err != nil || port == 0 {
		return errors.New("địa chỉ nhận webhook có số cổng không đúng")
	}
	if g.ports != nil && !slices.Contains(g.ports, uint16(port)) {
		return fmt.Errorf("địa chỉ nhận webhook dùng cổng %d; chỉ được các cổng %s", port, strings.Trim(strings.ReplaceAll(fmt.Sprint(g.ports), " ", ", "), "[]"))
	}
	return nil
}
