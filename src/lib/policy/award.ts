import { err, ok, type Result } from '../result.ts'
import type { Award, Centiunits, Unit } from './language.ts'

/** What was answered about a piece of work: a choice by its words, a number in hundredths of its unit. */
export type Answers = Readonly<Record<string, string | number>>

/** One row of the table that fitted, and what it gave. */
export type AwardStep = {
  readonly row: number
  readonly from: Centiunits
  readonly to: Centiunits
  /** How many units, in hundredths, where the row counts by them. */
  readonly times: number | null
}

/** What a table gives for a piece of work: hours from–to; where they differ, whoever approves decides within. */
export type Awarded = {
  readonly from: Centiunits
  readonly to: Centiunits
  readonly steps: readonly AwardStep[]
  /** What the table gives in all, before the most that one piece may bring. */
  readonly uncut: Centiunits
}

export type AwardRefusal = 'answer_missing' | 'answer_unknown' | 'answer_too_large' | 'not_in_table'

/**
 * Reads a conversion table for a piece of work. Every row that fits adds its hours; by the thousand words or the chapter
 * they are multiplied and cut down to hundredths. Refuses what the table does not know.
 */
export function awardOf(award: Award, answers: Answers): Result<Awarded, AwardRefusal> {
  for (const ask of award.asks) {
    const answer = answers[ask.key]
    if (answer === undefined || answer === '') return err('answer_missing')
    if (ask.kind === 'choice' && !ask.options.some((option) => option === answer)) return err('answer_unknown')
    if (ask.kind !== 'number') continue
    if (typeof answer !== 'number' || !Number.isSafeInteger(answer) || answer <= 0) return err('answer_unknown')
    if (answer > ask.most * 100) return err('answer_too_large')
  }
  const steps = award.rows.flatMap(({ when, centihours, per }, row): AwardStep[] => {
    if (!Object.entries(when).every(([key, value]) => answers[key] === value)) return []
    const times = per === undefined ? null : Number(answers[per])
    const [from, to] = typeof centihours === 'number' ? [centihours, centihours] : centihours
    const by = (hours: number) => (times === null ? hours : Math.floor((hours * times) / 100))
    return [{ row, from: by(from), to: by(to), times }]
  })
  if (steps.length === 0) return err('not_in_table')
  const uncut = steps.reduce((all, step) => all + step.to, 0)
  const most = award.mostEach ?? Number.POSITIVE_INFINITY
  const from = Math.min(
    most,
    steps.reduce((all, step) => all + step.from, 0),
  )
  return ok({ from, to: Math.min(most, uncut), steps, uncut })
}

/**
 * How much of a piece of work may still be entered in its year; undefined where the table sets no limit. `brought` is what
 * earlier pieces of the year were entered with. Where only the best of a year counts, a better piece brings what it is better.
 */
export function leftThisYear(award: Award, brought: readonly Centiunits[], piece: Centiunits): Centiunits | undefined {
  if (!award.onceYearly && award.mostYearly === undefined) return undefined
  const most = Math.min(
    award.onceYearly ? piece : Number.POSITIVE_INFINITY,
    award.mostYearly ?? Number.POSITIVE_INFINITY,
  )
  return Math.max(0, most - brought.reduce((all, each) => all + each, 0))
}

/** Hours of one day of training by the clock: minutes at the policy's length of an hour, cut down to its step, and at most what a day may bring. */
export function hoursOfMinutes({ minutes: long, step, mostDaily }: Omit<Unit, 'name'>, minutes: number): Centiunits {
  return Math.min(mostDaily ?? Number.POSITIVE_INFINITY, Math.floor((minutes * 100) / (long * step)) * step)
}
