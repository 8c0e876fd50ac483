// Package wechat is a local stand-in for WeChat's sign-in and the client that
// speaks to it: demonstration people on an on-screen phone consent, and the
// answers, error codes and lifetimes are those WeChat documents.
//
// # Basics
//
// [Platform] is WeChat's side: it shows requests to scan ([Platform.Connect]),
// mints codes ([Platform.Login]) and answers what an app's server asks, the
// [API]. [Phone] is the person's side, the demonstration phone. [Provider] is the
// app's side and implements auth.Provider; it knows the platform only as an API,
// so a [Client] of the real service could take its place ([Provider.Through]).
//
// In process nothing opens a connection. [Server] is the same platform on a
// socket in the real wire format, for client libraries and for teaching, with the
// app's own sessions beside it.
//
// # Caveats
//
// The demonstration identities and app secrets are fixtures: anybody can use
// them and they open nothing else. A code is spent by the redemption that
// succeeds; a call that fails leaves it as it was.
package wechat
