import { createRoute, idParam, json, refused, refusedChange, z } from '../../../platform/http/openapi.ts'
import { mayNominate, mayUndoNomination } from '../access.ts'
import { IntakeRow } from './ways.ts'

const tags = ['Enrolment']

export const Nomination = z
  .object({
    id: z.uuid(),
    madeAt: z.string(),
    nominated: z.int(),
    open: z.int().describe('Nobody has decided on them: they leave when the nomination is taken back'),
    admitted: z.int(),
  })
  .openapi('Nomination')
export type Nomination = z.infer<typeof Nomination>

export const NominationUndone = z
  .object({
    id: z.uuid(),
    rows: z.array(
      IntakeRow.extend({ left: z.boolean().describe('Whether they left by this') }).openapi('NominationUndoneRow'),
    ),
  })
  .openapi('NominationUndone')
export type NominationUndone = z.infer<typeof NominationUndone>

export const listNominationsRoute = createRoute({
  method: 'get',
  path: '/nominations',
  operationId: 'listNominations',
  tags,
  summary: 'What your schools nominated for a programme at once',
  access: mayNominate,
  request: { query: z.object({ programmeId: z.uuid() }) },
  responses: { 200: json(z.object({ items: z.array(Nomination) }), 'The newest first'), 400: refused, 403: refused },
})

export const undoNominationRoute = createRoute({
  method: 'post',
  path: '/nominations/{nominationId}/undoing',
  operationId: 'undoNomination',
  tags,
  summary: 'Take a nomination back as a whole; whoever was decided on since stays, and is answered with why',
  access: mayUndoNomination,
  request: { params: idParam('nominationId') },
  responses: { 200: json(NominationUndone, 'What became of each'), ...refusedChange },
})
