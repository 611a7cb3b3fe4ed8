import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto'

// Slow on purpose: a passphrase that people can remember is guessed quickly otherwise.
const cost = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 }

/** Seals bytes with a passphrase: 16 bytes of salt, 12 of nonce, 16 of tag, then the ciphertext. */
export function sealWith(passphrase: string, bytes: Buffer): Buffer {
  const [salt, nonce] = [randomBytes(16), randomBytes(12)]
  const cipher = createCipheriv('aes-256-gcm', scryptSync(passphrase.normalize('NFC'), salt, 32, cost), nonce)
  const body = Buffer.concat([cipher.update(bytes), cipher.final()])
  return Buffer.concat([salt, nonce, cipher.getAuthTag(), body])
}

/** The bytes that were sealed; undefined when this is not the passphrase. */
export function unsealWith(passphrase: string, sealed: Buffer): Buffer | undefined {
  const key = scryptSync(passphrase.normalize('NFC'), sealed.subarray(0, 16), 32, cost)
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(16, 28))
  try {
    decipher.setAuthTag(sealed.subarray(28, 44))
    return Buffer.concat([decipher.update(sealed.subarray(44)), decipher.final()])
  } catch {
    return undefined
  }
}
