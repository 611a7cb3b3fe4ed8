import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, readFile, rename, rm, stat, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { err, ok, type Result } from '../../lib/result.ts'
import { systemClock } from '../clock.ts'
import { defaultLimits, recognise, type FileType } from './kinds.ts'

/** A file that the store holds. Its name is the hash of its content, so the same content is held once. */
export type StoredBlob = { readonly sha256: string; readonly size: number; readonly type: FileType }

/** What may be put. `maxBytes` lowers the limit of the file's kind, never raises it. */
export type Acceptance = { readonly accept: readonly FileType[]; readonly maxBytes?: number }

export type PutRefusal = 'file_type_refused' | 'file_too_large' | 'file_empty' | 'file_damaged' | 'disk_full'

export type FileSource = Readable | AsyncIterable<Uint8Array> | ReadableStream<Uint8Array> | Uint8Array

/** Where files are kept. A local folder today; an object store may stand behind the same four words. */
export type FileStore = {
  /** Keeps a file, or says why not; a refusal leaves nothing behind. */
  readonly put: (source: FileSource, acceptance: Acceptance) => Promise<Result<StoredBlob, PutRefusal>>
  /** The content as a stream; undefined when the store has no such file. */
  readonly get: (sha256: string) => Promise<Readable | undefined>
  /** The whole content; undefined when the store has no such file. */
  readonly read: (sha256: string) => Promise<Buffer | undefined>
  /** The size in bytes; undefined when the store has no such file. */
  readonly stat: (sha256: string) => Promise<{ readonly size: number } | undefined>
  /** Lets a file go. One that came in within the last hour stays: somebody may be about to name it. */
  readonly discard: (sha256: string) => Promise<void>
}

/** A store in a folder, whose files other programs of this machine can open by path. */
export type LocalFileStore = FileStore & { readonly path: (sha256: string) => string }

/** Opens the store in `folder`, making the folder when it is missing. */
export async function openFileStore(folder: string): Promise<LocalFileStore> {
  const incoming = join(folder, 'incoming')
  await mkdir(incoming, { recursive: true })
  await sweep(incoming)
  const path = (sha256: string) => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('Not the SHA-256 of a file')
    return join(folder, sha256.slice(0, 2), sha256.slice(2, 4), sha256)
  }
  const sizeOf = async (sha256: string) => {
    const found = await unlessMissing(stat(path(sha256)))
    return found && { size: found.size }
  }
  return {
    path,
    stat: sizeOf,
    get: async (sha256) => ((await sizeOf(sha256)) ? createReadStream(path(sha256)) : undefined),
    read: (sha256) => unlessMissing(readFile(path(sha256))),
    put: (source, acceptance) => put(source, acceptance, incoming, path),
    discard: (sha256) => discard(path(sha256)),
  }
}

const dayMs = 86_400_000
const hourMs = 3_600_000

async function discard(place: string): Promise<void> {
  const found = await unlessMissing(stat(place))
  if (found && found.mtimeMs < systemClock.now().getTime() - hourMs) await rm(place, { force: true })
}

/** Removes what killed processes were still receiving a day ago; another process may be receiving right now. */
async function sweep(incoming: string): Promise<void> {
  for (const name of await readdir(incoming)) {
    const left = await unlessMissing(stat(join(incoming, name)))
    if (left && left.mtimeMs < systemClock.now().getTime() - dayMs) await rm(join(incoming, name), { force: true })
  }
}

async function put(
  source: FileSource,
  acceptance: Acceptance,
  incoming: string,
  path: (sha256: string) => string,
): Promise<Result<StoredBlob, PutRefusal>> {
  const temporary = join(incoming, randomUUID())
  try {
    const received = await receive(source, temporary, acceptance)
    if (!received.ok) return received
    await settle(temporary, path(received.value.sha256))
    return received
  } catch (failure) {
    if (isDiskFull(failure)) return err('disk_full')
    throw failure
  } finally {
    await rm(temporary, { force: true })
  }
}

async function receive(
  source: FileSource,
  temporary: string,
  { accept, maxBytes }: Acceptance,
): Promise<Result<StoredBlob, PutRefusal>> {
  const most = Math.min(maxBytes ?? Infinity, Math.max(0, ...accept.map((type) => defaultLimits[type])))
  const file = await open(temporary, 'wx+', 0o640)
  try {
    const written = await writeHashed(source, file, most)
    if (!written) return err('file_too_large')
    if (written.size === 0) return err('file_empty')
    const type = await recognise(file, written.size)
    if (type === 'damaged') return err('file_damaged')
    if (type === 'unknown' || !accept.includes(type)) return err('file_type_refused')
    if (written.size > defaultLimits[type]) return err('file_too_large')
    await file.sync()
    return ok({ ...written, type })
  } finally {
    await file.close()
  }
}

/** Copies the source while hashing it; undefined as soon as it proves larger than allowed. */
async function writeHashed(source: FileSource, file: FileHandle, most: number) {
  const hash = createHash('sha256')
  let size = 0
  for await (const chunk of chunksOf(source)) {
    size += chunk.length
    if (size > most) return undefined
    hash.update(chunk)
    for (let from = 0; from < chunk.length;) from += (await file.write(chunk, from)).bytesWritten
  }
  return { sha256: hash.digest('hex'), size }
}

async function* chunksOf(source: FileSource): AsyncGenerator<Uint8Array> {
  if (source instanceof Uint8Array) {
    yield source
    return
  }
  for await (const chunk of source) {
    if (!(chunk instanceof Uint8Array)) throw new TypeError('A file must be a stream of bytes')
    yield chunk
  }
}

/** Moves a complete file to its place in one step; the same content already there is as good. */
async function settle(temporary: string, place: string): Promise<void> {
  const shelf = join(place, '..')
  await mkdir(shelf, { recursive: true })
  await rename(temporary, place)
  const opened = await open(shelf, 'r')
  try {
    await opened.sync()
  } finally {
    await opened.close()
  }
}

async function unlessMissing<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work
  } catch (failure) {
    if (codeOf(failure) === 'ENOENT') return undefined
    throw failure
  }
}

function isDiskFull(failure: unknown): boolean {
  return ['ENOSPC', 'EDQUOT'].includes(codeOf(failure) ?? '')
}

function codeOf(failure: unknown): string | undefined {
  return failure instanceof Error && 'code' in failure && typeof failure.code === 'string' ? failure.code : undefined
}
