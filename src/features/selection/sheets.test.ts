import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testCounty, type Login, type TestCounty } from '../../app/testing.ts'
import { newId } from '../../platform/ids.ts'
import { openTestProgramme } from '../enrolment/testing.ts'
import { readGrid } from '../../platform/excel/grid.ts'
import { testRules } from './testing.ts'

let county: TestCounty
let second: Login
let third: Login
beforeAll(async () => {
  county = await testCounty()
  second = await county.login('另一位局干部', [['bureau_officer', county.tree.bureau]])
  third = await county.login('第三位局干部', [['bureau_officer', county.tree.bureau]])
})
afterAll(() => county.close())

const officer = () => county.logins.bureau_officer
const of = () => county.teachers.a

/** A selection whose written test is open, entered once or twice, with names or without. */
async function running(more: { double?: boolean; blind?: boolean } = {}): Promise<string> {
  const [written] = testRules().steps
  if (!written) throw new Error('no step')
  const id = newId()
  const programmeId = await openTestProgramme(county, { admission: 'selection', placesMax: 12 })
  const rules = testRules({ steps: [{ ...written, ...more }], ties: [] })
  const draft = { id, kind: 'trainees', title: '骨干教师选拔', organisationId: county.tree.bureau, programmeId, rules }
  expect((await county.request(officer(), 'POST', '/selections', draft)).status).toBe(201)
  const personIds = of().map(({ personId }) => personId)
  await county.request(officer(), 'POST', `/selections/${id}/candidates`, { personIds })
  expect((await county.request(officer(), 'POST', `/selections/${id}/start`)).status).toBe(200)
  return id
}

const send = (who: Login, id: string, what: string, list: string) =>
  county.request(who, 'POST', `/selections/${id}/${what}`, Buffer.from(list))
const rehearse = (who: Login, id: string, list: string) => send(who, id, 'score-rehearsals', list)
const apply = (who: Login, id: string, list: string, asked: { importId: string; digest: string }) =>
  send(who, id, `score-imports?id=${asked.importId}&name=list.csv&digest=${asked.digest}`, list)

async function keep(who: Login, id: string, list: string) {
  const { body } = await rehearse(who, id, list)
  const importId = newId()
  return { importId, made: await apply(who, id, list, { importId, digest: body.digest }) }
}

const enteredBy = async (who: Login, id: string) => {
  const { body } = await county.request(who, 'GET', `/selections/${id}`)
  return body.candidates.map(({ entered }: { entered: { centipoints: number }[] }) => entered[0]?.centipoints ?? null)
}

const gridOf = async (answer: Response) => {
  const grid = await readGrid(new Uint8Array(await answer.arrayBuffer()))
  if (!grid.ok) throw new Error(grid.error)
  return grid.value.rows
}

