import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readRow } from './cells.ts'
import { fields, findHead, recognise, titles } from './columns.ts'
import { decideRows, type Decision } from './decide.ts'
import type { Known } from './nodes.ts'

const head = ['单位名称', '单位类别', '上级单位', '单位代码', '办学类型', '停办日期', '系统编号', '上级代码']
const columns = findHead([head])?.columns ?? []

const stands: Readonly<Record<string, readonly string[]>> = {
  town_centre: ['bureau'],
  school: ['bureau', 'town_centre'],
  provider: ['bureau'],
}
const rules = {
  today: '2026-06-01',
  topId: 'bureau',
  mayStand: (kind: string, parent: string) => stands[kind]?.includes(parent) ?? false,
}

const known = (one: Partial<Known> & { id: string; name: string }): Known => ({
  parentId: 'bureau',
  kind: 'school',
  code: null,
  schoolKind: one.kind === undefined || one.kind === 'school' ? '211' : null,
  stages: [],
  setting: null,
  openedOn: null,
  closedOn: null,
  address: null,
  phone: null,
  isInScope: true,
  inPost: 0,
  lastOn: null,
  ...one,
})

const tree: Known[] = [
  known({ id: 'bureau', name: '青石县教育局', kind: 'bureau', parentId: null }),
  known({ id: 'east', name: '河东镇中心学校', kind: 'town_centre', code: 'T1' }),
  known({ id: 'west', name: '河西镇中心学校', kind: 'town_centre' }),
  known({ id: 'first', name: '河东镇第一小学', parentId: 'east', code: 'S1', inPost: 12 }),
  known({ id: 'second', name: '河东镇第二小学', parentId: 'east' }),
  known({ id: 'old', name: '槐树屯小学', parentId: 'east', closedOn: '2024-08-31' }),
  known({ id: 'far', name: '外县小学', isInScope: false }),
]

const decide = (...rows: readonly (readonly string[])[]): Decision[] =>
  decideRows(
    rows.map((cells, index) => readRow(index + 2, cells, columns)),
    tree,
    rules,
  )
const codesOf = ({ reasons }: Decision) => reasons.map(({ code }) => code)

describe('columns', () => {
  test('[003-27] are recognised by their usual names in any order, and what is exported is recognised', () => {
    expect(['上级机构（全称）', '学校标识码', '办学类型*', '建校年月', '备注'].map(recognise)).toEqual([
      'parentName',
      'code',
      'schoolKind',
      'openedOn',
      null,
    ])
    expect(fields.map((field) => recognise(titles[field]))).toEqual([...fields])
  })
})

describe('whom a row means', () => {
  test.each([
    ['by its code, whatever its name', ['河东镇实验小学', '', '', 'S1'], 'first'],
    ['by the system’s number: here it is none', ['河东镇第二小学', '', '', '', '', '', 'second'], null],
    ['by its name under the parent that it names', ['河东镇第二小学', '', '河东镇中心学校'], 'second'],
    ['by its name alone where only one has it', ['河东镇 第二小学'], 'second'],
  ])('%s', (_, row, id) => {
    const [decision] = decide(row)
    expect(decision?.knownId).toBe(id)
  })

  test('a school of the same name elsewhere is added where the first is named as well, and moves where it is not', () => {
    const elsewhere = ['河东镇第二小学', '学校', '河西镇中心学校', '', '小学']
    expect(decide(elsewhere).map(({ outcome, changes }) => [outcome, changes[0]?.field])).toEqual([
      ['change', 'parentName'],
    ])
    const both = decide(['河东镇第二小学', '', '河东镇中心学校'], elsewhere)
    expect(both.map(({ outcome }) => outcome)).toEqual(['keep', 'create'])
  })
})

describe('[003-27] what a row does', () => {
  test('adds, also under what another row adds, in any order', () => {
    const decisions = decide(
      ['河北镇第一小学', '学校', '河北镇中心学校', 'N1', '小学'],
      ['河北镇中心学校', '乡镇中心学校', '青石县教育局', 'N0'],
    )
    expect(decisions.map(({ outcome, after }) => [outcome, after.parentId])).toEqual([
      ['create', 'row:3'],
      ['create', 'bureau'],
    ])
  })

  test('renames, moves, closes and says from what to what', () => {
    const [moved, renamed, closed] = decide(
      ['河东镇第一小学', '', '河西镇中心学校', 'S1'],
      ['河东中心校', '', '', 'T1'],
      ['河东镇第二小学', '', '', '', '', '2026-05-31'],
    )
    expect(moved).toMatchObject({
      outcome: 'change',
      changes: [{ field: 'parentName', from: '河东镇中心学校', to: '河西镇中心学校' }],
    })
    expect(renamed).toMatchObject({ changes: [{ field: 'name', from: '河东镇中心学校', to: '河东中心校' }] })
    expect(closed).toMatchObject({ changes: [{ field: 'closedOn', from: null, to: '2026-05-31' }] })
  })

  test('an empty cell says nothing, and 无 says no more', () => {
    expect(decide(['河东镇第一小学', '', '-', 'S1', '无'])).toMatchObject([{ outcome: 'keep', changes: [] }])
  })
})

