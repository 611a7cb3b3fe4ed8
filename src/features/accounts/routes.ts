import { deleteCookie } from 'hono/cookie'
import type { RefusalOf } from '../../lib/result.ts'
import { transact } from '../../platform/db/db.ts'
import { newId } from '../../platform/ids.ts'
import { createApp } from '../../platform/http/app.ts'
import { problem, refuse } from '../../platform/http/problem.ts'
import { setUp, signIn, signOut, signOutEverywhere, tryPassword } from './commands.ts'
import {
  readMeRoute,
  readSetUpRoute,
  setUpRoute,
  signInRoute,
  signOutEverywhereRoute,
  signOutRoute,
} from './contract.ts'
import type { SignInRefusal } from './core.ts'
import { activationRoutes } from './routes/activation.ts'
import { identityRoutes } from './routes/identities.ts'
import { passwordRoutes } from './routes/passwords.ts'
import { proofRoutes } from './routes/proof.ts'
import { secondFactorRoutes } from './routes/second-factor.ts'
import { tokenRoutes } from './routes/tokens.ts'
import { keepSession, readMe, sessionCookie } from './sign-in.ts'

export { sessionCookie } from './sign-in.ts'

const signInRefusals = {
  sign_in_refused: { status: 401, title: 'The name or the password is not right.' },
  account_locked: { status: 403, title: 'Too many wrong passwords: the account rests for a quarter of an hour.' },
  account_disabled: { status: 403, title: 'This account was closed; ask your bureau.' },
} as const satisfies Record<SignInRefusal, { status: number; title: string }>

const setUpRefusals = {
  password_short: { status: 422, title: 'A password has at least ten characters.' },
  password_plain: { status: 422, title: 'This password is one that others would try first.' },
  password_own: { status: 422, title: 'A password holds nothing of one’s own name or numbers.' },
  sign_in_name_taken: { status: 409, title: 'This user name is taken.' },
} as const satisfies Record<RefusalOf<typeof setUp>, { status: number; title: string }>

export const accountRoutes = createApp()
  .openapi(signInRoute, async (c) => {
    const { name, password, bureau } = c.req.valid('json')
    if (!(await c.get('signInLimit').take(c.get('address'), name))) return problem(c, 429, 'too_many_requests')
    const door = await c.get('tenants').door(c, bureau)
    if (!door) return problem(c, 404, 'bureau_unknown', { title: 'There is no such bureau here.' })
    const device = c.req.header('user-agent') ?? ''
    const attempt = { name, password, device }
    const tried = await tryPassword(door, c.var.vault, attempt)
    const decided = await transact(door, (tx) => signIn(tx, c.var.vault, attempt, tried))
    const outcome = decided.ok ? decided.value : decided
    if (!outcome.ok) return refuse(c, signInRefusals, outcome.error)
    keepSession(c, door.context, outcome.value)
    return c.json(await readMe(door, outcome.value), 201)
  })
  .openapi(signOutRoute, async (c) => {
    await transact(c.var.db, (tx) => signOut(tx, c.var.actor))
    c.get('forgetSessions')(c.var.actor.accountId)
    deleteCookie(c, sessionCookie, { path: '/' })
    return c.body(null, 204)
  })
  .openapi(signOutEverywhereRoute, async (c) => {
    await transact(c.var.db, (tx) => signOutEverywhere(tx, c.var.actor))
    c.get('forgetSessions')(c.var.actor.accountId)
    deleteCookie(c, sessionCookie, { path: '/' })
    return c.body(null, 204)
  })
  .openapi(readMeRoute, async (c) => {
    const awaitsCode = c.get('standing')?.owes === 'code'
    const delegationId = c.get('asker')?.onBehalfOf?.delegationId
    return c.json(await readMe(c.var.db, { accountId: c.var.actor.accountId, awaitsCode, delegationId }), 200)
  })
  .openapi(readSetUpRoute, async (c) => {
    const bureaus = await c.get('tenants').list()
    return c.json({ needed: bureaus.length === 0, bureaus: bureaus.map(({ slug, name }) => ({ slug, name })) }, 200)
  })
  .openapi(setUpRoute, async (c) => {
    const tenants = c.get('tenants')
    const draft = c.req.valid('json')
    if ((await tenants.list()).length > 0) {
      return problem(c, 409, 'already_set_up', { title: 'This deployment has its bureau already: sign in instead.' })
    }
    const door = tenants.newDoor(c, newId(), 'Asia/Shanghai')
    const device = c.req.header('user-agent') ?? ''
    const founded = await transact(door, (tx) => setUp(tx, c.var.vault, draft, device))
    if (!founded.ok) return refuse(c, setUpRefusals, founded.error)
    tenants.forget()
    keepSession(c, door.context, founded.value)
    return c.json(await readMe(door, founded.value), 201)
  })
  .route('/', activationRoutes)
  .route('/', passwordRoutes)
  .route('/', proofRoutes)
  .route('/', secondFactorRoutes)
  .route('/', identityRoutes)
  .route('/', tokenRoutes)
