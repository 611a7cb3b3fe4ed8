import { err, ok, type Result } from '../../lib/result.ts'
import type { SourceBlock, SourceDocument } from '../../lib/source.ts'
import { inChild } from '../child.ts'
import { openArchive, type Archive } from './archive.ts'
import { documentLimits, type DocumentRefusal } from './refusal.ts'
import { decodeText, readText } from './txt.ts'

type Opened = Result<{ format: SourceDocument['format']; blocks: readonly SourceBlock[] }, DocumentRefusal>

/** What the child is asked for, and what it answers. */
export type ReadAnswer = Opened

// A plan of 300 pages takes a tenth of either.
const bounds = { heapMb: 768, mostMs: 20_000 }
const script = new URL('./open-child.ts', import.meta.url)
const refusedBy = { memory: 'document_bomb', time: 'document_too_large', failed: 'document_corrupt' } as const

/**
 * Reads a .docx, .xlsx, .pdf or text file, told apart by its content and never by its name, as a neutral list of blocks.
 * It is read in a process of its own, with bounded memory and time.
 */
export async function openDocument(bytes: Uint8Array, name: string): Promise<Result<SourceDocument, DocumentRefusal>> {
  if (bytes.length === 0) return err('document_empty')
  if (bytes.length > documentLimits.bytes) return err('document_too_large')
  const opened = await inChild<ReadAnswer>(script, bytes, bounds, (failure) => err(refusedBy[failure]))
  return opened.ok ? ok({ ...opened.value, name }) : opened
}

/** Reads the bytes here and now: what the child does. */
export async function readBytes(bytes: Buffer): Promise<ReadAnswer> {
  const opened = await openBySignature(bytes)
  if (!opened.ok) return opened
  const { format, blocks } = opened.value
  const characters = charactersIn(blocks)
  if (characters === 0) return err(format === 'pdf' ? 'document_without_text' : 'document_empty')
  if (characters > documentLimits.characters || blocks.some(isEndless)) return err('document_too_large')
  return opened
}

async function openBySignature(bytes: Buffer): Promise<Opened> {
  const head = bytes.subarray(0, 1024).toString('latin1')
  if (head.startsWith('PK')) return openOffice(bytes)
  if (head.startsWith('\xd0\xcf\x11\xe0')) {
    const encrypted = bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'))
    return err(encrypted ? 'document_encrypted' : 'document_old_format')
  }
  if (head.includes('%PDF-')) return (await import('./pdf.ts')).readPdf(bytes)
  if (/^(?:\{\\rtf|\x89PNG|\xff\xd8\xff|GIF8|Rar!|7z\xbc|\x1f\x8b|MZ|\x7fELF)/.test(head))
    return err('document_type_refused')
  const text = decodeText(bytes)
  if (text === undefined) return err('document_type_refused')
  if (/^\s*<(?:!doctype html|html|\?xml)/i.test(text)) return err('document_type_refused')
  return ok({ format: 'txt', blocks: readText(text.replace(/^\ufeff/, '')) })
}

// A child begins with nothing loaded: each document loads only what reads it.
async function openOffice(bytes: Buffer): Promise<Opened> {
  const archive = openArchive(bytes)
  if (!archive.ok) return archive
  const kind = kindOf(archive.value)
  if (kind === undefined) return err('document_type_refused')
  if (archive.value.sizeOf('word/document.xml') > documentLimits.xmlBytes) return err('document_too_large')
  const blocks =
    kind === 'docx' ? (await import('./docx.ts')).readDocx(archive.value) : (await import('./xlsx.ts')).readXlsx(bytes)
  return blocks ? ok({ format: kind, blocks }) : err('document_corrupt')
}

function kindOf(archive: Archive): 'docx' | 'xlsx' | undefined {
  if (archive.names.includes('word/document.xml')) return 'docx'
  return archive.names.includes('xl/workbook.xml') ? 'xlsx' : undefined
}

// What reads plans looks at a paragraph again and again: one without end would cost minutes.
function isEndless(block: SourceBlock): boolean {
  return block.kind === 'paragraph' && block.text.length > documentLimits.paragraphCharacters
}

function charactersIn(blocks: readonly SourceBlock[]): number {
  let count = 0
  for (const block of blocks) {
    if (block.kind === 'paragraph') count += block.text.trim().length
    else for (const cell of block.rows.flat()) count += cell.text.trim().length
  }
  return count
}
