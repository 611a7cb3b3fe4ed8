import { nameOf } from '../../../lib/policy/names.ts'
import { programmeLevels } from '../../../lib/programmes/codes.ts'
import { InlineSelect, TypedCell } from '../../../ui/inline.tsx'
import { useLanguage, useWords } from '../../../ui/words.ts'
import { shapes, spans, type Code, type HourPart, type LayoutColumn } from '../layouts/layout.ts'
import { words } from '../words.ts'

type AsksProps = { column: LayoutColumn; onChange: (column: LayoutColumn) => void }
type Bound = 'shortest' | 'longest' | 'least' | 'most' | 'decimals' | 'width'

const bounds = {
  text: ['shortest', 'longest', 'width'],
  number: ['least', 'most', 'decimals', 'width'],
} as const satisfies Record<LayoutColumn['kind'], readonly Bound[]>

const wholeBounds: Readonly<Record<Bound, readonly [number, number]>> = {
  ...{ shortest: [1, 2000], longest: [1, 2000], least: [0, 1_000_000], most: [0, 1_000_000] },
  ...{ decimals: [0, 2], width: [4, 100] },
}

/** What is asked of the cells of a column: of text its length and look, of figures their size; codes, and a fixed text. */
export function ColumnAsks({ column, onChange }: AsksProps) {
  const t = useWords(words)
  const bound = (name: Bound, typed: string) => {
    const [low, high] = wholeBounds[name]
    const number = Number(typed)
    if (typed === '' && name !== 'width') onChange({ ...column, [name]: undefined })
    else if (/^\d{1,7}$/.test(typed) && number >= low && number <= high) onChange({ ...column, [name]: number })
  }
  return (
    <div className="rule-panel">
      {column.field === 'fixed' ? (
        <label className="inline-field">
          <span className="quiet">{t('fixed')}</span>
          <TypedCell
            label={t('fixed')}
            name="fixed"
            value={column.fixed ?? ''}
            onChange={(fixed) => onChange({ ...column, fixed })}
          />
        </label>
      ) : null}
      {column.field === 'hoursOf' ? <PartAsks column={column} onChange={onChange} /> : null}
      {bounds[column.kind].map((name) => (
        <label key={name} className="inline-field">
          <span className="quiet">{t(name)}</span>
          <input
            className="inline-input num"
            aria-label={t(name)}
            inputMode="numeric"
            size={5}
            placeholder={t('unlimited')}
            defaultValue={column[name] ?? ''}
            onChange={(event) => bound(name, event.target.value.trim())}
          />
        </label>
      ))}
      {column.kind === 'text' ? (
        <>
          <label className="inline-field">
            <span className="quiet">{t('shape')}</span>
            <InlineSelect
              label={t('shape')}
              value={column.shape ?? ''}
              options={[
                { value: '', label: t('shape.none') },
                ...shapes.map((value) => ({ value, label: t(`shape.${value}`) })),
              ]}
              onChange={(said) => onChange({ ...column, shape: shapes.find((each) => each === said) })}
            />
          </label>
          <label className="inline-field">
            <span className="quiet" style={{ whiteSpace: 'nowrap' }}>
              {t('codes')}
            </span>
            <textarea
              className="input"
              aria-label={t('codes')}
              rows={3}
              defaultValue={(column.codes ?? []).map(({ value, code }) => `${value}=${code}`).join('\n')}
              onChange={(event) => onChange({ ...column, codes: codesIn(event.target.value) })}
            />
            <small className="quiet">{t('codes.hint')}</small>
          </label>
        </>
      ) : null}
    </div>
  )
}

function PartAsks({ column, onChange }: AsksProps) {
  const t = useWords(words)
  const [language] = useLanguage()
  const tongue = language === 'en' ? 'en' : 'zh'
  const part = column.part ?? { over: 'year' }
  const change = (said: Partial<HourPart>) => onChange({ ...column, part: { ...part, ...said } })
  return (
    <>
      <label className="inline-field">
        <span className="quiet">{t('part.category')}</span>
        <TypedCell
          label={t('part.category')}
          name="category"
          value={part.category ?? ''}
          onChange={(said) => change({ category: said.trim() === '' ? undefined : said.trim() })}
        />
      </label>
      <small className="quiet">{t('part.category.hint')}</small>
      <label className="inline-field">
        <span className="quiet">{t('part.level')}</span>
        <InlineSelect
          label={t('part.level')}
          value={part.level ?? ''}
          options={[
            { value: '', label: t('part.level.any') },
            ...programmeLevels.map((value) => ({ value, label: nameOf('level', value, tongue) })),
          ]}
          onChange={(said) => change({ level: programmeLevels.find((each) => each === said) })}
        />
      </label>
      <label className="inline-field">
        <span className="quiet">{t('part.over')}</span>
        <InlineSelect
          label={t('part.over')}
          value={part.over}
          options={spans.map((value) => ({ value, label: t(`part.over.${value}`) }))}
          onChange={(said) => change({ over: spans.find((each) => each === said) ?? 'year' })}
        />
      </label>
    </>
  )
}

function codesIn(typed: string): readonly Code[] | undefined {
  const lines = typed.split('\n').filter((line) => line.trim() !== '')
  if (lines.length === 0) return undefined
  return lines.map((line) => {
    const [value = '', ...code] = line.split(/[=＝]/)
    return { value: value.trim(), code: code.join('=').trim() }
  })
}
