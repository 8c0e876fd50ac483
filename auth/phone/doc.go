// Package phone signs people in by a code sent to their phone. The message is
// simulated: an on-screen phone shows it, so anybody can claim any number, and
// such an identity is a demonstration.
//
// # Basics
//
// [Provider.Captcha] draws a picture of digits, [Provider.Send] takes its answer
// and sends six digits to a number, and auth.Service.SignIn takes number and code
// as one [Proof]. [Provider.Inbox] is where the on-screen phone hears of messages;
// [Provider.State] is what the panel shows: how long until another message, how
// long the code lives, how many tries are left.
//
// # Caveats
//
// A message may be asked for again after a minute, five times an hour and ten
// times a day for each number. That is counted here, not in the panel, and
// survives a restart.
package phone
