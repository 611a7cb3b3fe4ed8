import { authorityOf } from '../../lib/access.ts'
import type { ProgrammeState } from '../../lib/programmes/codes.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import { note, type Tx } from '../../platform/db/db.ts'
import { enqueue } from '../../platform/jobs/queue.ts'
import { findFile } from '../files/public.ts'
import { notify } from '../notices/public.ts'
import { covers, findOrganisation } from '../organisations/public.ts'
import { countPopulation } from '../people/public.ts'
import { citePopulation } from '../populations/public.ts'
import type { Approval, Justification, NewProgramme, ProgrammeChange, ProgrammeInFull } from './contract.ts'
import {
  approveRefusal,
  changeRefusal,
  decideDraft,
  justifyRefusal,
  moveRefusal,
  publishRefusal,
  timing,
  type ApproveRefusal,
  type ChangeRefusal,
  type DraftRefusal,
  type JustifyRefusal,
  type PublishLack,
} from './core.ts'
import { defined, differs } from './commands/comparing.ts'
import { passOnPlaces, tellOfCancellation } from './jobs.ts'
import {
  findPlanBrief,
  holdProgramme,
  insertProgrammes,
  publicStates,
  showProgramme,
  tell,
  updateProgramme,
  type NamedProgramme,
  type NewRow,
  type ProgrammeRow,
} from './store.ts'

type Scope = readonly string[]

/** One programme as its owner sees it, with the number of people its rule means today. */
export async function readProgramme(tx: Tx, id: string): Promise<ProgrammeInFull | undefined> {
  const found = await showProgramme(tx, id)
  return found && inFull(tx, found)
}

async function inFull(tx: Tx, found: NamedProgramme): Promise<ProgrammeInFull> {
  const { row } = found
  return {
    ...tell(found),
    justification: row.justification,
    scheme: row.scheme,
    schemeFileId: row.schemeFileId,
    justifiedBy: row.justifiedBy,
    justifiedFor: row.justifiedFor,
    justifiedAt: row.justifiedAt?.toISOString() ?? null,
    approvedAt: row.approvedAt?.toISOString() ?? null,
    publishedAt: row.publishedAt?.toISOString() ?? null,
    closedOn: row.closedOn,
    cancelledReason: row.cancelledReason,
    returnedReason: row.returnedReason,
    version: row.version,
    audienceSize: await countPopulation(tx, row.audience, [row.organisationId]),
    timing: timing(row),
  }
}

/** One programme for somebody with `roots`: before its publication only over its owner or provider. */
export async function readVisibleProgramme(tx: Tx, id: string, roots: Scope): Promise<ProgrammeInFull | undefined> {
  const found = await showProgramme(tx, id)
  if (!found) return undefined
  const { row } = found
  const near = [row.organisationId, ...(row.providerId === null ? [] : [row.providerId])]
  const isOver = await covers(tx, roots, near)
  return isOver || publicStates.includes(row.state) ? inFull(tx, found) : undefined
}

export type AddProgrammeRefusal = DraftRefusal | ReferenceRefusal | 'organisation_not_found' | 'id_reused'
type ReferenceRefusal =
  'plan_not_found' | 'plan_closed' | 'provider_not_found' | 'population_not_found' | 'population_closed'

/** Drafts a programme for an organisation in `scope`. Asking twice with the same id gives the first answer again. */
export async function addProgramme(
  tx: Tx,
  draft: NewProgramme,
  scope: Scope,
): Promise<Result<ProgrammeInFull, AddProgrammeRefusal>> {
  const owner = await findOrganisation(tx, draft.organisationId)
  if (!owner || !(await covers(tx, scope, [owner.id]))) return err('organisation_not_found')
  const earlier = await showProgramme(tx, draft.id)
  if (earlier) {
    const same =
      earlier.row.title === draft.title && earlier.row.organisationId === owner.id && earlier.row.year === draft.year
    return same ? ok(await inFull(tx, earlier)) : err('id_reused')
  }
  const decided = decideDraft(draft, owner)
  if (!decided.ok) return decided
  const pointed = await referenceRefusal(tx, draft)
  if (pointed) return err(pointed)

  const meant = await audienceOf(tx, draft)
  if (!meant.ok) return meant
  await insertProgrammes(tx, [{ ...rowOf(draft), ...meant.value }])
  note(tx, { act: 'programme.drafted', object: { kind: 'programme', id: draft.id }, after: draft })
  return answer(tx, draft.id)
}

