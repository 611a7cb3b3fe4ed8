import { useState, type ComponentProps, type ReactNode } from 'react'
import { ActionButton } from './button.tsx'
import { ConfirmDialog } from './dialog.tsx'
import { EmptyState, ProblemNote } from './feedback.tsx'
import { Stat } from './figures.tsx'
import { formatDateTime } from './format.ts'
import { importWords } from './import-words.ts'
import { Section } from './page.tsx'
import { PlainTable } from './plain-table.tsx'
import { StateTag, type Tone } from './states.tsx'
import { DataTable, type Column } from './table.tsx'
import { useWords, type Words } from './words.ts'

const tried = ['create', 'keep', 'refuse'] as const
type Tried = (typeof tried)[number]
type Sums = Readonly<Record<Tried, number>>

/** What is asked before a list is applied or undone, and how far that is. */
type Step = {
  readonly title: string
  readonly body: string
  readonly pending: boolean
  readonly problem: unknown
}

type TriedListProps<Row> = {
  name: string
  counts: Sums
  sayOutcome: (outcome: Tried) => string
  /** Of a list that may change what is there: how many rows do, and what that is called. */
  changed?: { readonly said: string; readonly count: number }
  rows: readonly Row[]
  columns: readonly Column<Row>[]
  /** The list back with its results, as a file of its own. */
  back: { readonly pending: boolean; readonly problem: unknown; readonly onBack: () => void }
  onAgain: () => void
  apply: Step & { readonly act: string; readonly nothing: string; readonly onApply: () => void }
  words: Words
}

/** A list that was tried, row by row, and the step that applies exactly this. */
export function TriedList<Row extends { readonly no: number }>(props: TriedListProps<Row>) {
  const { name, counts, sayOutcome, changed, rows, columns, back, onAgain, apply, words } = props
  const kit = useWords(importWords)
  const title = kit('tried', { name })
  const [asking, setAsking] = useState(false)
  return (
    <Section
      title={title}
      actions={
        <>
          <ActionButton pending={back.pending} onClick={back.onBack}>
            {kit('workbook')}
          </ActionButton>
          <ProblemNote problem={back.problem} words={words} />
          <ActionButton onClick={onAgain}>{kit('tried.again')}</ActionButton>
          <ActionButton
            kind="primary"
            reason={counts.create + (changed?.count ?? 0) === 0 ? apply.nothing : undefined}
            onClick={() => setAsking(true)}
          >
            {apply.act}
          </ActionButton>
        </>
      }
    >
      <div className="figures">
        {tried.map((outcome) => (
          <Stat key={outcome} label={sayOutcome(outcome)} value={counts[outcome]} />
        ))}
        {changed ? <Stat label={changed.said} value={changed.count} /> : null}
      </div>
      <PlainTable label={title} rows={rows} rowId={(row) => String(row.no)} columns={columns} />
      <ConfirmDialog
        title={apply.title}
        open={asking}
        onClose={() => setAsking(false)}
        onConfirm={apply.onApply}
        confirm={apply.act}
        pending={apply.pending}
        problem={apply.problem}
        words={words}
      >
        <p>{apply.body}</p>
      </ConfirmDialog>
    </Section>
  )
}

const toneOf = { create: 'done', change: 'active', keep: 'neutral', refuse: 'danger' } as const satisfies Record<
  Tried | 'change',
  Tone
>

/** What would become of a row of such a list. */
export function TriedTag({ outcome, said }: { outcome: Tried | 'change'; said: string }) {
  return <StateTag tone={toneOf[outcome]}>{said}</StateTag>
}

type Applied = {
  readonly id: string
  readonly name: string
  readonly state: 'applied' | 'undone'
  readonly counts: Sums
  readonly createdByName: string
  readonly appliedAt: string
}

type AppliedListsProps<Row extends Applied> = {
  /** What an applied list is, and what stands here before there is one. */
  said: { readonly applied: string; readonly none: string; readonly hint: string }
  sayCounts: (counts: Row['counts']) => string
  /** The lists, paged by the address; or `plain` ones, below a list of the page that the address pages. */
  list: ComponentProps<typeof DataTable<Row>>['list'] | { readonly plain: readonly Row[] }
  /** Columns beside those that every such list has. */
  more?: readonly Column<Row>[]
  /** `reason` says why no list can be taken back now. */
  undo: Step & {
    readonly reason?: string | undefined
    /** What else is asked before one is taken back, and why that is not enough yet. */
    readonly asking?: { readonly field: ReactNode; readonly lacks: string | undefined }
    readonly onUndo: (id: string, done: () => void) => void
  }
  words: Words
}

/** The lists that were applied, each of which can be taken back as a whole. */
export function AppliedLists<Row extends Applied>(props: AppliedListsProps<Row>) {
  const { said, sayCounts, list, more = [], undo, words } = props
  const kit = useWords(importWords)
  const [chosen, setChosen] = useState<Row>()
  const close = () => setChosen(undefined)
  const columns: Column<Row>[] = [
    { key: 'name', title: kit('file'), cell: (row) => row.name },
    {
      key: 'state',
      title: kit('state'),
      cell: (row) =>
        row.state === 'applied' ? (
          <StateTag tone="done">{said.applied}</StateTag>
        ) : (
          <StateTag tone="neutral">{kit('state.undone')}</StateTag>
        ),
    },
    { key: 'sum', title: kit('outcome'), cell: (row) => sayCounts(row.counts) },
    { key: 'by', title: kit('by'), cell: (row) => row.createdByName },
    { key: 'when', title: kit('when'), cell: (row) => formatDateTime(row.appliedAt) },
    ...more,
    {
      key: 'undo',
      title: kit('undo.all'),
      cell: (row) => (
        <ActionButton
          kind="quiet"
          reason={row.state === 'undone' ? kit('undo.already') : undo.reason}
          onClick={() => setChosen(row)}
        >
          {kit('undo.all')}
        </ActionButton>
      ),
    },
  ]
  const empty = <EmptyState title={said.none} hint={said.hint} />
  const table = { label: kit('earlier'), columns, rowId: (row: Row) => row.id, empty }
  return (
    <Section title={kit('earlier')}>
      {'plain' in list ? (
        <PlainTable {...table} rows={list.plain} />
      ) : (
        <DataTable {...table} list={list} words={words} />
      )}
      <ConfirmDialog
        title={undo.title}
        open={chosen !== undefined}
        onClose={close}
        onConfirm={() => chosen && undo.onUndo(chosen.id, close)}
        confirm={kit('undo.all')}
        danger
        pending={undo.pending}
        problem={undo.problem}
        reason={undo.asking?.lacks}
        words={words}
      >
        <p>{undo.body}</p>
        {undo.asking?.field}
      </ConfirmDialog>
    </Section>
  )
}
