import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { call } from '../../../platform/web/call.ts'
import { useExport, usePages } from '../../../platform/web/query.ts'
import { oneOf, text, useFilters } from '../../../platform/web/route.ts'
import { ActionButton, ExportLink } from '../../../ui/button.tsx'
import { SelectField } from '../../../ui/choices.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { EmptyState } from '../../../ui/feedback.tsx'
import { TextArea } from '../../../ui/fields.tsx'
import { FilterBar, SearchFilter, SelectFilter } from '../../../ui/filters.tsx'
import { Form } from '../../../ui/form.tsx'
import { withAside, withSaid } from '../../../ui/format.ts'
import { Section } from '../../../ui/page.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { DataTable, type Column } from '../../../ui/table.tsx'
import { toast } from '../../../ui/toast.ts'
import { sayRefusal, useWords, type Translate } from '../../../ui/words.ts'
import { namedRefusals } from '../../enrolment/parts.tsx'
import type { Board, OutcomeRow } from '../contract/board.ts'
import type { RoundInFull } from '../contract/rounds.ts'
import { words } from '../words.ts'
import { roundsApi, sayScore } from './asking.ts'

const one = roundsApi['matching-rounds'][':matchingRoundId']
const outcomes = ['placed', 'unplaced', 'by_hand'] as const

/** Everybody who takes part, with their choices and what the newest reckoning brings them; an officer decides by hand here. */
export function PeopleView({ round, board }: { round: RoundInFull; board: Board | undefined }) {
  const t = useWords(words)
  const [pinned, setPinned] = useState<OutcomeRow>()
  const filters = useFilters({ q: text, programmeId: text, outcome: oneOf(outcomes) })
  const param = { matchingRoundId: round.id }
  const list = usePages(['rounds', round.id, 'outcomes', filters, board?.run?.id ?? ''], (paging) =>
    call(one.outcomes.$get({ param, query: { ...filters, ...paging } })),
  )
  const file = useExport('matching-outcomes', { ...filters, matchingRoundId: round.id })
  const mayPin = round.mayRun && round.phase === 'matching'
  return (
    <Section title={t('people')} actions={round.mayRun ? <ExportLink href={file} /> : null}>
      <FilterBar>
        <SearchFilter name="q" label={t('search')} />
        <SelectFilter
          name="programmeId"
          label={t('programmes')}
          options={round.list.map(({ programmeId, title }) => ({ value: programmeId, label: title }))}
        />
        <SelectFilter
          name="outcome"
          label={t('outcome')}
          options={outcomes.map((value) => ({
            value,
            label: t(value === 'placed' && round.state !== 'confirmed' ? 'outcome.proposed' : `outcome.${value}`),
          }))}
        />
      </FilterBar>
      <DataTable
        label={t('people')}
        list={list}
        columns={columnsOf(t, board !== undefined && board.run !== null, mayPin ? setPinned : undefined)}
        rowId={(row) => row.personId}
        words={words}
        empty={<EmptyState title={t('people.none')} />}
      />
      {pinned ? <PinDialog round={round} row={pinned} onClose={() => setPinned(undefined)} /> : null}
    </Section>
  )
}

function columnsOf(
  t: Translate<typeof words>,
  isRun: boolean,
  onPin: ((row: OutcomeRow) => void) | undefined,
): Column<OutcomeRow>[] {
  const outcomeOf = (row: OutcomeRow) => {
    if (!isRun && row.pinReason === null) return '–'
    return (
      <span className="stack-tight">
        <StateTag tone={row.programmeId === null ? 'neutral' : 'done'}>
          {row.programmeTitle === null
            ? t('outcome.unplaced')
            : [row.programmeTitle, row.blockTitle, row.choice === null ? '' : t('choiceNo', { no: row.choice })]
                .filter(Boolean)
                .join(' · ')}
        </StateTag>
        {row.pinReason === null ? null : (
          <StateTag tone="attention">{withSaid(withAside(t('pin'), row.pinnedByName ?? ''), row.pinReason)}</StateTag>
        )}
        {row.struckReason === null ? null : (
          <StateTag tone="danger">{withSaid(t('outcome.struck'), row.struckReason)}</StateTag>
        )}
        {row.enrolmentRefusal === null ? null : (
          <StateTag tone="danger">
            {t('enrolment.failed', { code: sayRefusal({ code: row.enrolmentRefusal }, namedRefusals) })}
          </StateTag>
        )}
      </span>
    )
  }
  return [
    { key: 'name', title: t('person'), cell: (row) => row.name },
    { key: 'school', title: t('school'), cell: (row) => row.schoolName },
    {
      key: 'choices',
      title: t('choices'),
      cell: (row) =>
        row.choices
          .map(
            ({ title, score }, index) =>
              `${String(index + 1)}. ${withAside(title, score === null ? t('scores.missing') : sayScore(score))}`,
          )
          .join(' '),
    },
    { key: 'outcome', title: t('outcome'), cell: outcomeOf },
    ...(onPin
      ? [
          {
            key: 'pin',
            title: t('pin'),
            cell: (row: OutcomeRow) => (
              <ActionButton kind="quiet" onClick={() => onPin(row)}>
                {t('pin')}
              </ActionButton>
            ),
          },
        ]
      : []),
  ]
}

function PinDialog({ round, row, onClose }: { round: RoundInFull; row: OutcomeRow; onClose: () => void }) {
  const t = useWords(words)
  const cache = useQueryClient()
  const form = useForm({ defaultValues: { where: '', reason: row.pinReason ?? '' } })
  const param = { matchingRoundId: round.id }
  const done = async (said: string) => {
    await cache.invalidateQueries({ queryKey: ['rounds'] })
    toast(said)
    onClose()
  }
  const pin = useMutation({
    mutationFn: ({ where, reason }: { where: string; reason: string }) => {
      const [programmeId = '', blockId = ''] = where.split(' ')
      const place = programmeId === 'out' ? { programmeId: null, blockId: null } : { programmeId, blockId }
      return call(one.overrides.$post({ param, json: { personId: row.personId, ...place, reason } }))
    },
    onSuccess: () => done(t('pin.done')),
  })
  const unpin = useMutation({
    mutationFn: () => call(one.overrides[':applicantId'].$delete({ param: { ...param, applicantId: row.personId } })),
    onSuccess: () => done(t('unpin.done')),
  })
  const places = round.list.flatMap(({ programmeId, title, blocks }) =>
    blocks.map((block) => ({ value: `${programmeId} ${block.id}`, label: `${title} · ${block.title}` })),
  )
  return (
    <Dialog title={t('pin.title', { name: row.name })} open onClose={onClose}>
      <Form
        form={form}
        onSubmit={(values) => pin.mutate(values)}
        submit={t('pin')}
        pending={pin.isPending || unpin.isPending}
        problem={pin.error ?? unpin.error}
        words={words}
        onCancel={onClose}
        extra={
          row.pinReason === null ? null : (
            <ActionButton kind="quiet" onClick={() => unpin.mutate()}>
              {t('unpin')}
            </ActionButton>
          )
        }
      >
        <p>{t('pin.what')}</p>
        <SelectField
          control={form.control}
          name="where"
          label={t('pin.where')}
          options={[{ value: 'out', label: t('pin.out') }, ...places]}
          required
        />
        <TextArea control={form.control} name="reason" label={t('pin.reason')} rows={2} maxLength={200} required />
      </Form>
    </Dialog>
  )
}
