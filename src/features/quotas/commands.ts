import { err, ok, type Result } from '../../lib/result.ts'
import { note, type Tx } from '../../platform/db/db.ts'
import { newId } from '../../platform/ids.ts'
import { enqueue } from '../../platform/jobs/queue.ts'
import { findProgramme, limitPlaces, type ProgrammeRow } from '../programmes/public.ts'
import type { QuotaSheet, SheetInput } from './contract.ts'
import {
  openSheet,
  reallocationRefusal,
  reckonShares,
  reservedIn,
  sheetRefusal,
  unusedIn,
  unusedReserves,
  type Cell,
  type CellDraft,
  type MoveRefusal,
  type SheetRefusal,
  type Step,
} from './core.ts'
import { bindHolders, countHolders, fitHolders, tellUnfit } from './commands/holders.ts'
import { passOnQuota } from './jobs.ts'
import { nameOrganisations } from './store/names.ts'
import {
  addHolds,
  countReserved,
  dropHolds,
  findMove,
  insertMove,
  listHeld,
  listHolders,
  listMoves,
  listToRelease,
  loadCells,
  loadQuotaFacts,
  loadQuotaSheet,
  markUndone,
  resizeCell,
  resizeRoot,
  writeCells,
  writeSheetHead,
} from './store.ts'

export type CellRefusal = 'quota_full' | 'quota_outside'

/**
 * Takes a place in every cell on the path of each of these people, in their order; whoever holds one already keeps it.
 * Gives why not for those who got none. For whoever holds the counter of the programme's places.
 */
