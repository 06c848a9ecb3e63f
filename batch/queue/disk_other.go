//go:build !unix

package queue

import (
	"errors"
	"os"
)

// lockFile opens the file: processes are not kept apart on these systems.
func lockFile(name string) (*os.File, error) {
	return os.OpenFile(name, os.O_CREATE|os.O_RDWR, 0o600)
}

// freeBytes is not known here.
func freeBytes(string) (int64, error) { return 0, errors.ErrUnsupported }
