import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import type { Product } from '../bench/product.ts'
import { systemClock } from '../src/platform/clock.ts'
import { fresh, send } from './book.ts'
import type { Crew } from './crew.ts'
import type { Round } from './load.ts'

const people = 200

/** The staff numbers of an import tell which one they came by, and how many should have come. */
function listOf(id: string): Uint8Array<ArrayBuffer> {
  const rows = Array.from({ length: people }, (_, no) => {
    const staffNo = `K${id.slice(-12)}${String(no).padStart(4, '0')}`
    return `林知夏,${staffNo},河东镇第${(no % 40) + 1}小学,小学,在职`
  })
  return new Uint8Array(Buffer.from(`姓名,工号,单位,学段,状态\n${rows.join('\n')}\n`))
}

const asked = new Set<string>()

/** Applies an import that waits for it, of whichever round; otherwise hands a new one in and asks what it would do. */
export async function importRoster(round: Round): Promise<void> {
  const { book, crew, product } = round
  const cookie = crew.officer
  const ready = await findReady(product)
  if (ready) {
    asked.add(ready.id)
    const path = `/roster-imports/${ready.id}/application`
    await book.ask({ kind: 'roster-application', id: ready.id, path, cookie, body: { rehearsal: ready.rehearsals } })
    return
  }
  const id = fresh()
  const path = `/roster-imports?id=${id}&name=${encodeURIComponent('名单.csv')}`
  const handedIn = await book.ask({ kind: 'roster', id, path, cookie, body: listOf(id) })
  if (handedIn?.status !== 201) return
  const work = await send(product.port, { method: 'POST', path: `/roster-imports/${id}/rehearsal`, cookie })
  if (!work || work === 'hung' || work.status !== 202) return
  while (round.going() && (await stateOf(product.port, id, cookie)) === 'read') await pause(100)
}

async function findReady({ owner }: Product): Promise<{ id: string; rehearsals: number } | undefined> {
  const query = `select id, rehearsals from roster_import where state = 'ready' order by id`
  // The database may be what was killed.
  const found = await owner.query<{ id: string; rehearsals: number }>(query).catch(() => ({ rows: [] }))
  return found.rows.find(({ id }) => !asked.has(id))
}

const readyWithin = 6_000

/** Sees to it that an import waits to be applied when a round begins, so that some are cut off while they are. */
export async function readyRoster(product: Product, { officer: cookie }: Crew): Promise<void> {
  const id = fresh()
  const path = `/roster-imports?id=${id}&name=${encodeURIComponent('名单.csv')}`
  await send(product.port, { method: 'POST', path, cookie, body: listOf(id) })
  await send(product.port, { method: 'POST', path: `/roster-imports/${id}/rehearsal`, cookie })
  const began = systemClock.ticks()
  while (systemClock.ticks() - began < readyWithin && !(await findReady(product))) await pause(100)
}

const Import = z.object({ state: z.string() })

async function stateOf(port: number, id: string, cookie: string): Promise<string | undefined> {
  const answer = await send(port, { method: 'GET', path: `/roster-imports/${id}`, cookie })
  return answer && answer !== 'hung' ? Import.safeParse(answer.body).data?.state : undefined
}
