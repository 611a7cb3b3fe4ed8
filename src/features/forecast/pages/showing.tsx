import { Link } from 'react-router'
import { formatHours } from '../../../lib/hours.ts'
import { at } from '../../../platform/web/route.ts'
import { StateTag } from '../../../ui/states.tsx'
import { useWords } from '../../../ui/words.ts'
import type { Advice, HourForecast } from '../contract.ts'
import { words } from '../words.ts'
import { sayHelp, sayRemaining, toneOf } from './saying.ts'

type State = HourForecast['state']

/** How it looks, as a word with its colour. */
export function OutlookTag({ state }: { state: State }) {
  const t = useWords(words)
  return <StateTag tone={toneOf[state]}>{t(`outlook.${state}`)}</StateTag>
}

/** Programmes with their hours and what each is good for, each leading to its page. */
export function ProposalList({ advice }: { advice: Advice }) {
  const t = useWords(words)
  const remaining = sayRemaining(t, advice)
  return (
    <div className="stack-tight">
      {advice.programmes.map((one) => (
        <div key={one.programmeId}>
          <Link to={at.programme(one.programmeId)}>{one.title}</Link>{' '}
          <span className="num">{t('advice.hours', { hours: formatHours(one.centihours) })}</span>
          <br />
          <span className="quiet num">{sayHelp(t, one)}</span>
          {one.waiting ? <div className="quiet">{t('advice.waiting')}</div> : null}
        </div>
      ))}
      {advice.programmes.length === 0 && !advice.closes ? <span className="quiet">{t('advice.none')}</span> : null}
      {advice.programmes.length > 0 && remaining !== '' ? <span className="quiet num">{remaining}</span> : null}
      {advice.programmes.length > 0 && !advice.exact ? <span className="quiet">{t('advice.inexact')}</span> : null}
    </div>
  )
}
