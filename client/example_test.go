package client_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"os"
	"time"

	"vanban/client"
	"vanban/templates/contract"
)

func Example() {
	server := client.Client{URL: "https://vanban.example.gov.vn", Key: os.Getenv("VANBAN_KEY")}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	file, err := server.Render(ctx, &contract.Document{
		Type:       "ke-hoach",
		Organ:      &contract.Organ{Name: contract.Lines{"SỞ NỘI VỤ"}},
		Code:       contract.Code{Number: "42", Notation: "KH-SNV"},
		Place:      "An Bình",
		Date:       contract.Day(2026, time.April, 5),
		Subject:    contract.Lines{"Tập huấn công tác văn thư năm 2026"},
		Body:       []contract.Node{contract.Heading("MỤC ĐÍCH", contract.Paragraph("Nâng cao nghiệp vụ văn thư."))},
		Signer:     &contract.Signer{Position: contract.Lines{"GIÁM ĐỐC"}, Name: "Nguyễn Văn An"},
		Recipients: contract.PlainList("Các phòng thuộc Sở", "Lưu: VT"),
	}, client.PDF)
	if err == nil {
		err = os.WriteFile(file.Name, file.Data, 0o644)
	}
	if err != nil {
		log.Println(err)
	}
}

// What is wrong with a document comes with the error, all of it at once.
func ExampleProblem() {
	var server client.Client
	_, err := server.Render(context.Background(), []byte(`{"type": "ke-hoach"}`), client.DOCX)
	if p, ok := errors.AsType[*client.Problem](err); ok && p.Code == "invalid_document" {
		for _, f := range p.Problems {
			fmt.Println(f.Severity, f.Pointer, f.Message, f.Hint)
		}
	}
}

// A document is good with warnings; they say what to look at again.
func ExampleClient_Validate() {
	var server client.Client
	doc, err := os.ReadFile("ke-hoach.json")
	if err != nil {
		log.Fatal(err)
	}
	report, err := server.Validate(context.Background(), doc)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(report.Valid, report.Errors, report.Warnings)
}

// Every type has a sample to begin with.
func ExampleClient_Type() {
	var server client.Client
	ctx := context.Background()
	kind, err := server.Type(ctx, "quyet-dinh")
	if err != nil {
		log.Fatal(err)
	}
	page, err := server.Render(ctx, kind.Sample, client.SVG, client.Page(1))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(kind.Name, kind.Cite, page.Pages)
}

// With the ETag of a file that is at hand, nothing is sent again unless it would be another file.
func ExampleIfNoneMatch() {
	var server client.Client
	ctx := context.Background()
	doc := []byte(`{"type": "ke-hoach"}`)
	file, err := server.Render(ctx, doc, client.PDF)
	if err != nil {
		log.Fatal(err)
	}
	newer, err := server.Render(ctx, doc, client.PDF, client.IfNoneMatch(file.ETag))
	switch {
	case errors.Is(err, client.ErrNotModified):
		fmt.Println("unchanged")
	case err != nil:
		log.Fatal(err)
	default:
		file = newer
	}
	fmt.Println(file.Name)
}
