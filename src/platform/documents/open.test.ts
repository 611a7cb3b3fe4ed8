import { utils, write } from '@e965/xlsx'
import {
  AlignmentType,
  Document,
  LevelFormat,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  VerticalMergeType,
} from 'docx'
import PDFDocument from 'pdfkit'
import { describe, expect, test } from 'vitest'
import { rawZip } from './hostile-files.ts'
import { openDocument } from './open.ts'
import { documentLimits } from './refusal.ts'

const opened = async (bytes: Uint8Array, name = 'plan.docx') => {
  const result = await openDocument(bytes, name)
  return result.ok ? result.value : result.error
}

const texts = (document: Awaited<ReturnType<typeof opened>>) =>
  typeof document === 'string'
    ? document
    : document.blocks.map((block) =>
        block.kind === 'paragraph' ? block.text : block.rows.map((row) => row.map((cell) => cell.text)),
      )

describe('what is refused', () => {
  test.each([
    ['an empty file', Buffer.alloc(0), 'document_empty'],
    ['white space', Buffer.from(' \n \n'), 'document_empty'],
    ['more bytes than allowed', Buffer.alloc(documentLimits.bytes + 1, 65), 'document_too_large'],
    ['an image', Buffer.from('\x89PNG\r\n\x1a\n0000', 'latin1'), 'document_type_refused'],
    ['noise without text', Buffer.from([0, 1, 2, 3, 0, 255, 254, 0, 9, 0, 0, 1]), 'document_type_refused'],
    ['a web page', Buffer.from('<!DOCTYPE html><html></html>'), 'document_type_refused'],
    [
      'an old Word file',
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]),
      'document_old_format',
    ],
    [
      'an encrypted Office file',
      Buffer.concat([
        Buffer.from('d0cf11e0a1b11ae1', 'hex'),
        Buffer.alloc(600),
        Buffer.from('EncryptedPackage', 'utf16le'),
      ]),
      'document_encrypted',
    ],
    [
      'a zip cut short',
      rawZip([{ name: 'word/document.xml', content: Buffer.from('<a/>') }]).subarray(0, 60),
      'document_corrupt',
    ],
    ['a zip of something else', rawZip([{ name: 'photo.jpg', content: Buffer.from('x') }]), 'document_type_refused'],
    [
      'an encrypted zip',
      rawZip([{ name: 'word/document.xml', content: Buffer.from('x'), flags: 1 }]),
      'document_encrypted',
    ],
    [
      'a Word file without a body',
      rawZip([{ name: 'word/document.xml', content: Buffer.from('<w:document/>') }]),
      'document_corrupt',
    ],
    [
      'entities that could explode',
      rawZip([
        {
          name: 'word/document.xml',
          content: Buffer.from('<!DOCTYPE a [<!ENTITY b "c">]><w:document><w:body/></w:document>'),
        },
      ]),
      'document_corrupt',
    ],
    ['a torn PDF', Buffer.from('%PDF-1.7\ngarbage'), 'document_corrupt'],
  ])('%s', async (_, bytes, refusal) => {
    expect(await opened(bytes)).toBe(refusal)
  })

  test('a bomb that says so, before it is unpacked', async () => {
    const small = { name: 'word/document.xml', content: Buffer.from('<a/>'), claimed: documentLimits.partBytes + 1 }
    expect(await opened(rawZip([small]))).toBe('document_bomb')
  })

  test('a bomb that lies about its size, while it is unpacked', async () => {
    const lying = {
      name: 'word/document.xml',
      content: Buffer.alloc(documentLimits.partBytes + 1024),
      claimed: 1000,
    }
    expect(await opened(rawZip([lying]))).toBe('document_bomb')
  })
})

