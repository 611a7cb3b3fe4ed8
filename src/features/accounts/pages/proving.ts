import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useForm } from 'react-hook-form'
import { call, client, whenProofNeeded } from '../../../platform/web/call.ts'
import type { accountRoutes } from '../routes.ts'
import { useProviders } from './own-account.ts'

const api = client<typeof accountRoutes>()

type Asking = { readonly settle: (isProved: boolean) => void }

// How a window that came back from another place tells the page that waits for it.
const channelName = 'qinglan-proof'

/** Tells the page that waits that it was proved, and closes this window; for where the way back from another place ends. */
export function useProvedThere(isProved: boolean): void {
  useEffect(() => {
    if (!isProved) return
    const channel = new BroadcastChannel(channelName)
    channel.postMessage('proved')
    channel.close()
    window.close()
  }, [isProved])
}

/**
 * Asks who it is when a dangerous act needs it again; `open` while it does. By the password, by a code where the account
 * has a second factor, or by signing in anew at another place it is linked with.
 */
export function useProof() {
  const [asking, setAsking] = useState<Asking | undefined>()
  const open = asking !== undefined
  useEffect(() => {
    whenProofNeeded(
      () =>
        new Promise((resolve) => {
          setAsking((earlier) => {
            earlier?.settle(false)
            return { settle: resolve }
          })
        }),
    )
  }, [])
  useEffect(() => {
    if (!asking) return
    const channel = new BroadcastChannel(channelName)
    channel.onmessage = () => {
      asking.settle(true)
      setAsking(undefined)
    }
    return () => channel.close()
  }, [asking])
  const end = (isProved: boolean) => {
    asking?.settle(isProved)
    setAsking(undefined)
  }
  const prove = useMutation({
    mutationFn: (json: { password: string } | { code: string }) => call(api.sessions.current.proof.$post({ json })),
    onSuccess: () => end(true),
  })
  const cancel = () => {
    prove.reset()
    end(false)
  }
  return { open, prove, cancel }
}

/** The form of a proof: by which way, and what is typed. */
export function useProofForm(prove: ReturnType<typeof useProof>['prove']) {
  const factor = useQuery({ queryKey: ['second-factor'], queryFn: () => call(api['second-factor'].$get()) })
  const { providers, proveThere } = useProviders('')
  const [byCode, setByCode] = useState(false)
  const form = useForm({ defaultValues: { password: '', code: '' } })
  return {
    form,
    byCode,
    /** Undefined where the account has no second factor. */
    switchWay: factor.data?.isOn ? () => setByCode(!byCode) : undefined,
    submit: ({ password, code }: { password: string; code: string }) =>
      prove.mutate(byCode ? { code: code.trim() } : { password }),
    linked: providers.filter(({ linkedAt }) => linkedAt !== null),
    proveThere,
  }
}
