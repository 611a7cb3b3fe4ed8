import { useQuery } from '@tanstack/react-query'
import { call, client } from '../../../platform/web/call.ts'
import { Note } from '../../../ui/feedback.tsx'
import { useWords } from '../../../ui/words.ts'
import type { planRoutes } from '../routes.ts'
import { partWords } from '../words/parts.ts'

const api = client<typeof planRoutes>()

/** Says that an organisation has a published plan for a year already, before a second one stands beside it. */
export function SameYear({ year, organisationId }: { year: number; organisationId: string | undefined }) {
  const t = useWords(partWords)
  const isYear = Number.isInteger(year) && year >= 2000 && year <= 2100
  const { data } = useQuery({
    queryKey: ['plans', 'published', year],
    queryFn: () => call(api.plans.$get({ query: { year: String(year), state: 'published', limit: '50' } })),
    enabled: isYear && organisationId !== undefined,
  })
  const others = (data?.items ?? []).filter((plan) => plan.organisationId === organisationId)
  if (others.length === 0) return null
  const titles = others.map(({ title }) => `《${title}》`).join('')
  return <Note tone="attention">{t('same.year', { year, titles })}</Note>
}
