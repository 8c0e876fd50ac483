module tongtu

go 1.26

require (
	fyne.io/fyne/v2 v2.7.1 // indirect
	github.com/fxamacker/cbor/v2 v2.10.0 // indirect
	github.com/mozillazg/go-pinyin v0.21.0 // indirect
	github.com/stretchr/testify v1.11.1 // indirect
	github.com/x448/float16 v0.8.4 // indirect
	go.etcd.io/bbolt v1.5.0 // indirect
	golang.org/x/image v0.24.0 // indirect
	golang.org/x/sys v0.45.0 // indirect
	rsc.io/qr v0.2.0 // indirect
)
