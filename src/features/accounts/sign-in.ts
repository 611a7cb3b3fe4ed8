import type { Context as HttpContext } from 'hono'
import { setCookie } from 'hono/cookie'
import { read, type Context, type Db } from '../../platform/db/db.ts'
import type { Env } from '../../platform/http/guard.ts'
import { countUnread } from '../notices/public.ts'
import type { OpenedSession } from './commands.ts'
import { loadMe, type Session } from './store/me.ts'

/** The cookie that carries a session: the tenant's id, then the token. */
export const sessionCookie = 'qinglan'

/** Gives a browser its session. How long it lasts is a length, not a moment: the clock of the device may be wrong by years. */
export function keepSession(c: HttpContext<Env>, { tenantId, now }: Context, session: OpenedSession): void {
  setCookie(c, sessionCookie, `${tenantId}.${session.token}`, {
    httpOnly: true,
    sameSite: 'Lax',
    path: '/',
    secure: c.get('secureCookies'),
    maxAge: Math.floor((session.expiresAt.getTime() - now.getTime()) / 1000),
  })
}

/** Who is signed in, as every way of signing in answers. */
export async function readMe(db: Db, session: Session) {
  return read(db, (tx) => loadMe(tx, session, countUnread(tx, session.accountId)))
}
