import { readIdNumber, readPhone, widenIdNumber, type IdNumber } from '../../../lib/identity.ts'
import { codeBook, nothing, readDate, severalIn, textOf, type Cell } from '../../../lib/lists/cells.ts'
import {
  personStates,
  postKinds,
  stageCodes,
  subjectCodes,
  talentLevels,
  titleCodes,
} from '../../../lib/population/codes.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import type { Column, Field } from './columns.ts'
import type { Reason, ReasonCode } from './reasons.ts'

/** What a row says of a person. What is absent is not said: it stays as it is. Null says that there is none. */
export type Draft = {
  name?: string
  idNumber?: IdNumber
  staffNo?: string
  organisation?: string
  gender?: 'male' | 'female'
  bornOn?: string
  stage?: string
  subjects?: readonly string[]
  title?: string
  talentLevel?: string | null
  posts?: readonly string[]
  state?: string
  startedOn?: string
  retiresOn?: string
  phone?: string
}

/** What a row says, and everything that is wrong with it by itself. */
export type ReadRow = { readonly draft: Draft; readonly reasons: readonly Reason[] }

/** Reads one row by its columns; `today` bounds the dates. */
export function readRow(cells: readonly Cell[], columns: readonly Column[], today: string): ReadRow {
  const draft: Draft = {}
  const reasons: Reason[] = []
  for (const [index, { field }] of columns.entries()) {
    const cell = cells[index]
    if (field === null || field === 'ours' || textOf(cell) === '') continue
    const refusal = readField(draft, field, cell ?? '')
    if (refusal) reasons.push({ field, ...refusal })
  }
  if (draft.name === undefined && !reasons.some(({ field }) => field === 'name'))
    reasons.unshift({ code: 'name_missing', field: 'name' })
  reasons.push(...crossChecks(draft, today))
  return { draft, reasons }
}

type Wrong = Omit<Reason, 'field'> | undefined

function readField(draft: Draft, field: Field, cell: Cell): Wrong {
  const text = textOf(cell)
  switch (field) {
    case 'name': {
      const name = text.replace(/\s+(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])\s+/g, '')
      if (name.length > 40 || /\d|[=+@<>{}]/.test(name)) return { code: 'name_malformed', value: text.slice(0, 40) }
      draft.name = name
      return undefined
    }
    case 'idNumber':
      return keep(readIdCell(cell), (number) => number !== 'masked' && (draft.idNumber = number))
    case 'staffNo': {
      if (/^\d(?:\.\d+)?e\+\d+$/i.test(text) || (typeof cell === 'number' && !Number.isSafeInteger(cell)))
        return { code: 'staff_no_ruined' }
      if (!/^[\w./-]{2,30}$/.test(text)) return { code: 'staff_no_malformed', value: text.slice(0, 40) }
      draft.staffNo = text
      return undefined
    }
    case 'organisation':
      draft.organisation = text.slice(0, 80)
      return undefined
    case 'phone': {
      if (text.includes('*')) return undefined
      const phone = readPhone(text)
      if (phone === undefined) return { code: 'phone_malformed' }
      draft.phone = phone
      return undefined
    }
    case 'bornOn':
    case 'startedOn':
    case 'retiresOn':
      if (nothing.test(text)) return undefined
      return keep(readDate(cell), (date) => (draft[field] = date))
    case 'subjects':
    case 'posts': {
      if (nothing.test(text)) return undefined
      const known = severalIn(text)
      const codes = known.map((name) => codeOf(field, name))
      const unknown = known.filter((_, index) => codes[index] === undefined)
      if (unknown.length > 0) return { code: 'value_unknown', value: unknown.join('、').slice(0, 40) }
      draft[field] = [...new Set(codes.filter((code) => code !== undefined))]
      return undefined
    }
    case 'talentLevel':
      if (nothing.test(text)) draft.talentLevel = null
      else return keep(readCode(field, text), (code) => (draft.talentLevel = code))
      return undefined
    case 'gender':
      return keep(readCode(field, text), (code) => (draft.gender = code === 'male' ? 'male' : 'female'))
    case 'stage':
    case 'title':
    case 'state':
      if (nothing.test(text) && field !== 'title') return undefined
      return keep(readCode(field, text), (code) => (draft[field] = code))
  }
}

