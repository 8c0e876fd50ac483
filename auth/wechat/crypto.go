package wechat

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/sha1" // the protocol's choice
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"

	"tongtu/auth"
)

var (
	// ErrDecrypt is returned for data, iv or key that are malformed or do not
	// belong together.
	ErrDecrypt error = &noticed{"data does not open with this session key", "undecipherable"}
	// ErrWatermark is returned for data that was made for another app.
	ErrWatermark error = &noticed{"data was made for another app", "watermark"}
	// ErrRawData is returned for data with another signature.
	ErrRawData error = &noticed{"signature does not match the data", "tampered"}
)

// Watermark is what the platform puts into encrypted data: for whom and when.
type Watermark struct {
	Timestamp int64  `json:"timestamp"`
	AppID     string `json:"appid"`
}

// Decrypt opens encryptedData (AES-128-CBC, PKCS#7, all in base64) and checks
// that its watermark names appID. Whatever is malformed fails with ErrDecrypt;
// it does not say what, so that nobody can feel the way to the contents.
func Decrypt(sessionKey auth.Secret, encryptedData, iv, appID string) ([]byte, error) {
	plain, err := decrypt(sessionKey, encryptedData, iv)
	if err != nil {
		return nil, err
	}
	var mark struct {
		Watermark Watermark `json:"watermark"`
	}
	if json.Unmarshal(plain, &mark) != nil {
		return nil, ErrDecrypt
	}
	if appID == "" || mark.Watermark.AppID != appID {
		return nil, ErrWatermark
	}
	return plain, nil
}

func decrypt(sessionKey auth.Secret, encryptedData, iv string) ([]byte, error) {
	key, err1 := base64.StdEncoding.DecodeString(sessionKey.Reveal())
	start, err2 := base64.StdEncoding.DecodeString(iv)
	text, err3 := base64.StdEncoding.DecodeString(encryptedData)
	if err1 != nil || err2 != nil || err3 != nil || len(key) != sessionKeyBytes || len(start) != aes.BlockSize ||
		len(text) == 0 || len(text)%aes.BlockSize != 0 {
		return nil, ErrDecrypt
	}
	defer clear(key)
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, ErrDecrypt
	}
	cipher.NewCBCDecrypter(block, start).CryptBlocks(text, text)
	return unpad(text)
}

// unpad removes PKCS#7 padding. It looks at the whole last block whatever is in it.
func unpad(text []byte) ([]byte, error) {
	n := int(text[len(text)-1])
	ok := subtle.ConstantTimeLessOrEq(1, n) & subtle.ConstantTimeLessOrEq(n, aes.BlockSize)
	for i := 1; i <= aes.BlockSize; i++ {
		inside := subtle.ConstantTimeLessOrEq(i, n)
		same := subtle.ConstantTimeByteEq(text[len(text)-i], byte(n))
		ok &= subtle.ConstantTimeSelect(inside, same, 1)
	}
	if ok != 1 {
		return nil, ErrDecrypt
	}
	return text[:len(text)-n], nil
}

// encrypt is the platform's side of decrypt.
func encrypt(sessionKey auth.Secret, plain, iv []byte) (string, error) {
	key, err := base64.StdEncoding.DecodeString(sessionKey.Reveal())
	if err != nil {
		return "", ErrDecrypt
	}
	defer clear(key)
	block, err := aes.NewCipher(key)
	if err != nil {
		return "", ErrDecrypt
	}
	n := aes.BlockSize - len(plain)%aes.BlockSize
	text := append(bytes.Clone(plain), bytes.Repeat([]byte{byte(n)}, n)...)
	cipher.NewCBCEncrypter(block, iv).CryptBlocks(text, text)
	return base64.StdEncoding.EncodeToString(text), nil
}

// SignRawData is the platform's signature of rawData: sha1(rawData + session_key)
// in hexadecimal.
func SignRawData(sessionKey auth.Secret, rawData string) string {
	sum := sha1.Sum([]byte(rawData + sessionKey.Reveal()))
	return hex.EncodeToString(sum[:])
}

// VerifyRawData compares in constant time; a mismatch is ErrRawData.
func VerifyRawData(sessionKey auth.Secret, rawData, signature string) error {
	if subtle.ConstantTimeCompare([]byte(SignRawData(sessionKey, rawData)), []byte(signature)) != 1 {
		return ErrRawData
	}
	return nil
}

// Sign returns the hmac_sha256 of body in hexadecimal. Its key is the base64
// text of the session_key, not the bytes behind it.
func Sign(sessionKey auth.Secret, body string) string {
	mac := hmac.New(sha256.New, []byte(sessionKey.Reveal()))
	mac.Write([]byte(body))
	return hex.EncodeToString(mac.Sum(nil))
}
