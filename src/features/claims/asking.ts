import { useQuery } from '@tanstack/react-query'
import { formatHours } from '../../lib/hours.ts'
import { call, client } from '../../platform/web/call.ts'
import type { Tone } from '../../ui/states.tsx'
import type { Translate } from '../../ui/words.ts'
import type { Claim } from './contract/claims.ts'
import type { AppealState } from './core/appeals.ts'
import type { ClaimState } from './core/claims.ts'
import type { claimRoutes } from './routes.ts'
import type { words } from './words.ts'

/** The routes of claims, as pages ask them. */
export const claimsApi = client<typeof claimRoutes>()

/** How each state of a claim looks. */
export const claimTone = {
  draft: 'neutral',
  submitted: 'waiting',
  returned: 'attention',
  taken_up: 'active',
  withdrawn: 'neutral',
} as const satisfies Record<ClaimState, Tone>

const hoursTone = {
  recorded: 'waiting',
  approved: 'active',
  verified: 'done',
  returned: 'attention',
  reversed: 'danger',
} as const satisfies Record<NonNullable<Claim['hours']>['state'], Tone>

/** How each state of an appeal looks. */
export const appealTone = {
  asked: 'waiting',
  upheld: 'done',
  dismissed: 'attention',
  withdrawn: 'neutral',
} as const satisfies Record<AppealState, Tone>

type Said = Pick<Claim, 'state' | 'hours' | 'isTrip' | 'isShared'>

/** Where a claim stands, in a word: its own state, or that of the hours it became. */
export function standOf(t: Translate<typeof words>, { state, hours, isTrip, isShared }: Said) {
  if (state === 'taken_up' && hours) return { tone: hoursTone[hours.state], said: t(`hours.${hours.state}`) }
  if (state === 'submitted' && isTrip && !isShared) return { tone: 'attention' as const, said: t('open.trip') }
  return { tone: claimTone[state], said: t(`state.${state}`) }
}

/** Hours from–to, as people read them. */
export function sayRange(least: number, most: number): string {
  return least === most ? formatHours(most) : `${formatHours(least)}–${formatHours(most)}`
}

/** One's own claim in full. */
export function useClaim(claimId: string) {
  return useQuery({
    queryKey: ['claims', claimId],
    queryFn: () => call(claimsApi.claims[':claimId'].$get({ param: { claimId } })),
  })
}
