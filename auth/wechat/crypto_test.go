package wechat_test

import (
	"encoding/base64"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/auth"
	"tongtu/auth/wechat"
)

// official is WeChat's own sample, here in case the shared vectors are not.
var official = struct{ appID, key, data, iv string }{
	"wx4f4bc4dec97d474b", "tiihtNczf5v6AKRyjwEUhQ==",
	"CiyLU1Aw2KjvrjMdj8YKliAjtP4gsMZMQmRzooG2xrDcvSnxIMXFufNstNGTyaGS9uT5geRa0W4oTOb1WT7fJlAC+oNPdbB+3hVbJSRgv+4lGOETKUQz6OYStslQ142dNCuabNPGBzlooOmB231qMM85d2/fV6ChevvXvQP8Hkue1poOFtnEtpyxVLW1zAo6/1Xx1COxFvrc2d7UL/lmHInNlxuacJXwu0fjpXfz/YqYzBIBzD6WUfTIF9GRHpOn/Hz7saL8xz+W//FRAUid1OksQaQx4CMs8LOddcQhULW4ucetDf96JcR3g0gfRK4PC7E/r7Z6xNrXd2UIeorGj5Ef7b1pJAYB6Y5anaHqZ9J6nKEBvB4DnNLIVWSgARns/8wR2SiRS7MNACwTyrGvt9ts8p12PKFdlqYTopNHR1Vf7XjfhQlVsAJdNiKdYmYVoKlaRv85IfVunYzO0IKXsyl7JCUjCpoG20f0a04COwfneQAGGwd5oa+T8yO5hzuyDb/XcxxmK01EpqOyuxINew==",
	"r7BXXKkLb8qrSNn05n0qiA==",
}

func TestOfficialSampleOpens(t *testing.T) {
	plain, err := wechat.Decrypt(auth.NewSecret(official.key), official.data, official.iv, official.appID)
	require.NoError(t, err)
	require.Contains(t, string(plain), `"nickName":"Band"`)
}

func TestSharedVectors(t *testing.T) {
	raw, err := os.ReadFile("../../../shared/wechat-vectors.json")
	if err != nil {
		t.Skip("the shared vectors are not here")
	}
	var v struct {
		Encrypted []struct {
			Name, AppID, SessionKey, EncryptedData, IV string
			Plain                                      json.RawMessage
			WantError                                  bool `json:"want_error"`
		}
		RawDataSignature []struct {
			Name, RawData, Signature string
			SessionKey               string `json:"session_key"`
		}
		SessionSignature []struct {
			Name, Data, Signature string
			SessionKey            string `json:"session_key"`
		}
	}
	require.NoError(t, json.Unmarshal(raw, &v))
	require.NotEmpty(t, v.Encrypted)
	for _, x := range v.Encrypted {
		plain, err := wechat.Decrypt(auth.NewSecret(x.SessionKey), x.EncryptedData, x.IV, x.AppID)
		require.Equal(t, x.WantError, err != nil, x.Name)
		if !x.WantError {
			require.JSONEq(t, string(x.Plain), string(plain), x.Name)
		}
	}
	require.NotEmpty(t, v.RawDataSignature)
	for _, x := range v.RawDataSignature {
		require.Equal(t, x.Signature, wechat.SignRawData(auth.NewSecret(x.SessionKey), x.RawData), x.Name)
		require.NoError(t, wechat.VerifyRawData(auth.NewSecret(x.SessionKey), x.RawData, x.Signature))
	}
	require.NotEmpty(t, v.SessionSignature)
	for _, x := range v.SessionSignature {
		require.Equal(t, x.Signature, wechat.Sign(auth.NewSecret(x.SessionKey), x.Data), x.Name)
	}
}

func TestMalformedDataIsRefused(t *testing.T) {
	cut := func(text string, n int) string {
		raw, err := base64.StdEncoding.DecodeString(text)
		require.NoError(t, err)
		return base64.StdEncoding.EncodeToString(raw[:n])
	}
	flip := func(text string, at int) string {
		raw, err := base64.StdEncoding.DecodeString(text)
		require.NoError(t, err)
		raw[(at+len(raw))%len(raw)] ^= 1
		return base64.StdEncoding.EncodeToString(raw)
	}
	for name, x := range map[string]struct{ key, data, iv string }{
		"nothing":            {"", "", ""},
		"short key":          {cut(official.key, 15), official.data, official.iv},
		"no iv":              {official.key, official.data, ""},
		"short iv":           {official.key, official.data, cut(official.iv, 12)},
		"ragged":             {official.key, cut(official.data, 47), official.iv},
		"no data":            {official.key, "", official.iv},
		"not base64":         {official.key, "*" + official.data[1:], official.iv},
		"last block gone":    {official.key, cut(official.data, 320), official.iv},
		"another key":        {flip(official.key, 0), official.data, official.iv},
		"padding spoilt":     {official.key, flip(official.data, -17), official.iv},
		"padding too long":   {official.key, official.data + strings.Repeat("A", 64), official.iv},
		"first block spoilt": {official.key, official.data, flip(official.iv, 0)},
	} {
		_, err := wechat.Decrypt(auth.NewSecret(x.key), x.data, x.iv, official.appID)
		require.ErrorIs(t, err, wechat.ErrDecrypt, name)
	}
	_, err := wechat.Decrypt(auth.NewSecret(official.key), official.data, official.iv, "")
	require.ErrorIs(t, err, wechat.ErrWatermark)
}

func FuzzDecrypt(f *testing.F) {
	f.Add(official.key, official.data, official.iv)
	f.Add(official.key, official.data[:64], official.iv)
	f.Add("", "AAAA", "====")
	f.Fuzz(func(t *testing.T, key, data, iv string) {
		plain, err := wechat.Decrypt(auth.NewSecret(key), data, iv, official.appID)
		if err == nil {
			require.True(t, json.Valid(plain))
		}
	})
}

func FuzzSignature(f *testing.F) {
	f.Add("key", "data", "75e81ceda165f4ffa64f4068af58c64b8f54b88c")
	f.Add("", "", "")
	f.Fuzz(func(t *testing.T, key, data, signature string) {
		k := auth.NewSecret(key)
		require.Equal(t, signature == wechat.SignRawData(k, data), wechat.VerifyRawData(k, data, signature) == nil)
		require.Len(t, wechat.Sign(k, data), 64)
	})
}
