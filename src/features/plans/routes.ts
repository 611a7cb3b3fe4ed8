import type { RefusalOf } from '../../lib/result.ts'
import { read, transact } from '../../platform/db/db.ts'
import { listHistory } from '../audit/public.ts'
import { createApp } from '../../platform/http/app.ts'
import { cutPage, readCursor } from '../../platform/http/paging.ts'
import { problem, refuse } from '../../platform/http/problem.ts'
import { citeForPart } from './commands/citing.ts'
import { changeDraft, discardDocument, handInDocument, reviewDocument } from './commands/documents.ts'
import { makePlan } from './commands/making.ts'
import {
  addPlan,
  changePlan,
  closePlan,
  completePhase,
  copyPlan,
  publishPlan,
  readVersion,
  readVisiblePlan,
  recordMeeting,
  setTargetFigure,
} from './commands/plans.ts'
import { withdrawPlan } from './commands/withdrawing.ts'
import {
  changeDraftRoute,
  discardDocumentRoute,
  handInDocumentRoute,
  listDocumentsRoute,
  makePlanRoute,
  readDocumentRoute,
} from './contract/documents.ts'
import {
  addPlanRoute,
  changePlanRoute,
  closePlanRoute,
  completePhaseRoute,
  copyPlanRoute,
  listPlansRoute,
  publishPlanRoute,
  readPlanHistoryRoute,
  readPlanRoute,
  readVersionRoute,
  recordMeetingRoute,
  setFigureRoute,
  citeForRuleRoute,
  citeForTargetRoute,
  withdrawPlanRoute,
} from './contract/plans.ts'
import { listDocuments } from './store/documents.ts'
import { listPlans } from './store/plans.ts'

const shared = {
  id_reused: { status: 409, title: 'This id already names something different.' },
  plan_not_found: { status: 404, title: 'There is no such plan.' },
  organisation_not_found: { status: 404, title: 'There is no such organisation in your part of the tree.' },
  file_not_found: { status: 404, title: 'There is no such file in your part of the region.' },
  document_not_found: { status: 404, title: 'There is no such plan document.' },
  target_not_found: { status: 404, title: 'The plan has no such target.' },
  rule_not_found: { status: 404, title: 'The plan has no such hour rule.' },
  population_not_found: { status: 404, title: 'There is no such population.' },
  population_closed: { status: 409, title: 'This population was put away.' },
  phase_not_found: { status: 404, title: 'The plan has no such phase.' },
  version_stale: { status: 409, title: 'Somebody changed the draft in the meantime; read it again.' },
  revision_stale: { status: 409, title: 'Somebody changed the plan in the meantime; read it again.' },
  not_in_review: { status: 409, title: 'This document is not in review.' },
  already_made: { status: 409, title: 'A plan was made of this document already.' },
  plan_made_already: { status: 409, title: 'The plan of this document was made already.' },
  plan_not_draft: { status: 409, title: 'Only a draft can be published.' },
  plan_not_published: { status: 409, title: 'Only a published plan can be closed.' },
  plan_closed: { status: 409, title: 'The plan is closed.' },
} as const
const reviewing = {
  item_unknown: { status: 422, title: 'The draft has no such item.' },
  item_replaced: { status: 422, title: 'This item was split or merged; restore it first.' },
  item_added_before: { status: 409, title: 'An item of this id was added already.' },
  kinds_differ: { status: 422, title: 'Items of different kinds do not become one another.' },
  split_needs_two: { status: 422, title: 'A split makes at least two items.' },
  merge_needs_two: { status: 422, title: 'A merge takes at least two items.' },
  documents_differ: { status: 422, title: 'Items of different documents are not merged.' },
  document_unknown: { status: 422, title: 'The file has no such document.' },
} as const
const making = {
  items_undecided: { status: 422, title: 'Some items are neither accepted nor dropped.' },
  nothing_taken: { status: 422, title: 'Nothing was accepted.' },
} as const
const planning = {
  plan_without_programmes: { status: 422, title: 'The plan has no programme.' },
  leading_group_missing: { status: 422, title: 'The leading group has no head.' },
  reason_missing: { status: 422, title: 'A published plan is amended with a reason.' },
  range_reversed: { status: 422, title: 'An end lies before its beginning.' },
  part_of_another_plan: { status: 409, title: 'An id of this list belongs to another plan.' },
} as const

