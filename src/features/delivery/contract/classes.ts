import { createSelectSchema } from 'drizzle-zod'
import { createRoute, idParam, json, Paging, page, refused, z } from '../../../platform/http/openapi.ts'
import { pastedFilter } from '../../pastes/public.ts'
import { mayHoldClass, mayListClasses, mayMakeClass, mayReadClass } from '../access.ts'
import { classStates, markStates, trainingClasses } from '../tables.ts'

const date = z.iso.date()

export const TrainingClass = createSelectSchema(trainingClasses)
  .pick({
    id: true,
    programmeId: true,
    no: true,
    title: true,
    providerId: true,
    leadAccountId: true,
    startsOn: true,
    endsOn: true,
    places: true,
    state: true,
  })
  .extend({
    programmeTitle: z.string(),
    programmeState: z.string(),
    providerName: z.string(),
    leadName: z.string().nullable(),
    members: z.int(),
    sessions: z.int(),
  })
  .openapi('TrainingClass')
export type TrainingClass = z.infer<typeof TrainingClass>

export const NewClass = z
  .object({
    id: z.uuid(),
    title: z.string().trim().min(2).max(80),
    startsOn: date,
    endsOn: date,
    places: z.int().min(1).max(10_000).nullable().default(null),
    leadAccountId: z.uuid().nullable().default(null),
    providerId: z.uuid().optional(),
  })
  .openapi('NewClass')
export type NewClass = z.infer<typeof NewClass>

export const ClassChange = NewClass.omit({ id: true, providerId: true }).partial().openapi('ClassChange')
export type ClassChange = z.infer<typeof ClassChange>

export const ClassQuery = Paging.extend({
  ...pastedFilter,
  q: z.string().trim().max(40).default(''),
  state: z.enum(classStates).optional(),
  programmeId: z.uuid().optional(),
  due: z.enum(['1']).optional().describe('Running classes whose last day is over'),
})
export type ClassQuery = z.infer<typeof ClassQuery>

export const ClassMember = z
  .object({
    personId: z.uuid(),
    enrolmentId: z.uuid(),
    name: z.string(),
    staffNo: z.string(),
    gender: z.enum(['male', 'female']).nullable(),
    title: z.string().nullable(),
    schoolId: z.uuid(),
    schoolName: z.string(),
  })
  .openapi('ClassMember')
export type ClassMember = z.infer<typeof ClassMember>

export const Members = z
  .object({ items: z.array(ClassMember), unassigned: z.array(ClassMember).describe('Admitted, and in no class yet') })
  .openapi('ClassMembers')

export const Standing = z.enum([...markStates, 'pending', 'cancelled'])

export const AttendanceSheet = z
  .object({
    sessions: z.array(
      z.object({
        id: z.uuid(),
        title: z.string(),
        startsAt: z.string(),
        endsAt: z.string(),
        state: z.enum(['planned', 'cancelled']),
      }),
    ),
    rows: z.array(
      z.object({
        personId: z.uuid(),
        name: z.string(),
        staffNo: z.string(),
        schoolName: z.string(),
        held: z.int(),
        present: z.int(),
        late: z.int(),
        absent: z.int(),
        leave: z.int(),
        standings: z.array(Standing).describe('One for each session, in their order'),
        marks: z
          .array(
            z
              .object({
                way: z.enum(['qr', 'code', 'hand']),
                at: z.string(),
                reason: z.string().nullable(),
                byName: z.string().nullable(),
              })
              .nullable(),
          )
          .describe('What was marked at each session'),
      }),
    ),
  })
  .openapi('AttendanceSheet')
export type AttendanceSheet = z.infer<typeof AttendanceSheet>

export const Assigned = z
  .object({
    assigned: z.int(),
    refused: z.int(),
    rows: z.array(z.object({ personId: z.uuid(), code: z.string().nullable() })),
  })
  .openapi('ClassAssignment')

export const listClassesRoute = createRoute({
  method: 'get',
  path: '/classes',
  operationId: 'listClasses',
  tags: ['Delivery'],
  summary: 'Classes of your programmes and providers, the latest first',
  access: mayListClasses,
  request: { query: ClassQuery },
  responses: { 200: json(page(TrainingClass), 'A page of classes'), 400: refused, 403: refused },
})

