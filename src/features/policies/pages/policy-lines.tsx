import { useState } from 'react'
import type { Policy, Rate } from '../../../lib/policy/language.ts'
import { saySelector } from '../../../lib/policy/phrases.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { Note } from '../../../ui/feedback.tsx'
import {
  InlineCheck,
  InlineHours,
  InlineNumber,
  InlineSelect,
  InlineTags,
  InlineText,
  Phrase,
} from '../../../ui/inline.tsx'
import { Section } from '../../../ui/page.tsx'
import { useWords } from '../../../ui/words.ts'
import { editorWords } from '../words/editor.ts'
import { changedAt, movedUp, someOf, withoutAt, type ChangeText } from './draft-state.ts'
import { useTongue } from './policies-api.ts'
import { categoriesOf } from './rule-parts.ts'
import { SelectorPanel } from './SelectorPanel.tsx'
import { Template } from './Template.tsx'
import { SourceFields } from './TermsPanel.tsx'

type LinesProps = { text: Policy; change: ChangeText }
type FlawsAt = { flawsAt: (place: string) => readonly string[] }

/** What a policy is called, whose it is and where it comes from. */
export function GeneralLines({ text, change }: LinesProps) {
  const t = useWords(editorWords)
  const fields = [
    { key: 'zh', label: t('title.zh'), value: text.title.zh, most: 200 },
    { key: 'en', label: t('title.en'), value: text.title.en, most: 300 },
  ] as const
  return (
    <Section title={t('general')}>
      <div className="rule-panel">
        {fields.map(({ key, label, value, most }) => (
          <label key={key} className="inline-field inline-long">
            <span className="quiet">{label}</span>
            <InlineText
              label={label}
              value={value}
              maxLength={most}
              wide
              onChange={(said) => change((now) => ({ ...now, title: { ...now.title, [key]: said } }), key)}
            />
          </label>
        ))}
        <label className="inline-field inline-long">
          <span className="quiet">{t('jurisdiction')}</span>
          <InlineText
            label={t('jurisdiction')}
            value={text.jurisdiction}
            maxLength={60}
            onChange={(jurisdiction) => change((now) => ({ ...now, jurisdiction }), 'jurisdiction')}
          />
        </label>
        <SourceFields value={text.source} onChange={(source) => change((now) => ({ ...now, source }), 'source')} />
      </div>
    </Section>
  )
}

const unitNames = ['hour', 'credit'] as const

/** What a policy counts in, how long an hour is, and its cycle. */
export function CountingLines({ text, change, flaws }: LinesProps & { flaws: readonly string[] }) {
  const t = useWords(editorWords)
  const { unit, cycle } = text
  const write = (next: Partial<Policy['unit']>, field = '') =>
    change((now) => ({ ...now, unit: { ...now.unit, ...next } }), field)
  return (
    <Section title={t('counting')}>
      <div className="rule-sentence">
        <Template
          text={t('counting.line')}
          parts={{
            name: (
              <InlineSelect
                label={t('count.in')}
                value={unit.name}
                options={unitNames.map((value) => ({ value, label: t(`unit.${value}`) }))}
                onChange={(chosen) => write({ name: unitNames.find((each) => each === chosen) ?? unit.name })}
              />
            ),
            minutes: (
              <InlineNumber
                label={t('minutes')}
                value={unit.minutes}
                min={1}
                max={240}
                onChange={(minutes) => write({ minutes }, 'minutes')}
              />
            ),
            step: (
              <InlineHours
                label={t('step')}
                value={unit.step}
                onChange={(step) => (step > 0 && step <= 10_000 ? write({ step }, 'step') : undefined)}
              />
            ),
          }}
        />
        <InlineCheck
          label={t('mostDaily')}
          value={unit.mostDaily !== undefined}
          onChange={(on) => write({ mostDaily: on ? 800 : undefined })}
        />
        {unit.mostDaily === undefined ? null : (
          <InlineHours
            label={t('mostDaily')}
            value={unit.mostDaily}
            onChange={(most) => (most > 0 && most <= 2_400 ? write({ mostDaily: most }, 'mostDaily') : undefined)}
          />
        )}
      </div>
      <div className="rule-sentence">
        <Template
          text={t('cycle.line')}
          parts={{
            years: (
              <InlineNumber
                label={t('cycle.years')}
                value={cycle.years}
                min={1}
                max={20}
                onChange={(years) => change((now) => ({ ...now, cycle: { ...now.cycle, years } }), 'years')}
              />
            ),
            from: (
              <InlineNumber
                label={t('cycle.from')}
                value={cycle.from}
                min={1990}
                max={2100}
                onChange={(from) => change((now) => ({ ...now, cycle: { ...now.cycle, from } }), 'from')}
              />
            ),
          }}
        />
      </div>
      <Flaws flaws={flaws} />
    </Section>
  )
}

/** What is wrong at a place, and what to do about it. */
export function Flaws({ flaws }: { flaws: readonly string[] }) {
  return flaws.map((flaw) => (
    <Note key={flaw} tone="danger">
      {flaw}
    </Note>
  ))
}

