package docx_test
import ("testing";"os";"path/filepath";"strings";"vanban/render/docx";"vanban/templates/catalog";"vanban/fonts";"vanban/thethuc")
func TestScratch(t *testing.T){
 set,err:=fonts.Embedded(); if err!=nil{t.Fatal(err)}
 c,err:=catalog.New(thethuc.ND30(),set); if err!=nil{t.Fatal(err)}
 a,_:=filepath.Glob("../../templates/*/samples/*.json"); b,_:=filepath.Glob("../../testdata/features/*.json")
 w:=docx.New()
 for _,f:=range append(a,b...) {
  j,_:=os.ReadFile(f); bt:=c.Build(j)
  if bt.Doc==nil { t.Log(f,bt.Problems); continue }
  out,err:=w.Write(bt.Doc,bt.Sheet); if err!=nil { t.Errorf("%s: %v",f,err); continue}
  os.WriteFile("/tmp/docx-trial/s/"+strings.TrimSuffix(filepath.Base(f),".json")+".docx",out,0o644)
 }
}
func BenchmarkSample(b *testing.B){
 set,_:=fonts.Embedded(); c,_:=catalog.New(thethuc.ND30(),set)
 j,_:=os.ReadFile("../../templates/kehoach/samples/ubnd-dak-ha-2023.json"); bt:=c.Build(j); w:=docx.New()
 b.ReportAllocs()
 n:=0
 for b.Loop(){ o,err:=w.Write(bt.Doc,bt.Sheet); if err!=nil{b.Fatal(err)}; n=len(o)}
 b.ReportMetric(float64(n),"bytes/file")
}
