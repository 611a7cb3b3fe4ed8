import { deflateRawSync } from 'node:zlib'
import JSZip from 'jszip'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { planHandlers } from '../features/plans/handlers.ts'
import { systemClock } from '../platform/clock.ts'
import { read } from '../platform/db/db.ts'
import { exportCsv, exportRows } from '../platform/excel/rows.ts'
import { newId } from '../platform/ids.ts'
import { testCounty, type TestCounty } from './testing.ts'

let county: TestCounty
beforeAll(async () => {
  county = await testCounty()
}, 60_000)
afterAll(() => county.close())

const megabyte = 1024 * 1024
const types = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`

async function zipped(parts: Readonly<Record<string, string | Buffer>>): Promise<Buffer> {
  const zip = new JSZip()
  for (const [name, content] of Object.entries(parts)) zip.file(name, content)
  return zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' })
}

const docx = (body: string, more: Readonly<Record<string, string | Buffer>> = {}, head = '') =>
  zipped({
    '[Content_Types].xml': types,
    'word/document.xml': `<?xml version="1.0"?>${head}<w:document xmlns:w="w"><w:body>${body}</w:body></w:document>`,
    ...more,
  })

const paragraph = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`

const xlsx = (sheet: string, more: Readonly<Record<string, string | Buffer>> = {}, head = '') =>
  zipped({
    '[Content_Types].xml': types,
    '_rels/.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `<?xml version="1.0"?>${head}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${sheet}</sheetData></worksheet>`,
    ...more,
  })

const cell = (at: string, value: string) => `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`
const rowOf = (no: number, cells: string) => `<row r="${no}">${cells}</row>`

/** A zip of one entry whose directory says another size than the entry has. */
function lying(name: string, content: Buffer, claimed: number): Buffer {
  const packed = deflateRawSync(content)
  const local = Buffer.alloc(30)
  local.writeUInt32LE(0x04034b50, 0)
  local.writeUInt16LE(8, 8)
  local.writeUInt32LE(packed.length, 18)
  local.writeUInt32LE(claimed, 22)
  local.writeUInt16LE(name.length, 26)
  const entry = Buffer.alloc(46)
  entry.writeUInt32LE(0x02014b50, 0)
  entry.writeUInt16LE(8, 10)
  entry.writeUInt32LE(packed.length, 20)
  entry.writeUInt32LE(claimed, 24)
  entry.writeUInt16LE(name.length, 28)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(46 + name.length, 12)
  end.writeUInt32LE(30 + name.length + packed.length, 16)
  return Buffer.concat([local, Buffer.from(name), packed, entry, Buffer.from(name), end])
}

const laughs = `<!DOCTYPE x [<!ENTITY a "哈哈哈哈哈哈哈哈哈哈">${'bcdefghij'
  .split('')
  .map((name, at) => `<!ENTITY ${name} "${`&${'abcdefghi'[at]};`.repeat(10)}">`)
  .join('')}]>`
const outside = `<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>`
const zeros = (size: number) => Buffer.alloc(size)

/** How an upload ends: the code it is refused with, `read` when it was taken for what it says and nothing more. */
async function asPlan(bytes: Uint8Array, name: string): Promise<string> {
  const [fileId, id] = [newId(), newId()]
  const { bureau_officer: officer } = county.logins
  const path = `/files?id=${fileId}&name=${encodeURIComponent(name)}&purpose=plan_document`
  const stored = await county.request(officer, 'POST', path, new Uint8Array(bytes))
  if (stored.status !== 201) return String(stored.body.code)
  const handed = await county.request(officer, 'POST', '/plan-documents', { id, fileId })
  expect(handed.status).toBe(201)
  const [handler] = planHandlers({ files: county.files })
  const tools = { db: county.door(), runId: newId(), progress: async () => undefined, cancelled: async () => false }
  await handler?.run({ documentId: id }, tools)
  const { body } = await county.request(officer, 'GET', `/plan-documents/${id}`)
  return body.state === 'in_review' ? 'read' : String(body.refusal)
}

