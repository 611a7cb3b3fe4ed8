import { useQuery } from '@tanstack/react-query'
import { call, client } from '../../../platform/web/call.ts'
import type { Tone } from '../../../ui/states.tsx'
import { sayIn, useLanguage } from '../../../ui/words.ts'
import type { HourLayout } from '../contract/layout-versions.ts'
import type { Tongue } from '../layouts/saying.ts'
import type { layoutRoutes } from '../routes/layouts.ts'

export const layoutsApi = client<typeof layoutRoutes>()

/** Every layout of the region. */
export function useLayouts() {
  return useQuery({ queryKey: ['hour-layouts'], queryFn: () => call(layoutsApi['hour-layouts'].$get()) })
}

/** One layout with its versions, and with its draft for those who write it. */
export function useLayout(hourLayoutId: string) {
  return useQuery({
    queryKey: ['hour-layouts', hourLayoutId],
    queryFn: () => call(layoutsApi['hour-layouts'][':hourLayoutId'].$get({ param: { hourLayoutId } })),
  })
}

/** What a layout is called now: its Chinese name where it has no other. */
export const sayLayout = ({ name, nameEn }: { readonly name: string; readonly nameEn: string | null }): string =>
  sayIn({ zh: name, en: nameEn ?? name })

/** The language that flaws are said in now. */
export function useTongue(): Tongue {
  const [language] = useLanguage()
  return language === 'en' ? 'en' : 'zh'
}

/** How a layout stands on a day. */
export function stateOf({ version, next, endedOn }: Pick<HourLayout, 'version' | 'next' | 'endedOn'>, today: string) {
  if (endedOn !== null) return endedOn <= today ? 'ended' : 'ending'
  if (version !== null) return 'force'
  return next === null ? 'draft' : 'coming'
}

export const toneOfState: Readonly<Record<ReturnType<typeof stateOf>, Tone>> = {
  force: 'done',
  coming: 'active',
  draft: 'neutral',
  ending: 'attention',
  ended: 'neutral',
}

export const toneOfSure: Readonly<Record<HourLayout['sourceSure'], Tone>> = {
  stated: 'done',
  found: 'waiting',
  general: 'attention',
}

/** A heading with a star where it is required, unless the other system wrote one itself. */
export const starred = (title: string, required: boolean | undefined): string =>
  required && !/[*＊★]/.test(title) ? `${title}*` : title
