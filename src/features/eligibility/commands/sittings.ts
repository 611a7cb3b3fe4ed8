import type { Tx } from '../../../platform/db/db.ts'
import type { PastFact } from '../core.ts'
import type { Sitting, Times } from '../core/clash.ts'

/** The sittings of programmes, by programme; and in which class of them people sit, by `person/programme`. */
export type Sittings = {
  readonly byProgramme: ReadonlyMap<string, readonly Sitting[]>
  readonly seats: ReadonlyMap<string, string>
}
export type SittingTeller = (tx: Tx, programmeIds: readonly string[], personIds: readonly string[]) => Promise<Sittings>

const none: Sittings = { byProgramme: new Map(), seats: new Map() }
let teller: SittingTeller = () => Promise.resolve(none)

/** Connects whoever holds classes: they stand on a floor above, and know the days and hours of their sittings. */
export function connectSittings(tell: SittingTeller): void {
  teller = tell
}

type Past = ReadonlyMap<string, readonly PastFact[]>

/** Adds the sittings of classes to what is asked and to what people have a place in, in two statements however many they are. */
export async function withSittings<One extends Times & { readonly programmeId: string }>(
  tx: Tx,
  asked: readonly One[],
  past: Past,
): Promise<{ readonly asked: readonly One[]; readonly past: Past }> {
  const accepted = [...past.values()].flat().filter(({ state }) => state === 'accepted')
  const taken = accepted.flatMap(({ programmeId }) => programmeId ?? [])
  // Whoever has no place anywhere meets nothing.
  if (taken.length === 0) return { asked, past }
  const ids = [...new Set([...asked.map(({ programmeId }) => programmeId), ...taken])]
  const { byProgramme, seats } = await teller(tx, ids, [...past.keys()])
  const theirs = (personId: string, programmeId: string | null): readonly Sitting[] => {
    const all = programmeId === null ? [] : (byProgramme.get(programmeId) ?? [])
    const classId = seats.get(`${personId}/${programmeId ?? ''}`)
    return classId === undefined ? all : all.filter((sitting) => sitting.classId === classId)
  }
  return {
    asked: asked.map((one) => ({ ...one, sittings: byProgramme.get(one.programmeId) ?? [] })),
    past: new Map(
      [...past].map(([personId, facts]) => [
        personId,
        facts.map((fact) =>
          fact.state === 'accepted' ? { ...fact, sittings: theirs(personId, fact.programmeId) } : fact,
        ),
      ]),
    ),
  }
}
