import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { call, client } from '../../../platform/web/call.ts'
import { usePasted } from '../../../platform/web/query.ts'
import { SelectFilter } from '../../../ui/filters.tsx'
import { toast, toastProblem } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import type { queues } from '../parts.tsx'
import type { queueRoutes } from '../routes/queues.ts'
import { words } from '../words.ts'

const api = client<typeof queueRoutes>()
type Queue = (typeof queues)[number]

/** Narrows a queue to the hours of a programme, and of one of its classes. */
export function SourceFilters({ queue, programmeId }: { queue: Queue; programmeId: string | undefined }) {
  const t = useWords(words)
  const query = useQuery({
    queryKey: ['credit-records', 'sources', queue],
    queryFn: () => call(api['credit-record-sources'].$get({ query: { state: queue } })),
    placeholderData: keepPreviousData,
  })
  const sources = query.data?.items ?? []
  const programmes = new Map(sources.map((one) => [one.programmeId, one.programmeTitle]))
  const ofProgramme = sources.filter((one) => programmeId === undefined || one.programmeId === programmeId)
  return (
    <>
      <SelectFilter
        name="programmeId"
        label={t('programme')}
        options={[...programmes].flatMap(([value, label]) => (value && label ? [{ value, label }] : []))}
      />
      <SelectFilter
        name="sourceId"
        label={t('class')}
        options={ofProgramme.map(({ sourceId, title, classTitle, records }) => ({
          value: sourceId,
          label: t('class.of', { name: classTitle === null ? title : `${title} ${classTitle}`, count: records }),
        }))}
      />
    </>
  )
}

type Asked = {
  readonly state: Queue
  readonly q?: string
  readonly organisationId?: string
  readonly programmeId?: string
  readonly sourceId?: string
}

/** Chooses every record that the queue asks for, as many as are decided on at once; the server says which. */
export function useEverything(asked: Asked, onChosen: (ids: readonly string[]) => void) {
  const t = useWords(words)
  const pasted = usePasted()
  const ask = useMutation({
    mutationFn: () => call(api['credit-record-ids'].$get({ query: { ...asked, ...pasted } })),
    onSuccess: ({ ids, total }) => {
      onChosen(ids)
      if (total > ids.length) toast(t('everything.bounded', { count: ids.length, total }))
    },
    onError: (problem) => toastProblem(problem, words),
  })
  return { pending: ask.isPending, choose: () => ask.mutate() }
}
