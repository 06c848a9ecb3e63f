// Package docx reads Word files of strangers: a package of WordprocessingML in, a read.Manuscript out, every measure resolved as Word
// resolves it. It refuses what is not a plain document, before it costs memory or time.
package docx

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"vanban/read"
)

// Read reads a DOCX file within the default limits. What is wrong with the file is a *read.Refusal; any other error is the context's.
// It keeps nothing of file and is safe for concurrent use.
func Read(ctx context.Context, file []byte) (*read.Manuscript, error) {
	return DefaultLimits().Read(ctx, file)
}

// Read reads a DOCX file within these limits.
func (l Limits) Read(ctx context.Context, file []byte) (*read.Manuscript, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("docx: %w", err)
	}
	m, err := l.read(ctx, file)
	var refusal *read.Refusal
	if err != nil && !errors.As(err, &refusal) {
		return nil, fmt.Errorf("docx: %w", err)
	}
	return m, err
}

func (l Limits) read(ctx context.Context, file []byte) (*read.Manuscript, error) {
	limits := &budget{Limits: l}
	a, err := openArchive(file, limits)
	if err != nil {
		return nil, err
	}
	pkg := newPackage(ctx, a, limits)
	if err := pkg.checkTypes(); err != nil {
		return nil, err
	}
	top, err := pkg.relations("")
	if err != nil {
		return nil, err
	}
	main := pkg.related(top, "officeDocument")
	if main == "" {
		return nil, refuseUnknown("Tệp nén này không phải là tệp Word (.docx).")
	}
	p, err := loadParts(pkg, main)
	if err != nil {
		return nil, err
	}
	b := newBuilder(p)
	for _, step := range []func() error{b.readMain, b.readNotes, b.readComments, b.readFurniture, pkg.checkProlog} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	b.finishPages()
	b.readEmbedded(top)
	b.m.Remarks = b.remarks.list()
	return b.m, ctx.Err()
}

// parts are the parts of a file that say how text looks, and where the other parts are.
type parts struct {
	pkg       *wordPackage
	main      string
	relations relations
	theme     theme
	styles    styles
	numbering numbering
	settings  settings
	strings   map[string]string
}

// settings is what word/settings.xml says that changes what is read.
type settings struct {
	evenAndOdd bool
	template   string // r:id of the attached template
}

func loadParts(pkg *wordPackage, main string) (*parts, error) {
	p := &parts{pkg: pkg, main: main, strings: map[string]string{}}
	p.styles.byID = map[string]*style{}
	p.numbering = numbering{abstract: map[int]*abstractNum{}, nums: map[int]*num{}, styles: map[string]int{}}
	var err error
	if p.relations, err = pkg.relations(main); err != nil {
		return nil, err
	}
	for _, part := range []struct {
		kind string
		read func(*xmlReader)
	}{
		{"theme", p.readTheme}, {"styles", p.readStyles}, {"numbering", p.readNumberingPart}, {"settings", p.readSettings},
	} {
		name := pkg.related(p.relations, part.kind)
		if name == "" {
			continue
		}
		if err := pkg.parse(name, part.read); err != nil {
			return nil, err
		}
	}
	return p, nil
}

func (p *parts) readSettings(x *xmlReader) {
	for d := x.depth; x.child(d); {
		switch x.name {
		case "w:evenAndOddHeaders":
			p.settings.evenAndOdd = on(x.attr("w:val"))
		case "w:attachedTemplate":
			p.settings.template = string(x.attr("r:id"))
		}
	}
}

// maxName is how much of a name is kept: of a font, a style, the text of a list's level.
const maxName = 512

// intern returns b as a string: the same few fonts, colours and styles stand on every run.
func (p *parts) intern(b []byte) string {
	if len(b) == 0 {
		return ""
	}
	if s, ok := p.strings[string(b)]; ok {
		return s
	}
	if len(b) > maxName {
		b = b[:maxName]
	}
	s := strings.ToValidUTF8(string(b), "")
	if len(p.strings) < maxNames {
		p.strings[s] = s
	} else if err := p.pkg.budget.text(len(s)); err != nil {
		p.pkg.xml.Fail(err)
	}
	return s
}
