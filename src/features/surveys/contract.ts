import { workbook } from '../../platform/excel/answers.ts'
import { createRoute, idParam, json, page, Paging, refused, refusedChange, z } from '../../platform/http/openapi.ts'
import {
  mayAddSurvey,
  mayAnswer,
  mayListSurveys,
  mayManageSurvey,
  mayReadNeeds,
  mayReadSurvey,
  maySetSurveys,
} from './access.ts'
import { questionKinds } from './core.ts'
import { needsRules, surveyStates } from './tables.ts'

const tags = ['Surveys']
const line = (most: number) => z.string().trim().min(1).max(most)

export const SurveyQuestion = z
  .object({
    key: z.string().regex(/^[a-z0-9]{1,12}$/),
    kind: z.enum(questionKinds),
    title: line(200),
    required: z.boolean(),
    options: z.array(line(80)).max(20).describe('Of a choice or a ranking'),
    most: z.int().min(3).max(10).describe('The highest value of a scale'),
  })
  .openapi('SurveyQuestion')

export const NewSurvey = z
  .object({
    id: z.uuid(),
    organisationId: z.uuid().nullable().describe('Whose survey it is; null with a programme, which says it'),
    programmeId: z.uuid().nullable(),
    populationId: z.uuid().nullable().describe('Whom it asks; null for the audience of the programme, or everybody'),
    title: line(80),
    lead: z.string().trim().max(500),
    anonymous: z.boolean(),
    questions: z.array(SurveyQuestion).max(40),
    closesOn: z.iso.date(),
  })
  .openapi('NewSurvey')
export type NewSurvey = z.infer<typeof NewSurvey>

export const SurveyChange = NewSurvey.omit({ id: true, organisationId: true, programmeId: true })
  .extend({ version: z.int() })
  .openapi('SurveyChange')
export type SurveyChange = z.infer<typeof SurveyChange>

export const Survey = z
  .object({
    id: z.uuid(),
    organisationId: z.uuid(),
    organisationName: z.string(),
    programmeId: z.uuid().nullable(),
    programmeTitle: z.string().nullable(),
    populationId: z.uuid().nullable(),
    populationName: z.string().nullable(),
    title: z.string(),
    anonymous: z.boolean(),
    closesOn: z.string(),
    state: z.enum(surveyStates),
    asked: z.int(),
    answered: z.int(),
    createdByName: z.string(),
    openedAt: z.string().nullable(),
    closedAt: z.string().nullable(),
  })
  .openapi('Survey')
export type Survey = z.infer<typeof Survey>

const QuestionResult = z.object({
  key: z.string(),
  answered: z.int(),
  /** Of a choice how often each option was chosen, of a scale each value, of a ranking the sum of places. */
  counts: z.array(z.int()),
  texts: z.array(z.string()),
})

export const SurveyInFull = Survey.extend({
  lead: z.string(),
  questions: z.array(SurveyQuestion),
  version: z.int(),
  /** Null while too few have answered to show it, or nobody has. */
  results: z.array(QuestionResult).nullable(),
}).openapi('SurveyInFull')
export type SurveyInFull = z.infer<typeof SurveyInFull>

export const OwnSurvey = z
  .object({
    id: z.uuid(),
    title: z.string(),
    lead: z.string(),
    organisationName: z.string(),
    programmeTitle: z.string().nullable(),
    anonymous: z.boolean(),
    closesOn: z.string(),
    answered: z.boolean(),
    questions: z.array(SurveyQuestion),
  })
  .openapi('OwnSurvey')
export type OwnSurvey = z.infer<typeof OwnSurvey>

export const SurveysQuery = Paging.extend({
  state: z.enum(surveyStates).optional(),
  programmeId: z.uuid().optional(),
  q: z.string().trim().max(40).default(''),
})
export type SurveysQuery = z.infer<typeof SurveysQuery>

export const SurveySetting = z
  .object({ needs: z.enum(needsRules), changedByName: z.string().nullable() })
  .openapi('SurveySetting')
export type SurveySetting = z.infer<typeof SurveySetting>

export const ProgrammeNeeds = z
  .object({ needs: z.enum(needsRules), surveyed: z.boolean(), surveys: z.array(SurveyInFull) })
  .openapi('ProgrammeNeeds')
export type ProgrammeNeeds = z.infer<typeof ProgrammeNeeds>

const answer = z.union([z.array(z.int().min(0).max(19)).max(20), z.int(), z.string().max(500)])
export const SurveyAnswers = z.object({ answers: z.record(z.string().max(12), answer) }).openapi('SurveyAnswers')

const one = { params: idParam('surveyId') }

