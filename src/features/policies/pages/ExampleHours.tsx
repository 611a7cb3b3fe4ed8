import type { Bucket, Policy } from '../../../lib/policy/language.ts'
import { nameOf, termOf } from '../../../lib/policy/names.ts'
import { programmeCategories, programmeKinds, programmeLevels, programmeModes } from '../../../lib/programmes/codes.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { InlineHours, InlineNumber, InlineSelect, InlineTags } from '../../../ui/inline.tsx'
import { Section } from '../../../ui/page.tsx'
import { useWords } from '../../../ui/words.ts'
import { editorWords } from '../words/editor.ts'
import { changedAt, withoutAt } from './draft-state.ts'
import type { Trying } from './ExamplePerson.tsx'
import { useTongue } from './policies-api.ts'
import { categoriesOf } from './rule-parts.ts'

const unsaid = ''

type HoursProps = { text: Policy; trying: Trying; onChange: (trying: Trying) => void }

/** The hours of the person that a text is tried on, line by line, to be changed. */
export function ExampleHours({ text, trying, onChange }: HoursProps) {
  const t = useWords(editorWords)
  const { buckets, year } = trying
  const write = (next: readonly Bucket[]) => onChange({ ...trying, buckets: next })
  const fresh: Bucket = { year, category: null, level: null, mode: null, kind: null, proof: [], centihours: 1000 }
  return (
    <Section
      title={t('example.hours')}
      actions={
        <ActionButton kind="quiet" icon="plus" onClick={() => write([...buckets, fresh])}>
          {t('example.add')}
        </ActionButton>
      }
    >
      <ul className="example-hours">
        {buckets.map((bucket, index) => (
          <HoursLine
            key={index}
            bucket={bucket}
            text={text}
            onChange={(next) => write(changedAt(buckets, index, next))}
            onRemove={() => write(withoutAt(buckets, index))}
          />
        ))}
      </ul>
    </Section>
  )
}

type LineProps = { bucket: Bucket; text: Policy; onChange: (bucket: Bucket) => void; onRemove: () => void }

function HoursLine({ bucket, text, onChange, onRemove }: LineProps) {
  const t = useWords(editorWords)
  const tongue = useTongue()
  const none = { value: unsaid, label: t('example.none') }
  const known = [...new Set([...categoriesOf(text), ...programmeCategories])]
  const proofs = [...new Set(text.rules.flatMap((rule) => (rule.kind === 'evidence' ? rule.needs : [])))]
  const choice = (key: 'level' | 'mode' | 'kind', label: string, codes: readonly string[]) => (
    <InlineSelect
      label={label}
      value={bucket[key] ?? unsaid}
      options={[
        { value: unsaid, label: `${label} · ${none.label}` },
        ...codes.map((code) => ({ value: code, label: nameOf(key, code, tongue) })),
      ]}
      onChange={(code) => onChange({ ...bucket, [key]: code === unsaid ? null : code })}
    />
  )
  return (
    <li>
      <InlineNumber
        label={t('example.yearOf')}
        value={bucket.year}
        min={1990}
        max={2100}
        onChange={(year) => onChange({ ...bucket, year })}
      />
      <InlineHours
        label={t('example.hours')}
        value={bucket.centihours}
        onChange={(centihours) => onChange({ ...bucket, centihours })}
      />
      <span>{t('unit.hour')}</span>
      <InlineSelect
        label={t('categories')}
        value={bucket.category ?? unsaid}
        options={[
          { value: unsaid, label: `${t('categories')} · ${none.label}` },
          ...[...new Set([...known, ...(bucket.category === null ? [] : [bucket.category])])].map((name) => ({
            value: name,
            label: termOf(name, tongue),
          })),
        ]}
        onChange={(name) => onChange({ ...bucket, category: name === unsaid ? null : name })}
      />
      {choice('level', t('levels'), programmeLevels)}
      {choice('mode', t('modes'), programmeModes)}
      {choice('kind', t('kinds'), programmeKinds)}
      {proofs.length > 0 ? (
        <InlineTags
          label={t('example.proof')}
          value={bucket.proof}
          options={proofs.map((name) => ({ value: name, label: termOf(name, tongue) }))}
          onChange={(proof) => onChange({ ...bucket, proof })}
        />
      ) : null}
      <ActionButton kind="quiet" icon="trash" label={t('remove')} onClick={onRemove}>
        {null}
      </ActionButton>
    </li>
  )
}
