import type { Tx } from '../../../platform/db/db.ts'
import { notify } from '../../notices/public.ts'
import { dropChoices } from '../store/electives.ts'
import { endRequestsOf, showRequest } from '../store/requests.ts'

/**
 * Ends what hung on these applications, because they ended or their places were given to somebody else: the electives that
 * were chosen are free again, and of the open requests that somebody take these places whoever asked is told. The one that
 * was just agreed to, `done`, is its own matter.
 */
export async function endMatters(tx: Tx, enrolmentIds: readonly string[], done?: string): Promise<void> {
  await dropChoices(tx, enrolmentIds)
  for (const { id, askedBy } of await endRequestsOf(tx, enrolmentIds, done)) {
    const request = await showRequest(tx, id)
    if (!request) continue
    await notify(
      tx,
      { accountIds: [askedBy] },
      {
        code: 'enrolment.substitution_over',
        params: { who: request.leavingName, programme: request.programmeTitle },
        link: requestLink(request),
      },
    )
  }
}

/** The page where a request is decided on and read: the people who were admitted to its programme; on a phone the request itself. */
export function requestLink({ id, programmeId }: { readonly id: string; readonly programmeId: string }): string {
  return `/enrolments?state=admitted&programme=${programmeId}&request=${id}`
}
