package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"path/filepath"

	"vanban/render"
	"vanban/templates/parts"
)

// look is how certificates are printed: the flags that render, validate, batch and plate preview share.
type look struct{ plate, seal, page string }

func (l *look) flags(set *flag.FlagSet) {
	set.StringVar(&l.plate, "plate", "", "")
	set.StringVar(&l.seal, "seal", "", "")
	set.StringVar(&l.page, "page", "", "")
}

// service starts the service that makes documents in this look, and returns the base with the plate's name. Nil with the exit code when
// something is wrong, which has been said.
func (a *app) service(fonts string, l *look, base []byte) (*render.Service, []byte, int) {
	if l.page != "" && l.seal == "" {
		return nil, nil, a.misuse("--page chỉ dùng cùng --seal")
	}
	options := render.Options{}
	if err := a.sealer(l.seal, l.page, &options); err != nil {
		return nil, nil, a.misuse("%v", err)
	}
	var profile *parts.Profile
	if l.plate != "" {
		var err error
		if profile, err = a.profile(l.plate); err != nil {
			return nil, nil, a.misuse("%v", err)
		}
		useProfile(profile, &options)
		base = withProfile(base, profile.Name)
	}
	service, err := newService(fonts, options)
	if err != nil {
		return nil, nil, a.misuse("%v", err)
	}
	if profile != nil { // its faults would be those of every document
		if problems := service.CheckProfile(profile); problems.Fatal() {
			a.report(a.stderr, l.plate, problems, false)
			return nil, nil, exitBad
		}
	}
	return service, base, exitGood
}

// errProfile says that a profile's faults have been reported.
var errProfile = errors.New("mẫu khuôn có lỗi")

// profile reads a plate with its pictures, whose paths are relative to it.
func (a *app) profile(file string) (*parts.Profile, error) {
	data, err := a.readFile(file)
	if err != nil {
		return nil, fmt.Errorf("không đọc được %s: %w", file, err)
	}
	p, problems := render.ReadProfile(data, func(name string) ([]byte, error) {
		if !filepath.IsAbs(name) {
			name = filepath.Join(filepath.Dir(file), name)
		}
		return a.readFile(name)
	})
	if problems.Fatal() {
		a.report(a.stderr, file, problems, false)
		return nil, fmt.Errorf("%s: %w", file, errProfile)
	}
	return p, nil
}

// useProfile makes a profile known by its name.
func useProfile(p *parts.Profile, to *render.Options) {
	to.Profiles = func(asked string) (*parts.Profile, error) {
		if asked != p.Name {
			return nil, nil
		}
		return p, nil
	}
}

// withProfile names the profile in a base that names none. What is wrong with the base is said by whoever reads it next.
func withProfile(base []byte, name string) []byte {
	within := func(data json.RawMessage, key string, value func(json.RawMessage) json.RawMessage) json.RawMessage {
		object := map[string]json.RawMessage{}
		if len(data) > 0 && json.Unmarshal(data, &object) != nil {
			return data
		}
		object[key] = value(object[key])
		out, err := json.Marshal(object)
		if err != nil {
			return data
		}
		return out
	}
	return within(bytes.TrimPrefix(base, []byte("\ufeff")), "options", func(options json.RawMessage) json.RawMessage {
		return within(options, "plate", func(plate json.RawMessage) json.RawMessage {
			return within(plate, "profile", func(own json.RawMessage) json.RawMessage {
				if own != nil {
					return own
				}
				quoted, _ := json.Marshal(name) // a string always has JSON
				return quoted
			})
		})
	})
}
