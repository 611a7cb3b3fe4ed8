import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { call } from '../../../platform/web/call.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { EmptyState, Loaded, ProblemNote } from '../../../ui/feedback.tsx'
import { TextArea } from '../../../ui/fields.tsx'
import { ProgressBar } from '../../../ui/figures.tsx'
import { Form } from '../../../ui/form.tsx'
import { TypedCell } from '../../../ui/inline.tsx'
import { Page, Section } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import { selectionApi } from '../asking.ts'
import type { Marking } from '../contract/marking.ts'
import { pointsOf, sayPoints } from '../core/scores.ts'
import { words } from '../words.ts'
import { downOnEnter } from './keys.ts'

type Row = Marking['rows'][number]
const one = selectionApi.my.markings[':markingId']

/** Whom one was given to mark, with a field for each mark. */
export function MarkingsPage() {
  const t = useWords(words)
  const query = useQuery({ queryKey: ['my-markings'], queryFn: () => call(selectionApi.my.markings.$get()) })
  return (
    <Page title={t('markings')} lead={t('markings.lead')}>
      <Loaded query={query} words={words}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t('markings.none')} hint={t('markings.none.hint')} />
          ) : (
            items.map((marking) => <Table key={marking.id} marking={marking} />)
          )
        }
      </Loaded>
    </Page>
  )
}

function Table({ marking }: { marking: Marking }) {
  const t = useWords(words)
  const cache = useQueryClient()
  const [typed, setTyped] = useState<ReadonlyMap<string, string>>(new Map())
  const [leaving, setLeaving] = useState<Row>()
  const nameOf = ({ name, number }: Row) => name ?? t('markings.blind', { number: String(number) })
  const marks = [...typed].flatMap(([key, value]) => {
    const [personId = '', criterion = ''] = key.split(' ')
    const centipoints = pointsOf(value)
    const most = marking.criteria.find(({ id }) => id === criterion)?.maxCentipoints ?? 0
    return centipoints === undefined || centipoints > most ? [] : [{ personId, criterion, centipoints }]
  })
  const save = useMutation({
    mutationFn: () => call(one.$put({ param: { markingId: marking.id }, json: { marks } })),
    onSuccess: async () => {
      setTyped(new Map())
      toast(t('markings.saved'))
      await cache.invalidateQueries({ queryKey: ['my-markings'] })
    },
  })
  const done = marking.rows.filter((row) => row.marks.length >= marking.criteria.length).length
  const most = marking.criteria.map(({ maxCentipoints }) => sayPoints(maxCentipoints)).join(' / ')
  return (
    <Section
      title={`${marking.title} · ${marking.stepTitle}`}
      note={t('markings.hint', { max: most })}
      actions={
        <ActionButton
          kind="primary"
          pending={save.isPending}
          reason={marks.length === 0 ? t('markings.hint', { max: most }) : undefined}
          onClick={() => save.mutate()}
        >
          {t('markings.save')}
        </ActionButton>
      }
    >
      <ProgressBar
        value={done}
        max={marking.rows.length}
        label={t('markings')}
        text={t('markings.progress', { done, all: marking.rows.length })}
      />
      <ProblemNote problem={save.error} words={words} />
      <div onKeyDown={downOnEnter}>
        <PlainTable
          label={marking.title}
          rows={marking.rows}
          rowId={(row) => row.personId}
          columns={[
            { key: 'name', title: t('name'), cell: nameOf },
            ...(marking.blind
              ? []
              : [{ key: 'school', title: t('school'), cell: (row: Row) => row.schoolName ?? t('none') }]),
            ...marking.criteria.map(({ id, title, maxCentipoints }) => ({
              key: id,
              title: `${title} / ${sayPoints(maxCentipoints)}`,
              align: 'end' as const,
              cell: (row: Row) => {
                const given = row.marks.find(({ criterion }) => criterion === id)
                const value = typed.get(`${row.personId} ${id}`) ?? (given ? sayPoints(given.centipoints) : '')
                const points = pointsOf(value)
                return (
                  <TypedCell
                    name={id}
                    label={`${nameOf(row)} ${title}`}
                    value={value}
                    isNumber
                    isWrong={value !== '' && (points === undefined || points > maxCentipoints)}
                    onChange={(next) => setTyped(new Map(typed).set(`${row.personId} ${id}`, next))}
                  />
                )
              },
            })),
            {
              key: 'conflict',
              title: '',
              cell: (row) => (
                <ActionButton kind="quiet" onClick={() => setLeaving(row)}>
                  {t('conflict')}
                </ActionButton>
              ),
            },
          ]}
        />
      </div>
      {leaving ? <Conflict marking={marking} row={leaving} onClose={() => setLeaving(undefined)} /> : null}
    </Section>
  )
}

function Conflict({ marking, row, onClose }: { marking: Marking; row: Row; onClose: () => void }) {
  const t = useWords(words)
  const cache = useQueryClient()
  const form = useForm({ defaultValues: { reason: '' } })
  const declare = useMutation({
    mutationFn: ({ reason }: { reason: string }) =>
      call(one.conflicts.$post({ param: { markingId: marking.id }, json: { personId: row.personId, reason } })),
    onSuccess: async () => {
      toast(t('conflict.done'))
      onClose()
      await cache.invalidateQueries({ queryKey: ['my-markings'] })
    },
  })
  return (
    <Dialog title={t('conflict')} open onClose={onClose}>
      <p>{t('conflict.what')}</p>
      <Form
        form={form}
        onSubmit={(values) => declare.mutate(values)}
        submit={t('conflict')}
        pending={declare.isPending}
        problem={declare.error}
        words={words}
        onCancel={onClose}
      >
        <TextArea control={form.control} name="reason" label={t('reason')} required rows={3} maxLength={200} />
      </Form>
    </Dialog>
  )
}
