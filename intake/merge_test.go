package intake

import (
	"testing"

	"vanban/templates/contract"
)

// An edit is not lost where the author's JSON has another number of entries than the file is recognised to have.
func TestMergeKeepsEdits(t *testing.T) {
	signer := func(name string) *contract.Signer { return &contract.Signer{Name: name} }
	appendix := func(title string) []contract.Appendix {
		return []contract.Appendix{{Title: contract.Lines{title}, Body: []contract.Node{contract.Paragraph("Nội dung")}}}
	}
	enclosure := func(subject string) []contract.Document {
		return []contract.Document{{Type: "quy-che", Subject: contract.Lines{subject}}}
	}
	for _, c := range []struct {
		at             string
		own, base, now contract.Document
	}{
		{
			"/organs",
			contract.Document{Organs: []contract.Organ{{Name: contract.Lines{"SỞ A"}}, {Name: contract.Lines{"SỞ B"}}}},
			contract.Document{Organ: &contract.Organ{Name: contract.Lines{"SỞ A"}}},
			contract.Document{Organ: &contract.Organ{Name: contract.Lines{"SỞ C"}}},
		},
		{
			"/signers",
			contract.Document{Signers: []contract.Signer{*signer("Nguyễn Văn A"), *signer("Nguyễn Văn B")}},
			contract.Document{Signer: signer("Nguyễn Văn A")}, contract.Document{Signer: signer("Nguyễn Văn C")},
		},
		{
			"/appendices",
			contract.Document{Appendices: append(appendix("Một"), appendix("Hai")...)},
			contract.Document{Appendices: appendix("Một")}, contract.Document{Appendices: appendix("Ba")},
		},
		{
			"/enclosures",
			contract.Document{Enclosures: append(enclosure("Một"), enclosure("Hai")...)},
			contract.Document{Enclosures: enclosure("Một")}, contract.Document{Enclosures: enclosure("Ba")},
		},
		{"/numbering", contract.Document{}, contract.Document{}, contract.Document{Numbering: []string{"A.", "1."}}},
	} {
		t.Run(c.at, func(t *testing.T) {
			edited, same := merger{}, merger{}
			out := c.own
			edited.document(&out, &c.base, &c.now, "")
			if len(edited.changes) != 1 || edited.changes[0].Pointer != c.at {
				t.Errorf("the edit gives %+v", edited.changes)
			}
			out = c.own
			if same.document(&out, &c.base, &c.base, ""); len(same.changes) > 0 {
				t.Errorf("no edit gives %+v", same.changes)
			}
		})
	}
}
