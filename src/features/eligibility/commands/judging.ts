import { yearOf } from '../../../lib/dates.ts'
import type { Context, Tx } from '../../../platform/db/db.ts'
import { standingOf } from '../../credits/public.ts'
import { listBars } from '../../integrity/public.ts'
import { titleKeyOf } from '../../participation/public.ts'
import {
  findProgramme,
  joinRefusals,
  listJoinable,
  loadJoiner,
  type Joiner,
  type JoinRefusal,
  type ProgrammeRow,
} from '../../programmes/public.ts'
import {
  asksPast,
  judge,
  limitsOf,
  togetherRefusal,
  type Asked,
  type BarFact,
  type BeyondCode,
  type Judgement,
  type PastFact,
} from '../core.ts'
import { listPast } from '../store/past.ts'
import { loadRules, loadRuleSets, titlesOf } from '../store/rules.ts'
import { withSittings } from './sittings.ts'

/** Why somebody may not join, as the first of the rules that they fail says. */
export type EligibilityRefusal = JoinRefusal | BeyondCode

const alone: readonly string[] = ['online', 'self-study', 'task-driven']

/** Everything that a programme asks of people beside its audience and its time. */
export async function loadAsked(tx: Tx, programme: ProgrammeRow): Promise<Asked> {
  const loaded = await loadRules(tx, programme.id)
  return askedOf(programme, loaded, await titlesOf(tx, loaded.rules.prerequisites))
}

function askedOf(
  programme: ProgrammeRow,
  { rules, ...rest }: Awaited<ReturnType<typeof loadRules>>,
  prerequisites: Asked['prerequisites'],
): Asked {
  const { title, level, kind, year, startsOn, endsOn, modes } = programme
  const takesNone = programme.yearRound || (modes.length > 0 && modes.every((mode) => alone.includes(mode)))
  return {
    ...{ programmeId: programme.id, titleKey: titleKeyOf(title), level, kind, startsOn, endsOn, ...rest, rules },
    year: startsOn === null ? year : yearOf(startsOn),
    takesDays: !takesNone,
    prerequisites,
  }
}

/** What is known of people beside the roster: what keeps them from programmes, and what they took part in. */
export type Beyond = {
  readonly asked: Asked
  readonly bars: ReadonlyMap<string, readonly BarFact[]>
  readonly past: ReadonlyMap<string, readonly PastFact[]>
}

/**
 * Learns what rules over history must know of these people: five statements at most, however many they are; the third only
 * where the programme asks what they took part in, and the last two only where days that are taken bar, or `always`.
 */
export async function loadBeyond(
  tx: Tx,
  programme: ProgrammeRow,
  personIds: readonly string[],
  { always = false }: { readonly always?: boolean } = {},
): Promise<Beyond> {
  const asked = await loadAsked(tx, programme)
  const bars = await listBars(tx, personIds)
  const past = always || asksPast(asked) ? await listPast(tx, personIds) : new Map<string, never>()
  if (!always && asked.rules.clash !== 'bar') return { asked, bars, past }
  const timed = await withSittings(tx, [asked], past)
  return { asked: timed.asked[0] ?? asked, bars, past: timed.past }
}

/** Judges one of the people that `loadBeyond` learned of, by the audience, the history and the time of a programme. */
export function judgeJoiner(
  programme: ProgrammeRow,
  joiner: Joiner,
  personId: string,
  beyond: Beyond,
  { today, now }: Pick<Context, 'today' | 'now'>,
  hoursFull: boolean | null = null,
): Judgement {
  return judge(beyond.asked, {
    join: joinRefusals(programme, joiner, today, now),
    bars: beyond.bars.get(personId) ?? [],
    past: beyond.past.get(personId) ?? [],
    hoursFull,
  })
}

