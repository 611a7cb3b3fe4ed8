import { maskIdNumber, maskPhone, readIdNumber, readPhone, widenIdNumber } from '../../lib/identity.ts'

/** What the rows of a pasted list may name. */
export const pasteSubjects = ['people', 'organisations', 'programmes', 'classes', 'certificates', 'plans'] as const
export type PasteSubject = (typeof pasteSubjects)[number]

/** The bounds of a pasted list. */
export const pasteLimits = { rows: 5_000, bytes: 1024 * 1024, columns: 40, cell: 200, lists: 20, hours: 24 } as const

/** What a column holds: a number that names one thing, a name, or where it belongs; anything else does not matter. */
export type ColumnKind = 'code' | 'name' | 'place'

/** Something that a row may mean. Codes name it alone; a name may be borne by several, which their places tell apart. */
export type Candidate = {
  readonly id: string
  readonly codes: readonly string[]
  readonly names: readonly string[]
  readonly places: readonly string[]
  /** How it is shown where somebody chooses. */
  readonly shown: Omit<Choice, 'id'>
}

/** One of several things that a row may mean, as it is shown to whoever chooses. */
export type Choice = { readonly id: string; readonly name: string; readonly code: string; readonly place: string }

export const pasteReasons = [
  'same_name',
  'name_differs',
  'place_differs',
  'code_unknown',
  'not_found',
  'row_empty',
  'id_number_ruined',
  'id_number_malformed',
] as const
export type PasteReason = (typeof pasteReasons)[number]

/** What became of one row. */
export type RowOutcome =
  | { readonly kind: 'found' | 'repeated'; readonly id: string }
  | { readonly kind: 'ask' | 'missing'; readonly reason: PasteReason; readonly candidates: readonly Choice[] }

const headings: Readonly<Record<PasteSubject, Readonly<Record<ColumnKind, readonly string[]>>>> = {
  people: {
    code: [
      '工号',
      '教职工号',
      '职工号',
      '人员编号',
      '教师编号',
      '编号',
      '身份证号',
      '身份证号码',
      '身份证',
      '证件号码',
    ].concat(['教职工标识码', '公民身份号码', 'staffno', 'staffnumber', 'idnumber']),
    name: ['姓名', '教师姓名', '教师', '学员', '学员姓名', '老师', 'name', 'teacher'],
    place: ['学校', '单位', '工作单位', '所在学校', '任职学校', '学校名称', '单位名称', '所在单位', 'school'],
  },
  organisations: {
    code: ['代码', '学校代码', '单位代码', '机构代码', '学校标识码', '编码', '编号', 'code'],
    name: [
      '学校',
      '单位',
      '学校名称',
      '单位名称',
      '机构名称',
      '机构',
      '名称',
      '简称',
      'school',
      'name',
      'organisation',
    ],
    place: ['上级', '上级单位', '所属', '中心校', '中心学校', '乡镇', 'parent'],
  },
  programmes: {
    code: ['序号', '编号', '项目编号', '项目序号', 'no', 'number'],
    name: ['项目', '项目名称', '培训项目', '培训名称', '名称', 'programme', 'title'],
    place: ['年度', '年份', '单位', '主办单位', '承训单位', '承训机构', 'year', 'provider'],
  },
  classes: {
    code: [],
    name: ['班级', '班级名称', '班名', '班次', 'class'],
    place: ['项目', '项目名称', '培训项目', '承训单位', '承训机构', 'programme', 'provider'],
  },
  certificates: {
    code: ['证书编号', '证书号', '编号', '证号', 'number', 'certificate'],
    name: [],
    place: [],
  },
  plans: {
    code: [],
    name: ['计划', '计划名称', '名称', 'plan', 'title'],
    place: ['年度', '年份', '单位', 'year'],
  },
}

/** A cell or a name as it is compared: one width of characters, no blanks, one case. */
export function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\u200b\ufeff]+/g, '')
    .replace(/[·•‧．]/g, '·')
    .toUpperCase()
}

