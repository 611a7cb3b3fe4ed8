import { isShared } from '../../../../lib/matching/sharing.ts'
import { at } from '../../../../platform/web/route.ts'
import { formatDate, joinNames } from '../../../../ui/format.ts'
import { Note } from '../../../../ui/phone/feedback.tsx'
import { Chip } from '../../../../ui/phone/press.tsx'
import { Row, Rows } from '../../../../ui/phone/rows.tsx'
import { Block } from '../../../../ui/phone/screen.tsx'
import { useWords, type Translate } from '../../../../ui/words.ts'
import { useCodes } from '../../../people/parts.tsx'
import type { OwnRoundInFull } from '../../contract/people.ts'
import { words } from '../../words.ts'
import { sayScore } from '../asking.ts'
import { sayBound } from '../saying.ts'
import { Succession } from './Succession.tsx'

type Told = NonNullable<OwnRoundInFull['result']>
type Choice = Told['choices'][number]
type Reason = Choice['blocks'][number]

type Props = {
  readonly method: OwnRoundInFull['method']
  /** Shown publicly, and not decided yet. */
  readonly isProposed: boolean
  readonly result: Told
  readonly notice: OwnRoundInFull['notice']
  readonly commitment: string
  readonly seed: string | null
}

/** What a round brought me, choice by choice, with what decided and what would have been needed. */
export function Result({ method, isProposed, result, notice, commitment, seed }: Props) {
  const t = useWords(words)
  const say = useCodes()
  const { pinReason } = result
  const struckReason = result.struckReason ?? notice?.struckReason ?? null
  const isFinal = !isProposed && result.struckReason === null
  // Where the round was confirmed before its notice, the place was given until it is revoked.
  const isPlaceTold = struckReason === null || notice?.isDecisive === false
  return (
    <>
      <Block title={t('result')}>
        {isPlaceTold ? <Placed result={result} isProposed={isProposed} /> : null}
        {struckReason === null ? null : (
          <Note tone="attention">{t('result.notice.struck', { reason: struckReason })}</Note>
        )}
        {notice ? <ShownRow notice={notice} isProposed={isProposed} /> : null}
        {pinReason === null ? null : <Note tone="attention">{t('result.byHand', { reason: pinReason })}</Note>}
      </Block>
      {result.choices.map((one, index) => (
        <Block key={one.programmeId} title={t('result.choice', { no: index + 1, title: one.title })}>
          <p className="num">
            <Chip tone={one.became !== 'placed' ? 'neutral' : isFinal ? 'done' : 'active'}>
              {t(one.became === 'placed' && !isFinal ? 'became.proposed' : `became.${one.became}`)}
            </Chip>{' '}
            {t('result.score', { score: sayScore(one.score) })}
            {one.became === 'refused' && method === 'deferred' ? ` · ${sayNeeded(t, one.needed)}` : ''}
          </p>
          <Succession programmeId={one.programmeId} told={one.succession} />
          {one.became === 'not_asked' ? null : (
            <Rows>
              {one.blocks.map((reason) => (
                <Row
                  key={reason.block}
                  title={reason.title}
                  lead={sayCutOff(t, reason)}
                  note={sayReason(t, say, reason)}
                />
              ))}
            </Rows>
          )}
        </Block>
      ))}
      {result.open.length > 0 ? (
        <Block title={t('result.open')}>
          <p>{t('result.open.what', { titles: joinNames(result.open) })}</p>
        </Block>
      ) : null}
      <Block title={t('result.check')}>
        <p className="quiet">{t(method === 'optimal' ? 'method.check' : 'result.check.what')}</p>
        <p className="quiet num breakable">{t('commitment.is', { value: commitment })}</p>
        {seed === null ? null : <p className="quiet num breakable">{t('seed.is', { value: seed })}</p>}
      </Block>
    </>
  )
}

function Placed({ result, isProposed }: { result: Told; isProposed: boolean }) {
  const t = useWords(words)
  const { programmeTitle, blockTitle, choice } = result
  if (programmeTitle === null)
    return <Note tone="neutral">{t(isProposed ? 'result.none.proposed' : 'result.none')}</Note>
  const where = { title: programmeTitle, block: blockTitle ?? '', choice: choice ?? 0 }
  return <Note tone={isProposed ? 'active' : 'done'}>{t(isProposed ? 'result.proposed' : 'result.placed', where)}</Note>
}

type ShownProps = { readonly notice: NonNullable<OwnRoundInFull['notice']>; readonly isProposed: boolean }

function ShownRow({ notice, isProposed }: ShownProps) {
  const t = useWords(words)
  const { id, state, endsOn } = notice
  const said = t(`result.notice.${state}`, { day: formatDate(endsOn) })
  return (
    <>
      {isProposed ? <p className="quiet">{t(`result.next.${state}`, { day: formatDate(endsOn) })}</p> : null}
      <Rows>
        <Row title={said} {...(state === 'open' ? { to: at.phone.shownNotice(id) } : {})} />
      </Rows>
    </>
  )
}

function sayNeeded(t: Translate<typeof words>, needed: number | null): string {
  return needed === null ? t('needed.never') : t('needed', { score: sayScore(needed) })
}

function sayCutOff(t: Translate<typeof words>, { cutOff }: Reason): string {
  return cutOff === null ? t('cutOff.none') : t('cutOff', { score: sayScore(cutOff) })
}

function sayReason(t: Translate<typeof words>, say: ReturnType<typeof useCodes>, reason: Reason): string {
  const { why, last, limit, bound } = reason
  const score = last === null ? '–' : sayScore(last)
  if (why === 'group_full') return t(`why.group_full.${groupOf(limit ?? '')}`, { score })
  return t(`why.${why}`, { score, bound: bound ? sayBound(t, say, bound) : '' })
}

const groupOf = (limit: string) => (limit === 'school' ? 'school' : isShared(limit) ? 'quota' : 'rural')
