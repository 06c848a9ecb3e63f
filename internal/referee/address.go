package referee

import (
	"fmt"
	"math/rand/v2"
	"net"
)

// FreeAddress returns an address of this machine where nobody listens. Its port is none that the system gives to whoever asks for any, and to
// every connection: another test would have it by the time it is used.
func FreeAddress(t T) string {
	t.Helper()
	for range 1000 {
		l, err := net.Listen("tcp", fmt.Sprint("127.0.0.1:", 20_000+rand.IntN(10_000)))
		if err == nil {
			defer func() { _ = l.Close() }()
			return l.Addr().String()
		}
	}
	t.Fatalf("no port is free")
	return ""
}
