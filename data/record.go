package data

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"

	"github.com/fxamacker/cbor/v2"
)

// A record is what a bucket holds under a key: one version byte, the value as
// CBOR (RFC 8949), and the CRC32C of all that together with the bucket's name
// and the key. bbolt itself checks only its two meta pages; with the name and
// key inside the sum, a value that turns up in the wrong place is noticed too.
const (
	recordVersion = 1
	recordFrame   = 1 + crc32.Size
)

var (
	castagnoli = crc32.MakeTable(crc32.Castagnoli)
	encoding   = must(cbor.EncOptions{Time: cbor.TimeRFC3339Nano}.EncMode())
	// The limits are those of the decoder's own range: a pair-fare table has
	// hundreds of thousands of rules.
	decoding = must(cbor.DecOptions{DupMapKey: cbor.DupMapKeyEnforcedAPF, MaxArrayElements: 1 << 27, MaxMapPairs: 1 << 16}.DecMode())
)

// must turns an option set the library refuses into a panic at start: it can
// only be a mistake in the lines above.
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// seal encodes v as the record of key in bucket.
func seal(bucket, key string, v any) ([]byte, error) {
	body, err := encoding.Marshal(v)
	if err != nil {
		return nil, fmt.Errorf("%s %q: %w", bucket, key, err)
	}
	raw := make([]byte, 0, len(body)+recordFrame)
	raw = append(raw, recordVersion)
	raw = append(raw, body...)
	return binary.BigEndian.AppendUint32(raw, checksum(bucket, key, raw)), nil
}

// unseal verifies raw and decodes it into v, which keeps nothing of raw.
func unseal(bucket, key string, raw []byte, v any) error {
	body, err := verify(bucket, key, raw)
	if err != nil {
		return err
	}
	if err := decoding.Unmarshal(body, v); err != nil {
		return fmt.Errorf("%s %q: %w: %w", bucket, key, ErrDamaged, err)
	}
	return nil
}

// verify checks the frame of raw and returns the CBOR inside.
func verify(bucket, key string, raw []byte) ([]byte, error) {
	if len(raw) <= recordFrame {
		return nil, fmt.Errorf("%s %q: %w: %d bytes", bucket, key, ErrDamaged, len(raw))
	}
	end := len(raw) - crc32.Size
	if binary.BigEndian.Uint32(raw[end:]) != checksum(bucket, key, raw[:end]) {
		return nil, fmt.Errorf("%s %q: %w: checksum", bucket, key, ErrDamaged)
	}
	if raw[0] != recordVersion {
		return nil, fmt.Errorf("%s %q: %w: record version %d", bucket, key, ErrDamaged, raw[0])
	}
	return raw[1:end], nil
}

func checksum(bucket, key string, body []byte) uint32 {
	var head [128]byte
	h := append(head[:0], bucket...)
	h = append(h, 0)
	h = append(h, key...)
	h = append(h, 0)
	return crc32.Update(crc32.Checksum(h, castagnoli), castagnoli, body)
}
