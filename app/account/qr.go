package account

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"rsc.io/qr"
)

// quietZone is the white margin a reader needs, in modules (ISO/IEC 18004).
const quietZone = 4

// qrSize is the side of the drawn code in device-independent pixels.
const qrSize float32 = 248

// newQR draws a code in whole physical pixels per module, so that it stays crisp
// at every display scale. It is black on white in every theme: readers expect it.
func newQR() (obj *canvas.Raster, show func(*qr.Code)) {
	var code *qr.Code
	obj = canvas.NewRaster(func(w, h int) image.Image { return drawQR(code, w, h) })
	obj.SetMinSize(fyne.NewSquareSize(qrSize))
	return obj, func(c *qr.Code) {
		code = c
		obj.Refresh()
	}
}

func drawQR(code *qr.Code, w, h int) image.Image {
	img := image.NewPaletted(image.Rect(0, 0, w, h), color.Palette{color.White, color.Black})
	if code == nil {
		return img
	}
	module := min(w, h) / (code.Size + 2*quietZone)
	left, top := (w-module*code.Size)/2, (h-module*code.Size)/2
	for y := range module * code.Size {
		for x := range module * code.Size {
			if code.Black(x/module, y/module) {
				img.SetColorIndex(left+x, top+y, 1)
			}
		}
	}
	return img
}
