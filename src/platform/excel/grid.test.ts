import { buffer } from 'node:stream/consumers'
import { utils, write, type BookType } from '@e965/xlsx'
import exceljs from 'exceljs'
import { describe, expect, test } from 'vitest'
import { exportCsv, exportRows, type ExportColumn } from './rows.ts'
import { gridLimits, readGrid } from './grid.ts'

const rows = [
  ['姓名', '身份证号', '参加工作时间', '工号'],
  ['陈一诺', '411002199001011234', '2015-09-01', '007'],
]
const bookOf = (bookType: BookType): Buffer => {
  const book = utils.book_new()
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows), '名单')
  const made: unknown = write(book, { type: 'buffer', bookType })
  if (!Buffer.isBuffer(made)) throw new Error('no workbook was made')
  return made
}

describe('a list is read from', () => {
  test.each(['xlsx', 'xlsb', 'biff8'] as const)(
    'an Excel workbook of the kind %s, as WPS writes them too',
    async (kind) => {
      expect(await readGrid(bookOf(kind))).toEqual({ ok: true, value: { sheet: '名单', rows } })
    },
  )

  const csv = rows.map((row) => row.join(',')).join('\r\n')
  // 姓名 in GB18030, which TextEncoder does not write.
  const gb18030 = Buffer.concat([
    Buffer.from([0xd0, 0xd5, 0xc3, 0xfb]),
    Buffer.from(',A\r\n'),
    Buffer.from([0xb3, 0xc2]),
    Buffer.from(',1'),
  ])
  test.each([
    ['UTF-8', Buffer.from(csv), rows],
    ['UTF-8 with its mark', Buffer.from(`\ufeff${csv}`), rows],
    ['cells that were copied', Buffer.from(csv.replaceAll(',', '\t')), rows],
    [
      'GB18030',
      gb18030,
      [
        ['姓名', 'A'],
        ['陈', '1'],
      ],
    ],
  ])('text in %s', async (_, bytes, expected) => {
    expect(await readGrid(bytes)).toEqual({ ok: true, value: { sheet: '', rows: expected } })
  })

  test('text whose cells hold separators, quotes, line breaks and the marks of a spreadsheet', async () => {
    const read = await readGrid(Buffer.from('"a,""b""\nc",="007",\t123,\'=x\r\n\r\nlast'))
    expect(read.ok && read.value.rows).toEqual([['a,"b"\nc', '007', '123', '=x'], [], ['last']])
  })
})

test('dates become dates, codes keep their zeros, long numbers stay numbers', async () => {
  const book = new exceljs.Workbook()
  const sheet = book.addWorksheet('名单')
  sheet.addRow([new Date(Date.UTC(2015, 8, 1)), 42, 411002199001011200, 12.5])
  sheet.getCell('B1').numFmt = '0000'
  const read = await readGrid(Buffer.from(await book.xlsx.writeBuffer()))
  expect(read.ok && read.value.rows).toEqual([['2015-09-01', '0042', 411002199001011200, 12.5]])
})

describe('what is refused', () => {
  const wide = Buffer.from(Array.from({ length: gridLimits.columns + 1 }, () => 'x').join(','))
  const long = Buffer.from('x\n'.repeat(gridLimits.rows + 1))
  test.each([
    ['nothing', Buffer.alloc(0), 'sheet_empty'],
    ['blank lines', Buffer.from('\n\n'), 'sheet_empty'],
    ['a sheet of too many columns', wide, 'sheet_too_wide'],
    ['a sheet of too many rows', long, 'sheet_too_long'],
    ['bytes that are no text', Buffer.from([0, 1, 2, 0, 255, 254]), 'sheet_unreadable'],
    ['a zip that is no workbook', Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0, 0]), 'sheet_unreadable'],
    ['a broken old workbook', Buffer.from('d0cf11e0a1b11ae1'.repeat(40), 'hex'), 'sheet_unreadable'],
  ])('%s', async (_, bytes, refusal) => {
    expect(await readGrid(bytes)).toEqual({ ok: false, error: refusal })
  })
})

test('what is exported is read again as it was', async () => {
  const columns: ExportColumn<readonly string[]>[] = [
    { title: '姓名', width: 12, kind: 'text', value: (row) => row[0] ?? '' },
    { title: '工号', width: 12, kind: 'text', value: (row) => row[1] ?? '' },
  ]
  const list = [
    ['=1+1', '007'],
    ['"引,号"', '123456789012345678'],
    ['-x\n', '@'],
  ]
  const expected = [
    ['姓名', '工号'],
    ['=1+1', '007'],
    ['"引,号"', '123456789012345678'],
    ['-x', '@'],
  ]
  for (const made of [exportRows({ sheet: '名单', columns, rows: list }), exportCsv({ columns, rows: list })]) {
    const read = await readGrid(await buffer(made))
    expect(read.ok && read.value.rows.map((row) => row.map((cell) => String(cell).trim()))).toEqual(expected)
  }
})
