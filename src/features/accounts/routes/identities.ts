import type { Context as HttpContext } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { z } from 'zod'
import { freshMinutes } from '../../../lib/access.ts'
import type { RefusalOf } from '../../../lib/result.ts'
import { sameBytes } from '../../../platform/crypto.ts'
import { read, transact, type Db } from '../../../platform/db/db.ts'
import { createApp } from '../../../platform/http/app.ts'
import type { Env } from '../../../platform/http/guard.ts'
import { originOf } from '../../../platform/http/origin.ts'
import { problem, refuse } from '../../../platform/http/problem.ts'
import { beginOidc, finishOidc } from '../../../platform/oidc.ts'
import {
  addProvider,
  endProvider,
  linkIdentity,
  proveByIdentity,
  signInByIdentity,
  unlinkIdentity,
} from '../commands/identities.ts'
import {
  addProviderRoute,
  closeProviderRoute,
  comeBackRoute,
  linkThereRoute,
  listProvidersRoute,
  proveThereRoute,
  signInThereRoute,
  unlinkRoute,
} from '../contract/identities.ts'
import { keepSession } from '../sign-in.ts'
import { findProvider, listLinks, listProviders } from '../store/identities.ts'

const addRefusals = {
  issuer_unsound: { status: 422, title: 'A provider is reached over https.' },
  id_reused: { status: 409, title: 'This id already names another provider.' },
} as const satisfies Record<RefusalOf<typeof addProvider>, { status: number; title: string }>

// What the browser carries while its owner is away: signed, and good for ten minutes.
const Journey = z.object({
  tenantId: z.uuid(),
  providerId: z.uuid(),
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  next: z.string(),
  linkFor: z.uuid().nullable(),
  /** Whose proof of still being there it is. */
  proofFor: z.uuid().nullable(),
  until: z.number(),
})
type Journey = z.infer<typeof Journey>

const journeyCookie = 'qinglan_oidc'
const journeySeconds = 600
const path = '/api/v1/oidc'

const callbackOf = (c: HttpContext<Env>) => `${originOf(c)}${path}/callback`
const onThisSite = (next: string | undefined, fallback: string) =>
  next !== undefined && /^\/(?![/\\])/.test(next) ? next : fallback

async function providerOf(c: HttpContext<Env>, door: Db, id: string) {
  const row = await read(door, (tx) => findProvider(tx, id))
  return row && { ...row, clientSecret: c.get('vault').open(row.clientSecretSealed) }
}

async function leave(
  c: HttpContext<Env>,
  door: Db,
  {
    providerId,
    next,
    linkFor = null,
    proofFor = null,
  }: Pick<Journey, 'providerId' | 'next'> & Partial<Pick<Journey, 'linkFor' | 'proofFor'>>,
) {
  const provider = await providerOf(c, door, providerId)
  if (!provider) return problem(c, 404, 'not_found')
  const { now, tenantId } = door.context
  const begun = await beginOidc(provider, callbackOf(c), now, proofFor !== null)
  if (!begun.ok) return problem(c, 503, begun.error, { title: 'The provider does not answer; try again later.' })
  const until = now.getTime() + journeySeconds * 1000
  const journey: Journey = { tenantId, providerId, ...begun.value.checks, next, linkFor, proofFor, until }
  const packed = Buffer.from(JSON.stringify(journey)).toString('base64url')
  const mark = c.get('vault').sign('oidc-journey', packed).toString('base64url')
  setCookie(c, journeyCookie, `${packed}.${mark}`, {
    httpOnly: true,
    sameSite: 'Lax',
    path,
    secure: c.get('secureCookies'),
    maxAge: journeySeconds,
  })
  return c.json({ url: begun.value.url }, 201)
}

function readJourney(c: HttpContext<Env>): Journey | undefined {
  const carried = getCookie(c, journeyCookie)
  deleteCookie(c, journeyCookie, { path })
  const [packed = '', mark = ''] = carried?.split('.') ?? []
  const isOurs = sameBytes(Buffer.from(mark, 'base64url'), c.get('vault').sign('oidc-journey', packed))
  if (!isOurs) return undefined
  return Journey.parse(JSON.parse(Buffer.from(packed, 'base64url').toString('utf8')))
}

async function prove(c: HttpContext<Env>, accountId: string, identity: Parameters<typeof proveByIdentity>[2]) {
  const [asker, own] = [c.get('asker'), c.get('door')]
  if (!asker || !own || asker.accountId !== accountId) return 'identity_refused'
  const proved = await transact(own, (tx) => proveByIdentity(tx, asker, identity))
  c.get('forgetSessions')(accountId)
  return proved.ok ? undefined : proved.error
}

