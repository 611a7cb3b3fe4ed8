import { expect, test } from 'vitest'
import { sheetRefusal } from '../core.ts'
import { badCells, blockOf, matrixOf, pasteBlock, readPlaces, sumOf, treeOf, type Matrix } from './matrix.ts'

const naming = (_: string, name: string) =>
  ({ 中学: ['3', '4'], 小学: ['2'], 学科骨干: ['a'], 学科带头人: ['b'], 名师: ['c'] })[name]
const empty: Matrix = { rowDimension: 'stage', columnDimension: 'talent_level', rows: [], columns: [], cells: {} }
const pasted = '\t学科骨干\t学科带头人\t名师\r\n中学\t95\t42\t42\r\n小学\t120\t60\t60\r\n合计\t215\t102\t102\r\n'

let next = 0
const newId = () => `id${String((next += 1))}`

test('[001-46] 中学 95/42/42 and 小学 120/60/60 come in from Excel as one block: 179, 240, 419', () => {
  const { matrix, unknown } = pasteBlock(empty, blockOf(pasted), { row: 0, column: 0 }, naming)
  expect(unknown).toEqual([])
  const [secondary, primary] = matrix.rows
  expect([sumOf(matrix, { row: secondary }), sumOf(matrix, { row: primary }), sumOf(matrix)]).toEqual([179, 240, 419])
  expect(sumOf(matrix, { column: matrix.columns[0] })).toBe(215)
  const tree = treeOf(matrix, [], newId)
  expect(tree.map(({ placesMax }) => placesMax)).toEqual([null, 179, 95, 42, 42, 240, 120, 60, 60])
  expect(
    sheetRefusal(tree.map((cell) => (cell.parentId === null ? { ...cell, placesMax: 419 } : cell))),
  ).toBeUndefined()
  expect(matrixOf(tree)).toEqual(matrix)
  expect(treeOf(matrix, tree, newId)).toEqual(tree)
})

test('numbers alone are filled in from where they were pasted; unknown names and bad numbers are told', () => {
  const { matrix } = pasteBlock(empty, blockOf(pasted), { row: 0, column: 0 }, naming)
  const filled = pasteBlock(
    matrix,
    [
      ['约30', '全员'],
      ['7', 'x'],
      ['9', '9'],
    ],
    { row: 0, column: 1 },
    naming,
  ).matrix
  expect(sumOf(filled)).toBe(95 + 30 + 120 + 7)
  expect(badCells(filled)).toHaveLength(1)
  expect(
    pasteBlock(
      empty,
      [
        ['', '学科骨干'],
        ['幼儿园', '3'],
      ],
      { row: 0, column: 0 },
      naming,
    ).unknown,
  ).toEqual(['幼儿园'])
})

test.each([
  ['30', { placesMax: 30, approximate: false }],
  ['约 30 人', { placesMax: 30, approximate: true }],
  ['1,200', { placesMax: 1200, approximate: false }],
  ['３０余', { placesMax: 30, approximate: true }],
  ['全员', { placesMax: null, approximate: false }],
  [' ', 'nothing'],
  ['三十', 'bad'],
])('a cell that says %s', (text, read) => {
  expect(readPlaces(text)).toEqual(read)
})

test('[003-21] a share in a table is reckoned of the places of the programme, up, and stays a share as it is written', () => {
  const matrix: Matrix = {
    ...{ rowDimension: 'setting', columnDimension: null, columns: [], placesMax: 51 },
    rows: [
      { key: 'rural', wanted: ['rural'] },
      { key: 'urban', wanted: ['urban'] },
    ],
    cells: { 'rural/': '40%', 'urban/': '10' },
  }
  const tree = treeOf(matrix, [], () => crypto.randomUUID())
  expect(tree.map(({ placesMax, share }) => [placesMax, share])).toEqual([
    [null, undefined],
    [21, 40],
    [10, undefined],
  ])
  expect(matrixOf(tree, 51)).toEqual(matrix)
  expect(readPlaces('40%', 51, 'cap')).toEqual({ placesMax: 20, approximate: false, share: 40 })
  // A programme whose places have no number has no shares.
  expect(badCells({ ...matrix, placesMax: null })).toHaveLength(1)
})

test('a tree that is no table is none', () => {
  const cell = { kind: 'cap', dimension: 'stage', wanted: ['2'], placesMax: 1, approximate: false } as const
  const root = { ...cell, id: 'r', parentId: null, kind: 'reserve', dimension: null, wanted: [] } as const
  expect(matrixOf([root, { ...cell, id: 'a', parentId: 'r' }])).toBeUndefined()
})

test('a tree whose rows keep places beside their cells, or have none below, is no table: nothing of it is lost', () => {
  const cell = { kind: 'reserve', dimension: 'stage', wanted: ['2'], placesMax: 3, approximate: false } as const
  const root = { ...cell, id: 'r', parentId: null, dimension: null, wanted: [], placesMax: null } as const
  const below = { ...cell, id: 'b', parentId: 'a', dimension: 'setting', wanted: ['rural'] } as const
  expect(matrixOf([root, { ...cell, id: 'a', parentId: 'r' }, below])).toBeDefined()
  expect(matrixOf([root, { ...cell, id: 'a', parentId: 'r', placesMax: 5 }, below])).toBeUndefined()
  const bare = { ...cell, id: 'c', parentId: 'r', wanted: ['3'] }
  expect(matrixOf([root, { ...cell, id: 'a', parentId: 'r' }, below, bare])).toBeUndefined()
})
