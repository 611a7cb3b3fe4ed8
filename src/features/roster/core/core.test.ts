import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkCharacter } from '../../../lib/identity.ts'
import { readDate } from '../../../lib/lists/cells.ts'
import { undoRefusal } from '../../../lib/lists/outcomes.ts'
import { codeOf, nameOf, namesOf, readIdCell, readRow } from './cells.ts'
import { columnsOf, fields, findHead, recognise, titles, type Column } from './columns.ts'
import { decideRow, placeFinder, type Facts, type Known, type Place } from './decide.ts'

const id = (first17: string) => first17 + checkCharacter(first17)
const woman = id('41100219900101122')

describe('columns', () => {
  test('[003-27] are recognised by their usual names in any order', () => {
    const head = [
      '序号',
      '任教学科',
      '身份证件号',
      '姓 名',
      '所在学校（全称）',
      '教师编号*',
      '手机：',
      '参加工作时间',
      '备注',
      '岗位/职务',
    ]
    expect(columnsOf(head).map(({ field }) => field)).toEqual([
      'ours',
      'subjects',
      'idNumber',
      'name',
      'organisation',
      'staffNo',
      'phone',
      'startedOn',
      null,
      null,
    ])
  })

  test('a head is found below the titles of the list, and a list without one is not taken', () => {
    const rows = [
      ['青石县2026年教师名单'],
      [],
      ['填表人：王芳', '', '2026-09-01'],
      ['姓名', '工号', '学校'],
      ['陈一诺', '007', '一小'],
    ]
    expect(findHead(rows)?.at).toBe(3)
    expect(findHead([['陈一诺', '007']])).toBeUndefined()
  })

  test('a field named twice is taken once, and the other column told', () => {
    expect(columnsOf(['姓名', '单位', '学校']).map(({ field }) => field)).toEqual(['name', 'organisation', null])
  })

  test('what is exported is recognised', () => {
    expect(fields.map((field) => recognise(titles[field]))).toEqual([...fields])
  })
})

describe('cells', () => {
  test.each([
    ['2015-09-01', '2015-09-01'],
    ['2015/9/1', '2015-09-01'],
    ['2015.9.1', '2015-09-01'],
    ['2015年9月1日', '2015-09-01'],
    ['2015年9月', '2015-09-01'],
    ['2015.09', '2015-09-01'],
    ['201509', '2015-09-01'],
    ['20150901', '2015-09-01'],
    ['２０１５－０９－０１', '2015-09-01'],
    ['2015-09-01 00:00:00', '2015-09-01'],
    [42248, '2015-09-01'],
    [20150901, '2015-09-01'],
  ])('the date %s reads as %s', (cell, date) => {
    expect(readDate(cell)).toEqual({ ok: true, value: date })
  })

  test.each([['2015'], ['2015-13-01'], ['15.9.1'], ['九月'], ['2015-02-30']])('%s is no date', (cell) => {
    expect(readDate(cell)).toMatchObject({ ok: false, error: { code: 'date_malformed' } })
  })

  test('a figure 1998.1 may be January or October, and is refused', () => {
    expect(readDate(1998.1)).toMatchObject({ ok: false, error: { code: 'date_ambiguous' } })
  })

  test.each([
    [woman, { ok: true, value: { number: woman, bornOn: '1990-01-01', gender: 'female' } }],
    [woman.toLowerCase(), { ok: true }],
    [`${woman.slice(0, 6)} ${woman.slice(6)}`, { ok: true }],
    ['411002900101122', { ok: true, value: { number: id('41100219900101122') } }],
    ['4110**********22', { ok: true, value: 'masked' }],
    ['411002199001011000', { ok: false, error: { code: 'id_number_ruined' } }],
    ['4.11002E+17', { ok: false, error: { code: 'id_number_ruined' } }],
    [411002199001011200, { ok: false, error: { code: 'id_number_ruined' } }],
    ['41100219900101', { ok: false, error: { code: 'id_number_malformed' } }],
    [woman.slice(0, 17) + (woman.endsWith('1') ? '2' : '1'), { ok: false, error: { code: 'id_number_checksum' } }],
  ])('the ID number %s', (cell, expected) => {
    expect(readIdCell(cell)).toMatchObject(expected)
  })

  test('every name that a template offers is read back as its code', () => {
    for (const kind of ['gender', 'stage', 'subjects', 'title', 'talentLevel', 'posts', 'state'] as const) {
      const back = namesOf(kind).map((name) => nameOf(kind, codeOf(kind, name) ?? ''))
      expect(back).toEqual(namesOf(kind))
    }
  })
})

