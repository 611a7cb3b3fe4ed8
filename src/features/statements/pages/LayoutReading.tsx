import { nameOf, termOf } from '../../../lib/policy/names.ts'
import { formatCount, joinNames } from '../../../ui/format.ts'
import { Facts } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { currentLanguage, useWords, type Translate } from '../../../ui/words.ts'
import type { HourPart, LayoutColumn, LayoutContent } from '../layouts/layout.ts'
import { words } from '../words.ts'
import { starred } from './layouts-api.ts'

type T = Translate<typeof words>

/** Which file a layout makes, as its choice is called. */
export const fileKindOf = ({ file, encoding = 'utf-8' }: Pick<LayoutContent, 'file' | 'encoding'>) =>
  file === 'xlsx' ? 'xlsx' : (`csv-${encoding}` as const)

/** What a column asks of its cells, in words; nothing where it takes anything. */
export function sayAsks(t: T, column: LayoutColumn): string[] {
  const { shortest, longest, shape, least, most, decimals, fixed, part } = column
  const between = (
    from: number | undefined,
    to: number | undefined,
    said: {
      both: 'asks.length' | 'asks.range'
      most: 'asks.longest' | 'asks.most'
      least: 'asks.shortest' | 'asks.least'
    },
  ) => {
    if (from !== undefined && to !== undefined) return [t(said.both, { from, to })]
    if (to !== undefined) return [t(said.most, { to })]
    return from === undefined ? [] : [t(said.least, { from })]
  }
  return [
    ...(column.field === 'hoursOf' && part ? [sayPart(t, part)] : []),
    ...(column.field === 'fixed' ? [t('asks.fixed', { text: fixed ?? '' })] : []),
    ...between(shortest, longest, { both: 'asks.length', most: 'asks.longest', least: 'asks.shortest' }),
    ...(shape === undefined ? [] : [t(`shape.${shape}`)]),
    ...between(least, most, { both: 'asks.range', most: 'asks.most', least: 'asks.least' }),
    ...(decimals === undefined ? [] : [t('asks.decimals', { n: decimals })]),
  ]
}

function sayPart(t: T, { category, level, over }: HourPart): string {
  const tongue = currentLanguage() === 'en' ? 'en' : 'zh'
  const named = [category ? termOf(category, tongue) : '', level ? nameOf('level', level, tongue) : '']
  return [...named.filter((each) => each !== ''), t(`part.over.${over}`)].join(' · ')
}

/** The text of a layout as it reads: its file, and its columns in their order. */
export function LayoutReading({ content }: { content: LayoutContent }) {
  const t = useWords(words)
  return (
    <>
      <Facts
        items={[
          { label: t('file.kind'), value: t(`file.${fileKindOf(content)}`) },
          ...(content.file === 'xlsx' ? [{ label: t('file.sheet'), value: content.sheet }] : []),
          ...(content.above.length === 0 ? [] : [{ label: t('file.above'), value: content.above.join(' / ') }]),
        ]}
      />
      <PlainTable
        label={t('columns.title')}
        rows={content.columns.map((column, index) => ({ column, no: index + 1 }))}
        rowId={({ no }) => String(no)}
        columns={[
          { key: 'no', title: t('column.no'), align: 'end', cell: ({ no }) => formatCount(no) },
          {
            key: 'title',
            title: t('column.title'),
            cell: ({ column }) => starred(column.title, column.required),
          },
          { key: 'field', title: t('column.field'), cell: ({ column }) => t(`field.${column.field}`) },
          { key: 'kind', title: t('column.kind'), cell: ({ column }) => t(`kind.${column.kind}`) },
          { key: 'asks', title: t('column.asks'), cell: ({ column }) => joinNames(sayAsks(t, column)) || '–' },
          {
            key: 'codes',
            title: t('column.codes'),
            cell: ({ column }) => joinNames((column.codes ?? []).map(({ value, code }) => `${value}=${code}`)) || '–',
          },
        ]}
      />
    </>
  )
}
