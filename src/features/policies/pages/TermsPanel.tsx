import type { Policy, Rule, Source } from '../../../lib/policy/language.ts'
import { InlineCheck, InlineHours, InlineSelect, InlineTags, InlineText } from '../../../ui/inline.tsx'
import { sayIn, useWords } from '../../../ui/words.ts'
import { editorWords } from '../words/editor.ts'
import { someOf } from './draft-state.ts'

type TermsProps = { rule: Rule; policy: Policy; onChange: (rule: Rule, field: string) => void }

/** What else a rule says: its parts for who comes or goes, what is carried over, what it stands in the place of, and its source. */
export function TermsPanel({ rule, policy, onChange }: TermsProps) {
  const t = useWords(editorWords)
  return (
    <div className="rule-panel" role="group" aria-label={t('terms')}>
      <h4>{t('terms')}</h4>
      {rule.kind === 'least' ? (
        <>
          <InlineCheck
            label={t('any')}
            value={rule.units === 1}
            onChange={(on) => onChange({ ...rule, units: on ? 1 : 100 }, '')}
          />
          <InlineCheck
            label={t('byMonths')}
            value={rule.byMonths === true}
            onChange={(on) => onChange({ ...rule, byMonths: on }, '')}
          />
          <span className="inline-field">
            <InlineCheck
              label={t('carry')}
              value={rule.carry !== undefined}
              onChange={(on) => onChange({ ...rule, carry: on ? 1000 : undefined }, '')}
            />
            {rule.carry === undefined ? null : (
              <InlineHours
                label={t('carry')}
                value={rule.carry}
                onChange={(carry) => onChange({ ...rule, carry }, `carry ${rule.id}`)}
              />
            )}
          </span>
          <InlineTags
            label={t('insteadOf')}
            value={rule.insteadOf ?? []}
            options={policy.rules
              .filter(({ id }) => id !== rule.id)
              .map(({ id, title }) => ({ value: id, label: sayIn(title) }))}
            onChange={(ids) => onChange({ ...rule, insteadOf: someOf(ids) }, '')}
          />
        </>
      ) : null}
      <label className="inline-field inline-long">
        <span className="quiet">{t('title.zh')}</span>
        <InlineText
          label={t('title.zh')}
          value={rule.title.zh}
          maxLength={200}
          wide
          onChange={(zh) => onChange({ ...rule, title: { ...rule.title, zh } }, `zh ${rule.id}`)}
        />
      </label>
      <label className="inline-field inline-long">
        <span className="quiet">{t('title.en')}</span>
        <InlineText
          label={t('title.en')}
          value={rule.title.en}
          maxLength={300}
          wide
          onChange={(en) => onChange({ ...rule, title: { ...rule.title, en } }, `en ${rule.id}`)}
        />
      </label>
      <SourceFields
        value={rule.source ?? policy.source}
        onChange={(source) => onChange({ ...rule, source }, `source ${rule.id}`)}
      />
    </div>
  )
}

const sureties = ['stated', 'found', 'general'] as const

/** Where a figure comes from, and how sure the bureau is of it. */
export function SourceFields({ value, onChange }: { value: Source; onChange: (source: Source) => void }) {
  const t = useWords(editorWords)
  return (
    <>
      <label className="inline-field inline-long">
        <span className="quiet">{t('cites')}</span>
        <InlineText
          label={t('cites')}
          value={value.cites}
          maxLength={300}
          wide
          onChange={(cites) => onChange({ ...value, cites })}
        />
      </label>
      <label className="inline-field inline-long">
        <span className="quiet">{t('cites.en')}</span>
        <InlineText
          label={t('cites.en')}
          value={value.citesEn ?? ''}
          maxLength={300}
          wide
          optional
          onChange={(said) => onChange({ ...value, citesEn: said.trim() === '' ? undefined : said })}
        />
      </label>
      <InlineSelect
        label={t('sure')}
        value={value.sure}
        options={sureties.map((each) => ({ value: each, label: t(`sure.${each}`) }))}
        onChange={(chosen) => onChange({ ...value, sure: sureties.find((each) => each === chosen) ?? value.sure })}
      />
    </>
  )
}
