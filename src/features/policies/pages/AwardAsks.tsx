import type { Ask, Award } from '../../../lib/policy/language.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { InlineNumber, InlineTags, InlineText } from '../../../ui/inline.tsx'
import { useWords, wordsIn } from '../../../ui/words.ts'
import { editorWords } from '../words/editor.ts'
import { changedAt, withoutAt } from './draft-state.ts'

type AsksProps = { award: Award; onChange: (award: Award, field: string) => void }

/** What a table asks about a piece of work: choices and numbers. */
export function AwardAsks({ award, onChange }: AsksProps) {
  const t = useWords(editorWords)
  const { asks } = award
  const write = (next: readonly Ask[], field = '') => onChange({ ...award, asks: next }, field)
  return (
    <div className="rule-panel" role="group" aria-label={t('award.asks')}>
      <h4>{t('award.asks')}</h4>
      {asks.map((ask, index) => (
        <AskFields
          key={ask.key}
          ask={ask}
          onChange={(next, field) => write(changedAt(asks, index, next), field)}
          onRemove={() => write(withoutAt(asks, index))}
        />
      ))}
      <div className="cluster">
        <ActionButton kind="quiet" icon="plus" onClick={() => write([...asks, newAsk('choice', asks)])}>
          {t('ask.choice')}
        </ActionButton>
        <ActionButton kind="quiet" icon="plus" onClick={() => write([...asks, newAsk('number', asks)])}>
          {t('ask.number')}
        </ActionButton>
      </div>
    </div>
  )
}

function newAsk(kind: Ask['kind'], asks: readonly Ask[]): Ask {
  const [zh, en] = [wordsIn(editorWords, 'zh-CN'), wordsIn(editorWords, 'en')]
  const used = new Set(asks.map(({ key }) => key))
  const key = Array.from({ length: asks.length + 1 }, (_, index) => `ask_${String(index + 1)}`).find(
    (name) => !used.has(name),
  )
  const id = key ?? 'ask'
  if (kind === 'choice') {
    return { key: id, title: { zh: zh('ask.level'), en: en('ask.level') }, kind, options: [zh('ask.level')] }
  }
  return { key: id, title: { zh: zh('ask.count'), en: en('ask.count') }, kind, unit: zh('ask.unit.new'), most: 100 }
}

type AskProps = { ask: Ask; onChange: (ask: Ask, field: string) => void; onRemove: () => void }

function AskFields({ ask, onChange, onRemove }: AskProps) {
  const t = useWords(editorWords)
  return (
    <>
      <label className="inline-field">
        <span className="quiet">{t('ask.title')}</span>
        <InlineText
          label={t('ask.title')}
          value={ask.title.zh}
          maxLength={200}
          onChange={(zh) => onChange({ ...ask, title: { ...ask.title, zh } }, `ask ${ask.key}`)}
        />
      </label>
      {ask.kind === 'choice' ? (
        <InlineTags
          label={t('ask.options')}
          free
          value={ask.options}
          options={ask.options.map((name) => ({ value: name, label: name }))}
          // A choice of nothing cannot be answered.
          onChange={(options) => (options.length > 0 ? onChange({ ...ask, options }, '') : undefined)}
        />
      ) : (
        <>
          <label className="inline-field">
            <span className="quiet">{t('ask.unit')}</span>
            <InlineText
              label={t('ask.unit')}
              value={ask.unit}
              maxLength={60}
              onChange={(unit) => onChange({ ...ask, unit }, `unit ${ask.key}`)}
            />
          </label>
          <label className="inline-field">
            <span className="quiet">{t('ask.most')}</span>
            <InlineNumber
              label={t('ask.most')}
              value={ask.most}
              min={1}
              max={100_000}
              onChange={(most) => onChange({ ...ask, most }, `most ${ask.key}`)}
            />
          </label>
        </>
      )}
      <ActionButton kind="quiet" icon="trash" onClick={onRemove}>
        {t('remove')}
      </ActionButton>
    </>
  )
}
