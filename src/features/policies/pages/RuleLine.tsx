import { useState, type ReactNode } from 'react'
import type { Policy, Rule } from '../../../lib/policy/language.ts'
import { saySelector, sayWho } from '../../../lib/policy/phrases.ts'
import { sayRule } from '../../../lib/policy/sentences.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { Note } from '../../../ui/feedback.tsx'
import { InlineHours, InlineSelect, InlineTags, InlineText, Phrase } from '../../../ui/inline.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { sayIn, useWords } from '../../../ui/words.ts'
import { editorWords } from '../words/editor.ts'
import { PeriodFields } from './PeriodFields.tsx'
import { useTongue } from './policies-api.ts'
import { categoriesOf } from './rule-parts.ts'
import { SelectorPanel } from './SelectorPanel.tsx'
import { Template } from './Template.tsx'
import { TermsPanel } from './TermsPanel.tsx'
import { WhoPanel } from './WhoPanel.tsx'

type Panel = 'who' | 'of' | 'terms'

type RuleLineProps = {
  rule: Rule
  policy: Policy
  /** The text in force, to say what changes. */
  before: Policy | undefined
  flaws: readonly string[]
  onChange: (rule: Rule, field: string) => void
  onRemove: () => void
  onMoveUp: (() => void) | undefined
}

/** A rule as the sentence it is, with its figures to be typed and its phrases to be opened. */
export function RuleLine({ rule, policy, before, flaws, onChange, onRemove, onMoveUp }: RuleLineProps) {
  const t = useWords(editorWords)
  const tongue = useTongue()
  const [open, setOpen] = useState<Panel | undefined>()
  const earlier = before?.rules.find(({ id }) => id === rule.id)
  const was = earlier && before && sayRule(earlier, before, tongue)
  const toggle = (panel: Panel) => setOpen(open === panel ? undefined : panel)
  const line = rule.kind === 'least' && rule.units === 1 ? 'any' : rule.kind
  return (
    <li className="rule-line">
      <div className="rule-head">
        <InlineText
          label={t('title.zh')}
          value={sayIn(rule.title)}
          maxLength={200}
          wide
          onChange={(text) => onChange({ ...rule, title: { ...rule.title, [tongue]: text } }, `title ${rule.id}`)}
        />
        {before && !earlier ? <StateTag tone="done">{t('was.new')}</StateTag> : null}
        <span className="cluster">
          {onMoveUp ? (
            <ActionButton kind="quiet" onClick={onMoveUp} label={`${t('up')} ${sayIn(rule.title)}`}>
              {t('up')}
            </ActionButton>
          ) : null}
          <ActionButton kind="quiet" icon="trash" onClick={onRemove} label={`${t('remove')} ${sayIn(rule.title)}`}>
            {t('remove')}
          </ActionButton>
        </span>
      </div>
      <div className="rule-sentence">
        <Template text={t(`line.${line}`)} parts={usePartsOf(rule, policy, open, toggle, onChange)} />
        <Phrase label={t('terms')} open={open === 'terms'} onToggle={() => toggle('terms')}>
          {t('terms')}
        </Phrase>
      </div>
      {open === 'who' && rule.kind !== 'evidence' ? (
        <WhoPanel value={rule.who} onChange={(who) => onChange({ ...rule, who }, '')} />
      ) : null}
      {open === 'of' ? (
        <SelectorPanel
          value={rule.of}
          categories={categoriesOf(policy)}
          onChange={(of) => onChange({ ...rule, of }, '')}
        />
      ) : null}
      {open === 'terms' ? <TermsPanel rule={rule} policy={policy} onChange={onChange} /> : null}
      {flaws.map((flaw) => (
        <Note key={flaw} tone="danger">
          {flaw}
        </Note>
      ))}
      {was !== undefined && was !== sayRule(rule, policy, tongue) ? (
        <p className="quiet">{t('was.before', { sentence: was })}</p>
      ) : null}
    </li>
  )
}

// What stands at each place of a rule's sentence.
function usePartsOf(
  rule: Rule,
  policy: Policy,
  open: Panel | undefined,
  toggle: (panel: Panel) => void,
  onChange: RuleLineProps['onChange'],
): Record<string, ReactNode> {
  const t = useWords(editorWords)
  const tongue = useTongue()
  const of = (
    <Phrase label={t('of')} open={open === 'of'} onToggle={() => toggle('of')}>
      {saySelector(rule.of, tongue) || t('of.all')}
    </Phrase>
  )
  if (rule.kind === 'evidence') {
    const needs = (
      <InlineTags
        label={t('needs')}
        free
        value={rule.needs}
        options={rule.needs.map((name) => ({ value: name, label: name }))}
        // Evidence that asks for nothing is no rule: the last one stays until another is written.
        onChange={(names) => (names.length > 0 ? onChange({ ...rule, needs: names }, '') : undefined)}
      />
    )
    return { of, needs }
  }
  const who = (
    <Phrase label={t('who')} open={open === 'who'} onToggle={() => toggle('who')}>
      {sayWho(rule.who, tongue) || t('everyone')}
    </Phrase>
  )
  const period = <PeriodFields rule={rule} onChange={(next) => onChange(next, `period ${rule.id}`)} />
  if (rule.kind === 'ratio') {
    const kinds = ['subject', 'stage', 'school'] as const
    const per = (
      <InlineSelect
        label={t('per')}
        value={rule.per}
        options={kinds.map((value) => ({ value, label: t(`per.${value}`) }))}
        onChange={(chosen) => onChange({ ...rule, per: kinds.find((each) => each === chosen) ?? rule.per }, '')}
      />
    )
    const percent = (
      <>
        <InlineHours
          label={t('percent')}
          value={Math.round(rule.percent * 100)}
          onChange={(hundredths) =>
            hundredths > 0 && hundredths <= 10_000
              ? onChange({ ...rule, percent: hundredths / 100 }, `percent ${rule.id}`)
              : undefined
          }
        />
        <span>%</span>
      </>
    )
    return { of, who, period, per, percent }
  }
  const units = (
    <>
      <InlineHours
        label={`${sayIn(rule.title)} ${t('units')}`}
        value={rule.units}
        onChange={(amount) => onChange({ ...rule, units: amount }, `units ${rule.id}`)}
      />
      <span>{t(`unit.${policy.unit.name}`)}</span>
    </>
  )
  return { of, who, period, units }
}
