import { nothing, textOf, type Cell, type Line } from '../../../lib/lists/cells.ts'
import { columnReader, type Head } from '../../../lib/lists/columns.ts'
import { markHeadings, markTitle } from '../../../lib/lists/marks.ts'
import type { Step } from './engine.ts'
import { pointsOf, sayPoints, type Criterion } from './scores.ts'

export const sheetReasons = [
  'number_unreadable',
  'number_unknown',
  'row_repeated',
  'name_differs',
  'staff_no_differs',
  'not_in_step',
  'score_unreadable',
  'score_too_high',
  'third_entry',
] as const
export type SheetReason = (typeof sheetReasons)[number]

/** A column of a sheet of scores: who it is about, or a criterion. */
export type SheetField = 'number' | 'name' | 'staffNo' | `mark:${string}`

/** How the columns that name a candidate are headed. */
export const sheetTitles = { number: '编号', name: '姓名', staffNo: '工号', school: '学校' } as const

/** How the column of a criterion is headed: with its most points. */
export function criterionTitle({ title, maxCentipoints }: Pick<Criterion, 'title' | 'maxCentipoints'>): string {
  return markTitle(title, sayPoints(maxCentipoints))
}

/** Finds the head of a sheet of scores: candidates by their numbers, and at least one criterion of the step. */
export function findSheetHead(
  { criteria }: Pick<Step, 'criteria'>,
  rows: readonly (readonly Cell[])[],
): Head<SheetField> | undefined {
  const marks = criteria.map(({ id }): SheetField => `mark:${id}`)
  const fields: readonly SheetField[] = ['number', 'name', 'staffNo', ...marks]
  const headings: Record<SheetField, readonly string[]> = {
    number: ['编号', '考号', '考生编号', '准考证号', 'number'],
    name: ['姓名', '教师姓名', 'name'],
    staffNo: ['工号', '教师编号', 'staffno'],
  }
  for (const one of criteria) headings[`mark:${one.id}`] = markHeadings(one.title, sayPoints(one.maxCentipoints))
  const head = columnReader(fields, headings, 'number').findHead(rows)
  return head?.columns.some(({ field }) => field?.startsWith('mark:')) ? head : undefined
}

/** A candidate as a sheet of scores looks at them. */
export type SheetCandidate = {
  readonly personId: string
  readonly name: string
  readonly staffNo: string
  readonly isIn: boolean
}

/** What is held against the rows of a sheet. */
export type SheetKnowledge = {
  readonly step: Pick<Step, 'criteria' | 'blind'>
  readonly candidates: ReadonlyMap<number, SheetCandidate>
  /** What whoever hands it in entered before, by `scoreKey`. */
  readonly own: ReadonlyMap<string, number>
  /** Whether as many others as may have entered this score already, by `scoreKey`. */
  readonly isTaken: (key: string) => boolean
}

/** Names one score of one person. */
export function scoreKey(personId: string, criterion: string): string {
  return `${personId} ${criterion}`
}

/** What becomes of a row of a sheet; where names are hidden, it has none. */
export type JudgedScores = {
  readonly no: number
  readonly number: number | null
  readonly personId: string | null
  readonly name: string
  readonly outcome: 'create' | 'change' | 'keep' | 'refuse'
  /** The scores that are new or differ from what the same person entered before. */
  readonly scores: readonly { readonly criterion: string; readonly centipoints: number }[]
  readonly reasons: readonly SheetReason[]
}

const absent = /^缺考$/

/** Decides what becomes of each row: its scores are kept, were kept already or are not there, or are refused and why. */
export function judgeScores(
  lines: readonly Line[],
  head: Head<SheetField>,
  { step, candidates, own, isTaken }: SheetKnowledge,
): JudgedScores[] {
  const seen = new Set<number>()
  return lines.map(({ no, cells }) => {
    const said = (field: SheetField) => {
      const text = textOf(cells[head.columns.findIndex((one) => one.field === field)])
      return nothing.test(text) || absent.test(text) ? '' : text
    }
    const reasons: SheetReason[] = []
    const number = /^\d{1,6}$/.test(said('number')) ? Number(said('number')) : null
    const one = number === null ? undefined : candidates.get(number)
    if (number === null) reasons.push('number_unreadable')
    else if (!one) reasons.push('number_unknown')
    else if (seen.has(number)) reasons.push('row_repeated')
    if (number !== null) seen.add(number)
    // Where names are hidden, a sheet with guessed ones must not tell which of them are right.
    const named = step.blind ? undefined : one
    if (named && said('name') !== '' && said('name') !== named.name) reasons.push('name_differs')
    if (named && said('staffNo') !== '' && said('staffNo') !== named.staffNo) reasons.push('staff_no_differs')
    const scores: { criterion: string; centipoints: number }[] = []
    for (const { id, maxCentipoints } of step.criteria) {
      const text = said(`mark:${id}`)
      if (text === '') continue
      const centipoints = pointsOf(text)
      if (centipoints === undefined) reasons.push('score_unreadable')
      else if (centipoints > maxCentipoints) reasons.push('score_too_high')
      else if (one && own.get(scoreKey(one.personId, id)) !== centipoints) scores.push({ criterion: id, centipoints })
    }
    const keys = one ? scores.map(({ criterion }) => scoreKey(one.personId, criterion)) : []
    if (keys.length > 0 && one?.isIn === false) reasons.push('not_in_step')
    else if (keys.some(isTaken)) reasons.push('third_entry')
    const kept = keys.some((key) => own.has(key)) ? 'change' : 'create'
    return {
      ...{ no, number, personId: one?.personId ?? null, name: step.blind ? '' : (one?.name ?? ''), scores },
      outcome: reasons.length > 0 ? 'refuse' : keys.length === 0 ? 'keep' : kept,
      reasons: [...new Set(reasons)],
    }
  })
}
