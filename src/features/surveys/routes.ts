import type { RefusalOf } from '../../lib/result.ts'
import { ok } from '../../lib/result.ts'
import { read, transact } from '../../platform/db/db.ts'
import { listHeaders } from '../../platform/excel/answers.ts'
import { createApp } from '../../platform/http/app.ts'
import { cutPage, readCursor } from '../../platform/http/paging.ts'
import { problem, refuse } from '../../platform/http/problem.ts'
import { streamed } from '../../platform/http/streamed.ts'
import {
  addSurvey,
  answerSurvey,
  changeSurvey,
  closeSurvey,
  openSurvey,
  setSurveys,
  tellNeeds,
  tellSurvey,
} from './commands.ts'
import * as contract from './contract.ts'
import { exportSurvey } from './export.ts'
import { listOwn, listSurveys, loadSetting } from './store.ts'

const found = {
  survey_not_found: { status: 404, title: 'There is no such survey.' },
  population_not_found: { status: 404, title: 'There is no such population.' },
} as const

const asked = {
  questions_missing: { status: 422, title: 'There is no question yet.' },
  question_repeated: { status: 422, title: 'Two questions have the same key.' },
  options_missing: { status: 422, title: 'A choice or a ranking needs two options at the least.' },
  options_repeated: { status: 422, title: 'Two options of a question are the same.' },
} as const

const addRefusals = {
  ...found,
  ...asked,
  organisation_not_found: { status: 404, title: 'There is no such organisation in your part of the tree.' },
  programme_not_found: { status: 404, title: 'There is no such programme.' },
  id_reused: { status: 409, title: 'This id already names another survey.' },
} as const satisfies Record<RefusalOf<typeof addSurvey>, { status: number; title: string }>

const changeRefusals = {
  ...found,
  ...asked,
  survey_not_draft: { status: 409, title: 'The survey was opened; its questions stay.' },
  version_stale: { status: 409, title: 'Somebody changed the survey in the meantime; read it again.' },
} as const satisfies Record<RefusalOf<typeof changeSurvey>, { status: number; title: string }>

const openRefusals = {
  ...asked,
  survey_not_found: found.survey_not_found,
  survey_not_draft: changeRefusals.survey_not_draft,
  closes_in_past: { status: 422, title: 'Its last day lies in the past.' },
  nobody_asked: { status: 422, title: 'It means nobody.' },
} as const satisfies Record<RefusalOf<typeof openSurvey>, { status: number; title: string }>

const closeRefusals = {
  survey_not_found: found.survey_not_found,
  survey_not_open: { status: 409, title: 'The survey was not opened yet.' },
} as const satisfies Record<RefusalOf<typeof closeSurvey>, { status: number; title: string }>

const answerRefusals = {
  survey_not_found: found.survey_not_found,
  survey_over: { status: 409, title: 'The survey is over.' },
  already_answered: { status: 409, title: 'You have answered this survey.' },
  answer_missing: { status: 422, title: 'A question that has to be answered is not.' },
  answer_unknown: { status: 422, title: 'An answer is not one that its question knows.' },
} as const satisfies Record<RefusalOf<typeof answerSurvey>, { status: number; title: string }>

const exportRefusals = {
  survey_not_found: found.survey_not_found,
  too_few_answers: { status: 409, title: 'Too few have answered this anonymous survey to take it out.' },
} as const satisfies Record<RefusalOf<typeof exportSurvey>, { status: number; title: string }>

export const surveyRoutes = createApp()
  .openapi(contract.listSurveysRoute, async (c) => {
    const { cursor, ...query } = c.req.valid('query')
    const before = readCursor(cursor, ['id'])?.id
    const rows = await read(c.var.db, (tx) => listSurveys(tx, c.var.scope, query, before))
    return c.json(cutPage(rows, query.limit, ['id']), 200)
  })
  .openapi(contract.addSurveyRoute, async (c) => {
    const added = await transact(c.var.db, (tx) => addSurvey(tx, c.req.valid('json'), c.var.scope))
    return added.ok ? c.json(added.value, 201) : refuse(c, addRefusals, added.error)
  })
  .openapi(contract.readSurveyRoute, async (c) => {
    const survey = await read(c.var.db, (tx) => tellSurvey(tx, c.req.valid('param').surveyId))
    return survey ? c.json(survey, 200) : problem(c, 404, 'not_found')
  })
  .openapi(contract.changeSurveyRoute, async (c) => {
    const { surveyId } = c.req.valid('param')
    const changed = await transact(c.var.db, (tx) => changeSurvey(tx, surveyId, c.req.valid('json'), c.var.scope))
    return changed.ok ? c.json(changed.value, 200) : refuse(c, changeRefusals, changed.error)
  })
  .openapi(contract.openSurveyRoute, async (c) => {
    const opened = await transact(c.var.db, (tx) => openSurvey(tx, c.req.valid('param').surveyId))
    return opened.ok ? c.json(opened.value, 200) : refuse(c, openRefusals, opened.error)
  })
  .openapi(contract.closeSurveyRoute, async (c) => {
    const closed = await transact(c.var.db, (tx) => closeSurvey(tx, c.req.valid('param').surveyId))
    return closed.ok ? c.json(closed.value, 200) : refuse(c, closeRefusals, closed.error)
  })
  .openapi(contract.exportSurveyRoute, async (c) => {
    const file = await exportSurvey(c.var.db, c.req.valid('param').surveyId)
    if (!file.ok) return refuse(c, exportRefusals, file.error)
    return c.body(streamed(file.value.content), 200, listHeaders(file.value.name))
  })
  .openapi(contract.readNeedsRoute, async (c) =>
    c.json(await read(c.var.db, (tx) => tellNeeds(tx, c.req.valid('param').programmeId)), 200),
  )
  .openapi(contract.readSurveySettingRoute, async (c) => c.json(await read(c.var.db, loadSetting), 200))
  .openapi(contract.setSurveysRoute, async (c) => {
    const { needs } = c.req.valid('json')
    await transact(c.var.db, async (tx) => ok(await setSurveys(tx, needs)))
    return c.json(await read(c.var.db, loadSetting), 200)
  })
  .openapi(contract.listOwnSurveysRoute, async (c) => {
    const items = await read(c.var.db, (tx) => listOwn(tx, c.var.actor.personId ?? ''))
    return c.json({ items: items.map((each) => ({ ...each, questions: [...each.questions] })) }, 200)
  })
  .openapi(contract.answerSurveyRoute, async (c) => {
    const { personId } = c.var.actor
    const { surveyId } = c.req.valid('param')
    if (personId === null) return problem(c, 404, 'not_found')
    const taken = await transact(c.var.db, (tx) => answerSurvey(tx, surveyId, personId, c.req.valid('json').answers))
    return taken.ok ? c.json({ answered: true as const }, 201) : refuse(c, answerRefusals, taken.error)
  })
