// Package feed is what the readers and writers of every file format share:
// problems that name file, line, column and value, the report of an import, the
// rows of delimited text, and cells read exactly or not at all.
package feed
