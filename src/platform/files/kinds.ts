import type { FileHandle } from 'node:fs/promises'
import { readAt, readZipDirectory, type ZipEntry } from './directory.ts'

/** The kinds of file that the product knows, by what is in them; a name or a claimed media type decides nothing. */
export const fileTypes = ['pdf', 'docx', 'xlsx', 'pptx', 'doc', 'xls', 'png', 'jpeg', 'zip', 'txt'] as const
export type FileType = (typeof fileTypes)[number]

/** The media type under which a kind of file is sent. */
export const mediaTypes = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  doc: 'application/msword',
  xls: 'application/vnd.ms-excel',
  png: 'image/png',
  jpeg: 'image/jpeg',
  zip: 'application/zip',
  txt: 'text/plain; charset=utf-8',
} as const satisfies Record<FileType, string>

const megabyte = 1024 * 1024

/** The most bytes that a file of each kind may have unless the caller sets a lower limit. */
export const defaultLimits = {
  pdf: 50 * megabyte,
  docx: 50 * megabyte,
  xlsx: 50 * megabyte,
  pptx: 100 * megabyte,
  doc: 50 * megabyte,
  xls: 50 * megabyte,
  png: 20 * megabyte,
  jpeg: 20 * megabyte,
  zip: 500 * megabyte,
  txt: 10 * megabyte,
} as const satisfies Record<FileType, number>

/** `damaged`: begins like a kind that we know and is broken, cut short or a bomb. `unknown`: nothing that we know. */
export type Recognised = FileType | 'damaged' | 'unknown'

const headLength = 4096

/** Tells the kind of a file from its bytes. */
export async function recognise(file: FileHandle, size: number): Promise<Recognised> {
  const head = await readAt(file, 0, headLength)
  if (starts(head, [0x25, 0x50, 0x44, 0x46, 0x2d])) return (await hasPdfEnd(file, size)) ? 'pdf' : 'damaged'
  if (starts(head, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))
    return (await hasPngEnd(file, size)) ? 'png' : 'damaged'
  if (starts(head, [0xff, 0xd8, 0xff])) return 'jpeg'
  if (starts(head, [0x50, 0x4b])) return recogniseZip(await readZipDirectory(file, size))
  if (starts(head, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])) return recogniseCompound(file, head, size)
  return (await isText(file, size)) ? 'txt' : 'unknown'
}

function starts(head: Buffer, magic: readonly number[]): boolean {
  return magic.every((byte, index) => head[index] === byte)
}

async function hasPdfEnd(file: FileHandle, size: number): Promise<boolean> {
  const tail = await readAt(file, Math.max(0, size - 2048), 2048)
  return tail.includes('%%EOF')
}

async function hasPngEnd(file: FileHandle, size: number): Promise<boolean> {
  const tail = await readAt(file, Math.max(0, size - 64), 64)
  return tail.includes('IEND')
}

const unpackedLimit = 2 * 1024 * megabyte
const worstRatio = 200

function recogniseZip(entries: readonly ZipEntry[] | undefined): Recognised {
  if (!entries) return 'damaged'
  const unpacked = entries.reduce((sum, entry) => sum + entry.size, 0)
  const packed = entries.reduce((sum, entry) => sum + entry.packedSize, 0)
  if (unpacked > unpackedLimit || (unpacked > 50 * megabyte && unpacked > packed * worstRatio)) return 'damaged'
  const names = new Set(entries.map((entry) => entry.name))
  if (names.has('[Content_Types].xml')) {
    if (names.has('word/document.xml')) return 'docx'
    if (names.has('xl/workbook.xml')) return 'xlsx'
    if (names.has('ppt/presentation.xml')) return 'pptx'
  }
  return 'zip'
}

/** Old Office files and encrypted new ones share one container; its directory names the streams inside. */
async function recogniseCompound(file: FileHandle, head: Buffer, size: number): Promise<Recognised> {
  if (head.length < 512) return 'damaged'
  const sector = 2 ** head.readUInt16LE(30)
  const directory = (head.readUInt32LE(48) + 1) * sector
  if (sector < 512 || sector > 4096 || directory >= size) return 'damaged'
  const names = await readAt(file, directory, sector)
  const holds = (stream: string) => names.includes(Buffer.from(`${stream}\0`, 'utf16le'))
  if (holds('EncryptedPackage') || holds('EncryptionInfo')) return 'unknown'
  if (holds('WordDocument')) return 'doc'
  if (holds('Workbook') || holds('Book')) return 'xls'
  return 'unknown'
}

const textSample = 256 * 1024

async function isText(file: FileHandle, size: number): Promise<boolean> {
  const sample = await readAt(file, 0, Math.min(size, textSample))
  if (starts(sample, [0xff, 0xfe]) || starts(sample, [0xfe, 0xff])) return true
  // Tab, line feed, form feed and carriage return are text; every other control character is not.
  if (sample.some((byte) => byte < 32 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13)) return false
  return decodes('utf-8', sample) || decodes('gb18030', sample)
}

/** Decodes as a stream, because a sample may end in the middle of a character. */
function decodes(encoding: string, sample: Buffer): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(sample, { stream: true })
    return true
  } catch {
    return false
  }
}
