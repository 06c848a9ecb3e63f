package render

import (
	"context"

	"vanban/document"
	"vanban/plate"
	"vanban/templates/catalog"
	"vanban/thethuc"
)

// PlateSizes are the names of the usual sizes of a plate; the first is taken where none is named.
func PlateSizes() []string { return thethuc.PlateSizes() }

// PlateSize returns the size that has a name.
func PlateSize(name string) (width, height document.EMU) { return thethuc.PlateSize(name) }

// Calibration makes the PDF of the sheet that is printed to learn how far a printer is off. Sides are at least 100 mm.
func (s *Service) Calibration(ctx context.Context, width, height document.EMU) (*Result, error) {
	doc, sheet := plate.Calibration(width, height, s.measure)
	return s.Files(ctx, &catalog.Built{Doc: doc, Sheet: sheet}, PDF)
}
