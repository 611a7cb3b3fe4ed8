import { err, ok, type Result } from '../../lib/result.ts'
import type { SourceBlock, SourceDocument } from '../../lib/source.ts'
import { openArchive, type Archive } from './archive.ts'
import { readDocx } from './docx.ts'
import { readPdf } from './pdf.ts'
import { documentLimits, type DocumentRefusal } from './refusal.ts'
import { decodeText, readText } from './txt.ts'
import { readXlsx } from './xlsx.ts'

type Opened = Result<{ format: SourceDocument['format']; blocks: readonly SourceBlock[] }, DocumentRefusal>

/** Reads a .docx, .xlsx, .pdf or text file, told apart by its content and never by its name, as a neutral list of blocks. */
export async function openDocument(bytes: Uint8Array, name: string): Promise<Result<SourceDocument, DocumentRefusal>> {
  if (bytes.length === 0) return err('document_empty')
  if (bytes.length > documentLimits.bytes) return err('document_too_large')
  const opened = await openBySignature(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  if (!opened.ok) return opened
  const { format, blocks } = opened.value
  const characters = charactersIn(blocks)
  if (characters === 0) return err(format === 'pdf' ? 'document_without_text' : 'document_empty')
  if (characters > documentLimits.characters || blocks.some(isEndless)) return err('document_too_large')
  return ok({ format, name, blocks })
}

async function openBySignature(bytes: Buffer): Promise<Opened> {
  const head = bytes.subarray(0, 1024).toString('latin1')
  if (head.startsWith('PK')) return openOffice(bytes)
  if (head.startsWith('\xd0\xcf\x11\xe0')) {
    const encrypted = bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'))
    return err(encrypted ? 'document_encrypted' : 'document_old_format')
  }
  if (head.includes('%PDF-')) return readPdf(bytes)
  if (/^(?:\{\\rtf|\x89PNG|\xff\xd8\xff|GIF8|Rar!|7z\xbc|\x1f\x8b|MZ|\x7fELF)/.test(head))
    return err('document_type_refused')
  const text = decodeText(bytes)
  if (text === undefined) return err('document_type_refused')
  if (/^\s*<(?:!doctype html|html|\?xml)/i.test(text)) return err('document_type_refused')
  return ok({ format: 'txt', blocks: readText(text.replace(/^\ufeff/, '')) })
}

function openOffice(bytes: Buffer): Opened {
  const archive = openArchive(bytes)
  if (!archive.ok) return archive
  const kind = kindOf(archive.value)
  if (kind === undefined) return err('document_type_refused')
  const blocks = kind === 'docx' ? readDocx(archive.value) : readXlsx(bytes)
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
