import { createRoute, idParam, json, refused, z } from '../../../platform/http/openapi.ts'
import { mayMark, mayReadOwnSelections } from '../access.ts'
import { selectionStates } from '../core/states.ts'
import { resultOutcomes } from '../tables.ts'
import { Reserve } from './reserves.ts'

const tags = ['Selections']
const Id = z.uuid()
const body = <S extends z.ZodType>(schema: S) => ({
  body: { content: { 'application/json': { schema } }, required: true },
})

/** What an expert has to mark in the open step of a selection. */
export const Marking = z
  .object({
    id: Id.describe('The selection'),
    title: z.string(),
    stepTitle: z.string(),
    blind: z.boolean(),
    criteria: z.array(z.object({ id: z.string(), title: z.string(), maxCentipoints: z.int() })),
    rows: z.array(
      z.object({
        personId: Id,
        number: z.int(),
        name: z.string().nullable().describe('Null where names are hidden'),
        schoolName: z.string().nullable(),
        marks: z.array(z.object({ criterion: z.string(), centipoints: z.int() })),
      }),
    ),
  })
  .openapi('SelectionMarking')
export type Marking = z.infer<typeof Marking>

export const listMarkingsRoute = createRoute({
  method: 'get',
  path: '/my/markings',
  operationId: 'listOwnMarkings',
  tags,
  summary: 'Whom you were given to mark, in every selection that is open',
  access: mayMark,
  responses: { 200: json(z.object({ items: z.array(Marking) }), 'Markings') },
})

export const saveMarksRoute = createRoute({
  method: 'put',
  path: '/my/markings/{markingId}',
  operationId: 'saveOwnMarks',
  tags,
  summary: 'Keep marks for whom you were given; they count when the step is closed',
  access: mayMark,
  request: {
    params: idParam('markingId'),
    ...body(
      z.object({
        marks: z
          .array(z.object({ personId: Id, criterion: z.string(), centipoints: z.int().min(0).max(100_000) }))
          .min(1)
          .max(2000),
      }),
    ),
  },
  responses: { 200: json(Marking, 'Kept'), 400: refused, 404: refused, 409: refused, 422: refused },
})

export const declareConflictRoute = createRoute({
  method: 'post',
  path: '/my/markings/{markingId}/conflicts',
  operationId: 'declareSelectionConflict',
  tags,
  summary: 'Say that you should not mark somebody, and why: another expert is found, your marks for them are gone',
  access: mayMark,
  request: {
    params: idParam('markingId'),
    ...body(z.object({ personId: Id, reason: z.string().trim().min(2).max(200) })),
  },
  responses: {
    200: json(z.object({ items: z.array(Marking) }), 'What is left'),
    400: refused,
    404: refused,
    409: refused,
  },
})

/** How somebody did in a selection, in the steps that are closed. */
export const OwnSelection = z
  .object({
    id: Id,
    title: z.string(),
    state: z.enum(selectionStates),
    places: z.int(),
    programmeId: Id.nullable(),
    reserve: Reserve.nullable().describe('How you stand as a reserve once it is settled'),
    results: z.array(
      z.object({
        step: z.string(),
        stepTitle: z.string().nullable().describe('Null for the overall result'),
        centipoints: z.int().nullable(),
        rank: z.int().nullable(),
        rankInPart: z.int().nullable(),
        outcome: z.enum(resultOutcomes),
        cutOff: z.int().nullable(),
      }),
    ),
  })
  .openapi('OwnSelection')
export type OwnSelection = z.infer<typeof OwnSelection>

export const listOwnSelectionsRoute = createRoute({
  method: 'get',
  path: '/my/selections',
  operationId: 'listOwnSelections',
  tags,
  summary: 'How you did in selections: your score, the cut-off, your rank and what came of it',
  access: mayReadOwnSelections,
  responses: { 200: json(z.object({ items: z.array(OwnSelection) }), 'Your selections'), 403: refused },
})
