import type { CalendarDate } from '../dates.ts'
import type { Population } from '../population/population.ts'

/**
 * The policy language: how a jurisdiction counts training hours and what it asks of people, as data. Five kinds of rule
 * (least, most, evidence, average, ratio), rates that turn hours into what the policy counts in, and tables that turn
 * work into hours. Read `docs/policy.md` for ten minutes with real policies.
 */
export type Policy = {
  readonly title: Said
  /** Whose rules these are, in words: 山东省, 上海市, 木兰县. */
  readonly jurisdiction: string
  readonly unit: Unit
  /** Cycles of so many calendar years, one of which begins in `from`. */
  readonly cycle: { readonly years: number; readonly from: number }
  /** Categories under another one: what counts for the lower counts for the upper. */
  readonly categories?: readonly { readonly name: string; readonly under: string }[] | undefined
  /** How hours become units, the first that fits; where none does, one hour is one unit. */
  readonly rates?: readonly Rate[] | undefined
  readonly rules: readonly Rule[]
  /** Work that is turned into hours by a table: papers, open lessons, lectures, degrees. */
  readonly awards?: readonly Award[] | undefined
  /** What may excuse somebody for a time, such as 产假 or 援藏; each case needs evidence. */
  readonly exemptions?: readonly string[] | undefined
  readonly source: Source
}

/** Something said in both languages. */
export type Said = { readonly zh: string; readonly en: string }

/** Where a figure comes from, and how sure we are of it. */
export type Source = {
  readonly cites: string
  /** Its title in English, for whoever reads no Chinese; shown beside the original and never in its place. */
  readonly citesEn?: string | undefined
  /** `stated`: in a document a bureau gave us; `found`: in public material, much of it reposted; `general`: common practice, never shown as law. */
  readonly sure: 'stated' | 'found' | 'general'
}

/** Hundredths of a unit (学时 or 学分), always whole. */
export type Centiunits = number

/** What a policy counts in. */
export type Unit = {
  readonly name: 'hour' | 'credit'
  /** How long an hour of training is. */
  readonly minutes: number
  /** Hours measured by the clock are cut down to a multiple of this, in hundredths: 50 is half an hour. */
  readonly step: Centiunits
  /** Hours measured by the clock: at most so many of one day. */
  readonly mostDaily?: Centiunits | undefined
}

/** So many hours make so many units: 10 hours 1 credit, or 120 hours 72. */
export type Rate = {
  readonly of: Selector
  readonly hours: number
  readonly units: number
  readonly source?: Source | undefined
}

/** Which hours are meant. A dimension that is missing asks nothing; those that are there must all hold. */
export type Selector = {
  readonly categories?: readonly string[] | undefined
  readonly levels?: readonly string[] | undefined
  readonly modes?: readonly string[] | undefined
  readonly kinds?: readonly string[] | undefined
  /** Hours that fit this are meant as well: 校本研修 may be known by its form or by its category. */
  readonly or?: Dimensions | undefined
  /** Hours that fit this are not meant. */
  readonly except?: Meant | undefined
}

/** A selector without an exception. */
export type Meant = Omit<Selector, 'except'>

/** A selector without an alternative or an exception. */
export type Dimensions = Omit<Meant, 'or'>

/** Over which time a rule looks. */
export type Period =
  | { readonly kind: 'year' }
  | { readonly kind: 'cycle' }
  /** The year in which somebody became a teacher, and the years after it: `years` in all. */
  | { readonly kind: 'entry'; readonly years: number }
  | { readonly kind: 'span'; readonly from: number; readonly to: number }
  | { readonly kind: 'ever' }

/** Of whom a rule asks; nothing said means everybody in post. */
export type Who = {
  readonly population?: Population | undefined
  /** Only who retires within this cycle. */
  readonly retires?: 'in_cycle' | undefined
  /** Only who became a teacher in this year, or in this cycle. */
  readonly entered?: 'in_year' | 'in_cycle' | undefined
}

type Common = {
  /** Names the rule inside its policy; never reused for another. */
  readonly id: string
  readonly title: Said
  readonly of: Selector
  readonly source?: Source | undefined
}

