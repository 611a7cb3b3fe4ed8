import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { ActionButton } from '../../../ui/button.tsx'
import { ConfirmDialog, Dialog } from '../../../ui/dialog.tsx'
import { TextArea } from '../../../ui/fields.tsx'
import { Form } from '../../../ui/form.tsx'
import { joinNames } from '../../../ui/format.ts'
import { toastProblem } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import type { EnrolmentRow } from '../contract.ts'
import { moves, type EnrolmentState } from '../core.ts'
import { words } from '../words.ts'
import { namedRefusals } from '../words/requests.ts'
import { useDeeds, type Deciding, type Deed } from './deciding.ts'

type Reasoned = 'return' | 'decline' | 'revoke' | 'dismiss'
type Plain = Exclude<Deed, Reasoned>

const isReasoned = (deed: Deed): deed is Reasoned => moves[deed].says === 'why'
const isPlain = (deed: Deed): deed is Plain => !isReasoned(deed)

type DecisionProps = {
  state: EnrolmentState
  rows: readonly EnrolmentRow[]
  deciding: Deciding
  /** The reason as far as it was written: it outlives a dialog that was closed by mistake. */
  draft: { readonly reason: string; readonly keep: (reason: string) => void }
}

/** The decisions that are possible for these people; of several, it asks first and names them. */
export function DecisionButtons({ state, rows, deciding, draft }: DecisionProps) {
  const t = useWords(words)
  const [asking, setAsking] = useState<Deed | undefined>()
  const deeds = useDeeds(state)
  const { decide } = deciding
  const ask = (deed: Deed) => {
    decide.reset()
    setAsking(deed)
  }
  const close = () => setAsking(undefined)
  const run = (deed: Plain) =>
    rows.length > 1
      ? ask(deed)
      : decide.mutate(
          { rows, decision: deed, reason: null },
          { onError: (problem) => toastProblem(problem, namedRefusals) },
        )
  return (
    <>
      {deeds.filter(isPlain).map((deed) => (
        <ActionButton
          key={deed}
          kind={deed === 'recall' ? 'plain' : 'primary'}
          onClick={() => run(deed)}
          pending={decide.isPending}
        >
          {t(deed)}
        </ActionButton>
      ))}
      {deeds.filter(isReasoned).map((deed) => (
        <ActionButton key={deed} kind="danger" onClick={() => ask(deed)}>
          {t(deed)}
        </ActionButton>
      ))}
      {asking && isPlain(asking) ? (
        <ConfirmDialog
          title={t(`ask.${asking}`)}
          open
          onClose={close}
          confirm={t(asking)}
          pending={decide.isPending}
          problem={decide.error}
          words={namedRefusals}
          onConfirm={() => decide.mutate({ rows, decision: asking, reason: null }, { onSuccess: close })}
        >
          <Named rows={rows} />
          <p className="quiet">{t(`ask.what.${asking}`)}</p>
        </ConfirmDialog>
      ) : null}
      {asking && isReasoned(asking) ? (
        <ReasonDialog deed={asking} rows={rows} deciding={deciding} draft={draft} onClose={close} />
      ) : null}
    </>
  )
}

function Named({ rows }: { rows: readonly EnrolmentRow[] }) {
  const t = useWords(words)
  return (
    <div>
      <p>{joinNames(rows.map((row) => row.personName))}</p>
      <p className="quiet num">{t('ask.count', { count: rows.length })}</p>
    </div>
  )
}

type ReasonProps = Omit<DecisionProps, 'state'> & { deed: Reasoned; onClose: () => void }

function ReasonDialog({ deed, rows, deciding: { decide }, draft, onClose }: ReasonProps) {
  const t = useWords(words)
  const form = useForm({ defaultValues: { reason: draft.reason } })
  const leave = () => {
    draft.keep(form.getValues('reason'))
    onClose()
  }
  return (
    <Dialog title={t(`ask.${deed}`)} open onClose={leave}>
      <Named rows={rows} />
      <Form
        form={form}
        submit={t(deed)}
        pending={decide.isPending}
        problem={decide.error}
        words={namedRefusals}
        onCancel={leave}
        onSubmit={({ reason }) =>
          decide.mutate(
            { rows, decision: deed, reason },
            {
              onSuccess: () => {
                draft.keep('')
                onClose()
              },
            },
          )
        }
      >
        <TextArea control={form.control} name="reason" label={t('ask.why')} required maxLength={200} rows={3} />
      </Form>
    </Dialog>
  )
}
