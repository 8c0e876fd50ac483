// Package peertest lets other people's WeChat client libraries, unmodified, sign
// in at the stand-in over loopback: one of Go and two of Node. It is a module of
// its own, so that the program depends on none of them. Run it with make peers.
package peertest
