// Package resources holds the files built into the program: fonts, icons, the
// land of the background map, the sample network and the texts. It only embeds
// them; the packages that use a file know its format.
package resources
