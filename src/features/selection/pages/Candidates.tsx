import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { call } from '../../../platform/web/call.ts'
import { useExport } from '../../../platform/web/query.ts'
import { ActionButton, ExportLink } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { EmptyState } from '../../../ui/feedback.tsx'
import { CheckField, TextArea } from '../../../ui/fields.tsx'
import { Form } from '../../../ui/form.tsx'
import { formatDateTime } from '../../../ui/format.ts'
import { Section } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { StateTag } from '../../../ui/states.tsx'
import type { Column } from '../../../ui/table.tsx'
import { toast } from '../../../ui/toast.ts'
import { sayRefusal, useWords, type Translate } from '../../../ui/words.ts'
import { useCodes } from '../../people/parts.tsx'
import { outcomeTone, selectionApi, useKeepSelection } from '../asking.ts'
import type { SelectionCandidate, SelectionInFull } from '../contract/selections.ts'
import { sayPoints } from '../core/scores.ts'
import { words } from '../words.ts'
import { CandidateLists } from './CandidateLists.tsx'
import { ScoreSheets } from './ScoreSheets.tsx'
import { ScoreTable } from './ScoreTable.tsx'

type Props = { selection: SelectionInFull; lacks: string | undefined }

// Whoever selects for a title has nobody who applied to a programme.
const addWhatOf = ({ programmeId }: SelectionInFull) =>
  programmeId === null ? 'candidates.add.named' : 'candidates.add.what'

const one = selectionApi.selections[':selectionId']

/** Everybody who takes part, with what each came to in the steps that are closed. */
export function Candidates({ selection, lacks }: Props) {
  const t = useWords(words)
  const [adding, setAdding] = useState(false)
  const file = useExport('selection-candidates', { selectionId: selection.id })
  const [leaving, setLeaving] = useState<SelectionCandidate>()
  const columns = useColumns(selection, lacks, setLeaving)
  const { state, rules, step } = selection
  const open = state === 'running' ? rules.steps[step] : undefined
  const rows = [...selection.candidates].sort(inOrder)
  const runs = state === 'draft' ? undefined : sayRefusal({ code: 'selection_runs' }, words)
  return (
    <>
      {open && open.experts === 0 ? (
        <>
          <ScoreTable selection={selection} step={open} lacks={lacks} />
          <ScoreSheets selection={selection} step={open} lacks={lacks} />
        </>
      ) : null}
      <Section
        title={t('tab.candidates')}
        actions={
          <>
            <ExportLink href={file} />
            <ActionButton icon="plus" reason={lacks ?? runs} onClick={() => setAdding(true)}>
              {t('candidates.add')}
            </ActionButton>
          </>
        }
      >
        <PlainTable
          label={t('tab.candidates')}
          rows={rows}
          rowId={(row) => row.personId}
          toneOf={(row) => (row.differs || row.out !== null ? 'attention' : undefined)}
          empty={<EmptyState title={t('candidates.none')} hint={t(addWhatOf(selection))} />}
          columns={columns}
        />
      </Section>
      {state === 'draft' ? <CandidateLists selection={selection} lacks={lacks} /> : null}
      {adding ? <Add selection={selection} onClose={() => setAdding(false)} /> : null}
      {leaving ? <Standing selection={selection} one={leaving} onClose={() => setLeaving(undefined)} /> : null}
    </>
  )
}

function sayReserve(t: Translate<typeof words>, { reserve }: SelectionCandidate): string {
  if (reserve === null) return ''
  const { state, nth, offerUntil } = reserve
  if (state === 'waiting' && nth !== null) return t('reserve.nth', { nth })
  return state === 'offered' && offerUntil !== null
    ? t('reserve.offered.until', { until: formatDateTime(offerUntil) })
    : t(`reserve.${state}`)
}

/** In the order of the result; before it, and behind it, whoever came further comes first. */
function inOrder(a: SelectionCandidate, b: SelectionCandidate): number {
  const finalOf = ({ results }: SelectionCandidate) => results.find(({ step }) => step === 'final')?.rank ?? last
  const rankOf = ({ results }: SelectionCandidate) => results.at(-1)?.rank ?? last
  return finalOf(a) - finalOf(b) || b.results.length - a.results.length || rankOf(a) - rankOf(b) || a.number - b.number
}
const last = Number.MAX_SAFE_INTEGER

