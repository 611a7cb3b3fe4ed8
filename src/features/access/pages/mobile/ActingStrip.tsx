import { formatDate } from '../../../../ui/format.ts'
import { Icon } from '../../../../ui/icons.tsx'
import { toastProblem } from '../../../../ui/toast.ts'
import { useWords } from '../../../../ui/words.ts'
import { useActing } from '../../parts.tsx'
import { delegationWords } from '../../words/delegations.ts'

/** Above every screen: whom one stands in for and until when, or who asks one to. */
export function ActingStrip() {
  const t = useWords(delegationWords)
  const { actingFor, standIns, act, back } = useActing()
  const told = { onError: (problem: unknown) => toastProblem(problem, delegationWords) }
  if (actingFor) {
    return (
      <div className="standing-in" role="status">
        <Icon name="users" />
        <span>{t('banner.acting', { who: actingFor.name, toOn: formatDate(actingFor.toOn) })}</span>
        <button type="button" disabled={back.isPending} onClick={() => back.mutate(undefined, told)}>
          {t('act.back')}
        </button>
      </div>
    )
  }
  return standIns.map(({ delegationId, name, toOn }) => (
    <div key={delegationId} className="standing-in is-offer">
      <Icon name="users" />
      <span>{t('banner.offer', { who: name, toOn: formatDate(toOn) })}</span>
      <button type="button" disabled={act.isPending} onClick={() => act.mutate(delegationId, told)}>
        {t('act')}
      </button>
    </div>
  ))
}
