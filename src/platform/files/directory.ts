import type { FileHandle } from 'node:fs/promises'

/** What the directory at the end of a zip file says of one entry. Sizes are claims, not measurements. */
export type ZipEntry = { readonly name: string; readonly size: number; readonly packedSize: number }

const endSignature = 0x06054b50
const entrySignature = 0x02014b50
const endLength = 22
const longestComment = 65_535
const longestDirectory = 8 * 1024 * 1024

/** Reads the directory of a zip file without unpacking anything; undefined when there is none or it is broken. */
export async function readZipDirectory(file: FileHandle, size: number): Promise<readonly ZipEntry[] | undefined> {
  const tail = await readAt(
    file,
    Math.max(0, size - endLength - longestComment),
    Math.min(size, endLength + longestComment),
  )
  const end = findEnd(tail)
  if (end === undefined) return undefined
  const count = tail.readUInt16LE(end + 10)
  const length = tail.readUInt32LE(end + 12)
  const offset = tail.readUInt32LE(end + 16)
  if (length > longestDirectory || offset + length > size) return undefined
  return readEntries(await readAt(file, offset, length), count)
}

function findEnd(tail: Buffer): number | undefined {
  for (let at = tail.length - endLength; at >= 0; at--) if (tail.readUInt32LE(at) === endSignature) return at
  return undefined
}

function readEntries(directory: Buffer, count: number): readonly ZipEntry[] | undefined {
  const entries: ZipEntry[] = []
  let at = 0
  for (let index = 0; index < count; index++) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== entrySignature) return undefined
    const nameLength = directory.readUInt16LE(at + 28)
    const rest = directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
    entries.push({
      name: directory.toString('utf8', at + 46, at + 46 + nameLength),
      packedSize: directory.readUInt32LE(at + 20),
      size: directory.readUInt32LE(at + 24),
    })
    at += 46 + nameLength + rest
  }
  return entries
}

/** Reads `length` bytes from `offset`, fewer at the end of the file. */
export async function readAt(file: FileHandle, offset: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length)
  const { bytesRead } = await file.read(buffer, 0, length, offset)
  return buffer.subarray(0, bytesRead)
}
