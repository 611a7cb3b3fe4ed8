import type { RefusalOf } from '../../lib/result.ts'
import { read, transact, type Db } from '../../platform/db/db.ts'
import { createApp } from '../../platform/http/app.ts'
import { cutPage, readCursor } from '../../platform/http/paging.ts'
import { problem, refuse } from '../../platform/http/problem.ts'
import { reassign } from './commands/assigning.ts'
import { closeOpenStep, reopenStep, settleSelection, showSelection, takeBack } from './commands/closing.ts'
import {
  addCandidates,
  addExperts,
  addSelection,
  cancelSelection,
  changeRules,
  changeStanding,
  startSelection,
} from './commands/making.ts'
import { declareConflict, enterScores, saveOwnMarks, tellMarkings } from './commands/marking.ts'
import { tellOwnSelections, tellSelection, tellSelections } from './commands/telling.ts'
import * as marking from './contract/marking.ts'
import * as contract from './contract/selections.ts'
import { candidateRefusals, draftRefusals } from './routes/refusals.ts'
import { candidateListRoutes } from './routes/candidate-lists.ts'
import { sheetRoutes } from './routes/sheets.ts'
import { listSelections, searchExperts } from './store/selections.ts'

type Answer = { status: number; title: string }
const notFound = { selection_not_found: { status: 404, title: 'There is no such selection.' } } as const
const over = { selection_over: { status: 409, title: 'This selection is past that.' } } as const
const own = { own_selection: { status: 422, title: 'You take part in it yourself; somebody else holds it.' } } as const

const addRefusals = {
  organisation_not_found: { status: 404, title: 'There is no such organisation in your part of the tree.' },
  programme_not_found: { status: 422, title: 'There is no such programme in your part of the tree.' },
  id_reused: { status: 409, title: 'This id already names another selection.' },
} as const satisfies Record<RefusalOf<typeof addSelection>, Answer>

const standingRefusals = {
  ...notFound,
  ...over,
  candidate_unknown: { status: 404, title: 'There is no such candidate.' },
  candidate_excluded: { status: 409, title: 'This candidate may not take part.' },
} as const satisfies Record<RefusalOf<typeof changeStanding>, Answer>

const startRefusals = {
  ...draftRefusals,
  ...own,
  candidates_missing: { status: 422, title: 'Nobody takes part yet.' },
  steps_missing: { status: 422, title: 'There is no step yet.' },
  criteria_missing: { status: 422, title: 'A step has nothing that is scored.' },
  weights_missing: { status: 422, title: 'Nothing counts: every weight is nought.' },
  names_repeated: { status: 422, title: 'A name is used twice.' },
  tie_unknown: { status: 422, title: 'A tie rule names something that is not scored.' },
  quota_parts_differ: { status: 422, title: 'The parts do not sum up to the places.' },
  quota_missing: { status: 422, title: 'The number of places is missing.' },
} as const satisfies Record<RefusalOf<typeof startSelection>, Answer>

const endRefusals = { ...notFound, ...over } as const satisfies Record<RefusalOf<typeof addExperts>, Answer>

const assignRefusals = {
  ...notFound,
  step_without_experts: { status: 409, title: 'No step is open that experts mark.' },
} as const satisfies Record<RefusalOf<typeof reassign>, Answer>

const notOpen = { step_not_open: { status: 409, title: 'No step is open.' } } as const
const closeRefusals = {
  ...notFound,
  ...notOpen,
  ...own,
  scores_differ: { status: 409, title: 'Two people entered different scores.' },
  marks_missing: { status: 409, title: 'An expert has not marked everybody yet.' },
} as const satisfies Record<RefusalOf<typeof closeOpenStep>, Answer>

const reopenRefusals = {
  ...notFound,
  ...own,
  nothing_closed: { status: 409, title: 'No step was closed.' },
  selection_shown: { status: 409, title: 'What came of it is shown or settled already.' },
} as const satisfies Record<RefusalOf<typeof reopenStep>, Answer>

const showRefusals = {
  ...notFound,
  ...own,
  not_ranked: { status: 409, title: 'Not every step is closed.' },
  nobody_selected: { status: 422, title: 'Nobody was chosen.' },
  notice_open_already: { status: 409, title: 'It is being shown already.' },
  notice_tells_number: { status: 422, title: 'There is an ID number or a phone number in the text.' },
  notice_too_long: { status: 422, title: 'The list is too long to be shown.' },
} as const satisfies Record<RefusalOf<typeof showSelection>, Answer>

const takeBackRefusals = {
  ...notFound,
  not_shown: { status: 409, title: 'It is not shown.' },
  notice_not_found: { status: 404, title: 'There is no such notice.' },
  notice_not_open: { status: 409, title: 'The notice is decided already.' },
} as const satisfies Record<RefusalOf<typeof takeBack>, Answer>

