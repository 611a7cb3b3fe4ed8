import type { RefusalOf } from '../../lib/result.ts'
import { read, rehearse, transact } from '../../platform/db/db.ts'
import { createApp } from '../../platform/http/app.ts'
import { cutPage, readCursor } from '../../platform/http/paging.ts'
import { problem, refuse } from '../../platform/http/problem.ts'
import { findOrganisation, listChanges } from '../organisations/public.ts'
import { changeOrganisation } from './commands/changes.ts'
import { mergePeople, toMerge, undoMerge } from './commands/merges.ts'
import { askTransfer, decideTransfer, toTransfer } from './commands/transfers.ts'
import { changeOrganisationRoute, listChangesRoute, previewChangeRoute } from './contract/changes.ts'
import {
  listDuplicatesRoute,
  listMergesRoute,
  mergePeopleRoute,
  previewMergeRoute,
  undoMergeRoute,
} from './contract/merges.ts'
import { askTransferRoute, decideTransferRoute, listTransfersRoute } from './contract/transfers.ts'
import { listMerges, listPairs, loadSides } from './store/merges.ts'
import { loadImpact } from './store/impact.ts'
import { listTransfers } from './store/transfers.ts'

const changeRefusals = {
  organisation_not_found: { status: 404, title: 'There is no such organisation.' },
  target_not_found: { status: 404, title: 'The other organisation is outside your part of the tree.' },
  parent_not_found: { status: 404, title: 'There is no such organisation to add it under.' },
  id_reused: { status: 409, title: 'This id already names another change.' },
  organisation_closed: { status: 409, title: 'This organisation is closed.' },
  organisation_is_bureau: { status: 409, title: 'The bureau itself can only be renamed.' },
  organisation_has_people: { status: 409, title: 'People in post are still on its roster.' },
  organisation_has_below: { status: 409, title: 'Open organisations still stand below it.' },
  people_not_here: { status: 409, title: 'Some of these people are not on its roster.' },
  target_closed: { status: 422, title: 'The other organisation is closed.' },
  parent_closed: { status: 422, title: 'The organisation above is closed.' },
  organisation_misplaced: { status: 422, title: 'An organisation of this kind cannot stand there.' },
  school_kind_missing: { status: 422, title: 'A school needs its kind, and only a school has one.' },
  merge_kinds_differ: { status: 422, title: 'Only organisations of one kind can be merged.' },
  split_takes_everybody: { status: 422, title: 'Nobody would be left: merge instead.' },
  change_changes_nothing: { status: 422, title: 'This would change nothing.' },
  change_in_future: { status: 422, title: 'A change cannot bear a day to come.' },
  change_before_last: { status: 422, title: 'A change cannot be older than the last one.' },
} as const satisfies Record<RefusalOf<typeof changeOrganisation>, { status: number; title: string }>

const askRefusals = {
  person_not_found: { status: 404, title: 'There is no such person.' },
  target_not_found: { status: 404, title: 'There is no such school.' },
  id_reused: { status: 409, title: 'This id already names another transfer.' },
  person_merged: { status: 409, title: 'This number was merged into another.' },
  transfer_under_way: { status: 409, title: 'A transfer of this person is waiting for an answer.' },
  transfer_not_yours: { status: 422, title: 'One of the two schools must be yours.' },
  transfer_to_same_school: { status: 422, title: 'The person is at this school already.' },
  target_closed: { status: 422, title: 'The school is closed.' },
  change_in_future: { status: 422, title: 'A transfer cannot bear a day to come.' },
} as const satisfies Record<RefusalOf<typeof askTransfer>, { status: number; title: string }>

const decideRefusals = {
  transfer_not_found: { status: 404, title: 'There is no such transfer.' },
  transfer_settled: { status: 409, title: 'This transfer is settled.' },
  person_moved_meanwhile: { status: 409, title: 'The person is no longer at the school that is left.' },
  transfer_other_side: { status: 422, title: 'This answer is for the other school to give.' },
  transfer_says_no_reason: { status: 422, title: 'A refusal says why.' },
  target_closed: { status: 422, title: 'The school is closed.' },
} as const satisfies Record<RefusalOf<typeof decideTransfer>, { status: number; title: string }>

const mergeRefusals = {
  person_not_found: { status: 404, title: 'There is no such person.' },
  id_reused: { status: 409, title: 'This id already names another merging.' },
  person_merged: { status: 409, title: 'One of the numbers was merged already.' },
  merge_same_person: { status: 422, title: 'These are the same number.' },
  merge_own_person: { status: 422, title: 'Nobody merges their own number; ask a colleague.' },
  merge_id_numbers_differ: { status: 422, title: 'Two ID numbers are two people.' },
  hours_on_their_way: { status: 409, title: 'Hours of the number that goes are not decided yet.' },
  both_in_open_class: { status: 409, title: 'Both numbers are in a class that is under way.' },
} as const satisfies Record<RefusalOf<typeof mergePeople>, { status: number; title: string }>