describe('what is read', () => {
  test('the type is told by content, not by name', async () => {
    const document = await opened(Buffer.from('教师培训计划\n一、目标'), 'plan.docx')
    expect(document).toMatchObject({ format: 'txt', blocks: [{ text: '教师培训计划' }, { text: '一、目标' }] })
  })

  test.each([
    ['GB18030', Buffer.from([0xc5, 0xe0, 0xd1, 0xb5])],
    ['UTF-16', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('培训', 'utf16le')])],
    ['UTF-8 with a mark', Buffer.from('\ufeff培训')],
  ])('%s text', async (_, bytes) => {
    expect(texts(await opened(bytes))).toEqual(['培训'])
  })

  test('a table saved as text: a tab opens each cell, a blank line ends each row', async () => {
    const text =
      '安排表\n\n\t序号\n\t名称\n\t拟培训\n人数\n\n\t1\n\t骨干研修\n（第四期）\n\t300人\n\n\t2\n\t班主任研修\n\t\n\n备注：无'
    expect(texts(await opened(Buffer.from(text)))).toEqual([
      '安排表',
      [
        ['序号', '名称', '拟培训\n人数'],
        ['1', '骨干研修\n（第四期）', '300人'],
        ['2', '班主任研修', ''],
      ],
      '备注：无',
    ])
  })

  test('Word: automatic Chinese numbers are written out, merged cells repeat their text', async () => {
    const level = (format: (typeof LevelFormat)[keyof typeof LevelFormat], text: string, at: number) => ({
      level: at,
      format,
      text,
      alignment: AlignmentType.START,
    })
    const item = (text: string, at: number) => new Paragraph({ text, numbering: { reference: 'list', level: at } })
    const cell = (text: string, verticalMerge?: (typeof VerticalMergeType)[keyof typeof VerticalMergeType]) =>
      new TableCell({ children: [new Paragraph(text)], ...(verticalMerge ? { verticalMerge } : {}) })
    const word = new Document({
      numbering: {
        config: [
          {
            reference: 'list',
            levels: [level(LevelFormat.CHINESE_COUNTING, '%1、', 0), level(LevelFormat.DECIMAL, '%2.', 1)],
          },
        ],
      },
      sections: [
        {
          children: [
            item('培训目标', 0),
            item('师德培训', 1),
            item('新教师培训', 1),
            item('培训措施', 0),
            item('名师培训', 1),
            new Table({
              rows: [
                new TableRow({ children: [cell('市级', VerticalMergeType.RESTART), cell('甲')] }),
                new TableRow({ children: [cell('', VerticalMergeType.CONTINUE), cell('乙')] }),
              ],
            }),
          ],
        },
      ],
    })
    const document = await opened(await Packer.toBuffer(word))
    expect(texts(document)).toEqual([
      '一、培训目标',
      '1.师德培训',
      '2.新教师培训',
      '二、培训措施',
      '1.名师培训',
      [
        ['市级', '甲'],
        ['市级', '乙'],
      ],
    ])
    expect(document).toMatchObject({
      blocks: [
        {},
        {},
        {},
        {},
        {},
        {
          rows: [
            [{}, {}],
            [{ merged: 'down' }, {}],
          ],
        },
      ],
    })
  })

  test('Excel: each visible sheet is a table, merges are marked', async () => {
    const sheet = utils.aoa_to_sheet([
      ['安排表', '', ''],
      ['序号', '名称', '人数'],
      [1, '骨干研修', 300],
    ])
    sheet['!merges'] = [utils.decode_range('A1:C1')]
    const book = utils.book_new()
    utils.book_append_sheet(book, sheet, '安排')
    const bytes: unknown = write(book, { type: 'buffer', bookType: 'xlsx' })
    if (!Buffer.isBuffer(bytes)) throw new Error('no workbook was written')
    const document = await opened(bytes)
    expect(texts(document)).toEqual([
      [
        ['安排表', '安排表', '安排表'],
        ['序号', '名称', '人数'],
        ['1', '骨干研修', '300'],
      ],
    ])
    expect(document).toMatchObject({
      format: 'xlsx',
      blocks: [
        {
          name: '安排',
          rows: [
            [{}, { merged: 'across' }, { merged: 'across' }],
            [{}, {}, {}],
            [{}, {}, {}],
          ],
        },
      ],
    })
  })

  test('PDF: lines, a table by its columns; a locked or empty one is refused', async () => {
    const pdfOf = (options: PDFKit.PDFDocumentOptions, draw: (page: PDFKit.PDFDocument) => void) =>
      new Promise<Buffer>((resolve) => {
        const pdf = new PDFDocument(options)
        const chunks: Buffer[] = []
        pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
        pdf.on('end', () => {
          resolve(Buffer.concat(chunks))
        })
        draw(pdf)
        pdf.end()
      })
    const rows = [
      ['No', 'Name', 'People'],
      ['1', 'First', '300'],
      ['2', 'Second', '400'],
    ]
    const bytes = await pdfOf({}, (pdf) => {
      pdf.text('Training plan of the year', 72, 72)
      rows.forEach((row, y) => {
        row.forEach((text, x) => pdf.text(text, 72 + x * 120, 120 + y * 24, { lineBreak: false }))
      })
    })
    expect(texts(await opened(bytes))).toEqual(['Training plan of the year', rows])
    expect(await opened(await pdfOf({}, () => undefined))).toBe('document_without_text')
    expect(await opened(await pdfOf({ userPassword: 'x' }, (pdf) => pdf.text('x')))).toBe('document_encrypted')
  })
})
