import { createRoute, json, noContent, refused, z } from '../../platform/http/openapi.ts'
import { mayEndOwnSessions, mayReadMe, maySetUp, maySignIn } from './access.ts'
import { grantedRoles } from './tables.ts'

/** Whom somebody stands in for, until which day. */
export const StandIn = z
  .object({
    delegationId: z.uuid(),
    accountId: z.uuid(),
    personId: z.uuid().nullable(),
    name: z.string(),
    toOn: z.string(),
  })
  .openapi('StandIn')

export const Me = z
  .object({
    account: z.object({ id: z.uuid(), name: z.string() }),
    person: z.object({ id: z.uuid(), name: z.string(), organisationName: z.string() }).nullable(),
    grants: z.array(z.object({ role: z.enum(grantedRoles), organisationId: z.uuid(), organisationName: z.string() })),
    actingFor: StandIn.nullable().describe('Whose roles `grants` are, while this session acts by delegation'),
    standIns: z.array(StandIn).describe('Those whom this account may stand in for today'),
    bureau: z.object({ id: z.uuid(), name: z.string(), slug: z.string(), year: z.int(), zone: z.string() }),
    unreadNotices: z.int(),
    owes: z
      .enum(['code', 'second_factor'])
      .nullable()
      .describe('What this sign-in still owes before anything else works'),
  })
  .openapi('Me')
export type Me = z.infer<typeof Me>

export const Credentials = z
  .object({
    name: z.string().min(1).max(60).describe('Staff number, phone number or user name'),
    password: z.string().min(1).max(200),
    bureau: z.string().max(40).optional().describe('The slug of the bureau, where there are several'),
  })
  .openapi('Credentials')

export const SetUp = z
  .object({
    bureauName: z.string().trim().min(4).max(60),
    slug: z.string().regex(/^[a-z0-9][a-z0-9-]{1,39}$/),
    regionCode: z.string().regex(/^\d{6}$/),
    year: z.int().min(2000).max(2100),
    officer: z.object({
      name: z.string().trim().min(1).max(40),
      userName: z.string().trim().min(2).max(40),
      password: z.string().min(1).max(200),
    }),
  })
  .openapi('SetUp')
export type SetUp = z.infer<typeof SetUp>

export const signInRoute = createRoute({
  method: 'post',
  path: '/sessions',
  operationId: 'signIn',
  tags: ['Accounts'],
  summary: 'Sign in; the answer sets the session cookie',
  access: maySignIn,
  request: { body: { ...json(Credentials, 'Who, and the password'), required: true } },
  responses: { 201: json(Me, 'Signed in'), 400: refused, 401: refused, 403: refused, 404: refused, 429: refused },
})

export const signOutRoute = createRoute({
  method: 'delete',
  path: '/sessions/current',
  operationId: 'signOut',
  tags: ['Accounts'],
  summary: 'Sign out here',
  access: mayEndOwnSessions,
  responses: { 204: noContent, 401: refused },
})

export const signOutEverywhereRoute = createRoute({
  method: 'delete',
  path: '/sessions',
  operationId: 'signOutEverywhere',
  tags: ['Accounts'],
  summary: 'Sign out on every device',
  access: mayEndOwnSessions,
  responses: { 204: noContent, 401: refused },
})

export const readMeRoute = createRoute({
  method: 'get',
  path: '/me',
  operationId: 'readMe',
  tags: ['Accounts'],
  summary: 'Who is signed in, with which roles, in which bureau',
  access: mayReadMe,
  responses: { 200: json(Me, 'Who is signed in'), 401: refused },
})

export const readSetUpRoute = createRoute({
  method: 'get',
  path: '/setup',
  operationId: 'readSetUp',
  tags: ['Accounts'],
  summary: 'Whether this deployment still waits for its bureau',
  access: maySetUp,
  responses: {
    200: json(
      z
        .object({ needed: z.boolean(), bureaus: z.array(z.object({ slug: z.string(), name: z.string() })) })
        .openapi('SetUpState'),
      'Whether set-up is needed',
    ),
  },
})

export const setUpRoute = createRoute({
  method: 'post',
  path: '/setup',
  operationId: 'setUp',
  tags: ['Accounts'],
  summary: 'Create the bureau, its year, its jurisdiction and its first officer; works once',
  access: maySetUp,
  request: { body: { ...json(SetUp, 'The bureau and its first officer'), required: true } },
  responses: { 201: json(Me, 'Set up and signed in'), 400: refused, 409: refused, 422: refused },
})
