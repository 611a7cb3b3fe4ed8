import { formatHours } from '../../../lib/hours.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { StateTag, type Tone } from '../../../ui/states.tsx'
import { useWords, type Translate } from '../../../ui/words.ts'
import { asksNothing, useAudienceWords, useProgrammeCodes } from '../../programmes/parts.tsx'
import { reviewWords } from '../words/review.ts'
import { isShownLive, nameOf, type ShownItem } from './items.ts'

const toneOfDecision: Readonly<Record<ShownItem['decision'], Tone>> = {
  open: 'waiting',
  accepted: 'done',
  corrected: 'done',
  split: 'neutral',
  merged: 'neutral',
  dropped: 'neutral',
}
const toneOfSure: Readonly<Record<ShownItem['sure'], Tone>> = { high: 'done', medium: 'attention', low: 'danger' }

type ItemRowProps = {
  item: ShownItem
  current: boolean
  chosen: boolean
  onOpen: () => void
  onChoose: (chosen: boolean) => void
  act: (deed: 'accept' | 'drop' | 'restore' | 'edit' | 'split') => void
}

/** One item of a draft: what was read, how sure the reader is, what was decided, and what can be done. */
export function ItemRow({ item, current, chosen, onOpen, onChoose, act }: ItemRowProps) {
  const t = useWords(reviewWords)
  const say = useFacts(t)
  const live = isShownLive(item)
  return (
    <li className={['item', current ? 'item-current' : '', live ? '' : 'item-gone'].join(' ')} data-item={item.id}>
      <div className="item-head">
        <span className="cluster">
          {live ? (
            <input
              type="checkbox"
              checked={chosen}
              onChange={(event) => onChoose(event.target.checked)}
              aria-label={t('select', { name: nameOf(item) })}
            />
          ) : null}
          <button type="button" className="item-name" onClick={onOpen} aria-current={current || undefined}>
            {item.kind === 'programme' && item.fields.no !== null ? `${item.fields.no}. ` : ''}
            {nameOf(item)}
          </button>
        </span>
        <span className="cluster">
          {item.decision === 'open' ? (
            <StateTag tone={toneOfSure[item.sure]}>{t(`sure.${item.sure}`)}</StateTag>
          ) : (
            <StateTag tone={toneOfDecision[item.decision]}>{t(`decision.${item.decision}`)}</StateTag>
          )}
        </span>
      </div>
      <p className="quiet num">{say(item)}</p>
      {current ? (
        <div className="cluster">
          {live ? (
            <>
              {item.decision === 'open' ? (
                <ActionButton kind="primary" icon="check" onClick={() => act('accept')}>
                  {t('accept')}
                </ActionButton>
              ) : null}
              <ActionButton icon="pen" onClick={() => act('edit')}>
                {t('edit')}
              </ActionButton>
              <ActionButton onClick={() => act('split')}>{t('split')}</ActionButton>
              <ActionButton icon="trash" onClick={() => act('drop')}>
                {t('drop')}
              </ActionButton>
            </>
          ) : null}
          {item.decision === 'open' ? null : (
            <ActionButton icon="undo" kind="quiet" onClick={() => act('restore')}>
              {t('restore')}
            </ActionButton>
          )}
        </div>
      ) : null}
    </li>
  )
}

/** Says the facts of an item in one line. */
function useFacts(t: Translate<typeof reviewWords>): (item: ShownItem) => string {
  const codes = useProgrammeCodes()
  const audience = useAudienceWords()
  const programme = ({
    headcount,
    approximate,
    months,
    ...fields
  }: Extract<ShownItem, { kind: 'programme' }>['fields']) => {
    const people =
      headcount === null
        ? t('noPeople')
        : headcount === 'all'
          ? t('everyone')
          : t(approximate ? 'about' : 'people', { count: headcount })
    const when = { months: months === 'year-round' ? [] : months, yearRound: months === 'year-round' }
    return [
      people,
      when.yearRound || when.months.length > 0 ? codes.months(when) : t('noMonth'),
      ...(fields.modes.length > 0 ? [codes.modes(fields.modes)] : []),
      ...(fields.place === null ? [] : [fields.place]),
      ...(fields.centihours === 0 ? [] : [t('hoursUnit', { hours: formatHours(fields.centihours) })]),
      // A rule that asks nothing says nothing where the plan gives a number.
      ...(asksNothing(fields.audience) ? [] : [audience(fields.audience)]),
      codes.kind(fields.kind),
    ].join(' · ')
  }
  const target = ({
    comparator,
    value,
    upper,
    unit,
    population,
    figure,
  }: Extract<ShownItem, { kind: 'target' }>['fields']) => {
    const amount = upper === null ? `${value}${unit}` : `${value}–${upper}${unit}`
    const relation = `${t(`comparator.${comparator}`)} ${amount}`
    return [
      relation,
      ...(population === null ? [] : [population]),
      ...(figure === 'current' ? [t('current')] : []),
    ].join(' · ')
  }
  return (item) => {
    switch (item.kind) {
      case 'programme':
        return programme(item.fields)
      case 'target':
        return target(item.fields)
      case 'hourRule': {
        const { min, max, category, period, average } = item.fields
        const hours = [min === null ? [] : [`${t('min')} ${min}`], max === null ? [] : [`${t('max')} ${max}`]].flat()
        const extra = [category, period && t(`period.${period}`), average ? t('average') : null]
        return [...hours, ...extra.filter((each) => each !== null)].join(' · ')
      }
      case 'quota':
        return t('people', { count: item.fields.count })
      case 'phase': {
        const { from, to, deliverables } = item.fields
        return [[from ?? '', to ?? ''].filter((date) => date !== '').join(' – '), ...deliverables].join(' · ')
      }
      case 'member':
        return t(`role.${item.fields.role}`)
    }
  }
}
