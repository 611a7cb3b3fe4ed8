import { scopeOf } from '../../../lib/access.ts'
import { flawsOf } from '../../../lib/policy/flaws.ts'
import type { Policy } from '../../../lib/policy/language.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import { sha256 } from '../../../platform/crypto.ts'
import { note, type Actor, type Tx } from '../../../platform/db/db.ts'
import { covers } from '../../organisations/public.ts'
import type {
  Adoption,
  DraftChange,
  Ending,
  HourPolicies,
  HourPolicy,
  NewPolicy,
  PackLine,
  PolicyInFull,
} from '../contract/policies.ts'
import { proofsNamed } from './rulebook.ts'
import { adoptRefusal, versionAt, type AdoptRefusal } from '../core.ts'
import { packs } from '../packs/index.ts'
import * as store from '../store/policies.ts'

function actorOf(tx: Tx): Actor {
  const { actor } = tx.context
  if (!actor) throw new Error('a policy is written by somebody')
  return actor
}

const object = (id: string) => ({ kind: 'hour_policy', id })

/** The shipped policies, as a list to choose from. */
export function tellPacks(): PackLine[] {
  return packs.map(({ id, edition, policy }) => ({
    ...{ id, edition, title: policy.title, jurisdiction: policy.jurisdiction, source: policy.source },
    ...{ rules: policy.rules.length, awards: policy.awards?.length ?? 0 },
  }))
}

type Found = NonNullable<Awaited<ReturnType<typeof store.findPolicy>>>
type Versions = readonly { readonly version: number; readonly effectiveFrom: string }[]

function toLine(tx: Tx, { madeAt, ...policy }: Found, versions: Versions): HourPolicy {
  const { today } = tx.context
  const current = versionAt(versions, today)
  const next = versions.toSorted((a, b) => a.version - b.version).find(({ effectiveFrom }) => effectiveFrom > today)
  return {
    ...policy,
    madeAt: madeAt.toISOString(),
    version: current?.version ?? null,
    effectiveFrom: current?.effectiveFrom ?? null,
    next: next ? { version: next.version, effectiveFrom: next.effectiveFrom } : null,
  }
}

/** Every policy of the region with the version that is in force, those in force first, and what kinds of evidence hours may name. */
export async function tellPolicies(tx: Tx): Promise<HourPolicies> {
  const policies = await store.listPolicies(tx)
  const versions = Map.groupBy(await store.listAdopted(tx), ({ policyId }) => policyId)
  const items = policies.map((policy) => toLine(tx, policy, versions.get(policy.id) ?? []))
  return { items, proofs: [...(await proofsNamed(tx))] }
}

/** One policy with its versions; with its draft for those who may write it. */
export async function tellPolicy(tx: Tx, id: string): Promise<PolicyInFull | undefined> {
  const policy = await store.findPolicy(tx, id)
  if (!policy) return undefined
  const versions = await store.listVersions(tx, id)
  const { actor } = tx.context
  const isWriter =
    actor !== undefined && (await covers(tx, scopeOf(actor, ['bureau_officer']), [policy.organisationId]))
  const draft = isWriter ? await store.findDraft(tx, id) : undefined
  return {
    ...toLine(tx, policy, versions),
    versions: versions.map(({ adoptedAt, hash, ...version }) => ({
      ...version,
      adoptedAt: adoptedAt.toISOString(),
      hash: hash.toString('hex'),
    })),
    draft: draft
      ? {
          revision: draft.revision,
          policy: draft.content,
          changedAt: draft.changedAt.toISOString(),
          changedByName: draft.changedByName,
          flaws: [...flawsOf(draft.content)],
        }
      : null,
  }
}

async function told(tx: Tx, id: string): Promise<PolicyInFull> {
  const policy = await tellPolicy(tx, id)
  if (!policy) throw new Error('a policy that was just written is gone')
  return policy
}

export type AddPolicyRefusal = 'organisation_not_found' | 'pack_unknown' | 'policy_text_missing' | 'id_reused'