/** The ways in which what was pasted may be written where it is kept: as typed, without blanks, in either case. */
export function spellingsOf(text: string): readonly string[] {
  const wide = text.normalize('NFKC').trim()
  const bare = wide.replace(/[\s\u200b\ufeff]+/g, '')
  const said = plain(text)
  return [...new Set([text.trim(), wide, bare, said, said.toLowerCase()])]
}

/** The heads of columns that stand in a row; undefined where the row is none, such as the first of bare names. */
export function headOf(row: readonly string[], subject: PasteSubject): readonly (ColumnKind | undefined)[] | undefined {
  const known = headings[subject]
  const kindOf = (cell: string): ColumnKind | undefined => {
    const said = plain(cell)
      .toLowerCase()
      .replace(/[(:*].*$/, '')
    return (['code', 'name', 'place'] as const).find((kind) => known[kind].includes(said))
  }
  const kinds = row.map(kindOf)
  return kinds.includes('code') || kinds.includes('name') ? kinds : undefined
}

/** One line of typed text, cut where people put a mark between a name and a school; two single characters are one name. */
export function cutLine(line: string): readonly string[] {
  const parts = line.split(/[,，、;；|\s]+/).filter((part) => part !== '')
  return parts.length > 1 && parts.every((part) => [...part].length === 1) ? [parts.join('')] : parts
}

type Sought = {
  readonly codes: readonly string[]
  readonly names: readonly string[]
  readonly places: readonly string[]
  /** Whether the columns were named, so that a cell is only what its column says. */
  readonly isNamed: boolean
  readonly idRefusal: PasteReason | undefined
  /** The same codes and names in the ways in which they may be written where they are kept. */
  readonly spelled: { readonly codes: readonly string[]; readonly names: readonly string[] }
}

/** What a row may be found by. Identity numbers stand among the codes in their full, valid form. */
export function soughtOf(
  cells: readonly string[],
  kinds: readonly (ColumnKind | undefined)[] | undefined,
  subject: PasteSubject,
): Sought {
  const of = (kind: ColumnKind) => cells.filter((cell, at) => plain(cell) !== '' && (!kinds || kinds[at] === kind))
  const alone = cells.filter((cell) => cell.trim() !== '').length === 1
  const read = of('code').map((cell) => ({
    cell,
    ...(subject === 'people' ? idNumberOf(cell) : { code: plain(cell), refusal: undefined }),
  }))
  // Among cells without a head, a short number may be anything: a count, a month.
  const codes = read.filter(({ code }) => code !== '' && (kinds !== undefined || alone || code.length >= 4))
  const names = of('name').filter((name) => kinds !== undefined || alone || !/^\d+$/.test(plain(name)))
  return {
    codes: codes.map(({ code }) => code),
    names: names.map(plain),
    places: of('place').map(plain),
    isNamed: kinds !== undefined,
    idRefusal: read.flatMap(({ refusal }) => refusal ?? [])[0],
    spelled: {
      codes: codes.flatMap(({ cell, code }) => (isIdNumber(code) ? [code] : spellingsOf(cell))),
      names: names.flatMap(spellingsOf),
    },
  }
}

const isIdNumber = (code: string) => /^\d{17}[\dX]$/.test(code)

function idNumberOf(cell: string): { code: string; refusal?: PasteReason } {
  const code = plain(cell).replace(/^'/, '')
  if (/^\d{15}$/.test(code)) return { code: widenIdNumber(code) }
  if (!isIdNumber(code)) return { code }
  const known = readIdNumber(code)
  if (known.ok) return { code: known.value.number }
  return { code: '', refusal: known.error === 'id_number_ruined' ? 'id_number_ruined' : 'id_number_malformed' }
}

/** Candidates by everything that they are called. */
export function indexOf(candidates: readonly Candidate[]) {
  const index = { codes: new Map<string, Candidate[]>(), names: new Map<string, Candidate[]>() }
  for (const candidate of candidates) {
    for (const kind of ['codes', 'names'] as const) {
      for (const key of new Set(candidate[kind].map(plain))) {
        const known = index[kind].get(key)
        if (known) known.push(candidate)
        else index[kind].set(key, [candidate])
      }
    }
  }
  return index
}
export type CandidateIndex = ReturnType<typeof indexOf>

const mostChoices = 20
const distinct = (found: readonly Candidate[]) => [...new Map(found.map((one) => [one.id, one])).values()]

function asked(reason: PasteReason, found: readonly Candidate[]): RowOutcome {
  return { kind: 'ask', reason, candidates: found.slice(0, mostChoices).map(({ id, shown }) => ({ id, ...shown })) }
}
const missing = (reason: PasteReason): RowOutcome => ({ kind: 'missing', reason, candidates: [] })
const foundAs = ({ id }: Candidate): RowOutcome => ({ kind: 'found', id })

/** What one row means. Whatever is not certain is asked: a wrong person on a list is worse than a question. */
export function meaningOf(sought: Sought, index: CandidateIndex): RowOutcome {
  const { codes, names } = sought
  if (codes.length + names.length === 0) return missing(sought.idRefusal ?? 'row_empty')
  const byCode = distinct(codes.flatMap((code) => index.codes.get(code) ?? []))
  const byName = distinct(names.flatMap((name) => index.names.get(name) ?? []))
  const [only] = byCode
  if (byCode.length > 1) return asked('same_name', byCode)
  if (only) {
    const isCalled = only.names.some((name) => names.includes(plain(name)))
    const doubted = sought.isNamed ? names.length > 0 && !isCalled : !isCalled && byName.length > 0
    return doubted ? asked('name_differs', distinct([only, ...byName])) : foundAs(only)
  }
  if (byName.length === 0)
    return missing(sought.idRefusal ?? (sought.isNamed && codes.length > 0 ? 'code_unknown' : 'not_found'))
  if (sought.idRefusal) return asked(sought.idRefusal, byName)
  if (sought.isNamed && codes.length > 0) return asked('code_unknown', byName)
  return byPlace(sought, byName)
}

const isPlace = (cell: string) =>
  /(学校|小学|中学|学院|幼儿园|中心校?|教育局|教体局|进修校?|一中|二中|三中|完小|分校|校区)$/.test(cell)

function byPlace({ places, isNamed }: Sought, found: readonly Candidate[]): RowOutcome {
  // Without a head, every cell is looked at as a place; what no candidate is called by then only counts where it reads like one.
  const others = isNamed
    ? places
    : places.filter((cell) => !found.some((one) => one.names.some((name) => plain(name) === cell)))
  const lies = (one: Candidate) => one.places.some((place) => others.some((cell) => isSamePlace(plain(place), cell)))
  const here = found.filter(lies)
  const [first] = here
  if (first) return here.length === 1 ? foundAs(first) : asked('same_name', here)
  const isPlaced = isNamed ? others.length > 0 : others.some(isPlace)
  if (isPlaced) return asked('place_differs', found)
  const [only] = found
  return only && found.length === 1 ? foundAs(only) : asked('same_name', found)
}

// A school is often written without its town, or with the county before it.
function isSamePlace(place: string, cell: string): boolean {
  if (place === cell) return true
  return Math.min(place.length, cell.length) >= 3 && (place.endsWith(cell) || cell.endsWith(place))
}

const secrets = /(?<!\d)(\d{17}[\dX]|\d{15})(?!\d)/g
const phones = /(?<!\d)1[3-9]\d{9}(?!\d)/g

/** A cell as it may be kept and shown again: identity and phone numbers masked, however they were typed. */
export function maskCell(cell: string): string {
  const bare = cell
    .normalize('NFKC')
    .replace(/[\s\u200b\ufeff-]+/g, '')
    .toUpperCase()
  const masked = bare
    .replace(secrets, (number) => maskIdNumber(number))
    .replace(phones, (number) => maskPhone(readPhone(number) ?? number))
  return (masked === bare ? cell.trim() : masked).slice(0, pasteLimits.cell)
}
