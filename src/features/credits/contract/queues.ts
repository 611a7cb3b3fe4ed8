import { createRoute, json, page, refused, z } from '../../../platform/http/openapi.ts'
import { mayListRecords } from '../access.ts'
import { CreditRecord, RecordsAsked, RecordsQuery } from '../contract.ts'
import { recordStates } from '../tables.ts'

/** Earlier hours of the same person that may be the same work. */
export const AlikeWork = z
  .object({
    id: z.uuid(),
    state: z.enum(recordStates),
    sourceKind: z.string(),
    sourceId: z.uuid(),
    title: z.string(),
    category: z.string().nullable(),
    centihours: z.int(),
    earnedOn: z.string(),
  })
  .openapi('CreditAlikeWork')
export type AlikeWork = z.infer<typeof AlikeWork>

export const QueuedRecord = CreditRecord.extend({
  alike: z
    .array(AlikeWork)
    .describe(
      'Earlier hours of this person that may be the same work: as many, of the same category, near the day, under a similar title',
    ),
}).openapi('QueuedCreditRecord')
export type QueuedRecord = z.infer<typeof QueuedRecord>

export const listRecordsRoute = createRoute({
  method: 'get',
  path: '/credit-records',
  operationId: 'listCreditRecords',
  tags: ['Credits'],
  summary: 'Hours on their way to the ledger, the longest waiting first, each with what it may repeat',
  access: mayListRecords,
  request: { query: RecordsQuery },
  responses: { 200: json(page(QueuedRecord), 'A page of records'), 400: refused, 401: refused, 403: refused },
})

/** How many records are chosen at once at most. */
export const mostChosen = 2_000

export const RecordIds = z.object({ ids: z.array(z.uuid()).max(mostChosen), total: z.int() }).openapi('CreditRecordIds')

export const RecordSource = z
  .object({
    sourceId: z.uuid(),
    title: z.string(),
    /** Of hours of a class: the class, and its programme. */
    classTitle: z.string().nullable(),
    programmeId: z.uuid().nullable(),
    programmeTitle: z.string().nullable(),
    records: z.int(),
  })
  .openapi('CreditRecordSource')
export type RecordSource = z.infer<typeof RecordSource>

export const listRecordIdsRoute = createRoute({
  method: 'get',
  path: '/credit-record-ids',
  operationId: 'listCreditRecordIds',
  tags: ['Credits'],
  summary:
    'The ids of every record that a list asks for, the longest waiting first: at most 2,000, and how many there are',
  access: mayListRecords,
  request: { query: RecordsAsked },
  responses: { 200: json(RecordIds, 'The ids'), 400: refused, 403: refused },
})

export const listRecordSourcesRoute = createRoute({
  method: 'get',
  path: '/credit-record-sources',
  operationId: 'listCreditRecordSources',
  tags: ['Credits'],
  summary: 'The classes and other sources that the records of a queue come from; at most 500',
  access: mayListRecords,
  request: { query: RecordsAsked.pick({ state: true }) },
  responses: {
    200: json(z.object({ items: z.array(RecordSource) }).openapi('CreditRecordSources'), 'By programme, then by class'),
    400: refused,
    403: refused,
  },
})