async function asRoster(bytes: Uint8Array, name: string): Promise<string> {
  const path = `/roster-imports?id=${newId()}&name=${encodeURIComponent(name)}`
  const answer = await county.request(county.logins.bureau_officer, 'POST', path, new Uint8Array(bytes))
  return answer.status === 201 ? 'read' : String(answer.body.code)
}

type Attack = readonly [string, () => Promise<Buffer> | Buffer, { readonly plan?: RegExp; readonly roster?: RegExp }]

const files: readonly Attack[] = [
  [
    'a zip bomb in a zip bomb',
    async () =>
      docx(paragraph('计划'), { 'a.zip': await zipped({ 'b.zip': await zipped({ c: zeros(20 * megabyte) }) }) }),
    { plan: /read/ },
  ],
  [
    'a zip that lies about its sizes',
    () => lying('word/document.xml', zeros(180 * megabyte), 10),
    { plan: /file_type_refused|document_/, roster: /sheet_/ },
  ],
  [
    'a program called plan.docx',
    () => Buffer.from('MZ\u0090\u0000\u0003\u0000\u0000\u0000not a document', 'latin1'),
    { plan: /file_type_refused/, roster: /sheet_/ },
  ],
  [
    'a page called plan.docx',
    () => Buffer.from('<!doctype html><script>alert(1)</script>'),
    { plan: /document_type_refused/ },
  ],
  [
    'paths that leave the archive',
    () => docx(paragraph('计划'), { '../../../etc/cron.d/x': 'x', '/etc/x': 'x', '..\\..\\x': 'x' }),
    { plan: /read/ },
  ],
  ['a billion laughs', () => docx(paragraph('&j;'), {}, laughs), { plan: /document_corrupt/ }],
  ['an entity that reads a file', () => docx(paragraph('&a;'), {}, outside), { plan: /document_corrupt/ }],
  [
    'a cell at the end of the world',
    () => xlsx(rowOf(1_048_576, cell('XFD1048576', '甲'))),
    { plan: /read|document_/, roster: /sheet_|head/ },
  ],
  [
    'a cell spanning two thousand million columns',
    () =>
      docx(
        `<w:tbl><w:tr><w:trPr><w:gridBefore w:val="2000000000"/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val="2000000000"/></w:tcPr>${paragraph('甲')}</w:tc></w:tr></w:tbl>`,
      ),
    { plan: /read/ },
  ],
  ['quotes that never end', () => Buffer.from(`姓名,学校\n"${'张三,"'.repeat(200_000)}`), { roster: /sheet_too_wide/ }],
  [
    'a nightmare of a regular expression',
    () => Buffer.from(`${'（'.repeat(20_000)}${'1'.repeat(50_000)}${'、 '.repeat(50_000)}${'学时'.repeat(20_000)}`),
    { plan: /document_too_large/ },
  ],
  ['null bytes in a text', () => Buffer.from('年度\u0000培训\u0000计划'), { plan: /file_type_refused/ }],
]

describe('[003-56] every upload is taken for hostile', () => {
  const doors = files.flatMap(([what, make, { plan, roster }]) => [
    ...(plan ? [[what, 'a plan', make, plan, asPlan] as const] : []),
    ...(roster ? [[what, 'a roster', make, roster, asRoster] as const] : []),
  ])
  test.each(doors)(
    '%s, as %s',
    async (_, __, make, expected, tryIt) => {
      const bytes = await make()
      const began = systemClock.ticks()
      expect(await tryIt(bytes, `a\u0000${'很'.repeat(100)}.docx`)).toMatch(expected)
      expect(systemClock.ticks() - began).toBeLessThan(20_000)
      expect((await county.request(county.logins.bureau_officer, 'GET', '/me')).status).toBe(200)
    },
    90_000,
  )
})

