package parts

import "vanban/document"

// The clauses that problems cite.
const (
	nd30   = "Nghị định 30/2020/NĐ-CP"
	mucII  = "Phụ lục I, Phần I, Mục II, "
	mucIII = "Phụ lục I, Phần I, Mục III, "

	citeOrgan      = mucII + "khoản 2, " + nd30
	citeCode       = mucII + "khoản 3, " + nd30
	citePlace      = mucII + "khoản 4, " + nd30
	citeSubject    = mucII + "khoản 5, " + nd30
	citeBody       = mucII + "khoản 6, " + nd30
	citeBases      = mucII + "khoản 6, điểm a, " + nd30
	citeNumbering  = mucII + "khoản 6, điểm đ, " + nd30
	citeSigner     = mucII + "khoản 7, " + nd30
	citeSalutation = mucII + "khoản 9, điểm b, " + nd30
	citeRecipients = mucII + "khoản 9, điểm c, " + nd30
	citeUrgency    = mucIII + "khoản 2, điểm b, " + nd30
	citeContact    = mucIII + "khoản 4, " + nd30
	citeAppendix   = mucIII + "khoản 1, " + nd30
	citeEnclosure  = "Phụ lục III, Mẫu 1.3, " + nd30
	citeAuthority  = "Phụ lục III, Mẫu 1.1 đến Mẫu 1.3, " + nd30
	citeKinds      = "Điều 7, " + nd30
	citeEnd        = "Phụ lục III, Mẫu 1.1 đến Mẫu 1.10, " + nd30
	citeCapitals   = "Phụ lục II, " + nd30
)

func (b *Builder) fail(pointer, code, message, hint, cite string) {
	b.problems = append(b.problems, document.Problem{
		Severity: document.Error, Pointer: pointer, Code: code, Message: message, Hint: hint, Cite: cite,
	})
}

func (b *Builder) warn(pointer, code, message, hint, cite string) {
	b.problems = append(b.problems, document.Problem{
		Severity: document.Warning, Pointer: pointer, Code: code, Message: message, Hint: hint, Cite: cite,
	})
}