type Status = { status: number; title: string }
const handingIn = { file_not_found: shared.file_not_found, id_reused: shared.id_reused } as const satisfies Record<
  RefusalOf<typeof handInDocument>,
  Status
>
const drafting = { ...shared, ...reviewing } as const satisfies Record<RefusalOf<typeof changeDraft>, Status>
const made = { ...shared, ...making, document_unknown: reviewing.document_unknown } as const satisfies Record<
  RefusalOf<typeof makePlan>,
  Status
>
const discarding = { document_not_found: shared.document_not_found, already_made: shared.already_made } as const
const adding = { organisation_not_found: shared.organisation_not_found, id_reused: shared.id_reused } as const
const withdrawing = {
  plan_not_found: { status: 404, title: 'There is no such plan.' },
  plan_not_draft: { status: 409, title: 'Only a draft is taken back.' },
  programmes_underway: { status: 409, title: 'Some of its programmes have been handed in already.' },
} as const satisfies Record<RefusalOf<typeof withdrawPlan>, { status: number; title: string }>

const copying = { plan_not_found: shared.plan_not_found, id_reused: shared.id_reused } as const
const changing = { ...shared, ...planning } as const satisfies Record<
  | RefusalOf<typeof changePlan>
  | RefusalOf<typeof publishPlan>
  | RefusalOf<typeof closePlan>
  | RefusalOf<typeof setTargetFigure>
  | RefusalOf<typeof completePhase>
  | RefusalOf<typeof citeForPart>,
  Status
>

const documents = createApp()
  .openapi(handInDocumentRoute, async (c) => {
    const done = await transact(c.var.db, (tx) => handInDocument(tx, c.req.valid('json'), c.var.scope))
    return done.ok ? c.json(done.value, 201) : refuse(c, handingIn, done.error)
  })
  .openapi(listDocumentsRoute, async (c) => {
    const query = c.req.valid('query')
    const before = readCursor(query.cursor, ['createdAt', 'id'])
    const rows = await read(c.var.db, (tx) => listDocuments(tx, c.var.scope, query, before))
    return c.json(cutPage(rows, query.limit, ['createdAt', 'id']), 200)
  })
  .openapi(readDocumentRoute, async (c) => {
    const found = await read(c.var.db, (tx) => reviewDocument(tx, c.req.valid('param').planDocumentId))
    return found ? c.json(found, 200) : problem(c, 404, 'not_found')
  })
  .openapi(changeDraftRoute, async (c) => {
    const { planDocumentId } = c.req.valid('param')
    const done = await transact(c.var.db, (tx) => changeDraft(tx, planDocumentId, c.req.valid('json')))
    return done.ok ? c.json(done.value, 200) : refuse(c, drafting, done.error)
  })
  .openapi(makePlanRoute, async (c) => {
    const { planDocumentId } = c.req.valid('param')
    const done = await transact(c.var.db, (tx) => makePlan(tx, planDocumentId, c.req.valid('json')))
    return done.ok ? c.json(done.value, 201) : refuse(c, made, done.error)
  })
  .openapi(discardDocumentRoute, async (c) => {
    const done = await transact(c.var.db, (tx) => discardDocument(tx, c.req.valid('param').planDocumentId))
    return done.ok ? c.body(null, 204) : refuse(c, discarding, done.error)
  })

