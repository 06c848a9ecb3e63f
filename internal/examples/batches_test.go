package examples

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"vanban/document"
	"vanban/internal/referee"
	"vanban/thethuc"
)

// snakeCase is how codes are written. What else is written so is a key of the JSON.
var snakeCase = regexp.MustCompile(`"([a-z]+(?:_[a-z0-9]+)+)"`)

var keysOfAwards = []string{"award_by", "register_number"}

// TestGuidesOfBatches: the guides in both languages have every code that lists, awards, batches and measured plates give.
func TestGuidesOfBatches(t *testing.T) {
	for _, suffix := range []string{".md", ".vi.md"} {
		told := names("`([a-z0-9_]+)`", read(t, "docs", "batches"+suffix)+read(t, "docs", "certificates"+suffix)+
			read(t, "docs", "json"+suffix)+read(t, "docs", "import"+suffix))
		codes := codesOf(t, snakeCase, "sheet", "award", "batch", "plate")
		for _, code := range codes {
			if !slices.Contains(told, code) && !slices.Contains(keysOfAwards, code) {
				t.Errorf("batches%s: %s is missing", suffix, code)
			}
		}
		codes = append(codes, codesOf(t, snakeCase, "api")...)
		for _, row := range regexp.MustCompile("(?m)^\\| (`[a-z]+_[a-z_]+`(?:, `[a-z_]+`)*) \\|").FindAllStringSubmatch(read(t, "docs", "batches"+suffix), -1) {
			for _, code := range names("`(\\w+)`", row[1]) {
				if !slices.Contains(codes, code) && !strings.HasPrefix(code, "register_") {
					t.Errorf("batches%s: there is no code %s", suffix, code)
				}
			}
		}
	}
}

// TestFieldsOfCertificates: the table of fields has the numbers of the design.
func TestFieldsOfCertificates(t *testing.T) {
	number := func(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
	mm := func(v document.EMU) string { return number(v.Millimetres()) }
	design := thethuc.ND30().Plate()
	for _, guide := range []string{"certificates.md", "certificates.vi.md"} {
		text := read(t, "docs", guide)
		for k := range thethuc.PlateKeys {
			f := &design.Fields[k]
			letters := "– | –"
			if k.Text() {
				letters = fmt.Sprintf("%s (%s) | %d", number(f.Size.Points()), number(f.MinSize.Points()), f.Lines)
			}
			row := fmt.Sprintf("| %s, %s | %s × %s | %s |\n", mm(f.X), mm(f.Y), mm(f.Width), mm(f.Height), letters)
			if !regexp.MustCompile("(?m)^\\| `" + k.String() + "` \\| [^|]+ " + regexp.QuoteMeta(row)).MatchString(text) {
				t.Errorf("%s: the row of %s is missing or says something else than %s", guide, k, row)
			}
		}
	}
}

// TestWebhookOfTheGuide: the function of the guide believes a message of the running service, and no other.
func TestWebhookOfTheGuide(t *testing.T) {
	referee.Tool(t, "python3")
	type message struct {
		Headers map[string]string
		Body    string
	}
	got := make(chan message, 1)
	receiver := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body) // what is cut off has no true signature
		m := message{map[string]string{}, string(body)}
		for name := range r.Header {
			m.Headers[strings.ToLower(name)] = r.Header.Get(name)
		}
		got <- m
	}))
	defer receiver.Close()
	s := startSigning(t)
	answer := s.post(t, "/v1/batches", `{"webhook": "`+receiver.URL+`", "base": `+example(t)+`, "items": [{}]}`)
	if answer.status != http.StatusAccepted {
		t.Fatalf("%d: %s", answer.status, answer.body)
	}
	sent := <-got
	if !strings.Contains(sent.Body, `"batch.done"`) {
		t.Errorf("sent was %s", sent.Body)
	}
	var first string
	for _, guide := range guides[len(guides)-1] {
		_, code, ok := strings.Cut(read(t, "docs", guide), "```python\n")
		code, _, _ = strings.Cut(code, "```")
		if first == "" {
			first = code
		}
		if !ok || code != first {
			t.Fatalf("%s has not the function of the other guide", guide)
		}
	}
	const ask = "\nimport json, sys\nm = json.load(sys.stdin)\nprint(genuine(%q, m['Headers'], m['Body'].encode()))\n"
	for _, c := range []struct{ what, secret, body, want string }{
		{"as it was sent", webhookSecret, sent.Body, "True"},
		{"with another body", webhookSecret, sent.Body + " ", "False"},
		{"with another secret", "whsec_" + base64.StdEncoding.EncodeToString([]byte(strings.Repeat("x", 32))), sent.Body, "False"},
	} {
		in, err := json.Marshal(message{sent.Headers, c.body})
		if err != nil {
			t.Fatal(err)
		}
		cmd := exec.CommandContext(t.Context(), "python3", "-c", first+fmt.Sprintf(ask, c.secret))
		cmd.Stdin = strings.NewReader(string(in))
		if out, err := cmd.CombinedOutput(); err != nil || strings.TrimSpace(string(out)) != c.want {
			t.Errorf("%s: %v %s", c.what, err, out)
		}
	}
}
