import { afterAll, beforeAll, expect, test } from 'vitest'
import { must, testCounty, type Login, type TestCounty } from '../../app/testing.ts'
import { ok } from '../../lib/result.ts'
import { sql } from 'drizzle-orm'
import { read, transact } from '../../platform/db/db.ts'
import { readGrid } from '../../platform/excel/grid.ts'
import { newId } from '../../platform/ids.ts'
import type { JobTools } from '../../platform/jobs/queue.ts'
import { openHours } from '../credits/testing.ts'
import { statementHandlers } from './handlers.ts'
import { exportLayoutJob } from './jobs.ts'
import type { LayoutColumn, LayoutContent } from './layouts/layout.ts'
import { removeFullFiles } from './public.ts'

let county: TestCounty
beforeAll(async () => {
  county = await testCounty()
})
afterAll(() => county.close())

const officer = () => county.logins.bureau_officer
const today = () => county.door().context.today
const name: LayoutColumn = { title: '姓名', field: 'name', kind: 'text', width: 12 }
const contentOf = (columns: readonly LayoutColumn[]): LayoutContent => ({
  ...{ file: 'xlsx', sheet: '登记表', above: [], columns: [name, ...columns] },
})

/** A layout with these columns in force from today; gives its id. */
async function inForce(columns: readonly LayoutColumn[], subject = 'person') {
  const draft = {
    ...{ id: newId(), organisationId: county.tree.bureau, name: `上报${newId().slice(-6)}`, target: '省平台', subject },
    ...{ sourceCites: '省厅下发的表头', sourceSure: 'stated', content: contentOf(columns) },
  }
  if (subject === 'school') draft.content = { ...draft.content, columns: [{ ...name, field: 'school' }, ...columns] }
  expect((await county.request(officer(), 'POST', '/hour-layouts', draft)).status).toBe(201)
  const version = { revision: 1, effectiveFrom: today(), reason: '省平台启用' }
  const put = await county.request(officer(), 'POST', `/hour-layouts/${draft.id}/versions`, version)
  expect(put.status).toBe(200)
  return draft.id
}

const sheetOf = async (answer: Response) => must(await readGrid(Buffer.from(await answer.arrayBuffer()))).rows
const asked = (layoutId: string, part: object = {}) => ({
  ...{ id: newId(), layoutId, year: 2026, organisationId: county.tree.a },
  ...part,
})
const looksAt = (personId: string) =>
  read(county.door(), async (tx) => {
    const { rows } = await tx.execute<{ field: string }>(
      sql`select field from unmasking_entry where person_id = ${personId}::uuid order by field`,
    )
    return rows.map(({ field }) => field)
  })

test('200: [003-32] [001-49] hours of any category with what is under it, and of a level, by year and cycle', async () => {
  const { id: personId } = await county.person({ organisationId: county.tree.a, name: '分类人' })
  const earn = (hours: object) => openHours(county, [{ personId, centihours: 0, earnedOn: '2026-03-01', ...hours }])
  await earn({ centihours: 300, category: '师德', level: 'county' })
  await earn({ centihours: 450, category: '法治教育', level: 'outside' })
  await earn({ centihours: 250, category: '法治教育', level: 'county', earnedOn: '2027-03-01' })
  await earn({ centihours: 1000, category: '学科专业', level: 'outside', earnedOn: '2027-04-01' })
  const tree = [{ name: '法治教育', under: '师德' }]
  await county.commit(async (tx) => {
    const [policyId, tenantId, by] = [newId(), county.tenant.id, officer().accountId]
    const content = {
      ...{
        title: { zh: '办法', en: 'Rules' },
        jurisdiction: '青石县',
        cycle: { years: 5, from: 2021 },
        categories: tree,
      },
      ...{ unit: { name: 'hour', minutes: 45, step: 50 }, rules: [], source: { cites: '测试', sure: 'stated' } },
    }
    await tx.execute(sql`insert into hour_policy (tenant_id, id, organisation_id, title, made_by, made_at)
      values (${tenantId}, ${policyId}, ${county.tree.bureau}, '办法', ${by}, now())`)
    await tx.execute(sql`insert into hour_policy_version (tenant_id, policy_id, version, content, hash, effective_from, reason,
      drafted_by, adopted_by, adopted_at) values (${tenantId}, ${policyId}, 1, ${JSON.stringify(content)}::jsonb,
      ${Buffer.from(policyId)}, '2021-01-01', '树', ${by}, ${county.logins.system_admin.accountId}, now())`)
    return ok()
  })
  const some = (title: string, part: LayoutColumn['part']): LayoutColumn => ({
    ...{ title, field: 'hoursOf', kind: 'number', width: 10, part },
  })
  const columns = [
    some('师德', { category: '师德', over: 'year' }),
    some('师德周期', { category: '师德', over: 'cycle' }),
    some('法治周期', { category: '法治教育', over: 'cycle' }),
    some('省外', { level: 'outside', over: 'year' }),
    some('省外周期', { level: 'outside', over: 'cycle' }),
  ]
  const made = await county.request(officer(), 'POST', '/hour-layout-exports', asked(await inForce(columns)))
  const row = (await sheetOf(made.answer)).find(([who]) => who === '分类人')
  expect(row?.slice(1)).toEqual([7.5, 10, 7, 4.5, 14.5])
  const bySchool = asked(await inForce(columns, 'school'))
  const summed = await county.request(officer(), 'POST', '/hour-layout-exports', bySchool)
  expect((await sheetOf(summed.answer))[1]?.slice(1)).toEqual([7.5, 10, 7, 4.5, 14.5])
})

