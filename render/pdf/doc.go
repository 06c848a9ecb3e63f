// Package pdf writes laid-out pages as PDF 1.7 (ISO 32000-1). It owns PDF syntax: objects, content streams, embedded
// fonts, bookmarks and metadata. It decides nothing about where anything stands: that is layout's. What it writes keeps to
// the rules of PDF/A-2 (ISO 19005-2) wherever they touch fonts, content and metadata, so that tags and an output intent are
// all that is missing for it.
package pdf
