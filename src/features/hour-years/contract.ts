import { createRoute, idParam, json, Paging, refused, z } from '../../platform/http/openapi.ts'
import { workbook } from '../../platform/excel/answers.ts'
import { mayCheckYear, mayFreezeYear, mayPreviewYear, mayReadYears } from './access.ts'

const Said = z.object({ zh: z.string(), en: z.string() })
const Sum = z.object({ entries: z.int(), people: z.int(), centihours: z.int() })

export const YearDifference = z
  .object({
    kind: z.enum(['rules', 'line', 'head', 'sums', 'standing', 'whole']),
    personId: z.uuid().nullable(),
    name: z.string().nullable(),
    staffNo: z.string().nullable(),
    requirementId: z.string().nullable(),
    frozen: z.string().nullable(),
    recomputed: z.string().nullable(),
  })
  .openapi('HourYearDifference')

const Check = z.object({
  id: z.uuid(),
  checkedAt: z.string(),
  /** Null where the command line asked. */
  checkedByName: z.string().nullable(),
  persons: z.int(),
  /** The first difference; null where everything came out as it was. */
  difference: YearDifference.nullable(),
})

/** An edition of a closed year. */
export const HourYearSummary = z
  .object({
    id: z.uuid(),
    year: z.int(),
    edition: z.int(),
    isLatest: z.boolean(),
    frozenOn: z.string(),
    frozenAt: z.string(),
    frozenByName: z.string(),
    reason: z.string().nullable(),
    people: z.int(),
    persons: z.int(),
    entries: z.int(),
    centihours: z.int(),
    onTheWay: z.int(),
    onTheWayCentihours: z.int(),
    rootSeq: z.int().nullable(),
    rootHash: z.string().nullable(),
    hash: z.string(),
    /** Of your part of the tree: in post, those who missed something, and verified hours of the year. */
    own: z.object({ people: z.int(), short: z.int(), centihours: z.int() }),
    supplements: Sum,
    check: Check.nullable(),
  })
  .openapi('HourYearSummary')
export type HourYearSummary = z.infer<typeof HourYearSummary>

export const HourYears = z
  .object({
    items: z.array(z.object({ year: z.int(), isOver: z.boolean(), editions: z.array(HourYearSummary) })),
  })
  .openapi('HourYears')
export type HourYears = z.infer<typeof HourYears>

const demand = { id: z.string(), title: Said, fromYear: z.int().nullable(), toYear: z.int().nullable() }
const reached = { due: z.int(), met: z.int() }

export const HourYearPreview = z
  .object({
    year: z.int(),
    isOver: z.boolean(),
    hasBegun: z.boolean(),
    /** Which edition it would become. */
    edition: z.int(),
    /** What was posted since the last edition; null where there is none. */
    supplements: Sum.nullable(),
    onTheWay: z.object({ records: z.int(), people: z.int(), centihours: z.int() }),
    /** The last root over the ledger. */
    sealed: z.object({ seq: z.int(), day: z.string() }).nullable(),
    requirements: z.array(z.object({ ...demand, ...reached })),
  })
  .openapi('HourYearPreview')
export type HourYearPreview = z.infer<typeof HourYearPreview>

export const HourYear = HourYearSummary.extend({
  editions: z.array(z.object({ id: z.uuid(), edition: z.int(), frozenOn: z.string() })),
  requirements: z.array(
    z.object({
      ...demand,
      ...reached,
      kind: z.enum(['least', 'most', 'average', 'ratio']),
      units: z.int(),
      unit: z.enum(['hour', 'credit']),
      source: z.string(),
      /** How many reach it with what was posted later. */
      metWith: z.int(),
    }),
  ),
  schools: z.array(
    z.object({
      organisationId: z.uuid(),
      organisationName: z.string(),
      cells: z.array(z.object({ requirementId: z.string(), ...reached })),
    }),
  ),
  /** Of how many people what was posted later changes a verdict. */
  verdicts: z.int(),
  checks: z.array(Check),
}).openapi('HourYear')
export type HourYear = z.infer<typeof HourYear>

const State = z.enum(['met', 'short', 'exempt', 'aim', 'limit'])

export const FrozenPersonRow = z
  .object({
    personId: z.uuid(),
    name: z.string(),
    staffNo: z.string(),
    organisationName: z.string(),
    /** Verified hours of the year. */
    centihours: z.int(),
    missing: z.int(),
    headSeq: z.int(),
    /** The first 12 characters of the hash of their last entry. */
    mark: z.string(),
    cells: z.array(
      z.object({ requirementId: z.string(), state: State, needed: z.int(), counted: z.int(), missing: z.int() }),
    ),
  })
  .openapi('FrozenPerson')
export type FrozenPersonRow = z.infer<typeof FrozenPersonRow>

