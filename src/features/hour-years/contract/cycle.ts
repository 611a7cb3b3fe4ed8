import { createRoute, json, refused, z } from '../../../platform/http/openapi.ts'
import { mayReadYears, maySetCycle } from '../access.ts'

/** The first year of one of the cycles that hours are reckoned in, and how many years each has. */
export const NewHourCycle = z
  .object({ cycleStart: z.int().min(1990).max(2100), cycleYears: z.int().min(1).max(10) })
  .openapi('NewHourCycle')
export type NewHourCycle = z.infer<typeof NewHourCycle>

export const HourCycle = NewHourCycle.extend({
  /** The cycle that lies around today. */
  fromYear: z.int(),
  toYear: z.int(),
  /** How many entries name the cycle that they lie in. */
  entries: z.int(),
}).openapi('HourCycle')
export type HourCycle = z.infer<typeof HourCycle>

export const readCycleRoute = createRoute({
  method: 'get',
  path: '/hour-cycle',
  operationId: 'readHourCycle',
  tags: ['Hour years'],
  summary: 'In which cycle of years hours are reckoned',
  access: mayReadYears,
  responses: { 200: json(HourCycle, 'The cycle'), 403: refused },
})

export const setCycleRoute = createRoute({
  method: 'put',
  path: '/hour-cycle',
  operationId: 'setHourCycle',
  tags: ['Hour years'],
  summary: 'Set the cycle of years; refused where an entry that was posted would lie in another one',
  access: maySetCycle,
  request: { body: { ...json(NewHourCycle, 'The first year, and how many'), required: true } },
  responses: { 200: json(HourCycle, 'Set'), 400: refused, 401: refused, 403: refused, 409: refused },
})
