import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { bytesOf, upload } from './call.ts'

type List = { readonly name: string; readonly content: Blob }
/** A list with what was told of it when it was tried. */
export type Looked<Told> = List & { readonly told: Told }
type Sent = { readonly key: string; readonly id: string }

/**
 * Hands a list in to `path`, telling the share sent. The same list sent again after a lost answer keeps its id: the server
 * knows it, and there is one import and not two.
 */
export function useHandIn<Made extends { readonly id: string }>(
  path: string,
  cacheKey: string,
  onMade: (made: Made) => void,
) {
  const cache = useQueryClient()
  const [progress, setProgress] = useState<number>()
  const last = useRef<Sent>(undefined)
  const send = useMutation({
    mutationFn: async ({ name, content }: List) => {
      const key = content instanceof File ? `${name} ${content.size} ${content.lastModified}` : await content.text()
      if (last.current?.key !== key) last.current = { key, id: crypto.randomUUID() }
      const query = new URLSearchParams({ id: last.current.id, name })
      return upload<Made>(`${path}?${query.toString()}`, content, setProgress)
    },
    onSuccess: (made) => {
      last.current = undefined
      void cache.invalidateQueries({ queryKey: [cacheKey] })
      onMade(made)
    },
    onSettled: () => setProgress(undefined),
  })
  return { onSend: (list: List) => send.mutate(list), pending: send.isPending, progress, problem: send.error }
}

/** Hands a list in where it is only tried, telling the share sent; what was told stays until it is forgotten. */
export function useTrial<Told>(pathOf: (name: string) => string, onTold?: () => Promise<void>) {
  const [looked, setLooked] = useState<Looked<Told>>()
  const [progress, setProgress] = useState<number>()
  const send = useMutation({
    mutationFn: async (list: List) => {
      const told = await upload<Told>(pathOf(list.name), list.content, setProgress)
      await onTold?.()
      return { ...list, told }
    },
    onSuccess: setLooked,
    onSettled: () => setProgress(undefined),
  })
  const handIn = { onSend: (list: List) => send.mutate(list), pending: send.isPending, progress, problem: send.error }
  return { looked, forget: () => setLooked(undefined), handIn }
}

/** Applies a list exactly as it was told of; the id is chosen once, so that a retry is harmless. */
export function useApplication<Made>(
  path: string,
  { name, content, told }: Looked<{ readonly digest: string }>,
  onMade: (made: Made) => Promise<void>,
) {
  const [id] = useState(() => crypto.randomUUID())
  return useMutation({
    mutationFn: () => {
      const query = new URLSearchParams({ id, name, digest: told.digest }).toString()
      return upload<Made>(`${path}?${query}`, content)
    },
    onSuccess: onMade,
  })
}

/** POSTs something below `/api/v1` and saves the file that it is answered with. */
export async function saveAnswer(path: string, body: BodyInit, name: string, type?: string): Promise<void> {
  const headers = type === undefined ? {} : { headers: { 'content-type': type } }
  const blob = await bytesOf(fetch(`/api/v1${path}`, { method: 'POST', body, ...headers }))
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}

/** Asks at `path` for a list back, each row with what became of it, and saves it as `called`. */
export function useListBack(path: string, called: (name: string) => string) {
  return useMutation({
    mutationFn: async ({ name, content }: List) => {
      const query = new URLSearchParams({ name }).toString()
      await saveAnswer(`${path}?${query}`, content, `${called(name.replace(/\.\w+$/, ''))}.xlsx`)
    },
  })
}
