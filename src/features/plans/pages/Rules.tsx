import { formatHours } from '../../../lib/hours.ts'
import { formatCount } from '../../../ui/format.ts'
import { Section } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { StateTag, type Tone } from '../../../ui/states.tsx'
import { useWords } from '../../../ui/words.ts'
import type { PlanInFull } from '../contract/plans.ts'
import { words } from '../words.ts'
import { AddPart, PartActions } from './Amending.tsx'
import { OverAction, OverName } from './OverDialog.tsx'

const toneOf: Readonly<Record<PlanInFull['hourRules'][number]['standing'], Tone>> = {
  after_publication: 'neutral',
  in_force: 'done',
  cycle_unknown: 'attention',
  people_unknown: 'attention',
}

/** The hour rules and the places as the plan states them. */
export function Rules({ plan, mayEdit }: { plan: PlanInFull; mayEdit: boolean }) {
  const t = useWords(words)
  const hours = ({ minCentihours: min, maxCentihours: max, average }: PlanInFull['hourRules'][number]) => {
    const size =
      min !== null && max !== null
        ? t('rule.between', { min: formatHours(min), max: formatHours(max) })
        : min !== null
          ? t('rule.atLeast', { min: formatHours(min) })
          : t('rule.atMost', { max: formatHours(max ?? 0) })
    return average ? `${t('rule.average')} ${size}` : size
  }
  return (
    <>
      <Section title={t('hourRules')} actions={mayEdit ? <AddPart plan={plan} kind="hourRule" /> : null}>
        <PlainTable
          label={t('hourRules')}
          rows={plan.hourRules}
          rowId={(row) => row.id}
          empty={<p className="quiet">{t('hourRules.none')}</p>}
          columns={[
            {
              key: 'scope',
              title: t('rule.scope'),
              cell: (row) => (row.over ? <OverName over={row.over} said={null} /> : row.scope),
            },
            { key: 'category', title: t('rule.category'), cell: (row) => row.category ?? '–' },
            { key: 'hours', title: t('rule.hours'), cell: hours },
            {
              key: 'period',
              title: t('rule.period'),
              cell: (row) => (row.period === null ? '–' : t(`rule.${row.period}`)),
            },
            {
              key: 'standing',
              title: t('state'),
              cell: (row) => <StateTag tone={toneOf[row.standing]}>{t(`rule.${row.standing}`)}</StateTag>,
            },
            {
              key: 'act',
              title: '',
              align: 'end',
              cell: (row) =>
                mayEdit ? (
                  <>
                    <OverAction plan={plan} part={{ kind: 'hourRule', row }} />
                    <PartActions plan={plan} part={{ kind: 'hourRule', id: row.id }} />
                  </>
                ) : null,
            },
          ]}
        />
      </Section>
      <Section title={t('quotas')} actions={mayEdit ? <AddPart plan={plan} kind="quota" /> : null}>
        <PlainTable
          label={t('quotas')}
          rows={plan.quotas}
          rowId={(row) => row.id}
          empty={<p className="quiet">{t('quotas.none')}</p>}
          columns={[
            { key: 'group', title: t('quota.group'), cell: (row) => row.groupName },
            { key: 'places', title: t('quota.places'), align: 'end', cell: (row) => formatCount(row.places, 'place') },
            {
              key: 'act',
              title: '',
              align: 'end',
              cell: (row) => (mayEdit ? <PartActions plan={plan} part={{ kind: 'quota', id: row.id }} /> : null),
            },
          ]}
        />
      </Section>
    </>
  )
}
