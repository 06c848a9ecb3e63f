package docx

import (
	"context"
	"errors"
	"path"
	"slices"
	"strings"

	"vanban/read"
)

// opc is the package: parts, found by their relationships (ECMA-376 Part 2, 6.5).
type opc struct {
	*archive
	ctx  context.Context
	xml  *xmlReader
	seen map[string]bool // XML parts that were read, by name in lower case
}

// relation is a relationship, its type without the namespace; the strict ones end alike.
type relation struct {
	id, kind, target string // target is the name of a part, or an address when external
	external         bool
}

func newOPC(ctx context.Context, a *archive) *opc {
	return &opc{archive: a, ctx: ctx, xml: newXMLReader(ctx, a.budget), seen: map[string]bool{}}
}

// parse opens an XML part and hands its root element to f, which need not read on to its end.
func (p *opc) parse(name string, f func(x *xmlReader)) error {
	return p.parseWith(p.xml, name, f)
}

// parseWith is parse with a reader of its own, for a part that is read in the middle of another.
func (p *opc) parseWith(x *xmlReader, name string, f func(x *xmlReader)) error {
	src, err := p.open(p.ctx, name)
	if err != nil {
		return err
	}
	defer func() { _ = src.Close() }() // a part that is cut short says so while it is read
	p.seen[strings.ToLower(name)] = true
	x.reset(name, src)
	if x.next() == startTag {
		f(x)
	}
	return x.finish()
}

// checkProlog refuses a DTD in the XML parts that nobody reads. One can only stand before the root element.
func (p *opc) checkProlog() error {
	names := make([]string, 0, len(p.files))
	for name := range p.files {
		if ext := path.Ext(name); (ext == ".xml" || ext == ".rels" || ext == ".vml") && !p.seen[name] {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for _, name := range names {
		src, err := p.open(p.ctx, name)
		if err != nil {
			return err
		}
		p.xml.reset(name, src)
		p.xml.next()
		_ = src.Close()
		// What else is wrong with it does not matter: nobody reads it.
		var refusal *read.Refusal
		if err := p.xml.err; err != nil && (!errors.As(err, &refusal) || refusal.Code != "file_truncated") {
			return err
		}
	}
	return nil
}

// relations are the relationships of a part.
type relations struct {
	list []relation
	byID map[string]relation
}

// relations returns the relationships of a part, "" for those of the package.
func (p *opc) relations(part string) (relations, error) {
	all := relations{byID: map[string]relation{}}
	dir, base := path.Split(part)
	name := dir + "_rels/" + base + ".rels"
	if !p.has(name) {
		return all, nil
	}
	err := p.parse(name, func(x *xmlReader) {
		for d := x.depth; x.child(d); {
			if x.name != "rel:Relationship" {
				continue
			}
			kind := string(x.attr("Type"))
			r := relation{id: string(x.attr("Id")), kind: kind[strings.LastIndexByte(kind, '/')+1:], target: string(x.attr("Target"))}
			if r.external = string(x.attr("TargetMode")) == "External"; !r.external {
				r.target = resolveTarget(dir, r.target)
			}
			// Word runs a project that a relationship alone tells of, whatever the part is called and typed.
			if r.kind == "vbaProject" || r.kind == "wordVbaData" {
				x.fail(refuseMacros())
				return
			}
			if err := p.budget.style(); err != nil {
				x.fail(err)
				return
			}
			all.list, all.byID[r.id] = append(all.list, r), r
		}
	})
	return all, err
}

// resolveTarget returns the name of the part that a relationship of a part in dir points to.
func resolveTarget(dir, target string) string {
	if strings.HasPrefix(target, "/") {
		return path.Clean(target)[1:]
	}
	return strings.TrimPrefix(path.Clean("/"+dir+target), "/")
}

// related returns the first part of a kind that is there.
func (p *opc) related(all relations, kind string) string {
	for _, r := range all.list {
		if r.kind == kind && !r.external && p.has(r.target) {
			return r.target
		}
	}
	return ""
}

// checkTypes refuses what the content types call a file with macros.
func (p *opc) checkTypes() error {
	if !p.has("[Content_Types].xml") {
		return refuseUnknown("Tệp nén này không phải là tệp Word (.docx).")
	}
	macros := false
	err := p.parse("[Content_Types].xml", func(x *xmlReader) {
		for d := x.depth; x.child(d); {
			kind := strings.ToLower(string(x.attr("ContentType")))
			macros = macros || strings.Contains(kind, "macroenabled") || strings.Contains(kind, "vbaproject")
		}
	})
	if err == nil && macros {
		err = refuseMacros()
	}
	return err
}
