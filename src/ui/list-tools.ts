import { createContext, useContext, type ReactNode } from 'react'

/** A list as the tools above it know it. The kit offers the place; what stands there is put in by the application. */
export type ShownList = {
  /** What the list is called. */
  readonly label: string
  /** The keys of the columns that are put away, and how others are put away instead. */
  readonly hidden: ReadonlySet<string>
  readonly hide: (keys: readonly string[]) => void
  /** The parameter that says which list this is; it stays where conditions are dropped. */
  readonly tab: string | undefined
  /** What rows pasted from a spreadsheet may name on this list, the likeliest first; none where nothing is to be pasted. */
  readonly paste: readonly string[]
}

type RenderTools = (list: ShownList) => ReactNode

const ListTools = createContext<RenderTools | undefined>(undefined)

/** Gives every list its tools. */
export const ListToolsProvider = ListTools.Provider

/** What stands above each list. */
export function useListTools(): RenderTools | undefined {
  return useContext(ListTools)
}