async function referenceRefusal(
  tx: Tx,
  { planId, providerId }: { planId?: string | null; providerId?: string | null | undefined },
): Promise<ReferenceRefusal | undefined> {
  if (typeof planId === 'string') {
    const plan = await findPlanBrief(tx, planId)
    if (!plan) return 'plan_not_found'
    if (plan.state === 'closed') return 'plan_closed'
  }
  if (typeof providerId !== 'string') return undefined
  return (await findOrganisation(tx, providerId)) ? undefined : 'provider_not_found'
}

/** The rule of the saved population that was chosen, if any; the programme keeps the rule, so that it goes on meaning it. */
async function audienceOf(
  tx: Tx,
  { id, title, populationId }: { id: string; title: string; populationId?: string | null | undefined },
): Promise<Result<Pick<Partial<ProgrammeRow>, 'audience'>, 'population_not_found' | 'population_closed'>> {
  if (typeof populationId !== 'string') return ok({})
  const used = await citePopulation(tx, populationId, { kind: 'programme', id, title })
  return used.ok ? ok({ audience: used.value.rule }) : used
}

function rowOf(draft: NewProgramme): NewRow {
  const { enrolOpensAt, enrolClosesAt, populationId: _, ...rest } = draft
  return { ...rest, enrolOpensAt: toDate(enrolOpensAt), enrolClosesAt: toDate(enrolClosesAt) }
}

const toDate = (instant: string | null) => (instant === null ? null : new Date(instant))

/** Drafts the programmes that a plan promises, inside the transaction that makes the plan. */
export async function createProgrammes(tx: Tx, drafts: readonly NewProgramme[]): Promise<void> {
  await insertProgrammes(tx, drafts.map(rowOf))
  for (const draft of drafts) {
    note(tx, {
      act: 'programme.drafted',
      object: { kind: 'programme', id: draft.id },
      after: { title: draft.title, planId: draft.planId },
    })
  }
}

async function answer(tx: Tx, id: string): Promise<{ readonly ok: true; readonly value: ProgrammeInFull }> {
  const told = await readProgramme(tx, id)
  if (!told) throw new Error('the programme of this transaction is gone')
  return { ok: true, value: told }
}

async function hold(tx: Tx, id: string, scope: Scope): Promise<ProgrammeRow | undefined> {
  const row = await holdProgramme(tx, id)
  return row && (await covers(tx, scope, [row.organisationId])) ? row : undefined
}

export type ChangeProgrammeRefusal =
  'programme_not_found' | 'version_stale' | ChangeRefusal | DraftRefusal | ReferenceRefusal

