import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sql } from 'drizzle-orm'
import { must, testCounty, type TestCounty } from '../../app/testing.ts'
import { addDays } from '../../lib/dates.ts'
import { ok } from '../../lib/result.ts'
import { openArchive } from '../../platform/documents/archive.ts'
import { readGrid } from '../../platform/excel/grid.ts'
import { newId } from '../../platform/ids.ts'
import type { JobTools } from '../../platform/jobs/queue.ts'
import { statementHandlers } from './handlers.ts'
import { exportLayoutJob } from './jobs.ts'
import type { LayoutContent } from './layouts/layout.ts'
import { layoutIds } from './testing.ts'

let county: TestCounty
let ids: Awaited<ReturnType<typeof layoutIds>>
beforeAll(async () => {
  county = await testCounty()
  ids = await layoutIds(county)
})
afterAll(() => county.close())

const officer = () => county.logins.bureau_officer
const today = () => county.door().context.today
const asked = (part: object = {}) => ({
  ...{ id: newId(), layoutId: ids.personal, year: 2026, organisationId: county.tree.a },
  ...part,
})
const get = (path: string, as = officer()) => county.request(as, 'GET', path)
const query = (part: object = {}) => new URLSearchParams(Object.entries(asked(part)).map(([k, v]) => [k, String(v)]))

const text: LayoutContent = {
  file: 'xlsx',
  sheet: '登记表',
  above: ['{{place}}{{year}}年学时登记表'],
  columns: [
    { title: '姓名', field: 'name', kind: 'text', width: 12, required: true },
    { title: '证件号', field: 'idNumber', kind: 'text', width: 22, required: true },
    { title: '学时', field: 'hours', kind: 'number', width: 10 },
  ],
}

async function begin(part: object = {}) {
  const draft = {
    ...{ id: newId(), organisationId: county.tree.bureau, name: `省登记表${newId().slice(-6)}`, target: '省平台' },
    ...{ subject: 'person', sourceCites: '省厅下发的表头', sourceSure: 'stated', content: text },
    ...part,
  }
  const made = await county.request(officer(), 'POST', '/hour-layouts', draft)
  expect(made.status).toBe(201)
  return { draft, made: made.body }
}

const adopt = (id: string, part: object = {}) =>
  county.request(officer(), 'POST', `/hour-layouts/${id}/versions`, {
    ...{ revision: 1, effectiveFrom: today(), reason: '省平台启用' },
    ...part,
  })

describe('what a region begins with', () => {
  test('[001-30] [003-32] three layouts in force, marked as shipped with their source and how sure it is', async () => {
    const { body } = await get('/hour-layouts')
    expect(body.items.map((one: any) => [one.shipped, one.version, one.sourceSure])).toEqual([
      ['personal', 1, 'general'],
      ['unit', 1, 'general'],
      ['province', 1, 'general'],
    ])
    const [personal] = body.items
    for (const use of ['绩效考核', '职务评聘', '岗位设置', '评先']) expect(personal.target).toContain(use)
    for (const { id, shipped } of body.items) {
      const { body: layout } = await get(`/hour-layouts/${id}`)
      expect([shipped, layout.draft.reasons, layout.versions.length]).toEqual([shipped, [], 1])
      expect(layout.versions[0].adoptedByName).toBeNull()
    }
    const { body: seen } = await get(`/hour-layouts/${ids.personal}`, county.logins.school_registrar)
    expect([seen.draft, seen.versions.length]).toEqual([null, 1])
  })
})

