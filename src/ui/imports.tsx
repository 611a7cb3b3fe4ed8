import { useState, type ComponentProps, type ReactNode } from 'react'
import { useForm } from 'react-hook-form'
import { ActionButton, DownloadLink } from './button.tsx'
import { SelectField } from './choices.tsx'
import { ConfirmDialog } from './dialog.tsx'
import { EmptyState, Note, ProblemNote } from './feedback.tsx'
import { TextArea } from './fields.tsx'
import { Stat } from './figures.tsx'
import { FileDrop } from './files.tsx'
import { Form, FormRow } from './form.tsx'
import { formatCount, formatDateTime, joinNames } from './format.ts'
import { importWords } from './import-words.ts'
import { Page, Section } from './page.tsx'
import { StateTag, type Tone } from './states.tsx'
import { DataTable, type Column } from './table.tsx'
import { useLanguage, useWords, type Words } from './words.ts'

type State = 'read' | 'ready' | 'applied' | 'undone'
type Outcome = 'create' | 'change' | 'keep' | 'refuse'

/** The import of a list, as its pages need to know it. */
export type ShownImport = {
  id: string
  name: string
  state: State
  rows: number
  counts: Record<Outcome, number> | null
  createdByName: string
  createdAt: string
  undoUntil: string | null
  undoRefusal: 'import_not_applied' | 'undo_too_late' | null
}

const maxBytes = 20 * 1024 * 1024

type HandInProps = {
  /** What the list is called, what it may be, and what pasted cells are. */
  said: { label: string; hint: string; cells: string; pasted: string }
  onSend: (list: { name: string; content: Blob }) => void
  pending: boolean
  progress: number | undefined
  problem: unknown
  words: Words
}

/** Where a list is handed in: as a file, or as cells that were copied. */
export function HandIn({ said, onSend, pending, progress, problem, words }: HandInProps) {
  const t = useWords(importWords)
  const form = useForm({ defaultValues: { cells: '' } })
  const paste = ({ cells }: { cells: string }) =>
    onSend({ name: said.pasted, content: new Blob([cells], { type: 'text/plain' }) })
  return (
    <>
      <Section title={t('file.title')}>
        <FileDrop
          label={said.label}
          hint={said.hint}
          accept={['xlsx', 'xls', 'et', 'csv', 'txt']}
          maxBytes={maxBytes}
          progress={progress}
          disabled={pending}
          onFile={(file) => onSend({ name: file.name, content: file })}
        />
        <ProblemNote problem={problem} words={words} />
      </Section>
      <Section title={t('paste.title')}>
        <Form form={form} onSubmit={paste} pending={pending} words={words} submit={t('paste.submit')}>
          <TextArea control={form.control} name="cells" label={said.cells} rows={4} required />
        </Form>
      </Section>
    </>
  )
}

const toneOfState: Readonly<Record<State, Tone>> = {
  read: 'waiting',
  ready: 'active',
  applied: 'done',
  undone: 'neutral',
}

/** How far an import is. */
export function ImportState({ state }: { state: State }) {
  const t = useWords(importWords)
  return <StateTag tone={toneOfState[state]}>{t(`state.${state}`)}</StateTag>
}

function useImportColumns<Row extends ShownImport>(): Column<Row>[] {
  const t = useWords(importWords)
  return [
    { key: 'name', title: t('file'), cell: (row) => row.name },
    { key: 'state', title: t('state'), cell: (row) => <ImportState state={row.state} /> },
    { key: 'rows', title: t('rows'), align: 'end', cell: (row) => formatCount(row.rows) },
    {
      key: 'sum',
      title: t('outcome'),
      cell: (row) => (row.counts ? t('sum', { rows: row.rows, ...row.counts }) : '–'),
    },
    { key: 'by', title: t('by'), cell: (row) => row.createdByName },
    { key: 'when', title: t('when'), cell: (row) => formatDateTime(row.createdAt) },
  ]
}

type HandInPageProps<Row> = {
  title: string
  back: ComponentProps<typeof Page>['back']
  /** Where the template is fetched. */
  template: string
  said: HandInProps['said']
  handIn: Omit<HandInProps, 'said' | 'words'>
  list: ComponentProps<typeof DataTable<Row>>['list']
  linkOf: (row: Row) => string
  none: { title: string; hint: string }
  words: Words
}

