import { useState } from 'react'
import { useParams } from 'react-router'
import { formatHours } from '../../../lib/hours.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { EmptyState, Loaded } from '../../../ui/feedback.tsx'
import { formatCount, formatDateTime, formatHoursOf } from '../../../ui/format.ts'
import { Stat } from '../../../ui/figures.tsx'
import { Facts, Section } from '../../../ui/page.tsx'
import { sayRefusal, useWords } from '../../../ui/words.ts'
import { useHolds } from '../../accounts/parts.tsx'
import { ClassHead } from '../../delivery/parts.tsx'
import type { Assessment } from '../contract.ts'
import { useAssessment } from '../parts.tsx'
import { words } from '../words.ts'
import { CloseDialog } from './CloseDialog.tsx'
import { ResultsTable } from './ResultsTable.tsx'
import { SchemeDialog } from './SchemeDialog.tsx'

/** The assessment of a class: how it is judged, what each member reached, and its closing. */
export function AssessmentPage() {
  const { classId = '' } = useParams()
  return (
    <div className="page">
      <ClassHead classId={classId} />
      <AssessmentTab classId={classId} />
    </div>
  )
}

/** The same without the head of the class. */
export function AssessmentTab({ classId }: { classId: string }) {
  const query = useAssessment(classId)
  return (
    <Loaded query={query} words={words}>
      {(assessment) => <Shown assessment={assessment} />}
    </Loaded>
  )
}

function Shown({ assessment }: { assessment: Assessment }) {
  const t = useWords(words)
  const { scheme, state, closure, members } = assessment
  const mayDecide = useHolds('bureau_officer', 'provider', 'class_lead')
  const [asking, setAsking] = useState<'scheme' | 'close' | undefined>()
  const isOpen = state !== 'closed'
  const decide = (
    <ActionButton kind={scheme ? 'plain' : 'primary'} icon="pen" onClick={() => setAsking('scheme')}>
      {t(scheme ? 'scheme.change' : 'scheme.decide')}
    </ActionButton>
  )
  const closeReason =
    assessment.closeRefusal === null ? undefined : sayRefusal({ code: assessment.closeRefusal }, words)
  return (
    <>
      <Section title={t('scheme')} actions={scheme && mayDecide && isOpen ? decide : null}>
        {scheme ? (
          <Facts
            items={[
              { label: t('kind'), value: t(`kind.${scheme.kind}`) },
              { label: t('passMark'), value: scheme.passMark },
              { label: t('attendanceMin'), value: `${scheme.attendanceMinPercent}%` },
              { label: t('hours'), value: formatHoursOf(scheme.centihours) },
            ]}
          />
        ) : (
          <EmptyState
            title={t('scheme.none')}
            hint={t('scheme.none.hint')}
            action={mayDecide && isOpen ? decide : null}
          />
        )}
      </Section>
      <Section
        title={t('outcome')}
        note={closure ? t('closed', { name: closure.closedByName, date: formatDateTime(closure.closedAt) }) : undefined}
        actions={
          mayDecide && isOpen ? (
            <ActionButton kind="primary" icon="check" reason={closeReason} onClick={() => setAsking('close')}>
              {t('close')}
            </ActionButton>
          ) : null
        }
      >
        {scheme ? (
          <div className="figures">
            <Stat
              label={t('passed')}
              value={assessment.passed}
              unit="person"
              of={formatCount(members.length)}
              tone="done"
            />
            <Stat label={t('failed')} value={assessment.failed - (isOpen ? assessment.awaited : 0)} unit="person" />
            {isOpen ? <Stat label={t('awaited')} value={assessment.awaited} unit="person" tone="attention" /> : null}
            <Stat label={t('hours')} value={formatHours(scheme.centihours)} unit="hour" />
          </div>
        ) : null}
        <ResultsTable assessment={assessment} />
      </Section>
      {asking === 'scheme' ? <SchemeDialog assessment={assessment} onClose={() => setAsking(undefined)} /> : null}
      {asking === 'close' ? <CloseDialog assessment={assessment} onClose={() => setAsking(undefined)} /> : null}
    </>
  )
}
