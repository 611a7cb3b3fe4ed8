import { yearOf } from '../../../lib/dates.ts'
import type { Period, Rule } from '../../../lib/policy/language.ts'
import { wallOf } from '../../../ui/format.ts'
import { InlineNumber, InlineSelect } from '../../../ui/inline.tsx'
import { useWords } from '../../../ui/words.ts'
import { editorWords } from '../words/editor.ts'

type Timed = Exclude<Rule, { kind: 'evidence' }>

const kinds = ['year', 'cycle', 'entry', 'span', 'ever'] as const

function beginning(kind: Period['kind']): Period {
  const year = yearOf(wallOf(new Date()).date)
  if (kind === 'entry') return { kind, years: 1 }
  return kind === 'span' ? { kind, from: year, to: year } : { kind }
}

// A maximum holds within a year, a cycle or certain years; every other rule may look over any period.
function withPeriod(rule: Timed, period: Period): Timed {
  if (rule.kind !== 'most') return { ...rule, period }
  return period.kind === 'entry' || period.kind === 'ever' ? rule : { ...rule, period }
}

/** Over which time a rule looks, with the years that it takes to say so. */
export function PeriodFields({ rule, onChange }: { rule: Timed; onChange: (rule: Timed) => void }) {
  const t = useWords(editorWords)
  const { period } = rule
  const offered = rule.kind === 'most' ? kinds.filter((kind) => kind !== 'entry' && kind !== 'ever') : kinds
  const write = (next: Period) => onChange(withPeriod(rule, next))
  return (
    <>
      <InlineSelect
        label={t('period')}
        value={period.kind}
        options={offered.map((value) => ({ value, label: t(`period.${value}`) }))}
        onChange={(chosen) => write(beginning(kinds.find((kind) => kind === chosen) ?? 'year'))}
      />
      {period.kind === 'entry' ? (
        <InlineNumber
          label={t('period.years')}
          value={period.years}
          min={1}
          max={10}
          onChange={(years) => write({ ...period, years })}
        />
      ) : null}
      {period.kind === 'span' ? (
        <>
          <InlineNumber
            label={t('period.from')}
            value={period.from}
            min={1990}
            max={2100}
            onChange={(from) => write({ ...period, from })}
          />
          –
          <InlineNumber
            label={t('period.to')}
            value={period.to}
            min={1990}
            max={2100}
            onChange={(to) => write({ ...period, to })}
          />
        </>
      ) : null}
    </>
  )
}