describe('[003-27] why a row is refused', () => {
  test.each([
    ['an unknown parent', [['新建小学', '学校', '没有的中心校', '', '小学']], [['parent_unknown']]],
    ['two parents of one row', [['新建小学', '学校', '河西镇中心学校', '', '小学', '', '', 'T1']], [['two_parents']]],
    [
      'two parents of two rows',
      [
        ['甲小学', '学校', '河西镇中心学校', 'A1', '小学'],
        ['甲小学', '学校', '河东镇中心学校', 'A1', '小学'],
      ],
      [[], ['two_parents']],
    ],
    [
      'the same code twice',
      [
        ['甲小学', '学校', '', 'A1', '小学'],
        ['乙小学', '学校', '', 'A1', '小学'],
      ],
      [[], ['code_repeated']],
    ],
    ['a code that another has', [['河东镇第二小学', '', '河东镇中心学校', 'S1']], [['name_taken']]],
    [
      'the same name under one parent',
      [
        ['甲小学', '学校', '河西镇中心学校', 'A1', '小学'],
        ['甲小学', '学校', '河西镇中心学校', 'A2', '小学'],
      ],
      [['name_taken'], ['name_taken']],
    ],
    ['a town centre under a school', [['河北镇中心学校', '乡镇中心学校', '河东镇第一小学']], [['misplaced']]],
    ['a school that people are in is closed', [['河东镇第一小学', '', '', 'S1', '', '2026-05-31']], [['has_people']]],
    [
      'a centre that schools are open under is closed',
      [['河东镇中心学校', '', '', 'T1', '', '2026-05-31']],
      [['has_below']],
    ],
    ['a day that has not come', [['河东镇第二小学', '', '', '', '', '2026-12-31']], [['date_in_future']]],
    ['the bureau itself', [['青石县教育局', '', '河东镇中心学校']], [['bureau_stays']]],
    ['a second bureau', [['青石县第二教育局', '教育局']], [['one_bureau']]],
    ['no kind', [['新建单位']], [['kind_missing']]],
    ['no kind of school', [['新建小学', '学校']], [['school_kind_missing']]],
    [
      'a kind of school that no provider has',
      [['进修学校', '承训机构', '', '', '小学']],
      [['school_kind_superfluous']],
    ],
    ['another kind than it is', [['河东镇第一小学', '承训机构', '', 'S1']], [['kind_differs']]],
    ['what is closed and changes', [['槐树屯小学', '', '河西镇中心学校']], [['organisation_closed']]],
    ['what somebody else answers for', [['外县小学']], [['out_of_scope']]],
    ['a row without a name', [['', '学校', '', 'Z9', '小学']], [['name_missing']]],
    [
      'what stands under a refused row',
      [
        ['新建小学', '学校', '新建中心校', '', '小学'],
        ['新建中心校', '乡镇中心学校', '没有的局'],
      ],
      [['parent_refused'], ['parent_unknown']],
    ],
    [
      'a ring',
      [
        ['河东镇中心学校', '', '河西镇中心学校', 'T1'],
        ['河西镇中心学校', '', '河东镇中心学校'],
      ],
      [['cycle'], ['cycle']],
    ],
  ])('%s', (_, rows, reasons) => {
    expect(decide(...rows).map(codesOf)).toEqual(reasons)
  })
})

test('[003-27] whatever is handed in, rows in = created + changed + kept + refused, and what is accepted makes a tree', () => {
  const names = ['甲校', '乙校', '丙校', '河东镇中心学校', '河西镇中心学校', '河东镇第二小学', '青石县教育局']
  const row = fc.tuple(
    fc.constantFrom(...names),
    fc.constantFrom('', '学校', '乡镇中心学校'),
    fc.constantFrom('', ...names),
    fc.constantFrom('', 'A1', 'A2', 'T1', 'S1'),
    fc.constantFrom('', '小学'),
  )
  fc.assert(
    fc.property(fc.array(row, { maxLength: 8 }), (rows) => {
      const decisions = decide(...rows)
      expect(decisions.map(({ no }) => no)).toEqual(rows.map((_, index) => index + 2))
      expect(decisions.every(({ outcome, reasons }) => (outcome === 'refuse') === reasons.length > 0)).toBe(true)
      const parents = new Map(tree.map(({ id, parentId }) => [id, parentId]))
      for (const { no, outcome, knownId, after } of decisions)
        if (outcome === 'create' || outcome === 'change')
          parents.set(knownId ?? `row:${no}`, after.parentId ?? parents.get(knownId ?? '') ?? null)
      for (const start of parents.keys()) {
        let at: string | null | undefined = start
        for (let steps = 0; at !== null && at !== undefined; steps += 1, at = parents.get(at))
          expect(steps).toBeLessThan(9)
        expect(at).toBeNull()
      }
    }),
  )
})
