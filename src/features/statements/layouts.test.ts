import { describe, expect, test } from 'vitest'
import { adoptLayoutRefusal, versionOn } from './layouts/adopting.ts'
import { compareRows } from './layouts/compare.ts'
import { readHead } from './layouts/headings.ts'
import { linesAbove, writeRow, type LayoutColumn, type LayoutContent } from './layouts/layout.ts'
import { layoutReasons } from './layouts/reasons.ts'
import { sayFlaw, sayTodo } from './layouts/saying.ts'

const columns: readonly LayoutColumn[] = [
  { title: '身份证件号', field: 'idNumber', kind: 'text', width: 20, required: true, longest: 18 },
  { title: '学时', field: 'hours', kind: 'number', width: 10, most: 2000 },
  { title: '结论', field: 'verdict', kind: 'text', width: 10, codes: [{ value: '合格', code: '1' }] },
]
const content: LayoutContent = { file: 'xlsx', sheet: '上报数据', above: [], columns }

describe('a row', () => {
  test('[003-32] says of each cell what the other system would refuse, and what to do, in both languages', () => {
    const row = writeRow(content, { id: 'a', name: '林知夏', hours: 2001, verdict: '暂缓' })
    expect(row.values).toEqual([null, 2001, null])
    expect(row.flaws.map((flaw) => [flaw.column, sayFlaw(flaw, 'zh')])).toEqual([
      ['身份证件号', '没有填'],
      ['学时', '2001 超过 2000'],
      ['结论', '“暂缓”没有对应代码'],
    ])
    expect(row.flaws.map((flaw) => sayFlaw(flaw, 'en'))).toEqual([
      'is not filled in',
      '2001 is more than 2000',
      'there is no code for “暂缓”',
    ])
    expect(row.flaws.map((flaw) => sayTodo(flaw, 'en'))).toEqual([
      'Complete this person’s record under People',
      'Look at this person’s ledger under Hours, and correct what is wrong',
      'Add this value to the codes of the layout',
    ])
    const whole = writeRow(content, { id: 'a', idNumber: '11010519491231002X', hours: 72, verdict: '合格' })
    expect([whole.values, whole.flaws]).toEqual([['11010519491231002X', 72, '1'], []])
  })

  test('hours with more decimals than are taken are a flaw, and are never rounded', () => {
    const hours: LayoutColumn = { title: '学时', field: 'hours', kind: 'number', width: 10, decimals: 1 }
    const row = writeRow({ columns: [hours] }, { id: 'a', hours: 47.25 })
    expect([row.values, row.flaws.map(({ code }) => code)]).toEqual([[47.25], ['decimals']])
    expect(writeRow({ columns: [hours] }, { id: 'a', hours: 47.5 }).flaws).toEqual([])
  })

  test('an ID number that is wrong is told without being shown', () => {
    const shaped: LayoutColumn = { title: '证件', field: 'idNumber', kind: 'text', width: 20, shape: 'id_number' }
    const { flaws } = writeRow({ columns: [shaped] }, { id: 'a', idNumber: '110105194912310021' })
    expect(flaws).toEqual([{ code: 'shape', column: '证件', field: 'idNumber', found: null, asked: 'id_number' }])
    expect(flaws.map((flaw) => sayFlaw(flaw, 'zh'))).toEqual(['不是有效的身份证号'])
  })

  test('a column of text says a figure as text, a fixed one the same in each row, an empty one nothing', () => {
    const row = writeRow(
      {
        columns: [
          { title: '年度', field: 'year', kind: 'text', width: 8 },
          { title: '来源', field: 'fixed', kind: 'text', width: 8, fixed: '县区上报' },
          { title: '备注', field: 'empty', kind: 'text', width: 8 },
        ],
      },
      { id: 'a', year: 2026 },
    )
    expect(row.values).toEqual(['2026', '县区上报', null])
    expect(
      linesAbove({ above: ['{{place}}{{year}}年度上报（{{date}}）'] }, { year: 2026, place: '青石县', date: 'D' }),
    ).toEqual(['青石县2026年度上报（D）'])
  })
})

