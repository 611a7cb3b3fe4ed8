import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type KeyboardEvent } from 'react'
import { useParams } from 'react-router'
import { call } from '../../../platform/web/call.ts'
import { useExport } from '../../../platform/web/query.ts'
import { at } from '../../../platform/web/route.ts'
import { ActionButton, ExportLink } from '../../../ui/button.tsx'
import { EmptyState, Loaded, Note, ProblemNote } from '../../../ui/feedback.tsx'
import { ProgressBar } from '../../../ui/figures.tsx'
import { formatDateTime, joinNames, withAside } from '../../../ui/format.ts'
import { TypedCell } from '../../../ui/inline.tsx'
import { Page } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { StateTag } from '../../../ui/states.tsx'
import type { Column } from '../../../ui/table.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import { useCodes } from '../../people/parts.tsx'
import type { ScoringTable } from '../contract/people.ts'
import { scoreOf } from '../core/rules.ts'
import { markOf } from '../core/sheets.ts'
import { words } from '../words.ts'
import { roundsApi, sayScore } from './asking.ts'
import { ScoreSheets } from './ScoreSheets.tsx'

type Applicant = ScoringTable['applicants'][number]
type Typed = { readonly marks: Readonly<Record<string, string>>; readonly unsuitable: string }

const one = roundsApi['matching-rounds'][':matchingRoundId'].programmes[':roundProgrammeId']

/** The applicants of one programme with a field for each mark: typed like a spreadsheet, saved together. */
export function ScoresPage() {
  const t = useWords(words)
  const { roundId = '', programmeId = '' } = useParams()
  const query = useQuery({
    queryKey: ['rounds', roundId, 'scores', programmeId],
    queryFn: () => call(one.applicants.$get({ param: { matchingRoundId: roundId, roundProgrammeId: programmeId } })),
  })
  const file = useExport('matching-scores', { matchingRoundId: roundId, programmeId })
  const back = { to: at.matchingRound(roundId), label: query.data?.roundTitle ?? t('round') }
  return (
    <Page title={query.data?.title ?? t('scores')} back={back} actions={<ExportLink href={file} />}>
      <Loaded query={query} words={words}>
        {(table) => <Scoring table={table} programmeId={programmeId} />}
      </Loaded>
    </Page>
  )
}

function Scoring({ table, programmeId }: { table: ScoringTable; programmeId: string }) {
  const t = useWords(words)
  const [typed, setTyped] = useState<ReadonlyMap<string, Typed>>(new Map())
  const [onlyMissing, setOnlyMissing] = useState(false)
  const save = useSave(table.roundId, programmeId, (saved) =>
    setTyped((now) => new Map([...now].filter(([personId]) => !saved.has(personId)))),
  )
  const isDone = ({ score, unsuitableReason }: Applicant) => score !== null || unsuitableReason !== null
  const scored = table.applicants.filter(isDone).length
  const rows = table.applicants.filter((row) => !onlyMissing || !isDone(row) || typed.has(row.personId))
  const type = (row: Applicant, change: Partial<Typed>) =>
    setTyped(new Map(typed).set(row.personId, { ...typedOf(row, typed), ...change }))
  const columns = useColumns(table, typed, type)
  const ready = [...typed].flatMap(([personId, { marks, unsuitable }]) => {
    const numbers = numbersOf(marks)
    const isWhole = unsuitable.trim() !== '' || scoreOf(table.criteria, numbers) !== undefined
    return isWhole
      ? [{ personId, marks: numbers, unsuitableReason: unsuitable.trim() === '' ? null : unsuitable.trim() }]
      : []
  })
  if (table.applicants.length === 0) return <EmptyState title={t('scores.none')} />
  return (
    <div className="stack">
      <p className="quiet">
        {t('scores.lead', { round: table.roundTitle, at: formatDateTime(table.scoringClosesAt) })} · {t('scores.keys')}
      </p>
      {table.isFrozen ? <Note tone="attention">{t('refusal.scores_frozen')}</Note> : null}
      {table.isBlind ? <Note tone="neutral">{t('scores.blind')}</Note> : null}
      <ProgressBar
        value={scored}
        max={table.applicants.length}
        label={t('scores')}
        text={t('scores.progress', { scored, all: table.applicants.length })}
      />
      <div className="cluster">
        <ActionButton
          kind="primary"
          pending={save.isPending}
          reason={ready.length === 0 ? t('mine.unchanged') : undefined}
          onClick={() => save.mutate(ready)}
        >
          {t('scores.save')}
        </ActionButton>
        <ActionButton kind="quiet" icon="filter" onClick={() => setOnlyMissing(!onlyMissing)}>
          {t('scores.onlyMissing')}
        </ActionButton>
      </div>
      <ProblemNote problem={save.error} words={words} />
      {typed.size > ready.length ? (
        <Note tone="attention">{t('scores.left', { count: typed.size - ready.length })}</Note>
      ) : null}
      <div onKeyDown={downOnEnter}>
        <PlainTable
          label={t('scores')}
          rows={rows}
          rowId={(row) => row.personId}
          toneOf={(row) => (isDone(row) ? undefined : 'attention')}
          columns={columns}
        />
      </div>
      <ScoreSheets table={table} programmeId={programmeId} />
    </div>
  )
}

