import { EmptyState } from '../../../ui/feedback.tsx'
import { formatPercent } from '../../../ui/format.ts'
import { Section } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { useWords } from '../../../ui/words.ts'
import { useCodes } from '../../people/parts.tsx'
import type { SchoolPlanInFull } from '../contract/plans.ts'
import { words } from '../words.ts'
import { PersonLink } from './Runs.tsx'

/** Who takes part in a plan, and how often each of them was there. */
export function PeopleTab({ plan }: { plan: SchoolPlanInFull }) {
  const t = useWords(words)
  const say = useCodes()
  const members = new Set(plan.content.members)
  const held = plan.runs.filter(({ state }) => state === 'held')
  const size = (personId: string, mark: string) =>
    held.filter(({ marks }) => marks.some((each) => each.personId === personId && each.mark === mark)).length
  return (
    <Section title={t('tab.people')}>
      <PlainTable
        label={t('tab.people')}
        rows={plan.people.filter(({ id }) => members.has(id))}
        rowId={(row) => row.id}
        empty={<EmptyState title={t('members.none')} />}
        columns={[
          { key: 'name', title: t('name'), cell: (row) => <PersonLink id={row.id} name={row.name} /> },
          { key: 'staffNo', title: t('staffNo'), cell: (row) => row.staffNo },
          {
            key: 'subjects',
            title: t('subjects'),
            cell: (row) => row.subjects.map((code) => say('subject', code)).join(' ') || '–',
          },
          { key: 'present', title: t('mark.present'), align: 'end', cell: (row) => size(row.id, 'present') },
          { key: 'leave', title: t('mark.leave'), align: 'end', cell: (row) => size(row.id, 'leave') },
          { key: 'absent', title: t('mark.absent'), align: 'end', cell: (row) => size(row.id, 'absent') },
          {
            key: 'share',
            title: t('share'),
            align: 'end',
            cell: (row) => formatPercent(size(row.id, 'present'), held.length),
          },
        ]}
      />
    </Section>
  )
}
