package seal

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"errors"
	"fmt"
	"html/template"
)

var (
	//go:embed verify.html
	pageSource string
	//go:embed verify.css
	pageStyle string
	//go:embed verify.js
	pageScript string

	pageTemplate = template.Must(template.New("verify.html").Parse(pageSource))
)

// Page returns the static page that checks texts in a browser: one HTML file with the keys in it, which asks nobody anything and works
// from a disk as well as from the office's web server. Office is the office's name as visitors read it. Without a key there is no page.
func Page(keys []PublicKey, office string) ([]byte, error) {
	if len(keys) == 0 {
		return nil, errors.New("trang xác thực cần ít nhất một khóa công khai")
	}
	type key struct{ ID, Name, Data string }
	data := struct {
		Office                string
		Script                template.JS
		Style                 template.CSS
		ScriptHash, StyleHash string
		Context, Prefix       string
		Keys                  []key
		Kinds                 []kind
		Labels                []string
	}{
		Office: office, Script: template.JS(pageScript), Style: template.CSS(pageStyle),
		ScriptHash: cspHash(pageScript), StyleHash: cspHash(pageStyle),
		Context: context, Prefix: prefix, Kinds: kinds, Labels: labels,
	}
	for _, k := range keys {
		data.Keys = append(data.Keys, key{k.ID().String(), k.Name, base64.StdEncoding.EncodeToString(k.Key)})
	}
	var page bytes.Buffer
	if err := pageTemplate.Execute(&page, data); err != nil {
		return nil, fmt.Errorf("seal: page: %w", err)
	}
	return page.Bytes(), nil
}

// cspHash returns the source expression of an inline script or style (CSP Level 3, 6.7.3.3).
func cspHash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}
