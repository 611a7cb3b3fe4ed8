import { ok, type Result } from '../../lib/result.ts'
import { sha256 } from '../../platform/crypto.ts'
import { read, type Db, type Tx } from '../../platform/db/db.ts'
import { breachOf, sealedText, sealMost, walkStart, type Breach, type Walk } from './core/chain.ts'
import {
  countUnsealed,
  findHead,
  findPurgedThrough,
  insertSeal,
  listLinks,
  listStrays,
  listWaiting,
  takeSealing,
} from './store/chain.ts'

const digest = (text: string): string => sha256(text).toString('hex')

/**
 * Seals what waits: at most so many entries at once; answers how many. What another transaction has written but not committed does
 * not wait yet, and will when it commits: nothing is skipped. It is no act of anybody, and notes nothing.
 */
export async function sealWaiting(tx: Tx, most: number = sealMost): Promise<Result<number, never>> {
  if (!(await takeSealing(tx))) return ok(0)
  const waiting = await listWaiting(tx, most)
  const [first, last] = [waiting[0], waiting.at(-1)]
  if (!first || !last) return ok(0)
  const head = await findHead(tx)
  const seq = head.seq + 1
  const times = waiting.map(({ at }) => new Date(at)).sort((a, b) => a.getTime() - b.getTime())
  await insertSeal(tx, {
    seq,
    fromId: first.id,
    toId: last.id,
    fromAt: times[0] ?? tx.context.now,
    toAt: times.at(-1) ?? tx.context.now,
    entryIds: waiting.map(({ id }) => id),
    previousHash: Buffer.from(head.hash, 'hex'),
    hash: sha256(
      sealedText(
        seq,
        head.hash,
        waiting.map(({ line }) => line),
      ),
    ),
  })
  return ok(waiting.length)
}

/** What looking through the whole chain found. */
export type Verification = {
  readonly seals: number
  readonly entries: number
  readonly head: string
  readonly unsealed: { readonly count: number; readonly oldestAt: string | null }
  /** The first link that does not hold. */
  readonly breach: Breach | null
  /** Entries that stand in the trail although no seal names them and none waits: put in past the program. */
  readonly unknown: readonly string[]
  /** Entries that wait to be sealed and are gone. */
  readonly gone: readonly string[]
}

/** Whether a chain was found whole. */
export function isWhole({ breach, unknown, gone }: Verification): boolean {
  return breach === null && unknown.length === 0 && gone.length === 0
}

const linksAtOnce = 50

/** Walks the chain from its first link to its last and recomputes every hash from the entries as they are now. */
export async function verifyChain(
  db: Db,
  progress: (done: number) => Promise<void> = async () => undefined,
): Promise<Verification> {
  const purged = await read(db, findPurgedThrough)
  let walk: Walk = walkStart
  let entries = 0
  let breach: Breach | null = null
  for (;;) {
    const links = await read(db, (tx) => listLinks(tx, walk.seq, linksAtOnce))
    for (const link of links) {
      breach = breachOf(walk, link, link.entries, digest, link.seq <= purged) ?? null
      if (breach) break
      walk = { seq: link.seq, hash: link.hash }
      entries += link.size
    }
    if (breach || links.length === 0) break
    await progress(walk.seq)
  }
  // One snapshot: what is sealed in the middle of the look is in neither of two.
  const rest = await read(db, async (tx) => ({ unsealed: await countUnsealed(tx), ...(await listStrays(tx)) }))
  return { seals: walk.seq, entries, head: walk.hash, breach, ...rest }
}
