package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// beside is files that are written beside their places, and moved there together when all are whole: a full disk or a crash leaves no
// half document.
type beside struct{ moves []move }

type move struct{ from, to string }

// create begins the file that will stand at path. The caller closes it.
func (b *beside) create(path string) (*os.File, error) {
	for i := 0; ; i++ {
		name := filepath.Join(filepath.Dir(path), fmt.Sprintf(".%s.%d-%d.tmp", filepath.Base(path), os.Getpid(), i))
		f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
		if err == nil {
			b.moves = append(b.moves, move{name, path})
			return f, nil
		}
		if !errors.Is(err, fs.ErrExist) || i > 100 {
			return nil, err
		}
	}
}

// commit moves the files to their places.
func (b *beside) commit() error {
	for len(b.moves) > 0 {
		if err := os.Rename(b.moves[0].from, b.moves[0].to); err != nil {
			return err
		}
		b.moves = b.moves[1:]
	}
	return nil
}

// abandon removes what was not moved.
func (b *beside) abandon() {
	for _, m := range b.moves {
		_ = os.Remove(m.from) // nobody was told of it
	}
}

// folder is the sink of a batch.
type folder struct {
	dir string
	beside
}

// Create begins a file of the folder.
func (f *folder) Create(name string) (io.WriteCloser, error) {
	file, err := f.create(filepath.Join(f.dir, name))
	if err != nil {
		return nil, err // not the file: one that is nil would be no nil writer
	}
	return file, nil
}