/** Changes what is said of a programme; what people already rely on stays as it was published. */
export async function changeProgramme(
  tx: Tx,
  id: string,
  { version, populationId, ...change }: ProgrammeChange,
  scope: Scope,
): Promise<Result<ProgrammeInFull, ChangeProgrammeRefusal>> {
  const row = await hold(tx, id, scope)
  if (!row) return err('programme_not_found')
  if (row.version !== version) return err('version_stale')
  const { enrolOpensAt, enrolClosesAt, ...plain } = change
  const meant = await audienceOf(tx, { id, title: row.title, populationId })
  if (!meant.ok) return meant
  const wanted: Partial<ProgrammeRow> = {
    ...defined(plain),
    ...meant.value,
    ...(enrolOpensAt === undefined ? {} : { enrolOpensAt: toDate(enrolOpensAt) }),
    ...(enrolClosesAt === undefined ? {} : { enrolClosesAt: toDate(enrolClosesAt) }),
  }
  const before = Object.fromEntries(
    Object.entries(row).filter(([key, value]) => key in wanted && differs(value, wanted, key)),
  )
  const changed = Object.keys(before)
  const refusal = changeRefusal(row.state, changed)
  if (refusal) return err(refusal)
  if (changed.length === 0) return answer(tx, id)
  const owner = await findOrganisation(tx, row.organisationId)
  const decided = decideDraft({ ...row, ...wanted }, owner ?? { kind: 'bureau' })
  if (!decided.ok) return decided
  const pointed = await referenceRefusal(tx, { providerId: change.providerId })
  if (pointed) return err(pointed)

  await updateProgramme(tx, id, wanted)
  const after = Object.fromEntries(Object.entries(wanted).filter(([key]) => changed.includes(key)))
  note(tx, { act: 'programme.changed', object: { kind: 'programme', id }, before, after })
  if (changed.includes('placesMax') || changed.includes('startsOn')) {
    await enqueue(tx, passOnPlaces, { programmeId: id }, { title: row.title })
  }
  return answer(tx, id)
}

export type JustifyProgrammeRefusal = 'programme_not_found' | 'file_not_found' | JustifyRefusal

/** Hands a programme in for approval, with its justification (论证) and its scheme (培训方案). */
export async function justifyProgramme(
  tx: Tx,
  id: string,
  given: Justification,
  scope: Scope,
): Promise<Result<ProgrammeInFull, JustifyProgrammeRefusal>> {
  const row = await hold(tx, id, scope)
  if (!row) return err('programme_not_found')
  const refusal = justifyRefusal(row.state, given)
  if (refusal) return err(refusal)
  if (given.schemeFileId !== null && !(await findFile(tx, given.schemeFileId))) return err('file_not_found')
  await updateProgramme(tx, id, {
    ...given,
    state: 'justified',
    justifiedBy: tx.context.actor?.accountId ?? null,
    justifiedFor: tx.context.actor ? authorityOf(tx.context.actor) : null,
    justifiedAt: tx.context.now,
    returnedReason: null,
  })
  note(tx, {
    act: 'programme.justified',
    object: { kind: 'programme', id },
    before: { state: row.state },
    after: given,
  })
  return answer(tx, id)
}

/** Approves a programme, or sends it back to its draft with a reason; whoever handed it in is told. */
export async function approveProgramme(
  tx: Tx,
  id: string,
  approval: Approval,
  scope: Scope,
): Promise<Result<ProgrammeInFull, 'programme_not_found' | ApproveRefusal>> {
  const row = await hold(tx, id, scope)
  if (!row) return err('programme_not_found')
  const to = approval.decision === 'approve' ? 'approved' : 'draft'
  const { now, actor } = tx.context
  const refusal = approveRefusal(row, approval.decision, actor)
  if (refusal) return err(refusal)
  const reason = approval.decision === 'return' ? approval.reason : null
  await updateProgramme(
    tx,
    id,
    reason === null
      ? {
          ...{ state: to, approvedBy: actor?.accountId ?? null, approvedFor: actor ? authorityOf(actor) : null },
          ...{ approvedAt: now, returnedReason: null },
        }
      : { state: to, returnedReason: reason },
  )
  const act = reason === null ? 'programme.approved' : 'programme.returned'
  note(tx, { act, object: { kind: 'programme', id }, before: { state: row.state }, after: { state: to, reason } })
  await notify(tx, row.justifiedBy === null ? {} : { accountIds: [row.justifiedBy] }, {
    code: act,
    params: { title: row.title, ...(reason === null ? {} : { reason }) },
    link: `/programmes/${id}`,
  })
  return answer(tx, id)
}

/** Publishes an approved programme: everybody in its part of the region may know of it. Asking again changes nothing. */
export async function publishProgramme(
  tx: Tx,
  id: string,
  scope: Scope,
): Promise<Result<ProgrammeInFull, 'programme_not_found' | 'not_approved' | PublishLack>> {
  const row = await hold(tx, id, scope)
  if (!row) return err('programme_not_found')
  if (row.state === 'published') return answer(tx, id)
  const refusal = publishRefusal(row)
  if (refusal) return err(refusal)
  await moveTo(tx, row, 'published', { publishedAt: tx.context.now })
  return answer(tx, id)
}

