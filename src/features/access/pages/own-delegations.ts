import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call, client } from '../../../platform/web/call.ts'
import type { Tone } from '../../../ui/states.tsx'
import type { Delegation } from '../contract/delegations.ts'
import type { delegationRoutes } from '../routes/delegations.ts'
import { words as accessWords } from '../words.ts'
import { delegationWords } from '../words/delegations.ts'

const api = client<typeof delegationRoutes>()

/** What pages about delegations say, with what giving roles says: both refuse for some of the same reasons. */
export const refusalWords = {
  zh: { ...accessWords.zh, ...delegationWords.zh },
  en: { ...accessWords.en, ...delegationWords.en },
} as const

export const toneOf: Readonly<Record<Delegation['standing'], Tone>> = {
  ahead: 'waiting',
  in_force: 'active',
  over: 'neutral',
  ended: 'neutral',
}

/** One's own delegations, and the roles that one may hand over. */
export function useOwnDelegations() {
  return useQuery({ queryKey: ['own-delegations'], queryFn: () => call(api['own-delegations'].$get()) })
}

/** Ends a delegation: as one of its two, or as an administrator. */
export function useEnding(as: 'own' | 'administrator', done: () => void) {
  const cache = useQueryClient()
  return useMutation({
    mutationFn: ({ id: delegationId, reason }: { id: string; reason: string }) => {
      const asked = { param: { delegationId }, json: reason === '' ? {} : { reason } }
      return call(
        as === 'own'
          ? api['own-delegations'][':delegationId'].ending.$post(asked)
          : api.delegations[':delegationId'].ending.$post(asked),
      )
    },
    onSuccess: () => {
      void cache.invalidateQueries({ queryKey: ['own-delegations'] })
      void cache.invalidateQueries({ queryKey: ['delegations'] })
      void cache.invalidateQueries({ queryKey: ['me'] })
      done()
    },
  })
}

export type DelegationValues = { delegateId: string; grantIds: string[]; fromOn: string; toOn: string; reason: string }

/** Hands roles over: one's own, or those of `principalId` as an administrator. */
export function useDelegating(principalId: string | undefined, done: () => void) {
  const cache = useQueryClient()
  const [id] = useState(() => crypto.randomUUID())
  return useMutation({
    mutationFn: (values: DelegationValues) =>
      call(
        principalId === undefined
          ? api['own-delegations'].$post({ json: { id, ...values } })
          : api.delegations.$post({ json: { id, principalId, ...values } }),
      ),
    onSuccess: () => {
      void cache.invalidateQueries({ queryKey: ['own-delegations'] })
      void cache.invalidateQueries({ queryKey: ['delegations'] })
      done()
    },
  })
}

/** The roles of somebody else that may be handed over for them. */
export function useDelegableOf(accountId: string) {
  return useQuery({
    queryKey: ['delegable-grants', accountId],
    queryFn: () => call(api['delegable-grants'].$get({ query: { accountId } })),
    enabled: accountId !== '',
  })
}