/** How hours become what a policy counts in; the first line that fits holds. */
export function RateLines({ text, change, flawsAt }: LinesProps & FlawsAt) {
  const t = useWords(editorWords)
  const rates = text.rates ?? []
  const write = (next: readonly Rate[], field = '') => change((now) => ({ ...now, rates: someOf(next) }), field)
  return (
    <Section
      title={t('rates')}
      note={t('rates.lead')}
      actions={
        <ActionButton icon="plus" onClick={() => write([...rates, { of: {}, hours: 1, units: 1 }])}>
          {t('rates.add')}
        </ActionButton>
      }
    >
      <ol className="rule-lines">
        {rates.map((rate, index) => (
          <RateLine
            key={index}
            rate={rate}
            text={text}
            flaws={flawsAt(String(index + 1))}
            onChange={(next, field) => write(changedAt(rates, index, next), `${field} ${String(index)}`)}
            onRemove={() => write(withoutAt(rates, index))}
            onMoveUp={index === 0 ? undefined : () => write(movedUp(rates, index))}
          />
        ))}
      </ol>
    </Section>
  )
}

type RateLineProps = {
  rate: Rate
  text: Policy
  flaws: readonly string[]
  onChange: (rate: Rate, field: string) => void
  onRemove: () => void
  onMoveUp: (() => void) | undefined
}

function RateLine({ rate, text, flaws, onChange, onRemove, onMoveUp }: RateLineProps) {
  const t = useWords(editorWords)
  const tongue = useTongue()
  const [open, setOpen] = useState(false)
  const number = (key: 'hours' | 'units') => (
    <InlineNumber
      label={t(`rate.${key}`)}
      value={rate[key]}
      min={1}
      max={10_000}
      onChange={(value) => onChange({ ...rate, [key]: value }, `rate ${key}`)}
    />
  )
  return (
    <li className="rule-line">
      <div className="rule-sentence">
        <Template
          text={t('rate.line')}
          parts={{
            of: (
              <Phrase label={t('of')} open={open} onToggle={() => setOpen(!open)}>
                {saySelector(rate.of, tongue) || t('of.all')}
              </Phrase>
            ),
            hours: number('hours'),
            units: number('units'),
            unit: <span>{t(`unit.${text.unit.name}`)}</span>,
          }}
        />
        {onMoveUp ? (
          <ActionButton kind="quiet" onClick={onMoveUp}>
            {t('up')}
          </ActionButton>
        ) : null}
        <ActionButton kind="quiet" icon="trash" onClick={onRemove}>
          {t('remove')}
        </ActionButton>
      </div>
      {open ? (
        <SelectorPanel
          value={rate.of}
          categories={categoriesOf(text)}
          onChange={(of) => onChange({ ...rate, of }, '')}
        />
      ) : null}
      <Flaws flaws={flaws} />
    </li>
  )
}

/** Which category stands under which. */
export function CategoryLines({ text, change, flawsAt }: LinesProps & FlawsAt) {
  const t = useWords(editorWords)
  const lines = text.categories ?? []
  const write = (next: typeof lines, field = '') => change((now) => ({ ...now, categories: someOf(next) }), field)
  return (
    <Section
      title={t('categories.title')}
      note={t('categories.lead')}
      actions={
        <ActionButton
          icon="plus"
          onClick={() =>
            write([...lines, { name: t('category.new'), under: lines.at(-1)?.under ?? t('category.under') }])
          }
        >
          {t('categories.add')}
        </ActionButton>
      }
    >
      <ul className="rule-lines">
        {lines.map((line, index) => (
          <li key={index} className="rule-line">
            <div className="rule-sentence">
              <Template
                text={t('categories.line')}
                parts={{
                  name: (
                    <InlineText
                      label={t('category.name')}
                      value={line.name}
                      maxLength={60}
                      onChange={(name) => write(changedAt(lines, index, { ...line, name }), `name ${String(index)}`)}
                    />
                  ),
                  under: (
                    <InlineText
                      label={t('category.under')}
                      value={line.under}
                      maxLength={60}
                      onChange={(under) => write(changedAt(lines, index, { ...line, under }), `under ${String(index)}`)}
                    />
                  ),
                }}
              />
              <ActionButton kind="quiet" icon="trash" onClick={() => write(withoutAt(lines, index))}>
                {t('remove')}
              </ActionButton>
            </div>
            <Flaws flaws={flawsAt(line.name)} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** What may excuse somebody. */
export function ExemptionLine({ text, change }: LinesProps) {
  const t = useWords(editorWords)
  const names = text.exemptions ?? []
  return (
    <Section title={t('exemptions')}>
      <InlineTags
        label={t('exemptions.lead')}
        free
        value={names}
        options={names.map((name) => ({ value: name, label: name }))}
        onChange={(next) => change((now) => ({ ...now, exemptions: someOf(next) }))}
      />
    </Section>
  )
}
