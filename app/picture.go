package app

import (
	"context"
	"fmt"
	"image/png"
	"io"

	"tongtu/app/i18n"
	"tongtu/app/planner"
	"tongtu/engine/plan"
	"tongtu/engine/timetable"
	"tongtu/resources"
	"tongtu/widgets/look"
	"tongtu/widgets/mapview"
)

// The size of an exported map, in device-independent pixels, and its resolution.
const (
	pictureWidth  = 1000
	pictureHeight = 750
	pictureScale  = 2
)

// Picture writes one journey on the map as PNG. It needs no display.
func Picture(ctx context.Context, w io.Writer, tt *timetable.Timetable, it plan.Itinerary, lang i18n.Lang) error {
	land, err := mapview.DecodeLand(resources.Land)
	if err != nil {
		return fmt.Errorf("app: picture: %w", err)
	}
	p := planner.Picture(i18n.New(lang), tt, it)
	p.Land, p.Variant = land, look.Light
	p.Width, p.Height, p.Scale = pictureWidth, pictureHeight, pictureScale
	if err := ctx.Err(); err != nil {
		return err
	}
	img, err := p.Render()
	if err != nil {
		return fmt.Errorf("app: picture: %w", err)
	}
	if err := png.Encode(w, img); err != nil {
		return fmt.Errorf("app: picture: %w", err)
	}
	return nil
}
