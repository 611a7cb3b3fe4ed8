import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call, client } from '../../../platform/web/call.ts'
import type { Translate } from '../../../ui/words.ts'
import { deviceOf } from '../core/device.ts'
import { passwordRefusal } from '../core/password.ts'
import { useKeepMe } from '../parts.tsx'
import type { accountRoutes } from '../routes.ts'
import type { words } from '../words.ts'
import type { ownWords } from '../words/own.ts'

const api = client<typeof accountRoutes>()

/** One's own second factor, and what may be done with it; `codes` are recovery codes just made, shown once. */
export function useSecondFactor() {
  const cache = useQueryClient()
  const key = ['second-factor']
  const refresh = () => cache.invalidateQueries({ queryKey: key })
  const [codes, setCodes] = useState<readonly string[] | undefined>()
  const factor = useQuery({ queryKey: key, queryFn: () => call(api['second-factor'].$get()) })
  const begin = useMutation({ mutationFn: () => call(api['second-factor'].$post()) })
  const shown = (answer: { recoveryCodes: string[] }) => {
    setCodes(answer.recoveryCodes)
    begin.reset()
    return refresh()
  }
  const confirm = useMutation({
    mutationFn: (code: string) => call(api['second-factor'].confirmation.$post({ json: { code } })),
    onSuccess: shown,
  })
  const renew = useMutation({
    mutationFn: () => call(api['second-factor']['recovery-codes'].$post()),
    onSuccess: shown,
  })
  const remove = useMutation({ mutationFn: () => call(api['second-factor'].$delete()), onSuccess: refresh })
  return { factor, begin, confirm, renew, remove, codes, forgetCodes: () => setCodes(undefined) }
}

/** Where one is signed in, and how that is ended. */
export function useSessions() {
  const cache = useQueryClient()
  const key = ['sessions']
  const refresh = () => cache.invalidateQueries({ queryKey: key })
  const list = useQuery({ queryKey: key, queryFn: () => call(api.sessions.$get()) })
  const end = useMutation({
    mutationFn: (openSessionId: string) => call(api.sessions[':openSessionId'].$delete({ param: { openSessionId } })),
    onSuccess: refresh,
  })
  const endOthers = useMutation({ mutationFn: () => call(api.sessions.others.$delete()), onSuccess: refresh })
  return { list, end, endOthers }
}

/** Changes one's own password. */
export function useChangePassword(done: () => void) {
  return useMutation({
    mutationFn: (password: string) => call(api['password-changes'].$post({ json: { password } })),
    onSuccess: done,
  })
}

/** Completes a sign-in with the code that it owes; `done` gets whoever is signed in then. */
export function useSecondStep(done: () => void) {
  const keepMe = useKeepMe()
  return useMutation({
    mutationFn: async (code: string) => {
      await call(api.sessions.current.proof.$post({ json: { code } }))
      return call(api.me.$get())
    },
    onSuccess: (me) => {
      keepMe(me)
      done()
    },
  })
}

/** Asks again who is signed in, after what the sign-in owed was done. */
export function useRefreshMe(done: () => void) {
  const keepMe = useKeepMe()
  return useMutation({
    mutationFn: () => call(api.me.$get()),
    onSuccess: (me) => {
      keepMe(me)
      done()
    },
  })
}

/** Asks the school for a new password. */
export function useForgotten() {
  return useMutation({
    mutationFn: ({ name, bureau }: { name: string; bureau: string }) =>
      call(api['password-requests'].$post({ json: { name, ...(bureau === '' ? {} : { bureau }) } })),
  })
}

/** The bureaus of this deployment: where there are several, whoever signs in says which. */
export function useBureaus() {
  const setup = useQuery({ queryKey: ['setup'], queryFn: () => call(api.setup.$get()) })
  const bureaus = setup.data?.bureaus ?? []
  return bureaus.length > 1 ? bureaus.map(({ slug, name }) => ({ value: slug, label: name })) : []
}

/** Using a one-time code: first whose it is, then the password. */
export function useActivation(done: () => void) {
  const keepMe = useKeepMe()
  const check = useMutation({
    mutationFn: (json: { code: string; bureau?: string }) => call(api['activation-checks'].$post({ json })),
  })
  const activate = useMutation({
    mutationFn: (json: { code: string; bureau?: string; password: string }) => call(api.activations.$post({ json })),
    onSuccess: (me) => {
      keepMe(me)
      done()
    },
  })
  return { check, activate }
}

/** What to say under a password while it is typed. */
export function passwordHint(
  typed: string,
  own: readonly string[],
  t: Translate<typeof ownWords>,
  say: Translate<typeof words>,
): string {
  if (typed === '') return t('password.rule')
  const refusal = passwordRefusal(typed, own)
  return refusal ? say(`refusal.${refusal}`) : t('password.good')
}

/** A device as its owner calls it. */
export function sayDevice(userAgent: string, t: Translate<typeof ownWords>): string {
  const { browser, system } = deviceOf(userAgent)
  const parts = [browser === 'wechat' ? t('device.wechat') : browser, system]
  return parts.filter((part) => part !== undefined).join(' · ') || t('device.unknown')
}

/** Other places to sign in at, and going there: `link` ties one's account to who one is there. */
export function useProviders(bureau: string) {
  const cache = useQueryClient()
  const key = ['identity-providers', bureau]
  const query = bureau === '' ? {} : { bureau }
  const list = useQuery({ queryKey: key, queryFn: () => call(api['identity-providers'].$get({ query })) })
  const away = ({ url }: { url: string }) => window.location.assign(url)
  const there = api['identity-providers'][':identityProviderId']
  const signIn = useMutation({
    mutationFn: ({ id: identityProviderId, next }: { id: string; next: string }) =>
      call(there['sign-in'].$post({ param: { identityProviderId }, json: { ...query, next } })),
    onSuccess: away,
  })
  const link = useMutation({
    mutationFn: ({ id: identityProviderId, next }: { id: string; next: string }) =>
      call(there.link.$post({ param: { identityProviderId }, json: { next } })),
    onSuccess: away,
  })
  const unlink = useMutation({
    mutationFn: (identityProviderId: string) => call(there.link.$delete({ param: { identityProviderId } })),
    onSuccess: () => cache.invalidateQueries({ queryKey: key }),
  })
  // In a window of its own: what was being done waits here, and goes on when that window says so.
  const proveThere = useMutation({
    mutationFn: async (identityProviderId: string) => {
      const beside = window.open('about:blank', '_blank')
      const answer = await call(there.proof.$post({ param: { identityProviderId }, json: { next: '/proved' } }))
      if (beside) beside.location.href = answer.url
      else window.location.assign(answer.url)
    },
  })
  return { providers: list.data?.items ?? [], signIn, link, unlink, proveThere }
}
