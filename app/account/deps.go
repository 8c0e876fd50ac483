package account

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"tongtu/app/screen"
	"tongtu/auth"
	"tongtu/auth/phone"
	"tongtu/auth/wechat"
	"tongtu/data/model"
	"tongtu/data/topic"
)

// Sessions is the part of the auth service the screen needs.
type Sessions interface {
	Begin(ctx context.Context, provider string) (auth.Challenge, error)
	SignIn(ctx context.Context, provider string, code auth.Secret) (auth.Session, error)
	SignOut(sess auth.Session)
}

// Phones are the demonstration phones of the WeChat stand-in.
type Phones interface {
	Users() []wechat.User
	Phone(name string) (*wechat.Phone, bool)
}

// Texts sends simulated text messages.
type Texts interface {
	Captcha() (phone.Captcha, error)
	Send(ctx context.Context, number, captchaID, answer string) (phone.State, error)
	State(number string) phone.State
	Inbox() *topic.Topic[phone.SMS]
}

// Admins is what the auth service does for administrators.
type Admins interface {
	AdminSet() bool
	PassphraseWait() time.Duration
	SetUp(ctx context.Context, pass auth.Secret) (auth.Session, auth.Secret, error)
	Elevate(ctx context.Context, id model.UserID, pass auth.Secret) (auth.Session, error)
	Recover(ctx context.Context, code, pass auth.Secret) (auth.Session, auth.Secret, error)
	StepDown(ctx context.Context) (auth.Session, error)
}

// Visits are the sessions of who is signed in, and what this device remembers.
type Visits interface {
	Sessions(ctx context.Context) ([]auth.Session, error)
	EndSession(ctx context.Context, id string) error
	EndOthers(ctx context.Context) error
	Remember(ctx context.Context) error
	Forget(ctx context.Context) error
	Remembered(id model.UserID) bool
	KeyPlace() auth.Place
	Policy() model.AccessPolicy
}

// Deps is what the screen is made of.
type Deps struct {
	Shell    screen.Shell
	Sessions Sessions
	Phones   Phones
	Texts    Texts
	Admins   Admins
	Visits   Visits
	Data     func() Data              // what network is in use
	Map      func() fyne.CanvasObject // that network, to stand behind the panel; nil: none
	Now      func() time.Time         // the clock of the countdown; time.Now
	Copy     func(string)             // puts a text on the clipboard
}
