import { useEffect, useEffectEvent, useId } from 'react'

/** What lies over the page now, the last on top. */
const open: { readonly id: string; readonly close: () => void }[] = []

const key = 'layer'

function layerOf(state: unknown): string | undefined {
  if (typeof state !== 'object' || state === null || !(key in state)) return undefined
  return typeof state[key] === 'string' ? state[key] : undefined
}

/** What of `layers`, the last on top, lies over the one that an entry of the history names; all of it where it names none of them. */
export function layersAbove<L extends { readonly id: string }>(layers: readonly L[], landed: string | undefined): L[] {
  return layers.slice(layers.findIndex(({ id }) => id === landed) + 1).reverse()
}

function landed(event: PopStateEvent): void {
  const here = layerOf(event.state)
  const isGone = here !== undefined && !open.some(({ id }) => id === here)
  for (const layer of layersAbove(open, here)) layer.close()
  // An entry whose dialog was closed without it leads nowhere: it is passed over.
  if (isGone) history.back()
}

if (typeof window !== 'undefined') window.addEventListener('popstate', landed)

/** While this is shown, the way back closes it and stays on the page; closed otherwise, it takes its step of the history with it. */
export function useBackCloses(onClose: () => void): void {
  const id = useId()
  const close = useEffectEvent(onClose)
  useEffect(() => {
    open.push({ id, close: () => close() })
    if (layerOf(history.state) !== id) {
      const state: unknown = history.state
      history.pushState({ ...(typeof state === 'object' ? state : {}), [key]: id }, '')
    }
    return () => {
      open.splice(
        open.findIndex((layer) => layer.id === id),
        1,
      )
      // Later, because what closed it may be leaving for another page, which has then put its own step on top.
      setTimeout(() => {
        if (layerOf(history.state) === id && !open.some((layer) => layer.id === id)) history.back()
      })
    }
  }, [id])
}

const stray = { withinMs: 350, withinPx: 40 }

/** Swallows the second of two quick presses on the same spot: it was meant for what has just gone, not for what lay beneath. */
export function swallowSecondPress({ x, y }: { readonly x: number; readonly y: number }): void {
  const onClick = (event: MouseEvent) => {
    if (Math.hypot(event.clientX - x, event.clientY - y) > stray.withinPx) return
    event.preventDefault()
    event.stopPropagation()
  }
  document.addEventListener('click', onClick, true)
  setTimeout(() => document.removeEventListener('click', onClick, true), stray.withinMs)
}

/** Keeps where the last press within `element` was, and shields that spot when it goes. */
export function useShieldBeneath(element: React.RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const inside = element.current
    let last: { x: number; y: number } | undefined
    const onClick = (event: MouseEvent) => {
      last = event.detail > 0 ? { x: event.clientX, y: event.clientY } : undefined
    }
    inside?.addEventListener('click', onClick, true)
    return () => {
      inside?.removeEventListener('click', onClick, true)
      if (last) swallowSecondPress(last)
    }
  }, [element])
}
