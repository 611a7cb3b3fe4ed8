import { yearOf } from '../../lib/dates.ts'
import { formatHours } from '../../lib/hours.ts'
import type { Answers } from '../../lib/policy/award.ts'
import type { Award } from '../../lib/policy/language.ts'
import { termOf } from '../../lib/policy/names.ts'
import { sayCites } from '../../lib/policy/sentences.ts'
import { currentLanguage, sayIn, useWords, type Translate } from '../../ui/words.ts'
import { sayRange } from './asking.ts'
import type { ClaimTables } from './contract/claims.ts'
import { offerOf } from './core/claims.ts'
import type { ValuedBy } from './core/valuing.ts'
import { phoneWords } from './words/phone.ts'

type GivenProps = {
  award: Award
  /** The version of the policy that the table is from; null where nobody wrote it down. */
  by: ValuedBy | null
  answers: Answers
  brought: ClaimTables['brought']
  /** The day of the work; empty as long as nobody knows. */
  doneOn: string
  claimId: string
}

/** What a table gives for a piece of work, step by step, beside what it brought already: reckoned by the server's own function. */
export function Given({ award, by, answers, brought, doneOn, claimId }: GivenProps) {
  const t = useWords(phoneWords)
  const thisYear = brought.filter(
    (one) => one.awardId === award.id && one.claimId !== claimId && doneOn !== '' && one.year === yearOf(doneOn),
  )
  const offer = offerOf(
    award,
    answers,
    thisYear.map(({ centihours }) => centihours),
  )
  const source = award.source
  const tongue = currentLanguage() === 'en' ? 'en' : 'zh'
  if (!offer.ok)
    return (
      <div className="stack-tight">
        <p className="quiet">{t(offer.error === 'answer_missing' ? 'gives.nothing' : 'gives.not')}</p>
        <ValuedBySaid by={by} />
      </div>
    )
  const { steps, least, most, left, uncut } = offer.value
  return (
    <div className="stack-tight" role="status">
      <strong className="num">{t('gives', { hours: sayRange(least, most) })}</strong>
      {steps.map(({ row, from, to, times }) => {
        const answered = Object.values(award.rows[row]?.when ?? {}).map((value) => termOf(value, tongue))
        const what = answered.join(' · ') || t('gives.base')
        const hours = sayRange(from, to)
        return (
          <span key={row} className="quiet num">
            {times === null
              ? t('gives.step', { what, hours })
              : t('gives.times', { what, hours, times: formatHours(times) })}
          </span>
        )
      })}
      {award.mostEach !== undefined && uncut > award.mostEach ? (
        <span className="quiet num">{t('gives.most', { hours: formatHours(award.mostEach) })}</span>
      ) : null}
      {left === null ? null : (
        <span className="quiet num">{left > 0 ? t('gives.left', { hours: formatHours(left) }) : t('gives.full')}</span>
      )}
      {least < most ? <span className="quiet">{t('gives.range')}</span> : null}
      <ValuedBySaid by={by} />
      {source ? <span className="quiet">{t(`source.${source.sure}`, { cites: sayCites(source, tongue) })}</span> : null}
    </div>
  )
}

/** Which version of which policy values a piece of work: the one in force on its day. */
export function sayValuedBy(t: Translate<typeof phoneWords>, { title, version, from }: ValuedBy): string {
  return t('valuedBy.version', { title: sayIn(title), version, from })
}

function ValuedBySaid({ by }: { by: ValuedBy | null }) {
  const t = useWords(phoneWords)
  return by ? <span className="quiet num">{t('gives.by', { version: sayValuedBy(t, by) })}</span> : null
}