describe('a comparison', () => {
  const row = (digest: string, ...cells: string[]) => ({ digest, cells })

  test('[003-32] says who is new, changed and in which column, the same, or gone', () => {
    const before = new Map([
      ['a', row('1', 'x', 'y')],
      ['b', row('2', 'x', 'y')],
      ['c', row('3', 'x', 'y')],
    ])
    const now = [
      { id: 'a', ...row('1', 'x', 'y') },
      { id: 'b', ...row('9', 'x', 'z') },
      { id: 'd', ...row('4', 'x', 'y') },
    ]
    const { differences, gone } = compareRows(before, now, { before: ['姓名', '学时'], now: ['姓名', '学时'] })
    expect([...differences]).toEqual([
      ['a', { change: 'same', columns: [] }],
      ['b', { change: 'changed', columns: ['学时'] }],
      ['d', { change: 'new', columns: [] }],
    ])
    expect(gone).toEqual(['c'])
  })

  test('over two versions looks at the columns that both have, wherever they stand', () => {
    const before = new Map([['a', row('1', 'name', 'hours')]])
    const titles = { before: ['姓名', '学时'], now: ['学时', '姓名', '单位'] }
    const same = compareRows(before, [{ id: 'a', ...row('2', 'hours', 'name', 'school') }], titles)
    expect(same.differences.get('a')?.change).toBe('same')
    const changed = compareRows(before, [{ id: 'a', ...row('2', 'more', 'name', 'school') }], titles)
    expect(changed.differences.get('a')).toEqual({ change: 'changed', columns: ['学时'] })
  })

  test('with an export of before cells were kept says that a row changed, and no column', () => {
    const titles = { before: ['姓名'], now: ['姓名'] }
    const before = new Map([['a', { digest: '1', cells: null }]])
    const of = (digest: string) => compareRows(before, [{ id: 'a', ...row(digest, 'x') }], titles).differences.get('a')
    expect([of('1'), of('2')]).toEqual([
      { change: 'same', columns: [] },
      { change: 'changed', columns: [] },
    ])
  })
})