export const planRoutes = documents
  .openapi(listPlansRoute, async (c) => {
    const query = c.req.valid('query')
    const after = readCursor(query.cursor, ['rank', 'id'])
    const rows = await read(c.var.db, (tx) => listPlans(tx, c.var.scope, query, after))
    const { items, nextCursor } = cutPage(rows, query.limit, ['rank', 'id'])
    return c.json({ items: items.map(({ rank: _, ...item }) => item), nextCursor }, 200)
  })
  .openapi(readPlanRoute, async (c) => {
    const found = await read(c.var.db, (tx) => readVisiblePlan(tx, c.req.valid('param').planId, c.var.scope))
    return found ? c.json(found, 200) : problem(c, 404, 'not_found')
  })
  .openapi(readPlanHistoryRoute, async (c) => {
    const acts = await read(c.var.db, (tx) => listHistory(tx, 'plan', c.req.valid('param').planId))
    return c.json({ items: acts.map(({ id, at, accountName, act }) => ({ id, at, accountName, act })) }, 200)
  })
  .openapi(readVersionRoute, async (c) => {
    const { planId, version } = c.req.valid('param')
    const found = await read(c.var.db, (tx) => readVersion(tx, planId, version, c.var.scope))
    return found ? c.json(found, 200) : problem(c, 404, 'not_found')
  })
  .openapi(addPlanRoute, async (c) => {
    const done = await transact(c.var.db, (tx) => addPlan(tx, c.req.valid('json'), c.var.scope))
    return done.ok ? c.json(done.value, 201) : refuse(c, adding, done.error)
  })
  .openapi(changePlanRoute, async (c) => {
    const { planId } = c.req.valid('param')
    const done = await transact(c.var.db, (tx) => changePlan(tx, planId, c.req.valid('json')))
    return done.ok ? c.json(done.value, 200) : refuse(c, changing, done.error)
  })
  .openapi(publishPlanRoute, async (c) => {
    const done = await transact(c.var.db, (tx) => publishPlan(tx, c.req.valid('param').planId))
    return done.ok ? c.json(done.value, 200) : refuse(c, changing, done.error)
  })
  .openapi(closePlanRoute, async (c) => {
    const done = await transact(c.var.db, (tx) => closePlan(tx, c.req.valid('param').planId))
    return done.ok ? c.json(done.value, 200) : refuse(c, changing, done.error)
  })
  .openapi(withdrawPlanRoute, async (c) => {
    const done = await transact(c.var.db, (tx) => withdrawPlan(tx, c.req.valid('param').planId))
    return done.ok ? c.body(null, 204) : refuse(c, withdrawing, done.error)
  })
  .openapi(copyPlanRoute, async (c) => {
    const { planId } = c.req.valid('param')
    const done = await transact(c.var.db, (tx) => copyPlan(tx, planId, c.req.valid('json')))
    return done.ok ? c.json(done.value, 201) : refuse(c, copying, done.error)
  })
  .openapi(citeForTargetRoute, async (c) => {
    const { planId, targetId } = c.req.valid('param')
    const part = { kind: 'target' as const, id: targetId }
    const done = await transact(c.var.db, (tx) => citeForPart(tx, planId, part, c.req.valid('json')))
    return done.ok ? c.json(done.value, 200) : refuse(c, changing, done.error)
  })
  .openapi(citeForRuleRoute, async (c) => {
    const { planId, hourRuleId } = c.req.valid('param')
    const part = { kind: 'requirement' as const, id: hourRuleId }
    const done = await transact(c.var.db, (tx) => citeForPart(tx, planId, part, c.req.valid('json')))
    return done.ok ? c.json(done.value, 200) : refuse(c, changing, done.error)
  })
  .openapi(setFigureRoute, async (c) => {
    const { planId, targetId } = c.req.valid('param')
    const done = await transact(c.var.db, (tx) => setTargetFigure(tx, planId, targetId, c.req.valid('json')))
    return done.ok ? c.json(done.value, 200) : refuse(c, changing, done.error)
  })
  .openapi(completePhaseRoute, async (c) => {
    const { planId, phaseId } = c.req.valid('param')
    const { doneOn } = c.req.valid('json')
    const done = await transact(c.var.db, (tx) => completePhase(tx, planId, phaseId, doneOn))
    return done.ok ? c.json(done.value, 200) : refuse(c, changing, done.error)
  })
  .openapi(recordMeetingRoute, async (c) => {
    const { planId } = c.req.valid('param')
    const done = await transact(c.var.db, (tx) => recordMeeting(tx, planId, c.req.valid('json')))
    return done.ok ? c.json(done.value, 201) : refuse(c, copying, done.error)
  })
