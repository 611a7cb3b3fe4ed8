import type { RefusalOf } from '../../lib/result.ts'
import { read, transact, type Db } from '../../platform/db/db.ts'
import { createApp } from '../../platform/http/app.ts'
import { cutPage, readCursor } from '../../platform/http/paging.ts'
import { problem, refuse } from '../../platform/http/problem.ts'
import { changeSetting, decidePlan } from './commands/decide.ts'
import {
  beginAmendment,
  beginPlan,
  discardPlan,
  dropAmendment,
  recallPlan,
  saveDraft,
  submitPlan,
} from './commands/plans.ts'
import { changeTeam, foundTeam } from './commands/teams.ts'
import { tellPlan } from './commands/telling.ts'
import * as plans from './contract/plans.ts'
import * as teams from './contract/teams.ts'
import { closingRoutes } from './routes/closing.ts'
import { holdingRoutes } from './routes/holding.ts'
import { ownTrainingRoutes } from './routes/own.ts'
import { centreApproves, listPlans } from './store/plans.ts'
import { listCalendar, listStatistics } from './store/statistics.ts'
import { listTeams, showTeam } from './store/teams.ts'

const notFound = { plan_not_found: { status: 404, title: 'There is no such plan.' } } as const

const beginRefusals = {
  school_not_found: { status: 404, title: 'There is no such school in your part of the tree.' },
  team_not_found: { status: 422, title: 'This team is closed, or of another school.' },
  id_reused: { status: 409, title: 'This id already names another plan.' },
} as const satisfies Record<RefusalOf<typeof beginPlan>, { status: number; title: string }>

const saveRefusals = {
  ...notFound,
  plan_not_writable: { status: 409, title: 'This plan cannot be written now.' },
  draft_changed_meanwhile: { status: 409, title: 'Somebody else saved this draft meanwhile.' },
  team_not_found: { status: 422, title: 'This team is closed, or of another school.' },
} as const satisfies Record<RefusalOf<typeof saveDraft>, { status: number; title: string }>

const discardRefusals = {
  ...notFound,
  plan_was_submitted: { status: 409, title: 'A plan that was submitted stays.' },
} as const satisfies Record<RefusalOf<typeof discardPlan>, { status: number; title: string }>

const amendRefusals = {
  amendment_touches_held: { status: 409, title: 'Sessions that were held or given up stay as they were approved.' },
  amendment_drops_attended: { status: 409, title: 'Somebody who attended a session is left out.' },
} as const

const submitRefusals = {
  ...notFound,
  ...amendRefusals,
  plan_not_writable: saveRefusals.plan_not_writable,
  id_reused: { status: 409, title: 'A session of another plan bears the same id.' },
  plan_without_goals: { status: 422, title: 'A plan says what it is for.' },
  plan_without_members: { status: 422, title: 'Nobody takes part yet.' },
  plan_without_sessions: { status: 422, title: 'No session is planned yet.' },
  session_without_day: { status: 422, title: 'A session lacks its day or its title.' },
  plan_without_hours: { status: 422, title: 'The hours of one person are not said yet.' },
  plan_hours_beyond_sessions: { status: 422, title: 'One person can earn no more hours than the sessions have.' },
  member_not_here: { status: 422, title: 'Somebody is not on the roster of this school.' },
} as const satisfies Record<RefusalOf<typeof submitPlan>, { status: number; title: string }>

const recallRefusals = {
  ...notFound,
  plan_decided_already: { status: 409, title: 'Nothing waits for the principal here.' },
} as const satisfies Record<RefusalOf<typeof recallPlan>, { status: number; title: string }>

const decideRefusals = {
  ...notFound,
  ...amendRefusals,
  plan_not_waiting: { status: 409, title: 'Nobody’s word is waited for here.' },
  plan_other_stage: { status: 422, title: 'Somebody else has the word now.' },
  plan_by_same_account: { status: 422, title: 'Whoever submitted it, or said a word already, says none now.' },
  return_without_reason: { status: 422, title: 'A plan is sent back with a reason.' },
} as const satisfies Record<RefusalOf<typeof decidePlan>, { status: number; title: string }>

