import { applyMany } from '../src/features/enrolment/commands/apply.ts'
import { joinWaiting } from '../src/features/enrolment/commands/waiting.ts'
import {
  addProgramme,
  approveProgramme,
  justifyProgramme,
  openProgramme,
  publishProgramme,
} from '../src/features/programmes/commands.ts'
import { saveQuotas } from '../src/features/quotas/commands.ts'
import { addDays, yearOf } from '../src/lib/dates.ts'
import { at } from './calendar.ts'
import { must, type County } from './draw.ts'
import type { Acting, Step } from './life.ts'
import { randomFrom } from './random.ts'

const openings = { placesMax: 3, title: '名师课堂跟岗研修（小班）' } as const
const sharing = { placesMax: 12, title: '学科骨干教师分校研修' } as const

/** A small programme that is full, with a list of those who wait; and one whose places are shared out among schools. */
export function placeSteps(county: County): Step[] {
  const { demo } = county.cast
  const own = county.people.filter(({ schoolId, state }) => schoolId === demo.school.id && state === '11')
  const waiting = own.filter(({ id }) => id !== demo.teacher.id).slice(0, 5)
  const schools = [...new Set(county.people.map(({ schoolId }) => schoolId))]
    .filter((id) => id !== demo.school.id)
    .slice(0, 5)
  return [
    {
      key: 'places/waiting',
      moment: at(addDays(county.date, -5), '09:00'),
      weight: 3,
      take: (acting) => fillUp(acting, waiting),
    },
    {
      key: 'places/quotas',
      moment: at(addDays(county.date, -4), '09:00'),
      weight: 3,
      take: (acting) => shareOut(acting, [demo.school.id, ...schools]),
    },
  ]
}

type Colleague = County['people'][number]

async function open(
  acting: Acting,
  programmeId: string,
  of: { placesMax: number; title: string },
  beforeOpening?: () => Promise<void>,
) {
  const { county } = acting
  const { officer, director } = county.cast
  const scope = [county.tree.bureau.id]
  const [startsOn, endsOn] = [addDays(county.date, 30), addDays(county.date, 33)]
  await acting.as(officer, async (tx) => {
    must(
      await addProgramme(
        tx,
        {
          ...{ id: programmeId, planId: null, organisationId: county.tree.bureau.id, year: yearOf(county.date) },
          ...{ providerId: county.tree.providers[0]?.id ?? null, no: null, planTitle: null, title: of.title },
          ...{ level: 'county', kind: 'backbone', category: null, headcount: of.placesMax, approximate: false },
          ...{ wholeRoster: false, audience: {}, modes: [], months: [], yearRound: false, place: '县教师发展中心' },
          ...{ centihours: 1_600, certificate: true, chiefExpert: '周文澜', admission: 'first_come' },
          ...{ placesMax: of.placesMax, startsOn, endsOn },
          enrolOpensAt: at(addDays(county.date, -6), '08:00').toISOString(),
          enrolClosesAt: at(addDays(county.date, 20), '18:00').toISOString(),
        },
        scope,
      ),
    )
    const justification = '听课调研中各校普遍提出，希望走进名师课堂跟岗学习。'
    const given = { justification, scheme: '跟岗听课、同课异构、结业汇报课。', schemeFileId: null }
    must(await justifyProgramme(tx, programmeId, given, scope))
  })
  await acting.as(director, async (tx) => must(await approveProgramme(tx, programmeId, { decision: 'approve' }, scope)))
  await acting.as(officer, async (tx) => must(await publishProgramme(tx, programmeId, scope)))
  await beforeOpening?.()
  await acting.as(officer, async (tx) => must(await openProgramme(tx, programmeId, scope)))
}

async function fillUp(acting: Acting, people: readonly Colleague[]): Promise<void> {
  const programmeId = waitedFor(acting.county)
  await open(acting, programmeId, openings)
  const wish = (person: Colleague) => ({ id: acting.random.id(acting.moment), personId: person.id })
  await acting.as(undefined, async (tx) => {
    await applyMany(tx, programmeId, people.slice(0, openings.placesMax).map(wish))
    for (const person of people.slice(openings.placesMax)) await joinWaiting(tx, programmeId, wish(person))
  })
}

async function shareOut(acting: Acting, schools: readonly string[]): Promise<void> {
  const { county } = acting
  const programmeId = sharedOut(county)
  const id = () => acting.random.id(acting.moment)
  const rootId = id()
  const each = Math.floor(sharing.placesMax / Math.max(1, schools.length))
  const cell = { kind: 'reserve', approximate: false } as const
  await open(acting, programmeId, sharing, async () => {
    const cells = [
      { ...cell, id: rootId, parentId: null, dimension: null, wanted: [], placesMax: null },
      ...schools.map((school) => ({
        ...{ ...cell, id: id(), parentId: rootId, dimension: 'organisation' as const },
        ...{ wanted: [school], placesMax: each },
      })),
    ]
    const sheet = { version: 0, limit: false, releaseOn: addDays(county.date, 15), cells }
    await acting.as(county.cast.officer, async (tx) => must(await saveQuotas(tx, programmeId, sheet)))
  })
  const keen = schools.flatMap((school, index) =>
    county.people.filter(({ schoolId, state }) => schoolId === school && state === '11').slice(6, 6 + (index % 3)),
  )
  await acting.as(undefined, async (tx) => {
    await applyMany(
      tx,
      programmeId,
      keen.map((person) => ({ id: id(), personId: person.id })),
    )
  })
}

/** The programme of the rehearsal that is full and waited for. */
export function waitedFor(county: County): string {
  return randomFrom(county.seed, 'places', 'waiting').id(at(addDays(county.date, -5), '09:00'))
}

/** The programme of the rehearsal whose places are shared out among schools. */
export function sharedOut(county: County): string {
  return randomFrom(county.seed, 'places', 'quotas').id(at(addDays(county.date, -4), '09:00'))
}
