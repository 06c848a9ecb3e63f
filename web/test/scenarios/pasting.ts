// What other programs put on the clipboard. The HTML is written after what they write.
import assert from "node:assert/strict";
import { bodyOf, keys, open, paste, type Scenario } from "../page.ts";

const word = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style><!-- p.MsoNormal {font-family:"Times New Roman";} --></style></head>
<body lang=VI style='tab-interval:36.0pt'><!--StartFragment-->
<p class=MsoListParagraph style='text-indent:-36pt;mso-list:l0 level1 lfo1'><![if !supportLists]><b><span style='mso-list:Ignore'>I.<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></b><![endif]><b>MỤC ĐÍCH,
YÊU CẦU<o:p></o:p></b></p>
<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>1.<span>&nbsp;&nbsp;</span></span><![endif]><b>Mục đích</b></p>
<p class=MsoNormal style='color:red;font-size:20pt'>- Nâng cao <i>nhận thức</i><a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1">[1]</a>;</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span style='font-family:Symbol;mso-list:Ignore'>·<span>&nbsp; </span></span><![endif]>Chấm đầu dòng</p>
<p class=MsoNormal><b>2. Yêu cầu</b></p>
<p class=MsoNormal>Đoạn văn <span style='font-weight:bold'>đậm</span> và <u>gạch chân</u>.</p>
<table class=MsoTableGrid border=1><tr><td rowspan=2 width=50><p align=center><b>TT</b></p></td><td colspan=2><p>Thời hạn</p></td></tr>
<tr><td><p>Từ</p><p>ngày</p></td><td><p>Đến</p></td></tr></table>
<p class=MsoNormal>II. TỔ CHỨC THỰC HIỆN</p>
<!--EndFragment--><div style='mso-element:footnote-list'><div style='mso-element:footnote' id=ftn1><p><a style='mso-footnote-id:ftn1' href="#_ftnref1">[1]</a> Theo Nghị định 30.</p></div></div></body></html>`;

const excel = `<html><head><style>.xl65 {font-weight:700; text-align:center;} .xl66 {mso-number-format:"0"}</style></head><body>
<table border=0><col width=64><tr><td class=xl65 colspan=2>Chỉ tiêu</td><td class=xl65>Số</td></tr><tr><td>a</td><td>b</td><td class=xl66 align=right>12</td></tr></table></body></html>`;

export const pasting: Scenario[] = [
  {
    name: "pasted from Word",
    async run(page) {
      await open(page, []);
      await paste(page, { html: word });
      assert.deepEqual(await bodyOf(page), [
        { heading: "MỤC ĐÍCH, YÊU CẦU", body: [
          { heading: "Mục đích", body: [
            {
              bullet: [{ text: "Nâng cao " }, { text: "nhận thức", italic: true }, { footnote: "Theo Nghị định 30." }, { text: ";" }],
              body: [{ bullet: "Chấm đầu dòng" }],
            },
          ] },
          { heading: "Yêu cầu", body: [
            { text: [{ text: "Đoạn văn " }, { text: "đậm", bold: true }, { text: " và " }, { text: "gạch chân", underline: true }, { text: "." }] },
            { table: { rows: [[{ text: [{ text: "TT", bold: true }], rowspan: 2 }, { text: "Thời hạn", colspan: 2 }], ["Từ\nngày", "Đến"]] } },
          ] },
        ] },
        { heading: "TỔ CHỨC THỰC HIỆN" },
      ]);
      await keys(page, "Control+z");
      assert.deepEqual(await bodyOf(page), []);
    },
  },
  {
    name: "pasted from Excel, alone and into cells",
    async run(page) {
      await open(page, ["trước"]);
      await keys(page, "Control+End");
      await paste(page, { html: excel });
      const bold = (text: string): object => ({ text, bold: true });
      assert.deepEqual(await bodyOf(page), ["trước", { table: { rows: [
        [{ text: [bold("Chỉ tiêu")], colspan: 2 }, [bold("Số")]], ["a", "b", { text: "12", align: "right" }],
      ] } }]);
      await open(page, []);
      await paste(page, { html: "<table><thead><tr><th>TT<th>Tên</thead><tr><td>1<td>An<tr><td>2</table>" });
      assert.deepEqual(await bodyOf(page), [{ table: { header: [["TT", "Tên"]], rows: [["1", "An"], ["2", ""]] } }]);
      await open(page, [{ table: { header: [["A", "B"]], rows: [["1", "2"]] } }]);
      await keys(page, "Control+Home", "Tab", "ArrowDown");
      await paste(page, { html: "<table><tr><td>x</td><td>y</td></tr><tr><td>z</td><td>w</td></tr></table>" });
      assert.deepEqual(await bodyOf(page), [{ table: { header: [["A", "B"]], rows: [["x", "y"], ["z", "w"]] } }]);
    },
  },
  {
    name: "one cell is its text, a picture nothing, and a header row is not lost",
    async run(page) {
      await open(page, ["Thu 12"]);
      await keys(page, "Control+End");
      await paste(page, { html: "<html><body><table><tr><td>5 triệu</td></tr></table></body></html>", plain: "5 triệu\r\n" });
      assert.deepEqual(await bodyOf(page), ["Thu 125 triệu"]);
      await keys(page, "Control+a");
      await paste(page, { html: "<html><body><img src='data:image/png;base64,AA=='></body></html>" });
      assert.deepEqual(await bodyOf(page), ["Thu 125 triệu"]);
      await open(page, [{ table: { rows: [["a", "b"]] } }]);
      await keys(page, "Control+Home", "Tab", "End");
      await paste(page, { html: "<table><tr><td>x</td></tr></table>" });
      assert.deepEqual(await bodyOf(page), [{ table: { rows: [["ax", "b"]] } }]);
      await paste(page, { html: "<p>y</p><table><thead><tr><td>TT</td><td>Tên</td></tr></thead><tr><td>1</td><td>An</td></tr></table>" });
      assert.match(JSON.stringify(await bodyOf(page)), /axy\\nTT\\nTên\\n1\\nAn/);
    },
  },
  {
    name: "plain text with numbers at its heads",
    async run(page) {
      await open(page, []);
      await paste(page, { plain: "I. MỤC ĐÍCH\r\n1. Mục đích\r\nTuyên truyền rộng rãi.\r\n2. Yêu cầu\r\na) Đúng quy định;\r\nb) Kịp thời.\r\nII. NỘI DUNG\r\n1. Rà soát văn bản;\r\n2. Kiểm tra.\r\n- Lần một\r\n+ Đột xuất\r\n15.5.2026 là hạn cuối.\r\n" });
      assert.deepEqual(await bodyOf(page), [
        { heading: "MỤC ĐÍCH", body: [
          { heading: "Mục đích", body: ["Tuyên truyền rộng rãi."] },
          { heading: "Yêu cầu", body: [{ item: "Đúng quy định;" }, { item: "Kịp thời." }] },
        ] },
        { heading: "NỘI DUNG", body: [
          { item: "Rà soát văn bản;" },
          { item: "Kiểm tra.", body: [{ bullet: "Lần một", body: [{ bullet: "Đột xuất" }] }] },
          "15.5.2026 là hạn cuối.",
        ] },
      ]);
    },
  },
  {
    name: "pasted into the middle of a plan",
    async run(page) {
      await open(page, [{ heading: "A", body: [{ item: "một" }] }, { heading: "B" }]);
      await keys(page, "Control+Home", "ArrowDown", "End");
      await paste(page, { plain: "2. hai\n3. ba" });
      assert.deepEqual(await bodyOf(page), [{ heading: "A", body: [{ item: "một" }, { item: "hai" }, { item: "ba" }] }, { heading: "B" }]);
      await keys(page, "Control+Home");
      await paste(page, { plain: "đầu " });
      assert.deepEqual((await bodyOf(page))[0], { heading: "đầu A", body: [{ item: "một" }, { item: "hai" }, { item: "ba" }] });
      await paste(page, { plain: "cột 1\tcột 2\n1\t2" });
      assert.match(JSON.stringify(await bodyOf(page)), /"rows":\[\["cột 1","cột 2"\],\["1","2"\]\]/);
    },
  },
  {
    name: "lists of HTML",
    async run(page) {
      await open(page, []);
      await paste(page, { html: "<ol type=I><li>MỘT<ol><li>một<ul><li>gạch</li></ul></li><li>hai</li></ol></li><li>HAI</li></ol>" });
      assert.deepEqual(await bodyOf(page), [
        { heading: "MỘT", body: [{ heading: "một", body: [{ bullet: "gạch" }] }, { heading: "hai" }] }, { heading: "HAI" },
      ]);
    },
  },
  {
    name: "scripts stay text and run nowhere",
    async run(page) {
      const attacks = ["<script>window.hit=1</script>", "<img src=x onerror=window.hit=1>", "{{7*7}}", "javascript:window.hit=1", "\"><svg onload=window.hit=1>"];
      await open(page, attacks);
      assert.deepEqual(await bodyOf(page), attacks);
      await keys(page, "Control+End", "Enter");
      await paste(page, { html: "<p onclick='window.hit=1'>a<script>window.hit=1</script><img src=x onerror='window.hit=1'><style>p{color:red}</style><iframe srcdoc='<script>parent.hit=1</script>'></iframe></p><a href='javascript:window.hit=1'>b</a>" });
      await paste(page, { plain: "<b onmouseover=window.hit=1>c</b>" });
      await keys(page, "Control+Alt+f");
      await page.locator("dialog .ProseMirror").waitFor();
      await keys(page, "=<img src=x onerror=window.hit=1>", "Enter");
      const added = JSON.stringify((await bodyOf(page)).slice(attacks.length));
      assert.match(added, /"a"/);
      assert.match(added, /<b onmouseover=window.hit=1>c/);
      await page.waitForTimeout(50);
      assert.equal(await page.evaluate(() => (window as { hit?: number }).hit), undefined);
      assert.equal(await page.locator(".vb-text :is(script, img, iframe, svg, a, style)").evaluateAll((l) => l.filter((e) => !e.classList.contains("ProseMirror-separator")).length), 0);
    },
  },
  {
    name: "copy and paste within the editor keeps everything",
    async run(page) {
      const body = [{ heading: "A", numbering: ["1)"], body: [{ item: "x", label: "Thứ nhất," }, { item: "y", restart: true }] }, { table: { columns: [{ width: 10 }, { align: "center" as const }], rows: [{ band: "B" }, ["1", { text: "2", valign: "top" as const }]], column_numbers: true } }, "z"];
      await open(page, body);
      await keys(page, "Control+a", "Control+c", "Control+x");
      assert.deepEqual(await bodyOf(page), []);
      await keys(page, "Control+v");
      assert.deepEqual(await bodyOf(page), body);
    },
  },
];
