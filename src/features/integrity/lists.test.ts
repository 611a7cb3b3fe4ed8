import { afterAll, beforeAll, expect, test } from 'vitest'
import { testCounty, type Login, type TestCounty } from '../../app/testing.ts'
import { read } from '../../platform/db/db.ts'
import { readGrid } from '../../platform/excel/grid.ts'
import { newId } from '../../platform/ids.ts'
import { listDesk } from '../applied-lists/testing.ts'
import { listBars } from './public.ts'

let county: TestCounty
let one: Login
let two: Login
beforeAll(async () => {
  county = await testCounty()
  const made = async (name: string, staffNo: string) => {
    const { id } = await county.person({ organisationId: county.tree.a, name, staffNo })
    return county.login(name, [], id)
  }
  one = await made('许知薇', 'A1001')
  two = await made('周以安', 'A1002')
})
afterAll(() => county.close())

const as = () => county.logins
const barsOf = async ({ personId }: Login) => {
  const id = personId ?? ''
  return (await read(county.door(), (tx) => listBars(tx, [id]))).get(id) ?? []
}
const noticesOf = async (login: Login) =>
  (await county.request(login, 'GET', '/notices')).body.items.map((item: { code: string }) => item.code)
const reasonsIn = (body: { rows: { outcome: string; reasons: string[] }[] }) =>
  body.rows.map(({ outcome, reasons }) => [outcome, ...reasons])
const takeOut = async (asked: { answer: Response }) => Buffer.from(await asked.answer.arrayBuffer())

const factHead = '姓名,工号,项目,级别,类型,情形,日期,说明,依据'
const facts = (...rows: string[]) => listDesk(county, 'integrity-fact', [factHead, ...rows].join('\n'))
const basis = '青教〔2026〕21号'
const good = [
  `许知薇,A1001,国培骨干研修,国培,骨干教师,中途退出,2026-07-10,未请假离开,${basis}`,
  `周以安,A1002,国培骨干研修,国家级,骨干教师提升,劝退,2026/7/11,,${basis}`,
]

test('201: [002-21] facts of a signed list are tried, written down and told as one by one, appealed against, and taken back as a whole', async () => {
  const list = facts(...good, `别人,A1001,,镇级,魔法,迟到,2099-01-01,,`, good[0] ?? '')
  const tried = await list.attempt(as().bureau_officer)
  expect(reasonsIn(tried.body)).toEqual([
    ['create'],
    ['create'],
    [
      ...['refuse', 'name_differs', 'title_missing', 'level_unknown', 'kind_unknown', 'cause_unknown'],
      ...['fact_in_future', 'evidence_missing'],
    ],
    ['refuse', 'row_repeated'],
  ])
  expect((await list.attempt(as().school_registrar)).status).toBe(403)
  const id = newId()
  for (let times = 0; times < 2; times += 1)
    expect((await list.apply(as().bureau_officer, tried.body.digest, id)).status).toBe(201)
  expect(await barsOf(one)).toMatchObject([{ until: '2029-07-10' }])
  const own = await county.request(one, 'GET', '/my/integrity')
  expect(own.body.items).toMatchObject([{ evidence: basis, reason: '未请假离开', appealRefusal: null }])
  expect(await noticesOf(two)).toContain('integrity.dismissed_barred')
  expect((await list.attempt(as().bureau_officer)).body.counts).toMatchObject({ create: 0, keep: 2 })
  const taken = await takeOut(await county.request(as().bureau_officer, 'GET', '/list-exports/integrity-facts'))
  const again = await county.request(as().bureau_officer, 'POST', '/integrity-fact-list-rehearsals', taken)
  expect(again.body.counts).toMatchObject({ create: 0, keep: 2, refuse: 0 })
  const asked = { id: newId(), kind: 'appeal', text: '当天因急病住院，附病历证明。', fileId: null }
  const factId = String(own.body.items[0].id)
  await county.request(one, 'POST', `/integrity-facts/${factId}/requests`, asked)
  const other = await county.login('局干部二', [['bureau_officer', county.tree.bureau]])
  const decided = { outcome: 'granted', reason: '情况属实' }
  await county.request(other, 'POST', `/integrity-requests/${asked.id}/decision`, decided)
  const undone = await list.undo(as().bureau_officer, id, '名单未经签发')
  expect(undone).toMatchObject({ status: 201, body: { state: 'undone', undone: 1 } })
  expect(await barsOf(two)).toEqual([])
  const theirs = await county.request(two, 'GET', '/my/integrity')
  expect(theirs.body.items).toMatchObject([{ standing: 'reversed', reversedReason: '名单未经签发' }])
  expect((await list.attempt(as().bureau_officer)).body.counts).toMatchObject({ create: 2 })
})

