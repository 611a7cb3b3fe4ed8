import { useQuery } from '@tanstack/react-query'
import type { Source } from '../../../lib/policy/language.ts'
import type { Tongue } from '../../../lib/policy/names.ts'
import { call, client } from '../../../platform/web/call.ts'
import type { Tone } from '../../../ui/states.tsx'
import { useLanguage } from '../../../ui/words.ts'
import type { HourPolicy } from '../contract/policies.ts'
import type { policyRoutes } from '../routes/policies.ts'

export const policiesApi = client<typeof policyRoutes>()

/** Every policy of the region. */
export function usePolicies() {
  return useQuery({ queryKey: ['hour-policies'], queryFn: () => call(policiesApi['hour-policies'].$get()) })
}

/** One policy with its versions, and with its draft for those who write it. */
export function usePolicy(policyId: string) {
  return useQuery({
    queryKey: ['hour-policies', policyId],
    queryFn: () => call(policiesApi['hour-policies'][':policyId'].$get({ param: { policyId } })),
  })
}

/** The language that sentences of the policy language are said in now. */
export function useTongue(): Tongue {
  const [language] = useLanguage()
  return language === 'en' ? 'en' : 'zh'
}

export type PolicyState = 'force' | 'coming' | 'draft' | 'ending' | 'ended'

/** How a policy stands on a day. */
export function stateOf(policy: Pick<HourPolicy, 'version' | 'next' | 'endedOn'>, today: string): PolicyState {
  if (policy.endedOn !== null) return policy.endedOn <= today ? 'ended' : 'ending'
  if (policy.version !== null) return 'force'
  return policy.next === null ? 'draft' : 'coming'
}

export const toneOfState: Readonly<Record<PolicyState, Tone>> = {
  force: 'done',
  coming: 'active',
  draft: 'neutral',
  ending: 'attention',
  ended: 'neutral',
}

export const toneOfSure: Readonly<Record<Source['sure'], Tone>> = {
  stated: 'done',
  found: 'waiting',
  general: 'attention',
}
