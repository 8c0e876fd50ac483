// Package history is the screen that lists every edit of the network, what, by
// whom and when, and goes back and forth between them.
package history
