import { audienceOf, batchOf, daysOf, hoursOf, levelOf } from './details.ts'
import type { FoundProgramme, FoundQuota } from '../found.ts'
import { headcountOfCell } from './headcount.ts'
import { placeOfCell, type Cell, type Grid } from '../lines.ts'
import { monthsIn } from './calendar.ts'
import { modesIn } from './modes.ts'
import { tidy } from './text.ts'

type Column =
  | 'no'
  | 'name'
  | 'headcount'
  | 'audience'
  | 'modes'
  | 'months'
  | 'place'
  | 'hours'
  | 'days'
  | 'provider'
  | 'budget'
  | 'level'
  | 'category'
  | 'content'
  | 'note'
  | 'unit'

// Header words, the telling ones first; a header takes the first that fits and each column is given out once.
const headers: readonly (readonly [Column, RegExp])[] = [
  ['no', /^(?:序号?|编号|项目编号|No\.?|项次)$/i],
  ['headcount', /人数|人次|规模|名额|指标(?:数)?$/],
  ['audience', /对象|参训人员|参加人员|参培人员|受训人员|学员|参训范围|培训范围/],
  ['hours', /学时|课时|学分/],
  ['days', /天数|培训时长|时长/],
  ['months', /时间|月份|日期|时段|进度|期限|时限|周期|季度/],
  ['place', /地点|地址|场所|场地/],
  ['modes', /方式|形式|模式|途径|方法/],
  ['provider', /承办|承训|主办|实施(?:单位|机构|部门)|责任(?:单位|部门|科室|人)|负责|牵头|组织单位|机构|授课/],
  ['budget', /经费|预算|资金|费用|标准/],
  ['level', /级别|层次|层级|项目级/],
  [
    'name',
    /(?:项目|培训|班次|课程|活动|专题|计划|研修|工作)(?:项目|班)?(?:的)?名称|^名称$|^(?:培训)?项目$|培训班次?$|^班次$|^培训(?:主题|专题|任务|课题)$|^(?:研修|培训)班$|^活动$|^(?:工作|培训)?任务$|子项目/,
  ],
  ['category', /类别|类型|分类|大类|项目类/],
  ['content', /内容|主题|课程|要求|目标|任务/],
  ['note', /备注|说明/],
  ['unit', /单位|学校|乡镇|学区|校名|片区/],
]

type Header = { readonly rows: number; readonly columns: ReadonlyMap<Column, number> }

function columnsOf(texts: readonly string[]): ReadonlyMap<Column, number> {
  const columns = new Map<Column, number>()
  const taken = new Set<number>()
  for (const [column, pattern] of headers) {
    const index = texts.findIndex(
      (text, at) => !taken.has(at) && text !== '' && text.length <= 14 && pattern.test(text),
    )
    if (index < 0) continue
    columns.set(column, index)
    taken.add(index)
  }
  // Where nothing is called a name, what is taught names the row; a timetable with its speakers lists lessons, not programmes.
  const stand = columns.get('content') ?? columns.get('category')
  const lessons = texts.some((text) => /主讲|授课|讲师|主持人/.test(text))
  const sized = columns.has('headcount') || columns.has('audience') || columns.has('modes')
  if (!columns.has('name') && stand !== undefined && sized && !lessons) columns.set('name', stand)
  return columns
}

function headerOf(grid: Grid): Header | undefined {
  let best: Header | undefined
  for (let row = 0; row < Math.min(5, grid.rows.length); row++) {
    const own = (grid.rows[row] ?? []).map((cell) =>
      cell.merged === 'across' && allSame(grid.rows[row]) ? '' : cell.text,
    )
    const next = grid.rows[row + 1] ?? []
    const joined = own.map((text, at) =>
      isHeaderWord(next[at]) && next[at]?.text !== text ? `${text}${next[at]?.text ?? ''}` : text,
    )
    const two = next.some((cell) => cell.merged === 'down') && !next.some((cell) => /\d/.test(cell.text))
    const columns = columnsOf(two ? joined : own)
    if (columns.size >= 2 && columns.size > (best?.columns.size ?? 1)) best = { rows: row + (two ? 2 : 1), columns }
  }
  return best
}

const isHeaderWord = (cell: Cell | undefined) =>
  cell !== undefined && cell.text !== '' && cell.text.length <= 8 && !/\d/.test(cell.text)

const allSame = (row: readonly Cell[] | undefined) =>
  row !== undefined && new Set(row.map((cell) => cell.text).filter((text) => text !== '')).size <= 1

const totals = /^(?:合计|总计|小计|共计|总人数|合\s*计)/

/** What a table of programmes says, with what its own total row claims. */
export type ReadGrid = {
  readonly programmes: readonly FoundProgramme[]
  readonly statedTotal: { readonly value: number; readonly cell: Cell } | undefined
  readonly hasPlaceColumn: boolean
}

