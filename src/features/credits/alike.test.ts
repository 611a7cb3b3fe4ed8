import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testCounty, type TestCounty } from '../../app/testing.ts'
import { newId } from '../../platform/ids.ts'
import { areAlike, areTitlesAlike, type Work } from './core/alike.ts'
import { openHours } from './testing.ts'

const work: Work = {
  ...{ title: '师德专题培训', category: '师德', centihours: 800, earnedOn: '2026-05-20' },
  ...{ sourceKind: 'manual', sourceId: 'one' },
}

describe('[001-09] what may be the same work once more', () => {
  test.each<[boolean, Partial<Work>]>([
    [true, {}],
    [true, { earnedOn: '2026-06-20' }],
    [false, { earnedOn: '2026-06-21' }],
    [true, { earnedOn: '2026-04-19', title: '全县师德专题培训班' }],
    [false, { title: '心理健康教育讲座' }],
    [false, { centihours: 700 }],
    [false, { category: '管理' }],
    [false, { sourceId: 'one' }],
    [true, { sourceKind: 'class', sourceId: 'one' }],
  ])('%s of %o', (alike, other) => {
    const another = { ...work, sourceId: 'two', ...other }
    expect([areAlike(work, another), areAlike(another, work)]).toEqual([alike, alike])
  })

  test('two classes are two works, whatever they are called', () => {
    const [one, two] = ['one', 'two'].map((sourceId) => ({ ...work, sourceKind: 'class', sourceId }))
    expect(one && two && areAlike(one, two)).toBe(false)
  })

  test('titles are compared without width, case, spaces and punctuation', () => {
    expect(areTitlesAlike('２０２６年 “师德” 专题培训', '2026年师德专题培训（第一期）')).toBe(true)
    expect(areTitlesAlike('小学数学新课标培训', '小学数学新课程标准培训')).toBe(true)
    expect(areTitlesAlike('小学数学新课标培训', '初中英语阅读教学研讨')).toBe(false)
    expect(areTitlesAlike('', '')).toBe(true)
    expect(areTitlesAlike('a', 'ab')).toBe(false)
  })
})

let county: TestCounty
beforeAll(async () => {
  county = await testCounty()
})
afterAll(() => county.close())

test('200: [001-09] hours that may be recorded twice wait with the earlier ones named, and are approved all the same', async () => {
  const { school_registrar: registrar, principal } = county.logins
  const { id: personId } = await county.person({ organisationId: county.tree.a, name: '重登人' })
  await openHours(county, [{ personId, centihours: 1200, earnedOn: '2026-03-01' }])
  const recordOn = async (earnedOn: string, title: string, centihours = 800) => {
    const draft = { id: newId(), personId, title, category: '师德', centihours, earnedOn }
    expect((await county.request(registrar, 'POST', '/credit-records', draft)).status).toBe(201)
    return draft.id
  }
  const first = await recordOn('2026-05-20', '师德专题培训')
  const again = await recordOn('2026-05-28', '全县师德专题培训')
  const other = await recordOn('2026-05-28', '师德专题培训', 700)
  const listed = await county.request(principal, 'GET', '/credit-records?state=recorded&q=重登人')
  const alikeOf = (id: string) => listed.body.items.find((row: { id: string }) => row.id === id)?.alike
  expect(alikeOf(again)).toMatchObject([
    { id: first, state: 'recorded', title: '师德专题培训', earnedOn: '2026-05-20' },
  ])
  expect([alikeOf(first), alikeOf(other)]).toEqual([[], []])
  const done = await county.request(principal, 'POST', '/credit-record-approvals', { ids: [again] })
  expect(done.body.outcomes).toMatchObject([{ id: again, outcome: 'done' }])
})

test('200: [001-09] hours of a list from elsewhere are named as well, until they are reversed', async () => {
  const { school_registrar: registrar, principal } = county.logins
  const { id: personId } = await county.person({ organisationId: county.tree.a, name: '外来人' })
  const [entry] = await openHours(county, [{ personId, centihours: 1200, earnedOn: '2026-03-01' }])
  const draft = { id: newId(), personId, title: entry?.sourceTitle, centihours: 1200 }
  await county.request(registrar, 'POST', '/credit-records', { ...draft, earnedOn: '2026-03-09' })
  const alike = async () =>
    (await county.request(principal, 'GET', '/credit-records?state=recorded&q=外来人')).body.items[0].alike
  expect(await alike()).toMatchObject([{ id: entry?.id, sourceKind: 'opening', centihours: 1200 }])
  const path = `/credit-entries/${entry?.id ?? ''}/reversal`
  await county.request(county.logins.hours_officer, 'POST', path, { id: newId(), reason: '重复登记' })
  expect(await alike()).toEqual([])
})
