import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { postAt, readAt, upload } from '../../platform/web/call.ts'
import { useApplication, useListBack, useTrial, type Looked } from '../../platform/web/hand-in.ts'
import { useMore } from '../../platform/web/query.ts'
import { ActionButton, DownloadLink } from '../../ui/button.tsx'
import { ProblemNote } from '../../ui/feedback.tsx'
import { TextArea } from '../../ui/fields.tsx'
import { formatCount, formatDate } from '../../ui/format.ts'
import { importWords } from '../../ui/import-words.ts'
import { HandIn } from '../../ui/imports.tsx'
import { Section } from '../../ui/page.tsx'
import { PlainTable } from '../../ui/plain-table.tsx'
import type { Column } from '../../ui/table.tsx'
import { AppliedLists, TriedList, TriedTag } from '../../ui/tried-lists.tsx'
import { toast } from '../../ui/toast.ts'
import { useWords, wordsIn, type Words } from '../../ui/words.ts'
import type { AppliedList } from './contract.ts'
import { listWords } from './words.ts'

type Outcome = 'create' | 'change' | 'keep' | 'refuse'
type Row = { readonly no: number; readonly outcome: Outcome; readonly reasons: readonly string[] }
type Follow = { readonly what: string; readonly before: string; readonly after: string }
type Tried<R> = {
  readonly rows: readonly R[]
  readonly follows?: readonly Follow[]
  readonly counts: Record<Outcome, number>
  readonly digest: string
}

type ListImportProps<R extends Row> = {
  /** Below `/api/v1`: where lists are tried, asked back, applied and listed. */
  paths: { readonly rehearsals: string; readonly workbooks: string; readonly imports: string }
  /** What the list is called, what it must hold, and where its template is. */
  said: { readonly title: string; readonly label: string; readonly hint: string }
  template: { readonly href: string; readonly label?: string }
  /** Columns that say what a row is about; its number, outcome and reasons stand around them. */
  columns: readonly Column<R>[]
  /** `outcome.…` and `reason.…` of the rows and refusals, as far as they are not said as of every list (`listWords`). */
  words: Words
  /** What is asked again after a list was applied or undone. */
  cacheKeys: readonly (readonly unknown[])[]
  /** Why nothing can be handed in or undone now. */
  reason?: string | undefined
  /** Of lists that are undone with a reason: how it is asked for. */
  undoneFor?: { readonly label: string; readonly hint: string }
}

type Page = { readonly items: readonly AppliedList[]; readonly nextCursor: string | null }

/** How lists of a kind come in, folded up until it is wanted: tried row by row, applied exactly so, and undone as a whole. */
export function ListImport<R extends Row>(asked: ListImportProps<R>) {
  const words = { zh: { ...listWords.zh, ...asked.words.zh }, en: { ...listWords.en, ...asked.words.en } }
  const props = { ...asked, words }
  const { paths, said, template, reason } = props
  const kit = useWords(importWords)
  const [isOpen, setOpen] = useState(false)
  const trial = useTrial<Tried<R>>(() => paths.rehearsals)
  const named = {
    ...{ label: said.label, hint: `${said.hint} ${kit('hand.in.hint')}` },
    ...{ cells: kit('paste.cells'), pasted: kit('paste.name') },
  }
  const label = template.label ?? kit('template')
  return (
    <Section
      title={said.title}
      actions={
        <>
          {reason === undefined ? (
            <DownloadLink href={`/api/v1${template.href}`}>{label}</DownloadLink>
          ) : (
            <ActionButton reason={reason}>{label}</ActionButton>
          )}
          <ActionButton icon="list" reason={reason} onClick={() => setOpen(!isOpen)}>
            {kit(isOpen ? 'hand.in.close' : 'hand.in')}
          </ActionButton>
        </>
      }
    >
      {isOpen && !trial.looked ? <HandIn said={named} {...trial.handIn} words={words} /> : null}
      {isOpen && trial.looked ? <Rehearsed {...props} looked={trial.looked} onDone={trial.forget} /> : null}
      {isOpen ? <Earlier {...props} /> : null}
    </Section>
  )
}

type RehearsedProps<R extends Row> = ListImportProps<R> & { looked: Looked<Tried<R>>; onDone: () => void }

