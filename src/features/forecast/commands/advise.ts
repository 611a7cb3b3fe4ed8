import { setImmediate } from 'node:timers/promises'
import type { Tx } from '../../../platform/db/db.ts'
import { loadAbove } from '../../credits/public.ts'
import { loadMany } from '../../eligibility/public.ts'
import { listWaitable } from '../../enrolment/public.ts'
import { foreseeQuotas } from '../../quotas/public.ts'
import type { Advice, HourForecast, Proposal } from '../contract.ts'
import { daysFit, isTaken, repair, share, type Repair } from '../core.ts'
import { listEngaged } from '../store/expected.ts'
import type { Ahead, Person, Programme } from './look-ahead.ts'

type Found = Repair<Programme> & {
  /** Of what was chosen, what there is a place in; for the rest somebody could only wait. */
  readonly takes: readonly Programme[]
}
const none: Found = { chosen: [], remaining: [], exact: true, takes: [] }

/**
 * For each of these people the cheapest set of open programmes that closes what is short, places shared out in the order of
 * urgency: nothing that an application would be refused for now, by the judgement of applications itself. A programme for which
 * somebody could only wait is proposed where the others leave something missing. Others get their turn between one person and
 * the next.
 */
export async function advise(
  tx: Tx,
  people: readonly Person[],
  programmes: readonly Programme[],
  mostLooks: number,
): Promise<ReadonlyMap<string, Advice>> {
  const advice = new Map<string, Advice>()
  if (people.length === 0) return advice
  const doors = await openDoors(tx, people, programmes)
  const solve = (person: Person, free: readonly Programme[], full: readonly Programme[]) =>
    person.short === 0 ? none : solveFor(person, free, full, doors, mostLooks)
  for (const [person, found] of share(people, programmes, solve)) {
    for (const { id } of found.takes) doors.quotas.take(id, person.id)
    advice.set(person.id, toAdvice(person, found))
    await setImmediate()
  }
  return advice
}

function solveFor(
  person: Person,
  free: readonly Programme[],
  full: readonly Programme[],
  { mayJoin, fit, quotas, waitable }: Awaited<ReturnType<typeof openDoors>>,
  mostLooks: number,
): Found {
  const { id, judge } = person
  const fits = (chosen: readonly Programme[], one: Programme) => daysFit(chosen, one) && fit([...chosen, one], id)
  const joinable = free.filter((programme) => mayJoin(person, programme))
  const placed = joinable.filter((programme) => quotas.refusalOf(programme.id, id) === undefined)
  const found = repair(judge, placed, mostLooks, fits)
  if (found.remaining.length === 0) return { ...found, takes: found.chosen }
  const waiting = [...joinable.filter((each) => !placed.includes(each)), ...full].filter(
    (each) => waitable.has(each.id) && quotas.refusalOf(each.id, id) !== 'quota_outside' && mayJoin(person, each),
  )
  const more = waiting.length === 0 ? found : repair(judge, [...placed, ...waiting], mostLooks, fits)
  const best = leftOf(more) < leftOf(found) ? more : found
  return { ...best, takes: best.chosen.filter((each) => !waiting.includes(each)) }
}

const leftOf = ({ remaining }: Repair<Programme>) => remaining.reduce((sum, { missing }) => sum + missing, 0)

// Everything that decides whether somebody could join, learned of once for all people and programmes.
async function openDoors(tx: Tx, people: readonly Person[], programmes: readonly Programme[]) {
  const ids = people.map(({ id }) => id)
  const rows = programmes.map(({ row }) => row)
  const engaged = await listEngaged(tx, ids)
  const under = await loadAbove(tx, [...new Set(rows.map((row) => row.organisationId))])
  const many = await loadMany(tx, rows, ids)
  const quotas = await foreseeQuotas(tx, rows, ids)
  const waitable = await listWaitable(tx, rows)
  const mayJoin = ({ id, member }: Person, programme: Programme) => {
    const { programmeIds, busy } = engaged.get(id) ?? { programmeIds: new Set<string>(), busy: [] }
    if (programmeIds.has(programme.id) || isTaken(programme, busy)) return false
    const joiner = { ...member, under: under.get(member.organisationId) ?? [] }
    return many.judge(programme.row, joiner, id).failed.length === 0
  }
  const fit = (chosen: readonly Programme[], personId: string) =>
    many.fit(
      chosen.map(({ id }) => id),
      personId,
    )
  return { mayJoin, fit, quotas, waitable }
}

function toAdvice(person: Person, { chosen, remaining, exact, takes }: Found): Advice {
  const named = new Map(person.ahead.map(({ told: { requirement } }) => [requirement.id, requirement]))
  const inTime = chosen.toSorted((a, b) =>
    a.startsOn < b.startsOn || (a.startsOn === b.startsOn && a.id < b.id) ? -1 : 1,
  )
  return {
    programmes: inTime.map((programme, index) =>
      toProposal(person, programme, inTime.slice(0, index), !takes.includes(programme)),
    ),
    closes: remaining.length === 0,
    remaining: remaining.flatMap(({ requirementId, missing }) => {
      const requirement = named.get(requirementId)
      return requirement ? [{ requirementId, title: requirement.title, missing }] : []
    }),
    exact,
  }
}

// What it brings is told beside what those before it bring already.
function toProposal(person: Person, programme: Programme, before: readonly Programme[], waiting: boolean): Proposal {
  const { row, centihours, startsOn, endsOn, left } = programme
  const after = person.judge([...before, programme])
  const helps = person.judge(before).flatMap(({ requirementId, missing }) => {
    const units = missing - (after.find((gap) => gap.requirementId === requirementId)?.missing ?? missing)
    const asked = person.ahead.find(({ told }) => told.requirement.id === requirementId)?.told.requirement
    return asked && units > 0 ? [{ title: asked.title, unit: asked.unit, units }] : []
  })
  const enrolClosesAt = row.enrolClosesAt?.toISOString() ?? null
  const { id: programmeId, title, category } = row
  return {
    ...{ programmeId, title, category, centihours, startsOn, endsOn, enrolClosesAt, placesLeft: left, waiting, helps },
  }
}

/** What is told of one requirement. */
export function toForecast({ told: { requirement, standing }, forecast }: Ahead): HourForecast {
  const { needed, counted, missing } = standing
  return { requirement, needed, counted, missing, ...forecast, steps: [...forecast.steps] }
}
