import type { Tx } from '../../../platform/db/db.ts'
import { listHolders } from '../../accounts/public.ts'
import { notify } from '../../notices/public.ts'

type Missed = Readonly<Record<'personId' | 'schoolId' | 'programmeId' | 'programmeTitle', string>>

/** Tells the schools whose people never came to a programme, or were taken for that by mistake, how many of theirs these are. */
export async function tellSchools(tx: Tx, said: 'no_show' | 'reinstated', rows: readonly Missed[]): Promise<void> {
  for (const each of Map.groupBy(rows, ({ schoolId, programmeId }) => `${schoolId}/${programmeId}`).values()) {
    const [first] = each
    if (!first) continue
    const accountIds = new Set<string>()
    for (const role of ['principal', 'school_registrar'] as const)
      // Only those of the school itself: whoever is over many schools has a list of them.
      for (const { accountId, depth } of await listHolders(tx, role, first.schoolId))
        if (depth === 0) accountIds.add(accountId)
    const state = said === 'no_show' ? 'no_show' : 'admitted'
    await notify(
      tx,
      { accountIds: [...accountIds] },
      {
        code: `enrolment.${said}_school`,
        params: { programme: first.programmeTitle, count: each.length },
        link: `/enrolments?state=${state}&programme=${first.programmeId}`,
      },
    )
  }
}