export const listSurveysRoute = createRoute({
  method: 'get',
  path: '/surveys',
  operationId: 'listSurveys',
  tags,
  summary: 'The surveys of your part of the tree, the newest first',
  access: mayListSurveys,
  request: { query: SurveysQuery },
  responses: { 200: json(page(Survey), 'A page of surveys'), 400: refused, 401: refused, 403: refused },
})

export const addSurveyRoute = createRoute({
  method: 'post',
  path: '/surveys',
  operationId: 'addSurvey',
  tags,
  summary: 'Write a survey; it asks nobody before it is opened',
  access: mayAddSurvey,
  request: { body: { ...json(NewSurvey, 'What it asks, and whom'), required: true } },
  responses: {
    201: json(SurveyInFull, 'Written'),
    ...refusedChange,
  },
})

export const readSurveyRoute = createRoute({
  method: 'get',
  path: '/surveys/{surveyId}',
  operationId: 'readSurvey',
  tags,
  summary: 'One survey: its questions, how many answered, and what they said',
  access: mayReadSurvey,
  request: one,
  responses: { 200: json(SurveyInFull, 'The survey'), 401: refused, 403: refused, 404: refused },
})

export const changeSurveyRoute = createRoute({
  method: 'put',
  path: '/surveys/{surveyId}',
  operationId: 'changeSurvey',
  tags,
  summary: 'Change a survey that was not opened yet',
  access: mayManageSurvey,
  request: { ...one, body: { ...json(SurveyChange, 'What it asks now'), required: true } },
  responses: {
    200: json(SurveyInFull, 'Changed'),
    ...refusedChange,
  },
})

export const openSurveyRoute = createRoute({
  method: 'post',
  path: '/surveys/{surveyId}/opening',
  operationId: 'openSurvey',
  tags,
  summary: 'Open a survey: everybody whom it asks is told',
  access: mayManageSurvey,
  request: one,
  responses: { 200: json(SurveyInFull, 'Open'), 401: refused, 403: refused, 404: refused, 409: refused, 422: refused },
})

export const closeSurveyRoute = createRoute({
  method: 'post',
  path: '/surveys/{surveyId}/closing',
  operationId: 'closeSurvey',
  tags,
  summary: 'Close a survey before its day',
  access: mayManageSurvey,
  request: one,
  responses: { 200: json(SurveyInFull, 'Closed'), 401: refused, 403: refused, 404: refused, 409: refused },
})

export const exportSurveyRoute = createRoute({
  method: 'get',
  path: '/surveys/{surveyId}/export',
  operationId: 'exportSurvey',
  tags,
  summary: 'The results as an Excel file; who said what only where the survey was not anonymous',
  access: mayReadSurvey,
  request: one,
  responses: { 200: workbook, 401: refused, 403: refused, 404: refused, 409: refused },
})

export const readNeedsRoute = createRoute({
  method: 'get',
  path: '/programmes/{programmeId}/needs',
  operationId: 'readProgrammeNeeds',
  tags,
  summary: 'The surveys behind a programme with their results, and whether it may be published without one',
  access: mayReadNeeds,
  request: { params: idParam('programmeId') },
  responses: { 200: json(ProgrammeNeeds, 'The needs'), 401: refused, 403: refused, 404: refused },
})

export const readSurveySettingRoute = createRoute({
  method: 'get',
  path: '/survey-setting',
  operationId: 'readSurveySetting',
  tags,
  summary: 'What becomes of a programme that is published without a survey',
  access: mayListSurveys,
  responses: { 200: json(SurveySetting, 'The setting'), 401: refused, 403: refused },
})

export const setSurveysRoute = createRoute({
  method: 'put',
  path: '/survey-setting',
  operationId: 'setSurveys',
  tags,
  summary: 'Say what becomes of a programme that is published without a survey',
  access: maySetSurveys,
  request: {
    body: { ...json(SurveySetting.pick({ needs: true }).openapi('NewSurveySetting'), 'What'), required: true },
  },
  responses: { 200: json(SurveySetting, 'Set'), 400: refused, 401: refused, 403: refused },
})

export const listOwnSurveysRoute = createRoute({
  method: 'get',
  path: '/my/surveys',
  operationId: 'listOwnSurveys',
  tags,
  summary: 'The open surveys that ask you, those without your answer first',
  access: mayAnswer,
  responses: { 200: json(z.object({ items: z.array(OwnSurvey) }), 'Your surveys'), 401: refused, 403: refused },
})

export const answerSurveyRoute = createRoute({
  method: 'post',
  path: '/my/surveys/{surveyId}/answers',
  operationId: 'answerSurvey',
  tags,
  summary: 'Answer a survey, once; of an anonymous one nothing links the answer to you',
  access: mayAnswer,
  request: { ...one, body: { ...json(SurveyAnswers, 'By question'), required: true } },
  responses: {
    201: json(z.object({ answered: z.literal(true) }), 'Taken'),
    ...refusedChange,
  },
})
