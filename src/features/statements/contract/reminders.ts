import { createRoute, json, refused, z } from '../../../platform/http/openapi.ts'
import { pastedFilter } from '../../pastes/public.ts'
import { mayRemind } from '../access.ts'

export const NewReminders = z
  .object({
    ...pastedFilter,
    populationId: z.uuid().optional(),
    year: z.int().min(2000).max(2100).optional(),
    organisationId: z.uuid().optional(),
    requirementId: z.string().max(120).optional(),
    q: z.string().trim().max(40).default(''),
    personIds: z.array(z.uuid()).min(1).max(500).optional().describe('Only these of them'),
  })
  .openapi('NewHourReminders')
export type NewReminders = z.infer<typeof NewReminders>

export const Reminded = z
  .object({
    reminded: z.int(),
    /** Reminded within the last days already. */
    recently: z.int(),
  })
  .openapi('HourReminders')
export type Reminded = z.infer<typeof Reminded>

export const remindRoute = createRoute({
  method: 'post',
  path: '/hour-reminders',
  operationId: 'remindOfHours',
  tags: ['Statements'],
  summary: 'Remind people who miss hours: those chosen, or all of a list; each at most once in seven days',
  access: mayRemind,
  request: { body: { ...json(NewReminders, 'Which list, or whom of it'), required: true } },
  responses: { 200: json(Reminded, 'How many were reminded'), 400: refused, 403: refused },
})
