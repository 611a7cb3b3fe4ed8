import { and, eq } from 'drizzle-orm'
import { auditEntries } from '../src/features/audit/tables.ts'
import { ok } from '../src/lib/result.ts'
import type { Vault } from '../src/platform/crypto.ts'
import { actAs, note, read, transact, type Context, type Db, type Tx } from '../src/platform/db/db.ts'
import type { FileStore } from '../src/platform/files/store.ts'
import { gatherStatistics } from '../src/platform/db/statistics.ts'
import { withIds } from '../src/platform/ids.ts'
import { contextOf, type County } from './draw.ts'
import type { Login } from './logins.ts'
import { randomFrom, type Random } from './random.ts'

/** What a step of the county's life acts with. */
export type Acting = {
  readonly county: County
  readonly vault: Vault
  readonly files: FileStore
  readonly random: Random
  /** When the step is taken. */
  readonly moment: Date
  /** Does something as somebody (or as the system) at the step's moment, or at another one. */
  as<T>(login: Login | undefined, work: (tx: Tx) => Promise<T>, moment?: Date): Promise<T>
  contextOf(login: Login | undefined, moment: Date): Context
}

/** One step of the county's life: done whole in a transaction of its own, or not at all. */
export type Step = {
  /** Names the step for good: one that was taken is never taken again. */
  readonly key: string
  readonly moment: Date
  /** How much of the whole it is, in hundredths of a second or so: only for the progress bar. */
  readonly weight: number
  /** Steps of one lane are taken one after the other, those of two lanes side by side; a step without one is taken alone. */
  readonly lane?: string
  take(acting: Acting): Promise<void>
}

/** What lets the world see how far a life is, and stop it between two steps. */
export type Onlookers = {
  progress(done: number, total: number, step: string): Promise<void> | void
  cancelled(): Promise<boolean>
}

const act = 'rehearsal.lived'

const growing = new Set([0, 10, 20, 30, 40, 60, 90, 150, 250, 400])

/**
 * Lives steps through in the order of their moments. Each step leaves its mark in the transaction that takes it, so that a
 * life that was stopped or killed goes on where it was, and lives nothing twice. Gives whether it came to its end.
 */
export async function live(
  db: Db,
  parts: { readonly county: County; readonly vault: Vault; readonly files: FileStore },
  steps: readonly Step[],
  onlookers: Onlookers,
): Promise<'lived' | 'cancelled'> {
  const order = steps.toSorted((a, b) => a.moment.getTime() - b.moment.getTime() || (a.key < b.key ? -1 : 1))
  const taken = await read(db, listTaken)
  const total = order.reduce((all, step) => all + step.weight, 0)
  let done = order.reduce((all, step) => all + (taken.has(step.key) ? step.weight : 0), 0)
  const take = async (step: Step) => {
    await takeOne(db, parts, step)
    done += step.weight
    await onlookers.progress(done, total, step.key)
  }
  const left = order.filter(({ key }) => !taken.has(key))
  const underWay = new Map<string, Promise<void>>()
  const failures: unknown[] = []
  const free = async (lane: string | undefined) => {
    const isBusy = () => (lane === undefined ? underWay.size > 0 : underWay.size >= most || underWay.has(lane))
    while (isBusy()) await Promise.race(underWay.values())
    if (failures.length > 0) throw failures[0]
  }
  try {
    for (const [index, step] of left.entries()) {
      const { lane } = step
      await free(lane)
      if (await onlookers.cancelled()) return 'cancelled'
      // Tables that grow a thousandfold in a minute outrun what the planner believes of them.
      if (growing.has(index)) await gatherStatistics(db.pool)
      if (lane === undefined) await take(step)
      else {
        const taking = take(step).catch((failure: unknown) => void failures.push(failure))
        underWay.set(
          lane,
          taking.finally(() => underWay.delete(lane)),
        )
      }
    }
    await free(undefined)
    return 'lived'
  } finally {
    // What was begun is brought to its end, whatever became of the rest.
    await Promise.all(underWay.values())
  }
}

// While one transaction waits for the database, another is reckoned.
const most = 2

async function listTaken(tx: Tx): Promise<Set<string>> {
  const marks = await tx
    .select({ key: auditEntries.objectId })
    .from(auditEntries)
    .where(
      and(
        eq(auditEntries.tenantId, tx.context.tenantId),
        eq(auditEntries.objectKind, 'rehearsal'),
        eq(auditEntries.act, act),
      ),
    )
  return new Set(marks.map(({ key }) => key))
}

async function takeOne(
  db: Db,
  { county, vault, files }: { readonly county: County; readonly vault: Vault; readonly files: FileStore },
  step: Step,
): Promise<void> {
  const context = contextOf(county, undefined, step.moment)
  const random = randomFrom(county.seed, 'step', step.key)
  const ids = { now: () => step.moment.getTime(), bytes: randomFrom(county.seed, 'ids', step.key).bytes }
  await withIds(ids, () =>
    transact({ pool: db.pool, context }, async (tx) => {
      await step.take({
        ...{ county, vault, files, random },
        moment: step.moment,
        as: (login, work, moment = step.moment) => actAs(tx, contextOf(county, login, moment), work),
        contextOf: (login, moment) => contextOf(county, login, moment),
      })
      note(tx, { act, object: { kind: 'rehearsal', id: step.key } })
      return ok()
    }),
  )
}

/** Cuts a list into parts of at most `size`: a command takes no more at once. */
export function inParts<T>(list: readonly T[], size: number): T[][] {
  const parts: T[][] = []
  for (let from = 0; from < list.length; from += size) parts.push(list.slice(from, from + size))
  return parts
}
