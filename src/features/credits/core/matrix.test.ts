import { expect, test } from 'vitest'
import type { Rule } from '../../../lib/policy/language.ts'
import { matrixOf, sumCells } from './matrix.ts'

const title = { zh: '要求', en: 'Requirement' }
const rules = new Map<string, Rule>([
  ['all', { id: 'all', kind: 'least', title, of: {}, period: { kind: 'year' }, units: 4800 }],
  ['mean', { id: 'mean', kind: 'average', title, of: {}, period: { kind: 'year' }, units: 7200 }],
  ['part', { id: 'part', kind: 'ratio', title, of: {}, period: { kind: 'year' }, percent: 10, per: 'subject' }],
])
const person = (organisationId: string, ...subjects: string[]) => ({ organisationId, stage: '2', subjects })
const stood = (kind: 'least' | 'average' | 'ratio' | 'most', counted: number, missing = 0, state = 'short') => ({
  ...{ kind, state, counted, missing },
})

test('[002-15] of each school, how many of those who are asked reach what each has to reach', () => {
  const matrix = matrixOf(rules)
  matrix.add(person('a'), 'all', stood('least', 4800))
  matrix.add(person('a'), 'all', stood('least', 4750, 50))
  matrix.add(person('a'), 'all', stood('least', 0, 4800, 'exempt'))
  matrix.add(person('b'), 'all', stood('least', 5000))
  const schools = matrix.schools()
  expect(schools.get('a')?.get('all')).toMatchObject({ due: 2, met: 1 })
  expect(sumCells([...schools.values()].flatMap((own) => own.get('all') ?? []))).toMatchObject({ due: 3, met: 2 })
})

test('[002-37] a school meets an average as a whole: nobody is held to it alone', () => {
  const matrix = matrixOf(rules)
  for (const counted of [10_000, 4400]) matrix.add(person('a'), 'mean', stood('average', counted, 0, 'aim'))
  for (const counted of [10_000, 4399]) matrix.add(person('b'), 'mean', stood('average', counted, 0, 'aim'))
  expect(matrix.schools().get('a')?.get('mean')).toMatchObject({ due: 1, met: 1, mean: 7200 })
  expect(matrix.schools().get('b')?.get('mean')).toMatchObject({ due: 1, met: 0, mean: 7199 })
})

test('[002-38] a ratio is judged subject by subject, and a part of a person counts as one', () => {
  const matrix = matrixOf(rules)
  for (let index = 0; index < 13; index += 1) {
    matrix.add(person('a', '13'), 'part', stood('ratio', index < 2 ? 800 : 0, 0, 'aim'))
    matrix.add(person('a', '14'), 'part', stood('ratio', index < 1 ? 800 : 0, 0, 'aim'))
  }
  const cell = matrix.schools().get('a')?.get('part')
  expect(cell).toMatchObject({ due: 2, met: 1 })
  expect(cell?.short).toEqual([{ key: '14', people: 13, have: 1, needed: 2 }])
})

test('[002-38] whoever teaches two subjects stands in both', () => {
  const matrix = matrixOf(rules)
  matrix.add(person('a', '13', '14'), 'part', stood('ratio', 800, 0, 'aim'))
  expect(matrix.schools().get('a')?.get('part')).toMatchObject({ due: 2, met: 2 })
})