function Rehearsed<R extends Row>(props: RehearsedProps<R>) {
  const { paths, columns, words, looked, onDone } = props
  const kit = useWords(importWords)
  const renew = useRenewal(props)
  const { counts, rows } = looked.told
  const count = counts.create + counts.change
  const back = useListBack(paths.workbooks, (name) => `${name}-${kit('outcome')}`)
  const apply = useApplication<AppliedList>(paths.imports, looked, async () => {
    toast(kit('apply.done', { count: formatCount(count) }))
    onDone()
    await renew()
  })
  const said = wordsIn(words)
  const say = (key: string, otherwise: string) => (key in words.zh ? said(key) : otherwise)
  const sayOutcome = (outcome: Outcome) => say(`outcome.${outcome}`, kit(`outcome.${outcome}`))
  const around: readonly Column<R>[] = [
    { key: 'no', title: kit('no'), align: 'end', width: 64, cell: (row) => row.no },
    ...columns,
    {
      key: 'outcome',
      title: kit('outcome'),
      cell: ({ outcome }) => <TriedTag outcome={outcome} said={sayOutcome(outcome)} />,
    },
    {
      key: 'why',
      title: kit('why'),
      cell: ({ reasons }) => reasons.map((code) => say(`reason.${code}`, code)).join(' ') || '–',
    },
  ]
  const follows = looked.told.follows ?? []
  return (
    <>
      <TriedList
        name={looked.name}
        counts={counts}
        sayOutcome={sayOutcome}
        {...(counts.change > 0 ? { changed: { said: sayOutcome('change'), count: counts.change } } : {})}
        rows={rows}
        columns={around}
        back={{ pending: back.isPending, problem: back.error, onBack: () => back.mutate(looked) }}
        onAgain={onDone}
        apply={{
          title: kit('apply.rows', { count: formatCount(count) }),
          body: kit('apply.body'),
          act: kit('apply.rows', { count: formatCount(count) }),
          nothing: kit('apply.nothing'),
          onApply: () => apply.mutate(),
          pending: apply.isPending,
          problem: apply.error,
        }}
        words={words}
      />
      {follows.length > 0 ? (
        <Section title={say('follows', kit('outcome'))}>
          <PlainTable
            label={say('follows', kit('outcome'))}
            rows={follows}
            rowId={({ what, before }) => `${what} ${before}`}
            columns={[
              { key: 'what', title: said('follows.what'), cell: ({ what }) => what },
              { key: 'before', title: said('follows.before'), cell: ({ before }) => formatDate(before) },
              { key: 'after', title: said('follows.after'), cell: ({ after }) => formatDate(after) },
            ]}
          />
        </Section>
      ) : null}
    </>
  )
}

function Earlier<R extends Row>(props: ListImportProps<R>) {
  const { paths, words, reason, undoneFor } = props
  const kit = useWords(importWords)
  const renew = useRenewal(props)
  const form = useForm({ defaultValues: { why: '' } })
  const why = useWatch({ control: form.control, name: 'why' }).trim()
  const list = useMore(['applied-lists', paths.imports], (paging) =>
    readAt<Page>(`${paths.imports}?${new URLSearchParams(paging).toString()}`),
  )
  const undo = useMutation({
    mutationFn: (id: string) =>
      undoneFor === undefined
        ? upload<AppliedList>(`${paths.imports}/${id}/undoing`, new Blob([]))
        : postAt<AppliedList>(`${paths.imports}/${id}/undoing`, { reason: why }),
    onSuccess: async ({ undone, counts }) => {
      const left = undone === null ? 0 : counts.create + counts.change - undone
      toast(left > 0 ? kit('undone.partly', { count: undone ?? 0, left }) : kit('state.undone'))
      form.reset()
      await renew()
    },
  })
  if (list.problem) return <ProblemNote problem={list.problem} words={words} onRetry={list.retry} />
  return (
    <>
      <AppliedLists
        said={{ applied: kit('state.applied'), none: kit('earlier.none'), hint: kit('earlier.none.hint') }}
        sayCounts={(counts) =>
          kit('sum', { rows: counts.create + counts.change + counts.keep + counts.refuse, ...counts })
        }
        list={{ plain: list.rows }}
        undo={{
          ...{
            title: kit('undo.confirm'),
            body: kit('undo.body'),
            pending: undo.isPending,
            problem: undo.error,
            reason,
          },
          ...(undoneFor === undefined
            ? {}
            : {
                asking: {
                  field: (
                    <TextArea
                      control={form.control}
                      name="why"
                      label={undoneFor.label}
                      hint={undoneFor.hint}
                      required
                      maxLength={200}
                    />
                  ),
                  lacks: why.length < 2 ? kit('undo.why.missing') : undefined,
                },
              }),
          onUndo: (id, done) => undo.mutate(id, { onSuccess: done }),
        }}
        words={words}
      />
      {list.more ? (
        <ActionButton kind="quiet" pending={list.more.pending} onClick={list.more.run}>
          {kit('earlier.more')}
        </ActionButton>
      ) : null}
    </>
  )
}

function useRenewal<R extends Row>({ cacheKeys }: ListImportProps<R>) {
  const cache = useQueryClient()
  return async () => {
    for (const queryKey of [['applied-lists'], ...cacheKeys]) await cache.invalidateQueries({ queryKey })
  }
}
