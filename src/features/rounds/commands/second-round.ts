import { writtenId } from '../../../lib/matching/sharing.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import type { Vault } from '../../../platform/crypto.ts'
import type { Tx } from '../../../platform/db/db.ts'
import { withoutShares } from '../core/shares.ts'
import { cutTo, phaseOf, type RoundProgrammeRules } from '../core/rules.ts'
import { findRound, listRules, loadProgrammes } from '../store/rounds.ts'
import { listSeats, loadPlacesThen, type SeatKept } from '../store/succession.ts'
import { gainedOf } from './succeeding.ts'
import { holdOwn, writeNew } from './rounds.ts'

const day = 86_400_000

/**
 * Begins a round for those who were not placed, over the places that nobody was given and those that became free and that
 * nobody of the list could take: a draft, a week for each step, to be looked through.
 */
export async function beginSecond(
  tx: Tx,
  vault: Vault,
  id: string,
  newId: string,
): Promise<Result<{ id: string }, 'round_not_found' | 'round_not_confirmed' | 'no_places_left' | 'id_reused'>> {
  const round = await holdOwn(tx, id)
  if (!round) return err('round_not_found')
  const earlier = await findRound(tx, newId)
  if (earlier) return earlier.followsId === id ? ok({ id: newId }) : err('id_reused')
  if (phaseOf(round, tx.context.now) !== 'confirmed') return err('round_not_confirmed')
  const rules = await listRules(tx, id)
  const programmes = await loadProgrammes(
    tx,
    rules.map(({ programmeId }) => programmeId),
  )
  const stillOpen = (await listLeft(tx, id, rules, programmes)).flatMap((one) => {
    const programme = programmes.get(one.programmeId)
    if (!programme || !['published', 'enrolling'].includes(programme.state)) return []
    const blocks = cutTo(one.blocks, programme.placesFree)
      .filter(({ places }) => places > 0)
      .map((block) => ({
        ...withoutShares(block),
        ruralLeast: block.ruralLeast === null ? null : Math.min(block.ruralLeast, block.places),
      }))
    return blocks.length > 0 ? [{ ...one, blocks }] : []
  })
  if (stillOpen.length === 0) return err('no_places_left')
  const there = new Set(stillOpen.map(({ programmeId }) => programmeId))
  const limits = round.limits
    .filter(({ programmeId }) => programmeId === null || there.has(programmeId))
    .map((limit) => ({ ...limit, leastShare: null, mostShare: null }))
  const after = (days: number) => new Date(tx.context.now.getTime() + days * day)
  const head = {
    ...{ id: newId, organisationId: round.organisationId, followsId: id, title: `${round.title}（二轮）`.slice(0, 80) },
    ...{
      method: round.method,
      limits,
      choicesMax: round.choicesMax,
      opensAt: after(1),
      rankingClosesAt: after(8),
      adjustingClosesAt: after(8),
    },
    scoringClosesAt: after(15),
  }
  await writeNew(tx, vault, head, stillOpen)
  return ok({ id: newId })
}

/** What is left of each kind of places: what nobody was given, and what became free, or was added, and nobody took. */
async function listLeft(
  tx: Tx,
  roundId: string,
  rules: readonly RoundProgrammeRules[],
  placesNow: ReadonlyMap<string, { readonly placesMax: number | null }>,
): Promise<RoundProgrammeRules[]> {
  // Places of a kind that quotas share out count as of the kind that was written.
  const kindOf = ({ programmeId, blockId }: SeatKept) => `${programmeId} ${writtenId(blockId)}`
  const seats = Map.groupBy(await listSeats(tx, [roundId], null), kindOf)
  const placesThen = await loadPlacesThen(tx, roundId)
  return rules.map((one) => {
    const { programmeId, blocks } = one
    const gained = gainedOf(placesNow.get(programmeId)?.placesMax ?? null, placesThen.get(programmeId) ?? null)
    const leftOf = ({ id, places }: { id: string; places: number }, isLast: boolean) => {
      const here = seats.get(`${programmeId} ${id}`) ?? []
      const given = here.filter(({ isGiven }) => isGiven).length
      const sitting = here.filter(({ sits }) => sits).length
      return Math.max(0, places - given) + Math.max(0, given + (isLast ? gained : 0) - sitting)
    }
    return {
      ...one,
      blocks: blocks.map((block, at) => ({ ...block, places: leftOf(block, at === blocks.length - 1) })),
    }
  })
}
