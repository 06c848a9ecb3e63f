package api

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"html/template"
	"net/url"
	"strings"

	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"
)

// The addresses of signing in and out.
const (
	signInPath  = "/dang-nhap"
	signOutPath = "/dang-xuat"
)

// maxForm bounds the form of signing in, in bytes.
const maxForm = 4 << 10

var formContent = &content{"khóa truy cập", []medium{{Name: fiber.MIMEApplicationForm}}}

// signIn is the page where a clerk gives his key.
type signIn struct{ page *template.Template }

func newSignIn() (*signIn, error) {
	page, err := template.New("sign-in.html").ParseFS(pageFiles, "pages/sign-in.html")
	if err != nil {
		return nil, fmt.Errorf("api: pages: %w", err)
	}
	return &signIn{page}, nil
}

// show answers with the page. What was wrong is empty when it is shown first.
func (p *signIn) show(c *fiber.Ctx, f *front, status int, wrong, next string) error {
	var b bytes.Buffer
	if err := p.page.Execute(&b, struct{ Style, Wrong, Next string }{f.address(signInStyle), wrong, next}); err != nil {
		return fmt.Errorf("api: pages: %w", err)
	}
	pageHeaders(c)
	c.Set(fiber.HeaderCacheControl, "no-store")
	c.Status(status)
	c.Response().Header.SetContentType(fiber.MIMETextHTMLCharsetUTF8)
	c.Response().SetBodyRaw(b.Bytes())
	return nil
}

// showSignIn answers with the page, or leads on who has signed in.
func (s *Server) showSignIn(c *fiber.Ctx) error {
	next := s.front.next(string(c.Context().QueryArgs().Peek("tiep")))
	if s.signedIn(c.Context()) >= 0 {
		return seeOther(c, next)
	}
	return s.front.signIn.show(c, s.front, fiber.StatusOK, "", next)
}

// takeSignIn begins a session for the key in the form.
func (s *Server) takeSignIn(c *fiber.Ctx) error {
	x := exchangeOf(c.Context())
	if s.foreign(&c.Request().Header) {
		return refusal(crossOrigin) // or somebody would have clerks work under his key
	}
	if _, err := x.operation.Reads.of(&c.Request().Header); err != nil {
		return err
	}
	in, err := s.bodies.read(c.Context(), maxForm)
	if err != nil {
		return err
	}
	defer in.release()
	var form fasthttp.Args
	form.ParseBytes(in.bytes)
	next := s.front.next(string(form.Peek("tiep")))
	address := c.Context().RemoteIP().String()
	if !s.attempts.allowed(address) {
		c.Set(fiber.HeaderRetryAfter, fmt.Sprint(int(attemptInterval.Seconds())))
		return s.front.signIn.show(c, s.front, fiber.StatusTooManyRequests, "Nhập sai quá nhiều lần. Chờ một phút rồi thử lại.", next)
	}
	secret := strings.TrimSpace(string(form.Peek("khoa")))
	i := s.keys.find(sha256.Sum256([]byte(secret)))
	if i < 0 {
		s.attempts.failed(address)
		x.logger(s.log).Warn("sign-in refused", "remote", address)
		return s.front.signIn.show(c, s.front, fiber.StatusForbidden, "Khóa truy cập không đúng. Kiểm tra khóa, hoặc xin khóa mới từ người quản trị.", next)
	}
	key := &s.keys.keys[i]
	id, err := s.sessions.begin(key.Hash)
	if err != nil {
		return err
	}
	x.key = key.Name
	x.logger(s.log).Info("signed in", "key", key.Name, "remote", address)
	s.setCookie(c.Context(), id)
	return seeOther(c, next)
}

// signOut ends the session. What a clerk has written stays in his browser.
func (s *Server) signOut(c *fiber.Ctx) error {
	if s.foreign(&c.Request().Header) {
		return refusal(crossOrigin)
	}
	s.sessions.end(string(c.Request().Header.Cookie(s.cookieName(c.Context()))))
	s.setCookie(c.Context(), "")
	return seeOther(c, signInPath)
}

// seeOther leads on within the site.
func seeOther(c *fiber.Ctx, path string) error {
	c.Set(fiber.HeaderCacheControl, "no-store")
	c.Set(fiber.HeaderLocation, path)
	c.Status(fiber.StatusSeeOther)
	return nil
}

// next returns an address of a page, the first page for anything else.
func (f *front) next(wanted string) string {
	u, err := url.Parse(wanted)
	if err != nil || u.Scheme != "" || u.Host != "" || u.User != nil || f.pages[u.Path] == nil {
		return "/"
	}
	return (&url.URL{Path: u.Path, RawQuery: u.RawQuery}).String()
}

// toSignIn leads somebody who has not signed in to where he can, and back again.
func toSignIn(c *fiber.Ctx) error {
	next := c.Path()
	if query := c.Context().QueryArgs().String(); query != "" {
		next += "?" + query
	}
	return seeOther(c, signInPath+"?tiep="+url.QueryEscape(next))
}
