import type { Tx } from '../../platform/db/db.ts'
import { recordFacts } from '../integrity/public.ts'
import { recordCompletions } from '../participation/public.ts'
import type { ProgrammeRow } from '../programmes/public.ts'
import type { Judgement, Presence, Result } from './core.ts'

/** How a member left a class. */
export type LeftBehind = {
  readonly personId: string
  readonly there: Presence
  readonly result: Result | undefined
  readonly judgement: Judgement | undefined
}

/**
 * Writes down below what follows from a class that closed: how each took part, what the schools that sent them hear, and
 * who did not attend or did not complete. `gone` lost their
 * places while it went on: never there, dismissed, or gone of their own will.
 */
export async function followClosing(
  tx: Tx,
  closed: { readonly id: string; readonly title: string },
  programme: ProgrammeRow,
  members: readonly LeftBehind[],
  gone: readonly string[],
): Promise<void> {
  const judged = members.flatMap(({ judgement, ...member }) => (judgement ? [{ ...member, judgement }] : []))
  const of = {
    programmeId: programme.id,
    programmeTitle: programme.title,
    classId: closed.id,
    classTitle: closed.title,
  }
  const left = judged.map(({ personId, there, result, judgement }) => ({
    ...{ personId, passed: judgement.passed, centihours: judgement.centihours, held: there.held },
    ...{ attended: there.attended, scoreTenths: result?.scoreTenths ?? null, grade: result?.grade ?? null },
  }))
  await recordCompletions(tx, of, left, gone)
  const { title, level, kind } = programme
  const about = { programmeId: programme.id, title, level, kind, happenedOn: tx.context.today, reason: null }
  const failed = judged.filter(({ judgement }) => !judgement.passed)
  await recordFacts(
    tx,
    failed.map(({ personId, there }) => ({
      ...about,
      personId,
      // Whoever came to none of the sessions did not take part at all.
      cause: there.held > 0 && there.attended === 0 ? ('not_attended' as const) : ('not_completed' as const),
      source: { kind: 'class' as const, id: closed.id },
    })),
  )
}
