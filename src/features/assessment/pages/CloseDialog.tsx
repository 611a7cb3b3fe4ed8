import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { formatHours } from '../../../lib/hours.ts'
import { call } from '../../../platform/web/call.ts'
import { ConfirmDialog } from '../../../ui/dialog.tsx'
import { formatCount } from '../../../ui/format.ts'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import { LateReason } from '../../credits/parts.tsx'
import type { Assessment } from '../contract.ts'
import { assessmentApi as api, sayReason } from '../parts.tsx'
import { words } from '../words.ts'

/** Shows what closing would do, and closes the class. */
export function CloseDialog({ assessment, onClose }: { assessment: Assessment; onClose: () => void }) {
  const t = useWords(words)
  const cache = useQueryClient()
  const [id] = useState(() => crypto.randomUUID())
  const { classId, members, scheme } = assessment
  const close = useMutation({
    mutationFn: ({ late }: { late: string }) =>
      call(
        api.classes[':classId'].closure.$post({
          param: { classId },
          json: { id, ...(late === '' ? {} : { lateReason: late }) },
        }),
      ),
    onSuccess: async ({ passed, failed }) => {
      toast(t('close.done', { passed, failed }))
      await cache.invalidateQueries()
      onClose()
    },
  })
  const form = useForm({ defaultValues: { late: '' } })
  const failing = members.filter((member) => member.judgement?.passed === false)
  return (
    <ConfirmDialog
      title={t('close.title')}
      open
      onClose={onClose}
      onConfirm={() => void form.handleSubmit((said) => close.mutate(said))()}
      confirm={t('close.confirm')}
      pending={close.isPending}
      problem={close.error}
      words={words}
      width={560}
    >
      <p>{t('close.lead')}</p>
      <p className="num">
        {t('close.passed', {
          people: formatCount(assessment.passed, 'person'),
          hours: formatHours(scheme?.centihours ?? 0),
        })}
      </p>
      <p className="num">{t('close.failed', { people: formatCount(failing.length, 'person') })}</p>
      <LateReason control={form.control} name="late" days={[assessment.earnedOn]} />
      {failing.length > 0 ? (
        <ul>
          {failing.map((member) => (
            <li key={member.personId}>
              {member.name}{' '}
              <span className="quiet">
                {member.judgement?.reasons.map((reason) => sayReason(t, reason)).join(' · ')}
              </span>
            </li>
          ))}
        </ul>
      ) : null}
    </ConfirmDialog>
  )
}
