package law

import (
	"encoding/json"
	"fmt"
	"strings"
)

// input is what a sample's JSON asks for, read here anew: roles in the PDF are found by these texts.
type input struct {
	Type       string
	Organ      *organ
	Organs     []organ
	Subject    lines
	Subtitle   string
	Authority  lines
	Bases      []text
	Salutation []text
	Drafter    string
	Body       []node
	Signer     *signer
	Signers    []signer
	Recipients []text
	Appendices []struct {
		Title       lines
		Orientation string
		Body        []node
	}
	Enclosures  []input
	Urgency     string
	Circulation string
	Contact     string
	Orientation string
	Options     struct {
		EndMark *bool `json:"end_mark"`
	}
}

type organ struct{ Parent, Name lines }

type signer struct {
	Organ, Competence, Position lines
	OtherTitle                  lines `json:"other_title"`
	Name                        string
}

// node is a body node of any kind.
type node struct {
	Text, Heading, Item, Bullet *text
	LabelValue                  []text `json:"label_value"`
	Table                       *struct {
		Header, Rows []json.RawMessage
		Note         *text
	}
	Body  []node
	Label *string
}

func (n *node) UnmarshalJSON(data []byte) error {
	if data[0] == '"' || data[0] == '[' {
		n.Text = new(text)
		return json.Unmarshal(data, n.Text)
	}
	type plain node
	return json.Unmarshal(data, (*plain)(n))
}

// lines is a string or a list of strings.
type lines []string

func (l *lines) UnmarshalJSON(data []byte) error {
	if data[0] != '"' {
		return json.Unmarshal(data, (*[]string)(l))
	}
	var s string
	if err := json.Unmarshal(data, &s); err != nil {
		return err
	}
	*l = nil
	if s != "" {
		*l = strings.Split(s, "\n")
	}
	return nil
}

func (l lines) String() string { return strings.Join(l, " ") }

// text is a string or a list of runs.
type text struct {
	runs  []run
	notes int // footnotes in it
}

type run struct {
	Text         string
	Bold, Italic bool
	Footnote     *text
}

func (t *text) UnmarshalJSON(data []byte) error {
	switch data[0] {
	case '"':
		t.runs = make([]run, 1)
		return json.Unmarshal(data, &t.runs[0].Text)
	case '[':
		if err := json.Unmarshal(data, &t.runs); err != nil {
			return err
		}
		for _, r := range t.runs {
			if r.Footnote != nil {
				t.notes++
			}
		}
		return nil
	}
	return fmt.Errorf("text is %s", data)
}

func (t *text) String() string {
	var b strings.Builder
	for _, r := range t.runs {
		b.WriteString(r.Text)
	}
	return b.String()
}

// cell returns the text of a table's cell in any of its forms.
func cell(data json.RawMessage) (*text, error) {
	if len(data) > 0 && data[0] == '{' {
		var c struct{ Text, Band *text }
		if err := json.Unmarshal(data, &c); err != nil {
			return nil, err
		}
		if c.Text == nil {
			c.Text = c.Band
		}
		if c.Text == nil {
			c.Text = new(text)
		}
		return c.Text, nil
	}
	t := new(text)
	return t, json.Unmarshal(data, t)
}

// cells returns the texts of a table in reading order.
func (n *node) cells() ([]*text, error) {
	var all []*text
	for _, row := range append(append([]json.RawMessage(nil), n.Table.Header...), n.Table.Rows...) {
		var list []json.RawMessage // not over row: it would be overwritten while it is read
		if row[0] != '[' {
			list = append(list, row)
		} else if err := json.Unmarshal(row, &list); err != nil {
			return nil, err
		}
		for _, data := range list {
			t, err := cell(data)
			if err != nil {
				return nil, err
			}
			all = append(all, t)
		}
	}
	if n.Table.Note != nil {
		all = append(all, n.Table.Note)
	}
	return all, nil
}

func (in *input) organs() []organ {
	if in.Organ != nil {
		return []organ{*in.Organ}
	}
	return in.Organs
}

func (in *input) signers() []signer {
	if in.Signer != nil {
		return []signer{*in.Signer}
	}
	return in.Signers
}

func (in *input) endMark() bool { return in.Options.EndMark == nil || *in.Options.EndMark }

// notes counts the footnotes of a document with all that follows it.
func (in *input) notes() (int, error) {
	total := 0
	for _, t := range append(texts(in.Salutation), texts(in.Bases)...) {
		total += t.notes
	}
	bodies := [][]node{in.Body}
	for i := range in.Appendices {
		bodies = append(bodies, in.Appendices[i].Body)
	}
	for _, body := range bodies {
		n, err := notesIn(body)
		if err != nil {
			return 0, err
		}
		total += n
	}
	for i := range in.Enclosures {
		n, err := in.Enclosures[i].notes()
		if err != nil {
			return 0, err
		}
		total += n
	}
	return total, nil
}

func notesIn(body []node) (int, error) {
	total := 0
	for i := range body {
		n := &body[i]
		for _, t := range append([]*text{n.Text, n.Heading, n.Item, n.Bullet}, texts(n.LabelValue)...) {
			if t != nil {
				total += t.notes
			}
		}
		if n.Table != nil {
			all, err := n.cells()
			if err != nil {
				return 0, err
			}
			for _, t := range all {
				total += t.notes
			}
		}
		below, err := notesIn(n.Body)
		if err != nil {
			return 0, err
		}
		total += below
	}
	return total, nil
}

func texts(list []text) []*text {
	all := make([]*text, len(list))
	for i := range list {
		all[i] = &list[i]
	}
	return all
}
