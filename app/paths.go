package app

import (
	"fmt"
	"os"
	"path/filepath"
)

// folder is the program's own folder below the user's configuration.
func folder() (string, error) {
	dir, err := os.UserConfigDir()
	if err != nil {
		return "", fmt.Errorf("app: user's folder: %w", err)
	}
	return filepath.Join(dir, "tongtu"), nil
}

// DefaultDataPath is where the data file is when nobody says otherwise.
func DefaultDataPath() (string, error) { return inFolder("tongtu.db") }

// DefaultSettingsPath is where the settings are.
func DefaultSettingsPath() (string, error) { return inFolder("settings.json") }

// DefaultLogPath is where the log is.
func DefaultLogPath() (string, error) { return inFolder("tongtu.log") }

func inFolder(name string) (string, error) {
	dir, err := folder()
	if err != nil {
		return "", err
	}
	return filepath.Join(dir, name), nil
}
