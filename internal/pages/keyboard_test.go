package pages

import (
	"bytes"
	"encoding/json"
	"testing"
	"unicode/utf8"

	"vanban/internal/service"
)

// tabTo presses Tab until an element has the focus.
func (b *tab) tabTo(element string) {
	b.t.Helper()
	b.until(element)
	for range 200 {
		if eval[bool](b, `document.activeElement === `+element) {
			return
		}
		b.key("Tab", 0)
	}
	b.show()
	b.t.Fatalf("Tab does not lead to %s", element)
}

// tool presses a button of the editor's toolbar by keyboard.
func (b *tab) tool(name string) {
	b.t.Helper()
	b.key("F10", alt)
	b.key("Home", 0)
	for range 60 {
		if eval[string](b, `document.activeElement.textContent`) == name {
			b.key("Enter", 0)
			return
		}
		b.key("ArrowRight", 0)
	}
	b.show()
	b.t.Fatalf("the toolbar has no %s", name)
}

// say writes text as it comes from a keyboard: what is short key by key, the rest at once, as an input method gives it.
func (b *tab) say(text string) {
	b.t.Helper()
	if utf8.RuneCountInString(text) < 20 {
		b.write(text)
		return
	}
	b.send("Input.insertText", args{"text": text})
}

// cell is one of a table in JSON: its text, of which some may be italic.
func (b *tab) cell(data json.RawMessage) {
	b.t.Helper()
	var text string
	if json.Unmarshal(data, &text) == nil {
		b.say(text)
		return
	}
	var cell struct {
		Text []struct {
			Text   string
			Italic bool
		}
	}
	if err := json.Unmarshal(data, &cell); err != nil {
		b.t.Fatal(err)
	}
	italic := false
	for _, run := range cell.Text {
		if run.Italic != italic {
			b.key("i", ctrl)
			italic = run.Italic
		}
		b.say(run.Text)
	}
	if italic {
		b.key("i", ctrl)
	}
}

// document is what the page writes, as a clerk takes it home.
func (b *tab) document() map[string]any {
	b.t.Helper()
	b.key("Escape", 0)
	b.tabTo(button("Lưu ra tệp"))
	b.key("Enter", 0)
	var document map[string]any
	if err := json.Unmarshal(b.take().data, &document); err != nil {
		b.t.Fatal(err)
	}
	return document
}

// TestTableByKeyboard: from the first page to the table of the Đắk Hà plan without a mouse.
func TestTableByKeyboard(t *testing.T) {
	data := sampleOf(t, "ubnd-dak-ha-2023.json")
	var whole struct{ Body []json.RawMessage }
	if err := json.Unmarshal(data, &whole); err != nil {
		t.Fatal(err)
	}
	var table struct {
		Table struct {
			Columns []struct {
				Width float64
				Align string
			}
			Header [][]string
			Rows   []json.RawMessage
		}
	}
	var section struct {
		Heading string
		Body    []json.RawMessage
	}
	if err := json.Unmarshal(whole.Body[2], &section); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(section.Body[0], &table); err != nil {
		t.Fatal(err)
	}
	p := service.Start(t)
	b := browse(t, p.URL)
	b.goTo("/")
	b.until(`document.querySelectorAll(".card").length > 5`)
	b.tabTo(`document.querySelector("[aria-describedby=type-ke-hoach]")`)
	b.leaving(func() { b.key("Enter", 0) })
	b.tabTo(`document.querySelector("#noi-dung .ProseMirror")`)
	b.key("1", ctrl|alt)
	b.say(section.Heading)
	b.key("t", ctrl|alt)
	b.until(`document.activeElement.type === "number"`)
	b.selectAll()
	b.write("11")
	b.key("Tab", 0)
	b.selectAll()
	b.write("3")
	b.key("Enter", 0)
	b.until(`document.querySelectorAll("#noi-dung .ProseMirror td, #noi-dung .ProseMirror th").length === 36`)
	for i, text := range table.Table.Header[0] {
		if i > 0 {
			b.key("Tab", 0)
		}
		b.say(text)
		b.tool("Cột…")
		b.until(`document.activeElement.type === "number"`)
		b.selectAll()
		width, err := json.Marshal(table.Table.Columns[i].Width)
		if err != nil {
			t.Fatal(err)
		}
		b.write(string(width))
		b.key("Tab", 0)
		for range map[string]int{"left": 1, "center": 2, "right": 3, "justify": 4}[table.Table.Columns[i].Align] {
			b.key("ArrowDown", 0)
		}
		b.key("Tab", 0)
		b.key("Enter", 0)
		b.until(`document.activeElement.matches(".ProseMirror")`)
	}
	for _, row := range table.Table.Rows {
		b.key("Tab", 0) // a new row where there is none
		var band struct{ Band string }
		if json.Unmarshal(row, &band) == nil {
			b.say(band.Band)
			b.tool("Hàng nhóm")
			continue
		}
		var cells []json.RawMessage
		if err := json.Unmarshal(row, &cells); err != nil {
			t.Fatal(err)
		}
		for i, cell := range cells {
			if i > 0 {
				b.key("Tab", 0)
			}
			b.cell(cell)
		}
	}
	b.key("Escape", 0) // out of the editor, where Tab means something else
	body, _ := b.document()["body"].([]any)
	var want any
	if err := json.Unmarshal(section.Body[0], &want); err != nil {
		t.Fatal(err)
	}
	if len(body) == 0 {
		t.Fatal("no body")
	}
	first, _ := body[0].(map[string]any)
	inner, _ := first["body"].([]any)
	got, err := json.Marshal(inner)
	if err != nil {
		t.Fatal(err)
	}
	wanted, err := json.Marshal([]any{shortest(want)})
	if err != nil {
		t.Fatal(err)
	}
	if first["heading"] != section.Heading || !bytes.Equal(got, wanted) {
		t.Errorf("under %v is\n%s\nand not\n%s", first["heading"], got, wanted)
	}
}

// shortest writes cells that have but a text as that text, as the editor does.
func shortest(v any) any {
	switch v := v.(type) {
	case []any:
		for i := range v {
			v[i] = shortest(v[i])
		}
	case map[string]any:
		if text, only := v["text"].([]any); only && len(v) == 1 {
			return text
		}
		for k := range v {
			v[k] = shortest(v[k])
		}
	}
	return v
}
