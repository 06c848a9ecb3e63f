package schema

import (
	"reflect"

	"vanban/templates/contract"
)

// plate has a size by name or in mm, and that of both sides.
func (b *builder) plate() Object {
	null := Object{{"type", "null"}}
	unset := Object{{"width", null}, {"height", null}}
	number := Object{{"type", "number"}}
	return b.object(reflect.TypeFor[contract.Plate]()).also(Object{{"anyOf", list(
		Object{{"properties", unset}},
		Object{{"properties", Object{{"size", null}, {"width", number}, {"height", number}}}, {"required", list("width", "height")}},
	)}})
}

// noText lets nothing pass that is printed, of a string or of lines.
var noText = Object{{"not", Object{{"type", "string"}, {"pattern", visible}}}, {"items", Object{{"not", Object{{"type", "string"}, {"pattern", visible}}}}}}

// certificate wants what is printed where nothing is said of the plate; where something is, it may hide any part; and the reader
// judges. The signer of a certificate has only what stands on it.
func certificate() Object {
	plain := Object{{"properties", Object{{"options", Object{{"properties", Object{{"plate", Object{{"type", "null"}}}}}}}}}}
	filled := append(Object{{"type", list("string", "array")}}, filledLines...)
	null := Object{{"type", "null"}}
	return Object{{"allOf", list(
		Object{{"properties", Object{
			{"signer", Object{{"properties", Object{{"organ", noText}, {"place", noText}, {"date", null}, {"other_title", noText}}}}},
		}}},
		Object{{"if", plain}, {"then", Object{
			{"properties", Object{
				{"award_by", filled}, {"citation", filled}, {"recipient", present("name")}, {"signer", Object{{"anyOf", list(present("position"), present("competence"))}}},
			}},
			{"required", list("award_by", "recipient", "citation", "signer")},
		}}},
	)}}
}
