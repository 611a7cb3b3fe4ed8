import { createRoute, json, noContent, refused, z } from '../../platform/http/openapi.ts'
import { mayUseCalendar } from './access.ts'

const tags = ['Calendar']

export const CalendarFeed = z
  .object({
    /** Where a program reads the calendar; null where nobody may. */
    address: z.string().nullable(),
    madeAt: z.string().nullable(),
    sessions: z.int().describe('Sessions in it today'),
  })
  .openapi('CalendarFeed')
export type CalendarFeed = z.infer<typeof CalendarFeed>

export const readFeedRoute = createRoute({
  method: 'get',
  path: '/my/calendar-feed',
  operationId: 'readCalendarFeed',
  tags,
  summary: 'The secret address under which your calendar reads the sessions of your classes',
  access: mayUseCalendar,
  responses: { 200: json(CalendarFeed, 'The address, if there is one'), 401: refused, 403: refused },
})

export const makeFeedRoute = createRoute({
  method: 'post',
  path: '/my/calendar-feed',
  operationId: 'makeCalendarFeed',
  tags,
  summary: 'Make an address; an older one is good no more',
  access: mayUseCalendar,
  request: {
    body: { ...json(z.object({ id: z.uuid() }).openapi('NewCalendarFeed'), 'An id of your own'), required: true },
  },
  responses: {
    201: json(CalendarFeed, 'Made'),
    400: refused,
    401: refused,
    403: refused,
    409: refused,
  },
})

export const endFeedRoute = createRoute({
  method: 'delete',
  path: '/my/calendar-feed',
  operationId: 'endCalendarFeed',
  tags,
  summary: 'End the address: nobody reads the calendar any more',
  access: mayUseCalendar,
  responses: { 204: noContent, 401: refused, 403: refused },
})
