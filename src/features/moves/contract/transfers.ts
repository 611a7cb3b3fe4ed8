import { createSelectSchema } from 'drizzle-zod'
import { createRoute, idParam, json, Paging, page, refused, z } from '../../../platform/http/openapi.ts'
import { pastedFilter } from '../../pastes/public.ts'
import { mayAskTransfer, mayDecideTransfer, mayListTransfers } from '../access.ts'
import { transfers, transferSides, transferStates } from '../tables.ts'

export const Transfer = createSelectSchema(transfers)
  .pick({
    id: true,
    personId: true,
    fromId: true,
    toId: true,
    datedOn: true,
    reason: true,
    askedByName: true,
    answer: true,
  })
  .extend({
    personName: z.string(),
    staffNo: z.string(),
    fromName: z.string(),
    toName: z.string(),
    askedSide: z.enum(transferSides),
    state: z.enum(transferStates),
    askedAt: z.string(),
    decidedByName: z.string().nullable(),
    decidedAt: z.string().nullable(),
    /** Whether the one who asks may accept or refuse it, and whether they may take it back. */
    mayDecide: z.boolean(),
    mayWithdraw: z.boolean(),
  })
  .openapi('Transfer')
export type Transfer = z.infer<typeof Transfer>

export const NewTransfer = z
  .object({
    id: z.uuid(),
    /** Somebody on one's own roster by id; somebody of another school by staff number and name, which must both fit. */
    person: z.union([
      z.object({ id: z.uuid() }).strict(),
      z.object({ staffNo: z.string().trim().min(1).max(30), name: z.string().trim().min(1).max(40) }).strict(),
    ]),
    toId: z.uuid(),
    on: z.iso.date(),
    reason: z.string().trim().min(2).max(200),
  })
  .openapi('NewTransfer')
export type NewTransfer = z.infer<typeof NewTransfer>

export const TransferDecision = z
  .object({
    outcome: z.enum(['accepted', 'refused', 'withdrawn']),
    answer: z.string().trim().max(200).nullable().default(null),
  })
  .openapi('TransferDecision')
export type TransferDecision = z.infer<typeof TransferDecision>

export const TransferQuery = Paging.extend({
  ...pastedFilter,
  state: z.enum(transferStates).optional(),
  personId: z.uuid().optional(),
})
export type TransferQuery = z.infer<typeof TransferQuery>

export const listTransfersRoute = createRoute({
  method: 'get',
  path: '/transfers',
  operationId: 'listTransfers',
  tags: ['People'],
  summary: 'List the transfers that touch your part of the tree, the latest first',
  access: mayListTransfers,
  request: { query: TransferQuery },
  responses: { 200: json(page(Transfer), 'A page of transfers'), 400: refused, 403: refused },
})

export const askTransferRoute = createRoute({
  method: 'post',
  path: '/transfers',
  operationId: 'askTransfer',
  tags: ['People'],
  summary: 'Ask for a transfer from or to one of your schools; over both, it is done at once',
  access: mayAskTransfer,
  request: { body: { ...json(NewTransfer, 'The transfer'), required: true } },
  responses: {
    201: json(Transfer, 'Asked, or done'),
    400: refused,
    403: refused,
    404: refused,
    409: refused,
    422: refused,
  },
})

export const decideTransferRoute = createRoute({
  method: 'post',
  path: '/transfers/{transferId}/decision',
  operationId: 'decideTransfer',
  tags: ['People'],
  summary: 'Accept or refuse a transfer as the other side, or take back your own',
  access: mayDecideTransfer,
  request: {
    params: idParam('transferId'),
    body: { ...json(TransferDecision, 'The decision'), required: true },
  },
  responses: { 201: json(Transfer, 'Decided'), 400: refused, 404: refused, 409: refused, 422: refused },
})