const undoRefusals = {
  merge_not_found: { status: 404, title: 'There is no such merging.' },
  merge_undone: { status: 409, title: 'This merging was taken back already.' },
  merge_too_old: { status: 409, title: 'A merging is taken back within thirty days.' },
} as const satisfies Record<RefusalOf<typeof undoMerge>, { status: number; title: string }>

// As many as somebody looks through at a sitting.
const mostListed = 100

export const moveRoutes = createApp()
  .openapi(listChangesRoute, async (c) => {
    const { organisationId } = c.req.valid('param')
    const items = await read(c.var.db, (tx) => listChanges(tx, organisationId))
    return c.json({ items }, 200)
  })
  .openapi(previewChangeRoute, async (c) => {
    const { organisationId } = c.req.valid('param')
    const impact = await rehearse(c.var.db, async (tx) => {
      if (!(await findOrganisation(tx, organisationId))) return undefined
      const touched = await loadImpact(tx, organisationId)
      const tried = await changeOrganisation(tx, organisationId, c.req.valid('json'), c.var.scope)
      return { ...touched, refusal: tried.ok ? null : tried.error }
    })
    return impact ? c.json(impact, 200) : problem(c, 404, 'not_found')
  })
  .openapi(changeOrganisationRoute, async (c) => {
    const { organisationId } = c.req.valid('param')
    const changed = await transact(c.var.db, (tx) =>
      changeOrganisation(tx, organisationId, c.req.valid('json'), c.var.scope),
    )
    if (!changed.ok) return refuse(c, changeRefusals, changed.error)
    const items = await read(c.var.db, (tx) => listChanges(tx, organisationId))
    return c.json({ items }, 201)
  })
  .openapi(listTransfersRoute, async (c) => {
    const query = c.req.valid('query')
    const before = readCursor(query.cursor, ['id'])
    const rows = await read(c.var.db, (tx) => listTransfers(tx, c.var.scope, query, before))
    return c.json(cutPage(rows.map(toTransfer), query.limit, ['id']), 200)
  })
  .openapi(askTransferRoute, async (c) => {
    const asked = await transact(c.var.db, (tx) => askTransfer(tx, c.req.valid('json'), c.var.scope))
    return asked.ok ? c.json(asked.value, 201) : refuse(c, askRefusals, asked.error)
  })
  .openapi(decideTransferRoute, async (c) => {
    const { transferId } = c.req.valid('param')
    const decided = await transact(c.var.db, (tx) => decideTransfer(tx, transferId, c.req.valid('json'), c.var.scope))
    return decided.ok ? c.json(decided.value, 201) : refuse(c, decideRefusals, decided.error)
  })
  .openapi(listDuplicatesRoute, async (c) => {
    const items = await read(c.var.db, (tx) => listPairs(tx, c.var.scope, mostListed))
    return c.json({ items }, 200)
  })
  .openapi(previewMergeRoute, async (c) => {
    const draft = c.req.valid('json')
    const preview = await rehearse(c.var.db, async (tx) => {
      const sides = await loadSides(tx, [draft.keptId, draft.goneId])
      const [kept, gone] = [sides.get(draft.keptId), sides.get(draft.goneId)]
      const tried = await mergePeople(tx, draft, c.var.scope)
      if (!kept || !gone || (!tried.ok && tried.error === 'person_not_found')) return undefined
      if (!tried.ok) return { kept, gone, moves: {}, countedOnce: 0, refusal: tried.error }
      const { rows, hours } = tried.value.moved
      const moves = Object.fromEntries(Object.entries(rows).map(([table, keys]) => [table, keys.length]))
      const countedOnce = hours.filter((each) => each.carriedId === null).length
      return { kept, gone, moves: { ...moves, hours: hours.length }, countedOnce, refusal: null }
    })
    return preview ? c.json(preview, 200) : problem(c, 404, 'not_found')
  })
  .openapi(mergePeopleRoute, async (c) => {
    const merged = await transact(c.var.db, (tx) => mergePeople(tx, c.req.valid('json'), c.var.scope))
    return merged.ok ? c.json(merged.value.merge, 201) : refuse(c, mergeRefusals, merged.error)
  })
  .openapi(listMergesRoute, async (c) => {
    const rows = await read(c.var.db, (tx) => listMerges(tx, c.var.scope, mostListed))
    return c.json({ items: rows.map((row) => toMerge(row, c.var.db.context.now)) }, 200)
  })
  .openapi(undoMergeRoute, async (c) => {
    const { mergeId } = c.req.valid('param')
    const undone = await transact(c.var.db, (tx) => undoMerge(tx, mergeId, c.req.valid('json').reason))
    return undone.ok ? c.json(undone.value, 201) : refuse(c, undoRefusals, undone.error)
  })
