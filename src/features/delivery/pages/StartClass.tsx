import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call, client } from '../../../platform/web/call.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { ConfirmDialog } from '../../../ui/dialog.tsx'
import { ProblemNote } from '../../../ui/feedback.tsx'
import { formatDateTime } from '../../../ui/format.ts'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import type { TrainingClass } from '../contract/classes.ts'
import { useProgrammeDates } from '../../programmes/parts.tsx'
import type { deliveryRoutes } from '../routes.ts'
import { words } from '../words.ts'

const api = client<typeof deliveryRoutes>()

/** Starts a class. Whoever starts the first of a programme while it still takes applications is told that they end with it, and asked. */
export function StartClass({ of }: { of: TrainingClass }) {
  const t = useWords(words)
  const cache = useQueryClient()
  const [asking, setAsking] = useState(false)
  const start = useMutation({
    mutationFn: () => call(api.classes[':classId'].start.$post({ param: { classId: of.id } })),
    onSuccess: async () => {
      setAsking(false)
      toast(t('started.toast'))
      await cache.invalidateQueries()
    },
  })
  const programme = useProgrammeDates(of.programmeId, { enabled: of.programmeState !== 'running' })
  const closesAt = programme.data?.enrolClosesAt ?? null
  const isEarly = () => closesAt !== null && Date.parse(closesAt) > Date.now()
  return (
    <>
      <ActionButton
        kind="primary"
        onClick={() => (isEarly() ? setAsking(true) : start.mutate())}
        pending={start.isPending || programme.isLoading}
      >
        {t('start')}
      </ActionButton>
      {asking ? (
        <ConfirmDialog
          title={t('start')}
          open
          onClose={() => setAsking(false)}
          confirm={t('start.early')}
          onConfirm={() => start.mutate()}
          pending={start.isPending}
          problem={start.error}
          words={words}
        >
          <p>{t('start.early.lead')}</p>
          <p>{t('start.early.until', { at: closesAt === null ? '' : formatDateTime(closesAt) })}</p>
        </ConfirmDialog>
      ) : (
        <ProblemNote problem={start.error} words={words} />
      )}
    </>
  )
}