function keep<T>(read: Result<T, Omit<Reason, 'field'>>, take: (value: T) => unknown): Wrong {
  if (!read.ok) return read.error
  take(read.value)
  return undefined
}

/** Reads a cell that should hold an identity number. A number that a spreadsheet took for a figure has lost its last digits, whatever they look like. */
export function readIdCell(cell: Cell): Result<IdNumber | 'masked', { code: ReasonCode }> {
  const text = textOf(cell).replace(/\s/g, '').toUpperCase()
  if (text.includes('*')) return ok('masked')
  const isFigure = typeof cell === 'number' && !Number.isSafeInteger(cell)
  if (isFigure || /^\d(?:\.\d+)?E\+\d+$/.test(text)) return err({ code: 'id_number_ruined' })
  const read = readIdNumber(/^\d{15}$/.test(text) ? widenIdNumber(text) : text)
  return read.ok ? read : err({ code: read.error })
}

function crossChecks(draft: Draft, today: string): Reason[] {
  const { idNumber, gender, bornOn, startedOn } = draft
  const found: Reason[] = []
  if (idNumber && gender && idNumber.gender !== gender) found.push({ code: 'gender_contradicts', field: 'gender' })
  if (idNumber && bornOn && !isSameBirth(idNumber.bornOn, bornOn))
    found.push({ code: 'birth_contradicts', field: 'bornOn', value: bornOn })
  const born = idNumber?.bornOn ?? bornOn
  if (born && born > addYears(today, -14))
    found.push({ code: 'dates_contradict', field: idNumber ? 'idNumber' : 'bornOn' })
  else if (born && startedOn && startedOn < addYears(born, 14))
    found.push({ code: 'dates_contradict', field: 'startedOn', value: startedOn })
  return found
}

// 出生年月 is often written without its day, and then reads as the first.
const isSameBirth = (exact: string, written: string) =>
  exact === written || (written.endsWith('-01') && written.slice(0, 7) === exact.slice(0, 7))

const addYears = (date: string, years: number) =>
  `${String(Number(date.slice(0, 4)) + years).padStart(4, '0')}${date.slice(4)}`

type Coded = 'gender' | 'stage' | 'subjects' | 'title' | 'talentLevel' | 'posts' | 'state'

