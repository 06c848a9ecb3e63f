package review

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"time"

	"vanban/check/report"
)

// Form is a kind of report.
type Form uint8

// The forms.
const (
	AsText Form = iota
	AsJSON
	AsSARIF
	AsJUnit
	AsCertificate // a PDF of one page
	AsComments    // the DOCX itself, with Word comments
	FormCount
)

var forms = [FormCount]struct{ name, extension, media string }{
	AsText:        {"text", ".txt", "text/plain; charset=utf-8"},
	AsJSON:        {"json", ".json", "application/json"},
	AsSARIF:       {"sarif", ".sarif", "application/sarif+json"},
	AsJUnit:       {"junit", ".xml", "application/xml"},
	AsCertificate: {"pdf", ".pdf", "application/pdf"},
	AsComments:    {"docx", ".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
}

// String returns the form's name: "text", "json", "sarif", "junit", "pdf" or "docx".
func (f Form) String() string { return forms[f].name }

// Extension returns that of the form's files, with the dot.
func (f Form) Extension() string { return forms[f].extension }

// MediaType returns the form's media type.
func (f Form) MediaType() string { return forms[f].media }

// ParseForm returns the form with a name.
func ParseForm(name string) (Form, bool) {
	for i := range forms {
		if forms[i].name == name {
			return Form(i), true
		}
	}
	return 0, false
}

// FormOf returns the form of files with an extension, in any case of letters.
func FormOf(extension string) (Form, bool) {
	for i := range forms {
		if strings.EqualFold(forms[i].extension, extension) {
			return Form(i), true
		}
	}
	return 0, false
}

// About is what a report says of the file and of its making.
type About struct {
	Name    string    // of the file, without folders
	Checked time.Time // when, in the zone to be shown
	Version string    // of this program
}

// ErrNoComments tells that only a DOCX can carry comments.
var ErrNoComments = errors.New("review: no comments in a PDF")

// Write returns the report in a form.
func (s *Service) Write(ctx context.Context, res *Result, form Form, about About) ([]byte, error) {
	file := report.File{Name: about.Name, Report: res.Report}
	switch form {
	case AsText:
		var b bytes.Buffer
		err := report.Text(&b, res.Report, report.TextOptions{File: about.Name})
		return b.Bytes(), err
	case AsJSON:
		return report.JSON(res.Report)
	case AsSARIF:
		return report.SARIF(about.Version, file)
	case AsJUnit:
		return report.JUnit(file)
	case AsCertificate:
		sum := sha256.Sum256(res.File)
		return report.Certificate(ctx, s.render, res.Report, report.Meta{
			File: about.Name, SHA256: hex.EncodeToString(sum[:]), Checked: about.Checked,
		})
	case AsComments:
		if res.Format == PDF {
			return nil, ErrNoComments
		}
		return report.Comments(ctx, res.File, res.Report, about.Checked)
	}
	return nil, fmt.Errorf("review: unknown form %d", form)
}
