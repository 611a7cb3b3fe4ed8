import { useQuery } from '@tanstack/react-query'
import { call, client } from '../../../platform/web/call.ts'
import { Loaded } from '../../../ui/feedback.tsx'
import { formatDateTime } from '../../../ui/format.ts'
import { History } from '../../../ui/history.tsx'
import { Section } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { useWords } from '../../../ui/words.ts'
import type { PlanInFull } from '../contract/plans.ts'
import type { planRoutes } from '../routes.ts'
import { words } from '../words.ts'

const api = client<typeof planRoutes>()

/** The versions of a plan with their reasons, and who did what with it. */
export function Versions({ plan, mayManage }: { plan: PlanInFull; mayManage: boolean }) {
  const t = useWords(words)
  return (
    <>
      <Section title={t('versions')}>
        <PlainTable
          label={t('versions')}
          rows={plan.versions}
          rowId={(row) => String(row.version)}
          empty={<p className="quiet">{t('version.none')}</p>}
          columns={[
            { key: 'version', title: t('version'), align: 'end', width: 72, cell: (row) => row.version },
            { key: 'reason', title: t('edit.reason'), cell: (row) => row.reason || t('version.first') },
            { key: 'who', title: t('owner'), cell: (row) => row.madeByName },
            { key: 'at', title: t('deadline'), cell: (row) => formatDateTime(row.madeAt) },
          ]}
        />
      </Section>
      {mayManage ? <Acts planId={plan.id} /> : null}
    </>
  )
}

const acts = [
  'plan.begun',
  'plan.made',
  'plan.changed',
  'plan.amended',
  'plan.published',
  'plan.closed',
  'plan.copied',
  'plan.figure_entered',
  'plan.phase_done',
  'plan.meeting_recorded',
] as const

function Acts({ planId }: { planId: string }) {
  const t = useWords(words)
  const query = useQuery({
    queryKey: ['plans', planId, 'history'],
    queryFn: () => call(api.plans[':planId'].history.$get({ param: { planId } })),
  })
  const say = (act: string) => {
    const known = acts.find((each) => each === act)
    return known ? t(`act.${known}`) : act
  }
  return (
    <Section title={t('history')}>
      <Loaded query={query} words={words}>
        {({ items }) => (
          <History
            items={items.map(({ id, at, accountName, act }) => ({ id, at, who: accountName, what: say(act) }))}
          />
        )}
      </Loaded>
    </Section>
  )
}
