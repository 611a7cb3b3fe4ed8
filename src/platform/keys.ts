import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import { err, ok, type Result } from '../lib/result.ts'
import { systemClock } from './clock.ts'
import type { Keys } from './crypto.ts'
import { codeOf, isDiskFull, writeWhole } from './disk.ts'
import type { StartRefusal } from './start/refusals.ts'

const Key = z.string().regex(/^[0-9a-f]{64}$/)
const FirstFile = z.object({ version: z.literal(1), seal: Key, lookup: Key, sign: Key })
const Version = z.object({
  version: z.int().min(1).max(255),
  seal: Key.optional(),
  lookup: Key.optional(),
  /** From when on it seals; before, every process only learns to read what it will seal. */
  usedFrom: z.iso.datetime(),
  /** Since when nothing needs it; it is dropped a day later, when no backup is still being written that does. */
  retiredAt: z.iso.datetime().optional(),
})
const RotatedFile = z.object({ version: z.literal(2), sign: Key, keys: z.array(Version).min(1) })
const KeyFile = z.union([FirstFile, RotatedFile])
type Version = z.infer<typeof Version>
type RotatedFile = z.infer<typeof RotatedFile>

/** How long every process has to learn of a new key before it is used. */
export const keyLeadMs = 10_000
const dropMs = 86_400_000
const longAgo = '2020-01-01T00:00:00.000Z'

const randomKey = () => randomBytes(32).toString('hex')

/** The deployment's keys: read from their file, or made there when there is neither a file nor anything that was sealed. */
export function loadKeys(path: string, mayCreate: boolean, now = systemClock.now()): Result<Keys, StartRefusal> {
  try {
    if (!existsSync(path)) {
      if (!mayCreate) return err({ code: 'keys_missing', path })
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
      const [seal, lookup, sign] = [randomKey(), randomKey(), randomKey()]
      writeWhole(path, `${JSON.stringify({ version: 1, seal, lookup, sign }, undefined, 2)}\n`, 0o600)
    }
    const file = readFile(path)
    const keys = file && keysOf(file, now)
    return keys ? ok(keys) : err({ code: 'keys_unreadable', path, detail: 'not a key file' })
  } catch (failure) {
    if (isDiskFull(failure)) return err({ code: 'disk_full', place: path })
    const detail = failure instanceof SyntaxError ? 'not a key file' : codeOf(failure) || String(failure)
    return err({ code: 'keys_unreadable', path, detail })
  }
}

function readFile(path: string): RotatedFile | undefined {
  const content = KeyFile.safeParse(JSON.parse(readFileSync(path, 'utf8')))
  if (!content.success) return undefined
  if (content.data.version === 2) return content.data
  const { seal, lookup, sign } = content.data
  return { version: 2, sign, keys: [{ version: 1, seal, lookup, usedFrom: longAgo }] }
}

const isUsed = (now: Date) => (key: Version) => Date.parse(key.usedFrom) <= now.getTime()

/** The newest key that may be used by now; all the others are still read. */
function currentOf(file: RotatedFile, now: Date): Version | undefined {
  return file.keys.filter(isUsed(now)).toSorted((a, b) => b.version - a.version)[0]
}

function keysOf(file: RotatedFile, now: Date): Keys | undefined {
  const current = currentOf(file, now)
  if (current?.seal === undefined || current.lookup === undefined) return undefined
  const bytes = (key: string | undefined) => (key === undefined ? undefined : Buffer.from(key, 'hex'))
  const others = file.keys
    .filter((key) => key !== current)
    .map(({ version, seal, lookup }) => ({ version, seal: bytes(seal), lookup: bytes(lookup) }))
  return {
    seal: Buffer.from(current.seal, 'hex'),
    lookup: Buffer.from(current.lookup, 'hex'),
    sign: Buffer.from(file.sign, 'hex'),
    ...(current.version === 1 ? {} : { version: current.version }),
    ...(others.length === 0 ? {} : { others }),
  }
}

/** How a key of the file stands. `coming`: read by all, used by none. `earlier`: what it sealed is being sealed anew. */
export type KeyStanding = {
  readonly version: number
  readonly state: 'coming' | 'current' | 'earlier' | 'retired'
  readonly usedFrom: string
  readonly retiredAt: string | null
}

/** How the keys of a file stand, the newest first; none when it cannot be read. */
export function keyStandings(path: string, now = systemClock.now()): readonly KeyStanding[] {
  const file = existsSync(path) ? readFile(path) : undefined
  const current = file && currentOf(file, now)
  return (file?.keys ?? [])
    .map((key) => ({
      version: key.version,
      state:
        key === current
          ? ('current' as const)
          : key.retiredAt !== undefined
            ? ('retired' as const)
            : isUsed(now)(key)
              ? ('earlier' as const)
              : ('coming' as const),
      usedFrom: key.usedFrom,
      retiredAt: key.retiredAt ?? null,
    }))
    .toSorted((a, b) => b.version - a.version)
}

export type RotateRefusal = 'keys_missing' | 'keys_unreadable' | 'rotation_under_way' | 'versions_used_up'

/** Adds a new version of the sealing and lookup keys. It is used from a moment later on, when every process can read it. */
export function addKeyVersion(
  path: string,
  now = systemClock.now(),
): Result<{ readonly version: number; readonly usedFrom: Date }, RotateRefusal> {
  if (!existsSync(path)) return err('keys_missing')
  const file = readFile(path)
  if (!file) return err('keys_unreadable')
  if (keyStandings(path, now).some(({ state }) => state === 'coming' || state === 'earlier'))
    return err('rotation_under_way')
  const version = Math.max(...file.keys.map((key) => key.version)) + 1
  if (version > 255) return err('versions_used_up')
  const usedFrom = new Date(now.getTime() + keyLeadMs)
  const added = { version, seal: randomKey(), lookup: randomKey(), usedFrom: usedFrom.toISOString() }
  save(path, { ...file, keys: [...file.keys, added] })
  return ok({ version, usedFrom })
}

/** Retires the keys before the current one, which nothing needs any more, and drops those that were retired a day ago. */
export function retireKeys(path: string, now = systemClock.now()): readonly number[] {
  const file = readFile(path)
  const current = file && currentOf(file, now)
  if (!file || !current) return []
  const retired = file.keys.filter((key) => key.version < current.version && key.retiredAt === undefined)
  const kept = file.keys
    .filter((key) => key.retiredAt === undefined || now.getTime() - Date.parse(key.retiredAt) < dropMs)
    .map((key) => (retired.includes(key) ? { ...key, retiredAt: now.toISOString() } : key))
  if (retired.length > 0 || kept.length < file.keys.length) save(path, { ...file, keys: kept })
  return retired.map((key) => key.version)
}

function save(path: string, file: RotatedFile): void {
  writeWhole(path, `${JSON.stringify(file, undefined, 2)}\n`, 0o600)
}