/** What each person has to reach. */
export type Least = Common & {
  readonly kind: 'least'
  readonly period: Period
  /** 1 asks for anything at all. */
  readonly units: Centiunits
  readonly who?: Who | undefined
  /** Where `who` holds, these rules are not asked: this one stands in their place. */
  readonly insteadOf?: readonly string[] | undefined
  /** Who enters or retires within the period owes a part: by full months. */
  readonly byMonths?: boolean | undefined
  /** What was counted beyond `units` in the period before adds to this one, up to so much. */
  readonly carry?: Centiunits | undefined
}

/** What counts at most. What is earned beyond it is kept and shown, and does not count. */
export type Most = Common & {
  readonly kind: 'most'
  readonly period:
    | { readonly kind: 'year' }
    | { readonly kind: 'cycle' }
    | { readonly kind: 'span'; readonly from: number; readonly to: number }
  readonly units: Centiunits
  readonly who?: Who | undefined
}

/** Hours of this kind count only with all of this evidence, such as 计划, 记载 and 考核. */
export type Evidence = Common & { readonly kind: 'evidence'; readonly needs: readonly string[] }

/** What the people of a school reach on average: an aim of the school, never held against one person. */
export type Average = Common & {
  readonly kind: 'average'
  readonly period: Period
  readonly units: Centiunits
  readonly who?: Who | undefined
}

/** Of each subject (or stage, or school) at least so many per cent of the people have such hours; a part of a person counts as one. */
export type Ratio = Common & {
  readonly kind: 'ratio'
  readonly period: Period
  readonly percent: number
  readonly per: 'subject' | 'stage' | 'school'
  readonly who?: Who | undefined
}

export type Rule = Least | Most | Evidence | Average | Ratio

/** Work turned into hours by a table. Every row that fits what was answered adds its hours. */
export type Award = {
  readonly id: string
  readonly title: Said
  /** What is asked about the work, in order: its level, its rank, its length. */
  readonly asks: readonly Ask[]
  readonly rows: readonly AwardRow[]
  /** Under what the hours are entered. */
  readonly category: string | null
  readonly level?: string | null | undefined
  readonly mode: string | null
  /** The kind of programme that the work counts as: 外出提高培训 is 校园长提高. */
  readonly kind?: string | null | undefined
  /** Kinds of files that must be handed in. */
  readonly evidence: readonly string[]
  /** What these files prove, in the words of the rules that ask for evidence: a transcript is 考核. */
  readonly proves?: readonly string[] | undefined
  /** At most so many hours for one piece of work, or for all of a year. */
  readonly mostEach?: Centiunits | undefined
  readonly mostYearly?: Centiunits | undefined
  /** Whether the year's best counts alone, however many there are. */
  readonly onceYearly?: boolean | undefined
  readonly source?: Source | undefined
}

/** One question about a piece of work: chosen from a list, or a number. */
export type Ask =
  | { readonly key: string; readonly title: Said; readonly kind: 'choice'; readonly options: readonly string[] }
  | {
      readonly key: string
      readonly title: Said
      readonly kind: 'number'
      readonly unit: string
      readonly most: number
    }

/** Hours for what was answered; all of `when` must hold. */
export type AwardRow = {
  readonly when: Readonly<Record<string, string>>
  /** In hundredths: fixed, or from–to, where whoever approves decides within. */
  readonly centihours: number | readonly [number, number]
  /** For each unit of this number, such as 千字; without it, once. */
  readonly per?: string | undefined
  /** Where this row is from, when not from where the table is. */
  readonly source?: Source | undefined
}

/** Hours of one year and classification, added up: what the evaluator reads. */
export type Bucket = {
  readonly year: number
  readonly category: string | null
  readonly level: string | null
  readonly mode: string | null
  readonly kind: string | null
  /** Kinds of evidence that all of these hours have. */
  readonly proof: readonly string[]
  readonly centihours: number
}

/** What hours are, apart from when and how many. */
export type Classification = Omit<Bucket, 'year' | 'centihours'>

/** A time in which somebody was excused from rules, for a reason that was accepted. */
export type Exemption = {
  /** Null excuses from every rule. */
  readonly ruleIds: readonly string[] | null
  readonly fromOn: CalendarDate
  readonly toOn: CalendarDate
  readonly reason: string
}
