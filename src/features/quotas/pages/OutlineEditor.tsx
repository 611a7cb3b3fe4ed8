import { useState, type ClipboardEvent } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { ActionButton } from '../../../ui/button.tsx'
import { MultiSelect, SelectField } from '../../../ui/choices.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { CheckField } from '../../../ui/fields.tsx'
import { Form } from '../../../ui/form.tsx'
import { useWords } from '../../../ui/words.ts'
import { dimensions, type Dimension, type QuotaKind } from '../core.ts'
import { blockOf } from '../core/matrix.ts'
import { addBelow, depthOf, pasteDown, placesOf, siblingsOf, withoutRow, type OutlineRow } from '../core/outline.ts'
import type { Named } from '../naming.ts'
import { words } from '../words.ts'
import { Places } from './Places.tsx'

type Props = {
  rows: readonly OutlineRow[]
  onChange: (rows: OutlineRow[]) => void
  naming: Named
  /** How many places the programme has, of which shares are. */
  placesMax: number | null
  reason?: string | undefined
}

/** A tree of quotas of any depth, a line for each cell: numbers are written or pasted downwards, and each line may be divided further. */
export function OutlineEditor({ rows, onChange, naming, placesMax, reason }: Props) {
  const t = useWords(words)
  const [below, setBelow] = useState<OutlineRow | null>()
  const nameOf = (row: OutlineRow) => naming.nameOf(row.dimension, row.wanted)
  const paste = (event: ClipboardEvent<HTMLInputElement>, row: OutlineRow) => {
    const block = blockOf(event.clipboardData.getData('text'))
    if (block.length === 1) return
    event.preventDefault()
    onChange(pasteDown(rows, row.id, block))
  }
  return (
    <>
      <div className="table-scroll">
        <table className="table">
          <caption className="unseen">{t('outline')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('cell')}</th>
              <th scope="col">{t('outline.by')}</th>
              <th scope="col">{t('kind')}</th>
              <th scope="col" className="end">
                {t('places')}
              </th>
              <th scope="col">
                <span className="unseen">{t('outline.divide')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, down) => (
              <tr key={row.id}>
                <th scope="row" style={{ paddingInlineStart: `${String(depthOf(rows, row) * 1.25)}rem` }}>
                  {nameOf(row)}
                </th>
                <td>{t(`dimension.${row.dimension}`)}</td>
                <td>{t(`kind.${row.kind}`)}</td>
                <td className="end">
                  <Places
                    label={t('outline.places', { name: nameOf(row) })}
                    text={row.text}
                    hint={String(placesOf(rows, row, placesMax).placesMax ?? t('everybody'))}
                    of={placesMax}
                    kind={row.kind}
                    place={{ down, right: 0 }}
                    disabled={reason !== undefined}
                    onText={(text) => onChange(rows.map((each) => (each.id === row.id ? { ...each, text } : each)))}
                    onPaste={(event) => paste(event, row)}
                  />
                </td>
                <td>
                  <div className="cluster">
                    <ActionButton kind="quiet" onClick={() => setBelow(row)} reason={reason}>
                      {t('outline.divide')}
                    </ActionButton>
                    <ActionButton kind="quiet" onClick={() => onChange(withoutRow(rows, row.id))} reason={reason}>
                      {t('matrix.remove')}
                    </ActionButton>
                  </div>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="cluster">
        <ActionButton icon="plus" onClick={() => setBelow(null)} reason={reason}>
          {t('outline.first')}
        </ActionButton>
      </div>
      {below === undefined ? null : (
        <Divide
          rows={rows}
          below={below}
          naming={naming}
          onClose={() => setBelow(undefined)}
          onAdd={(next) => {
            onChange(next)
            setBelow(undefined)
          }}
        />
      )}
    </>
  )
}

type DivideProps = {
  rows: readonly OutlineRow[]
  below: OutlineRow | null
  naming: Named
  onClose: () => void
  onAdd: (rows: OutlineRow[]) => void
}
type Divided = { dimension: Dimension; values: string[]; kind: QuotaKind; all: boolean }

function Divide({ rows, below, naming, onClose, onAdd }: DivideProps) {
  const t = useWords(words)
  const defaultValues: Divided = {
    dimension: below ? 'stage' : 'organisation',
    values: [],
    kind: 'reserve',
    all: false,
  }
  const form = useForm({ defaultValues })
  const dimension = useWatch({ control: form.control, name: 'dimension' })
  const siblings = below ? siblingsOf(rows, below) : []
  const add = ({ all, ...what }: Divided) => {
    const parents = below === null ? [null] : (all ? siblings : [below]).map(({ id }) => id)
    onAdd(addBelow(rows, parents, what, () => crypto.randomUUID()))
  }
  const title = below
    ? t('outline.divide.title', { name: naming.nameOf(below.dimension, below.wanted) })
    : t('outline.first')
  return (
    <Dialog title={title} open onClose={onClose}>
      <Form form={form} submit={t('outline.add')} onSubmit={add} onCancel={onClose} pending={false} words={words}>
        <SelectField
          control={form.control}
          name="dimension"
          label={t('outline.by')}
          required
          options={dimensions.map((value) => ({ value, label: t(`dimension.${value}`) }))}
        />
        <MultiSelect
          key={dimension}
          control={form.control}
          name="values"
          label={t('outline.values')}
          required
          options={naming.options[dimension]}
          {...(dimension === 'organisation' ? { onSearch: naming.searchOrganisations } : {})}
        />
        <SelectField
          control={form.control}
          name="kind"
          label={t('kind')}
          hint={t('kind.hint')}
          required
          options={(['reserve', 'cap'] as const).map((value) => ({ value, label: t(`kind.${value}`) }))}
        />
        {siblings.length > 1 ? (
          <CheckField control={form.control} name="all" label={t('outline.all', { count: siblings.length })} />
        ) : null}
      </Form>
    </Dialog>
  )
}