export const Supplement = z
  .object({
    id: z.uuid(),
    personId: z.uuid(),
    name: z.string(),
    staffNo: z.string(),
    organisationName: z.string(),
    direction: z.enum(['earned', 'reversed', 'opening', 'carried']),
    centihours: z.int(),
    earnedOn: z.string(),
    category: z.string().nullable(),
    sourceTitle: z.string(),
    postedAt: z.string(),
    recordedByName: z.string().nullable(),
    postedByName: z.string(),
    /** Why it came late, or why it was reversed. */
    reason: z.string().nullable(),
    /** Recorded before the year was closed: on its way then, it comes late without anybody having to say why. */
    isUnderWay: z.boolean(),
    /** Verified hours of the year when it was closed; null for who was not in it. */
    before: z.int().nullable(),
    /** The same with all supplements of the person. */
    after: z.int(),
    verdicts: z.array(
      z.object({
        requirementId: z.string(),
        title: Said,
        before: State,
        after: State,
        missingBefore: z.int(),
        missingAfter: z.int(),
      }),
    ),
  })
  .openapi('HourYearSupplement')
export type Supplement = z.infer<typeof Supplement>

const year = z.coerce.number().int().min(2000).max(2100)
const params = idParam('hourYearId')
const underWay = json(z.object({ jobId: z.uuid() }), 'Under way')

export const listYearsRoute = createRoute({
  method: 'get',
  path: '/hour-years',
  operationId: 'listHourYears',
  tags: ['Hour years'],
  summary: 'The years of the bureau, which of them are closed, and how much was posted for them later',
  access: mayReadYears,
  request: {},
  responses: { 200: json(HourYears, 'The years, the latest first'), 403: refused },
})

export const previewYearRoute = createRoute({
  method: 'get',
  path: '/hour-year-preview',
  operationId: 'previewHourYear',
  tags: ['Hour years'],
  summary: 'What closing a year would find: hours on their way, and who is short',
  access: mayPreviewYear,
  request: { query: z.object({ year }) },
  responses: { 200: json(HourYearPreview, 'As it stands now'), 400: refused, 403: refused },
})

export const NewHourYear = z
  .object({ id: z.uuid(), year: z.int().min(2000).max(2100), reason: z.string().trim().min(2).max(200).nullable() })
  .openapi('NewHourYear')

export const freezeYearRoute = createRoute({
  method: 'post',
  path: '/hour-years',
  operationId: 'freezeHourYear',
  tags: ['Hour years'],
  summary: 'Close a year, or close it again with what was posted later',
  access: mayFreezeYear,
  request: { body: { ...json(NewHourYear, 'Which year, under which id, and why it may be'), required: true } },
  responses: { 202: underWay, 400: refused, 403: refused, 409: refused, 422: refused },
})

export const readYearRoute = createRoute({
  method: 'get',
  path: '/hour-years/{hourYearId}',
  operationId: 'readHourYear',
  tags: ['Hour years'],
  summary: 'An edition of a closed year: its figures by requirement and school, and with what came later',
  access: mayReadYears,
  request: { params },
  responses: { 200: json(HourYear, 'The edition'), 403: refused, 404: refused },
})

export const PeopleQuery = z.object({
  organisationId: z.uuid().optional(),
  requirementId: z.string().max(120).optional(),
  short: z.enum(['1']).optional(),
  q: z.string().trim().max(40).default(''),
})

export const listFrozenRoute = createRoute({
  method: 'get',
  path: '/hour-years/{hourYearId}/people',
  operationId: 'listFrozenPeople',
  tags: ['Hour years'],
  summary: 'How people stood when the year was closed, the most missing first',
  access: mayReadYears,
  request: { params, query: PeopleQuery.extend(Paging.shape) },
  responses: {
    200: json(
      z.object({ items: z.array(FrozenPersonRow), nextCursor: z.string().nullable(), total: z.int() }),
      'A page of people',
    ),
    400: refused,
    403: refused,
    404: refused,
  },
})

export const listSupplementsRoute = createRoute({
  method: 'get',
  path: '/hour-years/{hourYearId}/supplements',
  operationId: 'listHourYearSupplements',
  tags: ['Hour years'],
  summary: 'What was posted for the year after it was closed: who, when, why, and what it changed',
  access: mayReadYears,
  request: { params, query: z.object({ q: z.string().trim().max(40).default('') }).extend(Paging.shape) },
  responses: {
    200: json(z.object({ items: z.array(Supplement), nextCursor: z.string().nullable() }), 'A page of supplements'),
    400: refused,
    403: refused,
    404: refused,
  },
})

export const checkYearRoute = createRoute({
  method: 'post',
  path: '/hour-years/{hourYearId}/checks',
  operationId: 'checkHourYear',
  tags: ['Hour years'],
  summary: 'Recompute an edition from the entries, under the rules and facts of that day',
  access: mayCheckYear,
  request: { params, body: { ...json(z.object({ id: z.uuid() }), 'An id of your own'), required: true } },
  responses: { 202: underWay, 400: refused, 403: refused, 404: refused, 409: refused },
})

export const exportFrozenRoute = createRoute({
  method: 'get',
  path: '/hour-years/{hourYearId}/export',
  operationId: 'exportHourYear',
  tags: ['Hour years'],
  summary: 'Everybody of a closed year as an Excel file',
  access: mayReadYears,
  request: { params },
  responses: { 200: workbook, 403: refused, 404: refused },
})

export const exportSupplementsRoute = createRoute({
  method: 'get',
  path: '/hour-years/{hourYearId}/supplements/export',
  operationId: 'exportHourYearSupplements',
  tags: ['Hour years'],
  summary: 'The supplements of a closed year as an Excel file',
  access: mayReadYears,
  request: { params },
  responses: { 200: workbook, 403: refused, 404: refused },
})
