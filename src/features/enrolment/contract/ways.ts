import { workbook } from '../../../platform/excel/answers.ts'
import { createRoute, idParam, json, refused, z } from '../../../platform/http/openapi.ts'
import { mayNominate, mayReadPlaces, maySetPlaces, maySubstitute } from '../access.ts'
import { Enrolment } from '../contract.ts'

const tags = ['Enrolment']

export const IntakeRow = z
  .object({
    personId: z.uuid(),
    personName: z.string(),
    staffNo: z.string(),
    schoolName: z.string(),
    code: z.string().nullable().describe('Why not; none when they are in'),
  })
  .openapi('IntakeRow')

export const IntakeOutcome = z
  .object({
    id: z.uuid(),
    recorded: z.boolean().describe('Of a nomination: all of them or none'),
    rows: z.array(IntakeRow),
  })
  .openapi('IntakeOutcome')
export type IntakeOutcome = z.infer<typeof IntakeOutcome>

const Group = z
  .object({
    id: z.uuid(),
    personIds: z.array(z.uuid()).min(1).max(500),
    check: z.boolean().default(false).describe('Only say what would become of each'),
  })
  .openapi('NewIntake')
const forGroup = {
  params: idParam('programmeId'),
  body: { ...json(Group, 'Whom'), required: true as const },
}

export const nominateRoute = createRoute({
  method: 'post',
  path: '/nominations',
  operationId: 'nominate',
  tags,
  summary: 'Nominate people of your schools: all of them are recorded, or none, each with why not',
  access: mayNominate,
  request: {
    body: {
      ...json(Group.extend({ programmeId: z.uuid() }).openapi('NewNomination'), 'Whom, for what'),
      required: true,
    },
  },
  responses: {
    200: json(IntakeOutcome, 'What became of each'),
    400: refused,
    403: refused,
    404: refused,
    409: refused,
    422: refused,
  },
})

export const inviteRoute = createRoute({
  method: 'post',
  path: '/programmes/{programmeId}/invitations',
  operationId: 'invite',
  tags,
  summary: 'Invite people: a place is kept for each until they answer',
  access: maySetPlaces,
  request: forGroup,
  responses: {
    200: json(IntakeOutcome, 'What became of each'),
    400: refused,
    403: refused,
    404: refused,
    409: refused,
    422: refused,
  },
})

export const AssignedRow = z
  .object({
    no: z.int().describe('The row of the sheet, counted from 1'),
    name: z.string(),
    staffNo: z.string(),
    personId: z.uuid().nullable(),
    code: z.string().nullable().describe('Why not; none when they are or would be in'),
  })
  .openapi('AssignedRow')
export const AssignedList = z.object({ recorded: z.boolean(), rows: z.array(AssignedRow) }).openapi('AssignedList')
export type AssignedList = z.infer<typeof AssignedList>

export const assignRoute = createRoute({
  method: 'post',
  path: '/programmes/{programmeId}/assigned-lists',
  operationId: 'assignList',
  tags,
  summary: 'Admit the people of a spreadsheet, or only say what each row would do',
  access: maySetPlaces,
  request: {
    params: idParam('programmeId'),
    query: z.object({ id: z.uuid(), check: z.enum(['true', 'false']).default('true') }),
    body: { required: true as const, content: workbook.content },
  },
  responses: {
    200: json(AssignedList, 'What became of each row'),
    400: refused,
    403: refused,
    404: refused,
    409: refused,
    413: refused,
    422: refused,
  },
})

export const explainAssignedRoute = createRoute({
  method: 'post',
  path: '/programmes/{programmeId}/assigned-list-workbooks',
  operationId: 'explainAssignedList',
  tags,
  summary: 'The same spreadsheet back, with what each row would do and why not beside it',
  access: maySetPlaces,
  request: {
    params: idParam('programmeId'),
    query: z.object({ name: z.string().trim().min(1).max(120) }),
    body: { required: true as const, content: workbook.content },
  },
  responses: { 200: workbook, 400: refused, 403: refused, 404: refused, 409: refused, 413: refused, 422: refused },
})

const ofProgramme = z.object({ programmeId: z.uuid() })

export const nominateListRoute = createRoute({
  method: 'post',
  path: '/nomination-lists',
  operationId: 'nominateList',
  tags,
  summary: 'Nominate the people of a spreadsheet, all or none, or only say what each row would do',
  access: mayNominate,
  request: {
    query: ofProgramme.extend({ id: z.uuid(), check: z.enum(['true', 'false']).default('true') }),
    body: { required: true as const, content: workbook.content },
  },
  responses: {
    200: json(AssignedList, 'What became of each row'),
    400: refused,
    403: refused,
    404: refused,
    409: refused,
    413: refused,
    422: refused,
  },
})

export const explainNominatedRoute = createRoute({
  method: 'post',
  path: '/nomination-list-workbooks',
  operationId: 'explainNominatedList',
  tags,
  summary: 'The same spreadsheet back, with whether each row could be nominated and why not',
  access: mayNominate,
  request: {
    query: ofProgramme.extend({ name: z.string().trim().min(1).max(120) }),
    body: { required: true as const, content: workbook.content },
  },
  responses: { 200: workbook, 400: refused, 403: refused, 404: refused, 409: refused, 413: refused, 422: refused },
})

export const nominationTemplateRoute = createRoute({
  method: 'get',
  path: '/nomination-list-template',
  operationId: 'readNominationTemplate',
  tags,
  summary: 'An empty list of people to nominate, with notes',
  access: mayNominate,
  responses: { 200: workbook, 403: refused },
})

export const wholeRoute = createRoute({
  method: 'post',
  path: '/programmes/{programmeId}/whole-population',
  operationId: 'enrolEverybody',
  tags,
  summary: 'Enrol everybody whom a programme means, in the background',
  access: maySetPlaces,
  request: {
    params: idParam('programmeId'),
    body: {
      ...json(z.object({ id: z.uuid() }).openapi('NewWholeIntake'), 'The id you give it'),
      required: true as const,
    },
  },
  responses: {
    202: json(z.object({ jobId: z.uuid() }).openapi('WholeIntake'), 'On its way; watch the job'),
    400: refused,
    403: refused,
    404: refused,
    409: refused,
    422: refused,
  },
})

export const listIntakesRoute = createRoute({
  method: 'get',
  path: '/programmes/{programmeId}/intakes',
  operationId: 'listIntakes',
  tags,
  summary: 'Who was brought into a programme at once, and by which way',
  access: mayReadPlaces,
  request: { params: idParam('programmeId') },
  responses: {
    200: json(
      z.object({
        items: z.array(
          z
            .object({ id: z.uuid(), way: z.string(), asked: z.int(), placed: z.int(), madeAt: z.string() })
            .openapi('Intake'),
        ),
      }),
      'The newest first',
    ),
    403: refused,
    404: refused,
  },
})

export const substituteRoute = createRoute({
  method: 'post',
  path: '/enrolments/{enrolmentId}/substitution',
  operationId: 'substitute',
  tags,
  summary: 'Let one person take the place of another, with a reason; both stay on record',
  access: maySubstitute,
  request: {
    params: idParam('enrolmentId'),
    body: {
      ...json(
        z
          .object({ id: z.uuid(), personId: z.uuid(), reason: z.string().trim().min(1).max(200) })
          .openapi('NewSubstitution'),
        'Who comes, and why',
      ),
      required: true as const,
    },
  },
  responses: {
    201: json(Enrolment, 'The enrolment of the person who came'),
    400: refused,
    403: refused,
    404: refused,
    409: refused,
    422: refused,
  },
})
