import type { ReactNode } from 'react'
import { ProblemError } from '../../../../platform/web/call.ts'
import { at } from '../../../../platform/web/route.ts'
import { formatDateTime, wallOf } from '../../../../ui/format.ts'
import { Icon, type IconName } from '../../../../ui/icons.tsx'
import { BigButton, BigLink } from '../../../../ui/phone/press.tsx'
import { sayRefusal, useWords } from '../../../../ui/words.ts'
import type { CheckIn } from '../../contract/sessions.ts'
import { words } from '../../words.ts'

type BigProps = { icon: IconName; colour: string; title: string; children: ReactNode }

/** One answer, in words that are read at arm's length. */
function Big({ icon, colour, title, children }: BigProps) {
  return (
    <div
      role="status"
      className="stack-tight"
      style={{ textAlign: 'center', padding: 'var(--space-6) 0', color: colour }}
    >
      <div>
        <Icon name={icon} size={72} />
      </div>
      <p style={{ fontSize: 32, lineHeight: 1.25 }}>{title}</p>
      <div style={{ color: 'var(--ink)' }}>{children}</div>
    </div>
  )
}

/** That somebody is checked in, and how; what the host marked by hand is said as it stands. */
export function Result({ checkIn }: { checkIn: CheckIn }) {
  const t = useWords(words)
  const { state, already, title, classTitle, venue } = checkIn
  const good = state === 'present' || state === 'late'
  const colour = state === 'present' ? 'var(--bamboo-ink)' : good ? 'var(--apricot-ink)' : 'var(--rouge)'
  return (
    <>
      <Big
        icon={state === 'present' ? 'done' : good ? 'clock' : 'alert'}
        colour={colour}
        title={already && good ? t('result.already') : t(`result.${state}`)}
      >
        <p>{title}</p>
        <p className="quiet">{classTitle}</p>
        <p className="quiet num">{t('result.at', { at: wallOf(checkIn.at).time, venue })}</p>
        {good ? null : <p>{t('result.hand')}</p>}
      </Big>
      <BigLink to={at.phone.home()}>{t('checkIn.home')}</BigLink>
    </>
  )
}

const bigCodes = [
  'check_in_too_early',
  'check_in_over',
  'code_too_old',
  'code_wrong',
  'ticket_expired',
  'ticket_used',
  'ticket_invalid',
  'not_a_member',
  'session_cancelled',
  'session_not_found',
  'class_closed',
  'too_many_codes',
] as const

/** Why somebody is not checked in, and what to do now. */
export function Refused({ problem, onAgain }: { problem: unknown; onAgain: () => void }) {
  const t = useWords(words)
  const code = bigCodes.find((each) => problem instanceof ProblemError && each === problem.code)
  const early = code === 'check_in_too_early'
  const opensAt = early && problem instanceof ProblemError && problem.detail !== '' ? problem.detail : undefined
  return (
    <>
      <Big
        icon={early ? 'clock' : 'alert'}
        colour={early ? 'var(--apricot-ink)' : 'var(--rouge)'}
        title={t(`big.${code ?? 'other'}`)}
      >
        <p className="num">
          {opensAt === undefined ? sayRefusal(problem, words) : t('opensAt', { at: formatDateTime(opensAt) })}
        </p>
      </Big>
      <BigButton kind="primary" onPress={onAgain}>
        {t('checkIn.again')}
      </BigButton>
    </>
  )
}
