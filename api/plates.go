package api

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"log/slog"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/go-json-experiment/json"
	"github.com/gofiber/fiber/v2"
	"golang.org/x/text/unicode/norm"

	"vanban/batch/queue"
	"vanban/document"
	"vanban/templates/contract"
	"vanban/templates/parts"
)

// Shelf keeps small named things that all processes share: a [queue.Store].
type Shelf interface {
	Get(ctx context.Context, name string) (*queue.Item, error)
	Put(ctx context.Context, name string, data []byte, revision uint64) (uint64, error)
	Delete(ctx context.Context, name string, revision uint64) error
	List(ctx context.Context) ([]string, error)
}

// Plates are the plates that an office keeps, by name, and those that batches were begun with, which never change. The zero value has none;
// [Plates.Use] gives it its shelves. It is safe for concurrent use, and one for a process.
type Plates struct {
	mu     sync.RWMutex
	named  Shelf
	frozen Shelf
	log    *slog.Logger
	made   map[string]*parts.Profile // by the hash of their JSON
}

// The kinds of things on the shelves.
const (
	ShelfPlates = "plates"
	ShelfFrozen = "frozen"
)

// Use says where plates are kept: under the names that offices give them, and under those of [Plates.freeze].
func (p *Plates) Use(named, frozen Shelf, log *slog.Logger) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.named, p.frozen, p.log = named, frozen, log
}

// findTime bounds how long a document waits for the plate that it names.
const findTime = 5 * time.Second

// Find returns the plate with a name, nil where there is none: what render.Options.Profiles wants. An error is one of the shelf, which was
// logged.
func (p *Plates) Find(name string) (*parts.Profile, error) {
	p.mu.RLock()
	shelf, log := p.named, p.log
	if _, hash, ok := cutFrozen(name); ok {
		shelf = p.frozen
		if made := p.made[hash]; made != nil {
			p.mu.RUnlock()
			return made, nil
		}
	}
	p.mu.RUnlock()
	if shelf == nil {
		return nil, nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), findTime)
	defer cancel()
	item, err := shelf.Get(ctx, norm.NFC.String(name))
	if errors.Is(err, queue.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		log.Warn("a plate cannot be read", "error", err)
		return nil, err
	}
	made, ps := p.make(item.Data)
	if ps.Fatal() { // stored by an older version, which allowed more
		return nil, nil
	}
	return made, nil
}

// maxMade bounds the plates that are kept ready; an office has a few.
const maxMade = 64

// make makes a plate of its JSON; equal JSON makes the same plate.
func (p *Plates) make(data []byte) (*parts.Profile, document.Problems) {
	hash := frozenHash(data)
	p.mu.RLock()
	made := p.made[hash]
	p.mu.RUnlock()
	if made != nil {
		return made, nil
	}
	read, ps := contract.DecodeProfile(data, contract.Limits{Bytes: len(data)})
	if ps.Fatal() {
		return nil, ps
	}
	made, ps = parts.NewProfile(read, nil)
	if ps.Fatal() {
		return nil, ps
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.made == nil || len(p.made) >= maxMade {
		p.made = map[string]*parts.Profile{}
	}
	p.made[hash] = made
	return made, ps
}

// A frozen plate is called as it was, with the hash of what it is: “Phôi A3@1f00…”.
func frozenHash(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:12])
}

func cutFrozen(name string) (of, hash string, ok bool) {
	i := strings.LastIndexByte(name, '@')
	if i < 0 {
		return name, "", false
	}
	return name[:i], name[i+1:], true
}