const formulas = ['=1+1', '+1', '-1+cmd|calc', '@SUM(A1)', '\t=1', '\r=1', '=HYPERLINK("http://x","y")', '＝1+1']

describe('[003-56] a formula stays a text in whatever is exported', () => {
  const columns = [{ title: '标题', width: 9, kind: 'text', value: (row: string) => row }] as const
  const all = async (stream: AsyncIterable<Buffer>) => {
    const chunks: Buffer[] = []
    for await (const chunk of stream) chunks.push(chunk)
    return Buffer.concat(chunks)
  }

  test('CSV: nothing begins like a formula', async () => {
    const text = (await all(exportCsv({ columns, rows: formulas }))).toString('utf8').replace(/^\ufeff/, '')
    expect(text.split('\r\n').filter((line) => /^"?[=+\-@\t\r＝]/.test(line))).toEqual([])
  })

  test('Excel: every cell is a text, none a formula', async () => {
    const book = await JSZip.loadAsync(await all(exportRows({ sheet: '表', columns, rows: formulas })))
    const sheet = (await book.file(/worksheets\/sheet1\.xml$/)[0]?.async('string')) ?? ''
    expect(sheet).not.toMatch(/<f[ >]/)
    expect(sheet.match(/HYPERLINK/g)).toHaveLength(1)
  })
})

describe('[003-56] requests', () => {
  const deep = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`

  test.each([
    ['JSON 200,000 deep', deep(200_000)],
    [
      'JSON with 100,000 names',
      JSON.stringify(Object.fromEntries(Array.from({ length: 100_000 }, (_, no) => [`k${no}`, no]))),
    ],
    ['a name that reaches for the prototype', '{"__proto__":{"id":"x"},"constructor":{"prototype":{"id":"x"}}}'],
    ['a number without end', `{"id":${'9'.repeat(1_000_000)}}`],
    ['no JSON at all', '{"id":'],
  ])('400: %s', async (_, body) => {
    const answer = await county.app.request('/api/v1/credit-records', {
      method: 'POST',
      headers: { cookie: county.logins.school_registrar.cookie, 'content-type': 'application/json' },
      body,
    })
    expect(answer.status).toBe(400)
  })

  test('413: a body that is larger than allowed, announced or not', async () => {
    const body = JSON.stringify({ id: 'x'.repeat(3 * megabyte) })
    const headers = { cookie: county.logins.school_registrar.cookie, 'content-type': 'application/json' }
    const sent = (more: object) =>
      county.app.request('/api/v1/credit-records', { method: 'POST', body, headers: { ...headers, ...more } })
    expect([(await sent({})).status, (await sent({ 'content-length': String(body.length) })).status]).toEqual([
      413, 413,
    ])
  })

  test('200: a flood of cookies signs nobody in and nobody out', async () => {
    const flood = Array.from({ length: 5_000 }, (_, no) => `c${no}=1`).join('; ')
    const cookie = `${flood}; ${county.logins.auditor.cookie}`
    expect((await county.app.request('/api/v1/me', { headers: { cookie } })).status).toBe(200)
    expect((await county.app.request('/api/v1/me', { headers: { cookie: flood } })).status).toBe(401)
  })

  test.each([`%`, `_`, `\\`, `'; drop table person; --`, `%' or '1'='1`, `${'%'.repeat(30)}`, `\u0000`, `(`, `[a-`])(
    '200 or 400: a search for %j is a text like any other',
    async (q) => {
      const answer = await county.request(county.logins.bureau_officer, 'GET', `/people?q=${encodeURIComponent(q)}`)
      expect([200, 400]).toContain(answer.status)
      const records = await county.request(
        county.logins.bureau_officer,
        'GET',
        `/credit-records?q=${encodeURIComponent(q)}`,
      )
      expect([200, 400]).toContain(records.status)
      const left = await read(
        county.door(),
        async (tx) => (await tx.$client.query('select count(*) as n from person')).rows,
      )
      expect(Number(left[0]?.n)).toBeGreaterThan(9)
    },
  )
})
