import { workbook } from '../../platform/excel/answers.ts'
import { createRoute, json, Paging, refused, z } from '../../platform/http/openapi.ts'
import { HourDemand } from '../credits/public.ts'
import { pastedFilter } from '../pastes/public.ts'
import { mayReadAdvice, mayReadForecast, mayReadOwnAdvice, mayRemind } from './access.ts'
import { outlooks } from './core.ts'

export const Outlook = z.enum(outlooks).openapi('HourOutlook')

const units = z.int()
const Step = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['counted', 'carried', 'on_the_way', 'booked']), units }),
  z.object({ kind: z.literal('pace'), units, days: z.int(), of: z.int(), projected: units }),
  z.object({ kind: z.literal('too_early'), days: z.int() }),
  z.object({ kind: z.literal('no_time'), days: z.int(), mostDaily: units, missing: units }),
  z.object({ kind: z.literal('over'), endedOn: z.string() }),
])

export const HourForecast = z
  .object({
    requirement: HourDemand,
    state: Outlook,
    startsOn: z.string(),
    endsOn: z.string(),
    /** Today among them. */
    daysLeft: z.int(),
    needed: units,
    counted: units,
    /** Missing of what counts today. */
    missing: units,
    /** What comes without anything further: counted, brought along, on its way and booked. */
    secured: units,
    /** Missing after that. */
    short: units,
    /** On the last day: what is secured, or what this pace gives, whichever is more. */
    projected: units,
    by: z.enum(['secured', 'pace']),
    steps: z.array(Step),
  })
  .openapi('HourForecast')
export type HourForecast = z.infer<typeof HourForecast>

const Left = z.object({ requirementId: z.string(), title: HourDemand.shape.title, missing: units })

export const Proposal = z
  .object({
    programmeId: z.uuid(),
    title: z.string(),
    category: z.string().nullable(),
    centihours: z.int(),
    startsOn: z.string(),
    endsOn: z.string(),
    enrolClosesAt: z.string().nullable(),
    /** Null for no limit. */
    placesLeft: z.int().nullable(),
    /** Whether there is no place for them by now, and they could only join its waiting list. */
    waiting: z.boolean(),
    /** Which requirements it helps with, and with how much. */
    helps: z.array(z.object({ title: HourDemand.shape.title, unit: HourDemand.shape.unit, units })),
  })
  .openapi('HourProposal')
export type Proposal = z.infer<typeof Proposal>

export const Advice = z
  .object({
    programmes: z.array(Proposal),
    /** Whether the gap is closed once all of them are passed, those included that they could only wait for. */
    closes: z.boolean(),
    remaining: z.array(Left),
    /** Whether nothing cheaper does as much; false where the search was cut short. */
    exact: z.boolean(),
  })
  .openapi('HourAdvice')
export type Advice = z.infer<typeof Advice>

export const PersonAdvice = z
  .object({ year: z.int(), state: Outlook.nullable(), forecasts: z.array(HourForecast), advice: Advice })
  .openapi('PersonHourAdvice')
export type PersonAdvice = z.infer<typeof PersonAdvice>

export const ForecastRow = z
  .object({
    personId: z.uuid(),
    name: z.string(),
    staffNo: z.string(),
    organisationId: z.uuid(),
    organisationName: z.string(),
    state: Outlook,
    /** The most that is missing of any one requirement after what is on its way and booked. */
    short: units,
    /** One for each requirement that is not safe, the most pressing first; all of them for whoever is safe. */
    forecasts: z.array(HourForecast),
    advice: Advice,
  })
  .openapi('HourForecastRow')
export type ForecastRow = z.infer<typeof ForecastRow>

const counts = { safe: z.int(), at_risk: z.int(), will_miss: z.int(), out_of_reach: z.int() }

export const Forecasts = z
  .object({
    year: z.int(),
    sums: z.object(counts),
    schools: z.array(z.object({ organisationId: z.uuid(), name: z.string(), ...counts })),
    items: z.array(ForecastRow),
    nextCursor: z.string().nullable(),
    total: z.int(),
  })
  .openapi('HourForecasts')
export type Forecasts = z.infer<typeof Forecasts>

export const ForecastQuery = z.object({
  ...pastedFilter,
  year: z.coerce.number().int().min(2000).max(2100).optional(),
  organisationId: z.uuid().optional(),
  requirementId: z.string().max(120).optional(),
  state: z.enum(outlooks).optional(),
  q: z.string().trim().max(40).default(''),
})
export type ForecastQuery = z.infer<typeof ForecastQuery>

export const listForecastRoute = createRoute({
  method: 'get',
  path: '/hour-forecast',
  operationId: 'listHourForecast',
  tags: ['Credits'],
  summary:
    'Who will miss hours at the present pace, the most pressing first, each with the cheapest open programmes that help',
  access: mayReadForecast,
  request: { query: ForecastQuery.extend(Paging.shape) },
  responses: { 200: json(Forecasts, 'A page of people, and the sums of all of them'), 400: refused, 403: refused },
})

export const exportForecastRoute = createRoute({
  method: 'get',
  path: '/hour-forecast/export',
  operationId: 'exportHourForecast',
  tags: ['Credits'],
  summary: 'The same list as an Excel file; programmes for the first thousand of it',
  access: mayReadForecast,
  request: { query: ForecastQuery },
  responses: { 200: workbook, 400: refused, 403: refused },
})

export const readAdviceRoute = createRoute({
  method: 'get',
  path: '/people/{personId}/hour-advice',
  operationId: 'readHourAdvice',
  tags: ['Credits'],
  summary: 'Where somebody will stand with their hours, and which open programmes would close the gap',
  access: mayReadAdvice,
  request: { params: z.object({ personId: z.uuid() }) },
  responses: { 200: json(PersonAdvice, 'The forecast and the programmes'), 403: refused, 404: refused },
})

export const readOwnAdviceRoute = createRoute({
  method: 'get',
  path: '/my/hour-advice',
  operationId: 'readOwnHourAdvice',
  tags: ['Credits'],
  summary: 'Where one will stand with one’s hours, and which open programmes would close the gap',
  access: mayReadOwnAdvice,
  responses: { 200: json(PersonAdvice, 'The forecast and the programmes'), 403: refused },
})

export const RemindAnswer = z
  .object({
    reminded: z.int(),
    /** Reminded within the last seven days already. */
    lately: z.int(),
    /** Who misses nothing. */
    safe: z.int(),
  })
  .openapi('ForecastReminders')
export type RemindAnswer = z.infer<typeof RemindAnswer>

export const remindRoute = createRoute({
  method: 'post',
  path: '/forecast-reminders',
  operationId: 'remindByForecast',
  tags: ['Credits'],
  summary: 'Reminds people of the hours that they will miss, nobody twice within seven days',
  access: mayRemind,
  request: { body: json(z.object({ personIds: z.array(z.uuid()).min(1).max(200) }), 'Whom to remind') },
  responses: { 201: json(RemindAnswer, 'How many were reminded'), 400: refused, 403: refused, 404: refused },
})
