//go:build !unix

package queue

import "errors"

// lockFile does nothing: processes are not kept apart on these systems.
func lockFile(string) (release func(), err error) { return func() {}, nil }

// freeBytes is not known here.
func freeBytes(string) (int64, error) { return 0, errors.ErrUnsupported }
