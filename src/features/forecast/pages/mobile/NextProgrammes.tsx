import { useQuery } from '@tanstack/react-query'
import { call } from '../../../../platform/web/call.ts'
import { at } from '../../../../platform/web/route.ts'
import { Row, Rows } from '../../../../ui/phone/rows.tsx'
import { BigLink } from '../../../../ui/phone/press.tsx'
import { Block } from '../../../../ui/phone/screen.tsx'
import { useWords } from '../../../../ui/words.ts'
import { words } from '../../words.ts'
import { forecastApi as api } from '../api.ts'
import { sayHelp, sayRemaining, sayTerms } from '../saying.ts'

/** What to join next: the programmes that would close the gap, each with why and the way to apply. Nothing where nothing is short. */
export function NextProgrammes() {
  const t = useWords(words)
  const query = useQuery({ queryKey: ['hour-advice', 'own'], queryFn: () => call(api.my['hour-advice'].$get()) })
  // The hours themselves stand above; this part waits quietly, and stays away where there is nothing to say.
  if (!query.data || query.data.state === null || query.data.state === 'safe') return null
  const { advice } = query.data
  const [first] = advice.programmes
  if (!first) {
    return (
      <Block title={t('join.title')}>
        <p className="quiet">{t('join.nothing')}</p>
      </Block>
    )
  }
  return (
    <Block title={t('join.title')}>
      <p className="quiet">
        {t(
          !advice.closes
            ? 'join.lead.partly'
            : advice.programmes.some((one) => one.waiting)
              ? 'join.lead.waiting'
              : 'join.lead',
        )}
      </p>
      <Rows label={t('join.title')}>
        {advice.programmes.map((one) => (
          <Row
            key={one.programmeId}
            to={at.phone.programme(one.programmeId)}
            title={one.title}
            lead={sayHelp(t, one)}
            note={sayTerms(t, one)}
          />
        ))}
      </Rows>
      {advice.remaining.length > 0 ? <p className="quiet num">{sayRemaining(t, advice)}</p> : null}
      {advice.exact ? null : <p className="quiet">{t('advice.inexact')}</p>}
      <BigLink to={at.phone.programme(first.programmeId)} kind="primary">
        {t(first.waiting ? 'join.wait' : 'join.apply')}
      </BigLink>
    </Block>
  )
}
