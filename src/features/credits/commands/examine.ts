import { sha256 } from '../../../platform/crypto.ts'
import { read, type Db, type Tx } from '../../../platform/db/db.ts'
import { isSigned } from '../../../platform/signing.ts'
import { chainStart, classifier, faultOf, type Fault } from '../core/entries.ts'
import { rootFaultOf, type RootFault } from '../core/roots.ts'
import { growTree } from '../core/tree.ts'
import { headsNewIn, rootsAfter } from '../store/roots.ts'
import {
  entriesBetween,
  goneBetween,
  nameOf,
  personAfter,
  sumsBetween,
  unlikeRecord,
  type SumDifference,
} from '../store/walk.ts'

const digest = (text: string) => sha256(text).toString('hex')

/** The first entry that is not as it was posted. `sealed`: it is not what a root covered; `gone`: it was taken away. */
export type EntryFault = {
  readonly kind: Fault | 'sealed' | 'gone'
  readonly personId: string
  readonly staffNo: string
  readonly name: string
  readonly seq: number
  /** Null where the entry is gone. */
  readonly entryId: string | null
  readonly rootSeq: number | null
  /** Where the record it was posted from says otherwise: which fields. */
  readonly differs: readonly string[]
}

/** The first root that does not hold. */
export type FaultyRoot = { readonly seq: number; readonly day: string; readonly kind: RootFault }

/** What looking through the whole ledger of a bureau found. */
export type Examination = {
  readonly entries: number
  readonly roots: number
  /** The day and the hash of the last root; null when there is none. */
  readonly last: { readonly day: string; readonly hash: string } | null
  /** Entries that were posted after the last root. */
  readonly unsealed: number
  readonly entryFault: EntryFault | null
  readonly rootFault: FaultyRoot | null
}

/** Whether a ledger was found as it was written. */
export const isUnaltered = ({ entryFault, rootFault }: Examination): boolean =>
  entryFault === null && rootFault === null

const firstId = '00000000-0000-0000-0000-000000000000'
// So many people's chains are in hand at once, however many there are.
const peopleAtOnce = 100

/** Reckons every chain and every root of a bureau again, a hundred people at a time: the first fault of each, if any. */
export async function examineLedger(db: Db, publicKey: string | undefined): Promise<Examination> {
  const { entries, fault } = await examineChains(db)
  const { roots, sealed, last, fault: rootFault } = await examineRoots(db, publicKey)
  return { entries, roots, last, unsealed: Math.max(0, entries - sealed), entryFault: fault, rootFault }
}

async function examineChains(db: Db) {
  let [after, entries] = [firstId, 0]
  for (;;) {
    const found = await read(db, async (tx) => {
      const upTo = await personAfter(tx, after, peopleAtOnce)
      return upTo === undefined ? undefined : { upTo, ...(await examinePeople(tx, after, upTo)) }
    })
    if (!found) return { entries, fault: null }
    entries += found.entries
    if (found.fault) return { entries, fault: found.fault }
    after = found.upTo
  }
}

// The first fault of some people, in the order of their ids and chains.
async function examinePeople(
  tx: Tx,
  after: string,
  upTo: string,
): Promise<{ entries: number; fault: EntryFault | null }> {
  const classes = classifier(digest)
  const gone = await goneBetween(tx, after, upTo)
  const entries = await entriesBetween(tx, after, upTo)
  let previous = { personId: '', seq: 0, hash: chainStart }
  for (const entry of entries) {
    if (entry.personId !== previous.personId) {
      if (gone && gone.personId < entry.personId) break
      previous = { personId: entry.personId, seq: 0, hash: chainStart }
    }
    const isOther = entry.sealedHash !== null && entry.sealedHash !== entry.hash
    const kind = faultOf(entry, previous, digest, classes) ?? (isOther ? 'sealed' : undefined)
    if (kind) {
      const differs = kind === 'content' ? await unlikeRecord(tx, entry.id) : []
      const place = { personId: entry.personId, seq: entry.seq, entryId: entry.id, rootSeq: entry.sealedIn }
      return { entries: entries.length, fault: { kind, ...place, differs, ...(await nameOf(tx, entry.personId)) } }
    }
    previous = entry
  }
  if (!gone) return { entries: entries.length, fault: null }
  const { personId, seq, rootSeq } = gone
  const fault = { kind: 'gone' as const, personId, seq, entryId: null, rootSeq, differs: [] }
  return { entries: entries.length, fault: { ...fault, ...(await nameOf(tx, personId)) } }
}

const rootsAtOnce = 100

async function examineRoots(db: Db, publicKey: string | undefined) {
  const grown = growTree(digest)
  const tools = { digest, isSigned, publicKey }
  let previous = { seq: 0, hash: chainStart, day: '' }
  let sealed = 0
  const lastOf = ({ seq, day, hash }: typeof previous) => (seq === 0 ? null : { day, hash })
  for (;;) {
    const roots = await read(db, (tx) => rootsAfter(tx, previous.seq, rootsAtOnce))
    for (const root of roots) {
      for (const head of await read(db, (tx) => headsNewIn(tx, root.seq))) grown.set(head)
      const { tree, people, entries } = grown.root()
      const kind = rootFaultOf(root, previous, { tree, people, entries }, tools)
      if (kind) {
        return { roots: previous.seq, sealed, last: lastOf(previous), fault: { seq: root.seq, day: root.day, kind } }
      }
      previous = root
      sealed = entries
    }
    if (roots.length === 0) return { roots: previous.seq, sealed, last: lastOf(previous), fault: null }
  }
}

/** What comparing the running sums with the entries found. */
export type SumsExamination = {
  readonly sums: number
  readonly first: (SumDifference & { readonly staffNo: string; readonly name: string }) | null
}

const sumsAtOnce = 2_000

/** Whether every running sum of a bureau is the sum of its entries, two thousand people at a time: the first that is not. */
export async function examineSums(db: Db): Promise<SumsExamination> {
  let [after, sums] = [firstId, 0]
  for (;;) {
    const found = await read(db, async (tx) => {
      const upTo = await personAfter(tx, after, sumsAtOnce)
      if (upTo === undefined) return undefined
      const compared = await sumsBetween(tx, after, upTo)
      return { upTo, ...compared, who: compared.first && (await nameOf(tx, compared.first.personId)) }
    })
    if (!found) return { sums, first: null }
    sums += found.sums
    if (found.first) return { sums, first: { ...found.first, staffNo: '', name: '', ...found.who } }
    after = found.upTo
  }
}