const school: Place = { id: 'a', name: '河东镇第一小学', isInScope: true, isClosed: false }
const places = [
  { ...school, shortName: '一小' },
  { id: 'b', name: '河西镇第一小学', shortName: '西一小', isInScope: false, isClosed: false },
  { id: 'c', name: '河东镇旧小学', shortName: '旧小', isInScope: true, isClosed: true },
]
const placesOf = placeFinder(places)
const known: Known = {
  id: 'p',
  organisationId: 'a',
  organisationName: school.name,
  isInScope: true,
  name: '陈一诺',
  staffNo: 'T1',
  gender: 'female',
  bornOn: '1990-01-01',
  stage: '2',
  subjects: ['13'],
  title: 'first',
  talentLevel: null,
  state: '11',
  startedOn: '2012-09-15',
  retiresOn: null,
  idNumberHash: `h${woman}`,
  phoneHash: 'h13800001234',
  posts: ['10'],
}
const columns: Column[] = fields.map((field) => ({ title: titles[field], field }))

type Written = Partial<Record<(typeof fields)[number], string | number>>
function decide(written: Written, facts: Partial<Facts> = {}) {
  const read = readRow(
    fields.map((field) => written[field] ?? ''),
    columns,
    '2026-11-22',
  )
  const { draft } = read
  return decideRow(read, {
    places: draft.organisation === undefined ? [] : placesOf(draft.organisation),
    byIdNumber: undefined,
    byStaffNo: undefined,
    byName: [],
    idNumberHashes: draft.idNumber ? [`h${draft.idNumber.number}`] : [],
    phoneHashes: draft.phone === undefined ? [] : [`h${draft.phone}`],
    ownSchool: undefined,
    freeStaffNo: 'Q1',
    repeats: () => undefined,
    ...facts,
  })
}
const fresh: Written = { name: '林知夏', idNumber: woman, organisation: '河东镇第一小学' }

