import type { ClipboardEvent } from 'react'
import type { Award, AwardRow } from '../../../lib/policy/language.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { InlineHours, InlineSelect } from '../../../ui/inline.tsx'
import { toast } from '../../../ui/toast.ts'
import { sayIn, useWords } from '../../../ui/words.ts'
import { awardWithRows, choicesOf } from '../core/award-rows.ts'
import { editorWords } from '../words/editor.ts'
import { changedAt, withoutAt } from './draft-state.ts'

type GridProps = { award: Award; onChange: (award: Award, field: string) => void }

const any = ''

const rangeOf = ({ centihours }: AwardRow): readonly [number, number] =>
  typeof centihours === 'number' ? [centihours, centihours] : centihours

/** The rows of a table as a grid; rows copied from a spreadsheet are pasted into any cell of it. */
export function AwardGrid({ award, onChange }: GridProps) {
  const t = useWords(editorWords)
  const choices = choicesOf(award)
  const numbers = award.asks.filter(({ kind }) => kind === 'number')
  const write = (index: number, row: AwardRow, field = '') =>
    onChange({ ...award, rows: changedAt(award.rows, index, row) }, field && `${field} ${String(index)}`)
  const onPaste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text/plain')
    if (!/[\t\n]/.test(text.trim())) return
    event.preventDefault()
    const pasted = awardWithRows(award, text)
    if (pasted.rows > 0) onChange(pasted.award, '')
    toast(t('rows.pasted', { count: pasted.rows }))
  }
  return (
    <div className="stack-tight" onPaste={onPaste}>
      <div className="table-scroll">
        <table className="grid-table">
          <caption className="unseen">{sayIn(award.title)}</caption>
          <thead>
            <tr>
              {choices.map((ask) => (
                <th key={ask.key} scope="col">
                  {sayIn(ask.title)}
                </th>
              ))}
              <th scope="col">{t('row.from')}</th>
              <th scope="col">{t('row.to')}</th>
              {numbers.length > 0 ? <th scope="col">{t('row.per')}</th> : null}
              <th scope="col">
                <span className="unseen">{t('remove')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {award.rows.map((row, index) => (
              <tr key={index}>
                {choices.map((ask) => (
                  <td key={ask.key}>
                    <InlineSelect
                      label={sayIn(ask.title)}
                      value={row.when[ask.key] ?? any}
                      options={[
                        { value: any, label: t('row.any') },
                        ...[
                          ...new Set([
                            ...ask.options,
                            ...(row.when[ask.key] === undefined ? [] : [row.when[ask.key] ?? '']),
                          ]),
                        ].map((name) => ({ value: name, label: name })),
                      ]}
                      onChange={(name) => write(index, { ...row, when: whenWith(row, ask.key, name) })}
                    />
                  </td>
                ))}
                <HourCells row={row} onChange={(next, field) => write(index, next, field)} />
                {numbers.length > 0 ? (
                  <td>
                    <InlineSelect
                      label={t('row.per')}
                      value={row.per ?? any}
                      options={[
                        { value: any, label: t('row.once') },
                        ...numbers.map((ask) => ({ value: ask.key, label: sayIn(ask.title) })),
                      ]}
                      onChange={(key) => write(index, { ...row, per: key === any ? undefined : key })}
                    />
                  </td>
                ) : null}
                <td>
                  <ActionButton
                    kind="quiet"
                    icon="trash"
                    label={`${t('remove')} ${String(index + 1)}`}
                    onClick={() => onChange({ ...award, rows: withoutAt(award.rows, index) }, '')}
                  >
                    {null}
                  </ActionButton>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="cluster">
        <ActionButton
          kind="quiet"
          icon="plus"
          onClick={() => onChange({ ...award, rows: [...award.rows, { when: {}, centihours: 100 }] }, '')}
        >
          {t('row.add')}
        </ActionButton>
        <span className="quiet">{t('rows.paste')}</span>
      </div>
    </div>
  )
}

function whenWith(row: AwardRow, key: string, name: string): AwardRow['when'] {
  const others = Object.entries(row.when).filter(([asked]) => asked !== key)
  return Object.fromEntries(name === any ? others : [...others, [key, name]])
}

function HourCells({ row, onChange }: { row: AwardRow; onChange: (row: AwardRow, field: string) => void }) {
  const t = useWords(editorWords)
  const [from, to] = rangeOf(row)
  const isFixed = typeof row.centihours === 'number'
  const said = (least: number, most: number) => (least === most ? least : ([least, most] as const))
  return (
    <>
      <td>
        <InlineHours
          label={t('row.from')}
          value={from}
          onChange={(hours) => onChange({ ...row, centihours: isFixed ? hours : said(hours, to) }, 'from')}
        />
      </td>
      <td>
        <InlineHours
          label={t('row.to')}
          value={to}
          onChange={(hours) => onChange({ ...row, centihours: said(from, hours) }, 'to')}
        />
      </td>
    </>
  )
}
