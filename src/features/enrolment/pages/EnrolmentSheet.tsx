import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { call } from '../../../platform/web/call.ts'
import { at } from '../../../platform/web/route.ts'
import { ActionLink } from '../../../ui/button.tsx'
import { Loaded } from '../../../ui/feedback.tsx'
import { formatDateTime, joinNames } from '../../../ui/format.ts'
import { Facts, Section } from '../../../ui/page.tsx'
import { SideSheet } from '../../../ui/sheet.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { useWords } from '../../../ui/words.ts'
import { useHolds } from '../../accounts/parts.tsx'
import { CreditSummary } from '../../credits/parts.tsx'
import { useCodes } from '../../people/parts.tsx'
import type { EnrolmentRow } from '../contract.ts'
import { liveStates } from '../core.ts'
import { toneOf } from '../parts.tsx'
import { words } from '../words.ts'
import { wayWords } from '../words/ways.ts'
import { enrolmentApi as api } from './deciding.ts'
import { SubstituteButton } from './SubstituteButton.tsx'
import { RequestsOfPlace } from './SubstitutionRequests.tsx'

/** Who applies, before one decides: post, title, subject, this year's hours, and what else they have applied to. */
export function EnrolmentSheet({
  row,
  onClose,
  footer,
}: {
  row: EnrolmentRow
  onClose: () => void
  footer: ReactNode
}) {
  const t = useWords(words)
  const bring = useWords(wayWords)
  const say = useCodes()
  const readsPeople = useHolds(
    'bureau_officer',
    'town_officer',
    'school_registrar',
    'principal',
    'hours_officer',
    'auditor',
  )
  const list = (kind: 'subject' | 'post', codes: readonly string[]) =>
    joinNames(codes.map((code) => say(kind, code))) || '–'
  return (
    <SideSheet title={row.personName} open onClose={onClose} footer={footer}>
      <div>
        <p>{row.programmeTitle}</p>
        <p className="cluster">
          <StateTag tone={toneOf[row.state]}>{t(`state.${row.state}`)}</StateTag>
          <span className="quiet num">{formatDateTime(row.appliedAt)}</span>
        </p>
        {row.reason ? <p className="quiet">{t('because', { reason: row.reason })}</p> : null}
      </div>
      <Facts
        items={[
          { label: t('school'), value: row.schoolName },
          { label: t('staffNo'), value: row.staffNo },
          { label: t('post'), value: list('post', row.posts) },
          { label: t('personTitle'), value: say('title', row.personTitle) },
          { label: t('stage'), value: say('stage', row.stage) },
          { label: t('subjects'), value: list('subject', row.subjects) },
          { label: bring('came'), value: bring(`way.${row.sourceKind}`) },
        ]}
      />
      <RequestsOfPlace enrolmentId={row.id} />
      {readsPeople ? (
        <Section title={t('hours')}>
          <CreditSummary personId={row.personId} />
        </Section>
      ) : null}
      <Section title={t('others')}>
        <Others row={row} />
      </Section>
      <SubstituteButton row={row} />
      {readsPeople ? (
        <div>
          <ActionLink to={at.person(row.personId)} icon="user">
            {t('person.page')}
          </ActionLink>
        </div>
      ) : null}
    </SideSheet>
  )
}

function Others({ row }: { row: EnrolmentRow }) {
  const t = useWords(words)
  const query = { personId: row.personId, limit: '50' }
  const found = useQuery({
    queryKey: ['enrolments', query],
    queryFn: () => call(api.enrolments.$get({ query })),
  })
  return (
    <Loaded query={found} words={words} lines={2}>
      {({ items }) => {
        const others = items.filter(({ id, state }) => id !== row.id && liveStates.includes(state))
        if (others.length === 0) return <p className="quiet">{t('others.none')}</p>
        return (
          <ul className="stack-tight">
            {others.map((other) => (
              <li key={other.id}>
                {other.programmeTitle} <StateTag tone={toneOf[other.state]}>{t(`state.${other.state}`)}</StateTag>{' '}
                <span className="quiet num">{formatDateTime(other.appliedAt)}</span>
              </li>
            ))}
          </ul>
        )
      }}
    </Loaded>
  )
}
