import {
  AlignmentType,
  Document,
  Footer,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  SectionType,
  TextRun,
  type ISectionOptions,
  type Table,
} from 'docx'
import { sameDates } from './bytes.ts'
import { drawBlock, type Counters } from './blocks.ts'
import { styles } from './styles.ts'
import type { Block, OfficialDocument } from './tree.ts'
import { faces, fontTable, lengths, sizes } from './typography.ts'

/** Builds the Word file of an official document; the same document always gives the same bytes. */
export async function renderDocument(document: OfficialDocument): Promise<Buffer> {
  const file = new Document({
    title: document.title,
    creator: document.issuer,
    lastModifiedBy: document.issuer,
    styles,
    evenAndOddHeaderAndFooters: true,
    sections: sectionsOf(document),
  })
  const parts = [
    { path: 'word/fontTable.xml', data: fontTable() },
    { path: 'docProps/core.xml', data: coreProperties(document) },
  ]
  return sameDates(await Packer.toBuffer(file, undefined, parts))
}

/** An attachment begins a section of its own, because it may lie down where the text stands. */
function sectionsOf(document: OfficialDocument): ISectionOptions[] {
  const parts: { landscape: boolean; blocks: Block[] }[] = [{ landscape: false, blocks: [] }]
  for (const block of document.blocks) {
    if (block.kind === 'attachment') parts.push({ landscape: block.landscape === true, blocks: [] })
    parts.at(-1)?.blocks.push(block)
  }
  return parts.map(({ landscape, blocks }) => section(landscape, blocks, document))
}

function section(landscape: boolean, blocks: readonly Block[], document: OfficialDocument): ISectionOptions {
  const { mark } = document
  const list = document.list === true
  const counters: Counters = { first: 0, second: 0, third: 0 }
  const { page } = lengths
  const margin = list ? lengths.listMargin : lengths.margin
  const width = (landscape ? page.height : page.width) - margin.left - margin.right
  const children: (Paragraph | Table)[] = blocks.flatMap((block, place) =>
    drawBlock(block, { counters, width, list, next: blocks[place + 1]?.kind }),
  )
  return {
    properties: {
      type: SectionType.NEXT_PAGE,
      page: {
        size: { ...page, orientation: landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT },
        margin,
      },
    },
    footers: { default: pageFooter(AlignmentType.RIGHT, mark), even: pageFooter(AlignmentType.LEFT, mark) },
    children,
  }
}

/** — 1 — at the outer edge, one character in. */
function pageFooter(alignment: 'left' | 'right', mark: string | undefined): Footer {
  const font = { ascii: faces.pageNumber, hAnsi: faces.pageNumber, eastAsia: faces.pageNumber }
  const number = new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], size: sizes.pageNumber, font })
  const indent = alignment === 'right' ? { right: sizes.pageNumber * 10 } : { left: sizes.pageNumber * 10 }
  const taken = mark === undefined ? [] : [markLine(mark)]
  return new Footer({ children: [new Paragraph({ alignment, indent, children: [number] }), ...taken] })
}

function markLine(mark: string): Paragraph {
  const font = { ascii: faces.pageNumber, hAnsi: faces.pageNumber, eastAsia: faces.pageNumber }
  const text = new TextRun({ text: mark, size: 16, color: '808080', font })
  return new Paragraph({ alignment: AlignmentType.CENTER, children: [text] })
}

function coreProperties({ title, issuer, date }: OfficialDocument): string {
  const made = `<dcterms:created xsi:type="dcterms:W3CDTF">${date}T00:00:00Z</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">${date}T00:00:00Z</dcterms:modified>`
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escapeXml(title)}</dc:title><dc:creator>${escapeXml(issuer)}</dc:creator><cp:lastModifiedBy>${escapeXml(issuer)}</cp:lastModifiedBy><cp:revision>1</cp:revision>${made}</cp:coreProperties>`
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (mark) => `&#${mark.charCodeAt(0)};`)
}