export const readClassRoute = createRoute({
  method: 'get',
  path: '/classes/{classId}',
  operationId: 'readClass',
  tags: ['Delivery'],
  summary: 'Read one class',
  access: mayReadClass,
  request: { params: idParam('classId') },
  responses: { 200: json(TrainingClass, 'The class'), 404: refused },
})

export const makeClassRoute = createRoute({
  method: 'post',
  path: '/programmes/{programmeId}/classes',
  operationId: 'makeClass',
  tags: ['Delivery'],
  summary: 'Make a class of a programme; the only class takes everybody who was admitted',
  access: mayMakeClass,
  request: {
    params: idParam('programmeId'),
    body: { ...json(NewClass, 'The class to make'), required: true },
  },
  responses: {
    201: json(TrainingClass, 'Made, or already made with this id'),
    400: refused,
    403: refused,
    404: refused,
    409: refused,
    422: refused,
  },
})

export const changeClassRoute = createRoute({
  method: 'patch',
  path: '/classes/{classId}',
  operationId: 'changeClass',
  tags: ['Delivery'],
  summary: 'Change the title, dates, lead or places of a class',
  access: mayHoldClass,
  request: { params: idParam('classId'), body: { ...json(ClassChange, 'What changes'), required: true } },
  responses: {
    200: json(TrainingClass, 'Changed'),
    400: refused,
    403: refused,
    404: refused,
    409: refused,
    422: refused,
  },
})

export const listLeadsRoute = createRoute({
  method: 'get',
  path: '/classes/{classId}/leads',
  operationId: 'listClassLeads',
  tags: ['Delivery'],
  summary: 'Who may lead a class: those with that role at its provider',
  access: mayHoldClass,
  request: { params: idParam('classId') },
  responses: {
    200: json(
      z.object({ items: z.array(z.object({ accountId: z.uuid(), name: z.string() }).openapi('ClassLead')) }),
      'By name',
    ),
    403: refused,
    404: refused,
  },
})

export const startClassRoute = createRoute({
  method: 'post',
  path: '/classes/{classId}/start',
  operationId: 'startClass',
  tags: ['Delivery'],
  summary: 'Start a class; the first one starts its programme',
  access: mayHoldClass,
  request: { params: idParam('classId') },
  responses: {
    200: json(TrainingClass, 'Started, or already running'),
    400: refused,
    403: refused,
    404: refused,
    409: refused,
    422: refused,
  },
})

export const listMembersRoute = createRoute({
  method: 'get',
  path: '/classes/{classId}/members',
  operationId: 'listClassMembers',
  tags: ['Delivery'],
  summary: 'Who sits in a class, and who of its programme was admitted and sits in none',
  access: mayReadClass,
  request: { params: idParam('classId'), query: z.object(pastedFilter) },
  responses: { 200: json(Members, 'The members, in pinyin order'), 400: refused, 404: refused },
})

export const assignMembersRoute = createRoute({
  method: 'post',
  path: '/classes/{classId}/members',
  operationId: 'assignMembers',
  tags: ['Delivery'],
  summary: 'Put people who were admitted into a class, or move them there from another',
  access: mayHoldClass,
  request: {
    params: idParam('classId'),
    body: {
      ...json(z.object({ personIds: z.array(z.uuid()).min(1).max(1_000) }).openapi('NewClassMembers'), 'Whom'),
      required: true,
    },
  },
  responses: {
    200: json(Assigned, 'What became of each'),
    400: refused,
    403: refused,
    404: refused,
    409: refused,
    422: refused,
  },
})

export const splitMembersRoute = createRoute({
  method: 'post',
  path: '/programmes/{programmeId}/class-assignments',
  operationId: 'splitMembers',
  tags: ['Delivery'],
  summary: 'Split everybody who was admitted and sits in no class evenly over the open classes',
  access: mayMakeClass,
  request: { params: idParam('programmeId') },
  responses: {
    200: json(Assigned, 'Who was put where, and who found no room'),
    400: refused,
    403: refused,
    404: refused,
    409: refused,
    422: refused,
  },
})

export const readSheetRoute = createRoute({
  method: 'get',
  path: '/classes/{classId}/attendance',
  operationId: 'readAttendance',
  tags: ['Delivery'],
  summary: 'Who was at which session of a class',
  access: mayReadClass,
  request: { params: idParam('classId') },
  responses: { 200: json(AttendanceSheet, 'Sessions, and a row a member'), 404: refused },
})
