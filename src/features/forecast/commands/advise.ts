import { setImmediate } from 'node:timers/promises'
import type { Tx } from '../../../platform/db/db.ts'
import { loadAbove } from '../../credits/public.ts'
import { joinRefusal } from '../../programmes/public.ts'
import type { Advice, HourForecast, Proposal } from '../contract.ts'
import { isTaken, repair, share, type Repair } from '../core.ts'
import { listEngaged } from '../store/expected.ts'
import type { Ahead, Person, Programme } from './look-ahead.ts'

const none: Repair<Programme> = { chosen: [], remaining: [], exact: true }

/**
 * For each of these people the cheapest set of open programmes that closes what is short, places shared out in the order of
 * urgency. Others get their turn between one person and the next.
 */
export async function advise(
  tx: Tx,
  people: readonly Person[],
  programmes: readonly Programme[],
  mostLooks: number,
): Promise<ReadonlyMap<string, Advice>> {
  const ids = people.map(({ id }) => id)
  const engaged = await listEngaged(tx, ids)
  const under = await loadAbove(tx, [...new Set(programmes.map(({ row }) => row.organisationId))])
  const { today, now } = tx.context
  const mayJoin = ({ id, member }: Person, programme: Programme) => {
    const { programmeIds, busy } = engaged.get(id) ?? { programmeIds: new Set<string>(), busy: [] }
    if (programmeIds.has(programme.id) || isTaken(programme, busy)) return false
    const joiner = { ...member, under: under.get(member.organisationId) ?? [] }
    return joinRefusal(programme.row, joiner, today, now) === undefined
  }
  const solve = (person: Person, offered: readonly Programme[]) =>
    person.short === 0
      ? none
      : repair(
          person.judge,
          offered.filter((programme) => mayJoin(person, programme)),
          mostLooks,
        )
  const advice = new Map<string, Advice>()
  for (const [person, found] of share(people, programmes, solve)) {
    advice.set(person.id, toAdvice(person, found))
    await setImmediate()
  }
  return advice
}

function toAdvice(person: Person, { chosen, remaining, exact }: Repair<Programme>): Advice {
  const named = new Map(person.ahead.map(({ told: { requirement } }) => [requirement.id, requirement]))
  const inTime = chosen.toSorted((a, b) =>
    a.startsOn < b.startsOn || (a.startsOn === b.startsOn && a.id < b.id) ? -1 : 1,
  )
  return {
    programmes: inTime.map((programme, index) => toProposal(person, programme, inTime.slice(0, index))),
    closes: remaining.length === 0,
    remaining: remaining.flatMap(({ requirementId, missing }) => {
      const requirement = named.get(requirementId)
      return requirement ? [{ requirementId, title: requirement.title, missing }] : []
    }),
    exact,
  }
}

// What it brings is told beside what those before it bring already.
function toProposal(person: Person, programme: Programme, before: readonly Programme[]): Proposal {
  const { row, centihours, startsOn, endsOn, left } = programme
  const after = person.judge([...before, programme])
  const helps = person.judge(before).flatMap(({ requirementId, missing }) => {
    const units = missing - (after.find((gap) => gap.requirementId === requirementId)?.missing ?? missing)
    const asked = person.ahead.find(({ told }) => told.requirement.id === requirementId)?.told.requirement
    return asked && units > 0 ? [{ title: asked.title, unit: asked.unit, units }] : []
  })
  const enrolClosesAt = row.enrolClosesAt?.toISOString() ?? null
  const { id: programmeId, title, category } = row
  return { programmeId, title, category, centihours, startsOn, endsOn, enrolClosesAt, placesLeft: left, helps }
}

/** What is told of one requirement. */
export function toForecast({ told: { requirement, standing }, forecast }: Ahead): HourForecast {
  const { needed, counted, missing } = standing
  return { requirement, needed, counted, missing, ...forecast, steps: [...forecast.steps] }
}
