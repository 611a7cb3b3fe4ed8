import type { ProgrammeKind, ProgrammeLevel } from '../../../lib/programmes/codes.ts'
import type { Tx } from '../../../platform/db/db.ts'
import { listBars, reaches } from '../../integrity/public.ts'

/** Why somebody may not come in however far their application had come: a ban, or a restriction, that stands today. */
export type BarRefusal = 'integrity_ban' | 'restricted'

type Meant = { readonly personId: string; readonly level: ProgrammeLevel; readonly kind: ProgrammeKind }

/**
 * Who of these people is kept from the programme they are meant for today. Asked when somebody applies and again at every
 * step that lets them in: what came after the application counts as much.
 */
export async function listBarred(tx: Tx, meant: readonly Meant[]): Promise<ReadonlyMap<string, BarRefusal>> {
  const bars = await listBars(tx, [...new Set(meant.map(({ personId }) => personId))])
  return new Map(
    meant.flatMap((one): [string, BarRefusal][] => {
      const kinds = new Set((bars.get(one.personId) ?? []).filter((bar) => reaches(bar, one)).map(({ kind }) => kind))
      if (kinds.has('ban')) return [[one.personId, 'integrity_ban']]
      return kinds.has('restriction') ? [[one.personId, 'restricted']] : []
    }),
  )
}
