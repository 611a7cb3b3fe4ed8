import { buffer, text } from 'node:stream/consumers'
import { read, utils } from '@e965/xlsx'
import exceljs from 'exceljs'
import JSZip from 'jszip'
import { describe, expect, test } from 'vitest'
import { exportCsv, exportRows, type ExportColumn } from './rows.ts'

type Person = { name: string; idNumber: string; hours: number | null }
const columns: readonly ExportColumn<Person>[] = [
  { title: '姓名', width: 12, kind: 'text', value: (person) => person.name },
  { title: '证件号', width: 24, kind: 'text', value: (person) => person.idNumber },
  { title: '学时', width: 10, kind: 'number', value: (person) => person.hours },
]
const people: readonly Person[] = [
  { name: '张三', idNumber: '130682199001011234', hours: 36.5 },
  { name: '=HYPERLINK("http://x")', idNumber: '007', hours: null },
]

async function open(bytes: Buffer) {
  const workbook = new exceljs.Workbook()
  const copy = new ArrayBuffer(bytes.length)
  new Uint8Array(copy).set(bytes)
  // exceljs names its own Buffer type, which an ArrayBuffer satisfies.
  await workbook.xlsx.load(copy)
  return workbook.worksheets[0]
}

describe('an Excel export', () => {
  test('keeps long numbers and leading zeros as text, numbers as numbers, and no formula', async () => {
    const sheet = await open(await buffer(exportRows({ sheet: '教师', columns, rows: people })))
    expect(sheet?.name).toBe('教师')
    expect(sheet?.getRow(1).values).toEqual([undefined, '姓名', '证件号', '学时'])
    expect(sheet?.getCell('B2').value).toBe('130682199001011234')
    expect(sheet?.getCell('B2').numFmt).toBe('@')
    expect(sheet?.getCell('B3').value).toBe('007')
    expect(sheet?.getCell('C2').value).toBe(36.5)
    expect(sheet?.getCell('C3').value).toBeNull()
    expect(sheet?.getCell('A3').type).toBe(exceljs.ValueType.String)
    expect(sheet?.getCell('A3').formula).toBeUndefined()
  })

  test('freezes its head and sets its widths', async () => {
    const sheet = await open(await buffer(exportRows({ sheet: '教师', columns, rows: people })))
    expect(sheet?.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 })
    expect(sheet?.getColumn(2).width).toBe(24)
  })

  test('holds rows that come slowly, characters that XML forbids, and no rows at all', async () => {
    async function* slowly() {
      for (let place = 0; place < 3000; place++)
        yield { name: `教师\u0001${place}`, idNumber: String(place), hours: place }
    }
    const sheet = await open(await buffer(exportRows({ sheet: '教师/名单', columns, rows: slowly() })))
    expect(sheet?.rowCount).toBe(3001)
    expect(sheet?.getCell('A3001').value).toBe('教师2999')
    expect((await open(await buffer(exportRows({ sheet: '空', columns, rows: [] }))))?.rowCount).toBe(1)
  })

  test('a list that fails breaks the file off', async () => {
    async function* broken(): AsyncGenerator<Person> {
      yield { name: '张三', idNumber: '1', hours: 1 }
      throw new Error('connection lost')
    }
    await expect(buffer(exportRows({ sheet: '教师', columns, rows: broken() }))).rejects.toThrow('connection lost')
  })
})

describe('a CSV export', () => {
  test('opens in Excel as what it is, with formulas made harmless', async () => {
    const bytes = await buffer(exportCsv({ columns, rows: people }))
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    expect(bytes.toString('utf8').replace('\ufeff', '').split('\r\n')).toEqual([
      '姓名,证件号,学时',
      '张三,130682199001011234,36.5',
      `"'=HYPERLINK(""http://x"")",007,`,
      '',
    ])
  })

  test.each(['=1', '+1', '-1', '@a'])('%s', async (name) => {
    const made = await text(exportCsv({ columns, rows: [{ name, idNumber: '', hours: -5 }] }))
    expect(made).toContain(`\r\n'${name},,-5\r\n`)
  })
})

test('a list that is taken out bears the mark of whoever took it, and reads back as the list alone', async () => {
  const columns = [{ title: '姓名', width: 12, kind: 'text', value: (row: string) => row }] as const
  const chunks: Buffer[] = []
  for await (const chunk of exportRows({ sheet: '名单', columns, rows: ['甲'], mark: '青石县教育局 王&李 导出' })) {
    chunks.push(Buffer.from(chunk))
  }
  const whole = Buffer.concat(chunks)
  const sheet = await (await JSZip.loadAsync(whole)).file('xl/worksheets/sheet1.xml')?.async('text')
  expect(sheet).toContain('<oddFooter>&amp;C&amp;8青石县教育局 王&amp;&amp;李 导出</oddFooter>')
  const book = read(whole)
  const [name = ''] = book.SheetNames
  expect(utils.sheet_to_json(book.Sheets[name] ?? {}, { header: 1 })).toEqual([['姓名'], ['甲']])
})
