import { useQuery } from '@tanstack/react-query'
import { call, client } from '../../../platform/web/call.ts'
import { Loaded } from '../../../ui/feedback.tsx'
import { formatDate } from '../../../ui/format.ts'
import { Section } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { useWords } from '../../../ui/words.ts'
import type { LifeEvent } from '../contract.ts'
import { useCodes } from '../parts.tsx'
import type { peopleRoutes } from '../routes.ts'
import { words } from '../words.ts'

const api = client<typeof peopleRoutes>()

const codeOf = { state: 'state', stage: 'stage', title: 'title', talent: 'talent' } as const
const isCoded = (kind: string): kind is keyof typeof codeOf => kind in codeOf

function useSaying(): (event: LifeEvent) => string {
  const t = useWords(words)
  const say = useCodes()
  return ({ kind, before, after, from, to }) => {
    if (kind === 'began' || kind === 'retires') return t(`life.${kind}`)
    if (kind === 'school') return t('life.school', { from: from ?? '', to: to ?? '' })
    if (kind === 'post_began' || kind === 'post_ended')
      return t(`life.${kind}`, { after: say('post', after), to: to ?? '' })
    if (kind === 'merged' || kind === 'unmerged') return t(`life.${kind}`, { after: after ?? '' })
    if (kind === 'arrived') return t('life.arrived', { before: before ?? '' })
    const name = (value: string | null) => (isCoded(kind) ? say(codeOf[kind], value) : (value ?? '–'))
    return t(`life.${kind}`, { before: name(before), after: name(after) })
  }
}

/** What became of a person, the latest first. */
export function Life({ personId }: { personId: string }) {
  const t = useWords(words)
  const say = useSaying()
  const query = useQuery({
    queryKey: ['people', 'life', personId],
    queryFn: () => call(api.people[':personId'].life.$get({ param: { personId } })),
  })
  return (
    <Section title={t('life')}>
      <Loaded query={query} words={words} lines={3}>
        {({ items }) => (
          <PlainTable
            label={t('life')}
            rows={items}
            rowId={(event) => event.id}
            empty={t('life.empty')}
            columns={[
              { key: 'on', title: t('on'), cell: (event) => formatDate(event.on), width: 150 },
              { key: 'what', title: t('life'), cell: say },
              {
                key: 'why',
                title: t('reason'),
                cell: (event) => [event.reason, event.by].filter((part) => part !== null).join(' · ') || '–',
              },
            ]}
          />
        )}
      </Loaded>
    </Section>
  )
}
