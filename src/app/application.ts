import { OpenAPIHono } from '@hono/zod-openapi'
import type { Hono } from 'hono'
import type pg from 'pg'
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible'
import { calendarFeed } from '../features/calendar/public.ts'
import { verifyRoutes } from '../features/certificates/public.ts'
import { programmePages } from '../features/programmes/public.ts'
import { statementPaper } from '../features/statements/public.ts'
import { connectRisks } from '../features/credits/public.ts'
import { tellSittings } from '../features/delivery/public.ts'
import { connectSittings } from '../features/eligibility/public.ts'
import { tellHolders } from '../features/enrolment/public.ts'
import { connectHolders } from '../features/quotas/public.ts'
import { readRisks } from '../features/forecast/public.ts'
import { connectSealed } from '../features/privacy/public.ts'
import { publicityPages } from '../features/publicity/public.ts'
import { covers } from '../features/organisations/public.ts'
import { connectMatchers } from '../features/pastes/public.ts'
import { connectMail, connectNotices } from '../features/notices/public.ts'
import { bodyLimitOf, limits as usualLimits, type Limits } from '../lib/limits.ts'
import type { Deployment } from '../platform/backup/kept.ts'
import type { Clock } from '../platform/clock.ts'
import { sha256, type Vault } from '../platform/crypto.ts'
import type { FileStore } from '../platform/files/store.ts'
import { connectTree, type Env } from '../platform/http/guard.ts'
import { problem } from '../platform/http/problem.ts'
import { accountsUpTo, bodyWithin, depthUpTo, headUpTo } from '../platform/http/crowd.ts'
import { addressOf, answerDefect, bodyUpTo, requestIds, sameOrigin, securityHeaders } from '../platform/http/server.ts'
import type { Logger } from '../platform/log.ts'
import type { Mail } from '../platform/mail/mail.ts'
import { backupsOf } from './backups.ts'
import { noticeOriginals } from './notice-catalogue.ts'
import { apiDocument, apiPage } from './api-page.ts'
import { pasteMatchers } from './pasting.ts'
import { apiRoutes } from './routes.ts'
import { scopes } from './scopes.ts'
import { sealedColumns } from './sealed.ts'
import { sessionsOf } from './session.ts'
import { tenantsOf } from './tenants.ts'

/** What an application is put together from. */
export type Parts = {
  readonly pool: pg.Pool
  readonly vault: Vault
  readonly files: FileStore
  readonly log: Logger
  readonly clock: Clock
  /** The addresses that the site is reached by; empty means whatever host the request names. */
  readonly origins: readonly string[]
  readonly trustProxy: boolean
  /** What backups are made of; without it the application keeps none. */
  readonly deployment?: Deployment
  /** Where letters are handed over; without it none are written. */
  readonly mail?: Mail | undefined
  /** Other limits than the usual: for tests of what they do. */
  readonly limits?: Limits
  /** The pages; tests of the API go without. */
  readonly pages?: Hono
}

/** The application, whole, without a socket: what the server listens with and what tests talk to. */
export function buildApplication(parts: Parts): OpenAPIHono<Env> {
  const { pool, vault, files, log, clock, limits = usualLimits } = parts
  connectTree(covers)
  connectSealed(sealedColumns)
  connectMatchers(pasteMatchers)
  connectNotices(noticeOriginals)
  connectMail(parts.mail !== undefined)
  connectRisks(readRisks)
  connectHolders(tellHolders)
  connectSittings(tellSittings)
  const tenants = tenantsOf(pool, clock)
  const sessions = sessionsOf(pool, clock, tenants, limits.time.statementMs)
  const signInLimit = signInLimitOf(pool)
  const secureCookies = parts.origins.some((origin) => origin.startsWith('https:'))

  const app = new OpenAPIHono<Env>()
  app.use(requestIds, securityHeaders, headUpTo(limits), sameOrigin(parts.origins))
  app.use(async (c, next) => {
    c.set('address', addressOf(c, parts.trustProxy))
    c.set('vault', vault)
    c.set('files', files)
    c.set('deployment', parts.deployment)
    c.set('scopes', scopes)
    c.set('tenants', tenants)
    c.set('signInLimit', signInLimit)
    c.set('secureCookies', secureCookies)
    c.set('forgetSessions', (accountId) => sessions.forget(accountId))
    await next()
  })
  app.get('/healthz', async (c) => {
    await pool.query('select 1')
    // Whoever watches from outside looks for the second line; the status speaks of the product alone.
    const backups = await backupsOf(parts, tenants)
    return c.text(backups === undefined ? 'ok' : `ok\nbackups ${backups}`)
  })

  app.use(
    '/api/v1/*',
    bodyUpTo((path) => bodyLimitOf(path, limits)),
    sessions.middleware,
    accountsUpTo(limits),
    bodyWithin(limits),
    depthUpTo(limits),
  )
  const api = apiRoutes()
  app.route('/api/v1', api)
  app.get('/api/openapi.json', (c) => c.json(apiDocument(api)))
  app.get('/api/docs', (c) => apiPage(c, apiDocument(api)))
  app.route('/verify', verifyRoutes(pool, [statementPaper]))
  app.route('/calendar', calendarFeed())
  app.route('/open', programmePages())
  app.route('/publicity', publicityPages())
  if (parts.pages) app.route('/', parts.pages)
  app.notFound((c) => problem(c, 404, 'not_found'))
  app.onError(answerDefect(log))
  return app
}

/** Sign-in attempts: 60 a minute from one address, 20 a minute for one name, shared by every process. */
function signInLimitOf(pool: pg.Pool) {
  const shared = { storeClient: pool, tableName: 'rate_limit', tableCreated: true, keyPrefix: 'sign-in' }
  const insurance = (points: number) => new RateLimiterMemory({ points, duration: 60 })
  const perAddress = new RateLimiterPostgres({ ...shared, points: 60, duration: 60, insuranceLimiter: insurance(60) })
  const perName = new RateLimiterPostgres({ ...shared, points: 20, duration: 60, insuranceLimiter: insurance(20) })
  return {
    take: async (address: string, name: string) =>
      (await taken(perAddress, `a:${address}`)) && (await taken(perName, `n:${sha256(name).toString('base64url')}`)),
  }
}

async function taken(limiter: RateLimiterAbstract, key: string): Promise<boolean> {
  try {
    await limiter.consume(key)
    return true
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return false
    throw refusal
  }
}