const caseOf = '师核〔2026〕9'
const restrictions = (...rows: string[]) =>
  listDesk(county, 'restriction', ['姓名,工号,限制自,限制至,级别,类型,案件编号,联系人', ...rows].join('\n'))

test('201: [004-10] restrictions of a list are entered and lifted as one by one; neither the trail nor the notices show a case', async () => {
  const officer = as().bureau_officer
  const list = restrictions(
    `许知薇,A1001,2026-01-01,,国家级、省级,骨干教师,${caseOf},县教育局人事科`,
    `周以安,A1002,2026-01-01,2025-01-01,镇级,,,`,
    `周以安,A1002,什么时候,以后,,,${caseOf},人事科`,
  )
  const tried = await list.attempt(officer)
  expect(reasonsIn(tried.body)).toEqual([
    ['create'],
    ['refuse', 'restriction_term_reversed', 'level_unknown', 'reference_missing', 'contact_missing'],
    ['refuse', 'date_unreadable', 'until_unreadable'],
  ])
  expect(JSON.stringify(tried.body)).not.toContain('师核')
  for (const login of [as().town_officer, as().principal, as().auditor])
    expect((await list.attempt(login)).status).toBe(403)
  const id = newId()
  expect((await list.apply(officer, tried.body.digest, id)).status).toBe(201)
  const [bar] = await barsOf(one)
  expect(bar).toMatchObject({ kind: 'restriction', levels: ['nation', 'province'], kinds: ['backbone'] })
  expect(await noticesOf(one)).toContain('integrity.restricted')
  const trail = await county.request(as().auditor, 'GET', '/audit-entries?limit=200')
  expect(JSON.stringify(trail.body)).toContain('applied_list.restrictions_applied')
  expect(JSON.stringify(trail.body)).toContain('restriction.entered')
  expect(JSON.stringify(trail.body)).not.toContain('师核')
  expect((await list.attempt(officer)).body.counts).toMatchObject({ create: 0, keep: 1 })
  const look = { id: newId(), reason: '核对导入的名单' }
  const taken = await takeOut(await county.request(officer, 'POST', '/restriction-exports', look))
  const again = await county.request(officer, 'POST', '/restriction-list-rehearsals', taken)
  expect(again.body.counts).toMatchObject({ create: 0, keep: 1, refuse: 0 })
  expect(await list.undo(officer, id, '核查结束')).toMatchObject({ status: 201, body: { undone: 1 } })
  expect(await barsOf(one)).toEqual([])
  expect(await noticesOf(one)).toContain('integrity.restriction_lifted')
})

test('422: nobody enters a restriction about themselves by a list', async () => {
  const { id } = await county.person({ organisationId: county.tree.a, name: '兼职的干部', staffNo: 'A1009' })
  const officer = await county.login('兼职的干部', [['bureau_officer', county.tree.bureau]], id)
  const list = restrictions(`兼职的干部,A1009,2026-01-01,,,,${caseOf},人事科`)
  expect(reasonsIn((await list.attempt(officer)).body)).toEqual([['refuse', 'own_restriction']])
  expect(await list.enter(officer)).toMatchObject({ status: 422, body: { code: 'import_nothing' } })
})

test('200: the templates have the columns that are read, and a list comes back with what would become of its rows', async () => {
  const rowsOf = async (asked: { answer: Response }) => {
    const grid = await readGrid(new Uint8Array(await takeOut(asked)))
    return grid.ok ? grid.value.rows : []
  }
  const officer = as().bureau_officer
  const [forFacts] = await rowsOf(await facts().template(officer))
  expect(forFacts).toEqual(['工号', '姓名', '项目', '级别', '类型', '情形', '日期', '说明', '依据'])
  const [forRestrictions] = await rowsOf(await restrictions().template(officer))
  expect(forRestrictions).toEqual(['工号', '姓名', '限制自', '限制至', '级别', '类型', '案件编号', '联系人'])
  const back = await rowsOf(await facts('许知薇,A1001,,国培,骨干教师,中途退出,2026-07-10,,依据').back(officer))
  expect(back[1]?.slice(9)).toEqual(['拒绝', '没有填项目。'])
  const kept = await rowsOf(await restrictions('无名,X-0,2026-01-01,,,,编号,人事科').back(officer))
  expect(kept[1]?.slice(8)).toEqual(['拒绝', '在您的范围内没有这个工号的教师。'])
})
