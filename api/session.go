package api

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"net"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"
	"golang.org/x/time/rate"
)

const (
	// sessionIdle is how long a session lasts after its last call: a day at the office.
	sessionIdle = 12 * time.Hour
	// maxSessions bounds what is remembered; the one that was idle longest gives way.
	maxSessions = 10_000
)

// sessions are the clerks who have signed in with a key, kept in memory alone: they end with the process.
type sessions struct {
	mu   sync.Mutex
	byID map[[sha256.Size]byte]*session // by the hash of the id, so that the time of finding one says nothing about others
}

type session struct {
	key  [sha256.Size]byte // the hash of it: a key that is no longer among the server's ends its sessions
	used time.Time
}

func newSessions() *sessions { return &sessions{byID: map[[sha256.Size]byte]*session{}} }

// begin returns the id of a new session.
func (l *sessions) begin(key [sha256.Size]byte) (string, error) {
	var random [32]byte
	if _, err := rand.Read(random[:]); err != nil {
		return "", fmt.Errorf("api: no random numbers: %w", err)
	}
	id := base64.RawURLEncoding.EncodeToString(random[:])
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.byID) >= maxSessions {
		l.makeRoom()
	}
	l.byID[sha256.Sum256([]byte(id))] = &session{key, time.Now()}
	return id, nil
}

// makeRoom drops all that have ended, and the oldest one at least.
func (l *sessions) makeRoom() {
	var oldest [sha256.Size]byte
	var since time.Time
	for id, s := range l.byID {
		if since.IsZero() || s.used.Before(since) {
			oldest, since = id, s.used
		}
		if time.Since(s.used) > sessionIdle {
			delete(l.byID, id)
		}
	}
	delete(l.byID, oldest)
}

// find returns the hash of a session's key, and counts as a use of it.
func (l *sessions) find(id string) (key [sha256.Size]byte, ok bool) {
	hash := sha256.Sum256([]byte(id))
	l.mu.Lock()
	defer l.mu.Unlock()
	s := l.byID[hash]
	if s == nil {
		return key, false
	}
	if time.Since(s.used) > sessionIdle {
		delete(l.byID, hash)
		return key, false
	}
	s.used = time.Now()
	return s.key, true
}

func (l *sessions) end(id string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.byID, sha256.Sum256([]byte(id)))
}

// attempts bounds how often somebody may come with a wrong key. Keys can't be guessed; this keeps those who try from the processor and the log.
type attempts struct {
	mu   sync.Mutex
	from map[string]*rate.Limiter // by address
}

const (
	maxAttempts     = 10 // wrong keys at once
	attemptInterval = 6 * time.Second
	maxAddresses    = 10_000
)

func newAttempts() *attempts { return &attempts{from: map[string]*rate.Limiter{}} }

// allowed reports whether somebody from an address may try. Only failed charges him.
func (a *attempts) allowed(address string) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	l := a.from[address]
	return l == nil || l.Tokens() >= 1
}

// failed charges a wrong key to an address.
func (a *attempts) failed(address string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	l := a.from[address]
	if l == nil {
		if len(a.from) >= maxAddresses {
			clear(a.from) // of so many addresses none is worth remembering
		}
		l = rate.NewLimiter(rate.Every(attemptInterval), maxAttempts)
		a.from[address] = l
	}
	l.Allow()
}

// headerPage is what the service's own pages send with each call that changes something: a form of another site can't, and a script of
// another site may not without being asked for first (CORS).
const headerPage = "Vanban-Page"

// admit returns the name of who asks, or a refusal. A caller who sends Authorization is a program, whatever else he sends. Anybody else may be
// a browser, whose pages may be anybody's: without keys every call that changes something has to come from here, and with keys the
// session is worth nothing to other sites.
func (s *Server) admit(c *fiber.Ctx, op *operation) (name string, err error) {
	h := &c.Request().Header
	if s.config.Local && !localHost(string(h.Host())) {
		return "", refusal(misdirected)
	}
	authorization := string(h.Peek(fiber.HeaderAuthorization))
	changes := op.Method != fiber.MethodGet
	switch {
	case authorization != "":
		return s.keys.admit(authorization, op.Scope)
	case len(s.keys.keys) == 0:
		if changes && s.foreign(h) {
			return "", refusal(crossOrigin)
		}
		return "", nil
	case op.Scope == "":
		return "", nil
	}
	i := s.signedIn(c.Context())
	if i < 0 {
		if len(h.Peek(headerPage)) > 0 {
			return "", refusal(signedOut)
		}
		return "", refusal(noKey)
	}
	if changes && !fromPage(h) {
		return s.keys.keys[i].Name, refusal(crossOrigin)
	}
	return s.keys.use(i, op.Scope)
}

