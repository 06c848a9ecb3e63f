package api

import (
	"bufio"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
	"golang.org/x/time/rate"
)

// Scope is something that a key may do.
type Scope string

// The scopes.
const (
	ScopeRender   Scope = "render"   // make documents
	ScopeValidate Scope = "validate" // have the JSON of documents checked
	ScopeImport   Scope = "import"   // have files read
	ScopeCheck    Scope = "check"    // have the form of files checked
	ScopeBatch    Scope = "batch"    // have lists read, and batches and plates of certificates kept and made
	ScopeMetrics  Scope = "metrics"  // read /metrics
)

var scopes = []Scope{ScopeRender, ScopeValidate, ScopeImport, ScopeCheck, ScopeBatch, ScopeMetrics}

// CallerScopes are those of a key that nobody gave any: all calls but those for operating the service.
func CallerScopes() []Scope {
	return []Scope{ScopeRender, ScopeValidate, ScopeImport, ScopeCheck, ScopeBatch}
}

// Key is one caller. The key itself is not kept: it has 256 random bits, so that its plain SHA-256 gives nothing away.
type Key struct {
	Name   string // shown in logs and metrics
	Scopes []Scope
	Rate   float64 // requests per second
	Burst  int     // requests at once
	Hash   [sha256.Size]byte
}

// keyPrefix tells a key from other secrets, for people and for scanners of repositories.
const keyPrefix = "vb_"

// keyLength is that of a whole key: 32 bytes in base64 behind the prefix.
const keyLength = len(keyPrefix) + 43

// NewKey makes a caller with a fresh key. The key is returned beside it and is nowhere else.
func NewKey(name string, scopes []Scope, perSecond float64, burst int) (Key, string, error) {
	var random [32]byte
	if _, err := rand.Read(random[:]); err != nil {
		return Key{}, "", fmt.Errorf("api: no random numbers: %w", err)
	}
	secret := keyPrefix + base64.RawURLEncoding.EncodeToString(random[:])
	k := Key{Name: name, Scopes: scopes, Rate: perSecond, Burst: burst, Hash: sha256.Sum256([]byte(secret))}
	if err := k.check(); err != nil {
		return Key{}, "", err
	}
	return k, secret, nil
}

// String returns the key's line in a key file.
func (k Key) String() string {
	names := make([]string, len(k.Scopes))
	for i, s := range k.Scopes {
		names[i] = string(s)
	}
	return fmt.Sprintf("%s %s %s/%d sha256:%x", k.Name, strings.Join(names, ","), strconv.FormatFloat(k.Rate, 'f', -1, 64), k.Burst, k.Hash)
}

