package api

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"github.com/gofiber/fiber/v2"
	"github.com/klauspost/compress/gzip"

	"vanban/render"
)

// front is the clerk's pages and what they load.
type front struct {
	pages  map[string]*page  // by path
	assets map[string]*asset // by the name behind /assets/
	fonts  map[string]func() (*asset, error)
	signIn *signIn
}

const (
	assetsPath  = "/assets/"
	fontsStyle  = "fonts/pages.css"
	signInStyle = "sign-in.css"
)

// frontPolicy is the pages' policy (CSP). Pictures as data: and blob: are emblems and photos that a clerk has chosen. The two policies of Trusted Types
// are for what is pasted: ours, and that of the editor's library.
const frontPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data: blob:; connect-src 'self'; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types vanban-paste ProseMirrorClipboard"

// frontHeaders are those of pages, besides or instead of [safety]. A form of a page that sends no referrer would have no origin either.
var frontHeaders = [...][2]string{
	{fiber.HeaderContentSecurityPolicy, frontPolicy},
	{fiber.HeaderReferrerPolicy, "same-origin"},
	{"Cross-Origin-Opener-Policy", "same-origin"},
	{fiber.HeaderPermissionsPolicy, "camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), bluetooth=(), display-capture=()"},
}

func pageHeaders(c *fiber.Ctx) {
	for _, h := range frontHeaders {
		c.Set(h[0], h[1])
	}
}

// page is an HTML file in two halves: between them stands who has signed in.
type page struct{ before, after []byte }

// asset is a file that pages load.
type asset struct {
	resource
	hash    string
	zipped  []byte // nil where that saves nothing
	zipTag  string
	forever bool // its address has the hash of its content
}

// newFront prepares the pages of a bundle: nil where files has none.
func newFront(files fs.FS, service *render.Service) (*front, error) {
	if files == nil {
		return nil, nil
	}
	data, err := fs.ReadFile(files, "manifest.json")
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	var hashes map[string]string
	if err == nil {
		err = json.Unmarshal(data, &hashes)
	}
	if err != nil {
		return nil, fmt.Errorf("api: pages: %w", err)
	}
	if hashes["index.html"] == "" {
		return nil, nil
	}
	f := &front{pages: map[string]*page{}, assets: map[string]*asset{}, fonts: map[string]func() (*asset, error){}}
	if f.signIn, err = newSignIn(); err != nil {
		return nil, err
	}
	if err := f.addFonts(service); err != nil {
		return nil, err
	}
	style, err := pageFiles.ReadFile("pages/" + signInStyle)
	if err != nil {
		return nil, fmt.Errorf("api: pages: %w", err)
	}
	f.assets[signInStyle] = newAsset(signInStyle, style, "")
	var html []string
	for name, hash := range hashes {
		if path.Ext(name) == ".html" {
			html = append(html, name)
			continue
		}
		data, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, fmt.Errorf("api: pages: %w", err)
		}
		f.assets[name] = newAsset(name, data, hash)
	}
	for _, name := range html { // when all that they load is known
		data, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, fmt.Errorf("api: pages: %w", err)
		}
		if err := f.addPage(name, data); err != nil {
			return nil, err
		}
	}
	return f, nil
}

// loads finds what a page loads.
var loads = regexp.MustCompile(`( (?:href|src)=")` + assetsPath + `([^"]+)"`)

// addPage adds an HTML file, with the hashes of what it loads in the addresses. index.html is /, and any other name.html is /name.
func (f *front) addPage(name string, data []byte) error {
	var missing error
	data = loads.ReplaceAllFunc(data, func(m []byte) []byte {
		parts := loads.FindSubmatch(m)
		if f.assets[string(parts[2])] == nil {
			missing = fmt.Errorf("api: pages: %s loads %s, which is not there", name, parts[2])
		}
		return []byte(string(parts[1]) + f.address(string(parts[2])) + `"`)
	})
	if missing != nil {
		return missing
	}
	head := []byte("<head>\n")
	before, after, ok := bytes.Cut(data, head)
	if !ok {
		return fmt.Errorf("api: pages: %s has no head", name)
	}
	at := "/" + strings.TrimSuffix(name, ".html")
	if at == "/index" {
		at = "/"
	}
	f.pages[at] = &page{append(before, head...), after}
	return nil
}

// address is that of an asset, which never changes its content.
func (f *front) address(name string) string {
	a := f.assets[name]
	if a == nil {
		return assetsPath + name
	}
	return assetsPath + name + "?v=" + a.hash
}

var mediaOf = map[string]string{
	".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml", ".png": "image/png", ".webp": "image/webp",
	".woff": "font/woff", ".woff2": "font/woff2", ".json": fiber.MIMEApplicationJSON, ".txt": fiber.MIMETextPlainCharsetUTF8,
}

// newAsset compresses a file once. Without a hash it gets one.
func newAsset(name string, data []byte, hash string) *asset {
	media := mediaOf[path.Ext(name)]
	if media == "" {
		media = fiber.MIMEOctetStream
	}
	a := &asset{resource: *newResource(media, data), hash: hash}
	if hash == "" {
		a.hash = strings.Trim(a.tag, `"`)
	}
	if strings.HasPrefix(media, "font/") || strings.HasPrefix(media, "image/png") {
		return a
	}
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err == nil {
		if _, err = w.Write(data); err == nil {
			err = w.Close()
		}
	}
	if err == nil && b.Len() < len(data) { // a buffer does not fail
		a.zipped, a.zipTag = b.Bytes(), entityTag(b.Bytes())
	}
	return a
}

