package api

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

func testKey(t *testing.T, name string, scopes []Scope, rate float64, burst int) (secret string, k Key) {
	t.Helper()
	k, secret, err := NewKey(name, scopes, rate, burst)
	if err != nil {
		t.Fatal(err)
	}
	return secret, k
}

func TestKeyLineReadsBack(t *testing.T) {
	secret, k := testKey(t, "van-phong.so_1", []Scope{ScopeRender, ScopeMetrics}, 0.5, 3)
	if !strings.HasPrefix(secret, keyPrefix) || strings.Contains(k.String(), secret) {
		t.Errorf("key %s, line %s", secret, k)
	}
	keys, err := ReadKeys(strings.NewReader("# keys\n\n" + k.String() + " # of the office\r\n"))
	if err != nil || len(keys) != 1 || keys[0].String() != k.String() || keys[0].Hash != sha256.Sum256([]byte(secret)) {
		t.Errorf("%v %v, want %v", keys, err, k)
	}
}

func TestNewKeyRefuses(t *testing.T) {
	for _, k := range []Key{
		{Name: ""}, {Name: "a b", Scopes: scopes, Rate: 1, Burst: 1}, {Name: "Sở", Scopes: scopes, Rate: 1, Burst: 1}, {Name: strings.Repeat("a", 65), Scopes: scopes, Rate: 1, Burst: 1},
		{Name: "a\nb", Scopes: scopes, Rate: 1, Burst: 1}, {Name: "a", Rate: 1, Burst: 1}, {Name: "a", Scopes: []Scope{"root"}, Rate: 1, Burst: 1},
		{Name: "a", Scopes: scopes, Rate: 0, Burst: 1}, {Name: "a", Scopes: scopes, Rate: -1, Burst: 1}, {Name: "a", Scopes: scopes, Rate: math.NaN(), Burst: 1},
		{Name: "a", Scopes: scopes, Rate: math.Inf(1), Burst: 1}, {Name: "a", Scopes: scopes, Rate: 1, Burst: 0},
	} {
		if _, _, err := NewKey(k.Name, k.Scopes, k.Rate, k.Burst); err == nil {
			t.Errorf("%+v was taken", k)
		}
	}
}

// TestReadKeysReportsAllLines reads a file in which every line is wrong, and secrets stand where they should not.
func TestReadKeysReportsAllLines(t *testing.T) {
	secret, k := testKey(t, "good", []Scope{ScopeRender}, 1, 1)
	hash := fmt.Sprintf("sha256:%x", k.Hash)
	lines := []string{
		"good render 1/1 " + hash,
		"good render 1/1 " + hash,
		"few render 1/1",
		"many render 1/1 " + hash + " more",
		"na/me render 1/1 " + hash,
		"scope render,root 1/1 " + hash,
		"scope , 1/1 " + hash,
		"rate render 1 " + hash,
		"rate render x/1 " + hash,
		"rate render 1/x " + hash,
		"rate render 1e999/1 " + hash,
		"rate render NaN/1 " + hash,
		"rate render -1/1 " + hash,
		"rate render 1/0 " + hash,
		"rate render 1/99999999999999999999 " + hash,
		"hash render 1/1 " + hash[:40],
		"hash render 1/1 " + strings.TrimPrefix(hash, "sha256:"),
		"hash render 1/1 sha256:" + strings.Repeat("z", 64),
		"secret render 1/1 " + secret,
		"secret render 1/1 sha256:" + secret,
		"secret render " + secret + " " + hash,
		"secret " + secret + " 1/1 " + hash,
		secret + " render 1/1 " + hash,
		secret,
	}
	_, err := ReadKeys(strings.NewReader(strings.Join(lines, "\n")))
	if err == nil {
		t.Fatal("taken")
	}
	for n := 2; n <= len(lines); n++ {
		if !strings.Contains(err.Error(), "dòng "+strconv.Itoa(n)+":") {
			t.Errorf("line %d is not reported: %s", n, lines[n-1])
		}
	}
	if strings.Contains(err.Error(), "dòng 1:") {
		t.Error("the good line is reported")
	}
	if strings.Contains(err.Error(), secret) {
		t.Errorf("a secret is repeated: %v", err)
	}
}

func TestReadKeysOfATooLongLine(t *testing.T) {
	if _, err := ReadKeys(strings.NewReader(strings.Repeat("a", 1<<20))); err == nil || len(err.Error()) > 500 {
		t.Errorf("%.100v", err)
	}
}

