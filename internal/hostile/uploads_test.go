package hostile

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"vanban/internal/service"
)

// upload is one hostile list or picture, as it is sent to the service.
type upload struct {
	name string
	make func() []byte
	// code is that of the refusal; empty where the file is read, either where that is a matter of limits.
	code string
}

// What the service may take for a list or a picture, all of it counted: code, fonts, the body and what is read of it. It collects
// seldom, so that this is more than a command takes.
const uploadMemory = 200_000_000

// codeInJSON finds the code of the first problem in an answer.
var codeInJSON = regexp.MustCompile(`"problems": ?\[\{[^}]*?"code": ?"([a-z_]+)"`)

// refusalIn returns the code of the first problem of a call that was refused.
func refusalIn(s *sent) string {
	if found := codeInJSON.FindSubmatch(s.body); s.status >= http.StatusBadRequest && found != nil {
		return string(found[1])
	}
	return ""
}

// sent is what a call cost.
type sent struct {
	status int
	body   []byte
	wall   time.Duration
	memory int64 // the largest resident set of the service, in bytes
}

// send starts a service and gives it one file. The largest resident set that /proc knows is that of the program alone, other than what
// is known of a child that has ended.
func send(t testing.TB, calls ...func(url string) *http.Request) sent {
	t.Helper()
	p := service.Start(t, "--render-timeout", "60s")
	var s sent
	for _, call := range calls {
		start := time.Now()
		client := &http.Client{Timeout: patience}
		r, err := client.Do(call(p.URL))
		if err != nil {
			t.Fatal(err)
		}
		s.body, err = io.ReadAll(r.Body)
		_ = r.Body.Close() // it was read
		if err != nil {
			t.Fatal(err)
		}
		s.wall += time.Since(start)
		if s.status = r.StatusCode; s.status >= http.StatusBadRequest {
			break
		}
	}
	status, err := os.ReadFile("/proc/" + strconv.Itoa(p.PID) + "/status")
	if err != nil {
		t.Skip("no /proc here: ", err)
	}
	_, peak, _ := strings.Cut(string(status), "VmHWM:")
	kB, err := strconv.ParseInt(strings.Fields(peak)[0], 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	s.memory = kB << 10
	return s
}

func request(method, url, media string, body []byte) *http.Request {
	r, err := http.NewRequest(method, url, bytes.NewReader(body))
	must(err)
	r.Header.Set("Content-Type", media)
	return r
}

// TestLists gives lists at the limits and above to the service, which reads them, or refuses them, within 200 MB.
func TestLists(t *testing.T) {
	for _, u := range lists() {
		t.Run(u.name, func(t *testing.T) {
			data := u.make()
			media := "text/csv"
			if strings.HasSuffix(u.name, ".xlsx") {
				media = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
			}
			s := send(t, func(url string) *http.Request { return request("POST", url+"/v1/lists?limit=50", media, data) })
			got := refusalIn(&s)
			t.Logf("%5.1f MB: %6.2f s, %6.1f MB, %d %s", float64(len(data))/1e6, s.wall.Seconds(), float64(s.memory)/1e6, s.status, got)
			if s.status != http.StatusOK && s.status != http.StatusUnprocessableEntity || u.code != either && got != u.code {
				t.Errorf("%d %q, want %q: %.300s", s.status, got, u.code, s.body)
			}
			if s.memory > uploadMemory {
				t.Errorf("took %.1f MB", float64(s.memory)/1e6)
			}
		})
	}
}

// TestPictures gives pictures at the limits to the service as the emblem of a profile, and asks for a certificate with it.
func TestPictures(t *testing.T) {
	for _, u := range pictures() {
		t.Run(u.name, func(t *testing.T) {
			key := "emblem_image"
			if strings.HasPrefix(u.name, "photo") {
				key = "photo"
			}
			profile := fmt.Appendf(nil, `{"name":"a",%q:%q}`, key, dataURI(u.name, u.make()))
			calls := []func(string) *http.Request{
				func(url string) *http.Request { return request("PUT", url+"/v1/plates/a", "application/json", profile) },
				func(url string) *http.Request {
					return request("POST", url+"/v1/documents?format=pdf", "application/json", []byte(certificate))
				},
			}
			s := send(t, calls...)
			got := refusalIn(&s)
			t.Logf("%5.1f MB: %6.2f s, %6.1f MB, %d %s", float64(len(profile))/1e6, s.wall.Seconds(), float64(s.memory)/1e6, s.status, got)
			if got != u.code || u.code == "" && s.status != http.StatusOK {
				t.Errorf("%d %q, want %q: %.300s", s.status, got, u.code, s.body)
			}
			if s.memory > uploadMemory {
				t.Errorf("took %.1f MB", float64(s.memory)/1e6)
			}
		})
	}
}
