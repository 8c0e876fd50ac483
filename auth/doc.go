// Package auth signs people in and says what they may do.
//
// # Basics
//
// A [Provider] proves who somebody is; the WeChat stand-in of auth/wechat is
// one. A sign-in takes three steps, those of the WeChat protocol: the client
// begins a [Challenge] and shows its QR payload, waits until the person consents
// and receives a temporary code, and hands that code, and nothing else, to
// [Service.SignIn]. The service redeems it with the provider, keeps whatever
// secrets come back, and mints a session of its own.
//
// A [Session] is what the client carries. It holds an opaque token of 256 bits;
// the service keeps only the token's SHA-256. Its zero value is a guest, who may
// plan. [WithSession] puts it into a context and [Service.Authorize] asks the
// live table whether that context may do something, each time anew.
//
// # Caveats
//
// The fields of a Session are copies for display: Can hides controls, Authorize
// enforces. A session that ended cancels every context made with WithSession, so
// work under way stops too.
//
// Sessions live in memory and end with the process. Nothing that must stay
// secret can be printed: see [Secret].
package auth
