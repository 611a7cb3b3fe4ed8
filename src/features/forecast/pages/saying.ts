import { formatHours } from '../../../lib/hours.ts'
import { formatDateRange, formatDateTime, unitWord } from '../../../ui/format.ts'
import { sayIn, type Translate } from '../../../ui/words.ts'
import type { Advice, HourForecast, Proposal } from '../contract.ts'
import type { words } from '../words.ts'

type T = Translate<typeof words>

/** The tone of each outlook. */
export const toneOf = {
  will_miss: 'danger',
  at_risk: 'attention',
  out_of_reach: 'neutral',
  safe: 'done',
} as const satisfies Record<HourForecast['state'], string>

/** What a programme is good for: which requirement it helps, and by how much. */
export function sayHelp(t: T, { helps }: Proposal): string {
  return helps
    .map(({ title, unit, units }) =>
      t('advice.helps', { title: sayIn(title), hours: formatHours(units), unit: unitWord(unit) }),
    )
    .join(' · ')
}

/** Hours, places and the last moment to apply. */
export function sayTerms(t: T, { startsOn, endsOn, centihours, placesLeft, waiting, enrolClosesAt }: Proposal): string {
  return [
    t('join.when', { dates: formatDateRange(startsOn, endsOn), hours: formatHours(centihours) }),
    ...(waiting ? [t('advice.waiting')] : placesLeft === null ? [] : [t('advice.places', { count: placesLeft })]),
    ...(enrolClosesAt === null ? [] : [t('advice.closes', { at: formatDateTime(enrolClosesAt) })]),
  ].join(' · ')
}

/** What is still missing once every proposed programme is passed; nothing where the gap is closed. */
export function sayRemaining(t: T, { remaining }: Advice): string {
  return remaining
    .map(({ title, missing }) => t('advice.remaining', { title: sayIn(title), hours: formatHours(missing) }))
    .join(' · ')
}

/** How a figure came about, one sentence a step. */
export function sayStep(t: T, step: HourForecast['steps'][number]): string {
  switch (step.kind) {
    case 'pace':
      return t('step.pace', {
        ...{ units: formatHours(step.units), days: step.days, of: step.of },
        projected: formatHours(step.projected),
      })
    case 'too_early':
      return t('step.too_early', { days: step.days })
    case 'no_time':
      return t('step.no_time', {
        ...{ days: step.days, mostDaily: formatHours(step.mostDaily), missing: formatHours(step.missing) },
      })
    case 'over':
      return t('step.over', { endedOn: step.endedOn })
    case 'counted':
    case 'carried':
    case 'on_the_way':
    case 'booked':
      return t(`step.${step.kind}`, { units: formatHours(step.units) })
  }
}