const settleRefusals = {
  ...notFound,
  ...own,
  not_shown: takeBackRefusals.not_shown,
  notice_not_confirmed: { status: 409, title: 'What was shown is not confirmed yet.' },
  programme_not_found: { status: 404, title: 'There is no such programme.' },
  programme_over: { status: 409, title: 'The programme is over.' },
  somebody_not_admitted: { status: 409, title: 'Somebody cannot be admitted; nobody was.' },
} as const satisfies Record<RefusalOf<typeof settleSelection>, Answer>

const markRefusals = {
  criterion_unknown: { status: 422, title: 'The step has no such criterion.' },
  mark_too_high: { status: 422, title: 'A mark is above the most that the criterion allows.' },
} as const

const enterRefusals = {
  ...markRefusals,
  ...notFound,
  ...notOpen,
  ...own,
  step_of_experts: { status: 409, title: 'Experts mark this step.' },
  candidate_not_in_step: { status: 422, title: 'Somebody does not take part in this step.' },
  third_entry: { status: 409, title: 'Others entered these scores already.' },
} as const satisfies Record<RefusalOf<typeof enterScores>, Answer>

const saveRefusals = {
  ...markRefusals,
  ...notFound,
  ...notOpen,
  not_yours_to_mark: { status: 422, title: 'You were not given this candidate.' },
} as const satisfies Record<RefusalOf<typeof saveOwnMarks>, Answer>

const conflictRefusals = {
  ...notFound,
  ...notOpen,
  not_yours_to_mark: { status: 404, title: 'You were not given this candidate.' },
} as const satisfies Record<RefusalOf<typeof declareConflict>, Answer>

const now = (db: Db, id: string) => read(db, (tx) => tellSelection(tx, id))

const makingRoutes = createApp()
  .openapi(contract.listSelectionsRoute, async (c) => {
    const query = c.req.valid('query')
    const before = readCursor(query.cursor, ['id'])?.id
    const rows = await read(c.var.db, (tx) => listSelections(tx, c.var.scope, query, before))
    return c.json(cutPage(tellSelections(rows), query.limit, ['id']), 200)
  })
  .openapi(contract.addSelectionRoute, async (c) => {
    const draft = c.req.valid('json')
    const done = await transact(c.var.db, (tx) => addSelection(tx, draft, c.var.scope))
    if (!done.ok) return refuse(c, addRefusals, done.error)
    const made = await now(c.var.db, draft.id)
    return made ? c.json(made, 201) : problem(c, 404, 'not_found')
  })
  .openapi(contract.readSelectionRoute, async (c) => {
    const found = await now(c.var.db, c.req.valid('param').selectionId)
    return found ? c.json(found, 200) : problem(c, 404, 'not_found')
  })
  .openapi(contract.changeRulesRoute, async (c) => {
    const { selectionId: id } = c.req.valid('param')
    const done = await transact(c.var.db, (tx) => changeRules(tx, id, c.req.valid('json')))
    if (!done.ok) return refuse(c, draftRefusals, done.error)
    const found = await now(c.var.db, id)
    return found ? c.json(found, 200) : problem(c, 404, 'not_found')
  })
  .openapi(contract.addCandidatesRoute, async (c) => {
    const { selectionId: id } = c.req.valid('param')
    const done = await transact(c.var.db, (tx) => addCandidates(tx, id, c.req.valid('json'), c.var.scope))
    if (!done.ok) return refuse(c, candidateRefusals, done.error)
    const found = await now(c.var.db, id)
    return found ? c.json(found, 200) : problem(c, 404, 'not_found')
  })
  .openapi(contract.changeCandidateRoute, async (c) => {
    const { selectionId: id, candidateId } = c.req.valid('param')
    const done = await transact(c.var.db, (tx) => changeStanding(tx, id, candidateId, c.req.valid('json')))
    if (!done.ok) return refuse(c, standingRefusals, done.error)
    const found = await now(c.var.db, id)
    return found ? c.json(found, 200) : problem(c, 404, 'not_found')
  })
  .openapi(contract.searchExpertsRoute, async (c) =>
    c.json({ items: await read(c.var.db, (tx) => searchExperts(tx, c.req.valid('query').q)) }, 200),
  )
  .openapi(contract.addExpertsRoute, async (c) => {
    const { selectionId: id } = c.req.valid('param')
    const done = await transact(c.var.db, (tx) => addExperts(tx, id, c.req.valid('json').accountIds))
    if (!done.ok) return refuse(c, endRefusals, done.error)
    const found = await now(c.var.db, id)
    return found ? c.json(found, 200) : problem(c, 404, 'not_found')
  })
  .openapi(contract.startSelectionRoute, async (c) => {
    const { selectionId: id } = c.req.valid('param')
    const done = await transact(c.var.db, (tx) => startSelection(tx, id))
    if (!done.ok) return refuse(c, startRefusals, done.error)
    const found = await now(c.var.db, id)
    return found ? c.json(found, 200) : problem(c, 404, 'not_found')
  })
  .openapi(contract.cancelSelectionRoute, async (c) => {
    const { selectionId: id } = c.req.valid('param')
    const done = await transact(c.var.db, (tx) => cancelSelection(tx, id, c.req.valid('json').reason))
    if (!done.ok) return refuse(c, endRefusals, done.error)
    const found = await now(c.var.db, id)
    return found ? c.json(found, 200) : problem(c, 404, 'not_found')
  })

