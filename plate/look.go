// Package plate draws what certificates (giấy khen, bằng khen) are adorned with, and measures how far a printer is off so that text
// lands in its place on a pre-printed blank (phôi). All artwork is made by geometry in this package. It knows nothing of whom a
// certificate is for: templates/khenthuong places the text.
package plate

import (
	"fmt"
	"strings"
	"sync"

	"vanban/document"
)

// Look is everything that a design is drawn from. Equal looks give equal designs, byte for byte.
type Look struct {
	Width, Height document.EMU
	// Emblem is the square that the drawing of the quốc huy fills; without a size there is none, as where the office's own picture of
	// it is used. Flags stand on both sides of it.
	Emblem Square
	Flags  bool
	// Place moves the whole design, as a calibrated printer needs it.
	Place Transform
}

// Square is a place with equal sides; X and Y are those of its upper left corner.
type Square struct{ X, Y, Size document.EMU }

// Key names the look; it is the Key of its design.
func (l Look) Key() string {
	var b strings.Builder
	fmt.Fprintf(&b, "khung %dx%d", l.Width, l.Height)
	if l.Emblem.Size > 0 {
		fmt.Fprintf(&b, " huy %d,%d,%d", l.Emblem.X, l.Emblem.Y, l.Emblem.Size)
		if l.Flags {
			b.WriteString(" co")
		}
	}
	if l.Place != (Transform{}) {
		fmt.Fprintf(&b, " %d,%d,%g,%g", l.Place.OffsetX, l.Place.OffsetY, l.Place.ScaleX, l.Place.ScaleY)
	}
	return b.String()
}

// Design draws the look: the border of the page and, where asked for, the quốc huy with its flags. It takes about a millisecond;
// callers that make many certificates keep it in a [Studio].
func Design(l Look) *document.Design {
	shapes := border(l.Width, l.Height)
	if e := l.Emblem; e.Size > 0 {
		if l.Flags {
			shapes = append(shapes, Flags(e)...)
		}
		shapes = append(shapes, Emblem(e)...)
	}
	l.Place.move(shapes)
	return &document.Design{Key: l.Key(), Width: l.Width, Height: l.Height, Shapes: shapes}
}

// studioSize bounds how many designs a Studio keeps: an office has one or two looks, a service some dozens of offices.
const studioSize = 64

// Studio keeps designs so that equal looks share one, as writers expect. The zero Studio is ready; it is safe for concurrent use.
type Studio struct {
	mu   sync.Mutex
	kept map[Look]*document.Design
	// order holds the looks from the oldest on: when the studio is full, that one goes.
	order []Look
}

// Design returns the look's design, drawn now or before. It is shared and must not be changed.
func (s *Studio) Design(l Look) *document.Design {
	s.mu.Lock()
	defer s.mu.Unlock()
	if d, ok := s.kept[l]; ok {
		return d
	}
	if s.kept == nil {
		s.kept = make(map[Look]*document.Design, studioSize)
	}
	if len(s.order) == studioSize {
		delete(s.kept, s.order[0])
		s.order = append(s.order[:0], s.order[1:]...)
	}
	d := Design(l)
	s.kept[l] = d
	s.order = append(s.order, l)
	return d
}