/** Begins a policy of an organisation in `scope` as a draft. Asking twice with the same id begins it once. */
export async function addPolicy(
  tx: Tx,
  { id, organisationId, packId, policy }: NewPolicy,
  scope: readonly string[],
): Promise<Result<PolicyInFull, AddPolicyRefusal>> {
  if (!(await covers(tx, scope, [organisationId]))) return err('organisation_not_found')
  const pack = packs.find((each) => each.id === packId)
  if (packId !== undefined && !pack) return err('pack_unknown')
  const content: Policy | undefined = policy ?? pack?.policy
  if (!content) return err('policy_text_missing')
  const made = { madeBy: actorOf(tx).accountId, madeAt: tx.context.now }
  const from = { packId: pack?.id ?? null, packEdition: pack?.edition ?? null }
  const isNew = await store.insertPolicy(tx, { id, organisationId, title: content.title.zh, ...from, ...made, content })
  if (isNew) {
    note(tx, { act: 'policy.begun', object: object(id), after: { organisationId, ...from, title: content.title } })
    return ok(await told(tx, id))
  }
  const earlier = await store.findPolicy(tx, id)
  return earlier?.organisationId === organisationId && earlier.packId === from.packId
    ? ok(await told(tx, id))
    : err('id_reused')
}

export type ChangeDraftRefusal = 'policy_not_found' | 'policy_ended' | 'revision_outdated'

/** Writes a draft over the revision that was read. A text with flaws is kept: it cannot be adopted, and says why. */
export async function changeDraft(
  tx: Tx,
  id: string,
  { revision, policy }: DraftChange,
): Promise<Result<PolicyInFull, ChangeDraftRefusal>> {
  const [found, draft] = [await store.findPolicy(tx, id), await store.findDraft(tx, id)]
  if (!found || !draft) return err('policy_not_found')
  if (found.endedOn !== null) return err('policy_ended')
  if (JSON.stringify(draft.content) === JSON.stringify(policy)) return ok(await told(tx, id))
  const changedBy = actorOf(tx).accountId
  if (!(await store.updateDraft(tx, id, { revision, content: policy, changedBy }))) return err('revision_outdated')
  note(tx, { act: 'policy.changed', object: object(id), before: draft.content, after: policy })
  return ok(await told(tx, id))
}

/** Adopts a draft: it is asked from its day, and the text never changes again. Adopting the same text for the same day twice adopts it once. */
export async function adoptPolicy(
  tx: Tx,
  id: string,
  adoption: Adoption,
): Promise<Result<PolicyInFull, AdoptRefusal | 'policy_not_found'>> {
  await store.lockPolicy(tx, id)
  const [found, draft] = [await store.findPolicy(tx, id), await store.findDraft(tx, id)]
  if (!found || !draft) return err('policy_not_found')
  const [last] = await store.listVersions(tx, id)
  const { revision, content: policy, changedBy } = draft
  const { effectiveFrom, reason } = adoption
  const isDone = last?.effectiveFrom === effectiveFrom && JSON.stringify(last.policy) === JSON.stringify(policy)
  if (isDone) return ok(await told(tx, id))
  const flaws = flawsOf(policy).length
  const refusal = adoptRefusal({ revision, policy, flaws }, adoption, last, found.endedOn !== null)
  if (refusal !== undefined) return err(refusal)
  const version = (last?.version ?? 0) + 1
  const by = { draftedBy: changedBy, adoptedBy: actorOf(tx).accountId, adoptedAt: tx.context.now }
  const hash = sha256(JSON.stringify(policy))
  await store.insertVersion(tx, { policyId: id, version, content: policy, hash, effectiveFrom, reason, ...by })
  note(tx, {
    act: 'policy.adopted',
    object: object(id),
    before: last ? { version: last.version, effectiveFrom: last.effectiveFrom } : undefined,
    after: { version, effectiveFrom, reason, hash: hash.toString('hex') },
  })
  return ok(await told(tx, id))
}

export type EndPolicyRefusal = 'policy_not_found' | 'policy_ended'

/** Ends a policy from a day on; what was judged by it before stays judged by it. */
export async function endPolicy(
  tx: Tx,
  id: string,
  { endedOn, reason }: Ending,
): Promise<Result<PolicyInFull, EndPolicyRefusal>> {
  const found = await store.findPolicy(tx, id)
  if (!found) return err('policy_not_found')
  if (found.endedOn === endedOn && found.endedReason === reason) return ok(await told(tx, id))
  if (!(await store.endPolicy(tx, id, { endedOn, endedReason: reason, endedBy: actorOf(tx).accountId }))) {
    return err('policy_ended')
  }
  note(tx, { act: 'policy.ended', object: object(id), after: { endedOn, reason } })
  return ok(await told(tx, id))
}
