import { codeRemover, signInRemover } from '../features/accounts/store/own.ts'
import { removeTried } from '../features/claims/public.ts'
import { isNamed } from '../features/files/public.ts'
import { jobRemover } from '../features/jobs/store/removal.ts'
import { noticeRemover } from '../features/notices/store/own.ts'
import { correctionRemover, ownDataRemover, proofRemover } from '../features/privacy/store/own.ts'
import { removeExpired } from '../features/pastes/public.ts'
import { objectorRemover } from '../features/publicity/store/own.ts'
import { importRemover } from '../features/roster/store/removal.ts'
import { removeFullFiles } from '../features/statements/public.ts'
import { read } from '../platform/db/db.ts'
import type { Discard, Remover } from '../platform/retention.ts'
import type { Parts } from './application.ts'
import { openDoor, tenantsOf } from './tenants.ts'

// A pasted list says itself when it is over.
const pasteRemover: Remover = { kind: 'pasted_lists', remove: (tx) => removeExpired(tx) }

// What imported lists held, people's as well as hours'.
const listRemover: Remover = {
  kind: importRemover.kind,
  remove: async (tx, before) => (await importRemover.remove(tx, before)) + (await removeTried(tx, before)),
}

// Lists with full numbers that somebody had made, like people's own data, are there to be fetched for some days alone.
const fetchedRemover: Remover = {
  kind: ownDataRemover.kind,
  remove: async (tx) => (await ownDataRemover.remove(tx)) + (await removeFullFiles(tx)),
}

/** What is removed or emptied once its time is over, one line a kind. Never the ledger, the certificates or the audit trail. */
export const removers: readonly Remover[] = [
  codeRemover,
  correctionRemover,
  jobRemover,
  listRemover,
  noticeRemover,
  objectorRemover,
  fetchedRemover,
  pasteRemover,
  proofRemover,
  signInRemover,
]

/** Lets contents go that no bureau of this deployment names: the same content is held once for all of them. */
export function discardOf({ pool, clock, files }: Pick<Parts, 'pool' | 'clock' | 'files'>): Discard {
  const tenants = tenantsOf(pool, clock)
  return async (contents) => {
    for (const sha256 of contents) {
      const named = (await tenants.list()).map((tenant) =>
        read(openDoor(pool, clock, tenant, { actor: undefined, requestId: 'retention', from: 'retention' }), (tx) =>
          isNamed(tx, sha256),
        ),
      )
      if (!(await Promise.all(named)).includes(true)) await files.discard(sha256)
    }
  }
}
