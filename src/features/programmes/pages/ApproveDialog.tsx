import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { call, client } from '../../../platform/web/call.ts'
import { ActionButton, DownloadLink } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { ProblemNote } from '../../../ui/feedback.tsx'
import { TextArea } from '../../../ui/fields.tsx'
import { Form } from '../../../ui/form.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import { actingOf, useMe } from '../../accounts/parts.tsx'
import type { ProgrammeInFull } from '../contract.ts'
import { approveRefusal } from '../core.ts'
import type { programmeRoutes } from '../routes.ts'
import { words } from '../words.ts'

const api = client<typeof programmeRoutes>()

/** Shows what was handed in, and takes the decision: approve, or send back with a reason. */
export function ApproveDialog({ programme, onClose }: { programme: ProgrammeInFull; onClose: () => void }) {
  const t = useWords(words)
  const cache = useQueryClient()
  const me = useMe()
  const refusal = approveRefusal(programme, 'approve', me.data && actingOf(me.data))
  const [returning, setReturning] = useState(false)
  const form = useForm({ defaultValues: { reason: '' } })
  const decide = useMutation({
    mutationFn: (reason: string | undefined) =>
      call(
        api.programmes[':programmeId'].approval.$post({
          param: { programmeId: programme.id },
          json: reason === undefined ? { decision: 'approve' } : { decision: 'return', reason },
        }),
      ),
    onSuccess: async (_, reason) => {
      await cache.invalidateQueries({ queryKey: ['programmes'] })
      toast(t(reason === undefined ? 'done.approved' : 'done.returned'))
      onClose()
    },
  })
  return (
    <Dialog title={t('approve.title')} open onClose={onClose} width={640}>
      <div className="stack">
        <div className="prose stack-tight">
          <h3>{t('justification')}</h3>
          <p style={{ whiteSpace: 'pre-wrap' }}>{programme.justification}</p>
          <h3>{t('scheme')}</h3>
          {programme.scheme === null ? null : <p style={{ whiteSpace: 'pre-wrap' }}>{programme.scheme}</p>}
          {programme.schemeFileId === null ? null : (
            <DownloadLink href={`/api/v1/files/${programme.schemeFileId}`}>{t('scheme.file')}</DownloadLink>
          )}
        </div>
        {returning ? (
          <Form
            form={form}
            onSubmit={({ reason }) => decide.mutate(reason)}
            submit={t('return')}
            pending={decide.isPending}
            onCancel={onClose}
          >
            <TextArea
              control={form.control}
              name="reason"
              label={t('return.reason')}
              rows={3}
              maxLength={500}
              required
            />
          </Form>
        ) : (
          <div className="dialog-foot">
            <ActionButton onClick={() => setReturning(true)}>{t('return')}</ActionButton>
            <ActionButton
              kind="primary"
              icon="check"
              pending={decide.isPending}
              reason={refusal && t(`refusal.${refusal}`)}
              onClick={() => decide.mutate(undefined)}
            >
              {t('approve')}
            </ActionButton>
          </div>
        )}
        <ProblemNote problem={decide.error} words={words} />
      </div>
    </Dialog>
  )
}
