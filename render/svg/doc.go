// Package svg writes laid-out pages as SVG, for previews in browsers. It owns SVG syntax, its few style classes and the
// embedding of web fonts. It decides nothing about where anything stands: that is layout's, as for package pdf, whose pages
// these are.
package svg