/** Reads a table that lists programmes; undefined when it is another kind of table. */
export function programmesOfGrid(grid: Grid): ReadGrid | undefined {
  const header = headerOf(grid)
  if (!header?.columns.has('name')) return undefined
  const telling = (['headcount', 'modes', 'months', 'audience', 'hours', 'days'] as const).filter((column) =>
    header.columns.has(column),
  )
  const trains =
    telling.length >= 2 ||
    (telling.length >= 1 &&
      /培训|研修/.test(
        grid.rows
          .slice(0, header.rows + 3)
          .flat()
          .map((cell) => cell.text)
          .join(''),
      ))
  if (!trains) return undefined

  const programmes: FoundProgramme[] = []
  let statedTotal: ReadGrid['statedTotal']
  let section: string | null = null
  for (const row of grid.rows.slice(header.rows)) {
    const at = (column: Column): Cell | undefined => row[header.columns.get(column) ?? -1]
    const name = at('name')
    if (row.every((cell) => cell.text === '')) continue
    if (row.some((cell) => totals.test(cell.text)) && !/培训|研修/.test(name?.text.replace(totals, '') ?? '')) {
      const value = headcountOfCell(at('headcount')?.text ?? '').headcount
      const cell = at('headcount')
      if (typeof value === 'number' && cell) statedTotal = { value, cell }
    } else if (allSame(row) && row.length > 2) section = sectionOf(row) ?? section
    else if (name && name.text !== '' && name.merged === 'down') addGroup(programmes, at)
    else if (name && name.text !== '' && !isRepeatedHeader(name.text))
      programmes.push(programmeOfRow(grid, at, section))
    else if (at('no')?.text === '') continueRow(programmes, at)
  }
  return programmes.length === 0 ? undefined : { programmes, statedTotal, hasPlaceColumn: header.columns.has('place') }
}

const isRepeatedHeader = (text: string) =>
  headers.some(([column, pattern]) => column === 'name' && text.length <= 6 && pattern.test(text))

function sectionOf(row: readonly Cell[]): string | null {
  const text = row.find((cell) => cell.text !== '')?.text ?? ''
  return text === '' || /^(?:备注|注|说明)[:：]?/.test(text) || text.length > 30
    ? null
    : text.replace(/^[(一二三四五六七八九十\d)、.]+/, '')
}

type At = (column: Column) => Cell | undefined

function programmeOfRow(grid: Grid, at: At, section: string | null): FoundProgramme {
  const cell = at('name')
  const name = nameOf(cell?.raw ?? '')
  const text = (column: Column) => at(column)?.text ?? ''
  const shown = (column: Column) =>
    text(column) === '' || /^(?:[-/无]+|待定|另行通知|另定)$/.test(text(column)) ? null : tidy(at(column)?.raw ?? '')
  const size = at('headcount')?.merged === 'down' ? headcountOfCell('') : headcountOfCell(text('headcount'))
  const fromAudience =
    size.headcount === null ? headcountOfCell(/\d+[人名]/.test(text('audience')) ? text('audience') : '') : size
  const everyone = fromAudience.headcount === null && /全员|全体/.test(`${name}${text('audience')}`)
  return {
    no: numberOf(text('no')),
    name,
    headcount: everyone ? 'all' : fromAudience.headcount,
    approximate: fromAudience.approximate,
    counts: everyone ? '人' : fromAudience.counts,
    modes: modesIn(text('modes')),
    months: monthsIn(text('months')),
    place: shown('place'),
    batch: batchOf(name),
    level: levelOf(text('level')) ?? levelOf(name) ?? levelOf(section ?? '') ?? levelOf(text('category')),
    category: shown('category') ?? section,
    audience: audienceOf(name, text('content'), shown('audience')),
    groups: [],
    topicsMin: null,
    hours: at('hours') ? hoursOf(text('hours')) : null,
    days: daysOf(text('days')) ?? daysOf(text('months')) ?? (/^\d+$/.test(text('days')) ? Number(text('days')) : null),
    minutes: null,
    provider: shown('provider'),
    budget: shown('budget'),
    heading: null,
    headingAt: null,
    at: placeOfCell(grid, cell ?? { raw: '', text: '', row: 0, column: 0, merged: undefined }),
    sure: 'high',
    why: 'table-row',
  }
}

const numberOf = (text: string) => (/^\d{1,3}$/.test(text) ? Number(text) : null)

const nameOf = (raw: string) => tidy(raw.replace(/[\n\r]+/g, '')).replace(/^[(（]?\d{1,2}[)）.、]\s*/, '')

// A name over several rows has sub-groups: each row adds its people.
function addGroup(programmes: FoundProgramme[], at: At): void {
  const last = programmes.at(-1)
  const size = headcountOfCell(at('headcount')?.text ?? '')
  if (!last || typeof size.headcount !== 'number' || at('headcount')?.merged === 'down') return
  const groupName = tidy(at('audience')?.raw ?? at('content')?.raw ?? '')
  const first =
    last.groups.length === 0 && typeof last.headcount === 'number'
      ? [{ name: last.audience.words ?? '', headcount: last.headcount }]
      : []
  const groups = [...last.groups, ...first, { name: groupName, headcount: size.headcount }]
  const headcount = groups.reduce((sum, group) => sum + group.headcount, 0)
  programmes[programmes.length - 1] = { ...last, groups, headcount, approximate: last.approximate || size.approximate }
}

// A row cut by a page break leaves the rest of its name in the next row.
function continueRow(programmes: FoundProgramme[], at: At): void {
  const last = programmes.at(-1)
  if (!last) return
  const modes = modesIn(at('modes')?.text ?? '')
  programmes[programmes.length - 1] = { ...last, modes: [...new Set([...last.modes, ...modes])] }
}

/** Reads a table that gives places out by school or unit; an empty list for any other table. */
export function quotasOfGrid(grid: Grid): readonly FoundQuota[] {
  const header = headerOf(grid)
  if (!header || header.columns.has('name') || !header.columns.has('unit') || !header.columns.has('headcount'))
    return []
  return grid.rows.slice(header.rows).flatMap((row): readonly FoundQuota[] => {
    const unit = row[header.columns.get('unit') ?? -1]
    const size = row[header.columns.get('headcount') ?? -1]
    const count = headcountOfCell(size?.text ?? '').headcount
    if (!unit || unit.text === '' || totals.test(unit.text) || typeof count !== 'number' || !size) return []
    return [{ group: tidy(unit.raw), count, at: placeOfCell(grid, size), sure: 'high', why: 'quota-table' }]
  })
}
