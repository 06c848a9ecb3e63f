package report

import (
	"encoding/xml"
	"fmt"
	"path"
	"strconv"
	"strings"
	"time"
)

// commentsPart finds the part that holds the comments of the main text, or adds an empty one with all that leads to it, and returns
// the first id that is free in it.
func (p *docxPackage) commentsPart(main, namespace string) (int, error) {
	folder := path.Dir(main)
	file := path.Join(folder, "_rels", path.Base(main)+".rels")
	list, err := p.relations(file)
	if err != nil {
		return 0, err
	}
	for i := range list {
		if list[i].is("comments") {
			p.comments = resolve(folder, list[i].Target)
			if p.commentsXML, err = p.read(p.comments); err != nil {
				return 0, err
			}
			return freeID(p.commentsXML)
		}
	}
	name := p.freeName(folder, "comments", ".xml")
	p.comments = name
	p.commentsXML = []byte(xml.Header + `<w:comments xmlns:w="` + namespace + `"></w:comments>`)
	if err := p.addRelation(file, list, namespace, path.Base(name)); err != nil {
		return 0, err
	}
	return 0, p.addContentType(name)
}

// freeName returns the name of a part that is not there yet. Names of parts are the same whatever the case of their letters.
func (p *docxPackage) freeName(folder, stem, ext string) string {
	taken := make(map[string]bool, len(p.files))
	for name := range p.files {
		taken[strings.ToLower(name)] = true
	}
	name := path.Join(folder, stem+ext)
	for i := 1; taken[strings.ToLower(name)]; i++ {
		name = path.Join(folder, stem+strconv.Itoa(i)+ext)
	}
	return name
}

func (p *docxPackage) addRelation(file string, list []relation, namespace, target string) error {
	kind := relations
	if namespace == nsMainStrict {
		kind = relationStrict
	}
	taken := map[string]bool{}
	for i := range list {
		taken[list[i].ID] = true
	}
	id := "rIdVanban"
	for i := 1; taken[id]; i++ {
		id = "rIdVanban" + strconv.Itoa(i)
	}
	data := []byte(xml.Header + `<Relationships xmlns="` + nsRelations + `"></Relationships>`)
	if p.files[file] != nil {
		var err error
		if data, err = p.read(file); err != nil {
			return err
		}
	}
	data, err := appendChild(data, func(prefix, _ string) string {
		return fmt.Sprintf(`<%sRelationship Id="%s" Type="%scomments" Target="%s"/>`, prefix, id, kind, target)
	})
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	p.replace(file, data)
	return nil
}

func (p *docxPackage) addContentType(name string) error {
	data, err := p.read(contentTypes)
	if err != nil {
		return err
	}
	data, err = appendChild(data, func(prefix, _ string) string {
		return fmt.Sprintf(`<%sOverride PartName="/%s" ContentType="%s"/>`, prefix, name, commentsType)
	})
	if err != nil {
		return fmt.Errorf("%s: %w", contentTypes, err)
	}
	p.replace(contentTypes, data)
	return nil
}

// freeID returns an id above those of the comments that are there.
func freeID(data []byte) (int, error) {
	var there struct {
		Comments []struct {
			ID string `xml:"id,attr"`
		} `xml:"comment"`
	}
	if err := xml.Unmarshal(data, &there); err != nil {
		return 0, fmt.Errorf("the comments: %w", err)
	}
	next := 0
	for _, c := range there.Comments {
		if n, err := strconv.Atoi(c.ID); err == nil && n < maxID {
			next = max(next, n+1)
		}
	}
	return next, nil
}

// addComments writes the comments behind those that are there.
func (p *docxPackage) addComments(list []placed, at time.Time) error {
	data, err := appendChild(p.commentsXML, func(prefix, namespace string) string {
		w, declare := names(prefix, namespace)
		return string(comments(list, w, declare, at))
	})
	if err != nil {
		return fmt.Errorf("%s: %w", p.comments, err)
	}
	p.replace(p.comments, data)
	return nil
}
