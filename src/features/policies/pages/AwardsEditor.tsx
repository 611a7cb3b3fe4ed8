import { useState } from 'react'
import type { Award, Policy } from '../../../lib/policy/language.ts'
import { nameOf, termOf } from '../../../lib/policy/names.ts'
import { usualProofs } from '../../../lib/policy/written.ts'
import { programmeKinds, programmeModes } from '../../../lib/programmes/codes.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { InlineCheck, InlineHours, InlineSelect, InlineTags, InlineText } from '../../../ui/inline.tsx'
import { Section } from '../../../ui/page.tsx'
import { sayIn, useWords, wordsIn } from '../../../ui/words.ts'
import { editorWords } from '../words/editor.ts'
import { AwardAsks } from './AwardAsks.tsx'
import { AwardGrid } from './AwardGrid.tsx'
import { changedAt, someOf, withoutAt, type ChangeText } from './draft-state.ts'
import { Flaws } from './policy-lines.tsx'
import { useTongue } from './policies-api.ts'
import { categoriesOf, freshId } from './rule-parts.ts'

type AwardsProps = { text: Policy; change: ChangeText; flawsAt: (place: string) => readonly string[] }

/** The tables that turn work into hours, each with what it asks and its rows to be written like a spreadsheet. */
export function AwardsEditor({ text, change, flawsAt }: AwardsProps) {
  const t = useWords(editorWords)
  const [open, setOpen] = useState<string | undefined>()
  const awards = text.awards ?? []
  const write = (next: readonly Award[], field = '') => change((now) => ({ ...now, awards: someOf(next) }), field)
  const add = () => {
    const made = newAward()
    write([...awards, made])
    setOpen(made.id)
  }
  return (
    <Section
      title={t('awards')}
      actions={
        <ActionButton icon="plus" onClick={add}>
          {t('awards.add')}
        </ActionButton>
      }
    >
      <ul className="rule-lines">
        {awards.map((award, index) => (
          <li key={`${award.id} ${String(index)}`} className="rule-line">
            <div className="rule-head">
              <strong>{sayIn(award.title)}</strong>
              <span className="cluster">
                <ActionButton kind="quiet" onClick={() => setOpen(open === award.id ? undefined : award.id)}>
                  {t(open === award.id ? 'award.close' : 'award.open')}
                </ActionButton>
                <ActionButton kind="quiet" icon="trash" onClick={() => write(withoutAt(awards, index))}>
                  {t('remove')}
                </ActionButton>
              </span>
            </div>
            {open === award.id ? (
              <AwardFields
                award={award}
                text={text}
                onChange={(next, field) => write(changedAt(awards, index, next), field && `${award.id} ${field}`)}
              />
            ) : null}
            <Flaws flaws={flawsAt(award.id)} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

function newAward(): Award {
  const [zh, en] = [wordsIn(editorWords, 'zh-CN'), wordsIn(editorWords, 'en')]
  return {
    id: freshId('award'),
    title: { zh: zh('award.new'), en: en('award.new') },
    asks: [],
    rows: [{ when: {}, centihours: 100 }],
    category: null,
    mode: null,
    evidence: [],
  }
}

type FieldsProps = { award: Award; text: Policy; onChange: (award: Award, field: string) => void }

const nowhere = ''

// What is usual, what the rules of this text ask for, and what the table says already.
const proofsOf = ({ rules }: Policy, { proves = [] }: Award) => [
  ...new Set([...usualProofs, ...rules.flatMap((rule) => (rule.kind === 'evidence' ? rule.needs : [])), ...proves]),
]

function AwardFields({ award, text, onChange }: FieldsProps) {
  const t = useWords(editorWords)
  const tongue = useTongue()
  const none = { value: nowhere, label: t('award.none') }
  return (
    <>
      <div className="rule-panel">
        <label className="inline-field inline-long">
          <span className="quiet">{t('title.zh')}</span>
          <InlineText
            label={t('title.zh')}
            value={award.title.zh}
            maxLength={200}
            wide
            onChange={(zh) => onChange({ ...award, title: { ...award.title, zh } }, 'zh')}
          />
        </label>
        <label className="inline-field inline-long">
          <span className="quiet">{t('title.en')}</span>
          <InlineText
            label={t('title.en')}
            value={award.title.en}
            maxLength={300}
            wide
            onChange={(en) => onChange({ ...award, title: { ...award.title, en } }, 'en')}
          />
        </label>
        <span className="inline-field">
          <span className="quiet">{t('award.category')}</span>
          <InlineSelect
            label={t('award.category')}
            value={award.category ?? nowhere}
            options={[none, ...categoriesOf(text).map((name) => ({ value: name, label: termOf(name, tongue) }))]}
            onChange={(name) => onChange({ ...award, category: name === nowhere ? null : name }, '')}
          />
        </span>
        <span className="inline-field">
          <span className="quiet">{t('award.mode')}</span>
          <InlineSelect
            label={t('award.mode')}
            value={award.mode ?? nowhere}
            options={[none, ...programmeModes.map((code) => ({ value: code, label: nameOf('mode', code, tongue) }))]}
            onChange={(code) => onChange({ ...award, mode: code === nowhere ? null : code }, '')}
          />
        </span>
        <span className="inline-field">
          <span className="quiet">{t('award.kind')}</span>
          <InlineSelect
            label={t('award.kind')}
            value={award.kind ?? nowhere}
            options={[none, ...programmeKinds.map((code) => ({ value: code, label: nameOf('kind', code, tongue) }))]}
            onChange={(code) => onChange({ ...award, kind: code === nowhere ? undefined : code }, '')}
          />
        </span>
        <InlineTags
          label={t('award.evidence')}
          free
          value={award.evidence}
          options={award.evidence.map((name) => ({ value: name, label: name }))}
          onChange={(evidence) => onChange({ ...award, evidence }, '')}
        />
        <InlineTags
          label={t('award.proves')}
          free
          value={award.proves ?? []}
          options={proofsOf(text, award).map((name) => ({ value: name, label: termOf(name, tongue) }))}
          onChange={(proves) => onChange({ ...award, proves: someOf(proves) }, '')}
        />
        {(['mostEach', 'mostYearly'] as const).map((key) => {
          const most = award[key]
          return (
            <span key={key} className="inline-field">
              <InlineCheck
                label={t(`award.${key}`)}
                value={most !== undefined}
                onChange={(on) => onChange({ ...award, [key]: on ? 1000 : undefined }, '')}
              />
              {most === undefined ? null : (
                <InlineHours
                  label={t(`award.${key}`)}
                  value={most}
                  onChange={(hours) => onChange({ ...award, [key]: hours }, key)}
                />
              )}
            </span>
          )
        })}
        <InlineCheck
          label={t('award.onceYearly')}
          value={award.onceYearly === true}
          onChange={(on) => onChange({ ...award, onceYearly: on ? true : undefined }, '')}
        />
      </div>
      <AwardAsks award={award} onChange={onChange} />
      <AwardGrid award={award} onChange={onChange} />
    </>
  )
}
