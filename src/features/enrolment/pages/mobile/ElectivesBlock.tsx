import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call, client } from '../../../../platform/web/call.ts'
import { formatDateTime } from '../../../../ui/format.ts'
import { Problem } from '../../../../ui/phone/feedback.tsx'
import { BigButton } from '../../../../ui/phone/press.tsx'
import { Block } from '../../../../ui/phone/screen.tsx'
import { toast } from '../../../../ui/toast.ts'
import { useWords } from '../../../../ui/words.ts'
import type { Electives } from '../../contract/electives.ts'
import type { electiveRoutes } from '../../routes/electives.ts'
import { electiveWords as words } from '../../words/electives.ts'

const api = client<typeof electiveRoutes>()

/** What of a programme one chooses for oneself; nothing where there is nothing to choose. */
export function ElectivesBlock({ programmeId }: { programmeId: string }) {
  const query = useQuery({
    queryKey: ['my-electives', programmeId],
    queryFn: () => call(api.programmes[':programmeId']['my-electives'].$get({ param: { programmeId } })),
  })
  return query.data ? <Choosing key={query.dataUpdatedAt} programmeId={programmeId} electives={query.data} /> : null
}

function Choosing({ programmeId, electives }: { programmeId: string; electives: Electives }) {
  const t = useWords(words)
  const cache = useQueryClient()
  const { least, most, items } = electives
  const [chosen, setChosen] = useState(() => new Set(items.filter(({ isChosen }) => isChosen).map(({ id }) => id)))
  const choose = useMutation({
    mutationFn: () =>
      call(
        api.programmes[':programmeId']['my-electives'].$put({
          param: { programmeId },
          json: { electiveIds: [...chosen] },
        }),
      ),
    onSuccess: async () => {
      toast(t('chosen'))
      await cache.invalidateQueries({ queryKey: ['my-electives'] })
    },
  })
  const toggle = (id: string) => {
    const next = new Set(chosen)
    if (!next.delete(id)) next.add(id)
    setChosen(next)
  }
  const until = formatDateTime(electives.until)
  const reason =
    chosen.size < least
      ? t('choose.more', { count: least - chosen.size })
      : chosen.size > most
        ? t('choose.fewer', { count: chosen.size - most })
        : undefined
  return (
    <Block title={t('title')}>
      <p className="quiet">
        {least === most ? t('rule.exactly', { most, until }) : t('rule.between', { least, most, until })}
      </p>
      {items.map((item) => (
        <label key={item.id} className="cluster">
          <input type="checkbox" checked={chosen.has(item.id)} onChange={() => toggle(item.id)} />
          <span>{item.title}</span>
          <span className="quiet num">
            {item.placesMax === null
              ? t('places.open', { taken: item.placesTaken })
              : t('places', { taken: item.placesTaken, max: item.placesMax })}
          </span>
        </label>
      ))}
      <Problem problem={choose.error} words={words} />
      <BigButton kind="primary" onPress={() => choose.mutate()} pending={choose.isPending} reason={reason}>
        {t('choose')}
      </BigButton>
    </Block>
  )
}