// freeze returns the JSON of a base whose plate stays as it is now, whatever the office makes of it later: what a batch made in the morning
// must come out alike when one row is issued again.
func (p *Plates) freeze(ctx context.Context, base []byte) ([]byte, error) {
	value, at := base, 0
	for _, name := range []string{"options", "plate", "profile"} {
		var found namedValue
		for m, err := range membersOf(value) {
			if err != nil {
				return base, nil // whoever reads the base says what is wrong with it
			}
			if m.name == name {
				found = m
			}
		}
		if value, at = found.value, at+found.at; value == nil {
			return base, nil
		}
	}
	name := norm.NFC.String(plainString(value))
	if _, _, frozen := cutFrozen(name); name == "" || frozen {
		return base, nil
	}
	p.mu.RLock()
	named, shelf := p.named, p.frozen
	p.mu.RUnlock()
	item, err := named.Get(ctx, name)
	if errors.Is(err, queue.ErrNotFound) {
		return nil, badData("/base/options/plate/profile", "unknown_profile", "Không có mẫu khuôn tên "+contract.Quote(name)+".", "Kiểm tra lại tên, hoặc lưu mẫu khuôn trước khi dùng.")
	}
	if err != nil {
		return nil, ofQueue(err)
	}
	stays := name + "@" + frozenHash(item.Data)
	if _, err := shelf.Get(ctx, stays); errors.Is(err, queue.ErrNotFound) {
		if _, err := shelf.Put(ctx, stays, item.Data, 0); err != nil && !errors.Is(err, queue.ErrRevision) { // somebody was faster
			return nil, ofQueue(err)
		}
	} else if err != nil {
		return nil, ofQueue(err)
	}
	text, err := json.Marshal(stays)
	if err != nil {
		return nil, err
	}
	return append(append(bytes.Clone(base[:at]), text...), base[at+len(value):]...), nil
}

type plateList struct {
	Plates []plateEntry `json:"plates" doc:"các mẫu, theo tên"`
}

type plateEntry struct {
	Name string `json:"name" doc:"tên, ghi ở options.plate.profile của giấy khen"`
	URL  string `json:"url" doc:"địa chỉ của mẫu"`
}

const platesPath = "/v1/plates"

// listPlates answers with the names of the plates there are.
func (s *Server) listPlates(c *fiber.Ctx) error {
	ctx, cancel := context.WithTimeout(s.stop, s.config.RenderTimeout)
	defer cancel()
	names, err := s.config.Plates.named.List(ctx)
	if err != nil {
		return ofQueue(err)
	}
	list := plateList{Plates: []plateEntry{}}
	for _, n := range names {
		list.Plates = append(list.Plates, plateEntry{n, platesPath + "/" + url.PathEscape(n)})
	}
	return sendJSON(c, list)
}

// maxPlateName bounds a name in characters.
const maxPlateName = 100

// plateName returns the name in the address.
func plateName(c *fiber.Ctx) (string, error) {
	name, err := url.PathUnescape(c.Params("name"))
	name = norm.NFC.String(name)
	if err != nil || !utf8.ValidString(name) || utf8.RuneCountInString(name) > maxPlateName || strings.TrimSpace(name) != name ||
		strings.ContainsFunc(name, func(r rune) bool { return !unicode.IsPrint(r) || r == '/' || r == '@' }) {
		return "", refusal(noSuchPlate)
	}
	return name, nil
}

func plateTag(revision uint64) string { return `"` + strconv.FormatUint(revision, 36) + `"` }

// plate returns what is kept under the name in the address.
func (s *Server) plate(ctx context.Context, c *fiber.Ctx) (*queue.Item, error) {
	name, err := plateName(c)
	if err != nil {
		return nil, err
	}
	item, err := s.config.Plates.named.Get(ctx, name)
	if errors.Is(err, queue.ErrNotFound) {
		return nil, refusal(noSuchPlate)
	}
	return item, ofQueue(err)
}

// getPlate answers with a plate as it was sent.
func (s *Server) getPlate(c *fiber.Ctx) error {
	ctx, cancel := context.WithTimeout(s.stop, s.config.RenderTimeout)
	defer cancel()
	item, err := s.plate(ctx, c)
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderCacheControl, "private, no-cache")
	if err := send(c, fiber.MIMEApplicationJSON, item.Data, plateTag(item.Revision)); err != nil || len(c.Response().Body()) == 0 {
		return err
	}
	return s.charge(c, item.Data)
}

