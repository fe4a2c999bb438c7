package sheet

import "crypto/sha256"

func digest(text []byte) [32]byte { return sha256.Sum256(text) }