function useColumns(
  { rules, state }: SelectionInFull,
  lacks: string | undefined,
  onLeave: (one: SelectionCandidate) => void,
): Column<SelectionCandidate>[] {
  const t = useWords(words)
  const say = useCodes()
  const kinds: Readonly<Record<string, string>> = {
    ...{ rural: t('kind.rural'), urban: t('kind.urban'), town: t('kind.town') },
  }
  const resultOf = (row: SelectionCandidate, step: string) => row.results.find((result) => result.step === step)
  const shown = (row: SelectionCandidate, step: string) => {
    const result = resultOf(row, step)
    if (!result) return ''
    return (
      <span className="cluster num">
        {result.centipoints === null ? t('none') : sayPoints(result.centipoints)}
        {result.rank === null ? null : <span className="quiet">#{result.rank}</span>}
        <StateTag tone={outcomeTone[result.outcome]}>{t(`outcome.${result.outcome}`)}</StateTag>
      </span>
    )
  }
  const isOver = state !== 'draft' && state !== 'running'
  return [
    { key: 'number', title: t('number'), align: 'end', width: 56, cell: (row) => row.number },
    { key: 'name', title: t('name'), cell: (row) => row.name },
    { key: 'school', title: t('school'), cell: (row) => row.schoolName },
    {
      key: 'part',
      title: t('part'),
      cell: (row) => [say('stage', row.stage), kinds[row.kind] ?? row.kind].filter((part) => part !== '').join(' / '),
    },
    ...rules.steps.map(({ id, title }) => ({
      ...{ key: id, title, cell: (row: SelectionCandidate) => shown(row, id) },
    })),
    ...(isOver
      ? [{ key: 'final', title: t('mine.final'), cell: (row: SelectionCandidate) => shown(row, 'final') }]
      : []),
    ...(state === 'settled'
      ? [{ key: 'reserve', title: t('reserve'), cell: (row: SelectionCandidate) => sayReserve(t, row) }]
      : []),
    {
      key: 'given',
      title: t('given'),
      cell: (row) => {
        if (row.out !== null)
          return row.outReason === 'not_eligible'
            ? t('out.not_eligible')
            : `${t('outcome.withdrawn')} ${row.outReason ?? ''}`
        if (row.differs) return <StateTag tone="attention">{t('differs')}</StateTag>
        return row.isIn ? t('given.of', { given: row.given, needed: row.needed }) : ''
      },
    },
    ...(isOver
      ? []
      : [
          {
            key: 'act',
            title: '',
            cell: (row: SelectionCandidate) => (
              <ActionButton
                kind="quiet"
                reason={
                  lacks ?? (row.out === 'excluded' ? sayRefusal({ code: 'candidate_excluded' }, words) : undefined)
                }
                onClick={() => onLeave(row)}
              >
                {t(row.out === null ? 'withdraw' : 'back')}
              </ActionButton>
            ),
          },
        ]),
  ]
}

function Add({ selection, onClose }: { selection: SelectionInFull; onClose: () => void }) {
  const t = useWords(words)
  const keep = useKeepSelection()
  const form = useForm({ defaultValues: { applicants: selection.programmeId !== null, staffNos: '' } })
  const add = useMutation({
    mutationFn: ({ applicants, staffNos }: { applicants: boolean; staffNos: string }) =>
      call(
        one.candidates.$post({
          param: { selectionId: selection.id },
          json: { applicants, personIds: [], staffNos: staffNos.split(/\s+/).filter((each) => each !== '') },
        }),
      ),
    onSuccess: async (now) => {
      await keep(now)
      toast(t('candidates.added'))
      onClose()
    },
  })
  return (
    <Dialog title={t('candidates.add')} open onClose={onClose}>
      <p>{t(addWhatOf(selection))}</p>
      <Form
        form={form}
        onSubmit={(values) => add.mutate(values)}
        submit={t('candidates.add')}
        pending={add.isPending}
        problem={add.error}
        words={words}
        onCancel={onClose}
      >
        {selection.programmeId === null ? null : (
          <CheckField control={form.control} name="applicants" label={t('candidates.applicants')} />
        )}
        <TextArea control={form.control} name="staffNos" label={t('candidates.staffNos')} rows={6} />
      </Form>
    </Dialog>
  )
}

function Standing(props: { selection: SelectionInFull; one: SelectionCandidate; onClose: () => void }) {
  const { selection, one: row, onClose } = props
  const t = useWords(words)
  const keep = useKeepSelection()
  const form = useForm({ defaultValues: { reason: '' } })
  const isOut = row.out === null
  const change = useMutation({
    mutationFn: ({ reason }: { reason: string }) =>
      call(
        one.candidates[':candidateId'].standing.$put({
          param: { selectionId: selection.id, candidateId: row.personId },
          json: { isOut, reason },
        }),
      ),
    onSuccess: async (now) => {
      await keep(now)
      onClose()
    },
  })
  const act = isOut ? 'withdraw' : 'back'
  return (
    <Dialog title={`${t(act)} · ${row.name}`} open onClose={onClose}>
      <p>{t(`${act}.what`)}</p>
      <Form
        form={form}
        onSubmit={(values) => change.mutate(values)}
        submit={t(act)}
        pending={change.isPending}
        problem={change.error}
        words={words}
        onCancel={onClose}
      >
        <TextArea control={form.control} name="reason" label={t('reason')} required rows={3} maxLength={500} />
      </Form>
    </Dialog>
  )
}
