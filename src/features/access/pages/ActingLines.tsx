import type { ReactNode } from 'react'
import { formatDate } from '../../../ui/format.ts'
import { Icon } from '../../../ui/icons.tsx'
import { toastProblem } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import { useActing } from '../parts.tsx'
import { delegationWords } from '../words/delegations.ts'

/** What stands on a button of these lines, and what it does. */
export type ActingPress = { readonly label: string; readonly pending: boolean; readonly onPress: () => void }

/** Above every page and screen: whom one stands in for and until when, or who asks one to. `button` draws what is pressed. */
export function ActingLines({ button }: { button: (press: ActingPress) => ReactNode }) {
  const t = useWords(delegationWords)
  const { actingFor, standIns, act, back } = useActing()
  const told = { onError: (problem: unknown) => toastProblem(problem, delegationWords) }
  if (actingFor) {
    return (
      <div className="standing-in" role="status">
        <Icon name="users" />
        <span>{t('banner.acting', { who: actingFor.name, toOn: formatDate(actingFor.toOn) })}</span>
        {button({ label: t('act.back'), pending: back.isPending, onPress: () => back.mutate(undefined, told) })}
      </div>
    )
  }
  return standIns.map(({ delegationId, name, toOn }) => (
    <div key={delegationId} className="standing-in is-offer">
      <Icon name="users" />
      <span>{t('banner.offer', { who: name, toOn: formatDate(toOn) })}</span>
      {button({ label: t('act'), pending: act.isPending, onPress: () => act.mutate(delegationId, told) })}
    </div>
  ))
}