// fontFile finds the fonts that a style sheet names.
var fontFile = regexp.MustCompile(`url\(([^)/]+\.woff)\)`)

// addFonts adds the fonts of documents and their style sheet. The address of a font holds the hash of all common ones: which fonts those are is the
// operator's choice.
func (f *front) addFonts(service *render.Service) error {
	style, err := service.WebStyles("")
	if err != nil {
		return fmt.Errorf("api: pages: %w", err)
	}
	var all []byte
	names := fontFile.FindAllSubmatch(style, -1)
	for _, m := range names {
		if name := string(m[1]); !strings.HasSuffix(name, "-rest.woff") {
			data, err := service.WebFont(name)
			if err != nil {
				return fmt.Errorf("api: pages: %w", err)
			}
			all = append(all, data...)
		}
	}
	dir := "fonts/" + strings.Trim(entityTag(all), `"`) + "/"
	if style, err = service.WebStyles(assetsPath + dir); err != nil {
		return fmt.Errorf("api: pages: %w", err)
	}
	f.assets[fontsStyle] = newAsset(fontsStyle, style, "")
	for _, m := range names {
		name := string(m[1])
		f.fonts[dir+name] = sync.OnceValues(func() (*asset, error) {
			data, err := service.WebFont(name)
			if err != nil {
				return nil, err
			}
			a := newAsset(name, data, "")
			a.forever = true
			return a, nil
		})
	}
	return nil
}

// asset answers with what a page loads.
func (s *Server) asset(c *fiber.Ctx) error {
	name := c.Params("*")
	a := s.front.assets[name]
	if font := s.front.fonts[name]; font != nil {
		var err error
		if a, err = font(); err != nil {
			return err
		}
	}
	if a == nil {
		return refusal(notFound)
	}
	c.Set(fiber.HeaderCacheControl, "no-cache")
	if a.forever || string(c.Context().QueryArgs().Peek("v")) == a.hash {
		c.Set(fiber.HeaderCacheControl, "public, max-age=31536000, immutable")
	}
	if a.zipped == nil {
		return s.sendAsset(c, a.media, a.data, a.tag)
	}
	c.Vary(fiber.HeaderAcceptEncoding)
	if !acceptsGzip(string(c.Request().Header.Peek(fiber.HeaderAcceptEncoding))) {
		return s.sendAsset(c, a.media, a.data, a.tag)
	}
	c.Set(fiber.HeaderContentEncoding, "gzip")
	return s.sendAsset(c, a.media, a.zipped, a.zipTag)
}

// sendAsset is [send] for what is in memory anyway.
func (s *Server) sendAsset(c *fiber.Ctx, media string, data []byte, tag string) error {
	if err := send(c, media, data, tag); err != nil {
		return err
	}
	if len(c.Response().Body()) == 0 { // 304 is about no encoding
		c.Response().Header.Del(fiber.HeaderContentEncoding)
	}
	return nil
}

// acceptsGzip reads Accept-Encoding (RFC 9110, 12.5.3).
func acceptsGzip(header string) bool {
	for part := range strings.SplitSeq(header, ",") {
		name, weight, _ := strings.Cut(part, ";")
		if !strings.EqualFold(strings.TrimSpace(name), "gzip") {
			continue
		}
		value, ok := strings.CutPrefix(strings.TrimSpace(weight), "q=")
		q, err := strconv.ParseFloat(value, 64)
		return !ok || err == nil && q > 0
	}
	return false
}

// showPage answers with a page. Where there are keys, it is for who has signed in, and says who that is.
func (s *Server) showPage(c *fiber.Ctx) error {
	p := s.front.pages[exchangeOf(c.Context()).operation.Path]
	data := append(append(make([]byte, 0, len(p.before)+len(p.after)+128), p.before...), p.after...)
	if len(s.keys.keys) > 0 {
		i := s.signedIn(c.Context())
		if i < 0 {
			return toSignIn(c)
		}
		name := s.keys.keys[i].Name // of letters that need no escaping
		data = append(append(data[:len(p.before)], `<meta name="vanban-key" content="`+name+"\">\n"...), p.after...)
		s.setCookie(c.Context(), string(c.Request().Header.Cookie(s.cookieName(c.Context()))))
	}
	pageHeaders(c)
	c.Set(fiber.HeaderCacheControl, "private, no-cache")
	return send(c, fiber.MIMETextHTMLCharsetUTF8, data, entityTag(data))
}

// pageOperations are what browsers ask for: no part of the API.
func (s *Server) pageOperations() []operation {
	if s.front == nil {
		return nil
	}
	list := []operation{{Method: fiber.MethodGet, Path: assetsPath + "*", anyQuery: true, handle: s.asset}}
	for at := range s.front.pages {
		list = append(list, operation{Method: fiber.MethodGet, Path: at, anyQuery: true, handle: s.showPage})
	}
	if len(s.keys.keys) > 0 {
		list = append(list,
			operation{Method: fiber.MethodGet, Path: signInPath, anyQuery: true, handle: s.showSignIn},
			operation{Method: fiber.MethodPost, Path: signInPath, Reads: formContent, handle: s.takeSignIn},
			operation{Method: fiber.MethodPost, Path: signOutPath, handle: s.signOut})
	}
	return list
}