var keyName = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$`)

func (k *Key) check() error {
	switch {
	case !keyName.MatchString(k.Name):
		return fmt.Errorf("tên khóa %q chỉ gồm chữ không dấu, số và . _ -, nhiều nhất 64 ký tự", k.Name)
	case len(k.Scopes) == 0:
		return fmt.Errorf("khóa %s không có quyền nào", k.Name)
	case !(k.Rate > 0) || math.IsInf(k.Rate, 0) || k.Burst < 1:
		return fmt.Errorf("khóa %s: mức gọi mỗi giây và số lần gọi dồn phải lớn hơn 0", k.Name)
	}
	for _, s := range k.Scopes {
		if !slices.Contains(scopes, s) {
			return fmt.Errorf("khóa %s: không có quyền %q; các quyền: %q", k.Name, s, scopes)
		}
	}
	return nil
}

// ReadKeys reads a key file: a line each with name, scopes, requests per second and burst, and the key's hash; # begins a
// comment. All bad lines are reported together; a secret that somebody put in the place of its hash is not repeated.
func ReadKeys(r io.Reader) ([]Key, error) {
	var keys []Key
	var bad []string
	// PowerShell's >> writes UTF-16, Notepad a byte order mark.
	lines := bufio.NewScanner(transform.NewReader(r, unicode.BOMOverride(encoding.Nop.NewDecoder())))
	for n := 1; lines.Scan(); n++ {
		line, _, _ := strings.Cut(lines.Text(), "#")
		fields := strings.Fields(line)
		if len(fields) == 0 {
			continue
		}
		k, err := parseKey(fields)
		if err == nil && slices.ContainsFunc(keys, func(o Key) bool { return o.Name == k.Name || o.Hash == k.Hash }) {
			err = fmt.Errorf("khóa %q trùng tên hoặc trùng mã với một dòng trên", k.Name)
		}
		if err != nil {
			bad = append(bad, fmt.Sprintf("dòng %d: %v", n, err))
			continue
		}
		keys = append(keys, k)
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("không đọc được danh sách khóa: %w", err)
	}
	if bad != nil {
		return nil, fmt.Errorf("danh sách khóa có lỗi: %s", strings.Join(bad, "; "))
	}
	return keys, nil
}

func parseKey(fields []string) (Key, error) {
	if len(fields) != 4 {
		return Key{}, fmt.Errorf("cần bốn phần “TÊN QUYỀN MỨC/DỒN sha256:MÃ”, nhận được %d", len(fields))
	}
	for i, f := range fields {
		if strings.HasPrefix(f, keyPrefix) && len(f) == keyLength { // the messages below, and logs, repeat what they are given
			return Key{}, fmt.Errorf("phần %d là chính khóa truy cập; ghi mã sha256: của khóa ở cuối dòng và đổi khóa đã lộ", i+1)
		}
	}
	k := Key{Name: fields[0]}
	for s := range strings.SplitSeq(fields[1], ",") {
		k.Scopes = append(k.Scopes, Scope(s))
	}
	perSecond, burst, ok := strings.Cut(fields[2], "/")
	var err error
	if k.Rate, err = strconv.ParseFloat(perSecond, 64); err != nil || !ok {
		return Key{}, fmt.Errorf("không hiểu mức gọi %q, ví dụ 50/100", fields[2])
	}
	if k.Burst, err = strconv.Atoi(burst); err != nil {
		return Key{}, fmt.Errorf("không hiểu mức gọi %q, ví dụ 50/100", fields[2])
	}
	digits, ok := strings.CutPrefix(fields[3], "sha256:")
	hash, err := hex.DecodeString(digits)
	if !ok || err != nil || len(hash) != sha256.Size {
		return Key{}, fmt.Errorf("phần cuối phải là sha256: và 64 chữ số thập lục phân; lệnh vanban key in ra dòng đúng")
	}
	k.Hash = [sha256.Size]byte(hash)
	return k, k.check()
}

// keyring decides who may do what.
type keyring struct {
	keys     []Key
	limiters []*rate.Limiter // of the key with the same index
}

func newKeyring(keys []Key) (*keyring, error) {
	r := &keyring{keys: keys}
	for i := range keys {
		if err := keys[i].check(); err != nil {
			return nil, fmt.Errorf("api: %w", err)
		}
		r.limiters = append(r.limiters, rate.NewLimiter(rate.Limit(keys[i].Rate), keys[i].Burst))
	}
	return r, nil
}

// admit returns the name of the caller who may do what the scope says, or a refusal. Without keys everybody may.
func (r *keyring) admit(authorization string, scope Scope) (name string, err error) {
	if len(r.keys) == 0 || scope == "" {
		return "", nil
	}
	scheme, secret, _ := strings.Cut(authorization, " ")
	if authorization == "" {
		return "", refusal(noKey)
	}
	if !strings.EqualFold(scheme, "Bearer") || secret == "" {
		return "", refusal(noKey).because("Tiêu đề Authorization không ở dạng Bearer.")
	}
	i := r.find(sha256.Sum256([]byte(strings.TrimSpace(secret))))
	if i < 0 {
		return "", refusal(badKey)
	}
	return r.use(i, scope)
}

// use returns the name of a key that may do what the scope says, or a refusal.
func (r *keyring) use(i int, scope Scope) (name string, err error) {
	k := &r.keys[i]
	if !slices.Contains(k.Scopes, scope) {
		return k.Name, refusal(scopeMissing).because("Cần quyền %s.", scope)
	}
	if wait := r.take(i); wait > 0 {
		limited := refusal(rateLimited)
		limited.retry = int(math.Ceil(wait.Seconds()))
		return k.Name, limited
	}
	return k.Name, nil
}

// find compares with every key in the same time whichever it is.
func (r *keyring) find(hash [sha256.Size]byte) int {
	found := -1
	for i := range r.keys {
		equal := subtle.ConstantTimeCompare(hash[:], r.keys[i].Hash[:])
		found = subtle.ConstantTimeSelect(equal, i, found)
	}
	return found
}

// take charges one request to a key, or returns how long to wait until there is room for one. A reservation that is given back
// would not do: with several at a time rate gives back only part of them, and a flood would cost its caller what comes later.
func (r *keyring) take(i int) time.Duration {
	l := r.limiters[i]
	if l.Allow() {
		return 0
	}
	seconds := min((1-l.Tokens())/float64(l.Limit()), maxWait.Seconds())
	return max(time.Duration(seconds*float64(time.Second)), 1)
}

// maxWait bounds what a key with a rate of nearly nothing is told.
const maxWait = 24 * time.Hour
