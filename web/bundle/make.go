package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/evanw/esbuild/pkg/api"
)

// entries are the scripts that pages load, by their names in dist. The style sheet that a script imports gets the same name.
var entries = []api.EntryPoint{
	{InputPath: "src/app/start.tsx", OutputPath: "start"},
	{InputPath: "src/app/write.tsx", OutputPath: "write"},
	{InputPath: "src/batch/batch.tsx", OutputPath: "batch"},
	{InputPath: "src/office/page.tsx", OutputPath: "office"},
}

// Make returns the files of dist, made from the folder web. The same sources give the same bytes.
func Make(web string) (map[string][]byte, error) {
	dir, err := filepath.Abs(web)
	if err != nil {
		return nil, fmt.Errorf("find %s: %w", web, err)
	}
	out := filepath.Join(dir, "dist")
	result := api.Build(api.BuildOptions{
		EntryPointsAdvanced: entries,
		AbsWorkingDir:       dir,
		Outdir:              out,
		Bundle:              true,
		Format:              api.FormatESModule,
		Platform:            api.PlatformBrowser,
		Target:              api.ES2022,
		Charset:             api.CharsetUTF8,
		MinifyWhitespace:    true,
		MinifyIdentifiers:   true,
		MinifySyntax:        true,
		LegalComments:       api.LegalCommentsNone, // LICENSES.txt has them whole
		Metafile:            true,
	})
	if err := failure(result.Errors); err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	hashes := map[string]string{}
	for _, f := range result.OutputFiles {
		name, err := filepath.Rel(out, f.Path)
		if err != nil {
			return nil, fmt.Errorf("name of %s: %w", f.Path, err)
		}
		files[name] = f.Contents
	}
	pages, err := filepath.Glob(filepath.Join(dir, "src", "pages", "*.html"))
	if err != nil {
		return nil, fmt.Errorf("pages: %w", err)
	}
	for _, page := range pages {
		if files[filepath.Base(page)], err = os.ReadFile(page); err != nil {
			return nil, fmt.Errorf("pages: %w", err)
		}
	}
	if files["LICENSES.txt"], err = licences(dir, result.Metafile); err != nil {
		return nil, err
	}
	for name, data := range files {
		sum := sha256.Sum256(data)
		hashes[name] = hex.EncodeToString(sum[:8])
	}
	manifest, err := json.MarshalIndent(hashes, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("manifest: %w", err)
	}
	files["manifest.json"] = append(manifest, '\n')
	return files, nil
}

// failure tells all that esbuild found wrong.
func failure(messages []api.Message) error {
	var all []error
	for _, m := range messages {
		where := ""
		if m.Location != nil {
			where = fmt.Sprintf("%s:%d: ", m.Location.File, m.Location.Line)
		}
		all = append(all, errors.New(where+m.Text))
	}
	return errors.Join(all...)
}
