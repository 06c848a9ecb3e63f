package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// licences writes out the licence of each package that has a part in the bundle, which the metafile of esbuild names.
func licences(dir, metafile string) ([]byte, error) {
	var meta struct {
		Inputs map[string]struct{} `json:"inputs"`
	}
	if err := json.Unmarshal([]byte(metafile), &meta); err != nil {
		return nil, fmt.Errorf("metafile: %w", err)
	}
	packages := map[string]string{} // folder by name
	for input := range meta.Inputs {
		if name, ok := packageOf(input); ok {
			packages[name] = filepath.Join(dir, "node_modules", filepath.FromSlash(name))
		}
	}
	var b bytes.Buffer
	b.WriteString("What web/dist is made of besides vanban itself, and the licence of each package.\n")
	for _, name := range slices.Sorted(maps.Keys(packages)) {
		if err := licence(&b, packages[name]); err != nil {
			return nil, err
		}
	}
	return b.Bytes(), nil
}

// packageOf is the name of the package that a file belongs to: a folder of node_modules, or one in a scope.
func packageOf(input string) (string, bool) {
	const folder = "node_modules/"
	at := strings.LastIndex(input, folder)
	if at < 0 {
		return "", false
	}
	parts := strings.SplitN(input[at+len(folder):], "/", 3)
	if strings.HasPrefix(parts[0], "@") && len(parts) > 1 {
		return parts[0] + "/" + parts[1], true
	}
	return parts[0], true
}

// licence writes name, version and licence of the package in a folder. One without a licence file must not be shipped.
func licence(b *bytes.Buffer, dir string) error {
	data, err := os.ReadFile(filepath.Join(dir, "package.json"))
	if err != nil {
		return fmt.Errorf("licence: %w", err)
	}
	var about struct{ Name, Version, License string }
	if err := json.Unmarshal(data, &about); err != nil {
		return fmt.Errorf("licence of %s: %w", dir, err)
	}
	found, err := filepath.Glob(filepath.Join(dir, "LICEN[SC]E*"))
	if err != nil {
		return fmt.Errorf("licence of %s: %w", about.Name, err)
	}
	if len(found) == 0 {
		return fmt.Errorf("package %s has no licence file", about.Name)
	}
	text, err := os.ReadFile(found[0])
	if err != nil {
		return fmt.Errorf("licence of %s: %w", about.Name, err)
	}
	fmt.Fprintf(b, "\n%s\n%s %s (%s)\n\n%s\n", strings.Repeat("-", 80), about.Name, about.Version, about.License, bytes.TrimSpace(text))
	return nil
}
