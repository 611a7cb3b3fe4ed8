import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import { plainAlphabet, sha256, type Vault } from './crypto.ts'

/** Signs texts that somebody else can check without asking us: Ed25519, with a key of the bureau's own. */
export type Signer = { readonly publicKey: string; readonly sign: (text: string) => string }

// The fixed beginning of an Ed25519 private key in PKCS #8: the seed follows.
const beforeSeed = Buffer.from('302e020100300506032b657004220420', 'hex')

/** The signer of a tenant. Its key is drawn from the vault's, so that there is nothing more to keep. */
export function openSigner(vault: Vault, tenantId: string): Signer {
  const seed = vault.sign('ed25519', tenantId)
  const key = createPrivateKey({ key: Buffer.concat([beforeSeed, seed]), format: 'der', type: 'pkcs8' })
  const publicKey = createPublicKey(key).export({ format: 'der', type: 'spki' }).toString('base64')
  return { publicKey, sign: (text) => sign(null, Buffer.from(text, 'utf8'), key).toString('base64') }
}

// What an Ed25519 public key looks like: its fixed beginning, then 32 bytes.
const publicShape = /^MCowBQYDK2VwAyEA[A-Za-z0-9+/]{43}=$/

/** Whether a text was signed with the private half of this key; false for a key or a signature of another shape. */
export function isSigned(text: string, signature: string, publicKey: string): boolean {
  if (!publicShape.test(publicKey)) return false
  const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' })
  return verify(null, Buffer.from(text, 'utf8'), key, Buffer.from(signature, 'base64'))
}

/** Eight characters that stand for a public key on paper. */
export function codeOfKey(publicKey: string): string {
  return Array.from(sha256(publicKey).subarray(0, 8), (byte) => plainAlphabet[byte % plainAlphabet.length]).join('')
}

/** Whether a text has the shape of an Ed25519 public key. */
export const isPublicKey = (text: string): boolean => publicShape.test(text)

/** What two people compare of a public key: the first 128 bits of its SHA-256, in groups of four digits. */
export function fingerprintOf(publicKey: string): string {
  return (sha256(publicKey).subarray(0, 16).toString('hex').match(/.{4}/g) ?? []).join(' ')
}
