import { lazy, Suspense } from 'react'
import { useWords } from '../../ui/words.ts'
import type { HourForecast } from './contract.ts'
import { toneOf } from './pages/saying.ts'
import { words } from './words.ts'

export { NextProgrammes } from './pages/mobile/NextProgrammes.tsx'

// Apart from the phone's part of this file, which needs no states and no tables.
const Shown = lazy(async () => ({ default: (await import('./pages/PersonForecast.tsx')).PersonForecast }))

/** The forecast of one person with the programmes that would help, for pages about that person. */
export function PersonForecast({ personId }: { personId: string }) {
  return (
    <Suspense fallback={null}>
      <Shown personId={personId} />
    </Suspense>
  )
}

/** What that part of a page is called. */
export function useForecastTitle(): string {
  return useWords(words)('person.title')
}

/** What the outlook of somebody's hours is called, and its tone. */
export function useOutlook() {
  const t = useWords(words)
  return (state: HourForecast['state']) => ({ tone: toneOf[state], word: t(`outlook.${state}`) })
}
