import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hash,
  randomBytes,
  randomInt,
  timingSafeEqual,
} from 'node:crypto'

/** The secrets of a deployment: one for sealing, one for hashes that must be found again, one for signatures. 32 bytes each. */
export type Keys = { readonly seal: Buffer; readonly lookup: Buffer; readonly sign: Buffer }

/** What can be done with the keys, without ever handing one out. */
export type Vault = {
  /** AES-256-GCM: a version byte, 12 bytes of nonce, 16 of tag, then the ciphertext. */
  seal(text: string): Buffer
  /** The text that was sealed; throws when it was altered or sealed with another key. */
  open(sealed: Buffer): string
  /** Finds a sealed value again without opening it: HMAC-SHA256, the same for the same text. */
  lookup(text: string): Buffer
  /** HMAC-SHA256 of a message for a purpose; signatures of different purposes never agree. */
  sign(purpose: string, message: string): Buffer
}

const version = 1

/** Opens the vault over a deployment's keys. */
export function openVault(keys: Keys): Vault {
  // Made once: a key in a buffer is examined anew at every use.
  const [lookupKey, signKey] = [createSecretKey(keys.lookup), createSecretKey(keys.sign)]
  return {
    seal(text) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', keys.seal, nonce)
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([Buffer.of(version), nonce, cipher.getAuthTag(), body])
    },
    open(sealed) {
      if (sealed[0] !== version) throw new Error('sealed with an unknown version')
      const decipher = createDecipheriv('aes-256-gcm', keys.seal, sealed.subarray(1, 13))
      decipher.setAuthTag(sealed.subarray(13, 29))
      return Buffer.concat([decipher.update(sealed.subarray(29)), decipher.final()]).toString('utf8')
    },
    lookup: (text) => createHmac('sha256', lookupKey).update(text, 'utf8').digest(),
    sign: (purpose, message) => createHmac('sha256', signKey).update(`${purpose}\n${message}`, 'utf8').digest(),
  }
}

/** SHA-256 of a text. */
export function sha256(text: string | Buffer): Buffer {
  return hash('sha256', text, 'buffer')
}

/** Whether two signatures are equal, taking the same time either way. */
export function sameBytes(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b)
}

/** A secret nobody can guess, for cookies and links. */
export function randomToken(): string {
  return randomBytes(32).toString('base64url')
}

/** Letters and digits that are not mistaken for each other when read aloud or copied by hand. */
export const plainAlphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

/** A code of `length` such characters. */
export function randomCode(length: number): string {
  return Array.from({ length }, () => plainAlphabet[randomInt(plainAlphabet.length)]).join('')
}