describe('a layout of the bureau’s own', () => {
  test('201: is begun as a draft; nothing is handed in by it before a version is in force', async () => {
    const { draft, made } = await begin()
    expect(made).toMatchObject({ version: null, shipped: null, draft: { revision: 1, reasons: [] } })
    const again = await county.request(officer(), 'POST', '/hour-layouts', draft)
    expect(again.body).toEqual(made)
    const other = await county.request(officer(), 'POST', '/hour-layouts', { ...draft, name: '另一个' })
    expect([other.status, other.body.code]).toEqual([409, 'id_reused'])
    const early = await get(`/hour-layout-previews?${query({ layoutId: draft.id }).toString()}`)
    expect([early.status, early.body.code]).toEqual([409, 'layout_not_in_force'])
  })

  test('200: is tried on real people before: the first rows with ID numbers masked, flaws by column', async () => {
    const { draft } = await begin()
    await county.person({ organisationId: county.tree.c, name: '有证件的人', idNumber: '11010519491231002X' })
    const tried = await get(`/hour-layouts/${draft.id}/trial?year=2026&organisationId=${county.tree.c}`)
    expect(tried.status).toBe(200)
    const { rows, flawed, byColumn, first, above } = tried.body
    expect([rows - flawed, byColumn, above]).toEqual([
      1,
      [{ column: '证件号', flaws: rows - 1 }],
      [expect.stringMatching(/2026年学时登记表$/)],
    ])
    const masked = first.find(([name]: string[]) => name === '有证件的人')?.[1]
    expect(masked).toMatch(/\*/)
    expect(JSON.stringify(tried.body)).not.toContain('11010519491231002X')
  })

  test('422: a text with flaws is kept and cannot be put in force; 409: an outdated revision', async () => {
    const { draft } = await begin()
    const path = `/hour-layouts/${draft.id}/draft`
    const flawed = { ...text, columns: [...text.columns, ...text.columns.slice(0, 1)] }
    const kept = await county.request(officer(), 'PUT', path, { revision: 1, content: flawed })
    expect(kept.body.draft).toMatchObject({ revision: 2, reasons: [{ code: 'title_twice', column: 3 }] })
    const late = await county.request(officer(), 'PUT', path, { revision: 1, content: text })
    expect([late.status, late.body.code]).toEqual([409, 'revision_outdated'])
    const adopted = await adopt(draft.id, { revision: 2 })
    expect([adopted.status, adopted.body.code]).toEqual([422, 'layout_flawed'])
    const before = await adopt(ids.unit, { effectiveFrom: addDays(today(), -1) })
    expect([before.status, before.body.code]).toEqual([422, 'nothing_changed'])
  })

  test('200: a version never changes: an older export says which it was made by, and a comparison tells of its columns', async () => {
    const plain = { ...text, columns: text.columns.filter(({ field }) => field !== 'idNumber') }
    const { draft } = await begin({ content: plain })
    const { id } = draft
    expect((await adopt(id)).body).toMatchObject({ version: 1, unmasked: false })
    const file = await county.request(officer(), 'POST', '/hour-layout-exports', asked({ layoutId: id }))
    const grid = must(await readGrid(Buffer.from(await file.answer.arrayBuffer())))
    expect([grid.sheet, grid.rows[1], grid.rows.length]).toEqual(['登记表', ['姓名', '学时'], grid.rows.length])
    expect(String(grid.rows[0]?.[0])).toMatch(/2026年学时登记表$/)

    const wider = { ...plain, columns: [...plain.columns, { title: '单位', field: 'school', kind: 'text', width: 20 }] }
    await county.request(officer(), 'PUT', `/hour-layouts/${id}/draft`, { revision: 1, content: wider })
    expect((await adopt(id, { revision: 2 })).body).toMatchObject({ version: 2 })
    await county.commit(async (tx) =>
      ok(await tx.execute(sql`update person set name = '改了名' where id = ${county.teachers.a[0]?.personId}`)),
    )
    const preview = await get(`/hour-layout-previews?${query({ layoutId: id }).toString()}`)
    expect(preview.body).toMatchObject({
      ...{ version: 2, changed: 1, fresh: 0, gone: 0, columnsAdded: ['单位'], columnsGone: [] },
      last: { version: 1 },
    })
    const differing = await get(`/hour-layout-differences?${query({ layoutId: id }).toString()}`)
    expect(differing.body.items).toMatchObject([{ name: '改了名', change: 'changed', columns: ['姓名'] }])
    const one = await get(`/hour-layout-differences?${query({ layoutId: id, change: 'new' }).toString()}`)
    expect(one.body.items).toEqual([])
    const { body } = await get(`/hour-layout-exports?layoutId=${id}`)
    expect(body.items).toMatchObject([{ version: 1, year: 2026, layoutName: draft.name }])
    await expect(
      county.commit(async (tx) => ok(await tx.execute(sql`update hour_layout_version set reason = 'x'`))),
    ).rejects.toThrow()
  })

  test('200: leafs through differences, and takes them out as a workbook', async () => {
    const other = asked({ organisationId: county.tree.b })
    const first = `/hour-layout-differences?${query({ organisationId: county.tree.b, limit: 1 }).toString()}`
    const page = await get(first)
    expect(page.body.items).toMatchObject([{ no: 1, change: 'new' }])
    const next = await get(`${first}&cursor=${page.body.nextCursor}`)
    expect(next.body.items).toMatchObject([{ no: 2, change: 'new' }])
    await county.request(officer(), 'POST', '/hour-layout-exports', other)
    expect((await get(first)).body).toEqual({ items: [], nextCursor: null })
    const made = await get(`/hour-layout-differences/export?${query({ organisationId: county.tree.a }).toString()}`)
    const archive = must(openArchive(Buffer.from(await made.answer.arrayBuffer())))
    expect(archive.part('xl/worksheets/sheet1.xml')).toContain('新增 New')
  })

  test('200: as CSV in GB 18030 the list can be read back with its rare names', async () => {
    const columns = text.columns.filter(({ field }) => field !== 'idNumber')
    const { draft } = await begin({ content: { ...text, columns, file: 'csv', encoding: 'gb18030', sheet: '' } })
    await adopt(draft.id)
    await county.person({ organisationId: county.tree.b, name: '䶮𠮷' })
    const file = await county.request(
      officer(),
      'POST',
      '/hour-layout-exports',
      asked({ layoutId: draft.id, organisationId: county.tree.b }),
    )
    expect(file.answer.headers.get('content-type')).toContain('text/csv')
    const said = new TextDecoder('gb18030', { fatal: true }).decode(await file.answer.arrayBuffer())
    expect(said.split('\r\n').slice(1, 2)).toEqual(['姓名,学时'])
    expect(said).toContain('䶮𠮷,0')
  })

  test('200: is ended from a day on, and then nothing is handed in by it', async () => {
    const { draft } = await begin()
    await adopt(draft.id)
    const ending = { endedOn: today(), reason: '省平台改版' }
    const ended = await county.request(officer(), 'POST', `/hour-layouts/${draft.id}/ending`, ending)
    expect(ended.body).toMatchObject({ endedOn: today(), endedReason: '省平台改版' })
    expect((await county.request(officer(), 'POST', `/hour-layouts/${draft.id}/ending`, ending)).status).toBe(200)
    const late = { ...ending, reason: '又一次' }
    const twice = await county.request(officer(), 'POST', `/hour-layouts/${draft.id}/ending`, late)
    expect([twice.status, twice.body.code]).toEqual([409, 'layout_ended'])
    const preview = await get(`/hour-layout-previews?${query({ layoutId: draft.id }).toString()}`)
    expect([preview.status, preview.body.code]).toEqual([409, 'layout_ended'])
  })

  test('200: is begun from the head of a workbook; 422: a file that is no list', async () => {
    const head = Buffer.from('省学时登记表\r\n姓名,身份证号,获得学时,备注\r\n')
    const read = await county.request(officer(), 'POST', '/hour-layout-headings?subject=person', head)
    expect(read.body).toMatchObject({ unknown: 1, content: { above: ['省学时登记表'] } })
    expect(read.body.content.columns.map((one: any) => one.field)).toEqual(['name', 'idNumber', 'hours', 'empty'])
    await begin({ content: read.body.content })
    const none = await county.request(officer(), 'POST', '/hour-layout-headings?subject=person', Buffer.from('1,2,3'))
    expect([none.status, none.body.code]).toEqual([422, 'head_not_found'])
  })
})

