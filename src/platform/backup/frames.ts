import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { syncFolder } from '../disk.ts'

// A backup is one file: a line that says what it is, then frames of a letter, a length and a payload.
// S begins a section (its name), D is a part of it (gzip), E ends it; M is the manifest, Z the hash of all before it.
const magic = 'QINGLAN-BACKUP 1\n'
const longestFrame = 16 * 1024 * 1024

/** How long a section was and what its content hashes to, before it was compressed. */
export type Sum = { readonly size: number; readonly sha256: string }

/** A backup that is being written. Nothing stands at its path before `close`. */
export type Writing = {
  section(name: string, content: AsyncIterable<Uint8Array>): Promise<Sum>
  /** Writes the manifest, and puts the whole file in its place. */
  close(manifest: unknown): Promise<number>
  /** Leaves nothing behind. */
  abandon(): Promise<void>
}

/** Opens a backup for writing beside its path. */
export async function beginBackup(path: string): Promise<Writing> {
  const draft = `${path}.part`
  await rm(draft, { force: true })
  const file = await open(draft, 'wx', 0o600)
  const whole = createHash('sha256')
  let size = 0
  const put = async (bytes: Uint8Array) => {
    whole.update(bytes)
    for (let from = 0; from < bytes.length;) from += (await file.write(bytes, from)).bytesWritten
    size += bytes.length
  }
  const frame = async (letter: string, payload: Uint8Array) => {
    const head = Buffer.alloc(5)
    head.write(letter, 'latin1')
    head.writeUInt32BE(payload.length, 1)
    await put(head)
    await put(payload)
  }
  await put(Buffer.from(magic))
  return {
    async section(name, content) {
      await frame('S', Buffer.from(name))
      const digest = createHash('sha256')
      let length = 0
      async function* hashed() {
        for await (const chunk of content) {
          digest.update(chunk)
          length += chunk.length
          yield chunk
        }
      }
      await pipeline(Readable.from(hashed()), createGzip({ level: 4 }), async (packed: AsyncIterable<Buffer>) => {
        for await (const chunk of packed) await frame('D', chunk)
      })
      await frame('E', Buffer.alloc(0))
      return { size: length, sha256: digest.digest('hex') }
    },
    async close(manifest) {
      await frame('M', Buffer.from(JSON.stringify(manifest)))
      await frame('Z', whole.copy().digest())
      await file.sync()
      await file.close()
      await rename(draft, path)
      syncFolder(dirname(path))
      return size
    },
    async abandon() {
      await file.close().catch(() => undefined)
      await rm(draft, { force: true })
    },
  }
}

/** What a backup file proves to be instead of a whole one. */
export class BackupBroken extends Error {
  readonly kind: 'foreign' | 'newer' | 'truncated' | 'damaged'
  constructor(kind: BackupBroken['kind']) {
    super(`backup ${kind}`)
    this.kind = kind
  }
}

type Frame = { readonly letter: string; readonly payload: Buffer }

async function* framesOf(path: string): AsyncGenerator<Frame> {
  const whole = createHash('sha256')
  let held = Buffer.alloc(0)
  const stream = createReadStream(path, { highWaterMark: 1024 * 1024 })
  const chunks = stream[Symbol.asyncIterator]()
  const take = async (size: number): Promise<Buffer> => {
    while (held.length < size) {
      const next: IteratorResult<Buffer> = await chunks.next()
      if (next.done) throw new BackupBroken('truncated')
      held = Buffer.concat([held, next.value])
    }
    const taken = held.subarray(0, size)
    held = held.subarray(size)
    return taken
  }
  try {
    const head = await take(magic.length).catch(() => Buffer.alloc(0))
    if (!head.equals(Buffer.from(magic))) throw new BackupBroken(isNewer(head) ? 'newer' : 'foreign')
    whole.update(head)
    for (;;) {
      const start = await take(5)
      const [letter, size] = [start.toString('latin1', 0, 1), start.readUInt32BE(1)]
      if (!'SDEMZ'.includes(letter) || size > longestFrame) throw new BackupBroken('damaged')
      // What is hashed before the hash itself is all but this frame.
      const before = letter === 'Z' ? whole.digest() : undefined
      const payload = await take(size)
      if (before) {
        if (!before.equals(payload) || held.length > 0) throw new BackupBroken('damaged')
        return
      }
      whole.update(start).update(payload)
      yield { letter, payload }
    }
  } finally {
    stream.destroy()
  }
}

function isNewer(head: Buffer): boolean {
  return /^QINGLAN-BACKUP \d/.test(head.toString('latin1'))
}

/** A part of a backup: its content must be taken whole before the next part is asked for. */
export type Part =
  | { readonly kind: 'section'; readonly name: string; readonly content: AsyncIterable<Buffer> }
  | { readonly kind: 'manifest'; readonly text: string }

/** The parts of a backup in order; throws `BackupBroken` where the file is not whole. The manifest comes last. */
export async function* partsOf(path: string): AsyncGenerator<Part> {
  const frames = framesOf(path)
  async function* data(): AsyncGenerator<Buffer> {
    for (;;) {
      const next = await frames.next()
      if (next.done) throw new BackupBroken('truncated')
      if (next.value.letter === 'E') return
      if (next.value.letter !== 'D') throw new BackupBroken('damaged')
      yield next.value.payload
    }
  }
  for (let next = await frames.next(); !next.done; next = await frames.next()) {
    const { letter, payload } = next.value
    if (letter === 'S') yield { kind: 'section', name: payload.toString(), content: unpacked(data()) }
    else if (letter === 'M') yield { kind: 'manifest', text: payload.toString() }
    else throw new BackupBroken('damaged')
  }
}

async function* unpacked(packed: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  const source = Readable.from(packed)
  const opened = createGunzip()
  source.on('error', (failure) => opened.destroy(failure))
  try {
    for await (const chunk of source.pipe(opened)) yield Buffer.from(chunk)
  } catch (failure) {
    if (failure instanceof BackupBroken) throw failure
    throw new BackupBroken('damaged')
  }
}

/** The lines of a content, without their ends. */
export async function* linesOf(content: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of content) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  if (rest !== '') yield rest
}
