import { createRoute, idParam, json, refused, z } from '../../../platform/http/openapi.ts'
import {
  mayCheckIn,
  mayExchangeCode,
  mayHoldClass,
  mayHoldSession,
  mayHostSession,
  mayListClasses,
  mayReadClass,
} from '../access.ts'
import { markStates } from '../tables.ts'
import { Standing } from './classes.ts'

const instant = z.iso.datetime({ offset: true })
const minutes = z
  .int()
  .min(0)
  .max(24 * 60)

export const ClassSession = z
  .object({
    id: z.uuid(),
    classId: z.uuid(),
    classTitle: z.string(),
    programmeTitle: z.string(),
    title: z.string(),
    venue: z.string(),
    startsAt: z.string(),
    endsAt: z.string(),
    opensBefore: z.int(),
    lateAfter: z.int(),
    closesAfter: z.int().nullable(),
    opensAt: z.string(),
    closesAt: z.string(),
    state: z.enum(['planned', 'cancelled']),
    reason: z.string().nullable(),
  })
  .openapi('ClassSession')
export type ClassSession = z.infer<typeof ClassSession>

export const NewSession = z
  .object({
    id: z.uuid(),
    title: z.string().trim().min(1).max(80),
    venue: z.string().trim().min(1).max(80),
    startsAt: instant,
    endsAt: instant,
    opensBefore: minutes.default(20),
    lateAfter: minutes.default(10),
    closesAfter: minutes.nullable().default(null),
  })
  .openapi('NewClassSession')
export type NewSession = z.infer<typeof NewSession>

export const SessionChange = z
  .object({
    title: z.string().trim().min(1).max(80),
    venue: z.string().trim().min(1).max(80),
    startsAt: instant,
    endsAt: instant,
    opensBefore: minutes,
    lateAfter: minutes,
    closesAfter: minutes.nullable(),
  })
  .partial()
  .openapi('ClassSessionChange')
export type SessionChange = z.infer<typeof SessionChange>

export const MySession = ClassSession.omit({ opensBefore: true, lateAfter: true, closesAfter: true })
  .extend({ lateAt: z.string(), standing: Standing, markedAt: z.string().nullable() })
  .openapi('MySession')
export type MySession = z.infer<typeof MySession>

export const HostBoard = z
  .object({
    session: ClassSession,
    classState: z.string(),
    now: z.string().describe('The server’s clock: the only one that counts'),
    code: z.string().describe('Six characters, to be typed'),
    link: z.string().describe('What the QR says: an ordinary link of this site'),
    validUntil: z.string().describe('When the next code comes'),
    members: z.int(),
    present: z.int(),
    late: z.int(),
    leave: z.int(),
    absent: z.int(),
    recent: z.array(z.object({ name: z.string(), state: z.enum(markStates), at: z.string() })),
  })
  .openapi('HostBoard')
export type HostBoard = z.infer<typeof HostBoard>

export const Ticket = z
  .object({
    ticket: z.string(),
    expiresAt: z.string(),
    title: z.string(),
    classTitle: z.string(),
    startsAt: z.string(),
  })
  .openapi('CheckInTicket')

export const CheckIn = z
  .object({
    sessionId: z.uuid(),
    title: z.string(),
    classTitle: z.string(),
    venue: z.string(),
    state: z.enum(markStates),
    at: z.string(),
    already: z.boolean().describe('This person had checked in before'),
  })
  .openapi('CheckIn')
export type CheckIn = z.infer<typeof CheckIn>

export const NewCheckIn = z
  .object({ id: z.uuid(), ticket: z.string().max(300).optional(), code: z.string().trim().max(20).optional() })
  .refine(({ ticket, code }) => (ticket === undefined) !== (code === undefined), { message: 'a ticket or a code' })
  .openapi('NewCheckIn')

const Period = z.object({ from: z.iso.date().optional(), to: z.iso.date().optional() })

export const listSessionsRoute = createRoute({
  method: 'get',
  path: '/classes/{classId}/sessions',
  operationId: 'listClassSessions',
  tags: ['Delivery'],
  summary: 'The sessions of a class',
  access: mayReadClass,
  request: { params: idParam('classId') },
  responses: { 200: json(z.object({ items: z.array(ClassSession) }), 'The sessions, by their start'), 404: refused },
})

export const listHostedRoute = createRoute({
  method: 'get',
  path: '/class-sessions',
  operationId: 'listHostedSessions',
  tags: ['Delivery'],
  summary: 'Sessions of your classes between two days; today when none is named',
  access: mayListClasses,
  request: { query: Period },
  responses: { 200: json(z.object({ items: z.array(ClassSession) }), 'The sessions, by their start'), 400: refused },
})