const typedOf = (row: Applicant, typed: ReadonlyMap<string, Typed>): Typed =>
  typed.get(row.personId) ?? {
    marks: Object.fromEntries(Object.entries(row.marks).map(([id, mark]) => [id, String(mark)])),
    unsuitable: row.unsuitableReason ?? '',
  }

const numbersOf = (marks: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(marks).flatMap(([id, typed]) => {
      const mark = markOf(typed)
      return mark === undefined ? [] : [[id, mark] as const]
    }),
  )

/** Enter goes to the same field of the next row, as in a spreadsheet. */
function downOnEnter(event: KeyboardEvent<HTMLDivElement>) {
  const field = event.target
  if (event.key !== 'Enter' || !(field instanceof HTMLInputElement)) return
  event.preventDefault()
  const column = [...event.currentTarget.querySelectorAll<HTMLInputElement>(`input[name="${field.name}"]`)]
  column[column.indexOf(field) + (event.shiftKey ? -1 : 1)]?.focus()
}

function useColumns(
  table: ScoringTable,
  typed: ReadonlyMap<string, Typed>,
  type: (row: Applicant, change: Partial<Typed>) => void,
): Column<Applicant>[] {
  const t = useWords(words)
  const say = useCodes()
  const nameOf = (row: Applicant) => row.name ?? t('scores.label', { label: row.label })
  return [
    { key: 'name', title: t('person'), cell: nameOf },
    ...(table.isBlind ? [] : [{ key: 'school', title: t('school'), cell: (row: Applicant) => row.schoolName ?? '' }]),
    {
      key: 'facts',
      title: t('scores.facts'),
      cell: (row) =>
        [
          joinNames(row.subjects.map((subject) => say('subject', subject))),
          row.title === null ? '' : say('title', row.title),
          row.years === null ? '' : t('scores.years', { count: row.years }),
        ]
          .filter((part) => part !== '')
          .join(' · '),
    },
    ...table.criteria.map(({ id, title, max, weight }) => ({
      key: id,
      title: withAside(title, `${String(max)} · ${String(weight)}%`),
      align: 'end' as const,
      cell: (row: Applicant) => {
        const { marks } = typedOf(row, typed)
        const written = marks[id] ?? ''
        return (
          <TypedCell
            name={id}
            label={t('scores.mark', { name: nameOf(row), criterion: title, max })}
            value={written}
            isNumber
            isWrong={written !== '' && !(Number(written) >= 0 && Number(written) <= max)}
            onChange={(mark) => type(row, { marks: { ...marks, [id]: mark } })}
          />
        )
      },
    })),
    {
      key: 'unsuitable',
      title: t('scores.unsuitable'),
      cell: (row) => (
        <TypedCell
          name="unsuitable"
          label={t('scores.unsuitable.reason')}
          value={typedOf(row, typed).unsuitable}
          onChange={(unsuitable) => type(row, { unsuitable })}
        />
      ),
    },
    {
      key: 'total',
      title: t('scores.total'),
      align: 'end',
      cell: (row) => {
        const { marks, unsuitable } = typedOf(row, typed)
        if (unsuitable.trim() !== '') return <StateTag tone="neutral">{t('scores.unsuitable')}</StateTag>
        const total = scoreOf(table.criteria, numbersOf(marks))
        return total === undefined ? <StateTag tone="attention">{t('scores.missing')}</StateTag> : sayScore(total)
      },
    },
  ]
}

type Ready = { personId: string; marks: Record<string, number>; unsuitableReason: string | null }

// What is not whole yet stays on the page as it was typed.
function useSave(matchingRoundId: string, roundProgrammeId: string, onDone: (saved: ReadonlySet<string>) => void) {
  const t = useWords(words)
  const cache = useQueryClient()
  return useMutation({
    mutationFn: (scores: Ready[]) =>
      call(one.scores.$put({ param: { matchingRoundId, roundProgrammeId }, json: { scores } })),
    onSuccess: async (_, scores) => {
      await cache.invalidateQueries({ queryKey: ['rounds'] })
      toast(t('scores.saved'))
      onDone(new Set(scores.map(({ personId }) => personId)))
    },
  })
}
