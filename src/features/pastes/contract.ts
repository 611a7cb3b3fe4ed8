import { createRoute, idParam, json, refused, z } from '../../platform/http/openapi.ts'
import { mayPaste, mayUsePasted } from './access.ts'
import { pasteReasons, pasteSubjects } from './core.ts'

/** The filter that each list takes beside its own: only what a pasted list names. */
export const pastedFilter = {
  pasted: z.uuid().optional().describe('Only what this pasted list of yours names'),
}

export const NewPastedList = z
  .object({
    id: z.uuid(),
    subject: z.enum(pasteSubjects),
    /** The cells as a spreadsheet copies them: tabs between cells, a line a row. */
    text: z.string(),
  })
  .openapi('NewPastedList')
export type NewPastedList = z.infer<typeof NewPastedList>

export const PastedList = z
  .object({
    id: z.uuid(),
    subject: z.enum(pasteSubjects),
    rows: z.int(),
    found: z.int(),
    /** Rows that name what an earlier row named. */
    repeated: z.int(),
    /** Rows that may mean several, and wait for a choice. */
    asked: z.int(),
    missing: z.int(),
    expiresAt: z.string(),
  })
  .openapi('PastedList')
export type PastedList = z.infer<typeof PastedList>

export const PastedRow = z
  .object({
    no: z.int(),
    /** Identity and phone numbers are masked. */
    cells: z.array(z.string()),
    outcome: z.enum(['ask', 'missing']),
    reason: z.enum(pasteReasons),
    candidates: z.array(z.object({ id: z.uuid(), name: z.string(), code: z.string(), place: z.string() })),
  })
  .openapi('PastedRow')
export type PastedRow = z.infer<typeof PastedRow>

export const PastedRows = z
  .object({ head: z.array(z.string()).nullable(), rows: z.array(PastedRow) })
  .openapi('PastedRows')
export type PastedRows = z.infer<typeof PastedRows>

export const PastedChoice = z.object({ no: z.int().min(1), objectId: z.uuid() }).openapi('PastedChoice')

export const pasteListRoute = createRoute({
  method: 'post',
  path: '/pasted-lists',
  operationId: 'pasteList',
  tags: ['Pasted lists'],
  summary:
    'Paste cells of a spreadsheet and find what they name in your part of the tree; kept for a day, for you alone',
  access: mayPaste,
  request: { body: { ...json(NewPastedList, 'What was pasted'), required: true } },
  responses: {
    201: json(PastedList, 'What was found'),
    400: refused,
    403: refused,
    409: refused,
    413: refused,
    422: refused,
  },
})

export const readPastedRoute = createRoute({
  method: 'get',
  path: '/pasted-lists/{pastedListId}',
  operationId: 'readPastedList',
  tags: ['Pasted lists'],
  summary: 'Read what became of a list that you pasted',
  access: mayUsePasted,
  request: { params: idParam('pastedListId') },
  responses: { 200: json(PastedList, 'The list'), 404: refused },
})

export const readPastedRowsRoute = createRoute({
  method: 'get',
  path: '/pasted-lists/{pastedListId}/rows',
  operationId: 'readPastedRows',
  tags: ['Pasted lists'],
  summary: 'Read the rows that name nothing, or more than one, with the reason of each',
  access: mayUsePasted,
  request: { params: idParam('pastedListId') },
  responses: { 200: json(PastedRows, 'The rows, at most 5,000'), 404: refused },
})

export const choosePastedRoute = createRoute({
  method: 'post',
  path: '/pasted-lists/{pastedListId}/choices',
  operationId: 'choosePasted',
  tags: ['Pasted lists'],
  summary: 'Say which of several a row means',
  access: mayUsePasted,
  request: {
    params: idParam('pastedListId'),
    body: { ...json(PastedChoice, 'The row and what it means'), required: true },
  },
  responses: { 201: json(PastedList, 'Chosen'), 400: refused, 404: refused, 409: refused },
})
