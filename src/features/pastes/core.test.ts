import { describe, expect, test } from 'vitest'
import { checkCharacter } from '../../lib/identity.ts'
import {
  cutLine,
  headOf,
  indexOf,
  maskCell,
  meaningOf,
  plain,
  soughtOf,
  type Candidate,
  type PasteSubject,
} from './core.ts'

const idNumber = `41010219900101003${checkCharacter('41010219900101003')}`
const one = (id: string, name: string, code: string, place: string, more: string[] = []): Candidate => ({
  id,
  codes: [code, ...more],
  names: [name],
  places: [place, place.replace('青石县', '')],
  shown: { name, code, place },
})
const crowd = indexOf([
  one('1', '王芳', 'T1001', '青石县河东小学', [idNumber]),
  one('2', '王芳', 'T1002', '青石县河西小学'),
  one('3', '李强', 'T1003', '青石县河东小学'),
  one('4', '阿依古丽·买买提', 'T1004', '青石县河东小学'),
  one('5', '张三', 't1005', '青石县河东小学'),
])

function meant(cells: string[], head?: string[], subject: PasteSubject = 'people') {
  const outcome = meaningOf(soughtOf(cells, head && headOf(head, subject), subject), crowd)
  return 'id' in outcome
    ? outcome.id
    : `${outcome.kind} ${outcome.reason} ${outcome.candidates.map(({ id }) => id).join()}`
}

describe('a row without a head', () => {
  test.each([
    [['T1001'], '1'],
    [['ｔ１００５'], '5'],
    [[idNumber.toLowerCase()], '1'],
    [['李强'], '3'],
    [['李 强'], '3'],
    [['阿依古丽•买买提'], '4'],
    [['王芳'], 'ask same_name 1,2'],
    [['王芳', '河西小学'], '2'],
    [['王芳', '青石县河东小学'], '1'],
    [['王芳', '河南小学'], 'ask place_differs 1,2'],
    [['李强', '河西小学'], 'ask place_differs 3'],
    [['李强', '语文', '32'], '3'],
    [['T1003', '李强'], '3'],
    [['T1003', '王芳'], 'ask name_differs 3,1,2'],
    [['T1003', '早已改名'], '3'],
    [['T9999'], 'missing not_found '],
    [['赵六'], 'missing not_found '],
    [['410102199001010000'], 'missing id_number_ruined '],
    [['410102199001010031'], 'missing id_number_malformed '],
    [['410102199001010031', '李强'], 'ask id_number_malformed 3'],
    [['  ', ''], 'missing row_empty '],
  ])('%j means %s', (cells, expected) => {
    expect(meant(cells)).toBe(expected)
  })
})

describe('a row under a head', () => {
  const head = ['序', '姓名', '工号', '工作单位']
  test.each([
    [['1', '王芳', '', '河西小学'], '2'],
    [['2', '王芳', 'T1001', '写错的学校'], '1'],
    [['3', '王方', 'T1001', ''], 'ask name_differs 1'],
    [['4', '王芳', '', '河南小学'], 'ask place_differs 1,2'],
    [['5', '李强', 'T9999', ''], 'ask code_unknown 3'],
    [['6', '赵六', 'T9999', ''], 'missing code_unknown '],
    [['T1003', '', '', ''], 'missing row_empty '],
  ])('%j means %s', (cells, expected) => {
    expect(meant(cells, head)).toBe(expected)
  })
})

test.each([
  [['姓名'], 'people', ['name']],
  [['姓 名', '身份证号码', '备注'], 'people', ['name', 'code', undefined]],
  [['Staff No', 'Name'], 'people', ['code', 'name']],
  [['学校'], 'people', undefined],
  [['王芳', '河东小学'], 'people', undefined],
  [['证书编号'], 'certificates', ['code']],
  [['班级（必填）', '项目名称'], 'classes', ['name', 'place']],
] as const)('%j is the head %s → %j', (row, subject, expected) => {
  expect(headOf(row, subject)).toEqual(expected)
})

test('typed lines are cut where people cut them', () => {
  expect(cutLine('王芳，河东小学')).toEqual(['王芳', '河东小学'])
  expect(cutLine('王芳 河东小学')).toEqual(['王芳', '河东小学'])
  expect(cutLine('张 三')).toEqual(['张三'])
})

test('widths, blanks, cases and dots of a name do not matter', () => {
  expect(plain(' Ａbc　d•e ')).toBe('ABCD·E')
})

test('what is kept shows no identity or phone number in full', () => {
  for (const cell of [
    idNumber,
    `身份证 ${idNumber}`,
    idNumber.replace(/(.{6})/, '$1 '),
    '410102900101003',
    '138 1234 5678',
  ]) {
    expect(maskCell(cell)).toContain('*')
    expect(maskCell(cell)).not.toMatch(/\d{8}/)
  }
  expect(maskCell(' 河东镇（第一）小学 ')).toBe('河东镇（第一）小学')
})