export const addSessionRoute = createRoute({
  method: 'post',
  path: '/classes/{classId}/sessions',
  operationId: 'addClassSession',
  tags: ['Delivery'],
  summary: 'Add a session to a class',
  access: mayHoldClass,
  request: { params: idParam('classId'), body: { ...json(NewSession, 'The session to add'), required: true } },
  responses: {
    201: json(ClassSession, 'Added, or already added with this id'),
    400: refused,
    403: refused,
    404: refused,
    409: refused,
    422: refused,
  },
})

export const changeSessionRoute = createRoute({
  method: 'patch',
  path: '/class-sessions/{sessionId}',
  operationId: 'changeClassSession',
  tags: ['Delivery'],
  summary: 'Change or move a session; its members are told when or where it is now',
  access: mayHoldSession,
  request: { params: idParam('sessionId'), body: { ...json(SessionChange, 'What changes'), required: true } },
  responses: {
    200: json(ClassSession, 'Changed'),
    400: refused,
    403: refused,
    404: refused,
    409: refused,
    422: refused,
  },
})

const Reason = z.string().trim().min(1).max(200)

export const cancelSessionRoute = createRoute({
  method: 'post',
  path: '/class-sessions/{sessionId}/cancellation',
  operationId: 'cancelClassSession',
  tags: ['Delivery'],
  summary: 'Cancel a session, with a reason that its members are told',
  access: mayHoldSession,
  request: {
    params: idParam('sessionId'),
    body: { ...json(z.object({ reason: Reason }).openapi('SessionCancellation'), 'Why'), required: true },
  },
  responses: {
    200: json(ClassSession, 'Cancelled'),
    400: refused,
    403: refused,
    404: refused,
    409: refused,
    422: refused,
  },
})

export const readHostRoute = createRoute({
  method: 'get',
  path: '/class-sessions/{sessionId}/host',
  operationId: 'readHostBoard',
  tags: ['Delivery'],
  summary: 'What the host shows to the hall: the code of these seconds, and who is here',
  access: mayHostSession,
  request: { params: idParam('sessionId') },
  responses: { 200: json(HostBoard, 'The board'), 404: refused },
})

export const HandMarks = z
  .object({ personIds: z.array(z.uuid()).min(1).max(500), state: z.enum(markStates), reason: Reason })
  .openapi('HandMarks')

export const markByHandRoute = createRoute({
  method: 'post',
  path: '/class-sessions/{sessionId}/hand-marks',
  operationId: 'markByHand',
  tags: ['Delivery'],
  summary: 'Mark members by hand, with a reason; each is answered by itself',
  access: mayHoldSession,
  request: { params: idParam('sessionId'), body: { ...json(HandMarks, 'Whom, as what, and why'), required: true } },
  responses: {
    200: json(
      z
        .object({
          marked: z.int(),
          refused: z.int(),
          rows: z.array(z.object({ personId: z.uuid(), code: z.string().nullable() })),
        })
        .openapi('HandMarkOutcomes'),
      'What became of each',
    ),
    400: refused,
    403: refused,
    404: refused,
    409: refused,
    422: refused,
  },
})

export const listMySessionsRoute = createRoute({
  method: 'get',
  path: '/my/sessions',
  operationId: 'listMySessions',
  tags: ['Delivery'],
  summary: 'Your own sessions between two days; today when none is named',
  access: mayCheckIn,
  request: { query: Period },
  responses: { 200: json(z.object({ items: z.array(MySession) }), 'Your sessions, by their start'), 400: refused },
})

export const exchangeRoute = createRoute({
  method: 'post',
  path: '/check-in-tickets',
  operationId: 'exchangeCode',
  tags: ['Delivery'],
  summary: 'Exchange what the QR said for a ticket that waits until you have signed in',
  access: mayExchangeCode,
  request: {
    body: {
      ...json(
        z
          .object({ sessionId: z.uuid(), token: z.string().max(80), bureau: z.string().max(40).optional() })
          .openapi('ScannedCode'),
        'What was scanned',
      ),
      required: true,
    },
  },
  responses: { 201: json(Ticket, 'The ticket'), 400: refused, 404: refused, 410: refused, 422: refused, 429: refused },
})

export const checkInRoute = createRoute({
  method: 'post',
  path: '/check-ins',
  operationId: 'checkIn',
  tags: ['Delivery'],
  summary: 'Check in with a ticket, or with the six characters on the screen',
  access: mayCheckIn,
  request: { body: { ...json(NewCheckIn, 'The ticket or the code'), required: true } },
  responses: {
    200: json(CheckIn, 'Checked in before'),
    201: json(CheckIn, 'Checked in'),
    400: refused,
    403: refused,
    404: refused,
    409: refused,
    410: refused,
    422: refused,
    429: refused,
  },
})