const holdingRoutes = createApp()
  .openapi(contract.assignExpertsRoute, async (c) => {
    const { selectionId: id } = c.req.valid('param')
    const done = await transact(c.var.db, (tx) => reassign(tx, id))
    if (!done.ok) return refuse(c, assignRefusals, done.error)
    const found = await now(c.var.db, id)
    return found ? c.json(found, 200) : problem(c, 404, 'not_found')
  })
  .openapi(contract.enterScoresRoute, async (c) => {
    const { selectionId: id } = c.req.valid('param')
    const done = await transact(c.var.db, (tx) => enterScores(tx, id, c.req.valid('json').scores))
    if (!done.ok) return refuse(c, enterRefusals, done.error)
    const found = await now(c.var.db, id)
    return found ? c.json(found, 200) : problem(c, 404, 'not_found')
  })
  .openapi(contract.closeStepRoute, async (c) => {
    const { selectionId: id } = c.req.valid('param')
    const done = await transact(c.var.db, (tx) => closeOpenStep(tx, id))
    if (!done.ok) return refuse(c, closeRefusals, done.error)
    const found = await now(c.var.db, id)
    return found ? c.json(found, 200) : problem(c, 404, 'not_found')
  })
  .openapi(contract.reopenStepRoute, async (c) => {
    const { selectionId: id } = c.req.valid('param')
    const done = await transact(c.var.db, (tx) => reopenStep(tx, id, c.req.valid('json').reason))
    if (!done.ok) return refuse(c, reopenRefusals, done.error)
    const found = await now(c.var.db, id)
    return found ? c.json(found, 200) : problem(c, 404, 'not_found')
  })
  .openapi(contract.showSelectionRoute, async (c) => {
    const { selectionId: id } = c.req.valid('param')
    const done = await transact(c.var.db, (tx) => showSelection(tx, id, c.req.valid('json')))
    if (!done.ok) return refuse(c, showRefusals, done.error)
    const found = await now(c.var.db, id)
    return found ? c.json(found, 200) : problem(c, 404, 'not_found')
  })
  .openapi(contract.takeBackRoute, async (c) => {
    const { selectionId: id } = c.req.valid('param')
    const done = await transact(c.var.db, (tx) => takeBack(tx, id, c.req.valid('json').reason))
    if (!done.ok) return refuse(c, takeBackRefusals, done.error)
    const found = await now(c.var.db, id)
    return found ? c.json(found, 200) : problem(c, 404, 'not_found')
  })
  .openapi(contract.settleSelectionRoute, async (c) => {
    const { selectionId: id } = c.req.valid('param')
    const done = await transact(c.var.db, (tx) => settleSelection(tx, id))
    if (!done.ok) return refuse(c, settleRefusals, done.error)
    const found = await now(c.var.db, id)
    return found ? c.json(found, 200) : problem(c, 404, 'not_found')
  })

const markingRoutes = createApp()
  .openapi(marking.listMarkingsRoute, async (c) =>
    c.json({ items: await read(c.var.db, (tx) => tellMarkings(tx, c.var.actor.accountId)) }, 200),
  )
  .openapi(marking.saveMarksRoute, async (c) => {
    const { markingId } = c.req.valid('param')
    const done = await transact(c.var.db, (tx) => saveOwnMarks(tx, markingId, c.req.valid('json').marks))
    return done.ok ? c.json(done.value, 200) : refuse(c, saveRefusals, done.error)
  })
  .openapi(marking.declareConflictRoute, async (c) => {
    const { markingId } = c.req.valid('param')
    const done = await transact(c.var.db, (tx) => declareConflict(tx, markingId, c.req.valid('json')))
    if (!done.ok) return refuse(c, conflictRefusals, done.error)
    return c.json({ items: await read(c.var.db, (tx) => tellMarkings(tx, c.var.actor.accountId)) }, 200)
  })
  .openapi(marking.listOwnSelectionsRoute, async (c) => {
    const { personId } = c.var.actor
    if (personId === null) return problem(c, 403, 'not_a_person')
    return c.json({ items: await read(c.var.db, (tx) => tellOwnSelections(tx, personId)) }, 200)
  })

/** Selections in steps: making and holding them, marking in them, and how one did oneself. */
export const selectionRoutes = createApp()
  .route('/', makingRoutes)
  .route('/', holdingRoutes)
  .route('/', markingRoutes)
  .route('/', sheetRoutes)
  .route('/', candidateListRoutes)
