package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
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

// read returns the bytes of a document's JSON.
func (a *app) read(path string) ([]byte, error) { return a.readUpTo(path, contract.DefaultBytes) }

// frugal has garbage collected early: files of strangers may make much of it, and a command that reads one is over before that costs time.
func frugal() {
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(fileMemory)
	}
}

// fileMemory is where collecting becomes eager, in bytes: what most files need. It refuses nothing.
const fileMemory = 44 << 20

// maxFile is the size of a file to be read or checked: that of the readers.
const maxFile = 32 << 20

// readFile returns the bytes of a file that may be larger than a document's JSON.
func (a *app) readFile(path string) ([]byte, error) { return a.readUpTo(path, maxFile) }

// readUpTo returns the bytes of a file, or of standard input for "-". It stops one byte beyond the limit, which whoever reads the bytes
// then reports. The size of a file is known beforehand, so that a large one is not copied while it grows.
func (a *app) readUpTo(path string, limit int64) ([]byte, error) {
	from, room := a.stdin, int64(0)
	if path != "-" {
		f, err := os.Open(path)
		if err != nil {
			return nil, reason(err)
		}
		defer f.Close()
		if info, err := f.Stat(); err == nil {
			room = min(info.Size(), limit+1)
		}
		from = f
	}
	b := bytes.NewBuffer(make([]byte, 0, room+bytes.MinRead))
	if _, err := b.ReadFrom(io.LimitReader(from, limit+1)); err != nil {
		return nil, reason(err)
	}
	return b.Bytes(), nil
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

// write puts every file in its place, or none.
func (a *app) write(paths []string, files [][]byte) error {
	var plain beside
	defer plain.abandon()
	for i, path := range paths {
		if path == "-" || special(path) {
			continue
		}
		to := path
		if target, err := filepath.EvalSymlinks(to); err == nil {
			to = target
		}
		f, err := plain.create(to)
		if err == nil {
			_, err = f.Write(files[i])
			err = errors.Join(err, f.Close())
		}
		if err != nil {
			return fmt.Errorf("%s: %w", path, reason(err))
		}
	}
	for i, path := range paths {
		switch {
		case path == "-":
			if _, err := a.stdout.Write(files[i]); err != nil {
				return err
			}
		case special(path):
			if err := os.WriteFile(path, files[i], 0o666); err != nil {
				return err
			}
		}
	}
	return plain.commit()
}

// special reports whether a path is there and is no plain file: a device or a pipe is written to, not replaced.
func special(path string) bool {
	info, err := os.Stat(path)
	return err == nil && !info.Mode().IsRegular()
}
