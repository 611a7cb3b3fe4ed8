import { createSelectSchema } from 'drizzle-zod'
import type { Population } from '../../lib/population/population.ts'
import {
  admissions,
  programmeKinds,
  programmeLevels,
  programmeModes,
  programmeStates,
} from '../../lib/programmes/codes.ts'
import { createRoute, idParam, json, Paging, page, refused, z } from '../../platform/http/openapi.ts'
import {
  mayAddProgramme,
  mayApproveProgramme,
  mayListProgrammes,
  mayManageProgramme,
  mayPreviewAudience,
  mayReadOwnProgrammes,
  mayReadProgramme,
  mayReadProgrammeHistory,
} from './access.ts'
import { pastedFilter } from '../pastes/public.ts'
import { programmes } from './tables.ts'

const codes = z.array(z.string().min(1).max(30)).max(40).readonly()

/** A rule over people: 层 × 类. */
export const Audience = z
  .strictObject({
    stages: codes.optional(),
    subjects: codes.optional(),
    posts: codes.optional(),
    titles: codes.optional(),
    talentLevels: codes.optional(),
    settings: z
      .array(z.enum(['urban', 'town', 'rural']))
      .readonly()
      .optional(),
    yearsMin: z.int().min(0).max(60).optional(),
    yearsMax: z.int().min(0).max(60).optional(),
    organisationIds: z.array(z.uuid()).max(200).readonly().optional(),
  })
  .openapi('Audience')

/** A rule over people as it is handed in: JSON knows no undefined, so a key that is there has a value. */
export const AudienceInput = Audience.transform((rule) => rule as Population)

const date = z.iso.date()
const instant = z.iso.datetime({ offset: true })

const Row = createSelectSchema(programmes).pick({
  id: true,
  planId: true,
  organisationId: true,
  providerId: true,
  year: true,
  no: true,
  title: true,
  planTitle: true,
  category: true,
  headcount: true,
  approximate: true,
  wholeRoster: true,
  yearRound: true,
  place: true,
  centihours: true,
  certificate: true,
  chiefExpert: true,
  placesMax: true,
  startsOn: true,
  endsOn: true,
})

export const Programme = Row.extend({
  organisationName: z.string(),
  providerName: z.string().nullable(),
  planName: z.string().nullable(),
  level: z.enum(programmeLevels),
  kind: z.enum(programmeKinds),
  admission: z.enum(admissions),
  state: z.enum(programmeStates),
  audience: Audience,
  modes: z.array(z.enum(programmeModes)),
  months: z.array(z.int()),
  enrolOpensAt: z.string().nullable(),
  enrolClosesAt: z.string().nullable(),
}).openapi('Programme')
export type Programme = z.infer<typeof Programme>

export const ProgrammeInFull = Programme.extend({
  justification: z.string().nullable(),
  scheme: z.string().nullable(),
  schemeFileId: z.uuid().nullable(),
  justifiedBy: z.uuid().nullable(),
  justifiedFor: z.uuid().nullable(),
  justifiedAt: z.string().nullable(),
  approvedAt: z.string().nullable(),
  publishedAt: z.string().nullable(),
  closedOn: z.string().nullable(),
  cancelledReason: z.string().nullable(),
  returnedReason: z.string().nullable(),
  version: z.int(),
  audienceSize: z.int().describe('How many people its rule means today; for 全员 this is its headcount'),
  timing: z.enum(['unplanned', 'undated', 'as_planned', 'moved']),
}).openapi('ProgrammeInFull')
export type ProgrammeInFull = z.infer<typeof ProgrammeInFull>

const line = (most: number) => z.string().trim().min(1).max(most)

const fields = {
  providerId: z.uuid().nullable(),
  no: z.int().min(1).max(999).nullable(),
  title: line(120),
  planTitle: line(120).nullable(),
  level: z.enum(programmeLevels),
  kind: z.enum(programmeKinds),
  category: line(20).nullable(),
  headcount: z.int().min(1).max(1_000_000).nullable(),
  approximate: z.boolean(),
  wholeRoster: z.boolean(),
  audience: AudienceInput,
  modes: z.array(z.enum(programmeModes)).max(15),
  months: z.array(z.int().min(1).max(12)).max(12),
  yearRound: z.boolean(),
  place: line(80).nullable(),
  centihours: z.int().min(0).max(100_000),
  certificate: z.boolean(),
  chiefExpert: line(40).nullable(),
  admission: z.enum(admissions),
  placesMax: z.int().min(1).max(1_000_000).nullable(),
  enrolOpensAt: instant.nullable(),
  enrolClosesAt: instant.nullable(),
  startsOn: date.nullable(),
  endsOn: date.nullable(),
}

