import { createSelectSchema } from 'drizzle-zod'
import { createRoute, idParam, json, refused, z } from '../../platform/http/openapi.ts'
import { mayDecideAssessment, mayReadAssessment, mayRecordResults } from './access.ts'
import { assessmentSchemes, grades } from './tables.ts'

export const AssessmentScheme = createSelectSchema(assessmentSchemes)
  .pick({ kind: true, passMark: true, attendanceMinPercent: true, centihours: true })
  .openapi('AssessmentScheme')
export type AssessmentScheme = z.infer<typeof AssessmentScheme>

const percent = z.int().min(0).max(100)

export const SchemeChange = AssessmentScheme.extend({
  passMark: percent,
  attendanceMinPercent: percent,
  centihours: z.int().min(0).max(100_000),
}).openapi('AssessmentSchemeChange')

const points = z.int().min(0).max(1000).nullable()

export const AssessmentResult = z
  .object({
    personId: z.uuid(),
    scoreTenths: points.default(null),
    grade: z.enum(grades).nullable().default(null),
    note: z.string().trim().max(200).nullable().default(null),
  })
  .openapi('AssessmentResult')
export type AssessmentResult = z.infer<typeof AssessmentResult>

export const Results = z.object({ results: z.array(AssessmentResult).min(1).max(1_000) }).openapi('AssessmentResults')

const Reason = z.object({
  code: z.enum([
    'attendance_met',
    'attendance_short',
    'score_met',
    'score_short',
    'grade_passed',
    'grade_failed',
    'result_missing',
  ]),
  percent: z.int().optional(),
  scoreTenths: z.int().optional(),
  grade: z.enum(grades).optional(),
  needed: z.int().optional(),
})
export type ShownReason = z.infer<typeof Reason>

const AssessedMember = z
  .object({
    personId: z.uuid(),
    name: z.string(),
    staffNo: z.string(),
    schoolName: z.string(),
    attended: z.int(),
    held: z.int(),
    attendancePercent: z.int(),
    scoreTenths: z.int().nullable(),
    grade: z.enum(grades).nullable(),
    note: z.string().nullable(),
    /** What closing would say now, or said when the class was closed; null while nobody decided how to judge. */
    judgement: z.object({ passed: z.boolean(), reasons: z.array(Reason), centihours: z.int() }).nullable(),
  })
  .openapi('AssessedMember')

export const Assessment = z
  .object({
    classId: z.uuid(),
    /** The day that its hours are earned on, if it is closed today. */
    earnedOn: z.string(),
    classTitle: z.string(),
    programmeTitle: z.string(),
    state: z.enum(['planned', 'running', 'closed']),
    scheme: AssessmentScheme.nullable(),
    /** What the programme promises, where nothing is decided yet. */
    programmeCentihours: z.int(),
    byClock: z
      .array(
        z.object({
          policy: z.object({ zh: z.string(), en: z.string() }),
          minutes: z.int().describe('How long an hour is'),
          mostDaily: z.int().nullable(),
          days: z.int(),
          total: z.int().describe('Minutes of all sessions'),
          centihours: z.int(),
        }),
      )
      .describe('What its sessions come to under each policy in force'),
    members: z.array(AssessedMember),
    passed: z.int(),
    failed: z.int(),
    /** How many members closing waits for. */
    awaited: z.int(),
    /** Why the class may not be closed now by whoever asks. */
    closeRefusal: z.string().nullable(),
    closure: z.object({ id: z.uuid(), closedAt: z.string(), closedByName: z.string() }).nullable(),
  })
  .openapi('Assessment')
export type Assessment = z.infer<typeof Assessment>

const lateReason = z.string().trim().min(2).max(200).optional().describe('Why hours of a closed year come late')
export const Closure = z.object({ id: z.uuid(), lateReason }).openapi('NewClassClosure')
export type Closure = z.infer<typeof Closure>
export const Closed = z
  .object({
    id: z.uuid(),
    passed: z.int(),
    failed: z.int(),
    recorded: z.int().describe('Records of hours that now wait'),
  })
  .openapi('ClassClosure')
export type Closed = z.infer<typeof Closed>

const written = { 400: refused, 403: refused, 404: refused, 409: refused, 422: refused } as const

export const readAssessmentRoute = createRoute({
  method: 'get',
  path: '/classes/{classId}/assessment',
  operationId: 'readAssessment',
  tags: ['Assessment'],
  summary: 'How a class is judged, what each member reached, and what closing it would do',
  access: mayReadAssessment,
  request: { params: idParam('classId') },
  responses: { 200: json(Assessment, 'The assessment'), 403: refused, 404: refused },
})

export const decideSchemeRoute = createRoute({
  method: 'put',
  path: '/classes/{classId}/assessment-scheme',
  operationId: 'decideAssessmentScheme',
  tags: ['Assessment'],
  summary: 'Decide how a class is judged and what passing is worth',
  access: mayDecideAssessment,
  request: { params: idParam('classId'), body: { ...json(SchemeChange, 'The scheme'), required: true } },
  responses: { 200: json(AssessmentScheme, 'The scheme'), ...written },
})

export const recordResultsRoute = createRoute({
  method: 'put',
  path: '/classes/{classId}/assessment-results',
  operationId: 'recordAssessmentResults',
  tags: ['Assessment'],
  summary: 'Take down what members reached; each row is answered by itself',
  access: mayRecordResults,
  request: { params: idParam('classId'), body: { ...json(Results, 'The results'), required: true } },
  responses: {
    200: json(
      z
        .object({ rows: z.array(z.object({ personId: z.uuid(), code: z.string().nullable() })) })
        .openapi('ResultOutcomes'),
      'What became of each row; a null code means that it was taken down',
    ),
    ...written,
  },
})

export const closeClassRoute = createRoute({
  method: 'post',
  path: '/classes/{classId}/closure',
  operationId: 'closeClass',
  tags: ['Assessment'],
  summary: 'Close a class: judge everybody, record the hours of those who pass, and tell all of them',
  access: mayDecideAssessment,
  request: { params: idParam('classId'), body: { ...json(Closure, 'An id of your choosing'), required: true } },
  responses: { 201: json(Closed, 'Closed, or already closed with this id'), ...written },
})
