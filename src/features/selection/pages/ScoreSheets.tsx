import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../../platform/web/call.ts'
import { useApplication, useListBack, useTrial, type Looked } from '../../../platform/web/hand-in.ts'
import { ActionButton, DownloadLink } from '../../../ui/button.tsx'
import { ConfirmDialog } from '../../../ui/dialog.tsx'
import { ProblemNote } from '../../../ui/feedback.tsx'
import { Stat } from '../../../ui/figures.tsx'
import { formatDateTime } from '../../../ui/format.ts'
import { importWords } from '../../../ui/import-words.ts'
import { HandIn, ImportState } from '../../../ui/imports.tsx'
import { Section } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.ts'
import { sayRefusal, useWords } from '../../../ui/words.ts'
import { selectionApi } from '../asking.ts'
import type { SelectionInFull } from '../contract/selections.ts'
import type { ScoreImport, ScoreRehearsal, ScoreRow } from '../contract/sheets.ts'
import { sayPoints } from '../core/scores.ts'
import { sheetWords as words } from '../words/sheets.ts'

type Step = SelectionInFull['rules']['steps'][number]
type Props = { readonly selection: SelectionInFull; readonly step: Step; readonly lacks: string | undefined }

const toneOf = { create: 'done', change: 'active', keep: 'neutral', refuse: 'danger' } as const

/** Scores of the open step by spreadsheet: downloaded, tried row by row, kept exactly so, and undone as a whole. */
export function ScoreSheets({ selection, step, lacks }: Props) {
  const t = useWords(words)
  const [isOpen, setOpen] = useState(false)
  const trial = useTrial<ScoreRehearsal>(() => `/selections/${selection.id}/score-rehearsals`)
  const own = selection.closeRefusal === 'own_selection' ? sayRefusal({ code: 'own_selection' }, words) : undefined
  const said = {
    ...{ label: t('sheets.file'), hint: t('sheets.hint') },
    ...{ cells: t('sheets.cells'), pasted: t('sheets.pasted') },
  }
  const reason = lacks ?? own
  return (
    <Section
      title={t('sheets.title', { title: step.title })}
      note={step.double ? `${t('sheets.note')} ${t('sheets.double')}` : t('sheets.note')}
      actions={
        <>
          {reason === undefined ? (
            <DownloadLink href={`/api/v1/selections/${selection.id}/score-sheet`}>{t('sheets.take')}</DownloadLink>
          ) : (
            <ActionButton reason={reason}>{t('sheets.take')}</ActionButton>
          )}
          <ActionButton reason={reason} onClick={() => setOpen(!isOpen)}>
            {t(isOpen ? 'sheets.back' : 'sheets.in')}
          </ActionButton>
        </>
      }
    >
      {isOpen && !trial.looked ? <HandIn said={said} {...trial.handIn} words={words} /> : null}
      {isOpen && trial.looked ? (
        <Rehearsed selection={selection} step={step} looked={trial.looked} onDone={trial.forget} />
      ) : null}
      <Earlier selectionId={selection.id} lacks={lacks} />
    </Section>
  )
}

type RehearsedProps = { selection: SelectionInFull; step: Step; looked: Looked<ScoreRehearsal>; onDone: () => void }

function Rehearsed({ selection, step, looked, onDone }: RehearsedProps) {
  const t = useWords(words)
  const kit = useWords(importWords)
  const cache = useQueryClient()
  const [asking, setAsking] = useState(false)
  const { counts, rows } = looked.told
  const count = counts.create + counts.change
  const back = useListBack(`/selections/${selection.id}/score-workbooks`, (name) => `${name}-${kit('outcome')}`)
  const apply = useApplication<ScoreImport>(`/selections/${selection.id}/score-imports`, looked, async () => {
    toast(t('sheets.applied'))
    onDone()
    await cache.invalidateQueries({ queryKey: ['selections'] })
  })
  const title = t('sheets.looked', { name: looked.name })
  return (
    <>
      <h3>{title}</h3>
      <div className="figures">
        {(['create', 'change', 'keep', 'refuse'] as const).map((outcome) => (
          <Stat key={outcome} label={t(`outcome.${outcome}`)} value={counts[outcome]} />
        ))}
      </div>
      <div className="cluster">
        <ActionButton
          kind="primary"
          reason={count === 0 ? t('sheets.apply.nothing') : undefined}
          onClick={() => setAsking(true)}
        >
          {t('sheets.apply', { count })}
        </ActionButton>
        <ActionButton pending={back.isPending} onClick={() => back.mutate(looked)}>
          {kit('workbook')}
        </ActionButton>
        <ActionButton onClick={onDone}>{t('sheets.again')}</ActionButton>
      </div>
      <ProblemNote problem={back.error} words={words} />
      <PlainTable label={title} rows={rows} rowId={(row) => String(row.no)} columns={useRowColumns(step)} />
      <ConfirmDialog
        title={t('sheets.apply', { count })}
        open={asking}
        onClose={() => setAsking(false)}
        onConfirm={() => apply.mutate()}
        confirm={t('sheets.apply', { count })}
        pending={apply.isPending}
        problem={apply.error}
        words={words}
      >
        <p>{t('sheets.apply.body')}</p>
      </ConfirmDialog>
    </>
  )
}

