import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hash,
  randomBytes,
  randomInt,
  timingSafeEqual,
  type KeyObject,
} from 'node:crypto'

/** A version of the keys that change. A part that nothing needs any more is gone. */
export type KeyVersion = {
  readonly version: number
  readonly seal?: Buffer | undefined
  readonly lookup?: Buffer | undefined
}

/** The secrets of a deployment: one for sealing, one for hashes that must be found again, one for signatures. 32 bytes each. */
export type Keys = {
  readonly seal: Buffer
  readonly lookup: Buffer
  readonly sign: Buffer
  /** The number of the sealing and lookup keys in use; 1 when never changed. */
  readonly version?: number
  /** Keys that were in use before, or will be in a moment: what they sealed is read, what they hashed is found. */
  readonly others?: readonly KeyVersion[]
}

/** What can be done with the keys, without ever handing one out. */
export type Vault = {
  /** AES-256-GCM: a byte with the key's version, 12 bytes of nonce, 16 of tag, then the ciphertext. */
  seal(text: string): Buffer
  /** The text that was sealed; throws when it was altered or sealed with a key that is not known. */
  open(sealed: Buffer): string
  /**
   * The hash to store beside a sealed value, so that it is found again without opening it: HMAC-SHA256, the same for the
   * same text and key; after a change of keys, the key's version before it. To search, ask for `lookups`.
   */
  lookup(text: string): Buffer
  /** The hashes under which a text may be stored: one for each key that is known, the newest first. To search by. */
  lookups(text: string): readonly Buffer[]
  /** HMAC-SHA256 of a message for a purpose; signatures of different purposes never agree. */
  sign(purpose: string, message: string): Buffer
  /** The number of the key that seals and hashes now. */
  version(): number
  /** The numbers of all keys that are known, that one first. */
  versions(): readonly number[]
  /** Goes on with other keys; work under way is not disturbed. The signing key stays as it is. */
  use(keys: Keys): void
}

type Ring = {
  readonly version: number
  readonly versions: readonly number[]
  readonly seal: KeyObject
  /** By version. */
  readonly seals: readonly (KeyObject | undefined)[]
  readonly lookups: readonly { readonly version: number; readonly key: KeyObject }[]
}

const firstVersion = 1

// Made once: a key in a buffer is examined anew at every use.
function ringOf(keys: Keys): Ring {
  const version = keys.version ?? firstVersion
  const all: readonly KeyVersion[] = [{ version, seal: keys.seal, lookup: keys.lookup }, ...(keys.others ?? [])]
  const seals: (KeyObject | undefined)[] = []
  for (const one of all) seals[one.version] = one.seal && createSecretKey(one.seal)
  const lookups = all.flatMap((one) => (one.lookup ? [{ version: one.version, key: createSecretKey(one.lookup) }] : []))
  return {
    version,
    versions: all.map((one) => one.version),
    seal: seals[version] ?? createSecretKey(keys.seal),
    seals,
    lookups,
  }
}

function hashed(text: string, version: number, key: KeyObject): Buffer {
  const digest = createHmac('sha256', key).update(text, 'utf8').digest()
  // Hashes of the first key bear no version: they are older than versions.
  return version === firstVersion ? digest : Buffer.concat([Buffer.of(version), digest])
}

/** Opens the vault over a deployment's keys. */
export function openVault(keys: Keys): Vault {
  let ring = ringOf(keys)
  const signKey = createSecretKey(keys.sign)
  const newest = (text: string) => {
    const [first] = ring.lookups
    if (!first) throw new Error('a vault without a lookup key')
    return hashed(text, first.version, first.key)
  }
  return {
    seal(text) {
      const nonce = randomBytes(12)
      const { version, seal } = ring
      const cipher = createCipheriv('aes-256-gcm', seal, nonce)
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([Buffer.of(version), nonce, cipher.getAuthTag(), body])
    },
    open(sealed) {
      const key = ring.seals[sealed[0] ?? 0]
      if (!key) throw new Error('sealed with an unknown version')
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 13))
      decipher.setAuthTag(sealed.subarray(13, 29))
      return Buffer.concat([decipher.update(sealed.subarray(29)), decipher.final()]).toString('utf8')
    },
    lookup: newest,
    lookups: (text) => ring.lookups.map(({ version, key }) => hashed(text, version, key)),
    sign: (purpose, message) => createHmac('sha256', signKey).update(`${purpose}\n${message}`, 'utf8').digest(),
    version: () => ring.version,
    versions: () => ring.versions,
    use: (next) => {
      ring = ringOf(next)
    },
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
