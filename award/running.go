package award

import "vanban/templates/parts"

// running returns a name in capitals as running text writes it (PL.II); false where that cannot be told.
func running(name string) (string, bool) {
	if hasSmall(name) {
		return name, true
	}
	return parts.SentenceCase(name)
}
