package review

// ParagraphsOf is paragraphsOf, for the tests.
var ParagraphsOf = paragraphsOf