/** What people write for a code beside its own name. */
const alsoWritten: Readonly<Record<Coded, Readonly<Record<string, string>>>> = {
  gender: {
    男: 'male',
    女: 'female',
    男性: 'male',
    女性: 'female',
    1: 'male',
    2: 'female',
    m: 'male',
    f: 'female',
    male: 'male',
    female: 'female',
  },
  stage: {
    幼儿园: '1',
    学前: '1',
    幼儿: '1',
    幼教: '1',
    初中: '3',
    初级中学: '3',
    高中: '4',
    高级中学: '4',
    中职: '6',
    职高: '6',
    特教: 'A',
    其他学段: 'Z',
  },
  subjects: {
    政治: '12',
    思品: '12',
    思想品德: '12',
    品德: '11',
    道法: 'L1',
    思政: '12',
    体育: '22',
    体健: '22',
    体育与健康: '22',
    信息科技: '61',
    信息: '61',
    计算机: '61',
    综合实践: '60',
    心理: 'L2',
    心理健康教育: 'L2',
    劳技: '62',
    劳动教育: 'L3',
    学前: 'L4',
    幼教: 'L4',
    外语: '40',
    生物学: '18',
  },
  title: {
    正高级: 'senior_full',
    正高: 'senior_full',
    中小学正高级教师: 'senior_full',
    高级: 'senior',
    副高级: 'senior',
    副高: 'senior',
    中小学高级教师: 'senior',
    中学高级教师: 'senior',
    中学高级: 'senior',
    中高: 'senior',
    小学高级教师: 'first',
    小学高级: 'first',
    小高: 'first',
    一级: 'first',
    中级: 'first',
    中小学一级教师: 'first',
    中学一级教师: 'first',
    中学一级: 'first',
    中一: 'first',
    二级: 'second',
    中小学二级教师: 'second',
    中学二级教师: 'second',
    中学二级: 'second',
    中二: 'second',
    小学一级教师: 'second',
    小学一级: 'second',
    小一: 'second',
    三级: 'third',
    中小学三级教师: 'third',
    中学三级教师: 'third',
    小学二级教师: 'third',
    小学二级: 'third',
    未评: 'none',
    无: 'none',
    未定级: 'none',
    无职称: 'none',
    未评级: 'none',
  },
  talentLevel: {
    校骨干: 'school_backbone',
    校级骨干: 'school_backbone',
    县骨干: 'county_backbone',
    县级骨干: 'county_backbone',
    区级骨干教师: 'county_backbone',
    市骨干: 'city_backbone',
    市级骨干: 'city_backbone',
    省骨干: 'province_backbone',
    省级骨干: 'province_backbone',
    县名师: 'county_master',
    市名师: 'city_master',
    省名师: 'province_master',
  },
  posts: {
    任课教师: '10',
    专任教师: '10',
    科任教师: '10',
    普通教师: '10',
    教研室主任: '21',
    教研组组长: '21',
    年级组长: '22',
    年级组组长: '22',
    主任: '32',
    教导主任: '32',
    教务主任: '32',
    政教主任: '32',
    总务主任: '32',
    处室主任: '32',
    园长: '31',
    新教师: 'L7',
    培训管理员: 'L5',
  },
  state: {
    在岗: '11',
    在编: '11',
    在编在岗: '11',
    正常: '11',
    病假: '14',
    长期病假: '14',
    已退休: '01',
    调离: '05',
    已调出: '05',
    离职: '06',
    停薪: '16',
  },
}

// Whoever was merged into another record is not put there by a list.
const statesOf = Object.fromEntries(Object.entries(personStates).filter(([code]) => code !== '09'))
const named: Readonly<Record<Coded, Readonly<Record<string, string>>>> = {
  gender: {},
  stage: stageCodes,
  subjects: subjectCodes,
  title: titleCodes,
  talentLevel: talentLevels,
  posts: postKinds,
  state: statesOf,
}

const bookOf = (kind: Coded) => codeBook(named[kind], alsoWritten[kind])
const books: Readonly<Record<Coded, (written: string) => string | undefined>> = {
  gender: bookOf('gender'),
  stage: bookOf('stage'),
  subjects: bookOf('subjects'),
  title: bookOf('title'),
  talentLevel: bookOf('talentLevel'),
  posts: bookOf('posts'),
  state: bookOf('state'),
}

/** The code that a written value of this kind means; undefined when nobody knows it. */
export function codeOf(kind: Coded, written: string): string | undefined {
  return books[kind](written)
}

function readCode(kind: Coded, text: string): Result<string, { code: ReasonCode; value: string }> {
  const code = codeOf(kind, text)
  return code === undefined ? err({ code: 'value_unknown', value: text.slice(0, 40) }) : ok(code)
}

/** The names that a template offers for a kind of value. */
export function namesOf(kind: Coded): readonly string[] {
  return kind === 'gender' ? ['男', '女'] : Object.values(named[kind])
}

/** How a code is written in a list. */
export function nameOf(kind: Coded, code: string): string {
  if (kind === 'gender') return code === 'male' ? '男' : '女'
  return named[kind][code] ?? code
}