const SavedRule = z.uuid().nullable().optional().describe('A saved population whose rule is the audience')

export const NewProgramme = z
  .object({
    ...fields,
    id: z.uuid(),
    planId: z.uuid().nullable().default(null),
    organisationId: z.uuid(),
    populationId: SavedRule,
    year: z.int().min(2000).max(2100),
    providerId: fields.providerId.default(null),
    no: fields.no.default(null),
    planTitle: fields.planTitle.default(null),
    category: fields.category.default(null),
    headcount: fields.headcount.default(null),
    approximate: fields.approximate.default(false),
    wholeRoster: fields.wholeRoster.default(false),
    modes: fields.modes.default([]),
    months: fields.months.default([]),
    yearRound: fields.yearRound.default(false),
    place: fields.place.default(null),
    centihours: fields.centihours.default(0),
    certificate: fields.certificate.default(true),
    chiefExpert: fields.chiefExpert.default(null),
    admission: fields.admission.default('first_come'),
    placesMax: fields.placesMax.default(null),
    enrolOpensAt: fields.enrolOpensAt.default(null),
    enrolClosesAt: fields.enrolClosesAt.default(null),
    startsOn: fields.startsOn.default(null),
    endsOn: fields.endsOn.default(null),
  })
  .openapi('NewProgramme')
export type NewProgramme = z.infer<typeof NewProgramme>

export const ProgrammeChange = z
  .object(fields)
  .partial()
  .extend({
    version: z.int().describe('The version that this change started from'),
    populationId: SavedRule,
  })
  .openapi('ProgrammeChange')
export type ProgrammeChange = z.infer<typeof ProgrammeChange>

export const ProgrammeQuery = Paging.extend({
  ...pastedFilter,
  q: z.string().trim().max(60).default(''),
  year: z.coerce.number().int().min(2000).max(2100).optional(),
  state: z.enum(programmeStates).optional(),
  level: z.enum(programmeLevels).optional(),
  planId: z.uuid().optional(),
})
export type ProgrammeQuery = z.infer<typeof ProgrammeQuery>

const ProgrammePage = page(Programme).extend({ counts: z.partialRecord(z.enum(programmeStates), z.int()) })

export const listProgrammesRoute = createRoute({
  method: 'get',
  path: '/programmes',
  operationId: 'listProgrammes',
  tags: ['Programmes'],
  summary: 'List the programmes of your part of the region, and those published above it',
  access: mayListProgrammes,
  request: { query: ProgrammeQuery },
  responses: { 200: json(ProgrammePage, 'A page of programmes, the newest year first'), 400: refused, 403: refused },
})

export const readProgrammeRoute = createRoute({
  method: 'get',
  path: '/programmes/{programmeId}',
  operationId: 'readProgramme',
  tags: ['Programmes'],
  summary: 'Read one programme; before its publication only over its owner or provider',
  access: mayReadProgramme,
  request: { params: idParam('programmeId') },
  responses: { 200: json(ProgrammeInFull, 'The programme'), 404: refused },
})

export const readProgrammeHistoryRoute = createRoute({
  method: 'get',
  path: '/programmes/{programmeId}/history',
  operationId: 'readProgrammeHistory',
  tags: ['Programmes'],
  summary: 'Who did what with a programme, the newest first',
  access: mayReadProgrammeHistory,
  request: { params: idParam('programmeId') },
  responses: {
    200: json(
      z.object({
        items: z.array(z.object({ id: z.string(), at: z.string(), accountName: z.string(), act: z.string() })),
      }),
      'At most a hundred acts',
    ),
    404: refused,
  },
})

export const addProgrammeRoute = createRoute({
  method: 'post',
  path: '/programmes',
  operationId: 'addProgramme',
  tags: ['Programmes'],
  summary: 'Draft a programme, under a plan or beside it',
  access: mayAddProgramme,
  request: { body: { ...json(NewProgramme, 'The programme to draft'), required: true } },
  responses: {
    201: json(ProgrammeInFull, 'Drafted, or already drafted with this id'),
    400: refused,
    404: refused,
    409: refused,
    422: refused,
  },
})

const changed = { 200: json(ProgrammeInFull, 'Done'), 400: refused, 404: refused, 409: refused, 422: refused }
const params = idParam('programmeId')

export const changeProgrammeRoute = createRoute({
  method: 'patch',
  path: '/programmes/{programmeId}',
  operationId: 'changeProgramme',
  tags: ['Programmes'],
  summary: 'Change what is said of a programme',
  access: mayManageProgramme,
  request: { params, body: { ...json(ProgrammeChange, 'What changes'), required: true } },
  responses: changed,
})