function useRowColumns(step: Step) {
  const t = useWords(words)
  const kit = useWords(importWords)
  const scoresOf = ({ scores }: ScoreRow) =>
    scores.map(({ criterion, centipoints }) => {
      const title = step.criteria.find(({ id }) => id === criterion)?.title ?? criterion
      return `${title} ${sayPoints(centipoints)}`
    })
  return [
    { key: 'no', title: kit('no'), align: 'end' as const, width: 64, cell: (row: ScoreRow) => row.no },
    {
      key: 'who',
      title: t('sheets.number'),
      cell: (row: ScoreRow) => [row.number ?? '–', row.name].filter((part) => part !== '').join(' · '),
    },
    { key: 'scores', title: t('sheets.scores'), cell: (row: ScoreRow) => scoresOf(row).join(' · ') || '–' },
    {
      key: 'outcome',
      title: kit('outcome'),
      cell: (row: ScoreRow) => <StateTag tone={toneOf[row.outcome]}>{t(`outcome.${row.outcome}`)}</StateTag>,
    },
    {
      key: 'why',
      title: t('sheets.why'),
      cell: (row: ScoreRow) => row.reasons.map((code) => t(`reason.${code}`)).join(' ') || '–',
    },
  ]
}

function Earlier({ selectionId, lacks }: { selectionId: string; lacks: string | undefined }) {
  const t = useWords(words)
  const kit = useWords(importWords)
  const cache = useQueryClient()
  const [chosen, setChosen] = useState<ScoreImport>()
  const list = useQuery({
    queryKey: ['selections', 'score-imports', selectionId],
    queryFn: () => call(selectionApi.selections[':selectionId']['score-imports'].$get({ param: { selectionId } })),
    enabled: lacks === undefined,
  })
  const undo = useMutation({
    mutationFn: (scoreImportId: string) =>
      call(
        selectionApi.selections[':selectionId']['score-imports'][':scoreImportId'].undoing.$post({
          param: { selectionId, scoreImportId },
        }),
      ),
    onSuccess: async () => {
      toast(t('sheets.undone'))
      setChosen(undefined)
      await cache.invalidateQueries({ queryKey: ['selections'] })
    },
  })
  const rows = list.data?.items ?? []
  if (rows.length === 0) return <ProblemNote problem={list.error} words={words} />
  const refusalOf = (row: ScoreImport) =>
    row.state === 'undone'
      ? t('sheets.undone.already')
      : row.undoRefusal === null
        ? undefined
        : sayRefusal({ code: row.undoRefusal }, words)
  return (
    <>
      <PlainTable
        label={t('sheets.earlier')}
        rows={rows}
        rowId={(row) => row.id}
        columns={[
          { key: 'name', title: t('sheets.earlier'), cell: (row) => row.name },
          { key: 'step', title: t('sheets.step'), cell: (row) => row.stepTitle },
          { key: 'state', title: kit('state'), cell: (row) => <ImportState state={row.state} /> },
          { key: 'sum', title: kit('outcome'), cell: (row) => kit('sum', { rows: row.rows, ...row.counts }) },
          { key: 'by', title: kit('by'), cell: (row) => row.createdByName },
          { key: 'when', title: kit('when'), cell: (row) => formatDateTime(row.appliedAt) },
          {
            key: 'undo',
            title: '',
            cell: (row) => (
              <ActionButton kind="quiet" reason={lacks ?? refusalOf(row)} onClick={() => setChosen(row)}>
                {t('sheets.undo')}
              </ActionButton>
            ),
          },
        ]}
      />
      <ConfirmDialog
        title={t('sheets.undo')}
        open={chosen !== undefined}
        onClose={() => setChosen(undefined)}
        onConfirm={() => chosen && undo.mutate(chosen.id)}
        confirm={t('sheets.undo')}
        danger
        pending={undo.isPending}
        problem={undo.error}
        words={words}
      >
        <p>{t('sheets.undo.body')}</p>
      </ConfirmDialog>
    </>
  )
}