/** Where lists of a kind come in, and those that came before. */
export function HandInPage<Row extends ShownImport>(props: HandInPageProps<Row>) {
  const { title, back, template, said, handIn, list, linkOf, none, words } = props
  const t = useWords(importWords)
  const columns = useImportColumns<Row>()
  return (
    <Page
      title={title}
      lead={t('lead')}
      back={back}
      actions={<DownloadLink href={template}>{t('template')}</DownloadLink>}
    >
      <HandIn said={said} {...handIn} words={words} />
      <Section title={t('earlier')}>
        <DataTable
          label={t('earlier')}
          list={list}
          columns={columns}
          rowId={(row) => row.id}
          linkOf={linkOf}
          words={words}
          empty={<EmptyState {...none} />}
        />
      </Section>
    </Page>
  )
}

type ReadColumn = { title: string; field: string | null; samples: readonly string[] }
type ColumnsProps = {
  columns: readonly ReadColumn[]
  options: readonly { value: string; label: string }[]
  isBusy: boolean
  onKeep: (fields: readonly string[], done: () => void) => void
  pending: boolean
  problem: unknown
  words: Words
}

/** How each column of a list is read, to be put right where a title was not recognised. */
export function ColumnsForm({ columns, options, isBusy, onKeep, pending, problem, words }: ColumnsProps) {
  const t = useWords(importWords)
  const form = useForm({ defaultValues: { columns: columns.map(({ field }) => ({ field: field ?? '' })) } })
  const unknown = columns.filter(({ field }) => field === null)
  const titles = joinNames(unknown.map(({ title }) => title || t('columns.untitled')))
  const reason = isBusy ? t('apply.busy') : form.formState.isDirty ? undefined : t('columns.same')
  const ours = { value: 'ours', label: t('columns.ours') }
  return (
    <Section title={t('columns.title')} note={t('columns.note')}>
      <Form
        form={form}
        onSubmit={(values) =>
          onKeep(
            values.columns.map(({ field }) => field),
            () => form.reset(values),
          )
        }
        pending={pending}
        problem={problem}
        words={words}
        submit={t('columns.keep')}
        reason={reason}
      >
        {unknown.length > 0 ? (
          <Note tone="attention">{t('columns.unknown', { count: unknown.length, titles })}</Note>
        ) : null}
        <FormRow>
          {columns.map(({ title, field, samples }, index) => (
            <SelectField
              key={index}
              control={form.control}
              name={`columns.${index}.field`}
              label={title || t('columns.untitled')}
              hint={joinNames(samples)}
              placeholder={t(field === 'ours' ? 'columns.ours' : 'columns.none')}
              options={field === 'ours' ? [...options, ours] : options}
            />
          ))}
        </FormRow>
      </Form>
    </Section>
  )
}

export type ImportStep = 'rehearsal' | 'application' | 'undoing'
type StepsProps = {
  list: ShownImport
  isBusy: boolean
  /** Why it cannot be undone, beside its age. */
  mayNotUndo?: string
  onStep: (step: ImportStep, done: () => void) => void
  pending: boolean
  problem: unknown
  /** What an application and an undoing are called, and what they do. */
  said: { apply: string; applyTitle: string; applyBody: string; undoBody: string }
  words: Words
}

