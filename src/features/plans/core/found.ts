import type { At } from './lines.ts'

/** How sure the reader is: `high` needs a glance, `medium` a look, `low` a decision. */
export type Sureness = 'high' | 'medium' | 'low'

/** Where an item was found, how sure the reader is of it, and the rule that found it. */
export type Found = { readonly at: At; readonly sure: Sureness; readonly why: string }

/** How a programme is delivered. */
export type Mode =
  | 'online'
  | 'face-to-face'
  | 'blended'
  | 'send-to-school'
  | 'same-lesson'
  | 'lecture'
  | 'exchange'
  | 'off-site'
  | 'shadowing'
  | 'school-based'
  | 'task-driven'
  | 'showcase'
  | 'practice'
  | 'workshop'
  | 'self-study'

/** Administrative level that runs a programme. */
export type Level = 'nation' | 'province' | 'city' | 'county' | 'school'

/** Whom a programme is for, in the words of the document. */
export type Audience = {
  /** True when every teacher in service is meant: the number then comes from the live roster, not from the text. */
  readonly everyone: boolean
  readonly stages: readonly string[]
  readonly roles: readonly string[]
  readonly subjects: readonly string[]
  /** Levels of a reserve list (后备人选) that the text names. */
  readonly reserveLevels: readonly Level[]
  readonly words: string | null
}

/** A programme as the document states it. */
export type FoundProgramme = Found & {
  readonly no: number | null
  readonly name: string
  readonly headcount: number | 'all' | null
  readonly approximate: boolean
  /** What the headcount counts: people, or attendances (人次), which must not be added to people. */
  readonly counts: '人' | '人次' | null
  readonly modes: readonly Mode[]
  readonly months: readonly number[] | 'year-round'
  readonly place: string | null
  readonly batch: number | null
  readonly level: Level | null
  readonly category: string | null
  readonly audience: Audience
  readonly groups: readonly { readonly name: string; readonly headcount: number }[]
  readonly topicsMin: number | null
  readonly hours: number | null
  readonly days: number | null
  /** Minutes of one session, where the text composes one (1小时理论+2小时实操). */
  readonly minutes: number | null
  readonly provider: string | null
  readonly budget: string | null
  /** The heading in the text, where it differs from the name in the table. */
  readonly heading: string | null
  readonly headingAt: At | null
}

/** A measurable target, or in a summary a figure reached. */
export type FoundTarget = Found & {
  readonly measure: string
  readonly comparator: '>=' | '<=' | '=' | 'range' | '+pp' | '+%'
  readonly value: number
  readonly upper: number | null
  readonly unit: string
  readonly population: string | null
  /** The earlier value of a sentence like “from A to B”. */
  readonly baseline: number | null
  /** Whether the text reports a standing value, or sets one to reach. */
  readonly kind: 'current' | 'goal'
}

/** A rule of how many credit hours are due. */
export type FoundHourRule = Found & {
  readonly scope: string
  readonly category: string | null
  readonly min: number | null
  readonly max: number | null
  readonly unit: '学时'
  readonly period: 'year' | 'cycle' | null
  readonly average: boolean
}

/** Places of a selection by group. */
export type FoundQuota = Found & { readonly group: string; readonly count: number }

/** A phase of the plan's year. */
export type FoundPhase = Found & {
  readonly name: string
  readonly from: string | null
  readonly to: string | null
  readonly deliverables: readonly string[]
}

/** Something in the plan that trains no teacher: it earns 0 hours. */
export type FoundActivity = Found & { readonly name: string; readonly hours: 0 }

/** A named document that the plan promises to produce. */
export type FoundDeliverable = Found & { readonly name: string }

/** A member of the leading group; `personal` marks a person's name. */
export type FoundMember = Found & {
  readonly role: '组长' | '副组长' | '成员'
  readonly who: string
  readonly personal: boolean
}

/** A name of a person in the text: personal information. */
export type FoundPerson = Found & { readonly name: string }

/** A policy document that the plan cites. */
export type FoundPolicy = Found & { readonly title: string | null; readonly number: string | null }

/** What a reviewer should look at, with the figures that the sentence needs. */
export type Warning = {
  readonly code: WarningCode
  readonly at: At | null
  readonly message: string
  readonly params: Readonly<Record<string, string | number>>
}

/** Every code a warning may carry. */
export type WarningCode =
  | 'truncated'
  | 'lost-middle'
  | 'numbering-gap'
  | 'noise-dropped'
  | 'collection-split'
  | 'placeholder-year'
  | 'not-teacher-training'
  | 'title-differs'
  | 'count-mismatch'
  | 'sum-mismatch'
  | 'number-missing'
  | 'target-below-current'
  | 'ratio-from-counts'
  | 'implausible-average'
  | 'missing-month'
  | 'missing-place'
  | 'missing-headcount'
  | 'months-out-of-order'
  | 'dates-may-change'
  | 'personal-names'
  | 'garbled-words'
  | 'stage-mixed'
  | 'title-unrelated'
