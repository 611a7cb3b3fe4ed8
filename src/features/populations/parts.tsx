import { useQuery } from '@tanstack/react-query'
import { useEffect, useEffectEvent } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { call, client } from '../../platform/web/call.ts'
import { SelectField } from '../../ui/choices.tsx'
import { useWords } from '../../ui/words.ts'
import type { SavedPopulation } from './contract.ts'
import type { populationRoutes } from './routes.ts'
import { words } from './words.ts'

const api = client<typeof populationRoutes>()

/** A saved population as whoever chooses it needs it. */
export type Chosen = Pick<SavedPopulation, 'id' | 'name' | 'version' | 'rule'>

/** The saved rules of one's part of the tree and of those above it. */
export function usePopulations() {
  return useQuery({
    queryKey: ['populations', 'list'],
    queryFn: () => call(api.populations.$get({ query: {} })),
  })
}

/** A choice among the saved populations; tells the one that was chosen. */
export function PopulationChoice({ onChoose }: { onChoose: (chosen: Chosen) => void }) {
  const t = useWords(words)
  const list = usePopulations()
  const form = useForm({ defaultValues: { id: '' } })
  const id = useWatch({ control: form.control, name: 'id' })
  const items = list.data?.items ?? []
  const choose = useEffectEvent((wanted: string) => {
    const chosen = items.find((item) => item.id === wanted)
    if (chosen) onChoose(chosen)
  })
  useEffect(() => choose(id), [id])
  if (items.length === 0) return null
  const options = items.map((item) => ({
    value: item.id,
    label: `${item.name} · ${t('version.n', { n: String(item.version) })}`,
  }))
  return (
    <SelectField
      control={form.control}
      name="id"
      label={t('choose')}
      placeholder={t('choose.none')}
      options={options}
    />
  )
}