/** The steps that an import can take now: it is rehearsed, applied after it was looked at, undone for seven days. */
export function ImportSteps({ list, isBusy, mayNotUndo, onStep, pending, problem, said, words }: StepsProps) {
  const t = useWords(importWords)
  const [asking, setAsking] = useState<'application' | 'undoing'>()
  const done = () => setAsking(undefined)
  const busy = isBusy ? t('apply.busy') : undefined
  const nothing = list.counts && list.counts.create + list.counts.change === 0 ? t('apply.nothing') : undefined
  const undoReason = list.undoRefusal ? t(`undo.${list.undoRefusal}`) : mayNotUndo
  const rehearse = (kind: 'primary' | 'plain') => (
    <ActionButton kind={kind} pending={pending} reason={busy} onClick={() => onStep('rehearsal', done)}>
      {t(list.state === 'read' ? 'rehearse' : 'rehearse.again')}
    </ActionButton>
  )
  return (
    <>
      {list.state === 'read' ? rehearse('primary') : null}
      {list.state === 'ready' ? (
        <>
          {rehearse('plain')}
          <ActionButton kind="primary" reason={busy ?? nothing} onClick={() => setAsking('application')}>
            {said.apply}
          </ActionButton>
        </>
      ) : null}
      {list.state === 'applied' ? (
        <ActionButton kind="danger" reason={busy ?? undoReason} onClick={() => setAsking('undoing')}>
          {t('undo')}
        </ActionButton>
      ) : null}
      {asking === undefined ? <ProblemNote problem={problem} words={words} /> : null}
      <ConfirmDialog
        title={asking === 'undoing' ? t('undo.confirm') : said.applyTitle}
        open={asking !== undefined}
        onClose={done}
        onConfirm={() => asking && onStep(asking, done)}
        confirm={asking === 'undoing' ? t('undo') : said.apply}
        danger={asking === 'undoing'}
        pending={pending}
        problem={problem}
        words={words}
      >
        <p>{asking === 'undoing' ? said.undoBody : said.applyBody}</p>
      </ConfirmDialog>
    </>
  )
}

/** What the rows of an import come to: in = created + changed + kept + refused. `undone` says what an undoing did. */
export function ImportSums({ list, hint, undone }: { list: ShownImport; hint: string; undone?: ReactNode }) {
  const t = useWords(importWords)
  const { counts } = list
  if (!counts) return <Note tone="neutral">{hint}</Note>
  const isUndoable = list.state === 'applied' && list.undoRefusal === null && list.undoUntil !== null
  return (
    <>
      <div className="figures">
        <Stat label={t('outcome.create')} value={counts.create} />
        <Stat label={t('outcome.change')} value={counts.change} />
        <Stat label={t('outcome.keep')} value={counts.keep} />
        <Stat label={t('outcome.refuse')} value={counts.refuse} {...(counts.refuse > 0 ? { tone: 'attention' } : {})} />
      </div>
      <p className="quiet num">{t('sum', { rows: list.rows, ...counts })}</p>
      {undone ??
        (isUndoable ? (
          <p className="quiet num">{t('undo.until', { until: formatDateTime(list.undoUntil ?? '') })}</p>
        ) : null)}
      <p className="quiet">{t('workbook.hint')}</p>
    </>
  )
}

/** The list back with its results; `reason` says why somebody may not have it. */
export function WorkbookLink({ href, reason }: { href: string; reason?: string | undefined }) {
  const t = useWords(importWords)
  const [language] = useLanguage()
  if (reason !== undefined) return <ActionButton reason={reason}>{t('workbook')}</ActionButton>
  return <DownloadLink href={`${href}?lang=${language === 'en' ? 'en' : 'zh'}`}>{t('workbook')}</DownloadLink>
}

const toneOfOutcome: Readonly<Record<Outcome, Tone>> = {
  create: 'done',
  change: 'active',
  keep: 'neutral',
  refuse: 'danger',
}

/** What becomes of a row. */
export function OutcomeTag({ outcome }: { outcome: Outcome | null }) {
  const t = useWords(importWords)
  return outcome ? <StateTag tone={toneOfOutcome[outcome]}>{t(`outcome.${outcome}`)}</StateTag> : '–'
}

/** The outcomes with how many rows have each, as options of a filter. */
export function useOutcomeOptions(counts: Record<Outcome, number> | null): { value: Outcome; label: string }[] {
  const t = useWords(importWords)
  const each = ['create', 'change', 'keep', 'refuse'] as const
  return each.map((value) => ({
    value,
    label: counts ? `${t(`outcome.${value}`)} ${counts[value]}` : t(`outcome.${value}`),
  }))
}

/** Says one change of a row: what it is of, from what to what. */
export function useSayChange(): (field: string, from: string, to: string) => string {
  const t = useWords(importWords)
  return (field, from, to) => {
    const becomes = to || t('blank')
    return from === '' ? t('to', { field, to: becomes }) : t('fromTo', { field, from, to: becomes })
  }
}