/** Opens the enrolment of a published programme; within its window people may apply. Asking again changes nothing. */
export async function openProgramme(
  tx: Tx,
  id: string,
  scope: Scope,
): Promise<Result<ProgrammeInFull, 'programme_not_found' | 'not_published'>> {
  const row = await hold(tx, id, scope)
  if (!row) return err('programme_not_found')
  if (row.state === 'enrolling') return answer(tx, id)
  const refusal = moveRefusal(row.state, 'enrolling')
  if (refusal) return err(refusal)
  await moveTo(tx, row, 'enrolling')
  return answer(tx, id)
}

/** Starts a programme in `scope`. */
export async function startOwnProgramme(
  tx: Tx,
  id: string,
  scope: Scope,
): Promise<Result<ProgrammeInFull, 'programme_not_found' | 'not_enrolling'>> {
  const row = await hold(tx, id, scope)
  if (!row) return err('programme_not_found')
  const started = await startProgramme(tx, id)
  return started.ok ? answer(tx, id) : started
}

/** Marks a published or enrolling programme as running; one that runs already stays so. For whoever starts its first class. */
export async function startProgramme(
  tx: Tx,
  id: string,
): Promise<Result<undefined, 'programme_not_found' | 'not_enrolling'>> {
  return moveFor(tx, id, 'running')
}

/** Marks a running programme as closed; one that is closed already stays so. For whoever closes its last class. */
export async function closeProgramme(
  tx: Tx,
  id: string,
): Promise<Result<undefined, 'programme_not_found' | 'not_running'>> {
  return moveFor(tx, id, 'closed')
}

async function moveFor<To extends 'running' | 'closed'>(tx: Tx, id: string, to: To) {
  const row = await holdProgramme(tx, id)
  if (!row) return err('programme_not_found')
  if (row.state === to) return ok()
  const refusal = moveRefusal(row.state, to)
  if (refusal) return err(refusal)
  await moveTo(tx, row, to, to === 'closed' ? { closedOn: tx.context.today } : {})
  return ok()
}

/** Archives a closed programme. Asking again changes nothing. */
export async function archiveProgramme(
  tx: Tx,
  id: string,
  scope: Scope,
): Promise<Result<ProgrammeInFull, 'programme_not_found' | 'not_closed'>> {
  const row = await hold(tx, id, scope)
  if (!row) return err('programme_not_found')
  if (row.state === 'archived') return answer(tx, id)
  const refusal = moveRefusal(row.state, 'archived')
  if (refusal) return err(refusal)
  await moveTo(tx, row, 'archived')
  return answer(tx, id)
}

/** Cancels a programme that has not started; the reason stays with it. */
export async function cancelProgramme(
  tx: Tx,
  id: string,
  reason: string,
  scope: Scope,
): Promise<Result<ProgrammeInFull, 'programme_not_found' | 'too_late_to_cancel'>> {
  const row = await hold(tx, id, scope)
  if (!row) return err('programme_not_found')
  if (row.state === 'cancelled' && row.cancelledReason === reason) return answer(tx, id)
  const refusal = moveRefusal(row.state, 'cancelled')
  if (refusal) return err(refusal)
  await moveTo(tx, row, 'cancelled', { cancelledReason: reason })
  await enqueue(tx, tellOfCancellation, { programmeId: id }, { title: row.title })
  return answer(tx, id)
}

async function moveTo(tx: Tx, row: ProgrammeRow, state: ProgrammeState, also: Partial<ProgrammeRow> = {}) {
  await updateProgramme(tx, row.id, { ...also, state })
  note(tx, {
    act: `programme.${state}`,
    object: { kind: 'programme', id: row.id },
    before: { state: row.state },
    after: { state, ...also },
  })
}
