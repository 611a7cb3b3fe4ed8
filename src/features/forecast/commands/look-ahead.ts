import type { Totals } from '../../../lib/policy/reckoning.ts'
import type { Classification } from '../../../lib/policy/language.ts'
import type { Tx } from '../../../platform/db/db.ts'
import { idsOf, isAimed, reckon, type Again, type Crowd, type Member, type Told } from '../../credits/public.ts'
import { loadRulebook } from '../../policies/public.ts'
import { forecast, worstOf, type Forecast, type Gap, type Judge, type Offered, type Urgent } from '../core.ts'
import { atHome, classProof, listExpected, type Expected } from '../store/expected.ts'
import { listOpen } from '../store/programmes.ts'

/** A programme that is open, as a proposal needs it. */
export type Programme = Offered & {
  readonly row: Awaited<ReturnType<typeof listOpen>>[number]['row']
  readonly year: number
  /** Where its class of hours is in the list that people are reckoned with. */
  readonly place: number
}

/** One requirement of somebody, and how it looks. */
export type Ahead = { readonly told: Told; readonly forecast: Forecast }

/** One person of a crowd with everything that is asked of them and has a last day. */
export type Person = Urgent & {
  readonly member: Member
  readonly ahead: readonly Ahead[]
  /** What would be missing with further programmes, of what is short now. */
  readonly judge: Judge<Programme>
}

/** What is looked at: a year, a crowd, and one requirement alone where it is named. */
export type Asked = { readonly year: number; readonly crowd: Crowd; readonly requirementId?: string | undefined }

// Where a policy does not say how much can be earned of one day: a day of training. Credits are another measure.
const commonDay = 800

/** Looks ahead for a crowd: how each of them will stand, and the programmes that are open. Whoever owes nothing is not told. */
export async function lookAhead(
  tx: Tx,
  { year, crowd, requirementId }: Asked,
): Promise<{ readonly people: readonly Person[]; readonly programmes: readonly Programme[] }> {
  const rulebook = await loadRulebook(tx, year)
  const daily = new Map(
    rulebook
      .booksFor(rulebook.organisationIds)
      .flatMap(({ adopted, policy }) => (adopted ? [[adopted.policyId, policy.unit.mostDaily] as const] : [])),
  )
  const mostDailyOf = ({ requirement: { policy, unit } }: Told) =>
    unit === 'credit' ? null : ((policy && daily.get(policy.id)) ?? commonDay)
  const { further, placeOf } = collecting()
  const expected = Map.groupBy(await listExpected(tx, idsOf(tx, crowd)), ({ personId }) => personId)
  const parts = new Map([...expected].map(([id, theirs]) => [id, partsOf(theirs, placeOf)]))
  const programmes = (await listOpen(tx)).flatMap((open) => toProgramme(open, placeOf))
  const { each } = await reckon(tx, year, crowd, { rulebook, further: further() })
  const people: Person[] = []
  await each((member, all, again) => {
    const isLooked = ({ requirement }: Told) =>
      isAimed(requirement) && (requirementId === undefined || requirement.id === requirementId)
    const { records, everything } = parts.get(member.id) ?? nothing
    const ahead = aheadOf(tx, { member, all, again, records, everything }, isLooked, mostDailyOf)
    if (ahead.length === 0) return
    people.push({
      ...{ id: member.id, sortKey: member.sortKey, member, ahead },
      state: worstOf(ahead.map(({ forecast: { state } }) => state)),
      short: Math.max(...ahead.map(({ forecast: { short } }) => short)),
      judge: judgeOf(again, everything, ahead),
    })
  })
  return { people, programmes }
}

const noHours: Totals = { years: [], classes: [], centihours: [] }
const nothing = { records: noHours, everything: noHours }

// Classes of hours, each once, in the order in which they were met.
function collecting() {
  const places = new Map<string, number>()
  const met: Classification[] = []
  return {
    further: () => met,
    placeOf: ({ category, level, mode, kind, proof }: Classification): number => {
      const one = { category, level, mode, kind, proof }
      const key = JSON.stringify(one)
      const known = places.get(key)
      if (known !== undefined) return known
      places.set(key, met.length)
      return met.push(one) - 1
    },
  }
}

type PlaceOf = ReturnType<typeof collecting>['placeOf']

function partsOf(expected: readonly Expected[], placeOf: PlaceOf) {
  const totals = (of: readonly Expected[]): Totals => ({
    years: of.map(({ year }) => year),
    classes: of.map(placeOf),
    centihours: of.map(({ centihours }) => centihours),
  })
  return { records: totals(expected.filter(({ from }) => from === 'record')), everything: totals(expected) }
}

function toProgramme({ row, left }: Awaited<ReturnType<typeof listOpen>>[number], placeOf: PlaceOf): Programme[] {
  const { id, centihours, startsOn, endsOn, category, level, kind, modes, yearRound } = row
  if (startsOn === null || endsOn === null) return []
  const isAtHome = modes.length > 0 && modes.every((mode) => atHome.includes(mode))
  const place = placeOf({ category, level, kind, mode: modes[0] ?? null, proof: classProof })
  const takesDays = !yearRound && !isAtHome
  return [{ row, id, centihours, startsOn, endsOn, left, takesDays, place, year: Number(endsOn.slice(0, 4)) }]
}

type One = {
  readonly member: Member
  readonly all: readonly Told[]
  readonly again: Again
  readonly records: Totals
  readonly everything: Totals
}

function aheadOf(
  tx: Tx,
  { member, all, again, records, everything }: One,
  isLooked: (told: Told) => boolean,
  mostDailyOf: (told: Told) => number | null,
): Ahead[] {
  // Most people expect nothing, or miss nothing: they are reckoned once.
  const isOpen = all.some((told) => isLooked(told) && told.standing.missing > 0)
  const withRecords = isOpen && records.years.length > 0 ? again(records) : all
  const withAll = isOpen && everything.years.length > records.years.length ? again(everything) : withRecords
  const has = (told: Told | undefined) => (told ? told.standing.counted + told.standing.carried : 0)
  return all.flatMap((told, index) => {
    if (!isLooked(told)) return []
    const found = forecast(told.standing, {
      today: tx.context.today,
      startedOn: member.startedOn,
      retiresOn: member.retiresOn,
      onTheWay: has(withRecords[index]) - has(told),
      booked: has(withAll[index]) - has(withRecords[index]),
      mostDaily: mostDailyOf(told),
    })
    return found ? [{ told, forecast: found }] : []
  })
}

function judgeOf(again: Again, everything: Totals, ahead: readonly Ahead[]): Judge<Programme> {
  const looked = new Set(ahead.flatMap(({ told, forecast: { short } }) => (short > 0 ? [told.requirement.id] : [])))
  return (chosen) => {
    const more: Totals = {
      years: [...Array.from(everything.years), ...chosen.map(({ year }) => year)],
      classes: [...Array.from(everything.classes), ...chosen.map(({ place }) => place)],
      centihours: [...Array.from(everything.centihours), ...chosen.map(({ centihours }) => centihours)],
    }
    return again(more).flatMap(({ requirement: { id: requirementId }, standing: { missing, earned } }): Gap[] =>
      looked.has(requirementId) ? [{ requirementId, missing, earned }] : [],
    )
  }
}
