package api

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"
)

func TestConfigCheck(t *testing.T) {
	for name, change := range map[string]func(*Config){
		"MaxBody":        func(c *Config) { c.MaxBody = 0 },
		"MaxUpload":      func(c *Config) { c.MaxUpload = 0 },
		"BodyMemory":     func(c *Config) { c.BodyMemory = c.MaxUpload - 1 },
		"MaxConnections": func(c *Config) { c.MaxConnections = -1 },
		"Renders":        func(c *Config) { c.Renders = 0 },
		"Queue":          func(c *Config) { c.Queue = -1 },
		"RenderTimeout":  func(c *Config) { c.RenderTimeout = 0 },
		"ReadTimeout":    func(c *Config) { c.ReadTimeout = -1 },
		"WriteTimeout":   func(c *Config) { c.WriteTimeout = 0 },
		"IdleTimeout":    func(c *Config) { c.IdleTimeout = 0 },
	} {
		c := Defaults()
		if err := c.check(); err != nil {
			t.Fatal(err)
		}
		change(&c)
		if err := c.check(); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestOriginsAreRefusedWithAnError gives what Fiber would panic at, or take for every page there is.
func TestOriginsAreRefusedWithAnError(t *testing.T) {
	svc, err := service()
	if err != nil {
		t.Fatal(err)
	}
	for origins, good := range map[string]bool{
		"": false, ",": false, "*": true, "*,https://a.vn": false, "https://a.vn,*": false, "a.vn": false, "https://": false, "https://a.vn/path": false, "https://*": false, "null": false,
		"https://a.vn?x": false, "https://a@b.vn": false, "ftp://a.vn": false, "javascript:alert(1)": false, "https://a.vn": true, "http://localhost:3000,https://*.a.vn": true,
		"https://a.vn b": false, "https://*.*.vn": false, "https://a.vn,": false, "HTTPS://A.vn": true,
	} {
		c := testConfig()
		c.Origins = strings.Split(origins, ",")
		var out bytes.Buffer
		if _, err := New(c, svc, slog.New(slog.NewTextHandler(&out, nil))); (err == nil) != good {
			t.Errorf("origins %q: %v", origins, err)
		}
	}
}