describe('an export', () => {
  test('200: [001-30] [001-61] hours and verdict of each teacher of a school; the second time nothing is new', async () => {
    const { school_registrar, otherRegistrar, teacher } = county.logins
    const preview = `/hour-layout-previews?${query().toString()}`
    const first = await get(preview, school_registrar)
    expect(first.body).toMatchObject({ fresh: first.body.rows, changed: 0, gone: 0, last: null, byJob: false })
    const draft = asked()
    const made = await county.request(school_registrar, 'POST', '/hour-layout-exports', draft)
    expect(made.status).toBe(200)
    const grid = must(await readGrid(Buffer.from(await made.answer.arrayBuffer())))
    const at = (title: string) => grid.rows[0]?.indexOf(title) ?? -1
    const line = grid.rows.find((row) => row[at('姓名')] === '林知夏')
    expect([line?.[at('年度学时')], line?.[at('年度结论')]]).toEqual([0, '无要求'])
    expect(grid.rows.length - 1).toBe(first.body.rows)
    const again = await county.request(school_registrar, 'POST', '/hour-layout-exports', draft)
    expect([again.status, again.body.code]).toEqual([409, 'id_reused'])
    const second = await get(preview, school_registrar)
    expect(second.body).toMatchObject({ fresh: 0, changed: 0, gone: 0, last: { rows: first.body.rows, version: 1 } })
    expect((await get(preview, otherRegistrar)).status).toBe(404)
    expect((await get(preview, teacher)).status).toBe(403)
  })

  test('200: [003-32] the unit report has one row for each school, beside the one of each person', async () => {
    const { answer } = await county.request(
      officer(),
      'POST',
      '/hour-layout-exports',
      asked({ layoutId: ids.unit, organisationId: county.tree.bureau }),
    )
    expect(answer.status).toBe(200)
    const grid = must(await readGrid(Buffer.from(await answer.arrayBuffer())))
    expect(grid.sheet).toBe('上报数据')
    expect(grid.rows[0]?.[0]).toBe('单位名称')
    const schools = grid.rows.slice(1).map(([name]) => name)
    expect(new Set(schools).size).toBe(schools.length)
    expect(schools.length).toBeGreaterThan(1)
  })

  test('422: full ID numbers are not taken out by the way of masked layouts; 404: nor is what nobody knows', async () => {
    const whole = await county.request(officer(), 'POST', '/hour-layout-exports', asked({ layoutId: ids.province }))
    expect([whole.status, whole.body.code]).toEqual([422, 'layout_unmasked'])
    const job = await county.request(officer(), 'POST', '/hour-layout-export-jobs', asked({ layoutId: ids.province }))
    expect([job.status, job.body.code]).toEqual([422, 'layout_unmasked'])
    const none = await county.request(officer(), 'POST', '/hour-layout-exports', asked({ layoutId: newId() }))
    expect([none.status, none.body.code]).toEqual([404, 'layout_not_found'])
  })
})