const amendmentRefusals = {
  ...notFound,
  plan_not_in_force: { status: 409, title: 'Only a plan in force can be changed so.' },
  amendment_under_way: { status: 409, title: 'A change is on its way already.' },
} as const satisfies Record<RefusalOf<typeof beginAmendment>, { status: number; title: string }>

const dropRefusals = {
  ...notFound,
  no_amendment: { status: 409, title: 'No change is on its way.' },
  plan_not_writable: saveRefusals.plan_not_writable,
} as const satisfies Record<RefusalOf<typeof dropAmendment>, { status: number; title: string }>

const teamRefusals = {
  school_not_found: beginRefusals.school_not_found,
  team_not_found: { status: 404, title: 'There is no such team.' },
  id_reused: { status: 409, title: 'This id already names another team.' },
  team_name_taken: { status: 409, title: 'The school has a team of this name.' },
  team_without_topic: { status: 422, title: 'A team that works on a topic names it.' },
  team_lead_missing: { status: 422, title: 'The lead is one of the members.' },
  member_not_here: submitRefusals.member_not_here,
  team_closed_before_founded: { status: 422, title: 'A team is closed after it was founded.' },
} as const satisfies Record<RefusalOf<typeof foundTeam>, { status: number; title: string }>

const settingRefusals = {
  setting_of_the_region: { status: 422, title: 'This is decided for the whole region.' },
} as const satisfies Record<RefusalOf<typeof changeSetting>, { status: number; title: string }>

const planNow = (db: Db, id: string) => read(db, (tx) => tellPlan(tx, id))

const planRoutes = createApp()
  .openapi(plans.listSchoolPlansRoute, async (c) => {
    const query = c.req.valid('query')
    const rows = await read(c.var.db, (tx) =>
      listPlans(tx, c.var.scope, query, readCursor(query.cursor, ['rank', 'id'])),
    )
    const { items, nextCursor } = cutPage(rows, query.limit, ['rank', 'id'])
    return c.json({ items: items.map(({ rank: _, ...plan }) => plan), nextCursor }, 200)
  })
  .openapi(plans.addSchoolPlanRoute, async (c) => {
    const begun = await transact(c.var.db, (tx) => beginPlan(tx, c.req.valid('json'), c.var.scope))
    if (!begun.ok) return refuse(c, beginRefusals, begun.error)
    const plan = await planNow(c.var.db, begun.value.id)
    return plan ? c.json(plan, 201) : problem(c, 404, 'not_found')
  })
  .openapi(plans.readSchoolPlanRoute, async (c) => {
    const plan = await planNow(c.var.db, c.req.valid('param').schoolPlanId)
    return plan ? c.json(plan, 200) : problem(c, 404, 'not_found')
  })
  .openapi(plans.saveDraftRoute, async (c) => {
    const { schoolPlanId } = c.req.valid('param')
    const saved = await transact(c.var.db, (tx) => saveDraft(tx, schoolPlanId, c.req.valid('json')))
    return saved.ok ? c.json(saved.value, 200) : refuse(c, saveRefusals, saved.error)
  })
  .openapi(plans.discardSchoolPlanRoute, async (c) => {
    const done = await transact(c.var.db, (tx) => discardPlan(tx, c.req.valid('param').schoolPlanId))
    return done.ok ? c.body(null, 204) : refuse(c, discardRefusals, done.error)
  })