// putPlate keeps a plate under a name.
func (s *Server) putPlate(c *fiber.Ctx) error {
	x := exchangeOf(c.Context())
	if _, err := x.operation.Reads.of(&c.Request().Header); err != nil {
		return err
	}
	name, err := plateName(c)
	if err != nil {
		return refusal(badParameter).because("Tên mẫu khuôn gồm 1 đến %d ký tự, không có / và @.", maxPlateName)
	}
	created := false
	var revision uint64
	err = s.inTurn(c, s.config.MaxUpload, func(string) {}, []*gate{s.files, s.gate}, func(ctx context.Context, in *body) error {
		if ps := s.checkPlate(name, in.bytes); ps.Fatal() {
			if err := brokenJSON(ps); err != nil {
				return err
			}
			return faulty(ps)
		}
		revision, created, err = keep(ctx, c, s.config.Plates.named, name, bytes.Clone(in.bytes))
		return ofQueue(err)
	})
	if err != nil {
		return err
	}
	x.logger(s.log).Info("plate kept", "name", name, "key", x.key)
	c.Set(fiber.HeaderETag, plateTag(revision))
	if created {
		c.Status(fiber.StatusCreated)
		c.Set(fiber.HeaderLocation, platesPath+"/"+url.PathEscape(name))
	}
	return sendJSON(c, plateEntry{name, platesPath + "/" + url.PathEscape(name)})
}

// checkPlate looks at a plate as if it were used.
func (s *Server) checkPlate(name string, data []byte) document.Problems {
	read, ps := contract.DecodeProfile(data, contract.Limits{Bytes: s.config.MaxUpload})
	if ps.Fatal() {
		return ps
	}
	if norm.NFC.String(read.Name) != name {
		ps = append(ps, document.Problem{Pointer: "/name", Code: "name_differs", Message: "Tên trong mẫu khuôn khác tên trong địa chỉ.", Hint: "Ghi “name” là " + contract.Quote(name) + "."})
	}
	_, more := s.config.Plates.make(data)
	ps = append(ps, more...)
	return append(ps, s.render.Catalog().CheckPlate(&read.Plate)...)
}

// keep stores a thing, on the conditions of the request (RFC 9110, 13.1).
func keep(ctx context.Context, c *fiber.Ctx, shelf Shelf, name string, data []byte) (revision uint64, created bool, err error) {
	h := &c.Request().Header
	wanted, never := string(h.Peek(fiber.HeaderIfMatch)), string(h.Peek(fiber.HeaderIfNoneMatch)) == "*"
	for range 10 { // others may be at the same thing
		before := uint64(0)
		switch item, err := shelf.Get(ctx, name); {
		case err == nil:
			before = item.Revision
		case !errors.Is(err, queue.ErrNotFound):
			return 0, false, err
		}
		if before > 0 && never || wanted != "" && (before == 0 || !matches(wanted, plateTag(before))) {
			return 0, false, refusal(preconditionFailed)
		}
		revision, err = shelf.Put(ctx, name, data, before)
		if created = before == 0; !errors.Is(err, queue.ErrRevision) || wanted != "" || never {
			return revision, created, err
		}
	}
	return 0, false, err
}

// deletePlate removes a plate. Batches that were begun with it go on with it.
func (s *Server) deletePlate(c *fiber.Ctx) error {
	ctx, cancel := context.WithTimeout(s.stop, s.config.RenderTimeout)
	defer cancel()
	item, err := s.plate(ctx, c)
	if err != nil {
		return err
	}
	revision := uint64(0)
	if wanted := string(c.Request().Header.Peek(fiber.HeaderIfMatch)); wanted != "" {
		if revision = item.Revision; !matches(wanted, plateTag(revision)) {
			return refusal(preconditionFailed)
		}
	}
	if err := s.config.Plates.named.Delete(ctx, item.Name, revision); err != nil {
		return ofQueue(err)
	}
	x := exchangeOf(c.Context())
	x.logger(s.log).Info("plate removed", "name", item.Name, "key", x.key)
	c.Status(fiber.StatusNoContent)
	return nil
}

// calibration answers with the sheet that is printed to learn how far a printer is off.
func (s *Server) calibration(c *fiber.Ctx) error {
	width, height, err := plateSizeWanted(c)
	if err != nil {
		return err
	}
	x := exchangeOf(c.Context())
	leave, err := s.turn(x.key, []*gate{s.gate})
	if err != nil {
		return err
	}
	defer leave()
	ctx, cancel := context.WithTimeout(s.stop, s.config.RenderTimeout)
	defer cancel()
	res, err := s.render.Calibration(ctx, width, height)
	if err != nil {
		return inTime(err)
	}
	c.Set(fiber.HeaderCacheControl, "private, no-cache")
	c.Set(fiber.HeaderContentDisposition, named("inline", res.Info.Title+".pdf"))
	return s.sendLarge(c, mediaPDF, res.Files[0])
}
