package fonts

import (
	_ "embed" // the four files
	"sync"

	"vanban/document"
)

var (
	//go:embed LiberationSerif-Regular.ttf
	liberationRegular []byte
	//go:embed LiberationSerif-Bold.ttf
	liberationBold []byte
	//go:embed LiberationSerif-Italic.ttf
	liberationItalic []byte
	//go:embed LiberationSerif-BoldItalic.ttf
	liberationBoldItalic []byte
)

var embedded = sync.OnceValues(func() (*Set, error) {
	return newSet([document.FaceCount][]byte{
		document.Regular:    liberationRegular,
		document.Bold:       liberationBold,
		document.Italic:     liberationItalic,
		document.BoldItalic: liberationBoldItalic,
	})
})

// Embedded returns Liberation Serif 2.1.5, whose advances equal those of Times New Roman. It is parsed once per process
// and shared; a Set is never modified.
func Embedded() (*Set, error) { return embedded() }
