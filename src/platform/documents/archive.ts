import { inflateRawSync } from 'node:zlib'
import { err, ok, type Result } from '../../lib/result.ts'
import { documentLimits, type DocumentRefusal } from './refusal.ts'

/** A zip whose every part has been unpacked within the limits. */
export type Archive = {
  readonly names: readonly string[]
  readonly part: (name: string) => string | undefined
  /** The bytes of a part; 0 when there is none. */
  readonly sizeOf: (name: string) => number
}

type Entry = {
  readonly name: string
  readonly method: number
  readonly encrypted: boolean
  readonly packed: number
  readonly unpacked: number
  readonly offset: number
}

/** Unpacks a zip held in memory. Declared sizes and ratios are judged first; real sizes are bounded while inflating. */
export function openArchive(bytes: Buffer): Result<Archive, DocumentRefusal> {
  const entries = entriesOf(bytes)
  if (!entries) return err('document_corrupt')
  if (entries.length > documentLimits.parts) return err('document_bomb')
  if (entries.some((entry) => entry.encrypted)) return err('document_encrypted')
  if (entries.some(isBomb) || sum(entries) > documentLimits.unpackedBytes) return err('document_bomb')

  const parts = new Map<string, Buffer>()
  let left: number = documentLimits.unpackedBytes
  for (const entry of entries) {
    if (entry.name.endsWith('/')) continue
    const part = unpack(bytes, entry, Math.min(left, documentLimits.partBytes))
    if (!part.ok) return part
    left -= part.value.length
    parts.set(entry.name, part.value)
  }
  return ok({
    names: [...parts.keys()],
    part: (name) => parts.get(name)?.toString('utf8'),
    sizeOf: (name) => parts.get(name)?.length ?? 0,
  })
}

const sum = (entries: readonly Entry[]) => entries.reduce((total, entry) => total + entry.unpacked, 0)

function isBomb(entry: Entry): boolean {
  if (entry.unpacked > documentLimits.partBytes) return true
  return entry.unpacked > documentLimits.ratioFloorBytes && entry.unpacked > entry.packed * documentLimits.ratio
}

function entriesOf(bytes: Buffer): readonly Entry[] | undefined {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (end < 0 || end + 22 > bytes.length) return undefined
  const count = bytes.readUInt16LE(end + 10)
  let cursor = bytes.readUInt32LE(end + 16)
  const entries: Entry[] = []
  for (let i = 0; i < count; i++) {
    if (cursor + 46 > bytes.length || bytes.readUInt32LE(cursor) !== 0x02014b50) return undefined
    const nameLength = bytes.readUInt16LE(cursor + 28)
    entries.push({
      name: bytes.toString('utf8', cursor + 46, cursor + 46 + nameLength).replace(/\\/g, '/'),
      method: bytes.readUInt16LE(cursor + 10),
      encrypted: (bytes.readUInt16LE(cursor + 8) & 1) === 1,
      packed: bytes.readUInt32LE(cursor + 20),
      unpacked: bytes.readUInt32LE(cursor + 24),
      offset: bytes.readUInt32LE(cursor + 42),
    })
    cursor += 46 + nameLength + bytes.readUInt16LE(cursor + 30) + bytes.readUInt16LE(cursor + 32)
  }
  return entries
}

function unpack(bytes: Buffer, entry: Entry, bytesMax: number): Result<Buffer, DocumentRefusal> {
  const { offset } = entry
  if (offset + 30 > bytes.length || bytes.readUInt32LE(offset) !== 0x04034b50) return err('document_corrupt')
  const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28)
  if (start + entry.packed > bytes.length) return err('document_corrupt')
  const packed = bytes.subarray(start, start + entry.packed)
  if (entry.method === 0) return packed.length > bytesMax ? err('document_bomb') : ok(packed)
  if (entry.method !== 8) return err('document_corrupt')
  try {
    return ok(inflateRawSync(packed, { maxOutputLength: Math.max(1, bytesMax) }))
  } catch (failure) {
    const tooLong = failure instanceof RangeError
    return err(tooLong ? 'document_bomb' : 'document_corrupt')
  }
}