/** Every rule of a programme that one person fails, and everything worth knowing before joining. */
export async function judgePerson(tx: Tx, programmeId: string, personId: string): Promise<Judgement | undefined> {
  const programme = await findProgramme(tx, programmeId)
  const joiner = programme && (await loadJoiner(tx, personId))
  if (!programme || !joiner) return undefined
  const beyond = await loadBeyond(tx, programme, [personId], { always: true })
  const standings = await standingOf(tx, personId)
  // Nobody's hours are full who is asked for none.
  const hoursFull = standings.some(({ state }) => state === 'met') && standings.every(({ state }) => state !== 'short')
  return judgeJoiner(programme, joiner, personId, beyond, tx.context, hoursFull)
}

/** Why one person may not join a programme now: the first of the rules that they fail; undefined when they may. */
export async function eligibilityRefusalOf(
  tx: Tx,
  programmeId: string,
  personId: string,
): Promise<EligibilityRefusal | 'programme_not_found' | 'person_not_found' | undefined> {
  const programme = await findProgramme(tx, programmeId)
  if (!programme) return 'programme_not_found'
  const joiner = await loadJoiner(tx, personId)
  if (!joiner) return 'person_not_found'
  const beyond = await loadBeyond(tx, programme, [personId])
  return judgeJoiner(programme, joiner, personId, beyond, tx.context).failed[0]?.code
}

/** Many people and many programmes, learned of at once. */
export type Many = {
  /** Everything that keeps a person from one of the programmes now. */
  readonly judge: (programme: ProgrammeRow, joiner: Joiner, personId: string) => Judgement
  /** Whether a person who means to join these of the programmes at once could join all of them. */
  readonly fit: (programmeIds: readonly string[], personId: string) => boolean
}

/**
 * Learns of many people and programmes for whoever weighs one against the other: the rules, their names, what bars people and
 * what they took part in are asked for once, however many there are.
 */
export async function loadMany(
  tx: Tx,
  programmes: readonly ProgrammeRow[],
  personIds: readonly string[],
): Promise<Many> {
  const sets = await loadRuleSets(
    tx,
    programmes.map(({ id }) => id),
  )
  const titles = await titlesOf(tx, [...new Set([...sets.values()].flatMap(({ rules }) => rules.prerequisites))])
  const bars = await listBars(tx, personIds)
  const untimed = programmes.flatMap((row) => {
    const set = sets.get(row.id)
    const names = titles.filter(({ id }) => set?.rules.prerequisites.includes(id))
    return set ? [askedOf(row, set, names)] : []
  })
  const { asked: all, past } = await withSittings(tx, untimed, await listPast(tx, personIds))
  const askedById = new Map(all.map((asked) => [asked.programmeId, asked]))
  // Most programmes limit nothing, and stand beside any other.
  const limiting = new Set(
    all.filter((asked) => asked.rules.notAgain || limitsOf(asked).length > 0).map(({ programmeId }) => programmeId),
  )
  return {
    judge: (programme, joiner, personId) => {
      const asked = askedById.get(programme.id)
      if (!asked) throw new Error('this programme was not learned of')
      return judgeJoiner(programme, joiner, personId, { asked, bars, past }, tx.context)
    },
    fit: (programmeIds, personId) => {
      if (!programmeIds.some((id) => limiting.has(id))) return true
      const together = programmeIds.flatMap((id) => askedById.get(id) ?? [])
      return togetherRefusal(together, past.get(personId) ?? []) === undefined
    },
  }
}

/** Of all programmes that a person may know of, those whose rules they fail, each with every one of them. */
export async function judgeAllFor(
  tx: Tx,
  personId: string,
): Promise<{ readonly programmeId: string; readonly failed: Judgement['failed'] }[]> {
  const known = await listJoinable(tx, personId)
  if (!known || known.programmes.length === 0) return []
  const many = await loadMany(tx, known.programmes, [personId])
  return known.programmes.flatMap((row) => {
    const { failed } = many.judge(row, known.joiner, personId)
    return failed.length > 0 ? [{ programmeId: row.id, failed }] : []
  })
}
