import type { AwardRefusal, Answers } from '../../../lib/policy/award.ts'
import type { Standing } from '../../../lib/policy/reckoning.ts'
import type { Bucket, Centiunits, Policy, Said } from '../../../lib/policy/language.ts'
import type { Subject } from '../../../lib/policy/who.ts'
import type { CalendarDate } from '../../../lib/dates.ts'

/** A policy that is shipped: a bureau adopts it as it is, or begins its own from it. */
export type Pack = {
  readonly id: string
  /** The day its figures were last compared with their sources. */
  readonly edition: CalendarDate
  readonly policy: Policy
  /** People with hours, and how they stand. A test holds the policy to each of them, and the editor shows them. */
  readonly examples: readonly Example[]
  /** Pieces of work, and what the tables give for them. */
  readonly pieces?: readonly Piece[]
  /** Schools or subjects, and whether they reach what is asked of them together. */
  readonly crowds?: readonly Crowd[]
}

/** Hours of an example; what is not said is not known of them. */
export type ExampleHours = Partial<Bucket> & Pick<Bucket, 'centihours'>

/** What is expected under one rule. */
export type Expected = Pick<Standing, 'state'> & Partial<Pick<Standing, 'needed' | 'counted' | 'missing' | 'over'>>

/** One person on one day. */
export type Example = {
  readonly title: Said
  readonly person?: Partial<Subject>
  readonly on: CalendarDate
  readonly hours: readonly ExampleHours[]
  /** By the id of the rule; a rule that is `unasked` is not asked of this person. */
  readonly expect: Readonly<Record<string, Expected | 'unasked'>>
}

/** One piece of work. */
export type Piece = {
  readonly award: string
  readonly answers: Answers
  readonly gives: Centiunits | readonly [Centiunits, Centiunits] | AwardRefusal
}

/** What was counted of each person of a group under a rule about groups. */
export type Crowd = { readonly rule: string; readonly counted: readonly Centiunits[]; readonly isMet: boolean }

/** Who an example is about, where it does not say otherwise: a teacher of Chinese in a village school for many years. */
export const exampleTeacher: Subject = {
  organisationId: '',
  stage: '2',
  subjects: ['13'],
  posts: ['10'],
  title: 'first',
  talentLevel: null,
  setting: 'rural',
  startedOn: '2010-09-01',
  state: '11',
  retiresOn: null,
  exemptions: [],
}
