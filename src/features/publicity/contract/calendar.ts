import { createRoute, json, noContent, refused, z } from '../../../platform/http/openapi.ts'
import { triedFacts } from '../../applied-lists/public.ts'
import { mayChangeCalendar, mayReadCalendar } from '../access.ts'
import { nameStyles } from '../core.ts'
import { calendarReasons } from '../core/calendar-lists.ts'

const Reason = z.string().trim().min(2).max(500)
const body = <S extends z.ZodType>(schema: S) => ({
  body: { content: { 'application/json': { schema } }, required: true },
})

export const PublicitySetting = z
  .object({
    workingDays: z.int().min(1).max(30),
    names: z.enum(nameStyles),
    changedByName: z.string().nullable(),
  })
  .openapi('PublicitySetting')

export const readPublicitySettingRoute = createRoute({
  method: 'get',
  path: '/publicity-setting',
  operationId: 'readPublicitySetting',
  tags: ['Public notices'],
  summary: 'How long notices are shown, and how names are written for everybody',
  access: mayReadCalendar,
  responses: { 200: json(PublicitySetting, 'The setting') },
})

export const changePublicitySettingRoute = createRoute({
  method: 'put',
  path: '/publicity-setting',
  operationId: 'changePublicitySetting',
  tags: ['Public notices'],
  summary: 'Say how long notices are shown, and how names are written; notices that are open stay as they are',
  access: mayChangeCalendar,
  request: body(PublicitySetting.omit({ changedByName: true })),
  responses: { 200: json(PublicitySetting, 'The setting'), 400: refused, 422: refused },
})

export const CalendarDay = z
  .object({
    day: z.string(),
    works: z.boolean(),
    name: z.string(),
    source: z.string().nullable().describe('Where it was announced; null where it is the bureau’s own word'),
    changedByName: z.string().nullable(),
    announced: z.boolean().nullable().describe('What was announced for it, where the bureau says otherwise'),
  })
  .openapi('CalendarDay')
export type CalendarDay = z.infer<typeof CalendarDay>

export const CalendarYear = z
  .object({
    year: z.int(),
    announcedThrough: z.int().describe('Of later years only what the law gives is known'),
    days: z.array(CalendarDay).describe('Days that are not what their weekday says, or that the bureau spoke about'),
    workingDays: z.int(),
  })
  .openapi('CalendarYear')
export type CalendarYear = z.infer<typeof CalendarYear>

export const CalendarRow = z
  .object({
    ...triedFacts,
    day: z.string().nullable(),
    works: z.boolean().nullable(),
    name: z.string(),
    reasons: z.array(z.enum(calendarReasons)),
  })
  .openapi('WorkingDayListRow')
export type CalendarRow = z.infer<typeof CalendarRow>

/** Which year of the calendar; none for this one. */
export const CalendarAsked = z.object({ year: z.coerce.number().int().min(2020).max(2100).optional() })

const DayParam = z.object({ day: z.iso.date() })

export const readWorkingDaysRoute = createRoute({
  method: 'get',
  path: '/working-days',
  operationId: 'readWorkingDays',
  tags: ['Public notices'],
  summary: 'The calendar of working days of a year: holidays, days worked in exchange, and the bureau’s own word',
  access: mayReadCalendar,
  request: { query: CalendarAsked },
  responses: { 200: json(CalendarYear, 'The calendar'), 400: refused },
})

export const setWorkingDayRoute = createRoute({
  method: 'put',
  path: '/working-days/{day}',
  operationId: 'setWorkingDay',
  tags: ['Public notices'],
  summary: 'Say whether a day is worked; periods that run now are only ever lengthened by it',
  access: mayChangeCalendar,
  request: { params: DayParam, ...body(z.object({ works: z.boolean(), reason: Reason })) },
  responses: { 200: json(CalendarYear, 'The calendar of that year'), 400: refused, 422: refused },
})

export const dropWorkingDayRoute = createRoute({
  method: 'delete',
  path: '/working-days/{day}',
  operationId: 'dropWorkingDay',
  tags: ['Public notices'],
  summary: 'Take the bureau’s word on a day back',
  access: mayChangeCalendar,
  request: { params: DayParam },
  responses: { 204: noContent, 400: refused, 404: refused, 422: refused },
})
