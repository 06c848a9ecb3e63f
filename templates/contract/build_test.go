package contract_test

import (
	"fmt"
	"reflect"
	"testing"
	"time"

	"vanban/templates/contract"
)

func ExampleEncodeIndent() {
	doc := contract.Document{
		Type:    "ke-hoach",
		Organ:   &contract.Organ{Parent: contract.Lines{"UBND TỈNH AN BÌNH"}, Name: contract.Lines{"SỞ NỘI VỤ"}},
		Code:    contract.Code{Notation: "KH-SNV"},
		Place:   "An Bình",
		Date:    contract.Day(2026, 4, 5),
		Subject: contract.Lines{"Tổ chức phong trào thi đua năm 2026"},
		Bases:   contract.PlainList("Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022"),
		Body: []contract.Node{
			contract.Heading("MỤC ĐÍCH, YÊU CẦU",
				contract.Item("Mục đích",
					contract.BulletPoint("Phát huy tinh thần thi đua yêu nước."),
					contract.BulletPoint("Khen thưởng kịp thời."))),
			contract.Heading("TỔ CHỨC THỰC HIỆN",
				contract.LabelValue("Thời gian", "quý II năm 2026"),
				contract.TableOf(contract.Table{
					Header: []contract.TableRow{contract.Row("TT", "Nội dung", "Kinh phí")},
					Rows:   []contract.TableRow{contract.Band("QUÝ II"), contract.Row("1", "Tập huấn", "12.000.000")},
				}),
				contract.Paragraph("Giao Văn phòng Sở theo dõi.")),
		},
		Signer:     &contract.Signer{Position: contract.Lines{"GIÁM ĐỐC"}, Name: "Nguyễn Văn An"},
		Recipients: contract.PlainList("Như trên", "Lưu: VT"),
	}
	out, err := contract.EncodeIndent(&doc)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%s", out)
	// Output:
	// {
	//   "type": "ke-hoach",
	//   "organ": {"parent": "UBND TỈNH AN BÌNH", "name": "SỞ NỘI VỤ"},
	//   "code": {"notation": "KH-SNV"},
	//   "place": "An Bình",
	//   "date": "2026-04-05",
	//   "subject": "Tổ chức phong trào thi đua năm 2026",
	//   "bases": ["Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022"],
	//   "body": [
	//     {
	//       "heading": "MỤC ĐÍCH, YÊU CẦU",
	//       "body": [
	//         {
	//           "item": "Mục đích",
	//           "body": [{"bullet": "Phát huy tinh thần thi đua yêu nước."}, {"bullet": "Khen thưởng kịp thời."}]
	//         }
	//       ]
	//     },
	//     {
	//       "heading": "TỔ CHỨC THỰC HIỆN",
	//       "body": [
	//         {"label_value": ["Thời gian", "quý II năm 2026"]},
	//         {
	//           "table": {
	//             "header": [["TT", "Nội dung", "Kinh phí"]],
	//             "rows": [{"band": "QUÝ II"}, ["1", "Tập huấn", "12.000.000"]]
	//           }
	//         },
	//         "Giao Văn phòng Sở theo dõi."
	//       ]
	//     }
	//   ],
	//   "signer": {"position": "GIÁM ĐỐC", "name": "Nguyễn Văn An"},
	//   "recipients": ["Như trên", "Lưu: VT"]
	// }
}

func ExampleRich() {
	doc := contract.Document{Type: "ke-hoach", Body: []contract.Node{{Text: contract.Rich(
		contract.Run{Text: "Chỉ tiêu: ", Bold: true},
		contract.Run{Text: "12 tập thể"},
		contract.Footnote("Theo đăng ký đầu năm."),
		contract.Run{Text: "."},
	)}}}
	out, err := contract.Encode(&doc)
	fmt.Println(string(out), err)
	// Output:
	// {"type":"ke-hoach","body":[{"text":[{"text":"Chỉ tiêu: ","bold":true},{"text":"12 tập thể"},{"footnote":"Theo đăng ký đầu năm."},{"text":"."}]}]} <nil>
}

func ExampleDay() {
	signed := time.Date(2026, time.April, 5, 9, 0, 0, 0, time.UTC)
	fmt.Println(contract.Day(signed.Date()) == contract.Day(2026, 4, 5))
	doc := contract.Document{Type: "ke-hoach", Date: contract.Day(2026, 4, 0)} // the day is filled in by hand
	out, err := contract.Encode(&doc)
	fmt.Println(string(out), err)
	// Output:
	// true
	// {"type":"ke-hoach","date":"2026-04"} <nil>
}

// What is built in Go is what is read, so that it may be handed on without JSON in between.
func TestBuildIsWhatIsRead(t *testing.T) {
	columns := make([]contract.Column, 2, 8)
	columns[0].Width, columns[1].Align = 10, "right"
	built := &contract.Document{
		Type:       "ke-hoach",
		Salutation: contract.PlainList("a", ""),
		Body: []contract.Node{
			contract.Paragraph("p"), contract.Paragraph(""),
			contract.Heading("h", contract.Item("i"), contract.BulletPoint("b", contract.BulletPoint("c"))),
			contract.LabelValue("k", ""),
			contract.TableOf(contract.Table{
				Columns: columns,
				Header:  []contract.TableRow{contract.Row("x", "", "")},
				Rows:    []contract.TableRow{contract.Band("y"), contract.Row("z", "w", "v")},
			}),
			contract.TableOf(contract.Table{Rows: []contract.TableRow{contract.Row("x")}}),
		},
	}
	out, err := contract.Encode(built)
	if err != nil {
		t.Fatal(err)
	}
	read, _ := decode(t, string(out))
	if !reflect.DeepEqual(withoutPlaces(read), built) {
		t.Errorf("%s", out)
	}
	if columns[1].Width != 0 {
		t.Error("the caller's columns are changed")
	}
}
