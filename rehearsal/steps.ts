import { and, eq, lt } from 'drizzle-orm'
import { notices } from '../src/features/notices/tables.ts'
import { addDays } from '../src/lib/dates.ts'
import { at, yearsOf } from './calendar.ts'
import type { County } from './draw.ts'
import type { Step } from './life.ts'
import { reviewStep } from './plan-review.ts'
import { courseOf, enrolSteps } from './steps-enrol.ts'
import { amendmentStep, certificateRuleStep, hourSteps, schoolSteps } from './steps-hours.ts'
import { planSteps } from './steps-plan.ts'
import { teachSteps } from './steps-teach.ts'

/** Everything that happened in a county up to the evening before its day. */
export function stepsOf(county: County): Step[] {
  const years = yearsOf(county)
  const steps = years.flatMap((year) => [
    ...planSteps(county, year),
    ...schoolSteps(county, year),
    ...(year.isCurrent ? [] : [amendmentStep(county, year)]),
    ...year.runs.flatMap((run) => {
      const course = courseOf(county, year, run)
      return [...enrolSteps(course), ...teachSteps(course), ...hourSteps(course)]
    }),
  ])
  const eve = at(addDays(county.date, -1), '21:30')
  const happened = [certificateRuleStep(county), ...steps, reviewStep(county)].filter(({ moment }) => moment < eve)
  return [...happened, readingStep(county, eve)]
}

// People read what they are told: only the last three weeks are still new to some.
function readingStep(county: County, moment: Date): Step {
  return {
    key: 'notices/read',
    moment,
    weight: 10,
    take: (acting) =>
      acting.as(undefined, async (tx) => {
        await tx
          .update(notices)
          .set({ readAt: at(addDays(county.date, -18), '20:00') })
          .where(
            and(
              eq(notices.tenantId, tx.context.tenantId),
              lt(notices.createdAt, at(addDays(county.date, -21), '00:00')),
            ),
          )
      }),
  }
}
