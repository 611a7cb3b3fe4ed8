import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { call, client } from '../../../platform/web/call.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { ConfirmDialog } from '../../../ui/dialog.tsx'
import { Note, ProblemNote } from '../../../ui/feedback.tsx'
import { joinNames } from '../../../ui/format.ts'
import { Section } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import type { Column } from '../../../ui/table.tsx'
import { toast, toastProblem } from '../../../ui/toast.ts'
import { sayRefusal, useWords, type Translate } from '../../../ui/words.ts'
import { useHolds } from '../../accounts/parts.tsx'
import type { ClassMember } from '../contract/classes.ts'
import type { NoShowOutcome } from '../contract/no-shows.ts'
import type { deliveryRoutes } from '../routes.ts'
import { words } from '../words.ts'
import { noShowWords } from '../words/no-shows.ts'

const api = client<typeof deliveryRoutes>()
const allWords = { zh: { ...words.zh, ...noShowWords.zh }, en: { ...words.en, ...noShowWords.en } }

/** Whoever never came to a class: marked one by one or together, and taken back while the class is open. */
export function NoShows({ classId, isClosed }: { classId: string; isClosed: boolean }) {
  const t = useWords(noShowWords)
  const say = useWords(words)
  const mayHold = useHolds('bureau_officer', 'provider', 'class_lead')
  const found = useQuery({
    queryKey: ['no-shows', classId],
    queryFn: () => call(api.classes[':classId']['no-shows'].$get({ param: { classId } })),
  })
  const [asking, setAsking] = useState<readonly ClassMember[]>([])
  const { mark, takeBack, refused } = useNoShows(classId, () => setAsking([]))
  const { absent = [], missed = [] } = found.data ?? {}
  const held = isClosed ? t('noShows.closed') : mayHold ? undefined : t('noShows.whose')
  const known = new Map([...absent, ...missed].map(({ personId, name }) => [personId, name]))
  return (
    <>
      <ProblemNote problem={found.error ?? takeBack.error} words={allWords} />
      {refused.length === 0 ? null : (
        <Note tone="attention">
          {refused.map(({ personId, code }) => (
            <p key={personId}>
              {known.get(personId)} {code === null ? '' : sayRefusal({ code }, allWords)}
            </p>
          ))}
        </Note>
      )}
      {absent.length === 0 ? null : (
        <Section
          title={t('noShows.absent')}
          note={t('noShows.absent.note', { count: absent.length })}
          actions={
            absent.length === 1 ? null : (
              <ActionButton onClick={() => setAsking(absent)} reason={held}>
                {t('noShows.mark.all')}
              </ActionButton>
            )
          }
        >
          <PlainTable
            label={t('noShows.absent')}
            rows={absent}
            rowId={(row) => row.personId}
            columns={columnsOf(say, (row) => (
              <ActionButton onClick={() => setAsking([row])} reason={held}>
                {t('noShows.mark')}
              </ActionButton>
            ))}
          />
        </Section>
      )}
      {missed.length === 0 ? null : (
        <Section title={t('noShows.missed')} note={t('noShows.missed.note', { count: missed.length })}>
          <PlainTable
            label={t('noShows.missed')}
            rows={missed}
            rowId={(row) => row.personId}
            columns={columnsOf(say, (row) => (
              <ActionButton onClick={() => takeBack.mutate([row.personId])} pending={takeBack.isPending} reason={held}>
                {t('noShows.undo')}
              </ActionButton>
            ))}
          />
        </Section>
      )}
      <ConfirmDialog
        title={t('noShows.ask', { count: asking.length })}
        open={asking.length > 0}
        onClose={() => setAsking([])}
        confirm={t('noShows.mark')}
        pending={mark.isPending}
        problem={mark.error}
        words={allWords}
        onConfirm={() => mark.mutate(asking.map(({ personId }) => personId))}
      >
        <p>{joinNames(asking.map(({ name }) => name))}</p>
        <p>{t('noShows.what')}</p>
      </ConfirmDialog>
    </>
  )
}

function useNoShows(classId: string, onMarked: () => void) {
  const t = useWords(noShowWords)
  const cache = useQueryClient()
  const [refused, setRefused] = useState<NoShowOutcome['rows']>([])
  const one = api.classes[':classId']
  const settle = async (told: NoShowOutcome, said: 'noShows.done' | 'noShows.undone', undo?: () => void) => {
    setRefused(told.rows.filter(({ code }) => code !== null))
    if (told.done > 0)
      toast(t(said, { count: told.done }), undo ? { undo: { label: t('noShows.undo'), run: undo } } : {})
    await cache.invalidateQueries()
  }
  const takeBack = useMutation({
    mutationFn: (personIds: string[]) =>
      call(one['no-show-withdrawals'].$post({ param: { classId }, json: { personIds } })),
    onSuccess: (told) => settle(told, 'noShows.undone'),
  })
  const mark = useMutation({
    mutationFn: (personIds: string[]) => call(one['no-shows'].$post({ param: { classId }, json: { personIds } })),
    onSuccess: async (told) => {
      onMarked()
      const done = told.rows.filter(({ code }) => code === null).map(({ personId }) => personId)
      await settle(told, 'noShows.done', () =>
        takeBack.mutate(done, { onError: (problem) => toastProblem(problem, allWords) }),
      )
    },
  })
  return { mark, takeBack, refused }
}

function columnsOf(t: Translate<typeof words>, act: (row: ClassMember) => ReactNode): Column<ClassMember>[] {
  return [
    { key: 'name', title: t('name'), cell: (row) => row.name },
    { key: 'staffNo', title: t('staffNo'), cell: (row) => row.staffNo },
    { key: 'school', title: t('school'), cell: (row) => row.schoolName },
    { key: 'act', title: t('state'), cell: act },
  ]
}
