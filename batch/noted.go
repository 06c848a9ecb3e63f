package batch

import (
	"bytes"

	"github.com/go-json-experiment/json"

	"vanban/document"
)

// noted is the member of a patch that holds what was found in its row before it became a patch. No document has a key like it.
const noted = "$problems"

// Noted returns the patch of a row together with what was found in the row before it became a patch, in the cells of a spreadsheet: with an
// error the row fails, warnings stay with its result. Pointers are into the patch.
func Noted(patch []byte, found document.Problems) ([]byte, error) {
	if len(found) == 0 {
		return patch, nil
	}
	list := make([]wireProblem, len(found))
	for i, p := range found {
		list[i] = wireProblem{p, p.Severity == document.Warning}
	}
	data, err := json.Marshal(list)
	if err != nil {
		return nil, err
	}
	out := append([]byte(`{"`+noted+`":`), data...)
	rest := bytes.TrimSpace(patch)[1:] // a patch is an object
	if !bytes.HasPrefix(bytes.TrimSpace(rest), []byte("}")) {
		out = append(out, ',')
	}
	return append(out, rest...), nil
}

// takeNoted takes out of a patch what [Noted] put there.
func takeNoted(patch *node) (found document.Problems) {
	for i := range patch.members {
		m := &patch.members[i]
		if string(m.name) != noted {
			continue
		}
		var list []wireProblem
		if json.Unmarshal(m.value.append(nil), &list) != nil {
			return nil // a member of the user's own, who will hear that there is no such key
		}
		for _, p := range list {
			if p.Warning {
				p.Severity = document.Warning
			}
			found = append(found, p.Problem)
		}
		patch.members = append(patch.members[:i], patch.members[i+1:]...)
		return found
	}
	return nil
}

// Plain returns the patch of a row without what [Noted] put into it; nil where it is no object.
func Plain(patch []byte) []byte {
	p, err := parse(bytes.TrimPrefix(patch, []byte("\ufeff")))
	if err != nil || !p.object {
		return nil
	}
	takeNoted(p)
	return p.append(nil)
}