export async function takeCells(
  tx: Tx,
  programme: Pick<ProgrammeRow, 'id' | 'placesMax'>,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, CellRefusal>> {
  await loadQuotaSheet(tx, programme.id, true)
  await resizeRoot(tx, programme.id, programme.placesMax)
  const sheet = openSheet(await loadCells(tx, programme.id))
  const held = await listHeld(tx, programme.id, personIds)
  const facts = await loadQuotaFacts(tx, personIds)
  const refusals = new Map<string, CellRefusal>()
  const steps: (Step & { personId: string; heldAt: Date })[] = []
  for (const personId of personIds) {
    const person = facts.get(personId)
    if (!person || held.has(personId)) continue
    const taken = sheet.take(person)
    if (taken.ok) steps.push(...taken.value.map((step) => ({ ...step, personId, heldAt: tx.context.now })))
    else refusals.set(personId, taken.error)
  }
  await addHolds(tx, programme.id, steps)
  return refusals
}

/** Gives back every cell that these people hold of a programme. */
export async function releaseCells(tx: Tx, programmeId: string, personIds: readonly string[]): Promise<void> {
  await dropHolds(tx, programmeId, personIds)
}

/** The sheet of a programme with what is taken in each cell; a programme without one has no cells. */
export async function readQuotas(tx: Tx, programmeId: string): Promise<QuotaSheet | undefined> {
  const programme = await findProgramme(tx, programmeId)
  if (!programme) return undefined
  const [sheet, cells, moves] = [
    await loadQuotaSheet(tx, programmeId),
    await loadCells(tx, programmeId),
    await listMoves(tx, programmeId),
  ]
  const limits = mustLimit(programme, sheet !== undefined)
  return {
    programmeId,
    programmeTitle: programme.title,
    placesMax: programme.placesMax,
    version: sheet?.version ?? 0,
    releaseOn: sheet?.releaseOn ?? null,
    releasedAt: sheet?.releasedAt?.toISOString() ?? null,
    cells: cells.map((cell) => ({ ...cell, share: cell.share ?? null, wanted: [...cell.wanted] })),
    names: await nameOrganisations(tx, cells),
    moves: moves.map(({ id, fromId, toId, places, reason, movedAt, undoneAt }) => ({
      ...{ id, fromId, toId, places, reason },
      movedAt: movedAt.toISOString(),
      undoneAt: undoneAt?.toISOString() ?? null,
    })),
    isOver: over.includes(programme.state),
    mustLimit: limits,
    placesHeld: limits ? await countHolders(tx, programmeId) : 0,
  }
}

export type SaveRefusal =
  | SheetRefusal
  | 'programme_not_found'
  | 'version_stale'
  | 'quota_too_late'
  | 'quota_holders'
  | 'quota_over_places'
  | 'quota_no_sum'
  | 'quota_below_held'
  | 'quota_share_unsized'

/**
 * Writes the quotas of a programme anew. Whoever holds a place already is fitted into the new cells in the order in which
 * they took it; where somebody does not fit, nothing changes. A first sheet binds those who came before it just so; where
 * people apply without a limit it has to set one (`limit`): what it shares out, never fewer than hold a place.
 */
export async function saveQuotas(
  tx: Tx,
  programmeId: string,
  { version, releaseOn, cells, limit }: SheetInput,
): Promise<Result<QuotaSheet, SaveRefusal>> {
  const limited = limit ? await limitBySheet(tx, programmeId, cells) : ok(null)
  if (!limited.ok) return limited
  const first = (await loadQuotaSheet(tx, programmeId, true)) ? undefined : await bindHolders(tx, programmeId)
  // Somebody else's first sheet may have come while the places were waited for.
  const sheet = await loadQuotaSheet(tx, programmeId, true)
  const programme = await findProgramme(tx, programmeId)
  if (!programme) return err('programme_not_found')
  if ((sheet?.version ?? 0) !== version) return err('version_stale')
  if (isTooLate(programme, sheet !== undefined)) return err('quota_too_late')
  const drafts = rooted(programme, cells)
  if (!drafts) return err('quota_share_unsized')
  const wrong = sheetRefusal(drafts)
  if (wrong)
    return err(wrong.cellId === drafts[0]?.id && wrong.code === 'quota_over_parent' ? 'quota_over_places' : wrong.code)
  const holders = sheet ? await listHolders(tx, programmeId) : (first ?? [])
  if (limited.value !== null && holders.length > limited.value) return err('quota_below_held')
  const { fitted, unfit } = await fitHolders(tx, holders, drafts)
  if (unfit.length > 0) return err('quota_holders')
  await writeSheetHead(tx, programmeId, { version: version + 1, releaseOn, releasedAt: null })
  await writeCells(tx, programmeId, drafts, fitted)
  note(tx, {
    act: 'quota.saved',
    object: { kind: 'programme', id: programmeId },
    before: { version },
    after: { version: version + 1, releaseOn, cells: drafts.length },
  })
  if (programme.state === 'enrolling') await enqueue(tx, passOnQuota, { programmeId }, { title: programme.title })
  const saved = await readQuotas(tx, programmeId)
  return saved ? ok(saved) : err('programme_not_found')
}

// Whoever takes a place without a limit ends before the number is written, and whoever comes after finds it.
async function limitBySheet(
  tx: Tx,
  programmeId: string,
  cells: readonly CellDraft[],
): Promise<Result<number | null, 'programme_not_found' | 'quota_no_sum' | 'quota_share_unsized'>> {
  const programme = await findProgramme(tx, programmeId)
  if (!programme) return err('programme_not_found')
  if (!mustLimit(programme, (await loadQuotaSheet(tx, programmeId)) !== undefined)) return ok(null)
  const root = cells.find(({ parentId }) => parentId === null)
  const below = cells.filter(({ parentId, kind }) => parentId === root?.id && kind === 'reserve')
  // What the sheet shares out says how many places there are: a share of that says nothing.
  if (!reckonShares(cells, null)) return err('quota_share_unsized')
  const sum = reservedIn(below)
  if (sum === 0 || below.some(({ placesMax }) => placesMax === null)) return err('quota_no_sum')
  await limitPlaces(tx, programmeId, sum)
  note(tx, {
    act: 'programme.places_set',
    object: { kind: 'programme', id: programmeId },
    before: { placesMax: null },
    after: { placesMax: sum },
  })
  return ok(sum)
}

const mustLimit = ({ state, placesMax }: ProgrammeRow, hasSheet: boolean): boolean =>
  !hasSheet && placesMax === null && state === 'enrolling'

const over: readonly string[] = ['running', 'closed', 'archived', 'cancelled']

// Where places have no limit nothing counts them, so that people who apply meanwhile would take none of the cells.
const isTooLate = (programme: ProgrammeRow, hasSheet: boolean): boolean =>
  over.includes(programme.state) || mustLimit(programme, hasSheet)

// The tree as it is kept: the root is the programme itself, and its number is the programme's own, of which shares are reckoned.
function rooted(
  programme: Pick<ProgrammeRow, 'placesMax' | 'approximate'>,
  cells: readonly CellDraft[],
): CellDraft[] | undefined {
  return reckonShares(cells, programme.placesMax)?.map((cell) =>
    cell.parentId === null
      ? {
          ...cell,
          kind: 'reserve',
          dimension: null,
          wanted: [],
          placesMax: programme.placesMax,
          approximate: programme.approximate,
          share: null,
        }
      : cell,
  )
}

/** How many of those who hold a place would not fit into cells, and who the first of them are. */
export async function tellUnfitting(tx: Tx, programmeId: string, cells: readonly CellDraft[]) {
  const programme = await findProgramme(tx, programmeId)
  return tellUnfit(tx, programmeId, (programme && rooted(programme, cells)) ?? cells)
}

export type ReallocateRefusal = MoveRefusal | 'programme_not_found' | 'quota_too_late' | 'id_reused'

/** Moves unused places of a cell to a neighbour, or to whoever their parent means. Asked twice with one id, it is one move. */
export async function reallocate(
  tx: Tx,
  programmeId: string,
  asked: {
    readonly id: string
    readonly fromId: string
    readonly toId: string | null
    readonly places: number
    readonly reason: string
  },
): Promise<Result<QuotaSheet, ReallocateRefusal>> {
  const programme = await findProgramme(tx, programmeId)
  if (!programme) return err('programme_not_found')
  await loadQuotaSheet(tx, programmeId, true)
  const earlier = await findMove(tx, asked.id)
  if (earlier && (earlier.programmeId !== programmeId || earlier.fromId !== asked.fromId)) return err('id_reused')
  if (!earlier) {
    if (over.includes(programme.state)) return err('quota_too_late')
    const cells = await loadCells(tx, programmeId)
    const [from, to] = [cells.find(({ id }) => id === asked.fromId), cells.find(({ id }) => id === asked.toId)]
    const refusal = reallocationRefusal(from, to, asked.toId === null, asked.places, cells)
    if (refusal) return err(refusal)
    await move(tx, { ...asked, programmeId }, from)
    await enqueue(tx, passOnQuota, { programmeId }, { title: programme.title })
  }
  const sheet = await readQuotas(tx, programmeId)
  return sheet ? ok(sheet) : err('programme_not_found')
}

type Asked = { id: string; programmeId: string; fromId: string; toId: string | null; places: number; reason: string }

async function move(tx: Tx, asked: Asked, from: Cell | undefined): Promise<void> {
  await shift(tx, asked.fromId, asked.toId, asked.places, from?.parentId ?? null)
  await insertMove(tx, asked)
  const { id, programmeId, ...after } = asked
  note(tx, { act: 'quota.moved', object: { kind: 'programme', id: programmeId }, after: { moveId: id, ...after } })
}

// What is kept shrinks before it grows: the database never sees more kept than there is.
async function shift(tx: Tx, fromId: string | null, toId: string | null, places: number, parentId: string | null) {
  if (fromId !== null) await resizeCell(tx, fromId, -places)
  if (parentId !== null) await countReserved(tx, parentId)
  if (toId !== null) await resizeCell(tx, toId, places)
  if (parentId !== null) await countReserved(tx, parentId)
}

/** Takes a move back, as far as the places are still unused where they went. */
export async function undoMove(
  tx: Tx,
  id: string,
): Promise<Result<QuotaSheet, 'quota_move_not_found' | 'quota_move_undone' | 'quota_not_free'>> {
  const named = await findMove(tx, id)
  if (!named) return err('quota_move_not_found')
  await loadQuotaSheet(tx, named.programmeId, true)
  const found = await findMove(tx, id)
  if (!found || found.undoneAt !== null) return err('quota_move_undone')
  // The places of the programme may have changed since anybody took one.
  const programme = await findProgramme(tx, found.programmeId)
  if (programme) await resizeRoot(tx, programme.id, programme.placesMax)
  const cells = await loadCells(tx, found.programmeId)
  const [from, to] = [cells.find((cell) => cell.id === found.fromId), cells.find((cell) => cell.id === found.toId)]
  const parent = cells.find((cell) => cell.id === from?.parentId)
  if (!from || !parent || (found.toId !== null && !to)) return err('quota_move_not_found')
  // From whoever stands above only what nobody took comes back; a cell without a number has it always.
  const free = unusedIn(to ?? parent, cells) ?? found.places
  if (free < found.places) return err('quota_not_free')
  await shift(tx, found.toId, found.fromId, found.places, parent.id)
  await markUndone(tx, id)
  note(tx, { act: 'quota.move_undone', object: { kind: 'programme', id: found.programmeId }, after: { moveId: id } })
  // Where the places came from somebody may wait for them.
  await enqueue(tx, passOnQuota, { programmeId: found.programmeId }, { title: programme?.title ?? '' })
  const sheet = await readQuotas(tx, found.programmeId)
  return sheet ? ok(sheet) : err('quota_move_not_found')
}

/** Sets free what reserves still keep on their day: it is for whoever their parent means. Gives how many sheets. */
export async function releaseQuotas(tx: Tx): Promise<Result<number, never>> {
  const due = await listToRelease(tx, 50)
  for (const programmeId of due) {
    const sheet = await loadQuotaSheet(tx, programmeId, true)
    const programme = await findProgramme(tx, programmeId)
    if (!sheet || !programme) continue
    const asked = { programmeId, toId: null, reason: '到期未用，自动释放' }
    for (const { cell, places } of unusedReserves(await loadCells(tx, programmeId))) {
      const [now] = (await loadCells(tx, programmeId)).filter(({ id }) => id === cell.id)
      if (now) await move(tx, { ...asked, id: newId(tx.context.now.getTime()), fromId: cell.id, places }, now)
    }
    await writeSheetHead(tx, programmeId, {
      version: sheet.version + 1,
      releaseOn: sheet.releaseOn,
      releasedAt: tx.context.now,
    })
    await enqueue(tx, passOnQuota, { programmeId }, { title: programme.title })
  }
  return ok(due.length)
}