describe('an export in the background', () => {
  const handler = () => statementHandlers(county).find(({ name }) => name === exportLayoutJob.name)
  const tools = (isCancelled: () => boolean, told: (number | undefined)[][] = []): JobTools => ({
    db: county.door({ ...officer(), name: '局干部', grants: [], sessionId: newId() }),
    runId: newId(),
    progress: async (...how) => void told.push(how),
    cancelled: async () => isCancelled(),
  })

  test('202: says how far it is, and becomes a file that is written down once', async () => {
    const draft = asked({ organisationId: county.tree.bureau })
    expect((await county.request(officer(), 'POST', '/hour-layout-export-jobs', draft)).status).toBe(202)
    expect((await county.request(officer(), 'POST', '/hour-layout-export-jobs', draft)).status).toBe(202)
    const told: (number | undefined)[][] = []
    const payload = { draft, roots: [county.tree.bureau] }
    const done = await handler()?.run(
      payload,
      tools(() => false, told),
    )
    expect(done).toMatchObject({ ok: true, value: { fileId: draft.id } })
    expect(told.at(-1)?.[0]).toBe(told.at(-1)?.[1])
    expect(
      await handler()?.run(
        payload,
        tools(() => false),
      ),
    ).toMatchObject({ ok: true, value: { fileId: draft.id } })
    const file = await get(`/files/${draft.id}`)
    const grid = must(await readGrid(Buffer.from(await file.answer.arrayBuffer())))
    expect(grid.rows.length - 1).toBe(told.at(-1)?.[1])
    const { body } = await get(`/hour-layout-exports?layoutId=${ids.personal}`)
    expect(body.items.filter((one: any) => one.id === draft.id)).toHaveLength(1)
  })

  test('stopped in the middle it leaves nothing behind', async () => {
    const draft = asked({ organisationId: county.tree.bureau })
    const stopped = await handler()?.run(
      { draft, roots: [county.tree.bureau] },
      tools(() => true),
    )
    expect(stopped).toEqual({ ok: false, error: 'cancelled' })
    expect((await get(`/files/${draft.id}`)).status).toBe(404)
    const { body } = await get('/hour-layout-exports')
    expect(body.items.map((one: any) => one.id)).not.toContain(draft.id)
  })
})
