import { setImmediate } from 'node:timers/promises'
import { formatHours } from '../../../lib/hours.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import { sha256 } from '../../../platform/crypto.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import { notify } from '../../notices/public.ts'
import { loadTenant } from '../../organisations/public.ts'
import {
  brokenAt,
  canonical,
  chainStart,
  classifier,
  cycleOf,
  entryFormat,
  sumsOf,
  type Chained,
  type Cycles,
  type EntryContent,
} from '../core/entries.ts'
import { recordBehind } from '../store/behind.ts'
import { findEntry, findHeads, insertEntries, loadChain, lockChains } from '../store/ledger.ts'
import { moveRecords } from '../store/records.ts'
import { addToTotals, ensureClasses, loadTotals } from '../store/sums.ts'
import { isOwn } from './own.ts'
import { actorOf } from './record.ts'
import { tellSpenders } from './spend.ts'

/** An entry before it has its place in a chain. */
export type NewEntry = Omit<EntryContent, Reckoned | 'carriesId'> & Partial<Pick<EntryContent, 'carriesId'>>
type Reckoned = 'format' | 'tenantId' | 'seq' | 'cycle' | 'postedBy' | 'postedAt'

/** An entry of the ledger, as whoever acts on it needs it. */
export type Posted = Chained

const digest = (text: string) => sha256(text).toString('hex')

/**
 * Writes entries at the ends of their people's chains and adds them to the running sums, all in this transaction. `ground`
 * writes what the entries refer to: the database does so while their marks are reckoned here.
 */
export async function postEntries(
  tx: Tx,
  drafts: readonly NewEntry[],
  ground: () => Promise<unknown> = () => Promise.resolve(),
): Promise<readonly Posted[]> {
  if (drafts.length === 0) return []
  const personIds = [...new Set(drafts.map((draft) => draft.personId))]
  await lockChains(tx, personIds)
  const [heads, cycles] = await Promise.all([findHeads(tx, personIds), loadTenant(tx)])
  const classes = classifier(digest)
  const [, entries] = await Promise.all([ground(), chain(tx, drafts, { heads, cycles, classes })])
  await ensureClasses(tx, classes.all())
  await insertEntries(tx, entries)
  await addToTotals(tx, sumsOf(entries))
  return entries
}

type Chains = {
  readonly heads: Awaited<ReturnType<typeof findHeads>>
  readonly cycles: Cycles
  readonly classes: ReturnType<typeof classifier>
}

const reckonedAtOnce = 500

// Gives way now and then, first of all before it begins: what was asked of the database meanwhile has to leave.
async function chain(tx: Tx, drafts: readonly NewEntry[], { heads, cycles, classes }: Chains): Promise<Chained[]> {
  const { tenantId, now } = tx.context
  const postedBy = actorOf(tx).accountId
  const entries: Chained[] = []
  for (const [index, draft] of drafts.entries()) {
    if (index % reckonedAtOnce === 0) await setImmediate()
    const head = heads.get(draft.personId) ?? { seq: 0, hash: chainStart }
    const place = { format: entryFormat, tenantId, seq: head.seq + 1, cycle: cycleOf(draft.earnedOn, cycles) }
    const entry = { ...pickContent(draft), ...place, postedBy, postedAt: now }
    const hash = digest(canonical(entry, head.hash))
    heads.set(draft.personId, { seq: entry.seq, hash })
    entries.push({ ...entry, classId: classes.of(draft).id, previousHash: head.hash, hash })
  }
  return entries
}

function pickContent(draft: NewEntry): Omit<EntryContent, Reckoned> {
  return {
    id: draft.id,
    personId: draft.personId,
    direction: draft.direction,
    centihours: draft.centihours,
    startedOn: draft.startedOn,
    earnedOn: draft.earnedOn,
    category: draft.category,
    level: draft.level,
    mode: draft.mode,
    kind: draft.kind,
    evidence: draft.evidence,
    sourceKind: draft.sourceKind,
    sourceId: draft.sourceId,
    sourceTitle: draft.sourceTitle,
    recordId: draft.recordId,
    reversesId: draft.reversesId,
    carriesId: draft.carriesId ?? null,
    reason: draft.reason,
    recordedBy: draft.recordedBy,
    approvedBy: draft.approvedBy,
  }
}

/** How long a person's chain is, and the mark of its last entry. */
export async function headOf(tx: Tx, personId: string): Promise<{ entries: number; mark: string | null }> {
  const head = (await findHeads(tx, [personId])).get(personId)
  return { entries: head?.seq ?? 0, mark: head?.hash ?? null }
}

/** What makes a reversal of an entry: its hours below nothing; whoever posts it answers for it alone. */
export const opposite = ({ centihours }: Pick<EntryContent, 'centihours'>) => ({
  direction: 'reversed' as const,
  ...{ centihours: -centihours, recordId: null, carriesId: null, recordedBy: null, approvedBy: null },
})

export type ReverseRefusal =
  'entry_not_found' | 'entry_is_reversal' | 'entry_already_reversed' | 'record_own_hours' | 'id_reused'

/** Answers a wrong entry with its opposite: the ledger keeps both, the sums lose the hours. */
export async function reverseEntry(
  tx: Tx,
  entryId: string,
  { id, reason }: { id: string; reason: string },
): Promise<Result<Posted, ReverseRefusal>> {
  const wrong = await findEntry(tx, entryId)
  if (!wrong) return err('entry_not_found')
  if (await isOwn(tx, actorOf(tx), wrong.personId)) return err('record_own_hours')
  if (wrong.direction === 'reversed') return err('entry_is_reversal')
  await lockChains(tx, [wrong.personId])
  const chain = await loadChain(tx, wrong.personId)
  const reversal = chain.find((entry) => entry.reversesId === entryId)
  if (reversal) return reversal.id === id && reversal.reason === reason ? ok(reversal) : err('entry_already_reversed')
  if (await findEntry(tx, id)) return err('id_reused')
  const [posted] = await postEntries(tx, [{ ...wrong, id, ...opposite(wrong), reversesId: entryId, reason }])
  if (!posted) return err('entry_not_found')
  await moveRecords(tx, [await recordBehind(tx, entryId)], 'reversed')
  const used = await tellSpenders(tx, wrong)
  const after = used.length > 0 ? { id, reason, used } : { id, reason }
  note(tx, { act: 'hours.reversed', object: { kind: 'credit_entry', id: entryId }, after })
  await notify(
    tx,
    { personIds: [wrong.personId] },
    {
      code: 'credits.reversed',
      params: { title: wrong.sourceTitle, hours: formatHours(wrong.centihours), reason },
      link: '/m/hours',
    },
  )
  return ok(posted)
}

/** Reckons a person's chain and sums again: where the chain breaks, if anywhere, and whether the sums are those of the entries. */
export async function verifyChain(tx: Tx, personId: string) {
  const chain = await loadChain(tx, personId)
  const key = (total: { year: number; classId: number; centihours: number }) =>
    `${total.year} ${total.classId} ${total.centihours}`
  const kept = (await loadTotals(tx, personId)).map(key).toSorted()
  const reckoned = sumsOf(chain).map(key).toSorted()
  return {
    entries: chain.length,
    brokenAt: brokenAt(chain, digest) ?? null,
    totalsAgree: JSON.stringify(kept) === JSON.stringify(reckoned),
  }
}
