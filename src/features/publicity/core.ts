import { handsOf, isOwnMatter, type Acting } from '../../lib/access.ts'
import type { CalendarDate } from '../../lib/dates.ts'
import { mayGo } from '../../lib/states.ts'

export const noticeStates = ['open', 'confirmed', 'withdrawn'] as const
export type NoticeState = (typeof noticeStates)[number]

/** Where a notice can go from where it is. What was decided is opened again as long as nothing was built on it. */
export const noticeMoves = {
  open: ['confirmed', 'withdrawn'],
  confirmed: ['open'],
  withdrawn: ['open'],
} as const satisfies Record<NoticeState, readonly NoticeState[]>

export const objectionStates = ['received', 'upheld', 'dismissed', 'withdrawn'] as const
export type ObjectionState = (typeof objectionStates)[number]

/** Where an objection can go from where it is. An answer is taken up again, with a reason, while the notice is open. */
export const objectionMoves = {
  received: ['upheld', 'dismissed', 'withdrawn'],
  upheld: ['received'],
  dismissed: ['received'],
  withdrawn: [],
} as const satisfies Record<ObjectionState, readonly ObjectionState[]>

/** What is objected to: one name of the list, or how the list came about. */
export const objectionAbouts = ['row', 'procedure'] as const
export type ObjectionAbout = (typeof objectionAbouts)[number]

/** How names are written on the public page: whole, or with all but the first and last character hidden. */
export const nameStyles = ['full', 'masked'] as const
export type NameStyle = (typeof nameStyles)[number]

export const stepActs = [
  'opened',
  'extended',
  'calendar_moved',
  'objection_received',
  'objection_withdrawn',
  'objection_upheld',
  'objection_dismissed',
  'objection_reopened',
  'row_struck',
  'row_restored',
  'confirmed',
  'withdrawn',
  'reopened',
] as const
export type StepAct = (typeof stepActs)[number]

/** How long a notice is shown, and how names are written, until the bureau says otherwise. */
export const usualSetting = { workingDays: 5, names: 'full' } as const satisfies {
  workingDays: number
  names: NameStyle
}

/** The most names, columns and words of a notice. */
export const noticeLimits = { rows: 5000, columns: 6, workingDays: 60 } as const

// 18 characters of an ID number, 11 of a mobile phone; the marks that people put between them do not hide it.
const idShape = /(?<!\d)\d{6}(?:18|19|20)\d{2}(?:0\d|1[0-2])(?:[0-2]\d|3[01])\d{3}[\dXx](?!\d)/
const phoneShape = /(?<!\d)1[3-9]\d{9}(?!\d)/

/** Whether a text holds an ID number or a phone, however it is broken up: neither is ever shown to everybody. */
export function tellsNumber(text: string): boolean {
  const plain = text.normalize('NFKC').replace(/[\s\-–—_.]/g, '')
  return idShape.test(plain) || phoneShape.test(plain)
}

/** A name as everybody sees it. */
export function publicName(name: string, style: NameStyle): string {
  if (style === 'full') return name
  const letters = [...name]
  const [first = ''] = letters
  if (letters.length <= 1) return '*'
  if (letters.length === 2) return `${first}*`
  return `${first}${'*'.repeat(letters.length - 2)}${letters.at(-1) ?? ''}`
}

export type Draft = {
  readonly columns: readonly string[]
  readonly rows: readonly { readonly name: string; readonly school: string; readonly cells: readonly string[] }[]
  readonly text: string
  readonly title: string
}

export type OpenRefusal = 'notice_empty' | 'notice_too_long' | 'notice_uneven' | 'notice_tells_number'

/** Why a list cannot be shown to everybody; undefined when it can. */
export function openRefusal({ columns, rows, text, title }: Draft): OpenRefusal | undefined {
  if (rows.length === 0) return 'notice_empty'
  if (rows.length > noticeLimits.rows || columns.length > noticeLimits.columns) return 'notice_too_long'
  if (rows.some(({ cells }) => cells.length !== columns.length)) return 'notice_uneven'
  const said = [title, text, ...columns, ...rows.flatMap(({ name, school, cells }) => [name, school, ...cells])]
  return said.some(tellsNumber) ? 'notice_tells_number' : undefined
}

export type Standing = {
  readonly state: NoticeState
  readonly endsOn: CalendarDate
  readonly relied: boolean
  readonly objections: readonly { readonly state: ObjectionState; readonly about: ObjectionAbout }[]
}

/** Whether the period of a notice is over: the last day is still part of it. */
export function isOver(notice: Pick<Standing, 'endsOn'>, today: CalendarDate): boolean {
  return today > notice.endsOn
}

export type ConfirmRefusal = 'notice_not_open' | 'notice_running' | 'objection_unanswered' | 'procedure_upheld'

/** Why a notice cannot be confirmed; undefined when its period is over and everything said against it is answered. */
export function confirmRefusal(notice: Standing, today: CalendarDate): ConfirmRefusal | undefined {
  if (!mayGo(noticeMoves, notice.state, 'confirmed')) return 'notice_not_open'
  if (!isOver(notice, today)) return 'notice_running'
  if (notice.objections.some(({ state }) => state === 'received')) return 'objection_unanswered'
  // A list that did not come about as it should is withdrawn and made anew.
  const isFlawed = notice.objections.some(({ state, about }) => state === 'upheld' && about === 'procedure')
  return isFlawed ? 'procedure_upheld' : undefined
}

/** Why a notice cannot be withdrawn; undefined when it can. */
export function withdrawRefusal(notice: Pick<Standing, 'state'>): 'notice_not_open' | undefined {
  return mayGo(noticeMoves, notice.state, 'withdrawn') ? undefined : 'notice_not_open'
}

/** Why a decision cannot be taken back; undefined when it can. */
export function reopenRefusal(
  notice: Pick<Standing, 'state' | 'relied'>,
): 'notice_open_already' | 'notice_relied_on' | undefined {
  if (!mayGo(noticeMoves, notice.state, 'open')) return 'notice_open_already'
  return notice.relied ? 'notice_relied_on' : undefined
}

/** Why nothing can be said against a notice any more; undefined when it can. */
export function objectRefusal(
  notice: Pick<Standing, 'state' | 'endsOn'>,
  today: CalendarDate,
): 'notice_not_open' | 'notice_period_over' | undefined {
  if (notice.state !== 'open') return 'notice_not_open'
  return isOver(notice, today) ? 'notice_period_over' : undefined
}

export type Objected = {
  readonly state: ObjectionState
  readonly about: ObjectionAbout
  readonly aboutPersonId: string | null
  readonly accountId: string | null
  readonly personId: string | null
  readonly openedBy: string
  readonly openedFor: string
}

export type AnswerRefusal = 'objection_over' | 'own_objection' | 'objected_to_you' | 'made_by_you'

/** Why somebody cannot answer an objection; undefined when they can: never who objects, never who is objected to. */
export function answerRefusal(objection: Objected, actor: Acting): AnswerRefusal | undefined {
  if (!mayGo(objectionMoves, objection.state, 'upheld')) return 'objection_over'
  const hands = handsOf(actor)
  const { accountId, personId, aboutPersonId, about, openedBy, openedFor } = objection
  if (accountId !== null && hands.includes(accountId)) return 'own_objection'
  if (personId !== null && isOwnMatter(actor, personId)) return 'own_objection'
  if (aboutPersonId !== null && isOwnMatter(actor, aboutPersonId)) return 'objected_to_you'
  return about === 'procedure' && hands.some((hand) => hand === openedBy || hand === openedFor)
    ? 'made_by_you'
    : undefined
}
