import { expect, test } from 'vitest'
import { columnReader } from '../../lib/lists/columns.ts'
import { countAll, mostRows, readLines } from './core.ts'

const { findHead } = columnReader(['staffNo', 'name'] as const, { staffNo: ['工号'], name: ['姓名'] }, 'staffNo')
const read = (rows: (string | number)[][]) => {
  const told = readLines(rows, findHead)
  return told.ok ? told.value.lines.map(({ no }) => no) : told.error
}

test('a list is read below its head, wherever that stands, or refused with why', () => {
  expect(read([['某县名单'], ['工号', '姓名'], ['1', '甲'], ['', ''], ['2', '乙']])).toEqual([3, 5])
  expect(read([['姓名'], ['甲']])).toBe('head_missing')
  expect(read([['工号', '姓名']])).toBe('list_empty')
  expect(read([['工号', '姓名'], ...Array.from({ length: mostRows + 1 }, (_, index) => [index, '甲'])])).toBe(
    'list_too_long',
  )
})

test('every row is counted once', () => {
  const rows = (['create', 'keep', 'create', 'refuse', 'change'] as const).map((outcome) => ({ outcome }))
  expect(countAll(rows)).toEqual({ create: 2, change: 1, keep: 1, refuse: 1 })
})
