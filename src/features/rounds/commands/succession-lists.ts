import { inOrder } from '../../../lib/matching/succession.ts'
import type { Tx } from '../../../platform/db/db.ts'
import type { OwnSuccession, SuccessionQuery, SuccessionRow } from '../contract/succession.ts'
import { findRound, listRules, loadProgrammes, type RoundKept } from '../store/rounds.ts'
import { listNames, listNewer, listOffers, type OfferKept } from '../store/succession.ts'
import { loadPassed, stillWaiting, waitingAfter, type IsPassed, type Waiting } from './waiting.ts'

type Listed = { readonly roundId: string; readonly waiting: Waiting }

/** Who waits in a confirmed round, and before them in the rounds over the same programmes that were confirmed later. */
type Lists = {
  readonly own: Listed
  readonly newer: (programmeId: string) => readonly Listed[]
  readonly isPassed: IsPassed
}

async function loadLists(tx: Tx, round: RoundKept): Promise<Lists | undefined> {
  const own = round.confirmedRunId === null ? undefined : await waitingAfter(tx, round.confirmedRunId)
  if (!own || round.state !== 'confirmed') return undefined
  const rows = await listNewer(tx, round.id)
  const newer = new Map<string, Listed[]>()
  for (const { roundId, runId, programmeId } of rows) {
    const waiting = await waitingAfter(tx, runId)
    if (waiting) newer.set(programmeId, [...(newer.get(programmeId) ?? []), { roundId, waiting }])
  }
  const isPassed = await loadPassed(tx, [...new Set([round.id, ...rows.map(({ roundId }) => roundId)])])
  return { own: { roundId: round.id, waiting: own }, newer: (id) => newer.get(id) ?? [], isPassed }
}

type Turn = { readonly code: string; readonly score: number; readonly blockId: string; readonly nth: number }

// The order for each kind of places: behind whoever waits for it in a later round.
function turnsOf({ own, newer, isPassed }: Lists, programmeId: string): Turn[] {
  const waiting = stillWaiting(own, programmeId, isPassed)
  return (own.waiting.blocks.get(programmeId) ?? []).flatMap((block) => {
    const before = newer(programmeId)
      .map((one) => inOrder(block, stillWaiting(one, programmeId, isPassed)).length)
      .reduce((sum, size) => sum + size, 0)
    return inOrder(block, waiting).map(({ id, score }, index) => ({
      ...{ code: id, score, blockId: block.id, nth: before + index + 1 },
    }))
  })
}

const iso = (instant: Date | null) => instant?.toISOString() ?? null
const padded = (place: number) => String(place).padStart(7, '0')

/** Everybody who comes next in a confirmed round, or was asked, each once a programme: first who was asked, then whoever waits, by the first kind of places that they could have. */
export async function tellSuccession(
  tx: Tx,
  roundId: string,
  query: Pick<SuccessionQuery, 'programmeId' | 'state'>,
): Promise<SuccessionRow[]> {
  const round = await findRound(tx, roundId)
  const lists = round && (await loadLists(tx, round))
  if (!lists) return []
  const rules = await listRules(tx, roundId)
  const programmes = await loadProgrammes(
    tx,
    rules.map(({ programmeId }) => programmeId),
  )
  const names = new Map((await listNames(tx, roundId)).map((one) => [one.code, one]))
  const offers = Map.groupBy(await listOffers(tx, roundId), ({ programmeId }) => programmeId)
  const titles = await blockTitles(tx, [roundId, ...[...offers.values()].flat().map((one) => one.seatRoundId)])
  const rows = rules.flatMap(({ programmeId }, position) => {
    if (query.programmeId !== undefined && query.programmeId !== programmeId) return []
    const asked = (offers.get(programmeId) ?? []).map((offer) => ({
      ...{ code: offer.code, seatRoundId: offer.seatRoundId, kinds: [{ blockId: offer.blockId, nth: null }] },
      ...{ score: scoreOf(lists, programmeId, offer.code), state: offer.state, offerUntil: iso(offer.offerUntil) },
    }))
    const next = [...Map.groupBy(turnsOf(lists, programmeId), ({ code }) => code)].map(([code, turns]) => ({
      ...{ code, seatRoundId: roundId, kinds: turns.map(({ blockId, nth }) => ({ blockId, nth })) },
      ...{ score: turns[0]?.score ?? null, state: 'waiting' as const, offerUntil: null },
    }))
    return [...asked, ...next].flatMap(({ code, kinds, seatRoundId, ...row }, place): SuccessionRow[] => {
      const one = names.get(code)
      if (!one) return []
      const { personId, name, schoolName } = one
      return [
        {
          ...{
            ...row,
            id: `${programmeId} ${kinds[0]?.blockId ?? ''} ${personId}`,
            rank: `${padded(position)}${padded(place)}`,
          },
          ...{ programmeId, programmeTitle: programmes.get(programmeId)?.title ?? '' },
          kinds: kinds.map(({ blockId, nth }) => ({
            ...{ blockId, nth, title: titles.get(`${seatRoundId} ${programmeId} ${blockId}`) ?? blockId },
          })),
          ...{ personId, name, schoolName },
        },
      ]
    })
  })
  return rows.filter(({ state }) => query.state === undefined || state === query.state)
}

function scoreOf({ own }: Lists, programmeId: string, code: string): number | null {
  return own.waiting.successors.get(programmeId)?.find(({ id }) => id === code)?.score ?? null
}

async function blockTitles(tx: Tx, roundIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const titles = new Map<string, string>()
  for (const roundId of new Set(roundIds))
    for (const { programmeId, blocks } of await listRules(tx, roundId))
      for (const { id, title } of blocks) titles.set(`${roundId} ${programmeId} ${id}`, title)
  return titles
}

/** A part of what `tellSuccession` tells, from a row on; one more than asked for when there are more. */
export async function pageSuccession(
  tx: Tx,
  roundId: string,
  { limit, programmeId, state }: Omit<SuccessionQuery, 'cursor'>,
  after: { readonly rank: string } | undefined,
): Promise<SuccessionRow[]> {
  const rows = await tellSuccession(tx, roundId, { programmeId, state })
  return rows.filter(({ rank }) => after === undefined || rank > after.rank).slice(0, limit + 1)
}

/** How whoever stands behind a code of a confirmed round stands for each programme that refused them; nothing where they come next for none. */
export async function tellOwnSuccession(
  tx: Tx,
  round: RoundKept,
  own: { readonly code: string; readonly personId: string },
  rules: readonly { readonly programmeId: string; readonly blocks: readonly { id: string; title: string }[] }[],
): Promise<ReadonlyMap<string, OwnSuccession>> {
  const lists = rules.length === 0 ? undefined : await loadLists(tx, round)
  if (!lists) return new Map()
  const offers = new Map<string, OfferKept>()
  for (const offer of await listOffers(tx, round.id, own.personId)) offers.set(offer.programmeId, offer)
  return new Map(
    rules.flatMap(({ programmeId, blocks }): [string, OwnSuccession][] => {
      const offer = offers.get(programmeId)
      if (offer) return [[programmeId, { state: offer.state, offerUntil: iso(offer.offerUntil), places: [] }]]
      if (!stillWaiting(lists.own, programmeId, lists.isPassed).some(({ id }) => id === own.code)) return []
      const places = turnsOf(lists, programmeId)
        .filter(({ code }) => code === own.code)
        .map(({ blockId, nth }) => ({ title: blocks.find(({ id }) => id === blockId)?.title ?? blockId, nth }))
      return places.length === 0 ? [] : [[programmeId, { state: 'waiting', offerUntil: null, places }]]
    }),
  )
}