func TestFindTellsKeysApart(t *testing.T) {
	r := &keyring{}
	var secrets []string
	for i := range 50 {
		secret, k := testKey(t, fmt.Sprint("k", i), scopes, 1, 1)
		secrets = append(secrets, secret)
		r.keys = append(r.keys, k)
	}
	for i, s := range secrets {
		if got := r.find(sha256.Sum256([]byte(s))); got != i {
			t.Errorf("key %d is found as %d", i, got)
		}
	}
	if got := r.find(sha256.Sum256([]byte("vb_"))); got != -1 {
		t.Errorf("a foreign key is found as %d", got)
	}
}

func TestAdmit(t *testing.T) {
	secret, k := testKey(t, "a", []Scope{ScopeRender}, 1000, 1000)
	foreign, _ := testKey(t, "b", scopes, 1, 1)
	r, err := newKeyring([]Key{k})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		authorization string
		scope         Scope
		want          *fault
	}{
		{"Bearer " + secret, ScopeRender, nil},
		{"bearer  " + secret + " ", ScopeRender, nil},
		{"", "", nil},
		{"", ScopeRender, noKey},
		{"Bearer", ScopeRender, noKey},
		{"Bearer ", ScopeRender, noKey},
		{"Basic " + secret, ScopeRender, noKey},
		{secret, ScopeRender, noKey},
		{"Bearer " + foreign, ScopeRender, badKey},
		{"Bearer " + secret + "x", ScopeRender, badKey},
		{"Bearer " + secret[:20], ScopeRender, badKey},
		{"Bearer " + strings.ToLower(secret), ScopeRender, badKey},
		{"Bearer " + fmt.Sprintf("%x", k.Hash), ScopeRender, badKey},
		{"Bearer " + secret, ScopeValidate, scopeMissing},
		{"Bearer " + secret, ScopeMetrics, scopeMissing},
	} {
		name, err := r.admit(c.authorization, c.scope)
		switch {
		case faultOf(err) != c.want, c.want == nil && err != nil:
			t.Errorf("%q for %q: %v, want %v", c.authorization, c.scope, err, c.want)
		case c.want == nil && c.scope != "" && name != "a":
			t.Errorf("%q: name %q", c.authorization, name)
		}
	}
	if everybody, _ := newKeyring(nil); everybody != nil {
		if _, err := everybody.admit("", ScopeMetrics); err != nil {
			t.Errorf("without keys: %v", err)
		}
	}
}

// TestConcurrentRateLimit floods a key from many sides: exactly its burst gets through, and the flood does not cost it what
// comes afterwards. Time stands still but when the test lets it pass.
func TestConcurrentRateLimit(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		_, k := testKey(t, "a", []Scope{ScopeRender}, 2, 10)
		r, err := newKeyring([]Key{k})
		if err != nil {
			t.Fatal(err)
		}
		flood := func(want int) {
			t.Helper()
			var mu sync.Mutex
			var all sync.WaitGroup
			admitted := 0
			for range 500 {
				all.Go(func() {
					wait := r.take(0)
					mu.Lock()
					defer mu.Unlock()
					switch {
					case wait == 0:
						admitted++
					case wait < 0 || wait > 500*time.Millisecond:
						t.Errorf("told to wait %v for one of two each second", wait)
					}
				})
			}
			all.Wait()
			if admitted != want {
				t.Errorf("%d got through, want %d", admitted, want)
			}
		}
		flood(10)
		flood(0)
		time.Sleep(500 * time.Millisecond)
		flood(1)
		time.Sleep(time.Second)
		flood(2)
		time.Sleep(time.Hour)
		flood(10)
	})
}

// TestRateLimitOfASlowKey has the longest wait there can be.
func TestRateLimitOfASlowKey(t *testing.T) {
	secret, k := testKey(t, "a", []Scope{ScopeRender}, 1e-300, 1)
	r, err := newKeyring([]Key{k})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.admit("Bearer "+secret, ScopeRender); err != nil {
		t.Fatal(err)
	}
	_, err = r.admit("Bearer "+secret, ScopeRender)
	var limited *refused
	if !errors.As(err, &limited) || limited.fault != rateLimited || limited.retry < 1 {
		t.Errorf("%+v", err)
	}
}

// TestReadKeysFromWindows: a key file keeps its meaning when PowerShell or Notepad wrote it.
func TestReadKeysFromWindows(t *testing.T) {
	_, k := testKey(t, "a", scopes, 50, 100)
	line := k.String() + "\r\n"
	wide := "\xff\xfe"
	for _, r := range line {
		wide += string([]byte{byte(r), 0})
	}
	for _, text := range []string{"\xef\xbb\xbf" + line, wide} {
		if keys, err := ReadKeys(strings.NewReader(text)); err != nil || len(keys) != 1 || keys[0].Hash != k.Hash {
			t.Errorf("%.8q: %v %v", text, keys, err)
		}
	}
	k.Name = "b"
	if _, err := ReadKeys(strings.NewReader(line + k.String())); err == nil {
		t.Error("one key may have two names")
	}
}
