import type { HttpBindings } from '@hono/node-server'
import type { Context as HttpContext, MiddlewareHandler } from 'hono'
import {
  accessRefusal,
  isBesidePurpose,
  scopeOf,
  standingRefusal,
  type Access,
  type Standing,
} from '../../lib/access.ts'
import type { Deployment } from '../backup/kept.ts'
import type { Vault } from '../crypto.ts'
import type { FileStore } from '../files/store.ts'
import { asThemselves, read, type Actor, type Db, type Tx } from '../db/db.ts'
import { problem } from './problem.ts'

/** What a handler finds on its request. */
export type Variables = {
  /** The tenant's door. Reading it on a request that names no tenant is a defect. */
  db: Db
  actor: Actor
  /** The roots of the subtrees in which the asker may use this route. */
  scope: readonly string[]
  vault: Vault
  files: FileStore
}
/** The bureaus of this deployment, and the doors to them. */
export type Tenants = {
  list(): Promise<
    readonly { readonly id: string; readonly slug: string; readonly name: string; readonly zone: string }[]
  >
  /** The door of the bureau with this slug, or of the only one; undefined when there is none. */
  door(c: HttpContext<Env>, slug: string | undefined): Promise<Db | undefined>
  /** The door of a bureau that is just being founded. */
  newDoor(c: HttpContext<Env>, tenantId: string, zone: string): Db
  /** Looks again at the next request. */
  forget(): void
}

/** What the application puts on every request before the guard looks at it. */
type Before = {
  asker: Actor | undefined
  /** How the asker has shown who they are; undefined where nobody asks. */
  standing: Standing | undefined
  door: Db | undefined
  scopes: Scopes
  requestId: string
  address: string
  secureCookies: boolean
  tenants: Tenants
  signInLimit: { take(address: string, name: string): Promise<boolean> }
  forgetSessions(accountId: string): void
  /** What backups are made of; undefined where the application was put together without. */
  deployment: Deployment | undefined
}
export type Env = { Variables: Variables & Before; Bindings: Partial<HttpBindings> }

/** Where an object lies: the organisations that it touches, and the people whom it is about. */
export type Whereabouts = { readonly organisationIds: readonly string[]; readonly personIds?: readonly string[] }

/** Finds an object's whereabouts by the path parameter that names it; undefined when there is no such object. */
export type Scopes = Readonly<Record<string, (tx: Tx, id: string) => Promise<Whereabouts | undefined>>>

/** Whether one of `roots` is, or stands above, one of `organisationIds`. Set by the application, which knows the tree. */
export type Covers = (tx: Tx, roots: readonly string[], organisationIds: readonly string[]) => Promise<boolean>

let covers: Covers = () => Promise.reject(new Error('the organisation tree is not connected'))

/** Connects the guard to the organisation tree; done once, where the application is put together. */
export function connectTree(answer: Covers): void {
  covers = answer
}

const uuidShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/**
 * Lets a request through when its access rule allows it: 401 unknown, 403 without the role, 404 outside the scope; and 403
 * where the sign-in owes something, a token may not, or a dangerous act asks for the password again.
 */
export function guard(access: Access): MiddlewareHandler<Env> {
  return async (c, next) => {
    const asker = c.get('asker')
    if (isBesidePurpose(access, c.get('standing'))) return problem(c, 403, 'token_not_allowed')
    const refusal = accessRefusal(access, asker)
    if (refusal === 'not_signed_in') return problem(c, 401, refusal)
    if (refusal) return problem(c, 403, refusal)
    if (access.inPerson && asker?.onBehalfOf) return problem(c, 403, 'not_by_delegation')
    const door = c.get('door')
    if (access.kind === 'roles' && asker && door) {
      c.set('scope', scopeOf(asker, access.roles))
      const reach = access.at === undefined ? 'role' : await reachOf(c.get('scopes'), access, asker, door, c)
      if (reach === undefined) return problem(c, 404, 'not_found')
      enter(c, reach === 'own' ? asThemselves(asker) : asker, door)
    } else {
      c.set('scope', [])
      enter(c, asker && asThemselves(asker), door)
    }
    const owing = owingOf(access, c)
    if (owing) return problem(c, 403, owing)
    await next()
    return undefined
  }
}

// What is somebody's own matter they do as themselves, whomever they stand in for.
function enter(c: HttpContext<Env>, actor: Actor | undefined, door: Db | undefined): void {
  if (actor) c.set('actor', actor)
  if (door) c.set('db', door.context.actor === actor ? door : { ...door, context: { ...door.context, actor } })
}

function owingOf(access: Access, c: HttpContext<Env>): string | undefined {
  const [standing, door] = [c.get('standing'), c.get('door')]
  if (!standing || !door) return undefined
  return standingRefusal(access, standing, c.req.method === 'GET', door.context.now)
}

async function reachOf(
  scopes: Scopes,
  access: Extract<Access, { kind: 'roles' }>,
  asker: Actor,
  door: Db,
  c: HttpContext<Env>,
): Promise<'own' | 'role' | undefined> {
  const locate = access.at === undefined ? undefined : scopes[access.at]
  if (!locate) throw new Error(`no scope is registered for {${access.at}}`)
  const id = c.req.param(access.at ?? '')
  if (id === undefined || !uuidShape.test(id)) return undefined
  return read(door, async (tx) => {
    const place = await locate(tx, id)
    if (!place) return undefined
    if (access.orOwn && asker.personId !== null && place.personIds?.includes(asker.personId)) return 'own'
    const roots = scopeOf(asker, access.roles)
    return roots.length > 0 && (await covers(tx, roots, place.organisationIds)) ? 'role' : undefined
  })
}
