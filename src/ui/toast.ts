import { useSyncExternalStore } from 'react'
import { sayRefusal, type Words } from './words.ts'

export type Toast = {
  readonly id: number
  readonly text: string
  readonly tone: 'done' | 'danger'
  readonly undo?: { readonly label: string; readonly run: () => void } | undefined
}

let toasts: readonly Toast[] = []
let lastId = 0
const listeners = new Set<() => void>()

function show(next: readonly Toast[]): void {
  toasts = next
  for (const changed of listeners) changed()
}

/** Takes a message away before its time. */
export function dismiss(id: number): void {
  show(toasts.filter((toast) => toast.id !== id))
}

/** Says briefly that something was done; with `undo`, stays long enough to take it back. */
export function toast(text: string, { tone = 'done', undo }: Partial<Pick<Toast, 'tone' | 'undo'>> = {}): void {
  lastId += 1
  const id = lastId
  show([...toasts.slice(-2), { id, text, tone, undo }])
  setTimeout(() => dismiss(id), undo ? 10_000 : 4_000)
}

/** Says what went wrong, where nothing on the page would say it. */
export function toastProblem(problem: unknown, words?: Words): void {
  toast(sayRefusal(problem, words), { tone: 'danger' })
}

/** The messages to be shown now. */
export function useToasts(): readonly Toast[] {
  return useSyncExternalStore(
    (changed) => {
      listeners.add(changed)
      return () => listeners.delete(changed)
    },
    () => toasts,
    () => toasts,
  )
}
