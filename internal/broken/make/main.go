// Command make writes the files of internal/broken into testdata/broken, with their manifest. LibreOffice's PDFs carry times and ids, so
// that making them anew changes their bytes: with -missing only what is not there is made.
package main

import (
	"flag"
	"os"
	"path/filepath"
	"slices"

	"vanban/internal/broken"
	"vanban/internal/referee"
)

func main() {
	missing := flag.Bool("missing", false, "make only what is not there")
	flag.Parse()
	os.Exit(referee.RunCommand("broken", func(c *referee.Command) { write(c, *missing) }))
}

func write(c *referee.Command, missing bool) {
	folder := filepath.Join(referee.Root(c), filepath.FromSlash(broken.Folder))
	all := broken.All()
	clean(c, folder, all)
	wanted := all
	if missing {
		wanted = slices.DeleteFunc(slices.Clone(all), func(f broken.File) bool {
			_, err := os.Stat(filepath.Join(folder, f.Name()))
			return err == nil
		})
	}
	word := map[string][]byte{}
	for i, data := range broken.Make(c, wanted) {
		c.Save(filepath.Join(folder, wanted[i].Name()), data)
		if wanted[i].Maker == broken.Word {
			word[wanted[i].Name()] = data
		}
	}
	if len(word) > 0 {
		for name, errs := range referee.OOXML(c, referee.Office2019, word) {
			c.Fatalf("%s: %v", name, errs)
		}
	}
	c.Save(filepath.Join(folder, "MANIFEST.txt"), []byte(broken.Manifest(all)))
	c.Logf("%d files, %d of them made", len(all), len(wanted))
}

// clean removes what is no longer in the corpus.
func clean(c *referee.Command, folder string, all []broken.File) {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		c.Fatalf("%v", err)
	}
	entries, err := os.ReadDir(folder)
	if err != nil {
		c.Fatalf("%v", err)
	}
	for _, e := range entries {
		if slices.ContainsFunc(all, func(f broken.File) bool { return f.Name() == e.Name() }) {
			continue
		}
		if err := os.Remove(filepath.Join(folder, e.Name())); err != nil {
			c.Fatalf("%v", err)
		}
	}
}
