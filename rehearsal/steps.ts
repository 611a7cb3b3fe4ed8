import { markRead } from '../src/features/notices/store.ts'
import { addDays } from '../src/lib/dates.ts'
import { at, yearsOf } from './calendar.ts'
import type { County } from './draw.ts'
import type { Step } from './life.ts'
import { demoAccounts } from './logins.ts'
import { reviewStep } from './plan-review.ts'
import { courseOf, enrolSteps } from './steps-enrol.ts'
import { amendmentStep, certificateRuleStep, hourSteps, schoolSteps } from './steps-hours.ts'
import { integritySteps } from './steps-integrity.ts'
import { noticeSteps } from './steps-notices.ts'
import { placeSteps } from './steps-places.ts'
import { planSteps } from './steps-plan.ts'
import { policyStep } from './steps-policy.ts'
import { roundSteps } from './steps-rounds.ts'
import { schoolTrainingSteps } from './steps-school.ts'
import { selectionSteps } from './steps-selection.ts'
import { surveySteps } from './steps-survey.ts'
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
  const own = [
    ...integritySteps(county),
    ...noticeSteps(county),
    ...placeSteps(county),
    ...roundSteps(county),
    ...schoolTrainingSteps(county),
    ...selectionSteps(county),
    ...surveySteps(county),
    reviewStep(county),
    readingStep(county),
  ]
  return [certificateRuleStep(county), policyStep(county), ...steps, ...own].filter(({ moment }) => moment < eve)
}

// The demo's people read what they were told until three weeks ago: the rest is still new to them.
function readingStep(county: County): Step {
  const { demo, principals, registrars } = county.cast
  const names = new Set<string>(demoAccounts.map(({ userName }) => userName))
  const readers = county.cast.all.filter((login) => login.names.some(({ name }) => names.has(name)))
  const ofSchool = [principals.get(demo.school.id), registrars.get(demo.school.id)].flatMap((login) => login ?? [])
  return {
    key: 'notices/read',
    moment: at(addDays(county.date, -21), '20:00'),
    weight: 1,
    take: async (acting) => {
      for (const login of new Set([...readers, ...ofSchool])) {
        await acting.as(login, (tx) => markRead(tx, login.id, []))
      }
    },
  }
}
