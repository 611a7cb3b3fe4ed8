import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { Acting, Role } from '../../lib/access.ts'
import { call, client } from '../../platform/web/call.ts'
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