const wordRoutes = createApp()
  .openapi(plans.submitSchoolPlanRoute, async (c) => {
    const { schoolPlanId } = c.req.valid('param')
    const done = await transact(c.var.db, (tx) => submitPlan(tx, schoolPlanId))
    if (!done.ok) return refuse(c, submitRefusals, done.error)
    const plan = await planNow(c.var.db, schoolPlanId)
    return plan ? c.json(plan, 200) : problem(c, 404, 'not_found')
  })
  .openapi(plans.recallSchoolPlanRoute, async (c) => {
    const { schoolPlanId } = c.req.valid('param')
    const done = await transact(c.var.db, (tx) => recallPlan(tx, schoolPlanId))
    if (!done.ok) return refuse(c, recallRefusals, done.error)
    const plan = await planNow(c.var.db, schoolPlanId)
    return plan ? c.json(plan, 200) : problem(c, 404, 'not_found')
  })
  .openapi(plans.decideSchoolPlanRoute, async (c) => {
    const { schoolPlanId } = c.req.valid('param')
    const done = await transact(c.var.db, (tx) => decidePlan(tx, schoolPlanId, c.req.valid('json')))
    if (!done.ok) return refuse(c, decideRefusals, done.error)
    const plan = await planNow(c.var.db, schoolPlanId)
    return plan ? c.json(plan, 200) : problem(c, 404, 'not_found')
  })
  .openapi(plans.amendSchoolPlanRoute, async (c) => {
    const { schoolPlanId } = c.req.valid('param')
    const done = await transact(c.var.db, (tx) => beginAmendment(tx, schoolPlanId, c.req.valid('json').reason))
    if (!done.ok) return refuse(c, amendmentRefusals, done.error)
    const plan = await planNow(c.var.db, schoolPlanId)
    return plan ? c.json(plan, 200) : problem(c, 404, 'not_found')
  })
  .openapi(plans.dropAmendmentRoute, async (c) => {
    const { schoolPlanId } = c.req.valid('param')
    const done = await transact(c.var.db, (tx) => dropAmendment(tx, schoolPlanId))
    if (!done.ok) return refuse(c, dropRefusals, done.error)
    const plan = await planNow(c.var.db, schoolPlanId)
    return plan ? c.json(plan, 200) : problem(c, 404, 'not_found')
  })

const teamRoutes = createApp()
  .openapi(teams.listTeamsRoute, async (c) => {
    const query = c.req.valid('query')
    const rows = await read(c.var.db, (tx) =>
      listTeams(tx, c.var.scope, query, readCursor(query.cursor, ['name', 'id'])),
    )
    return c.json(cutPage(rows, query.limit, ['name', 'id']), 200)
  })
  .openapi(teams.addTeamRoute, async (c) => {
    const draft = c.req.valid('json')
    const done = await transact(c.var.db, (tx) => foundTeam(tx, draft, c.var.scope))
    if (!done.ok) return refuse(c, teamRefusals, done.error)
    const team = await read(c.var.db, (tx) => showTeam(tx, draft.id))
    return team ? c.json(team, 201) : problem(c, 404, 'not_found')
  })
  .openapi(teams.readTeamRoute, async (c) => {
    const team = await read(c.var.db, (tx) => showTeam(tx, c.req.valid('param').researchTeamId))
    return team ? c.json(team, 200) : problem(c, 404, 'not_found')
  })
  .openapi(teams.changeTeamRoute, async (c) => {
    const { researchTeamId } = c.req.valid('param')
    const done = await transact(c.var.db, (tx) => changeTeam(tx, researchTeamId, c.req.valid('json')))
    if (!done.ok) return refuse(c, teamRefusals, done.error)
    const team = await read(c.var.db, (tx) => showTeam(tx, researchTeamId))
    return team ? c.json(team, 200) : problem(c, 404, 'not_found')
  })

const viewRoutes = createApp()
  .openapi(teams.listSchoolSessionsRoute, async (c) => {
    const items = await read(c.var.db, (tx) => listCalendar(tx, c.var.scope, c.req.valid('query')))
    return c.json({ items }, 200)
  })
  .openapi(teams.readStatisticsRoute, async (c) => {
    const query = c.req.valid('query')
    const after = readCursor(query.cursor, ['schoolName', 'organisationId'])
    const rows = await read(c.var.db, (tx) => listStatistics(tx, c.var.scope, query, after))
    return c.json(cutPage(rows, query.limit, ['schoolName', 'organisationId']), 200)
  })
  .openapi(teams.readSettingRoute, async (c) => c.json({ centreApproves: await read(c.var.db, centreApproves) }, 200))
  .openapi(teams.changeSettingRoute, async (c) => {
    const wanted = c.req.valid('json').centreApproves
    const done = await transact(c.var.db, (tx) => changeSetting(tx, wanted, c.var.scope))
    return done.ok ? c.json(done.value, 200) : refuse(c, settingRefusals, done.error)
  })

export const schoolTrainingRoutes = createApp()
  .route('/', planRoutes)
  .route('/', wordRoutes)
  .route('/', holdingRoutes)
  .route('/', closingRoutes)
  .route('/', teamRoutes)
  .route('/', viewRoutes)
  .route('/', ownTrainingRoutes)
