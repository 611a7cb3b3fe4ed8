import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../../platform/web/call.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { ProblemNote } from '../../../ui/feedback.tsx'
import { TypedCell } from '../../../ui/inline.tsx'
import { Section } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import { selectionApi, useKeepSelection } from '../asking.ts'
import type { SelectionCandidate, SelectionInFull } from '../contract/selections.ts'
import { pointsOf, sayPoints } from '../core/scores.ts'
import { words } from '../words.ts'
import { downOnEnter } from './keys.ts'

type Props = {
  selection: SelectionInFull
  step: SelectionInFull['rules']['steps'][number]
  lacks: string | undefined
}

/** A field for each score that the office enters in the open step; typed like a spreadsheet, kept together. */
export function ScoreTable({ selection, step, lacks }: Props) {
  const t = useWords(words)
  const keep = useKeepSelection()
  const [typed, setTyped] = useState<ReadonlyMap<string, string>>(new Map())
  const rows = selection.candidates.filter(({ isIn }) => isIn)
  const scores = [...typed].flatMap(([key, value]) => {
    const [personId = '', criterion = ''] = key.split(' ')
    const centipoints = pointsOf(value)
    const most = step.criteria.find(({ id }) => id === criterion)?.maxCentipoints ?? 0
    return centipoints === undefined || centipoints > most ? [] : [{ personId, criterion, centipoints }]
  })
  const save = useMutation({
    mutationFn: () =>
      call(
        selectionApi.selections[':selectionId'].scores.$put({
          param: { selectionId: selection.id },
          json: { scores },
        }),
      ),
    onSuccess: async (now) => {
      await keep(now)
      setTyped(new Map())
      toast(t('scores.saved'))
    },
  })
  const valueOf = (row: SelectionCandidate, criterion: string) => {
    const entered = row.entered.find((mark) => mark.criterion === criterion)
    return typed.get(`${row.personId} ${criterion}`) ?? (entered ? sayPoints(entered.centipoints) : '')
  }
  return (
    <Section
      title={`${t('scores.enter')} · ${step.title}`}
      note={t('scores.hint')}
      actions={
        <ActionButton
          kind="primary"
          pending={save.isPending}
          reason={lacks ?? (scores.length === 0 ? t('scores.hint') : undefined)}
          onClick={() => save.mutate()}
        >
          {t('scores.save')}
        </ActionButton>
      }
    >
      <ProblemNote problem={save.error} words={words} />
      <div onKeyDown={downOnEnter}>
        <PlainTable
          label={t('scores.enter')}
          rows={rows}
          rowId={(row) => row.personId}
          toneOf={(row) => (row.differs ? 'danger' : row.given < row.needed ? 'attention' : undefined)}
          columns={[
            { key: 'number', title: t('number'), align: 'end', width: 56, cell: (row) => row.number },
            ...(step.blind
              ? []
              : [
                  { key: 'name', title: t('name'), cell: (row: SelectionCandidate) => row.name },
                  {
                    key: 'staffNo',
                    title: t('staffNo'),
                    cell: (row: SelectionCandidate) => <span className="num">{row.staffNo}</span>,
                  },
                ]),
            ...step.criteria.map(({ id, title, maxCentipoints }) => ({
              key: id,
              title: `${title} / ${sayPoints(maxCentipoints)}`,
              align: 'end' as const,
              cell: (row: SelectionCandidate) => {
                const value = valueOf(row, id)
                const points = pointsOf(value)
                return (
                  <TypedCell
                    name={id}
                    label={`${step.blind ? row.number : row.name} ${title}`}
                    value={value}
                    isNumber
                    isWrong={value !== '' && (points === undefined || points > maxCentipoints)}
                    onChange={(next) => setTyped(new Map(typed).set(`${row.personId} ${id}`, next))}
                  />
                )
              },
            })),
            {
              key: 'given',
              title: t('given'),
              cell: (row) => (row.differs ? t('differs') : t('given.of', { given: row.given, needed: row.needed })),
            },
          ]}
        />
      </div>
    </Section>
  )
}
