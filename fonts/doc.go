// Package fonts owns the cuts of type that documents are set in: the embedded Liberation Serif and, in its place, an
// office's own Times New Roman. It reads TrueType files, answers what layout asks (advances, heights) and what a PDF needs
// (descriptor figures, subsets). It knows no line, no page and no PDF syntax.
package fonts
