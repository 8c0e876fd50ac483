package netjson_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/data/netjson"
	"tongtu/data/sample"
)

func BenchmarkRead(b *testing.B) {
	var text bytes.Buffer
	require.NoError(b, netjson.Write(&text, sample.Generate(1)))
	b.SetBytes(int64(text.Len()))
	b.ReportAllocs()
	for b.Loop() {
		_, _, err := netjson.Read(b.Context(), "n.json", text.Bytes(), nil)
		require.NoError(b, err)
	}
}