export const Justification = z
  .object({
    justification: z.string().trim().max(5000),
    scheme: line(20_000).nullable().default(null),
    schemeFileId: z.uuid().nullable().default(null),
  })
  .openapi('Justification')
export type Justification = z.infer<typeof Justification>

export const justifyProgrammeRoute = createRoute({
  method: 'post',
  path: '/programmes/{programmeId}/justification',
  operationId: 'justifyProgramme',
  tags: ['Programmes'],
  summary: 'Hand a programme in for approval, with its justification and its scheme',
  access: mayManageProgramme,
  request: { params, body: { ...json(Justification, 'Why, and how'), required: true } },
  responses: changed,
})

export const Approval = z
  .discriminatedUnion('decision', [
    z.object({ decision: z.literal('approve') }),
    z.object({ decision: z.literal('return'), reason: line(500) }),
  ])
  .openapi('ProgrammeApproval')
export type Approval = z.infer<typeof Approval>

export const approveProgrammeRoute = createRoute({
  method: 'post',
  path: '/programmes/{programmeId}/approval',
  operationId: 'approveProgramme',
  tags: ['Programmes'],
  summary: 'Approve a programme, or send it back with a reason',
  access: mayApproveProgramme,
  request: { params, body: { ...json(Approval, 'The decision'), required: true } },
  responses: changed,
})

const move = <const P extends string>(noun: P, operationId: string, summary: string) =>
  createRoute({
    method: 'post',
    path: `/programmes/{programmeId}/${noun}`,
    operationId,
    tags: ['Programmes'],
    summary,
    access: mayManageProgramme,
    request: { params },
    responses: changed,
  })

export const publishProgrammeRoute = move('publication', 'publishProgramme', 'Publish an approved programme')
export const openProgrammeRoute = move('opening', 'openProgramme', 'Open the enrolment of a published programme')
export const startProgrammeRoute = move('start', 'startProgramme', 'Start a programme: nobody applies any more')
export const archiveProgrammeRoute = move('archive', 'archiveProgramme', 'Archive a closed programme')

export const cancelProgrammeRoute = createRoute({
  method: 'post',
  path: '/programmes/{programmeId}/cancellation',
  operationId: 'cancelProgramme',
  tags: ['Programmes'],
  summary: 'Cancel a programme that has not started, with a reason',
  access: mayManageProgramme,
  request: { params, body: { ...json(z.object({ reason: line(500) }), 'Why'), required: true } },
  responses: changed,
})

export const AudiencePreview = z
  .object({
    size: z.int(),
    people: z.array(z.object({ id: z.uuid(), name: z.string(), organisationName: z.string() })),
  })
  .openapi('AudiencePreview')

export const previewAudienceRoute = createRoute({
  method: 'post',
  path: '/audience-previews',
  operationId: 'previewAudience',
  tags: ['Programmes'],
  summary: 'How many people a rule means today in your part of the region, and the first twenty',
  access: mayPreviewAudience,
  request: { body: { ...json(z.object({ population: AudienceInput }), 'The rule'), required: true } },
  responses: { 200: json(AudiencePreview, 'Whom it means'), 400: refused, 403: refused },
})

export const joinRefusals = [
  'enrolment_not_open',
  'enrolment_not_yet',
  'enrolment_closed',
  'outside_owner',
  'not_in_post',
  'stage_differs',
  'subject_differs',
  'post_differs',
  'title_differs',
  'talent_level_differs',
  'setting_differs',
  'years_differ',
  'organisation_differs',
] as const

export const OwnProgramme = Programme.extend({
  refusal: z.enum(joinRefusals).nullable().describe('Why the asker may not apply now; null when they may'),
  spelled: z.array(z.string()).describe('How the title is typed: whole pinyin, and its initials'),
}).openapi('OwnProgramme')
export type OwnProgramme = z.infer<typeof OwnProgramme>

export const listOwnProgrammesRoute = createRoute({
  method: 'get',
  path: '/my/programmes',
  operationId: 'listOwnProgrammes',
  tags: ['Programmes'],
  summary: 'The programmes published for your part of the region: those you may join first, and why not the rest',
  access: mayReadOwnProgrammes,
  responses: { 200: json(page(OwnProgramme), 'The programmes'), 403: refused },
})

export const readOwnProgrammeRoute = createRoute({
  method: 'get',
  path: '/my/programmes/{programmeId}',
  operationId: 'readOwnProgramme',
  tags: ['Programmes'],
  summary: 'One published programme, and whether you may join it',
  access: mayReadOwnProgrammes,
  request: { params },
  responses: { 200: json(OwnProgramme, 'The programme'), 404: refused },
})
