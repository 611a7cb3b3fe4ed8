import { afterAll, beforeAll, expect, test } from 'vitest'
import { testCounty, type TestCounty } from '../../app/testing.ts'
import { newId } from '../../platform/ids.ts'
import { readGrid } from '../../platform/excel/grid.ts'
import { testRules } from './testing.ts'

let county: TestCounty
beforeAll(async () => {
  county = await testCounty()
})
afterAll(() => county.close())

const officer = () => county.logins.bureau_officer

async function drafted() {
  const id = newId()
  const draft = { id, kind: 'honour', title: '师德标兵评选', organisationId: county.tree.bureau, rules: testRules() }
  expect((await county.request(officer(), 'POST', '/selections', { ...draft, programmeId: null })).status).toBe(201)
  const send = (what: string, list: string, as = officer()) =>
    county.request(as, 'POST', `/selections/${id}/${what}`, Buffer.from(list))
  return {
    ...{ id, send },
    keep: async (list: string) => {
      const { body } = await send('candidate-rehearsals', list)
      const listId = newId()
      return { listId, made: await send(`candidate-imports?id=${listId}&name=l.csv&digest=${body.digest}`, list) }
    },
    numbers: async () => {
      const { body } = await county.request(officer(), 'GET', `/selections/${id}`)
      return body.candidates.map(({ name, number }: { name: string; number: number }) => `${number} ${name}`)
    },
  }
}

test('[001-45] 201: candidates come by a list: tried row by row, added exactly so, taken back as a whole, with no number given twice', async () => {
  const { id, send, keep, numbers } = await drafted()
  const people = []
  for (const name of ['甲老师', '乙老师', '丙老师'])
    people.push(await county.person({ organisationId: county.tree.a, name, staffNo: `L-${newId().slice(-8)}` }))
  const [one, two, three] = people.map(({ staffNo }) => staffNo)
  const list = `工号,姓名\n${one},甲老师\n${two},丁老师\n${two},\n${two},乙老师\n,某人\nX-0,某人`
  const tried = await send('candidate-rehearsals', list)
  expect(tried.body.counts).toEqual({ create: 2, change: 0, keep: 0, refuse: 4 })
  expect(tried.body.rows.map(({ reasons }: { reasons: string[] }) => reasons.join())).toEqual([
    ...['', 'name_differs', '', 'row_repeated', 'person_unnamed', 'person_unknown'],
  ])
  expect(await numbers()).toEqual([])
  const { listId, made } = await keep(list)
  expect([made.status, made.body.counts.create]).toEqual([201, 2])
  expect((await keep(`工号,姓名\n${one},甲老师`)).made.body.code).toBe('import_nothing')
  const later = await keep(`工号,姓名\n${three},丙老师`)
  expect(await numbers()).toEqual(['1 甲老师', '2 乙老师', '3 丙老师'])
  const back = await send('candidate-workbooks?name=l.csv', list)
  const grid = await readGrid(new Uint8Array(await back.answer.arrayBuffer()))
  expect(grid.ok && grid.value.rows[2]?.slice(2, 4)).toEqual(['拒绝', '姓名和工号对不上。请核对。'])
  expect((await send(`candidate-imports/${listId}/undoing`, '')).body.state).toBe('undone')
  expect(await numbers()).toEqual(['3 丙老师'])
  await keep(`工号,姓名\n${one},甲老师`)
  expect(await numbers()).toEqual(['3 丙老师', '4 甲老师'])
  expect((await county.request(officer(), 'POST', `/selections/${id}/start`)).status).toBe(200)
  expect((await send(`candidate-imports/${later.listId}/undoing`, '')).body.code).toBe('selection_runs')
  expect((await send('candidate-rehearsals', list)).body.code).toBe('selection_runs')
  const template = await county.request(officer(), 'GET', `/selections/${id}/candidate-template`)
  const empty = await readGrid(new Uint8Array(await template.answer.arrayBuffer()))
  expect(empty.ok && empty.value.rows[0]).toEqual(['工号', '姓名'])
  expect((await send('candidate-rehearsals', list, county.logins.otherTown)).status).toBe(404)
})
