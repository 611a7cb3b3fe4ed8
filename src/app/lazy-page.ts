import { lazy, type ComponentType } from 'react'

/** A page that is loaded when it is first opened: its file, and the name of its component there. */
export function page<const N extends string>(load: () => Promise<Record<N, ComponentType>>, name: N) {
  return lazy(async () => ({ default: (await load())[name] }))
}
