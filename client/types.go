package client

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
)

// Type is a type of document that the server makes.
type Type struct {
	Slug         string   `json:"type"`         // what a document has under "type", such as "ke-hoach"
	Name         string   `json:"name"`         // tên loại, "Kế hoạch"
	Abbreviation string   `json:"abbreviation"` // chữ viết tắt, "KH"
	Form         string   `json:"form"`         // the model of the decree it follows
	Cite         string   `json:"cite"`         // the clause of that
	Numbering    []string `json:"numbering"`    // the scheme of documents that set none
	URL          string   `json:"url"`          // of the details; may be relative to the server
}

// TypeDetail is what there is to know about a type.
type TypeDetail struct {
	Type
	Schema json.RawMessage `json:"schema"` // JSON Schema 2020-12 of its documents
	Sample json.RawMessage `json:"sample"` // a document, fit for [Client.Render]
}

// Types lists the types that the server makes.
func (c *Client) Types(ctx context.Context) ([]Type, error) {
	var list struct {
		Types []Type `json:"types"`
	}
	if err := c.receive(ctx, &call{method: http.MethodGet, path: "/v1/types"}, &list); err != nil {
		return nil, err
	}
	return list.Types, nil
}

// Type tells about one type. A type that the server does not know is a [*Problem] with the code "unknown_type".
func (c *Client) Type(ctx context.Context, slug string) (*TypeDetail, error) {
	if strings.Trim(slug, ".") == "" { // a path with it leads to another page
		return nil, fmt.Errorf("vanban: %q is not the name of a type", slug)
	}
	detail := &TypeDetail{}
	if err := c.receive(ctx, &call{method: http.MethodGet, path: "/v1/types/" + url.PathEscape(slug)}, detail); err != nil {
		return nil, err
	}
	return detail, nil
}