describe('a layout', () => {
  const codesOf = (part: Partial<LayoutContent>) =>
    layoutReasons({ ...content, ...part }, 'person').map(({ code, column }) => [code, column])
  const column = (part: Partial<LayoutColumn>): LayoutColumn => ({
    ...{ title: '姓名', field: 'name', kind: 'text', width: 10 },
    ...part,
  })

  test('with something that cannot be says what, and where', () => {
    expect(codesOf({})).toEqual([])
    expect(codesOf({ columns: [column({ field: 'school', title: '单位' })] })).toEqual([['nobody_named', null]])
    expect(codesOf({ sheet: '校验' })).toEqual([['sheet_named_wrong', null]])
    expect(codesOf({ sheet: 'a/b' })).toEqual([['sheet_named_wrong', null]])
    expect(codesOf({ sheet: '', file: 'csv' })).toEqual([])
    const wrong: readonly (readonly [Partial<LayoutColumn>, string])[] = [
      [{ title: ' ' }, 'title_missing'],
      [{ title: '姓名' }, 'title_twice'],
      [{ title: '人数', field: 'people' }, 'field_foreign'],
      [{ title: '来源', field: 'fixed' }, 'fixed_missing'],
      [{ title: '备注', field: 'empty', required: true }, 'empty_required'],
      [{ title: '工号', field: 'staffNo', shortest: 9, longest: 8 }, 'lengths_crossed'],
      [{ title: '学时', field: 'hours', kind: 'number', least: 9, most: 8 }, 'bounds_crossed'],
      [{ title: '学时', field: 'hours', kind: 'number', longest: 8 }, 'text_bounds'],
      [{ title: '工号', field: 'staffNo', most: 8 }, 'number_bounds'],
      [{ title: '工号', field: 'staffNo', kind: 'number' }, 'not_a_number'],
    ]
    for (const [part, code] of wrong) expect(codesOf({ columns: [column({}), column(part)] })).toEqual([[code, 1]])
    const codes = [
      { value: '合格', code: '1' },
      { value: '合格', code: '' },
    ]
    expect(codesOf({ columns: [column({}), column({ title: '结论', field: 'verdict', codes })] })).toEqual([
      ['codes_twice', 1],
      ['codes_blank', 1],
    ])
  })

  test('is put in force from today or later, never before an earlier version, and not with flaws', () => {
    const draft = { revision: 2, reasons: 0, isSame: false }
    const known = { today: '2026-05-01', isEnded: false }
    const on = (effectiveFrom: string) => ({ effectiveFrom, revision: 2 })
    const last = { effectiveFrom: '2026-06-01' }
    expect(adoptLayoutRefusal(draft, on('2026-05-01'), undefined, known)).toBeUndefined()
    expect(adoptLayoutRefusal(draft, on('2026-04-30'), undefined, known)).toBe('layout_begins_before')
    expect(adoptLayoutRefusal(draft, on('2026-05-31'), last, known)).toBe('version_before_last')
    expect(adoptLayoutRefusal(draft, on('2026-06-01'), last, known)).toBeUndefined()
    expect(adoptLayoutRefusal({ ...draft, reasons: 1 }, on('2026-06-01'), last, known)).toBe('layout_flawed')
    expect(adoptLayoutRefusal({ ...draft, isSame: true }, on('2026-06-01'), last, known)).toBe('nothing_changed')
    expect(adoptLayoutRefusal({ ...draft, revision: 3 }, on('2026-06-01'), last, known)).toBe('revision_outdated')
    expect(adoptLayoutRefusal(draft, on('2026-06-01'), last, { ...known, isEnded: true })).toBe('layout_ended')
    const versions = [
      { version: 3, effectiveFrom: '2026-06-01' },
      { version: 2, effectiveFrom: '2026-05-01' },
      { version: 1, effectiveFrom: '2026-05-01' },
    ]
    expect(['2026-04-30', '2026-05-01', '2026-06-01'].map((day) => versionOn(versions, day)?.version)).toEqual([
      undefined,
      2,
      3,
    ])
  })
})

describe('the head of a workbook', () => {
  const rows = [
    ['某省教师继续教育学时登记表'],
    ['填报单位：', '', '填报日期：'],
    ['序号', '身份证号*', '姓名*', '工作单位', '学年度', '培训学时（小时）', '考核结论', '指导教师'],
    [1, '11010519491231002X', '林知夏', '第一小学', 2026, 48, '合格', ''],
  ]

  test('is found below its titles: known columns by name, marked ones required, the others left to be chosen', () => {
    const head = readHead({ sheet: '登记表[1]', rows }, 'person')
    expect(head?.content.above).toEqual(['某省教师继续教育学时登记表', '填报单位: 填报日期:'])
    expect(head?.content.columns.map(({ title, field, kind, required }) => [title, field, kind, required])).toEqual([
      ['序号', 'no', 'number', undefined],
      ['身份证号*', 'idNumber', 'text', true],
      ['姓名*', 'name', 'text', true],
      ['工作单位', 'school', 'text', undefined],
      ['学年度', 'year', 'number', undefined],
      ['培训学时（小时）', 'hours', 'number', undefined],
      ['考核结论', 'verdict', 'text', undefined],
      ['指导教师', 'empty', 'text', undefined],
    ])
    expect([head?.unknown, head?.content.sheet]).toEqual([1, '登记表 1'])
    expect(head && layoutReasons(head.content, 'person')).toEqual([])
  })

  test('of a list of schools takes figures of schools; a sheet without a head gives none', () => {
    const head = readHead({ sheet: '单位', rows: [['单位名称', '应达标人数', '达标人数', '合格率（%）']] }, 'school')
    expect(head?.content.columns.map(({ field }) => field)).toEqual(['school', 'due', 'met', 'share'])
    expect(readHead({ sheet: 'x', rows: [[1, 2, 3]] }, 'person')).toBeUndefined()
  })
})
