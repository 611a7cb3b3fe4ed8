import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testCounty, type Login, type TestCounty } from '../../app/testing.ts'
import { readGrid } from '../../platform/excel/grid.ts'
import { newId } from '../../platform/ids.ts'
import { at, movingClock, roundOf, selectable } from './testing.ts'

const start = '2026-09-01T00:00:00Z'
const clock = movingClock(start)
let county: TestCounty
beforeAll(async () => {
  county = await testCounty(clock)
})
beforeEach(() => clock.at(0))
afterAll(() => county.close())

const provider = () => county.logins.provider
const block = { id: 'open', title: '开放名额', places: 1 }

/** A round over one programme that the three teachers of a school chose, whose scoring goes on. */
async function scoring(isBlind = false) {
  const programmeId = await selectable(county)
  const round = roundOf(county, start, [{ programmeId, blocks: [block], isBlind }])
  await round.begin()
  await round.publish()
  clock.at(2)
  const people = county.teachers.a
  for (const one of people) await round.rank(one, [programmeId])
  clock.at(60)
  const path = `${round.path}/programmes/${programmeId}`
  const send = (what: string, list: string, as: Login = provider()) =>
    county.request(as, 'POST', `${path}/${what}`, Buffer.from(list))
  const table = async () => (await county.request(provider(), 'GET', `${path}/applicants`)).body.applicants
  const labelOf = async (one: Login): Promise<string> =>
    (await table()).find(({ personId }: { personId: string }) => personId === one.personId).label
  const labels: string[] = []
  for (const one of people) labels.push(await labelOf(one))
  return {
    ...{ programmeId, round, path, people, labels, send },
    rehearse: (list: string, as?: Login) => send('score-rehearsals', list, as),
    keep: async (list: string, as?: Login) => {
      const { body } = await send('score-rehearsals', list, as)
      const id = newId()
      return { id, made: await send(`score-imports?id=${id}&name=list.csv&digest=${body.digest}`, list, as) }
    },
    scores: async () => {
      const rows: { personId: string; score: number | null; unsuitableReason: string | null }[] = await table()
      return people.map((one) => {
        const found = rows.find(({ personId }) => personId === one.personId)
        return found?.unsuitableReason ?? found?.score ?? null
      })
    },
  }
}

const gridOf = async (answer: Response) => {
  const grid = await readGrid(new Uint8Array(await answer.arrayBuffer()))
  if (!grid.ok) throw new Error(grid.error)
  return grid.value.rows
}
const reasonsOf = (body: { rows: { reasons: string[] }[] }) => body.rows.map(({ reasons }) => reasons)

