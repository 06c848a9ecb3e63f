package api

import (
	"bytes"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"html"
	"regexp"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"vanban/document"
	"vanban/render"
	"vanban/seal"
	"vanban/templates/contract"
)

// Sealing says what certificates are signed with, for those who check them.
type Sealing struct {
	Keys []seal.PublicKey
	// Page is the address that is in the codes; empty where they hold the text alone.
	Page string
}

type sealAnswer struct {
	Keys []sealKey `json:"keys" doc:"các khóa công khai"`
	Page string    `json:"page" doc:"địa chỉ trang kiểm tra: trang ghi trong mã QR, hoặc /verify của máy chủ này"`
}

type sealKey struct {
	ID   string `json:"id" doc:"mã của khóa, 8 chữ số thập lục phân"`
	Name string `json:"name" doc:"khóa của ai, từ khi nào"`
	PEM  string `json:"pem" doc:"khóa công khai Ed25519 (SPKI, PEM), dùng được với vanban verify --keys"`
}

const verifyPath = "/verify"

// sealOf answers with the public keys.
func (s *Server) sealOf(c *fiber.Ctx) error {
	if s.config.Seal == nil {
		return refusal(noSeal)
	}
	out := sealAnswer{Page: s.config.Seal.Page}
	if out.Page == "" {
		out.Page = verifyPath
	}
	for _, k := range s.config.Seal.Keys {
		der, err := x509.MarshalPKIXPublicKey(k.Key)
		if err != nil {
			return fmt.Errorf("api: seal: %w", err)
		}
		text := pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der})
		out.Keys = append(out.Keys, sealKey{k.ID().String(), k.Name, "# " + k.Name + "\n" + string(text)})
	}
	return sendJSON(c, out)
}

// pagePolicyOf finds the policy that the page has in its head. As a header it keeps the page from being framed, too.
var pagePolicyOf = regexp.MustCompile(`http-equiv="Content-Security-Policy" content="([^"]+)"`)

// verifyPage answers with the page that checks codes in a browser.
func (s *Server) verifyPage(c *fiber.Ctx) error {
	if s.config.Seal == nil {
		return refusal(noSeal)
	}
	page, err := seal.Page(s.config.Seal.Keys, s.config.Seal.Keys[0].Name)
	if err != nil {
		return fmt.Errorf("api: %w", err)
	}
	m := pagePolicyOf.FindSubmatch(page)
	if m == nil {
		return fmt.Errorf("api: the page of seals has no policy")
	}
	c.Set(fiber.HeaderContentSecurityPolicy, html.UnescapeString(string(bytes.TrimSpace(m[1])))+"; frame-ancestors 'none'")
	c.Set(fiber.HeaderCacheControl, "no-cache")
	return send(c, fiber.MIMETextHTMLCharsetUTF8, page, entityTag(page))
}

// plateSizeWanted returns the size of a sheet, by name or in mm.
func plateSizeWanted(c *fiber.Ctx) (width, height document.EMU, err error) {
	args := c.Context().QueryArgs()
	if !args.Has("width") && !args.Has("height") {
		name := string(args.Peek("size"))
		for _, known := range render.PlateSizes() {
			if name == known || name == "" && !args.Has("size") {
				width, height = render.PlateSize(known)
				return width, height, nil
			}
		}
		return 0, 0, refusal(badParameter).because("size là một trong: %v.", render.PlateSizes())
	}
	if args.Has("size") {
		return 0, 0, refusal(badParameter).because("Ghi size, hoặc width và height, không ghi cả hai.")
	}
	for _, side := range []struct {
		name string
		to   *document.EMU
	}{{"width", &width}, {"height", &height}} {
		mm, err := strconv.ParseFloat(string(args.Peek(side.name)), 64)
		if err != nil || !(mm >= contract.MinPlate && mm <= contract.MaxPlate) {
			return 0, 0, refusal(badParameter).because("%s là số mm từ %d đến %d; width và height đi cùng nhau.", side.name, contract.MinPlate, contract.MaxPlate)
		}
		*side.to = document.MM(mm)
	}
	return width, height, nil
}
