import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { call, client } from '../../../platform/web/call.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { SelectField } from '../../../ui/choices.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { NumberField, TextField } from '../../../ui/fields.tsx'
import { numberOf } from '../../../ui/field-rules.ts'
import { Form } from '../../../ui/form.tsx'
import { formatDateTime } from '../../../ui/format.ts'
import { Section } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { toast, toastProblem } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import { useHolds } from '../../accounts/parts.tsx'
import type { QuotaSheet } from '../contract.ts'
import type { Named } from '../naming.ts'
import type { quotaRoutes } from '../routes.ts'
import { words } from '../words.ts'

const api = client<typeof quotaRoutes>()
type Cell = QuotaSheet['cells'][number]
type SheetProps = { sheet: QuotaSheet; naming: Named }

function usePaths({ sheet, naming }: SheetProps): (id: string | null) => string {
  const t = useWords(words)
  return (id) => {
    const cell = sheet.cells.find((each) => each.id === id)
    if (!cell) return id === null ? t('move.toParent') : '–'
    const own = naming.nameOf(cell.dimension, cell.wanted)
    const parent = sheet.cells.find((each) => each.id === cell.parentId)
    return parent && parent.parentId !== null ? `${naming.nameOf(parent.dimension, parent.wanted)} · ${own}` : own
  }
}

/** How many of each cell are taken and free. */
export function TakenTable({ sheet, naming }: SheetProps) {
  const t = useWords(words)
  const path = usePaths({ sheet, naming })
  const places = ({ placesMax, approximate }: Cell) =>
    placesMax === null ? t('everybody') : approximate ? t('approximate', { count: placesMax }) : placesMax
  return (
    <Section title={t('heat')}>
      <PlainTable
        label={t('heat')}
        rows={sheet.cells}
        rowId={(row) => row.id}
        columns={[
          { key: 'cell', title: t('cell'), cell: (row) => path(row.id) },
          { key: 'places', title: t('places'), align: 'end', cell: places },
          { key: 'taken', title: t('taken'), align: 'end', cell: (row) => row.placesTaken },
          {
            key: 'free',
            title: t('free'),
            align: 'end',
            cell: (row) => (row.placesMax === null ? '–' : row.placesMax - row.placesTaken),
          },
        ]}
      />
    </Section>
  )
}

/** Unused places go from cell to cell, with a reason; what was moved can be taken back while it is unused. */
export function Moves({ sheet, naming }: SheetProps) {
  const t = useWords(words)
  const cache = useQueryClient()
  const path = usePaths({ sheet, naming })
  const maySet = useHolds('bureau_officer')
  const lacks = sheet.isOver ? t('matrix.over') : maySet ? undefined : t('matrix.reader')
  const [moving, setMoving] = useState(false)
  const undo = useMutation({
    mutationFn: (id: string) => call(api['quota-moves'][':quotaMoveId'].reversal.$post({ param: { quotaMoveId: id } })),
    onSuccess: async () => {
      toast(t('move.undone'))
      await cache.invalidateQueries({ queryKey: ['quotas'] })
    },
    onError: (problem) => toastProblem(problem, words),
  })
  return (
    <Section
      title={t('moves')}
      actions={
        <ActionButton onClick={() => setMoving(true)} reason={lacks}>
          {t('move')}
        </ActionButton>
      }
    >
      <PlainTable
        label={t('moves')}
        rows={sheet.moves}
        rowId={(row) => row.id}
        empty={<p className="quiet">{t('moves.none')}</p>}
        columns={[
          {
            key: 'at',
            title: t('move.when'),
            cell: (row) => <span className="num">{formatDateTime(row.movedAt)}</span>,
          },
          { key: 'from', title: t('move.from'), cell: (row) => path(row.fromId) },
          { key: 'to', title: t('move.to'), cell: (row) => path(row.toId) },
          { key: 'count', title: t('move.count'), align: 'end', cell: (row) => row.places },
          { key: 'reason', title: t('move.reason'), cell: (row) => row.reason },
          {
            key: 'undo',
            title: t('move.undo'),
            cell: (row) => (
              <ActionButton
                kind="quiet"
                onClick={() => undo.mutate(row.id)}
                reason={row.undoneAt === null ? (maySet ? undefined : t('matrix.reader')) : t('move.undone')}
              >
                {t('move.undo')}
              </ActionButton>
            ),
          },
        ]}
      />
      {moving ? <MoveDialog sheet={sheet} path={path} onClose={() => setMoving(false)} /> : null}
    </Section>
  )
}

const parent = 'parent'

function MoveDialog({
  sheet,
  path,
  onClose,
}: {
  sheet: QuotaSheet
  path: (id: string) => string
  onClose: () => void
}) {
  const t = useWords(words)
  const cache = useQueryClient()
  const [id] = useState(() => crypto.randomUUID())
  const form = useForm({ defaultValues: { from: '', to: '', places: '1', reason: '' } })
  const chosen = useWatch({ control: form.control, name: 'from' })
  const free = sheet.cells.filter(
    ({ parentId, placesMax, placesTaken }) => parentId !== null && placesMax !== null && placesMax > placesTaken,
  )
  const from = sheet.cells.find((cell) => cell.id === chosen)
  const neighbours = sheet.cells.filter(
    (cell) => from && cell.parentId === from.parentId && cell.id !== from.id && cell.placesMax !== null,
  )
  const move = useMutation({
    mutationFn: ({ from: fromId, to, places, reason }: { from: string; to: string; places: string; reason: string }) =>
      call(
        api.programmes[':programmeId']['quota-moves'].$post({
          param: { programmeId: sheet.programmeId },
          json: { id, fromId, toId: to === parent ? null : to, places: numberOf(places) ?? 0, reason },
        }),
      ),
    onSuccess: async () => {
      toast(t('move.done'))
      onClose()
      await cache.invalidateQueries({ queryKey: ['quotas'] })
    },
  })
  return (
    <Dialog title={t('move.title')} open onClose={onClose}>
      <Form
        form={form}
        submit={t('move')}
        pending={move.isPending}
        problem={move.error}
        words={words}
        onCancel={onClose}
        onSubmit={(values) => move.mutate(values)}
      >
        <SelectField
          control={form.control}
          name="from"
          label={t('move.from')}
          required
          options={free.map((cell) => ({
            value: cell.id,
            label: t('move.option', { name: path(cell.id), count: (cell.placesMax ?? 0) - cell.placesTaken }),
          }))}
        />
        <SelectField
          control={form.control}
          name="to"
          label={t('move.to')}
          required
          options={[
            ...neighbours.map((cell) => ({ value: cell.id, label: path(cell.id) })),
            { value: parent, label: t('move.toParent') },
          ]}
        />
        <NumberField control={form.control} name="places" label={t('move.count')} required />
        <TextField control={form.control} name="reason" label={t('move.reason')} required maxLength={200} />
      </Form>
    </Dialog>
  )
}
