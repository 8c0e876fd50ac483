package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"tongtu/resources"
)

// IconName names one of the program's own icons.
type IconName string

// The icons that Fyne's theme does not have. For undo, search, delete and the
// like use Fyne's.
const (
	IconTrain    IconName = "train"
	IconPlane    IconName = "plane"
	IconCoach    IconName = "coach"
	IconFerry    IconName = "ferry"
	IconWalk     IconName = "walk"
	IconLocal    IconName = "local"
	IconSwap     IconName = "swap"   // from and to change places
	IconChange   IconName = "change" // change of trains
	IconClock    IconName = "clock"
	IconYuan     IconName = "yuan"
	IconContrast IconName = "contrast"
	IconPin      IconName = "pin"
	IconRoute    IconName = "route"
	IconFit      IconName = "fit"
	IconPlus     IconName = "plus"
	IconMinus    IconName = "minus"
)

// Icon returns the icon in the theme's foreground colour. A name without an
// icon gives Fyne's sign for a broken image.
func Icon(name IconName) fyne.Resource { return IconIn(name, theme.ColorNameForeground) }

// IconIn returns the icon in the theme's colour of that name.
func IconIn(name IconName, c fyne.ThemeColorName) fyne.Resource {
	data, err := resources.Icons.ReadFile("icons/" + string(name) + ".svg")
	if err != nil {
		return theme.BrokenImageIcon()
	}
	return theme.NewColoredResource(fyne.NewStaticResource(string(name)+".svg", data), c)
}

// AppIcon returns the program's icon.
func AppIcon() fyne.Resource { return fyne.NewStaticResource("tongtu.png", resources.Icon) }
