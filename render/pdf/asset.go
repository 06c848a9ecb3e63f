package pdf

import (
	"errors"
	"fmt"
	"sync"

	"vanban/document"
)

// asset is a design or a picture, packed and ready to copy: once per file, whatever the number of pages that show it.
type asset struct {
	dict []byte // of the stream, but for its length and its mask
	data []byte
	mask *asset
}

func (a *asset) size() int {
	n := len(a.dict) + len(a.data)
	if a.mask != nil {
		n += a.mask.size()
	}
	return n
}

// assetID names an asset in every file and process.
type assetID struct {
	kind assetKind
	key  string // of document.Design or document.Picture
}

// assetKind is the letter that a resource's name begins with.
type assetKind byte

const (
	designAsset  assetKind = 'D'
	pictureAsset assetKind = 'I'
)

// appendName writes the resource's name. It follows from the key, so that content is the same in every file.
func (id assetID) appendName(b []byte) []byte {
	h := newFingerprint()
	h.add([]byte(id.key))
	b = append(b, '/', byte(id.kind))
	for shift := 56; shift >= 0; shift -= 8 {
		b = appendHexByte(b, byte(h[0]>>shift))
	}
	return b
}

// ErrAsset says that a Binder was given a Part whose design or picture the Writer does not hold, because another process made the
// part, or it was long ago. To make the part again from its document is the remedy: that gives the Writer the asset, and the Binder can
// go on.
var ErrAsset = errors.New("pdf: a design or picture is not at hand")

// shelf keeps assets. What has not been asked for while others of half its room came in is let go.
type shelf struct {
	mu         sync.Mutex
	young, old map[assetID]*shelved
	size       int // of the young
}

type shelved struct {
	once  sync.Once
	asset *asset
	err   error
}

// shelfRoom bounds the bytes on a shelf.
const shelfRoom = 64 << 20

// shelvedCost is what an entry takes beside its bytes.
const shelvedCost = 256

func (s *shelf) find(id assetID) *shelved {
	e := s.young[id]
	if e == nil {
		if e = s.old[id]; e != nil && e.asset != nil {
			s.put(id, e)
			s.grow(e.asset.size())
		}
	}
	return e
}

func (s *shelf) put(id assetID, e *shelved) {
	if s.young == nil {
		s.young = make(map[assetID]*shelved)
	}
	s.young[id] = e
}

func (s *shelf) grow(n int) {
	if s.size += n + shelvedCost; s.size > shelfRoom/2 {
		s.young, s.old, s.size = nil, s.young, 0
	}
}

// get returns an asset that is held.
func (s *shelf) get(id assetID) (*asset, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if e := s.find(id); e != nil && e.asset != nil {
		return e.asset, nil
	}
	return nil, fmt.Errorf("%w: %c %q", ErrAsset, id.kind, id.key)
}

// keep returns an asset, made now unless it is held.
func (s *shelf) keep(id assetID, produce func() (*asset, error)) (*asset, error) {
	s.mu.Lock()
	e := s.find(id)
	if e == nil {
		e = new(shelved)
		s.put(id, e)
	}
	s.mu.Unlock()
	e.once.Do(func() {
		a, err := produce()
		s.mu.Lock()
		defer s.mu.Unlock()
		if e.asset, e.err = a, err; err == nil {
			s.grow(a.size())
		} else {
			s.grow(0)
		}
	})
	return e.asset, e.err
}

// newDesign makes a form XObject (8.10) in points, y growing upwards.
func newDesign(d *document.Design) (*asset, error) {
	content, err := appendShapes(nil, d.Shapes, d.Height)
	if err != nil {
		return nil, fmt.Errorf("design %s: %w", d.Key, err)
	}
	dict := append([]byte(nil), "/Type/XObject/Subtype/Form/Resources<<>>/BBox[0 0 "...)
	dict = append(appendHundredths(dict, document.DivRound(d.Width, hundredth)), ' ')
	dict = append(appendHundredths(dict, document.DivRound(d.Height, hundredth)), ']')
	return &asset{dict: append(dict, flate...), data: newDeflater(tightLevel).pack(nil, content)}, nil
}
