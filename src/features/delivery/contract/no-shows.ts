import { createRoute, idParam, json, refused, refusedChange, z } from '../../../platform/http/openapi.ts'
import { mayHoldClass, mayReadClass } from '../access.ts'
import { ClassMember } from './classes.ts'

const People = z.object({ personIds: z.array(z.uuid()).min(1).max(1_000) }).openapi('NoShowPeople')

export const NoShowOutcome = z
  .object({
    done: z.int(),
    refused: z.int(),
    rows: z.array(z.object({ personId: z.uuid(), code: z.string().nullable().describe('Why not') })),
  })
  .openapi('NoShowOutcome')
export type NoShowOutcome = z.infer<typeof NoShowOutcome>

export const NoShows = z
  .object({
    absent: z.array(ClassMember).describe('Never came so far, and may be marked now'),
    missed: z.array(ClassMember).describe('Were marked as never having come'),
  })
  .openapi('NoShows')

const ofClass = { params: idParam('classId') }
const asked = { ...ofClass, body: { ...json(People, 'Whom'), required: true as const } }
const became = json(NoShowOutcome, 'What became of each')

export const listNoShowsRoute = createRoute({
  method: 'get',
  path: '/classes/{classId}/no-shows',
  operationId: 'listNoShows',
  tags: ['Delivery'],
  summary: 'Who never came to a class from the day after its first session on, and who was marked for that',
  access: mayReadClass,
  request: ofClass,
  responses: { 200: json(NoShows, 'In pinyin order'), 403: refused, 404: refused },
})

export const markNoShowsRoute = createRoute({
  method: 'post',
  path: '/classes/{classId}/no-shows',
  operationId: 'markNoShows',
  tags: ['Delivery'],
  summary: 'Mark people who never came to a class that is open: their places are free, they and their schools are told',
  access: mayHoldClass,
  request: asked,
  responses: { 200: became, ...refusedChange },
})

export const takeBackNoShowsRoute = createRoute({
  method: 'post',
  path: '/classes/{classId}/no-show-withdrawals',
  operationId: 'takeBackNoShows',
  tags: ['Delivery'],
  summary: 'Take back that people never came, while the class is open and a place is free',
  access: mayHoldClass,
  request: asked,
  responses: { 200: became, ...refusedChange },
})
