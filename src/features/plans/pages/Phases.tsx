import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call, client } from '../../../platform/web/call.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { ProblemNote } from '../../../ui/feedback.tsx'
import { formatDate, formatDateRange, wallOf } from '../../../ui/format.ts'
import { Section } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { StateTag, type Tone } from '../../../ui/states.tsx'
import { useWords } from '../../../ui/words.ts'
import type { PlanInFull } from '../contract/plans.ts'
import type { planRoutes } from '../routes.ts'
import { words } from '../words.ts'
import { AddPart, PartActions } from './Amending.tsx'

const api = client<typeof planRoutes>()

type Phase = PlanInFull['phases'][number]
const toneOf: Readonly<Record<Phase['standing'], Tone>> = {
  done: 'done',
  overdue: 'danger',
  current: 'active',
  ahead: 'neutral',
}

/** The phases of the year with their deadlines; what is overdue stands out until it is reported as done. */
export function Phases({ plan, mayEdit }: { plan: PlanInFull; mayEdit: boolean }) {
  const t = useWords(words)
  const cache = useQueryClient()
  const complete = useMutation({
    mutationFn: ({ id, doneOn }: { id: string; doneOn: string | null }) =>
      call(
        api.plans[':planId'].phases[':phaseId'].completion.$put({
          param: { planId: plan.id, phaseId: id },
          json: { doneOn },
        }),
      ),
    onSuccess: (changed) => cache.setQueryData(['plans', plan.id], changed),
  })
  const when = ({ fromOn, toOn }: Phase) =>
    fromOn === null && toOn !== null ? t('until', { to: formatDate(toOn) }) : formatDateRange(fromOn, toOn)
  return (
    <Section title={t('phases')} actions={mayEdit ? <AddPart plan={plan} kind="phase" /> : null}>
      <ProblemNote problem={complete.error} words={words} />
      <PlainTable
        label={t('phases')}
        rows={plan.phases}
        rowId={(row) => row.id}
        toneOf={(row) => (row.standing === 'overdue' ? 'attention' : undefined)}
        empty={<p className="quiet">{t('phases.none')}</p>}
        columns={[
          { key: 'name', title: t('phase'), cell: (row) => row.name },
          { key: 'when', title: t('deadline'), cell: when },
          { key: 'deliverables', title: t('deliverables'), cell: (row) => row.deliverables.join(' · ') || '–' },
          {
            key: 'standing',
            title: t('state'),
            cell: (row) => (
              <StateTag tone={toneOf[row.standing]}>
                {row.standing === 'done' ? t('phase.done', { on: row.doneOn ?? '' }) : t(`phase.${row.standing}`)}
              </StateTag>
            ),
          },
          {
            key: 'act',
            title: '',
            align: 'end',
            cell: (row) =>
              mayEdit ? (
                <>
                  <ActionButton
                    kind="quiet"
                    onClick={() =>
                      complete.mutate({ id: row.id, doneOn: row.doneOn === null ? wallOf(new Date()).date : null })
                    }
                  >
                    {row.doneOn === null ? t('phase.complete') : t('phase.reopen')}
                  </ActionButton>
                  <PartActions plan={plan} part={{ kind: 'phase', id: row.id }} />
                </>
              ) : null,
          },
        ]}
      />
    </Section>
  )
}
