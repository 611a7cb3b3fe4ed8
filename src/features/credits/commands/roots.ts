import { ok, type Result } from '../../../lib/result.ts'
import { sha256, type Vault } from '../../../platform/crypto.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import { openSigner } from '../../../platform/signing.ts'
import { chainStart } from '../core/entries.ts'
import { rootText, type SealedRoot } from '../core/roots.ts'
import { branchOf, growTree, lineOf, pathToRoot } from '../core/tree.ts'
import { findHeads } from '../store/ledger.ts'
import { branchesOf, headsOnBranch, holdRoots, insertRoot, lastRoot, listHeads } from '../store/roots.ts'

const digest = (text: string) => sha256(text).toString('hex')

/** The public half of the key that a bureau's roots are signed with. */
export const rootKeyOf = (vault: Vault, tenantId: string): string => openSigner(vault, tenantId).publicKey

/** Seals the ledger as it stands: a root over all heads, signed, after the root before it. Where nothing was posted since, that one. */
export async function sealLedger(tx: Tx, vault: Vault): Promise<Result<SealedRoot | undefined, never>> {
  await holdRoots(tx)
  const before = await lastRoot(tx)
  const heads = await listHeads(tx)
  const fresh = heads.filter(({ isSealed }) => !isSealed)
  if (heads.length === 0 || (before && fresh.length === 0 && before.day === tx.context.today)) return ok(before)
  const grown = growTree(digest)
  for (const head of heads) grown.set(head)
  const { branches, ...covered } = grown.root()
  const { tenantId, today, now } = tx.context
  const place = { seq: (before?.seq ?? 0) + 1, previousHash: before?.hash ?? chainStart }
  const content = { tenantId, ...place, day: today, madeAt: now, ...covered }
  const signer = openSigner(vault, tenantId)
  const text = rootText(content)
  const root = { ...content, hash: digest(text), publicKey: signer.publicKey, signature: signer.sign(text) }
  await insertRoot(tx, root, branches, fresh)
  const { seq, hash, people, entries } = root
  note(tx, { act: 'ledger.sealed', object: { kind: 'credit_root', id: String(seq) }, after: { hash, people, entries } })
  return ok(root)
}

/** Seals the ledger once a day: nothing where today’s root is there already. */
export async function sealLedgerToday(tx: Tx, vault: Vault): Promise<Result<SealedRoot | undefined, never>> {
  const last = await lastRoot(tx)
  return last?.day === tx.context.today ? ok(last) : sealLedger(tx, vault)
}

/** That a person's entries are under the last root: their head in it, and the way from there to the root. */
export async function proveHead(tx: Tx, personId: string) {
  const root = await lastRoot(tx)
  const head = (await findHeads(tx, [personId])).get(personId)
  const entries = head?.seq ?? 0
  if (!root) return { root: null, entries, sealed: null }
  const branch = branchOf(personId)
  const grown = growTree(digest)
  const heads = await headsOnBranch(tx, root.seq, branch)
  for (const each of heads) grown.set(each)
  const sealed = heads.find((each) => each.personId === personId)
  if (!sealed) return { root, entries, sealed: null }
  const path = [...grown.pathToBranch(personId), ...pathToRoot(await branchesOf(tx, root.seq), branch, digest)]
  return { root, entries, sealed: { seq: sealed.seq, line: lineOf(sealed), lines: grown.linesOf(personId), path } }
}
