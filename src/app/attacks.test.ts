import JSZip from 'jszip'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { planHandlers } from '../features/plans/handlers.ts'
import { read } from '../platform/db/db.ts'
import { exportCsv, exportRows } from '../platform/excel/rows.ts'
import { newId } from '../platform/ids.ts'
import {
  cell,
  docx,
  megabyte,
  paragraph,
  pdfOf,
  png,
  rawZip,
  rowOf,
  xlsx,
  zeros,
  zipped,
} from '../platform/documents/hostile-files.ts'
import { testCounty, type TestCounty } from './testing.ts'

let county: TestCounty
beforeAll(async () => {
  county = await testCounty()
}, 60_000)
afterAll(() => county.close())

const laughs = `<!DOCTYPE x [<!ENTITY a "哈哈哈哈哈哈哈哈哈哈">${'bcdefghij'
  .split('')
  .map((name, at) => `<!ENTITY ${name} "${`&${'abcdefghi'[at]};`.repeat(10)}">`)
  .join('')}]>`
const outside = `<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>`

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

// One file is tried at two doors.
let last: { readonly make: Make; readonly bytes: Buffer } | undefined
type Make = () => Promise<Buffer> | Buffer
async function made(make: Make): Promise<Buffer> {
  if (last?.make !== make) last = { make, bytes: await make() }
  return last.bytes
}

type Attack = readonly [string, Make, { readonly plan?: RegExp; readonly roster?: RegExp }]

const files: readonly Attack[] = [
  [
    'a zip bomb in a zip bomb',
    async () =>
      docx(paragraph('计划'), { 'a.zip': await zipped({ 'b.zip': await zipped({ c: zeros(20 * megabyte) }) }) }),
    { plan: /read/ },
  ],
  [
    'a zip that lies about its sizes',
    () => rawZip([{ name: 'word/document.xml', content: zeros(180 * megabyte), claimed: 10 }]),
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
  [
    'a part of 200 MB',
    () =>
      rawZip([
        { name: '[Content_Types].xml', content: Buffer.from('<a/>') },
        { name: 'word/document.xml', content: zeros(200 * megabyte) },
      ]),
    { plan: /file_damaged|document_bomb/, roster: /sheet_/ },
  ],
  [
    'a zip of 60,000 files',
    () => {
      const content = Buffer.from('<a/>')
      const needed = ['[Content_Types].xml', 'word/document.xml', 'xl/workbook.xml']
      const names = [...needed, ...Array.from({ length: 60_000 }, (_, no) => `word/${no}.xml`)]
      return rawZip(names.map((name) => ({ name, content })))
    },
    { plan: /document_bomb/, roster: /sheet_/ },
  ],
  [
    'a sheet of two million rows',
    () => xlsx('<row><c><v>1</v></c></row>'.repeat(2_000_000)),
    { plan: /read|document_/, roster: /sheet_/ },
  ],
  [
    'a sheet of 10,000 columns',
    () =>
      xlsx(Array.from({ length: 20 }, (_, no) => rowOf(no + 1, '<c t="str"><v>姓名</v></c>'.repeat(10_000))).join('')),
    { plan: /read|document_/, roster: /sheet_too_wide/ },
  ],
  [
    'a shared text of 40 MB',
    () =>
      xlsx(rowOf(1, '<c r="A1" t="s"><v>0</v></c>'), {
        'xl/sharedStrings.xml': `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>${'姓'.repeat(14 * megabyte)}</t></si></sst>`,
      }),
    { plan: /document_/, roster: /sheet_|head/ },
  ],
  ['elements 300,000 deep', () => docx('<w:p>'.repeat(300_000) + '</w:p>'.repeat(300_000)), { plan: /document_/ }],
  [
    'a table of a million cells',
    () => docx(`<w:tbl>${`<w:tr>${`<w:tc>${paragraph('甲')}</w:tc>`.repeat(1_000)}</w:tr>`.repeat(1_000)}</w:tbl>`),
    { plan: /read|document_/ },
  ],
  [
    'a template that is fetched from elsewhere',
    () =>
      docx(paragraph('计划'), {
        'word/_rels/settings.xml.rels': `<Relationships xmlns="r"><Relationship Id="r1" Type="attachedTemplate" Target="http://127.0.0.1:9/x.dotm" TargetMode="External"/></Relationships>`,
      }),
    { plan: /read/ },
  ],
  ['a PDF whose page unpacks to 100 MB', () => pdfOf(zeros(100 * megabyte)), { plan: /document_/ }],
  ['a PDF whose page draws a million times', () => pdfOf(Buffer.from('q Q '.repeat(1_000_000))), { plan: /document_/ }],
  ['a PDF whose pages hold themselves', () => pdfOf(Buffer.from('BT ET'), '[2 0 R]', 9_999), { plan: /document_/ }],
  ['a PDF of a million pages', () => pdfOf(Buffer.from('BT ET'), '[3 0 R]', 1_000_000), { plan: /document_/ }],
  ['a picture called plan.docx', () => png(60_000, 60_000, zeros(10)), { plan: /file_type_refused/ }],
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
      const verdict = tryIt(await made(make), `a\u0000${'很'.repeat(100)}.docx`)
      // Whatever it costs, others are answered meanwhile, and afterwards.
      expect((await county.request(county.logins.auditor, 'GET', '/me')).status).toBe(200)
      expect(await verdict).toMatch(expected)
      expect((await county.request(county.logins.bureau_officer, 'GET', '/me')).status).toBe(200)
    },
    90_000,
  )
})

describe('[003-56] a picture that is drawn on every certificate', () => {
  const bureau = () => county.logins.bureau_officer
  async function asSeal(bytes: Buffer): Promise<string> {
    const fileId = newId()
    const path = `/files?id=${fileId}&name=seal.png&purpose=seal`
    const stored = await county.request(bureau(), 'POST', path, new Uint8Array(bytes))
    if (stored.status !== 201) return String(stored.body.code)
    const rule = { pattern: '{year}{seq:6}', title: '证书', issuer: '教育局', sealFileId: fileId }
    const chosen = await county.request(bureau(), 'PUT', '/certificate-rule', rule)
    return chosen.status === 200 ? 'drawn' : String(chosen.body.code)
  }

  test.each([
    ['a picture of 60,000 pixels a side in 40 bytes', png(60_000, 60_000, zeros(40)), 'seal_not_an_image'],
    ['a picture that unpacks to more than it says', png(64, 64, zeros(50 * megabyte)), 'seal_not_an_image'],
    [
      'a picture that ends in its middle',
      Buffer.concat([png(64, 64).subarray(0, 60), Buffer.from('IEND')]),
      'seal_not_an_image',
    ],
    ['a program with the head of a picture', Buffer.from('\u0089PNG\r\n\u001a\nMZ', 'latin1'), 'file_damaged'],
    ['a picture', png(64, 64), 'drawn'],
  ])('%s', async (_, bytes, expected) => {
    expect(await asSeal(bytes)).toBe(expected)
  })
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