describe('[001-45] a spreadsheet of scores', () => {
  test('201: is downloaded, tried, kept exactly so, once, and undone but for what was corrected since', async () => {
    const id = await running()
    const sheet = await county.request(officer(), 'GET', `/selections/${id}/score-sheet`)
    const rows = await gridOf(sheet.answer)
    expect(rows[0]).toEqual(['编号', '姓名', '工号', '学校', '试卷（满分 100）'])
    expect(rows).toHaveLength(of().length + 1)
    const list = '编号,姓名,试卷（满分 100）\n1,,90\n2,,缺考\n3,,77.5'
    const tried = await rehearse(officer(), id, list)
    expect(tried.body.counts).toEqual({ create: 2, change: 0, keep: 1, refuse: 0 })
    expect(await enteredBy(officer(), id)).toEqual([null, null, null])
    const { importId, made } = await keep(officer(), id, list)
    expect([made.status, made.body.state, made.body.undoRefusal]).toEqual([201, 'applied', null])
    expect(await enteredBy(officer(), id)).toEqual([9000, null, 7750])
    const again = await apply(officer(), id, list, { importId, digest: tried.body.digest })
    expect([again.status, again.body.id]).toEqual([201, importId])
    const other = await apply(officer(), id, '编号,试卷\n1,5', { importId, digest: tried.body.digest })
    expect(other.body.code).toBe('id_reused')
    expect((await rehearse(officer(), id, '编号,试卷\n1,91\n3,77.5')).body.counts).toEqual({
      ...{ create: 0, change: 1, keep: 1, refuse: 0 },
    })
    const now = await county.request(officer(), 'GET', `/selections/${id}`)
    const corrected = [{ personId: now.body.candidates[2].personId, criterion: 'paper', centipoints: 8000 }]
    await county.request(officer(), 'PUT', `/selections/${id}/scores`, { scores: corrected })
    const path = `score-imports/${importId}/undoing`
    expect((await send(second, id, path, '')).body.code).toBe('score_import_of_another')
    expect((await send(officer(), id, path, '')).body.state).toBe('undone')
    expect(await enteredBy(officer(), id)).toEqual([null, null, 8000])
    const listed = await county.request(officer(), 'GET', `/selections/${id}/score-imports`)
    expect(listed.body.items).toMatchObject([{ id: importId, state: 'undone', counts: { create: 2 } }])
  })

  test('200: where names are hidden it has numbers alone; the same workbook comes back with reasons', async () => {
    const id = await running({ blind: true })
    const sheet = await county.request(officer(), 'GET', `/selections/${id}/score-sheet`)
    const rows = await gridOf(sheet.answer)
    expect(rows[0]).toEqual(['编号', '试卷（满分 100）'])
    expect(rows.map(([number]) => number)).toEqual(['编号', '1', '2', '3'])
    const list = '考号,试卷,备注\n1,101,甲\n2,九十,乙\n3,60,丙\n3,61,丁\n9,60,戊\n,60,己'
    const tried = await rehearse(officer(), id, list)
    expect(tried.body.rows.map(({ reasons }: { reasons: string[] }) => reasons)).toEqual([
      ...[['score_too_high'], ['score_unreadable'], [], ['row_repeated'], ['number_unknown'], ['number_unreadable']],
    ])
    expect(tried.body.rows.every(({ name }: { name: string }) => name === '')).toBe(true)
    const guessed = await rehearse(officer(), id, '编号,姓名,工号,试卷\n1,猜的名字,G001,60')
    expect(guessed.body.rows[0].reasons).toEqual([])
    const back = await gridOf((await send(officer(), id, 'score-workbooks?name=list.csv', list)).answer)
    expect(back[0]?.slice(0, 3)).toEqual(['考号', '试卷', '备注'])
    expect(back[1]?.slice(2, 4)).toEqual(['甲', '拒绝'])
    expect(back[3]?.slice(2, 4)).toEqual(['丙', '录入'])
  })

  test('409: what changed since the rehearsal keeps nothing; after the step is closed nothing is undone', async () => {
    const id = await running()
    const list = '编号,试卷\n1,90\n2,80'
    const { body } = await rehearse(officer(), id, list)
    const now = await county.request(officer(), 'GET', `/selections/${id}`)
    const scores = [{ personId: now.body.candidates[0].personId, criterion: 'paper', centipoints: 8500 }]
    await county.request(officer(), 'PUT', `/selections/${id}/scores`, { scores })
    const stale = await apply(officer(), id, list, { importId: newId(), digest: body.digest })
    expect([stale.status, stale.body.code]).toEqual([409, 'import_stale'])
    const { importId, made } = await keep(officer(), id, list)
    expect(made.body.counts).toEqual({ create: 1, change: 1, keep: 0, refuse: 0 })
    expect((await county.request(officer(), 'POST', `/selections/${id}/step-closure`)).body.state).toBe('ranked')
    expect((await send(officer(), id, `score-imports/${importId}/undoing`, '')).body.code).toBe('step_not_open')
    expect((await send(officer(), id, `score-imports/${newId()}/undoing`, '')).body.code).toBe('score_import_not_found')
    expect((await rehearse(officer(), id, list)).body.code).toBe('step_not_open')
    expect((await county.request(officer(), 'GET', `/selections/${id}/score-sheet`)).status).toBe(409)
  })

  test('422: a list without head, rows or scores is told so; a third person’s rows are refused', async () => {
    const id = await running({ double: true })
    expect((await rehearse(officer(), id, '姓名,工号\n甲,1')).body.code).toBe('head_missing')
    expect((await rehearse(officer(), id, '编号,姓名\n1,甲')).body.code).toBe('head_missing')
    expect((await rehearse(officer(), id, '编号,试卷')).body.code).toBe('sheet_without_rows')
    const list = '编号,试卷\n1,90'
    expect((await keep(officer(), id, list)).made.status).toBe(201)
    expect((await keep(officer(), id, list)).made.body.code).toBe('import_nothing')
    expect((await keep(second, id, list)).made.body.counts.create).toBe(1)
    expect((await rehearse(third, id, list)).body.rows[0].reasons).toEqual(['third_entry'])
    expect((await rehearse(county.logins.otherTown, id, list)).status).toBe(404)
  })
})
