import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { err, ok, type Result } from '../../lib/result.ts'
import { readMigrations } from '../db/migrate.ts'
import { BackupBroken, partsOf, type Sum } from './frames.ts'
import { Manifest } from './manifest.ts'
import type { BackupRefusal } from './refusals.ts'
import { unsealWith } from './seal.ts'

/** A backup whose every part was read and is what its manifest says. */
export type Examined = {
  readonly path: string
  readonly manifest: Manifest
  /** The content of the keys file; undefined when the backup holds none. */
  readonly keys: Buffer | undefined
}

/** Told after each part how many were read; an answer of `stop` ends the reading. */
export type ReadStep = (read: number) => Promise<'stop' | undefined> | undefined

/** Reads a whole backup and checks every hash in it; nothing else is touched. */
export async function examineBackup(
  path: string,
  passphrase: string | undefined,
  step?: ReadStep,
): Promise<Result<Examined, BackupRefusal>> {
  if (!existsSync(path)) return err({ code: 'backup_not_found', path })
  try {
    return await examined(path, passphrase, step)
  } catch (failure) {
    if (!(failure instanceof BackupBroken)) throw failure
    if (failure.kind === 'newer') return err({ code: 'backup_newer', detail: 'QINGLAN-BACKUP' })
    const codes = { foreign: 'backup_foreign', truncated: 'backup_truncated', damaged: 'backup_damaged' } as const
    return err({ code: codes[failure.kind], path })
  }
}

async function examined(
  path: string,
  passphrase: string | undefined,
  step: ReadStep | undefined,
): Promise<Result<Examined, BackupRefusal>> {
  const sums = new Map<string, Sum>()
  let text: string | undefined
  let sealedKeys: Buffer | undefined
  for await (const part of partsOf(path)) {
    if (part.kind === 'manifest') {
      text = part.text
      continue
    }
    const digest = createHash('sha256')
    const kept: Buffer[] = []
    let size = 0
    for await (const chunk of part.content) {
      digest.update(chunk)
      size += chunk.length
      if (part.name === 'keys') kept.push(chunk)
    }
    sums.set(part.name, { size, sha256: digest.digest('hex') })
    if (part.name === 'keys') sealedKeys = Buffer.concat(kept)
    if ((await step?.(sums.size)) === 'stop') return err({ code: 'backup_cancelled' })
  }
  const manifest = text === undefined ? undefined : manifestIn(text)
  if (!manifest?.ok) return manifest ?? err({ code: 'backup_damaged', path })
  if (!isAsSaid(manifest.value, sums)) return err({ code: 'backup_damaged', path })
  const unknown = whyUnknown(manifest.value)
  if (unknown) return err(unknown)
  const keys = openKeys(manifest.value, sealedKeys, passphrase)
  return keys.ok ? ok({ path, manifest: manifest.value, keys: keys.value }) : keys
}

function manifestIn(text: string): Result<Manifest, BackupRefusal> {
  const said: unknown = JSON.parse(text)
  const read = Manifest.safeParse(said)
  if (read.success) return ok(read.data)
  const format = typeof said === 'object' && said !== null && 'format' in said ? String(said.format) : '?'
  return err({ code: 'backup_newer', detail: `format ${format}` })
}

function isAsSaid({ tables, files, keys }: Manifest, sums: ReadonlyMap<string, Sum>): boolean {
  const said = new Map<string, Sum>([
    ...Object.entries(tables).map(([name, sum]) => [`table/${name}`, sum] as const),
    ...Object.entries(files).map(([name, sum]) => [`file/${name}`, sum] as const),
    ...(keys ? [['keys', keys] as const] : []),
  ])
  if (said.size !== sums.size) return false
  return [...said].every(([name, sum]) => sums.get(name)?.sha256 === sum.sha256 && sums.get(name)?.size === sum.size)
}

// A step that this program does not know, or knows otherwise, was made by a later one.
function whyUnknown({ migrations }: Manifest): BackupRefusal | undefined {
  const known = new Map(readMigrations().map(({ name, sha256 }) => [name, sha256]))
  const strange = migrations.find(({ name, sha256 }) => known.get(name) !== sha256)
  return strange && { code: 'backup_newer', detail: strange.name }
}

function openKeys(
  { keys }: Manifest,
  bytes: Buffer | undefined,
  passphrase: string | undefined,
): Result<Buffer | undefined, BackupRefusal> {
  if (!keys || !bytes) return ok(undefined)
  if (!keys.sealed) return ok(bytes)
  if (passphrase === undefined) return err({ code: 'passphrase_missing' })
  const plain = unsealWith(passphrase, bytes)
  return plain ? ok(plain) : err({ code: 'passphrase_wrong' })
}
