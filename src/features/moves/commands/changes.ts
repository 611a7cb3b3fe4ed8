import { err, type Result } from '../../../lib/result.ts'
import type { Tx } from '../../../platform/db/db.ts'
import {
  addOrganisation,
  closeOrganisation,
  covers,
  findOrganisation,
  mergeOrganisation,
  moveOrganisation,
  renameOrganisation,
  splitOrganisation,
} from '../../organisations/public.ts'
import { followClosing } from '../../access/public.ts'
import { listRosterIds, movePeople } from '../../people/public.ts'
import type { OrganisationChange } from '../contract/changes.ts'
import { countInPost } from '../store/impact.ts'

type Refusal<Command extends (...args: never[]) => Promise<Result<unknown, unknown>>> = Extract<
  Awaited<ReturnType<Command>>,
  { ok: false }
>['error']

export type ChangeTreeRefusal =
  | Refusal<typeof renameOrganisation>
  | Refusal<typeof moveOrganisation>
  | Refusal<typeof mergeOrganisation>
  | Refusal<typeof closeOrganisation>
  | Refusal<typeof addOrganisation>
  | 'people_not_here'
  | 'split_takes_everybody'

/**
 * Renames, moves, merges, splits or closes an organisation from a day on. People go where the change says, each with an entry
 * of their own; the ledger and every certificate stay byte for byte as they were. Both ends must lie in `scope`.
 */
export async function changeOrganisation(
  tx: Tx,
  organisationId: string,
  change: OrganisationChange,
  scope: readonly string[],
): Promise<Result<undefined, ChangeTreeRefusal>> {
  if (change.kind === 'renamed') return renameOrganisation(tx, organisationId, change)
  if (change.kind === 'closed') {
    const done = await closeOrganisation(tx, organisationId, change, await countInPost(tx, organisationId))
    if (done.ok) await followClosing(tx, organisationId, { intoId: null, reason: change.reason })
    return done
  }
  if (change.kind === 'moved') {
    if (!(await covers(tx, scope, [change.parentId]))) return err('target_not_found')
    return moveOrganisation(tx, organisationId, change)
  }
  if (change.kind === 'merged') {
    const { intoId: toId, on, reason } = change
    if (!(await covers(tx, scope, [toId]))) return err('target_not_found')
    const done = await mergeOrganisation(tx, organisationId, change, async () => {
      const personIds = await listRosterIds(tx, organisationId)
      return movePeople(tx, { personIds, fromId: organisationId, toId, on, reason, keepPosts: true })
    })
    if (done.ok) await followClosing(tx, organisationId, { intoId: toId, reason })
    return done
  }
  return split(tx, organisationId, change, scope)
}

async function split(
  tx: Tx,
  organisationId: string,
  change: Extract<OrganisationChange, { kind: 'split' }>,
  scope: readonly string[],
): Promise<Result<undefined, ChangeTreeRefusal>> {
  const one = await findOrganisation(tx, organisationId)
  if (!one) return err('organisation_not_found')
  if (one.parentId === null) return err('organisation_is_bureau')
  const { into, on, reason } = change
  const personIds = [...new Set(change.personIds)]
  if ('name' in into) {
    const founded = await addOrganisation(tx, { ...into, kind: 'school', parentId: one.parentId }, [one.parentId])
    if (!founded.ok) return founded
  } else if (!(await covers(tx, scope, [into.id]))) return err('target_not_found')
  const roster = new Set(await listRosterIds(tx, organisationId))
  const isHere = personIds.every((id) => roster.has(id))
  let isRefused: 'people_not_here' | 'split_takes_everybody' | undefined
  const done = await splitOrganisation(tx, organisationId, { ...change, intoId: into.id }, async () => {
    isRefused = isHere ? (personIds.length === roster.size ? 'split_takes_everybody' : undefined) : 'people_not_here'
    if (isRefused) return 0
    return movePeople(tx, { personIds, fromId: organisationId, toId: into.id, on, reason, keepPosts: false })
  })
  return done.ok && isRefused ? err(isRefused) : done
}
