// Package contract owns the JSON of a document: its types, reading them with every fault reported at once, writing them, the
// hygiene of their text, and the schemes of numbering. It knows nothing of how a document looks, nor of which parts a type
// needs.
//
// # Reading
//
// [Decode] reads on after a fault, so that one run reports all of them, errors and warnings in the order of the input. Only
// broken JSON syntax and an exceeded limit end it early. Beside errors the document is what could be read, so that whoever
// knows which parts a type needs can say what is missing in the same run; [Document.Faulty] tells what was given but refused. A
// null member is an absent member. Everything else is strict: an unknown key, a key given twice, a number where text is wanted
// is an error, because a guess would be printed and signed.
//
// # Writing
//
// [Encode] and [EncodeIndent] are the way back, for programs that make a document in Go and send it. Reading what they wrote
// gives the same document, but for the positions (At) and for what hygiene does to text that never was read. They judge
// nothing else: a document that lacks a part is written so, and refused where it is read.
//
// # Hygiene of text
//
// Text is literal: nothing in it is markup. This is all that is ever changed in it, and each change but the first two is
// reported with the place and the code points:
//
//   - Text is brought to NFC (TCVN 6909:2001 dựng sẵn, PL.I-I.4). Which letter carries the tone mark (hoà, hòa) is left alone.
//   - CR LF is one line break, as is a CR alone.
//   - U+000B (Word's manual line break), U+000C, U+0085, U+2028 and U+2029 become line breaks.
//   - A line break stays one where the contract has lines: subject, organ and signer lines, table cells, contact. In running
//     text it stays too; in a one-line field (number, place, name, …) it becomes a space.
//   - A tab becomes a space.
//   - Other control characters (U+0000–U+001F, U+007F–U+009F), characters without width (U+00AD, U+200B–U+200F, U+2060–U+2064,
//     U+FEFF), bidi controls (U+061C, U+202A–U+202E, U+2066–U+206F), U+FFF9–U+FFFB, tag characters (U+E0000–U+E007F) and
//     noncharacters are removed.
//   - A lone surrogate in a \u escape becomes U+FFFD. Bytes that are not UTF-8 are an error.
//
// Characters for which the fonts have no glyph are judged later, by whoever has fonts, through [Document.EachText].
package contract
