// Package wechat is a local stand-in for WeChat's sign-in and the client that
// speaks to it. It opens no connection: demonstration people on an on-screen
// phone consent, and the answers, error codes and lifetimes are those WeChat
// documents.
//
// # Basics
//
// [Platform] is WeChat's side: it shows requests to scan ([Platform.Connect]),
// mints codes ([Platform.Login]) and answers code2Session
// ([Platform.Code2Session]). [Phone] is the person's side, the demonstration
// phone. [Provider] is the app's side and implements auth.Provider; it knows the
// platform only as an [API], so the real service could take its place.
//
// # Caveats
//
// The demonstration identities and app secrets are fixtures: anybody can use
// them and they open nothing else. A code is spent by the redemption that
// succeeds; a call that fails leaves it as it was.
package wechat
