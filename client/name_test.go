package client

import "testing"

func TestFileName(t *testing.T) {
	for disposition, want := range map[string]string{
		`attachment; filename="42-KH-SNV_To-chuc.pdf"; filename*=UTF-8''T%E1%BB%95%20ch%E1%BB%A9c.pdf`: "Tổ chức.pdf",
		`inline; filename*=UTF-8''T%E1%BB%95%20ch%E1%BB%A9c.pdf; filename="x.pdf"`:                     "Tổ chức.pdf",
		`attachment; filename="42-KH.pdf"`:                                                             "42-KH.pdf",
		`attachment; filename=42-KH.pdf`:                                                               "42-KH.pdf",
		`attachment`:                                                                                   "document.pdf",
		``:                                                                                             "document.pdf",
		`;;;`:                                                                                          "document.pdf",
		`attachment; filename=""`:                                                                      "document.pdf",
		`attachment; filename="../../etc/passwd"`:                                                      "passwd",
		`attachment; filename="/etc/passwd"`:                                                           "passwd",
		`attachment; filename="..\\..\\a.pdf"`:                                                         "a.pdf",
		`attachment; filename*=UTF-8''..%2F..%2Fa.pdf`:                                                 "a.pdf",
		`attachment; filename*=UTF-8''C%3A%5Ca.pdf`:                                                    "a.pdf",
		`attachment; filename*=UTF-8''a%3Ab%3F.pdf`:                                                    "a_b_.pdf",
		`attachment; filename*=UTF-8''a%00b%0A.pdf`:                                                    "ab.pdf",
		`attachment; filename*=UTF-8''%E2%80%AEfdp.js`:                                                 "fdp.js",
		`attachment; filename*=UTF-8''a%FF.pdf`:                                                        "a.pdf",
		`attachment; filename=".."`:                                                                    "document.pdf",
		`attachment; filename="a/"`:                                                                    "document.pdf",
		`attachment; filename=".profile"`:                                                              "profile",
		`attachment; filename="a.pdf. "`:                                                               "a.pdf",
	} {
		if got := fileName(disposition, PDF); got != want {
			t.Errorf("%s: %q, want %q", disposition, got, want)
		}
	}
}
