package main

import (
	"bytes"
	"crypto/ed25519"
	"errors"
	"fmt"
	"os"
	"strings"

	"vanban/render"
	"vanban/seal"
)

// signer signs certificates.
type signer struct {
	*seal.Signer
	public seal.PublicKey
}

// newSigner makes a signer of a key's file; page is where the codes are checked, or empty.
func newSigner(name string, file []byte, page string) (*signer, error) {
	key, err := seal.ParsePrivate(file)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	s, err := seal.NewSigner(key, page)
	if err != nil {
		return nil, err
	}
	return &signer{s, seal.PublicKey{Name: commentOf(file), Key: key.Public().(ed25519.PublicKey)}}, nil
}

// signer reads the key of a service; nil where it has none.
func (o *workOptions) signer() (*signer, error) {
	if o.seal == "" {
		if o.sealURL != "" {
			return nil, errors.New("--seal-url cần --seal")
		}
		return nil, nil
	}
	file, err := os.ReadFile(o.seal)
	if err != nil {
		return nil, fmt.Errorf("không đọc được khóa ký %s: %w", o.seal, reason(err))
	}
	return newSigner(o.seal, file, o.sealURL)
}

// sealer has documents signed with the key in a file, if one is named; page is where the codes are checked.
func (a *app) sealer(file, page string, to *render.Options) error {
	if file == "" {
		return nil
	}
	data, err := a.read(file)
	if err != nil {
		return fmt.Errorf("không đọc được %s: %w", file, err)
	}
	s, err := newSigner(file, data, page)
	if err != nil {
		return err
	}
	to.Seal = s.Seal
	return nil
}

// commentOf is the name that vanban key wrote above a key.
func commentOf(file []byte) string {
	line, _, _ := strings.Cut(string(bytes.TrimPrefix(file, []byte("\ufeff"))), "\n")
	name, ok := strings.CutPrefix(strings.TrimSpace(line), "#")
	if !ok {
		return ""
	}
	return strings.TrimSpace(name)
}