describe('[002-18] a scoring table that is given back', () => {
  test('201: is downloaded, tried, kept exactly so, once, and undone but for what was changed since', async () => {
    const { path, people, labels, round, programmeId, send, rehearse, keep, scores } = await scoring()
    const sheet = await county.request(provider(), 'GET', `${path}/score-sheet`)
    const [head, ...rows] = await gridOf(sheet.answer)
    expect(head).toEqual(['代号', '姓名', '学校', '课例（满分 100）', '陈述（满分 20）', '不适合的原因'])
    expect(rows.map(([label]) => label).toSorted()).toEqual(labels.toSorted())
    const [a = '', b = '', c = ''] = labels
    const list = `代号,课例,陈述,不适合的原因\n${a},80,10,\n${b},,,不在培养方向\n${c},,,`
    const tried = await rehearse(list)
    expect(tried.body.counts).toEqual({ create: 2, change: 0, keep: 1, refuse: 0 })
    expect(tried.body.rows[0]).toMatchObject({ score: 6800, outcome: 'create' })
    expect(await scores()).toEqual([null, null, null])
    const { id, made } = await keep(list)
    expect([made.status, made.body.state, made.body.counts.create]).toEqual([201, 'applied', 2])
    expect(await scores()).toEqual([6800, '不在培养方向', null])
    const again = await send(`score-imports?id=${id}&name=list.csv&digest=${tried.body.digest}`, list)
    expect([again.status, again.body.id]).toEqual([201, id])
    expect((await keep(list)).made.body.code).toBe('import_nothing')
    const second = await keep(`代号,课例\n${a},90\n${b},70`)
    // A criterion without a column keeps the mark that it has.
    expect(second.made.body.counts).toEqual({ create: 0, change: 1, keep: 0, refuse: 1 })
    expect(await scores()).toEqual([7400, '不在培养方向', null])
    expect(reasonsOf((await rehearse(`代号,课例\n${a},90\n${b},70`)).body)).toEqual([[], ['mark_missing']])
    await round.score(programmeId, [[at(people, 0), 50]])
    const undone = await send(`score-imports/${id}/undoing`, '')
    expect(undone.body).toMatchObject({ state: 'undone', undoneByName: expect.any(String) })
    expect(await scores()).toEqual([5000, null, null])
    expect((await send(`score-imports/${newId()}/undoing`, '')).body.code).toBe('import_not_found')
    const listed = await county.request(provider(), 'GET', `${path}/score-imports`)
    expect(listed.body.items).toMatchObject([{ state: 'applied' }, { id, state: 'undone' }])
  })

  test('200: of a blind programme it bears neither names nor schools, and does not tell whether a guessed name is right', async () => {
    const { path, labels, rehearse, send } = await scoring(true)
    const sheet = await county.request(provider(), 'GET', `${path}/score-sheet`)
    const rows = await gridOf(sheet.answer)
    expect(rows[0]).toEqual(['代号', '课例（满分 100）', '陈述（满分 20）', '不适合的原因'])
    expect(
      rows
        .slice(1)
        .map(([label]) => label)
        .toSorted(),
    ).toEqual(labels.toSorted())
    const [a = '', b = '', c = ''] = labels
    const list = `代号,姓名,课例,陈述,备注\n${a},猜的名字,101,1,甲\n${b},,八十,1,乙\n${c},,80,,丙\n${c},,80,1,丁\nXXXXXX,,1,1,戊`
    const tried = await rehearse(list)
    expect(reasonsOf(tried.body)).toEqual([
      ...[['mark_too_high'], ['mark_unreadable'], ['mark_missing'], ['row_repeated'], ['label_unknown']],
    ])
    expect(tried.body.rows.every(({ name }: { name: string }) => name === '')).toBe(true)
    const back = await gridOf((await send('score-workbooks?name=list.csv', list)).answer)
    expect(back[0]?.slice(0, 5)).toEqual(['代号', '姓名', '课例', '陈述', '备注'])
    expect(back[1]?.slice(4, 7)).toEqual(['甲', '拒绝', '分数超过满分。请更正。'])
  })

  test('409: what changed since it was tried keeps nothing; once the seed is told nothing changes and nothing is undone', async () => {
    const { labels, people, round, programmeId, rehearse, keep, send, path } = await scoring()
    const [a = '', b = '', c = ''] = labels
    const list = `代号,课例,陈述\n${a},90,18\n${b},80,16\n${c},70,14`
    const { body } = await rehearse(list)
    await round.score(programmeId, [[at(people, 0), 60]])
    const stale = await send(`score-imports?id=${newId()}&name=list.csv&digest=${body.digest}`, list)
    expect([stale.status, stale.body.code]).toEqual([409, 'import_stale'])
    const { id, made } = await keep(list)
    expect(made.body.counts).toEqual({ create: 2, change: 1, keep: 0, refuse: 0 })
    clock.at(80)
    const { runId } = await round.rehearse()
    const shown = await round.show(runId)
    expect(shown.status).toBe(201)
    expect((await rehearse(list)).body.code).toBe('scoring_over')
    await round.takeBack(shown.body.notice.id, '名单有误，重新匹配')
    expect(reasonsOf((await rehearse(`代号,课例,陈述\n${a},91,18\n${b},80,16`)).body)).toEqual([['scores_frozen'], []])
    expect((await send(`score-imports/${id}/undoing`, '')).body.code).toBe('scores_frozen')
    expect((await county.request(county.logins.otherProvider, 'GET', `${path}/score-sheet`)).status).toBe(404)
  })

  test('404, 422: another provider has no part in it, and a list without head, rows or marks is told so', async () => {
    const { rehearse, labels, path, send } = await scoring()
    const [a = ''] = labels
    const other = county.logins.otherProvider
    expect((await rehearse(`代号,课例\n${a},1`, other)).status).toBe(404)
    expect((await county.request(other, 'GET', `${path}/score-imports`)).status).toBe(404)
    expect(
      (await send(`score-imports?id=${newId()}&name=l.csv&digest=${'0'.repeat(64)}`, '代号,课例', other)).status,
    ).toBe(404)
    expect((await rehearse('姓名,课例\n甲,1')).body.code).toBe('head_missing')
    expect((await rehearse('代号,姓名\nA,甲')).body.code).toBe('head_missing')
    expect((await rehearse('代号,课例')).body.code).toBe('list_empty')
  })
})
