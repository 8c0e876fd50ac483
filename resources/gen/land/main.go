// Command land makes the land of the background map from Natural Earth.
//
//	npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
//	WORLD_ATLAS=$PWD/package go generate ./resources
//
// It reads land-10m.json of the npm package world-atlas (ISC; the data are
// Natural Earth's, in the public domain), which has coasts and no borders, and
// writes land.bin: fine in East Asia and coarser the farther away. The format
// is described at mapview.DecodeLand.
package main

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
)

// East Asia, where coasts are kept to near degrees; far is the coarsest.
const (
	west, east, south, north = 66, 148, 0, 58

	near = 0.004
	far  = 0.12
)

// unitsPerDegree is the grid of the written file.
const unitsPerDegree = 1000

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: land WORLD_ATLAS_DIR OUT")
		os.Exit(2)
	}
	if os.Args[1] == "" {
		fmt.Fprintln(os.Stderr, "land: WORLD_ATLAS is not set; the land stays as it is")
		return
	}
	if err := run(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "land:", err)
		os.Exit(1)
	}
}

func run(dir, out string) error {
	data, err := os.ReadFile(filepath.Join(dir, "land-10m.json"))
	if err != nil {
		return err
	}
	var t topology
	if err := json.Unmarshal(data, &t); err != nil {
		return fmt.Errorf("land-10m.json: %w", err)
	}
	rings, err := t.rings()
	if err != nil {
		return err
	}
	var kept [][]point
	points := 0
	for _, r := range rings {
		for _, piece := range cutAtSeam(r) {
			if piece = quantise(simplify(piece)); len(piece) >= 3 {
				kept = append(kept, piece)
				points += len(piece)
			}
		}
	}
	file := encode(kept)
	fmt.Printf("%d of %d rings, %d points, %d bytes\n", len(kept), len(rings), points, len(file))
	return os.WriteFile(out, file, 0o644)
}

// point is a position in degrees, or in units of the file's grid.
type point struct{ lon, lat float64 }

// tolerance is how far from the true coast a simplified one may run at p.
func tolerance(p point) float64 {
	dx := max(west-p.lon, 0, p.lon-east)
	dy := max(south-p.lat, 0, p.lat-north)
	return min(near+math.Hypot(dx, dy)*0.008, far)
}

// quantise rounds to the file's grid and drops what becomes a repetition.
func quantise(r []point) []point {
	var out []point
	for _, p := range r {
		q := point{math.Round(p.lon * unitsPerDegree), math.Round(p.lat * unitsPerDegree)}
		if len(out) == 0 || out[len(out)-1] != q {
			out = append(out, q)
		}
	}
	if len(out) > 1 && out[0] == out[len(out)-1] {
		out = out[:len(out)-1]
	}
	return out
}

func encode(rings [][]point) []byte {
	b := append([]byte("TTL1"), binary.AppendUvarint(nil, unitsPerDegree)...)
	b = binary.AppendUvarint(b, uint64(len(rings)))
	var last point
	for _, r := range rings {
		b = binary.AppendUvarint(b, uint64(len(r)))
		for _, p := range r {
			b = binary.AppendVarint(b, int64(p.lon-last.lon))
			b = binary.AppendVarint(b, int64(p.lat-last.lat))
			last = p
		}
	}
	return b
}
