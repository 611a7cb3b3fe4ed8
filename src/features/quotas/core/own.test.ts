import { expect, test } from 'vitest'
import { cellsSeen, ownCells } from './own.ts'

const cell = (id: string, parentId: string | null, wanted: string | null, isTheirs = false) => ({
  ...{ id, parentId, isTheirs, kind: 'reserve' as const },
  dimension: wanted === null ? null : wanted.startsWith('@') ? ('organisation' as const) : ('stage' as const),
  wanted: wanted === null ? [] : [wanted.replace('@', '')],
})
const cells = [
  cell('root', null, null),
  cell('county', 'root', '@county'),
  cell('mine', 'county', '@mine', true),
  cell('mine-primary', 'mine', '2'),
  cell('theirs', 'county', '@theirs'),
  cell('theirs-primary', 'theirs', '2'),
  cell('primary', 'root', '2'),
]

test('a school sees its own cells, what they lie below and what lies below them, and not how another school divides its own', () => {
  expect(cellsSeen(cells).map(({ id }) => id)).toEqual(['root', 'county', 'mine', 'mine-primary', 'primary'])
})

test('what is kept for a school is its topmost cells', () => {
  const divided = [...cells, { ...cell('again', 'mine', '@mine', true) }]
  expect(ownCells(divided, ['mine']).map(({ id }) => id)).toEqual(['mine'])
})
