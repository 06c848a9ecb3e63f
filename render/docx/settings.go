package docx

// settings is word/settings.xml (ECMA-376 Part 1, 17.15.1), its children in the order of the schema.
//
// compatibilityMode 15 is what Word 2013 and later give a new file. Without it Word opens the file in compatibility mode,
// sets lines and tables by older rules, and says so in the title bar; LibreOffice too reads the place of tables and the
// width of italics by it. doNotExpandShiftReturn keeps both from stretching the line before a break in justified text.
// There is no updateFields: with it Word asks the clerk a question at every opening.
const settings = settingsHead + `<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>` + settingsTail

// plateSettings are the settings of a file that has no part for footnotes.
const plateSettings = settingsHead + settingsTail

const settingsHead = `<w:settings ` + nsMain + `>` +
	`<w:zoom w:percent="100"/>` +
	`<w:defaultTabStop w:val="720"/>` +
	`<w:characterSpacingControl w:val="doNotCompress"/>`

const settingsTail = `<w:compat><w:doNotExpandShiftReturn/>` +
	`<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>` +
	`<w:compatSetting w:name="overrideTableStyleFontSizeAndJustification" w:uri="http://schemas.microsoft.com/office/word" w:val="1"/>` +
	`<w:compatSetting w:name="enableOpenTypeFeatures" w:uri="http://schemas.microsoft.com/office/word" w:val="0"/>` +
	`<w:compatSetting w:name="doNotFlipMirrorIndents" w:uri="http://schemas.microsoft.com/office/word" w:val="1"/>` +
	`<w:compatSetting w:name="differentiateMultirowTableHeaders" w:uri="http://schemas.microsoft.com/office/word" w:val="1"/>` +
	`</w:compat>` +
	`<w:themeFontLang w:val="vi-VN"/>` +
	`<w:decimalSymbol w:val=","/>` +
	`<w:listSeparator w:val=";"/>` +
	`</w:settings>`

// app is docProps/app.xml (ECMA-376 Part 1, 22.2). Pages and words are Word's to count.
const app = `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">` +
	`<Application>vanban</Application><DocSecurity>0</DocSecurity><AppVersion>1.0000</AppVersion></Properties>`

// appendFonts appends word/fontTable.xml (ECMA-376 Part 1, 17.8.3). A machine without the family finds the alternative,
// whose letters are as wide, so that the lines stay.
func appendFonts(b []byte, family string) []byte {
	b = append(b, `<w:fonts `+nsMain+`><w:font w:name="`...)
	b = appendAttr(b, family)
	return append(b, `"><w:altName w:val="Liberation Serif"/><w:charset w:val="00"/><w:family w:val="roman"/>`+
		`<w:pitch w:val="variable"/></w:font></w:fonts>`...)
}