test('422: a column of some hours says of which; otherwise its layout is not put in force', async () => {
  const content = contentOf([{ title: '学时', field: 'hoursOf', kind: 'number', width: 10, part: { over: 'year' } }])
  const draft = {
    ...{ id: newId(), organisationId: county.tree.bureau, name: '缺类别', target: '省平台', subject: 'person' },
    ...{ sourceCites: '表头', sourceSure: 'stated', content },
  }
  const made = await county.request(officer(), 'POST', '/hour-layouts', draft)
  expect(made.body.draft.reasons).toEqual([{ code: 'part_missing', column: 1 }])
})

test('200: [003-32] a phone number stands masked in a list of everybody’s, and in full where a reason is given, written down', async () => {
  const { id: personId } = await county.person({
    organisationId: county.tree.a,
    name: '有电话人',
    phone: '13812345678',
  })
  const masked = await inForce([{ title: '手机', field: 'phoneMasked', kind: 'text', width: 14 }])
  const shown = await county.request(county.logins.principal, 'POST', '/hour-layout-exports', asked(masked))
  expect((await sheetOf(shown.answer)).find(([who]) => who === '有电话人')?.[1]).toBe('138****5678')
  expect(await looksAt(personId)).toEqual([])
  const whole = await inForce([{ title: '手机', field: 'phone', kind: 'text', width: 14 }])
  const bare = await county.request(officer(), 'POST', '/hour-layout-exports', asked(whole))
  expect([bare.status, bare.body.code]).toEqual([422, 'layout_unmasked'])
  const trial = await county.request(
    officer(),
    'GET',
    `/hour-layouts/${whole}/trial?year=2026&organisationId=${county.tree.a}`,
  )
  expect(JSON.stringify(trial.body)).not.toContain('13812345678')
  const reason = '省平台要求手机号'
  const path = '/unmasked-hour-layout-exports'
  const given = await county.request(officer(), 'POST', path, { ...asked(whole), reason })
  expect((await sheetOf(given.answer)).find(([who]) => who === '有电话人')?.[1]).toBe('13812345678')
  expect(await looksAt(personId)).toEqual(['phone'])
  const { principal } = county.logins
  expect((await county.request(principal, 'POST', path, { ...asked(whole), reason })).status).toBe(403)
})

test('202: [003-32] full numbers are made in the background, sealed for whoever asked, written down, and let go of after a day', async () => {
  const { id: personId } = await county.person({ organisationId: county.tree.a, name: '全号人', phone: '13900001111' })
  const layoutId = await inForce([{ title: '手机', field: 'phone', kind: 'text', width: 14 }])
  const draft = { ...asked(layoutId), reason: '省平台上报' }
  const begun = await county.request(officer(), 'POST', '/unmasked-hour-layout-export-jobs', draft)
  expect(begun.status).toBe(202)
  const unreasoned = await county.request(officer(), 'POST', '/hour-layout-export-jobs', asked(layoutId))
  expect([unreasoned.status, unreasoned.body.code]).toEqual([422, 'layout_unmasked'])
  const tools = (isCancelled: boolean): JobTools => ({
    db: county.door({ ...officer(), name: '局干部', grants: [], sessionId: newId() }),
    ...{ runId: newId(), progress: async () => undefined, cancelled: async () => isCancelled },
  })
  const handler = statementHandlers(county).find(({ name: job }) => job === exportLayoutJob.name)
  const run = (isCancelled: boolean) => handler?.run({ draft, roots: [county.tree.bureau] }, tools(isCancelled))
  const fetched = (as: Login) => county.request(as, 'POST', '/unmasked-hour-layout-files', { id: draft.id })
  expect(await run(true)).toEqual({ ok: false, error: 'cancelled' })
  expect([(await fetched(officer())).status, await looksAt(personId)]).toEqual([404, []])
  expect(await run(false)).toMatchObject({ ok: true, value: { fullId: draft.id } })
  expect(await run(false)).toMatchObject({ ok: true, value: { fullId: draft.id } })
  expect(await looksAt(personId)).toEqual(['phone'])
  expect((await county.request(officer(), 'GET', `/files/${draft.id}`)).status).toBe(404)
  expect((await fetched(county.logins.school_registrar)).body.code).toBe('layout_file_gone')
  const fetchable = async (as: Login) =>
    (await county.request(as, 'GET', `/hour-layout-exports?layoutId=${layoutId}`)).body.items[0].fetchable
  expect([await fetchable(officer()), await fetchable(county.logins.school_registrar)]).toEqual([true, false])
  const list = await fetched(officer())
  expect((await sheetOf(list.answer)).find(([who]) => who === '全号人')?.[1]).toBe('13900001111')
  const removed = () => transact(county.door(), async (tx) => ok(await removeFullFiles(tx)))
  expect(await removed()).toEqual(ok(0))
  await county.commit(async (tx) => {
    await tx.execute(sql`update hour_layout_full_file set expires_at = expires_at - interval '25 hours'`)
    return ok()
  })
  expect((await fetched(officer())).body.code).toBe('layout_file_gone')
  expect(await removed()).toEqual(ok(1))
})
