package fonts

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"vanban/document"
)

// maxFile bounds what is read from a font folder; Times New Roman's cuts have 1 MB each.
const maxFile = 64 << 20

// timesFiles are the names under which Windows keeps Times New Roman.
var timesFiles = [document.FaceCount]string{
	document.Regular:    "times.ttf",
	document.Bold:       "timesbd.ttf",
	document.Italic:     "timesi.ttf",
	document.BoldItalic: "timesbi.ttf",
}

// Load reads an office's own fonts from the top level of a folder: times.ttf, timesbd.ttf, timesi.ttf and timesbi.ttf, or
// else the only family among its TTF files, told by their name tables. A missing cut, two families, a font that lacks
// Vietnamese letters or whose licence bits forbid embedding are errors.
func Load(folder fs.FS) (*Set, error) {
	entries, err := fs.ReadDir(folder, ".")
	if err != nil {
		return nil, fmt.Errorf("fonts: %w", err)
	}
	var names []string
	for _, e := range entries {
		if !e.IsDir() && strings.EqualFold(path.Ext(e.Name()), ".ttf") {
			names = append(names, e.Name())
		}
	}
	if len(names) == 0 {
		return nil, errors.New("fonts: the folder holds no .ttf file; it must hold four: regular, bold, italic and bold italic")
	}
	if files, ok, err := loadTimes(folder, names); ok || err != nil {
		if err != nil {
			return nil, err
		}
		return newOfficeSet(files)
	}
	files, err := loadFamily(folder, names)
	if err != nil {
		return nil, err
	}
	return newOfficeSet(files)
}

// loadTimes finds the Windows names, whatever their case. One of them makes the others required.
func loadTimes(folder fs.FS, names []string) (files [document.FaceCount][]byte, ok bool, err error) {
	var missing []string
	for i, want := range timesFiles {
		at := slices.IndexFunc(names, func(n string) bool { return strings.EqualFold(n, want) })
		if at < 0 {
			missing = append(missing, want)
			continue
		}
		ok = true
		if files[i], err = readFile(folder, names[at]); err != nil {
			return files, ok, err
		}
	}
	if ok && len(missing) > 0 {
		return files, ok, fmt.Errorf("fonts: the folder holds Times New Roman without %s", strings.Join(missing, ", "))
	}
	return files, ok, nil
}

// loadFamily groups the files by family and cut, as their own tables name them.
func loadFamily(folder fs.FS, names []string) (files [document.FaceCount][]byte, err error) {
	families := make(map[string]*[document.FaceCount][]byte)
	var order []string
	for _, n := range names {
		data, err := readFile(folder, n)
		if err != nil {
			return files, err
		}
		f, err := parseFace(data)
		if err != nil {
			return files, fmt.Errorf("fonts: %s: %w", n, err)
		}
		family := families[f.Family]
		if family == nil {
			family = new([document.FaceCount][]byte)
			families[f.Family] = family
			order = append(order, f.Family)
		}
		face := document.FaceOf(f.Bold, f.Italic)
		if family[face] != nil {
			return files, fmt.Errorf("fonts: %s is a second %s cut of %q", n, faceNames[face], f.Family)
		}
		family[face] = data
	}
	if len(order) > 1 {
		return files, fmt.Errorf("fonts: the folder holds several families (%s); leave one", strings.Join(order, ", "))
	}
	files = *families[order[0]]
	var missing []string
	for i, data := range files {
		if data == nil {
			missing = append(missing, faceNames[i])
		}
	}
	if len(missing) > 0 {
		return files, fmt.Errorf("fonts: %q has no %s cut in the folder", order[0], strings.Join(missing, ", "))
	}
	return files, nil
}

func readFile(folder fs.FS, name string) ([]byte, error) {
	info, err := fs.Stat(folder, name)
	if err != nil {
		return nil, fmt.Errorf("fonts: %w", err)
	}
	if info.Size() > maxFile {
		return nil, fmt.Errorf("fonts: %s has %d bytes, more than %d", name, info.Size(), maxFile)
	}
	data, err := fs.ReadFile(folder, name)
	if err != nil {
		return nil, fmt.Errorf("fonts: %w", err)
	}
	return data, nil
}

// newOfficeSet is newSet for files whose licence and cuts are not known beforehand.
func newOfficeSet(files [document.FaceCount][]byte) (*Set, error) {
	s, err := newSet(files)
	if err != nil {
		return nil, err
	}
	for i, f := range s.faces {
		if err := f.checkEmbedding(); err != nil {
			return nil, fmt.Errorf("fonts: %s (%s): %w", faceNames[i], f.PostScriptName, err)
		}
		if got := document.FaceOf(f.Bold, f.Italic); got != document.Face(i) {
			return nil, fmt.Errorf("fonts: %s: the file for the %s cut holds the %s one", f.PostScriptName, faceNames[i], faceNames[got])
		}
	}
	return s, nil
}

// checkEmbedding respects OS/2 fsType. Of bits 1 to 3 the most generous counts, as makers of early versions set several;
// bit 8 forbids subsets and bit 9 allows bitmaps only, neither of which a PDF of ours could honour.
func (f *Face) checkEmbedding() error {
	switch {
	case f.fsType&0x000E == 0x0002:
		return errors.New("its licence does not permit embedding (OS/2 fsType: restricted)")
	case f.NoSubsets:
		return errors.New("its licence does not permit embedding a part of it (OS/2 fsType: no subsetting)")
	case f.fsType&0x0200 != 0:
		return errors.New("its licence permits embedding bitmaps only (OS/2 fsType)")
	}
	return nil
}
