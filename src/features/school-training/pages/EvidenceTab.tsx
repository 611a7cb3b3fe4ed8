import { useState } from 'react'
import { call } from '../../../platform/web/call.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/feedback.tsx'
import { formatBytes, formatDateTime } from '../../../ui/format.ts'
import { Section, Split } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { useWords } from '../../../ui/words.ts'
import type { Evidence, SchoolPlanInFull } from '../contract/plans.ts'
import { words } from '../words.ts'
import { EvidenceDialog } from './EvidenceDialog.tsx'
import { trainingApi, useKeepPlan } from './plans-api.ts'
import { Completeness } from './PlanText.tsx'
import { ReasonDialog } from './ReasonDialog.tsx'

/** What bears a plan out: its files by kind, with their hashes, and what is still missing. */
export function EvidenceTab({ plan, mayAdd }: { plan: SchoolPlanInFull; mayAdd: boolean }) {
  const t = useWords(words)
  const [adding, setAdding] = useState(false)
  const [gone, setGone] = useState<Evidence | undefined>()
  return (
    <Split aside={<Completeness plan={plan} />}>
      <Section
        title={t('tab.evidence')}
        actions={
          mayAdd ? (
            <ActionButton kind="primary" icon="upload" onClick={() => setAdding(true)}>
              {t('evidence.add')}
            </ActionButton>
          ) : null
        }
      >
        <PlainTable
          label={t('tab.evidence')}
          rows={plan.evidence}
          rowId={(row) => row.id}
          empty={<EmptyState title={t('evidence.none')} hint={t('evidence.none.hint')} />}
          columns={[
            { key: 'title', title: t('evidence.title'), cell: (row) => <File evidence={row} /> },
            { key: 'kind', title: t('evidence.kind'), cell: (row) => <Kind evidence={row} /> },
            { key: 'session', title: t('evidence.session'), cell: (row) => row.sessionTitle ?? '–' },
            { key: 'by', title: t('evidence.by'), cell: (row) => row.personName ?? row.addedByName },
            { key: 'at', title: t('evidence.at'), cell: (row) => formatDateTime(row.addedAt) },
            ...(mayAdd
              ? [
                  {
                    key: 'act',
                    title: t('change'),
                    cell: (row: Evidence) => (
                      <ActionButton kind="quiet" onClick={() => setGone(row)}>
                        {t('evidence.withdraw')}
                      </ActionButton>
                    ),
                  },
                ]
              : []),
          ]}
        />
      </Section>
      {adding ? <EvidenceDialog plan={plan} onClose={() => setAdding(false)} /> : null}
      {gone ? <Withdrawal plan={plan} evidence={gone} onClose={() => setGone(undefined)} /> : null}
    </Split>
  )
}

function File({ evidence }: { evidence: Evidence }) {
  const { title, fileId, size, sha256 } = evidence
  return (
    <>
      <a href={`/api/v1/files/${fileId}`} download>
        {title}
      </a>
      <p className="quiet num" title={sha256}>
        {`${formatBytes(size)} · ${sha256.slice(0, 12)}`}
      </p>
    </>
  )
}

function Kind({ evidence: { kind, outcomeKind } }: { evidence: Evidence }) {
  const t = useWords(words)
  return outcomeKind === null ? t(`kind.${kind}`) : `${t(`kind.${kind}`)} · ${t(`outcome.${outcomeKind}`)}`
}

type WithdrawalProps = { plan: SchoolPlanInFull; evidence: Evidence; onClose: () => void }

function Withdrawal({ plan, evidence, onClose }: WithdrawalProps) {
  const t = useWords(words)
  const keep = useKeepPlan()
  const route = trainingApi['school-plans'][':schoolPlanId'].evidence[':schoolEvidenceId'].withdrawal
  return (
    <ReasonDialog
      title={t('evidence.withdraw.ask', { title: evidence.title })}
      what={t('evidence.withdraw.what')}
      submit={t('evidence.withdraw')}
      send={async (reason) => {
        const param = { schoolPlanId: plan.id, schoolEvidenceId: evidence.id }
        await keep(await call(route.$post({ param, json: { reason } })))
      }}
      onClose={onClose}
    />
  )
}
