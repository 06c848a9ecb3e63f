package service

import (
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
	"time"

	standardwebhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"

	"vanban/client"
)

// TestWebhook: the end of a batch is told to a server, signed after Standard Webhooks; one on this machine only where the operator allows it.
func TestWebhook(t *testing.T) {
	secret := "whsec_" + base64.StdEncoding.EncodeToString([]byte("0123456789abcdef0123456789abcdef"))
	verifier, err := standardwebhooks.NewWebhook(secret)
	if err != nil {
		t.Fatal(err)
	}
	type message struct {
		header  http.Header
		payload []byte
	}
	came := make(chan message, 8)
	receiver := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		payload, _ := io.ReadAll(r.Body) // what is missing shows in the signature
		came <- message{r.Header, payload}
	}))
	defer receiver.Close()
	dir := t.TempDir()
	authority, key := filepath.Join(dir, "authority.pem"), filepath.Join(dir, "secret")
	for name, data := range map[string][]byte{authority: pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: receiver.Certificate().Raw}), key: []byte(secret + "\n")} {
		if err := os.WriteFile(name, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	env := []string{"SSL_CERT_FILE=" + authority, "SSL_CERT_DIR=" + dir}
	batch := func(address string) *client.Submission {
		return &client.Submission{Base: certificate, Items: people(2), Webhook: address}
	}

	closed := caller(StartWith(t, env, "--webhook-secret", key))
	for _, address := range []string{
		receiver.URL + "/hook", "https://localhost/hook", "https://127.0.0.1/", "https://10.1.2.3/", "https://[::1]/", "https://[::ffff:127.0.0.1]/", "https://169.254.169.254/latest",
		"http://example.com/", "https://user:pass@example.com/", "https://example.com:22/", "ftp://example.com/", "//example.com", "https:///x", "\n",
	} {
		_, err := closed.Submit(t.Context(), batch(address), nil, "")
		if p := problemOf(t, err, http.StatusUnprocessableEntity, "invalid_data"); len(p.Problems) != 1 || p.Problems[0].Code != "bad_webhook" || p.Problems[0].Pointer != "/webhook" {
			t.Errorf("%s: %+v", address, p.Problems)
		}
	}
	off := caller(Start(t))
	_, err = off.Submit(t.Context(), batch("https://example.com/"), nil, "")
	if p := problemOf(t, err, http.StatusUnprocessableEntity, "invalid_data"); p.Problems[0].Code != "webhook_off" {
		t.Errorf("%+v", p)
	}

	open := caller(StartWith(t, env, "--webhook-secret", key, "--webhook-private"))
	b := finished(t, open, submit(t, open, batch(receiver.URL+"/hook")).ID)
	select {
	case m := <-came:
		if err := verifier.Verify(m.payload, m.header); err != nil {
			t.Errorf("%v: %v", err, m.header)
		}
		var told struct {
			Type string
			Data struct {
				ID, State string
				Rows      int
				Files     []client.BatchFile
			}
		}
		if err := json.Unmarshal(m.payload, &told); err != nil || told.Type != "batch.done" || told.Data.ID != b.ID || told.Data.Rows != 2 || len(told.Data.Files) != len(b.Files) {
			t.Errorf("%v: %s", err, m.payload)
		}
		m.payload[0] ^= 1
		if verifier.Verify(m.payload, m.header) == nil {
			t.Error("the signature is good for anything")
		}
	case <-time.After(patience):
		t.Error("no message came")
	}
	select {
	case m := <-came:
		t.Errorf("a message that nobody ordered: %s", m.payload)
	default:
	}
}
