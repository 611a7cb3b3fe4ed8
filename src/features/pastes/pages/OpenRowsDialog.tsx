import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call, client } from '../../../platform/web/call.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { EmptyState, Loaded, ProblemNote } from '../../../ui/feedback.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords, type Translate } from '../../../ui/words.ts'
import type { PastedRow, PastedRows } from '../contract.ts'
import type { pasteRoutes } from '../routes.ts'
import { words } from '../words.ts'

const api = client<typeof pasteRoutes>()
type T = Translate<typeof words>

// More than anybody reads through in a dialog; all of them are copied.
const mostShown = 200

/** The pasted rows that name nothing, or more than one: one of several is chosen here, the others are copied back. */
export function OpenRowsDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useWords(words)
  const cache = useQueryClient()
  const param = { pastedListId: id }
  const query = useQuery({
    queryKey: ['pasted-list', id, 'rows'],
    queryFn: () => call(api['pasted-lists'][':pastedListId'].rows.$get({ param })),
  })
  const choose = useMutation({
    mutationFn: (json: { no: number; objectId: string }) =>
      call(api['pasted-lists'][':pastedListId'].choices.$post({ param, json })),
    // Whatever list is shown beneath is narrowed anew.
    onSuccess: () => cache.invalidateQueries(),
  })
  const copy = (told: PastedRows) => {
    navigator.clipboard.writeText(tableOf(t, told)).then(
      () => toast(t('rows.copied')),
      () => toast(t('rows.copyFailed'), { tone: 'danger' }),
    )
  }
  const pick = (no: number, objectId: string) => choose.mutate({ no, objectId })
  return (
    <Dialog title={t('rows.title')} open onClose={onClose} width={760}>
      <div className="dialog-body stack">
        <p>{t('rows.lead')}</p>
        <ProblemNote problem={choose.error} words={words} />
        <Loaded query={query} words={words}>
          {(told) => (
            <>
              <PlainTable
                label={t('rows.title')}
                rows={told.rows.slice(0, mostShown)}
                columns={columnsOf(t, pick)}
                rowId={(row) => String(row.no)}
                empty={<EmptyState title={t('rows.none')} />}
              />
              {told.rows.length > mostShown ? (
                <p className="quiet num">{t('rows.more', { count: told.rows.length - mostShown })}</p>
              ) : null}
            </>
          )}
        </Loaded>
      </div>
      <div className="dialog-foot">
        <ActionButton onClick={onClose}>{t('rows.close')}</ActionButton>
        <ActionButton
          kind="primary"
          reason={query.data && query.data.rows.length > 0 ? undefined : t('rows.none')}
          onClick={() => (query.data ? copy(query.data) : undefined)}
        >
          {t('rows.copy')}
        </ActionButton>
      </div>
    </Dialog>
  )
}

function columnsOf(t: T, pick: (no: number, objectId: string) => void) {
  return [
    { key: 'no', title: t('rows.no'), width: 56, cell: (row: PastedRow) => row.no },
    {
      key: 'content',
      title: t('rows.content'),
      cell: (row: PastedRow) => row.cells.filter(Boolean).join(' · ') || '–',
    },
    { key: 'reason', title: t('rows.reason'), cell: (row: PastedRow) => t(`reason.${row.reason}`) },
    {
      key: 'choose',
      title: t('rows.choose'),
      cell: (row: PastedRow) =>
        row.candidates.length === 0 ? (
          '–'
        ) : (
          <div className="stack-tight">
            {row.candidates.map((one) => (
              <ActionButton key={one.id} kind="quiet" icon="check" onClick={() => pick(row.no, one.id)}>
                {[one.name, one.code, one.place].filter(Boolean).join(' ')}
              </ActionButton>
            ))}
          </div>
        ),
    },
  ]
}

// What a spreadsheet would run when it is pasted there is kept as text.
const cellOf = (text: string) => (/^[=+\-@＝＋－＠]/.test(text) ? `'${text}` : text).replace(/[\t\r\n]+/g, ' ')

function tableOf(t: T, { head, rows }: PastedRows): string {
  const width = Math.max(head?.length ?? 0, ...rows.map(({ cells }) => cells.length))
  const line = (cells: readonly string[], reason: string) =>
    [...Array.from({ length: width }, (_, at) => cellOf(cells[at] ?? '')), reason].join('\t')
  const lines = rows.map(({ cells, reason }) => line(cells, t(`reason.${reason}`)))
  return [...(head ? [line(head, t('rows.reason'))] : []), ...lines].join('\r\n')
}
