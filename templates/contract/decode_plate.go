package contract

import (
	"math"
	"regexp"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"

	"vanban/document"
	"vanban/thethuc"
)

func (d *decoder) recipient(v *Recipient) {
	v.At = d.at()
	for key := range d.keys(d.shapes.recipient) {
		switch key {
		case "salutation":
			v.Salutation = d.word()
		case "name":
			v.Name = d.word()
		case "position":
			v.Position = d.word()
		case "unit":
			v.Unit = d.word()
		default:
			d.unread(key)
		}
	}
}

func (d *decoder) decision(v *Decision) {
	v.At = d.at()
	for key := range d.keys(d.shapes.decision) {
		switch key {
		case "number":
			v.Number = d.word()
		case "notation":
			v.Notation = d.word()
		case "date":
			v.Date = d.date()
		default:
			d.unread(key)
		}
	}
}

func (d *decoder) plate(v *Plate) {
	v.At = d.at()
	o, ok := d.open(d.shapes.plate, wantObject)
	if !ok {
		return
	}
	for key := range d.each(&o) {
		d.plateKey(&o, key, v)
	}
	d.pair(&o, "width", "height")
}

// plateKey reads the value of one key of a plate.
func (d *decoder) plateKey(o *object, key string, v *Plate) {
	switch key {
	case "profile":
		v.Profile = d.word()
	case "size":
		d.conflict(o, "width")
		v.Size = d.choice(thethuc.PlateSizes()...)
	case "width":
		d.conflict(o, "size")
		v.Width = d.between(MinPlate, MaxPlate)
	case "height":
		v.Height = d.between(MinPlate, MaxPlate)
	case "blank":
		v.Blank = d.chosen()
	case "register":
		v.Register = d.word()
	case "decision":
		v.Decision = d.word()
	case "verify":
		v.Verify = d.chosen()
	case "offset":
		d.offset(&v.Offset)
	case "measured":
		v.Measured = objects(d, d.measured)
	case "fields":
		d.plateFields(&v.Fields)
	default:
		d.unread(key)
	}
}

func (d *decoder) offset(v *Offset) {
	for key := range d.keys(d.shapes.offset) {
		switch key {
		case "x":
			v.X = d.between(-MaxOffset, MaxOffset)
		case "y":
			v.Y = d.between(-MaxOffset, MaxOffset)
		default:
			d.unread(key)
		}
	}
}

func (d *decoder) measured(v *Measured) {
	o, ok := d.open(d.shapes.measured, wantObject)
	if !ok {
		return
	}
	for key := range d.each(&o) {
		switch key {
		case "cross":
			v.Cross = d.whole(4)
		case "x":
			v.X = d.between(0, MaxPlate)
		case "y":
			v.Y = d.between(0, MaxPlate)
		default:
			d.unread(key)
		}
	}
	d.must(&o, "cross")
	d.must(&o, "x")
	d.must(&o, "y")
}

func (d *decoder) plateFields(v *PlateFields) {
	for key := range d.keys(d.shapes.plateFields) {
		k, ok := thethuc.PlateKeyOf(key)
		if !ok {
			d.unread(key)
		}
		f := new(PlateField)
		d.plateField(f)
		*v.field(k) = f
	}
}

func (d *decoder) plateField(v *PlateField) {
	for key := range d.keys(d.shapes.plateField) {
		switch key {
		case "x":
			x := d.between(0, MaxPlate)
			v.X = &x
		case "y":
			y := d.between(0, MaxPlate)
			v.Y = &y
		case "width":
			v.Width = d.number(MaxPlate)
		case "height":
			v.Height = d.number(MaxPlate)
		case "size":
			v.Size = d.between(MinPlateType, MaxPlateType)
		case "min_size":
			v.MinSize = d.between(MinPlateType, MaxPlateType)
		case "bold":
			v.Bold = d.chosen()
		case "italic":
			v.Italic = d.chosen()
		case "color":
			v.Color = d.color()
		case "align":
			v.Align = d.choice("left", "center", "right")
		case "valign":
			v.VAlign = d.choice("top", "center", "bottom")
		case "visible":
			v.Visible = d.chosen()
		default:
			d.unread(key)
		}
	}
}

// chosen reads a yes or no of which absence is a third.
func (d *decoder) chosen() *bool {
	b := d.bool()
	return &b
}

// between reads a number from lo to hi; 0 where there is none.
func (d *decoder) between(lo, hi float64) float64 {
	if !d.expect(jsontext.KindNumber, wantNumber) {
		return 0
	}
	s := d.skip()
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsNaN(v) || v < lo || v > hi {
		d.report(fault("number_out_of_range", sentence(d.where())+" là "+Quote(s)+", ngoài khoảng dùng được.",
			"Ghi số từ "+number(lo)+" đến "+number(hi)+"."))
		return 0
	}
	return v
}

var rrggbb = regexp.MustCompile(`^[0-9A-Fa-f]{6}$`)

func (d *decoder) color() string {
	s := d.word()
	if s != "" && !rrggbb.MatchString(s) {
		d.report(fault("invalid_color", sentence(d.where())+" "+Quote(s)+" không phải là mã màu.", "Ghi sáu chữ số hệ 16, ví dụ \"C00000\" là đỏ, \"000000\" là đen."))
		return ""
	}
	return s
}

// must wants a key of the object that was just read.
func (d *decoder) must(o *object, key string) {
	if o.has(key) || o.unknown {
		return
	}
	f := &o.shape.fields[o.shape.index(key)]
	p := fault("missing_key", sentence(o.shape.name)+" thiếu "+f.term+".", "Ghi “"+f.key+"”.")
	p.Pointer = string(d.path[:o.base]) + "/" + f.key
	d.report(p)
}

// pair wants both of two keys where one of them is.
func (d *decoder) pair(o *object, a, b string) {
	if o.has(a) != o.has(b) {
		d.must(o, a)
		d.must(o, b)
	}
}

// DecodeProfile reads a plate that an office keeps. Like [Decode] it reports every fault; pictures are not looked at.
func DecodeProfile(data []byte, limits Limits) (profile *Profile, problems document.Problems) {
	limits.TextBytes = max(limits.TextBytes, limits.Bytes) // a picture is one text
	d, problems := newDecoder(data, limits)
	if d == nil {
		return nil, problems
	}
	return finish(d, readAll(d, func() *Profile {
		p := new(Profile)
		d.profile(p)
		return p
	}))
}

func (d *decoder) profile(v *Profile) {
	o, ok := d.open(d.shapes.profile, wantObject)
	if !ok {
		return
	}
	for key := range d.each(&o) {
		switch key {
		case "name":
			v.Name = d.word()
		case "emblem_image":
			v.EmblemImage = d.word()
		case "photo":
			v.Photo = d.word()
		default:
			d.plateKey(&o, key, &v.Plate)
		}
	}
	d.must(&o, "name")
	d.pair(&o, "width", "height")
}