// signedIn returns the index of the key that the session of a request stands for, -1 where there is none.
func (s *Server) signedIn(ctx *fasthttp.RequestCtx) int {
	id := string(ctx.Request.Header.Cookie(s.cookieName(ctx)))
	if id == "" {
		return -1
	}
	key, ok := s.sessions.find(id)
	if !ok {
		return -1
	}
	i := s.keys.find(key)
	if i < 0 {
		s.sessions.end(id)
	}
	return i
}

// secure reports whether the browser speaks TLS, with us or with a proxy before us. Who only says so gets a cookie that he can't send.
func (s *Server) secure(ctx *fasthttp.RequestCtx) bool {
	return s.config.TLS || strings.EqualFold(string(ctx.Request.Header.Peek(fiber.HeaderXForwardedProto)), "https")
}

// cookieName is that of the session. Browsers take a name with this prefix only from the host itself, over TLS.
func (s *Server) cookieName(ctx *fasthttp.RequestCtx) string {
	if s.secure(ctx) {
		return "__Host-vanban"
	}
	return "vanban"
}

// setCookie gives the browser a session, or takes it back with an empty id.
func (s *Server) setCookie(ctx *fasthttp.RequestCtx, id string) {
	var c fasthttp.Cookie
	c.SetKey(s.cookieName(ctx))
	c.SetValue(id)
	c.SetPath("/")
	c.SetHTTPOnly(true)
	c.SetSecure(s.secure(ctx))
	c.SetSameSite(fasthttp.CookieSameSiteStrictMode)
	c.SetMaxAge(int(sessionIdle / time.Second))
	if id == "" {
		c.SetExpire(fasthttp.CookieExpireDelete)
	}
	ctx.Response.Header.SetCookie(&c)
}

const (
	headerFetchSite = "Sec-Fetch-Site"
	sameOrigin      = "same-origin"
)

// foreign reports whether a request comes from a page of another site. Programs send neither header; browsers send the one to secure
// addresses and the other with every call that changes something.
func (s *Server) foreign(h *fasthttp.RequestHeader) bool {
	origin := string(h.Peek(fiber.HeaderOrigin))
	if origin != "" && s.lets(origin) {
		return false
	}
	switch string(h.Peek(headerFetchSite)) {
	case sameOrigin, "none":
		return false
	case "":
		return origin != "" && !sameHost(origin, string(h.Host()))
	}
	return true
}

// fromPage reports whether a request is that of one of our own pages, and says so.
func fromPage(h *fasthttp.RequestHeader) bool {
	if string(h.Peek(headerPage)) != "1" {
		return false
	}
	site := string(h.Peek(headerFetchSite))
	return site == sameOrigin || site == "" && sameHost(string(h.Peek(fiber.HeaderOrigin)), string(h.Host()))
}

// sameHost compares an Origin with a Host. Behind a proxy the scheme is not ours to know.
func sameHost(origin, host string) bool {
	u, err := url.Parse(origin)
	return err == nil && u.Host != "" && strings.EqualFold(u.Host, host)
}

// lets reports whether pages of an origin may call (--cors-origins).
func (s *Server) lets(origin string) bool {
	return slices.ContainsFunc(s.config.Origins, func(o string) bool {
		scheme, domain, wild := strings.Cut(o, "://*.")
		return o == "*" || strings.EqualFold(o, origin) ||
			wild && strings.HasPrefix(origin, scheme+"://") && strings.HasSuffix(strings.ToLower(origin), "."+strings.ToLower(domain))
	})
}

// localHost reports whether a Host is a name of this machine to itself. Any other name that leads here is somebody's who wants his pages taken for
// ours (DNS rebinding).
func localHost(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	ip := net.ParseIP(strings.Trim(host, "[]"))
	return strings.EqualFold(host, "localhost") || ip != nil && ip.IsLoopback()
}
