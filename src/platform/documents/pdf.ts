import { extractTextItems, getDocumentProxy } from 'unpdf'
import { err, ok, type Result } from '../../lib/result.ts'
import type { SourceBlock } from '../../lib/source.ts'
import { blocksOfPages, type Glyphs } from './pdf-layout.ts'
import { documentLimits, type DocumentRefusal } from './refusal.ts'

/** The paragraphs and tables of a PDF that carries text, rebuilt from where its words stand on the page. */
export async function readPdf(
  bytes: Buffer,
): Promise<Result<{ format: 'pdf'; blocks: readonly SourceBlock[] }, DocumentRefusal>> {
  try {
    const pdf = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 })
    if (pdf.numPages > documentLimits.pages) return err('document_too_large')
    const { items } = await extractTextItems(pdf)
    const pages = items.map((page) =>
      page.map((item): Glyphs => ({ text: item.str, x: item.x, y: item.y, width: item.width, size: item.fontSize })),
    )
    return ok({ format: 'pdf', blocks: blocksOfPages(pages) })
  } catch (failure) {
    const locked = failure instanceof Error && failure.name === 'PasswordException'
    return err(locked ? 'document_encrypted' : 'document_corrupt')
  }
}
