import { useMutation } from '@tanstack/react-query'
import { call, client } from '../../../platform/web/call.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { toast } from '../../../ui/toast.ts'
import { sayRefusal, useWords } from '../../../ui/words.ts'
import { useHolds } from '../../accounts/parts.tsx'
import type { reminderRoutes } from '../routes/reminders.ts'
import { words } from '../words.ts'

const api = client<typeof reminderRoutes>()

type RemindButtonProps = {
  /** The list whose people are meant, as it is narrowed. */
  list: { organisationId?: string; requirementId?: string; populationId?: string; pasted?: string; q?: string }
  /** Only these of it; all who miss hours where nothing is given. */
  ids?: readonly string[]
  onDone?: () => void
}

/** Reminds people who miss hours, in one step: a notice with what is missing, to each at most once in seven days. */
export function RemindButton({ list, ids, onDone }: RemindButtonProps) {
  const t = useWords(words)
  const may = useHolds('bureau_officer', 'town_officer', 'school_registrar', 'principal', 'hours_officer')
  const remind = useMutation({
    mutationFn: () =>
      call(api['hour-reminders'].$post({ json: { ...list, ...(ids === undefined ? {} : { personIds: [...ids] }) } })),
    onSuccess: ({ reminded, recently }) => {
      toast(t(recently > 0 ? 'remind.done.some' : 'remind.done', { count: reminded, recently }))
      onDone?.()
    },
    onError: (problem) => toast(sayRefusal(problem, words), { tone: 'danger' }),
  })
  return (
    <ActionButton
      icon="bell"
      pending={remind.isPending}
      reason={may ? undefined : t('reason.remind')}
      onClick={() => remind.mutate()}
    >
      {t(ids === undefined ? 'remind.all' : 'remind')}
    </ActionButton>
  )
}