async function arrive(c: HttpContext<Env>, journey: Journey) {
  const tenant = (await c.get('tenants').list()).find(({ id }) => id === journey.tenantId)
  const door = tenant && (await c.get('tenants').door(c, tenant.slug))
  if (!door || door.context.now.getTime() > journey.until) return 'identity_refused'
  const provider = await providerOf(c, door, journey.providerId)
  if (!provider) return 'identity_refused'
  const address = `${callbackOf(c)}${new URL(c.req.url).search}`
  const fresh = journey.proofFor === null ? undefined : freshMinutes * 60
  const finished = await finishOidc(provider, address, journey, door.context.now, fresh)
  if (!finished.ok) return finished.error
  const identity = { providerId: journey.providerId, ...finished.value }
  if (journey.proofFor !== null) return prove(c, journey.proofFor, identity)
  if (journey.linkFor !== null) {
    const [asker, own] = [c.get('asker'), c.get('door')]
    if (!asker || !own || asker.accountId !== journey.linkFor) return 'identity_refused'
    const linked = await transact(own, (tx) => linkIdentity(tx, asker, identity))
    return linked.ok ? undefined : linked.error
  }
  const device = c.req.header('user-agent') ?? ''
  const opened = await transact(door, (tx) => signInByIdentity(tx, identity, device))
  if (!opened.ok) return opened.error
  keepSession(c, door.context, opened.value)
  return undefined
}

export const identityRoutes = createApp()
  .openapi(listProvidersRoute, async (c) => {
    const asker = c.get('asker')
    const door = asker ? c.get('door') : await c.get('tenants').door(c, c.req.valid('query').bureau)
    if (!door) return c.json({ items: [] }, 200)
    const found = await read(door, async (tx) => ({
      providers: await listProviders(tx),
      links: asker ? await listLinks(tx, asker.accountId) : [],
    }))
    const linkedAt = new Map(found.links.map((link) => [link.providerId, link.linkedAt.toISOString()]))
    const items = found.providers.map(({ id, name }) => ({ id, name, linkedAt: linkedAt.get(id) ?? null }))
    return c.json({ items }, 200)
  })
  .openapi(addProviderRoute, async (c) => {
    const added = await transact(c.var.db, (tx) => addProvider(tx, c.var.vault, c.req.valid('json')))
    return added.ok ? c.body(null, 201) : refuse(c, addRefusals, added.error)
  })
  .openapi(closeProviderRoute, async (c) => {
    const { identityProviderId } = c.req.valid('param')
    const closed = await transact(c.var.db, (tx) => endProvider(tx, identityProviderId))
    return closed.ok ? c.body(null, 204) : problem(c, 404, 'not_found')
  })
  .openapi(signInThereRoute, async (c) => {
    const { bureau, next } = c.req.valid('json')
    const { identityProviderId: providerId } = c.req.valid('param')
    const door = await c.get('tenants').door(c, bureau)
    if (!door || !(await read(door, (tx) => findProvider(tx, providerId)))) return problem(c, 404, 'not_found')
    if (!(await c.get('signInLimit').take(c.get('address'), `oidc:${c.get('address')}`)))
      return problem(c, 429, 'too_many_requests')
    return leave(c, door, { providerId, next: onThisSite(next, '/') })
  })
  .openapi(linkThereRoute, async (c) => {
    const { identityProviderId: providerId } = c.req.valid('param')
    const next = onThisSite(c.req.valid('json').next, '/security')
    return leave(c, c.var.db, { providerId, next, linkFor: c.var.actor.accountId })
  })
  .openapi(proveThereRoute, async (c) => {
    const { identityProviderId: providerId } = c.req.valid('param')
    const next = onThisSite(c.req.valid('json').next, '/proved')
    return leave(c, c.var.db, { providerId, next, proofFor: c.var.actor.accountId })
  })
  .openapi(unlinkRoute, async (c) => {
    const { identityProviderId } = c.req.valid('param')
    const ended = await transact(c.var.db, (tx) => unlinkIdentity(tx, c.var.actor, identityProviderId))
    return ended.ok ? c.body(null, 204) : problem(c, 404, 'not_found')
  })
  .openapi(comeBackRoute, async (c) => {
    const journey = readJourney(c)
    const refusal = journey ? await arrive(c, journey) : 'identity_refused'
    if (refusal === undefined && journey) return c.redirect(journey.next, 302)
    const to = journey && (journey.linkFor ?? journey.proofFor) !== null ? journey.next : '/sign-in'
    return c.redirect(`${to}?refused=${refusal ?? 'identity_refused'}`, 302)
  })