describe('a row', () => {
  test('of somebody new is created, with what the ID number says', () => {
    const made = decide({ ...fresh, subjects: '语文、道德与法治', title: '一级教师', posts: '班主任' })
    expect(made.outcome).toBe('create')
    expect(made.set).toEqual({
      name: '林知夏',
      staffNo: 'Q1',
      organisationId: 'a',
      gender: 'female',
      bornOn: '1990-01-01',
      subjects: ['13', 'L1'],
      title: 'first',
      state: '11',
    })
    expect(made.addPosts).toEqual(['23'])
  })

  test('of somebody known changes what it says, names from and to, and leaves alone what it does not say', () => {
    const changed = decide({ name: '陈一诺', staffNo: 'T1', title: '高级教师', posts: '班主任' }, { byStaffNo: known })
    expect(changed).toMatchObject({
      outcome: 'change',
      set: { title: 'senior' },
      was: { title: 'first' },
      addPosts: ['23'],
    })
    expect(changed.changes).toEqual([
      { field: 'title', from: 'first', to: 'senior' },
      { field: 'posts', from: ['10'], to: ['10', '23'] },
    ])
  })

  test.each<[string, Written]>([
    ['the same again', { name: '陈一诺', staffNo: 'T1', title: '中小学一级教师', subjects: '语文' }],
    ['masked numbers', { name: '陈一诺', staffNo: 'T1', idNumber: '4110**********22', phone: '138****1234' }],
    ['a month where the day is known', { name: '陈一诺', staffNo: 'T1', startedOn: '2012.09' }],
    ['the phone number that is known', { name: '陈一诺', staffNo: 'T1', phone: '138 0000 1234' }],
  ])('that says %s keeps everything', (_, written) => {
    expect(decide(written, { byStaffNo: known }).outcome).toBe('keep')
  })

  test('无 takes a talent level away, an empty cell does not', () => {
    const holder = { ...known, talentLevel: 'county_backbone' }
    expect(decide({ name: '陈一诺', staffNo: 'T1', talentLevel: '无' }, { byStaffNo: holder }).set).toEqual({
      talentLevel: null,
    })
    expect(decide({ name: '陈一诺', staffNo: 'T1' }, { byStaffNo: holder }).outcome).toBe('keep')
  })

  test('finds somebody without any number by name at the school', () => {
    const facts = { byName: [known] }
    expect(decide({ name: '陈一诺', organisation: '一小', title: '高级教师' }, facts).outcome).toBe('change')
  })

  const twin = { ...known, id: 'q', staffNo: 'T2', idNumberHash: 'other' }
  test.each<[string, Written, Partial<Facts>]>([
    ['name_missing', { ...fresh, name: '' }, {}],
    ['name_malformed', { ...fresh, name: '林知夏1' }, {}],
    ['identity_missing', { name: '林知夏', organisation: '一小' }, {}],
    ['id_number_malformed', { ...fresh, idNumber: '4110021990' }, {}],
    ['id_number_checksum', { ...fresh, idNumber: woman.slice(0, 17) + (woman.endsWith('1') ? '2' : '1') }, {}],
    ['id_number_ruined', { ...fresh, idNumber: 411002199001011200 }, {}],
    ['staff_no_malformed', { ...fresh, staffNo: '工号#1' }, {}],
    ['staff_no_ruined', { ...fresh, staffNo: '1.2E+11' }, {}],
    ['phone_malformed', { ...fresh, phone: '010-62345678' }, {}],
    ['date_malformed', { ...fresh, startedOn: '去年' }, {}],
    ['date_ambiguous', { ...fresh, startedOn: 2015.1 }, {}],
    ['dates_contradict', { ...fresh, startedOn: '1995-09-01' }, {}],
    ['value_unknown', { ...fresh, title: '大师' }, {}],
    ['gender_contradicts', { ...fresh, gender: '男' }, {}],
    ['birth_contradicts', { ...fresh, bornOn: '1991-01-01' }, {}],
    ['school_missing', { ...fresh, organisation: '' }, {}],
    ['school_unknown', { ...fresh, organisation: '火星小学' }, {}],
    ['school_ambiguous', { ...fresh, organisation: '第一小学' }, {}],
    ['school_closed', { ...fresh, organisation: '旧小' }, {}],
    ['school_out_of_scope', { ...fresh, organisation: '西一小' }, {}],
    ['person_out_of_scope', fresh, { byIdNumber: { ...known, isInScope: false } }],
    ['person_ambiguous', { name: '陈一诺', organisation: '一小' }, { byName: [known, twin] }],
    ['person_merged', { name: '陈一诺', staffNo: 'T1' }, { byStaffNo: { ...known, state: '09' } }],
    ['name_differs', { name: '林知夏', staffNo: 'T1' }, { byStaffNo: known }],
    ['id_number_differs', { name: '陈一诺', staffNo: 'T2', idNumber: woman }, { byStaffNo: twin }],
    ['two_people', { name: '陈一诺', staffNo: 'T2', idNumber: woman }, { byIdNumber: known, byStaffNo: twin }],
    ['row_repeated', fresh, { repeats: () => 3 }],
  ])('[003-27] is refused: %s', (code, written, facts) => {
    const decision = decide(written, facts)
    expect(decision.outcome).toBe('refuse')
    expect(decision.reasons.map((reason) => reason.code)).toContain(code)
  })

  test('names every reason against it, not only the first', () => {
    const { reasons } = decide({ ...fresh, phone: '1', title: '大师', organisation: '火星小学' })
    expect(reasons.map(({ code }) => code)).toEqual(['value_unknown', 'phone_malformed', 'school_unknown'])
  })

  test('whatever stands in its cells, it does one thing, and is refused exactly when there is a reason', () => {
    const cell = fc.oneof(
      fc.string(),
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.constantFrom(woman, '男', '2015-09', '第一小学'),
    )
    fc.assert(
      fc.property(
        fc.array(cell, { minLength: fields.length, maxLength: fields.length }),
        fc.boolean(),
        (cells, isKnown) => {
          const written = Object.fromEntries(fields.map((field, index) => [field, cells[index] ?? '']))
          const { outcome, reasons, changes } = decide(written, isKnown ? { byStaffNo: known } : {})
          expect(outcome === 'refuse').toBe(reasons.length > 0)
          expect(outcome === 'keep' || outcome === 'refuse').toBe(changes.length === 0)
          expect(JSON.stringify(reasons)).not.toContain(woman)
        },
      ),
    )
  })
})

describe('a school', () => {
  test('is found by its name, its short name, or the end of its name', () => {
    expect(placesOf('河东镇第一小学').map(({ id: found }) => found)).toEqual(['a'])
    expect(placesOf('青石县河东镇第一小学').map(({ id: found }) => found)).toEqual(['a'])
    expect(placesOf(' 一小 ').map(({ id: found }) => found)).toEqual(['a'])
    expect(placesOf('第一小学').map(({ id: found }) => found)).toEqual(['a', 'b'])
  })
})

test('an import can be undone for seven days after it was applied, once', () => {
  const applied = new Date('2026-11-01T00:00:00Z')
  expect(undoRefusal('applied', applied, new Date('2026-11-08T00:00:00Z'))).toBeUndefined()
  expect(undoRefusal('applied', applied, new Date('2026-11-08T00:00:01Z'))).toBe('undo_too_late')
  expect(undoRefusal('undone', applied, applied)).toBe('import_not_applied')
  expect(undoRefusal('ready', null, applied)).toBe('import_not_applied')
})
