package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"vanban/render"
	"vanban/templates/contract"
)

// newService prepares the renderers, with the fonts of a folder where one is named.
func newService(folder string, o render.Options) (*render.Service, error) {
	if folder == "" {
		return render.New(o)
	}
	o.Fonts = os.DirFS(folder)
	s, err := render.New(o)
	if err != nil {
		return nil, fmt.Errorf("không dùng được phông trong %s: %w", folder, reason(err))
	}
	return s, nil
}

// read returns the bytes of a file, or of standard input for "-". It stops one byte beyond what a document may have, which
// the decoder then reports.
func (a *app) read(path string) ([]byte, error) {
	from := a.stdin
	if path != "-" {
		f, err := os.Open(path)
		if err != nil {
			return nil, reason(err)
		}
		defer f.Close()
		from = f
	}
	data, err := io.ReadAll(io.LimitReader(from, contract.DefaultBytes+1))
	if err != nil {
		return nil, reason(err)
	}
	return data, nil
}

// reason tells why a file could not be read or written, in Vietnamese where it is one of the usual reasons.
func reason(err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return errors.New("tệp hoặc thư mục không tồn tại")
	case errors.Is(err, fs.ErrPermission):
		return errors.New("không có quyền truy cập")
	case errors.Is(err, syscall.EISDIR):
		return errors.New("đây là thư mục, không phải tệp")
	case errors.Is(err, syscall.ENOSPC):
		return errors.New("ổ đĩa đã đầy")
	}
	return err
}

// write puts every file in its place, or none: all are written beside their places first and then moved there, so that a
// full disk or a crash leaves no half document.
func (a *app) write(outputs []output, files [][]byte) (err error) {
	type move struct{ from, to string }
	var moves []move
	defer func() {
		if err != nil {
			for _, m := range moves {
				_ = os.Remove(m.from) // the error that brought us here is the one to tell
			}
		}
	}()
	for i, o := range outputs {
		if o.path == "-" || special(o.path) {
			continue
		}
		to := o.path
		if target, err := filepath.EvalSymlinks(to); err == nil {
			to = target
		}
		from, err := writeBeside(to, files[i])
		if from != "" {
			moves = append(moves, move{from, to})
		}
		if err != nil {
			return fmt.Errorf("%s: %w", o.path, reason(err))
		}
	}
	for i, o := range outputs {
		switch {
		case o.path == "-":
			if _, err := a.stdout.Write(files[i]); err != nil {
				return err
			}
		case special(o.path):
			if err := os.WriteFile(o.path, files[i], 0o666); err != nil {
				return err
			}
		}
	}
	for len(moves) > 0 {
		if err := os.Rename(moves[0].from, moves[0].to); err != nil {
			return err
		}
		moves = moves[1:]
	}
	return nil
}

// special reports whether a path is there and is no plain file: a device or a pipe is written to, not replaced.
func special(path string) bool {
	info, err := os.Stat(path)
	return err == nil && !info.Mode().IsRegular()
}

// writeBeside writes data into a new file in the folder of path and returns its name, also when the writing fails.
func writeBeside(path string, data []byte) (name string, err error) {
	var f *os.File
	for i := 0; ; i++ {
		name = filepath.Join(filepath.Dir(path), fmt.Sprintf(".%s.%d-%d.tmp", filepath.Base(path), os.Getpid(), i))
		f, err = os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
		if err == nil {
			break
		}
		if !errors.Is(err, fs.ErrExist) || i > 100 {
			return "", err
		}
	}
	_, err = f.Write(data)
	return name, errors.Join(err, f.Close())
}
