import { formatDate, formatDateTime, joinNames } from '../../../ui/format.ts'
import { Facts } from '../../../ui/page.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { useWords, type Translate } from '../../../ui/words.ts'
import type { Delegation } from '../contract/delegations.ts'
import { words } from '../words.ts'
import { delegationWords } from '../words/delegations.ts'
import { toneOf } from './own-delegations.ts'

/** How a delegation stands, in a word. */
export function DelegationTag({ delegation }: { delegation: Delegation }) {
  const t = useWords(delegationWords)
  const { standing, endedHow } = delegation
  return (
    <StateTag tone={toneOf[standing]}>
      {standing === 'ended' && endedHow !== null ? t(`ended.${endedHow}`) : t(`standing.${standing}`)}
    </StateTag>
  )
}

/** The term of a delegation, in words. */
export function termOf(t: Translate<typeof delegationWords>, { fromOn, toOn }: Delegation): string {
  return t('term.of', { fromOn: formatDate(fromOn), toOn: formatDate(toOn) })
}

/** The roles that a delegation hands over, in one line. */
export function useRolesOf(): (delegation: Delegation) => string {
  const t = useWords(delegationWords)
  const say = useWords(words)
  return ({ grants }) =>
    joinNames(
      grants.map(({ role, organisationName: organisation }) =>
        t('role.at', { role: say(`role.${role}`), organisation }),
      ),
    )
}

/** Everything about one delegation. */
export function DelegationFacts({ delegation }: { delegation: Delegation }) {
  const t = useWords(delegationWords)
  const rolesOf = useRolesOf()
  const fact = (label: string, value: string | null) => (value === null ? [] : [{ label, value }])
  const { principalName, delegateName, reason, madeByName, madeAt, endedAt, endedByName, endedReason } = delegation
  return (
    <Facts
      items={[
        { label: t('standing'), value: <DelegationTag delegation={delegation} /> },
        { label: t('principal'), value: principalName },
        { label: t('delegate'), value: delegateName },
        { label: t('roles'), value: rolesOf(delegation) },
        { label: t('term'), value: termOf(t, delegation) },
        { label: t('reason'), value: reason },
        { label: t('madeBy'), value: madeByName },
        { label: t('madeAt'), value: formatDateTime(madeAt) },
        ...fact(t('endedAt'), endedAt && formatDateTime(endedAt)),
        ...fact(t('endedBy'), endedByName),
        ...fact(t('endedReason'), endedReason),
      ]}
    />
  )
}
