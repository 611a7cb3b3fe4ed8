import { formatDate, formatHoursOf } from '../../../ui/format.ts'
import { EmptyState } from '../../../ui/feedback.tsx'
import { ProgressBar } from '../../../ui/figures.tsx'
import { Facts, Section, Split } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import type { Column } from '../../../ui/table.tsx'
import { useWords, type Translate } from '../../../ui/words.ts'
import type { SchoolPlanInFull } from '../contract/plans.ts'
import { words } from '../words.ts'
import type { Content } from './drafting.ts'

/** What a plan says, to read: what waits for a word where one is waited for, otherwise what is in force. */
export function PlanText({ plan }: { plan: SchoolPlanInFull }) {
  const t = useWords(words)
  const waits = plan.amendment === 'submitted' || plan.amendment === 'school_approved'
  const content = (waits ? plan.draft : null) ?? plan.content
  const parts = (
    <>
      <Section title={t('goals')} note={waits ? t('change.shown') : undefined}>
        <p className="prose">{content.goals === '' ? '–' : content.goals}</p>
        <Facts
          items={[
            { label: t('topic'), value: content.topic ?? '–' },
            { label: t('category'), value: content.category ?? '–' },
            { label: t('mode'), value: t(`mode.${content.mode}`) },
            { label: t('hours.most'), value: formatHoursOf(content.centihours) },
          ]}
        />
      </Section>
      <Section title={t('tab.sessions')}>
        <Planned content={content} />
      </Section>
      <Section title={t('members')} note={String(content.members.length)}>
        <p>
          {content.members
            .map((id) => plan.people.find((person) => person.id === id)?.name)
            .filter((name) => name !== undefined)
            .join('　')}
        </p>
      </Section>
    </>
  )
  return plan.versionInForce === null ? parts : <Split aside={<Completeness plan={plan} />}>{parts}</Split>
}

/** What is told of each planned session. */
export const sessionColumns = (t: Translate<typeof words>): Column<Content['sessions'][number]>[] => [
  { key: 'title', title: t('session.title'), cell: (row) => row.title },
  { key: 'on', title: t('session.on'), cell: (row) => (row.on === null ? '–' : formatDate(row.on)) },
  { key: 'form', title: t('session.form'), cell: (row) => t(`form.${row.form}`) },
  { key: 'tier', title: t('session.tier'), cell: (row) => (row.tier === null ? '–' : t(`tier.${row.tier}`)) },
  { key: 'speaker', title: t('session.speaker'), cell: (row) => row.speaker ?? '–' },
  { key: 'hours', title: t('hours'), align: 'end', cell: (row) => formatHoursOf(row.centihours) },
]

function Planned({ content }: { content: Content }) {
  const t = useWords(words)
  return (
    <PlainTable
      label={t('tab.sessions')}
      rows={content.sessions}
      rowId={(row) => row.id}
      empty={<EmptyState title={t('sessions.none')} hint={t('sessions.none.hint')} />}
      columns={sessionColumns(t)}
    />
  )
}

type Kind = SchoolPlanInFull['completeness'][number]['kind']

// What is said of a kind of which nothing is asked.
const unasked: Partial<Record<Kind, 'completeness.unasked' | 'completeness.optional'>> = {
  outcome: 'completeness.unasked',
  assessment: 'completeness.optional',
}

/** How far the kinds of evidence are there. */
export function Completeness({ plan }: { plan: SchoolPlanInFull }) {
  const t = useWords(words)
  return (
    <Section title={t('completeness')} note={t('completeness.note')}>
      <div className="stack-tight">
        {plan.completeness.map(({ kind, there, of }) =>
          of === 0 ? (
            <p key={kind} className="quiet">
              {t(unasked[kind] ?? 'completeness.notYet', { kind: t(`kind.${kind}`) })}
            </p>
          ) : (
            <ProgressBar
              key={kind}
              label={t(`kind.${kind}`)}
              value={there}
              max={of}
              text={`${t(`kind.${kind}`)} ${there} / ${of}`}
            />
          ),
        )}
      </div>
    </Section>
  )
}
