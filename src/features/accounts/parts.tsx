import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Acting, Role } from '../../lib/access.ts'
import { call, client } from '../../platform/web/call.ts'
import { forget, keep, readKept } from '../../ui/kept.ts'
import type { Me } from './contract.ts'
import type { accountRoutes } from './routes.ts'

export type { Me } from './contract.ts'

const api = client<typeof accountRoutes>()
const meKey = ['me'] as const

/** Who is signed in, with which roles over what, in which bureau. */
export function useMe() {
  return useQuery({ queryKey: meKey, queryFn: () => call(api.me.$get()), staleTime: 60_000 })
}

/** Whether whoever is signed in holds one of these roles anywhere. */
export function useHolds(...roles: readonly Role[]): boolean {
  const me = useMe()
  return me.data?.grants.some((grant) => roles.includes(grant.role)) ?? false
}

/** Whoever is signed in, as the rules about one's own matters look at them. */
export function actingOf(me: Me): Acting {
  return { accountId: me.account.id, personId: me.person?.id ?? null, onBehalfOf: me.actingFor }
}

/**
 * What this account enters on a page and has not sent: kept on its own device, so that leaving the page loses nothing, and
 * forgotten on `drop`. `read` judges what was kept and answers nothing where it does not fit what stands there now.
 */
export function useUnsent<V>(name: string, begin: V, read: (kept: unknown) => V | undefined) {
  const account = useMe().data?.account.id
  const key = `${name}-${account ?? ''}`
  const [value, setValue] = useState<V>(() => read(readKept(key)) ?? begin)
  const put = (next: V) => {
    setValue(next)
    if (account !== undefined) keep(key, next)
  }
  return [value, put, () => forget(key)] as const
}

/** Keeps what a sign-in answered, so that nobody is asked twice who they are. */
export function useKeepMe(): (me: Me) => void {
  const cache = useQueryClient()
  return (me) => {
    cache.clear()
    cache.setQueryData(meKey, me)
  }
}

/** Whether this account has nothing to do in the console: a teacher’s work is on the phone. */
export function worksOnPhone(me: Me): boolean {
  return me.person !== null && me.grants.length === 0
}

/** Ends the session here or on every device, forgets what was loaded and goes to `signIn`. */
export function useSignOut(signIn: string): (reach: 'here' | 'everywhere') => Promise<void> {
  return async (reach) => {
    await (reach === 'here' ? call(api.sessions.current.$delete()) : call(api.sessions.$delete()))
    // A full load drops everything that this person's pages held in memory.
    window.location.assign(signIn)
  }
}
