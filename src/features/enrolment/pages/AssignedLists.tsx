import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { upload } from '../../../platform/web/call.ts'
import { saveAnswer } from '../../../platform/web/hand-in.ts'
import { ActionButton, DownloadLink } from '../../../ui/button.tsx'
import { Note, ProblemNote } from '../../../ui/feedback.tsx'
import { importWords } from '../../../ui/import-words.ts'
import { HandIn } from '../../../ui/imports.tsx'
import { Section } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.ts'
import { sayRefusal, useWords } from '../../../ui/words.ts'
import type { AssignedList } from '../contract/ways.ts'
import { namedRefusals } from '../words/requests.ts'
import { wayWords } from '../words/ways.ts'

type Looked = { readonly id: string; readonly name: string; readonly content: Blob; readonly told: AssignedList }

type ListsProps = { programmeId: string; way: 'assign' | 'nominate' }

// Where a list of each way is tried and applied, and where it is asked back.
const placesOf = ({ programmeId, way }: ListsProps) =>
  way === 'assign'
    ? {
        lists: `/programmes/${programmeId}/assigned-lists?`,
        books: `/programmes/${programmeId}/assigned-list-workbooks?`,
      }
    : {
        lists: `/nomination-lists?programmeId=${programmeId}&`,
        books: `/nomination-list-workbooks?programmeId=${programmeId}&`,
      }

/** A list of people from a spreadsheet: tried first, then admitted, or nominated all or none, and back with the reasons. */
export function AssignedLists(props: ListsProps) {
  const { way } = props
  const t = useWords(wayWords)
  const kit = useWords(importWords)
  const [looked, setLooked] = useState<Looked>()
  const [progress, setProgress] = useState<number>()
  const check = useMutation({
    mutationFn: async ({ name, content }: { name: string; content: Blob }) => {
      const id = crypto.randomUUID()
      const path = `${placesOf(props).lists}id=${id}&check=true`
      return { id, name, content, told: await upload<AssignedList>(path, content, setProgress) }
    },
    onSuccess: setLooked,
    onSettled: () => setProgress(undefined),
  })
  const said = {
    label: t('assign.label'),
    hint: t(way === 'assign' ? 'assign.hint' : 'list.nominate.hint'),
    cells: t('assign.cells'),
    pasted: t('assign.pasted'),
  }
  return (
    <Section
      title={t(way === 'assign' ? 'assign' : 'list.nominate')}
      note={said.hint}
      {...(way === 'assign'
        ? {}
        : { actions: <DownloadLink href="/api/v1/nomination-list-template">{kit('template')}</DownloadLink> })}
    >
      {looked ? (
        <Tried {...props} looked={looked} onAgain={() => setLooked(undefined)} />
      ) : (
        <HandIn
          said={said}
          onSend={(list) => check.mutate(list)}
          pending={check.isPending}
          progress={progress}
          problem={check.error}
          words={wayWords}
        />
      )}
    </Section>
  )
}

type TriedProps = ListsProps & { looked: Looked; onAgain: () => void }

function Tried({ programmeId, way, looked, onAgain }: TriedProps) {
  const places = placesOf({ programmeId, way })
  const t = useWords(wayWords)
  const cache = useQueryClient()
  const apply = useMutation({
    mutationFn: () => upload<AssignedList>(`${places.lists}id=${looked.id}&check=false`, looked.content),
    onSuccess: async ({ rows, recorded }) => {
      if (recorded)
        toast(
          t(way === 'assign' ? 'assign.done' : 'nominate.done', {
            count: rows.filter(({ code }) => code === null).length,
          }),
        )
      await cache.invalidateQueries()
    },
  })
  const back = useMutation({
    mutationFn: () =>
      saveAnswer(
        `${places.books}name=${encodeURIComponent(looked.name)}`,
        looked.content,
        `${looked.name.replace(/\.\w+$/, '')}.xlsx`,
        'application/octet-stream',
      ),
  })
  const { rows, recorded } = apply.data ?? looked.told
  const say = (code: string) => sayRefusal({ code }, namedRefusals)
  const short = way === 'assign' ? 0 : rows.filter(({ code }) => code !== null).length
  const reason = short === 0 ? undefined : t('list.nominate.short', { count: short })
  return (
    <>
      <ProblemNote problem={apply.error ?? back.error} words={wayWords} />
      {reason === undefined ? null : <Note tone="attention">{reason}</Note>}
      <PlainTable
        label={t('assign')}
        rows={rows}
        rowId={(row) => String(row.no)}
        toneOf={(row) => (row.code === null ? undefined : 'attention')}
        columns={[
          { key: 'no', title: t('row'), align: 'end', width: 64, cell: (row) => row.no },
          { key: 'name', title: t('name'), cell: (row) => row.name },
          { key: 'staffNo', title: t('staffNo'), cell: (row) => row.staffNo },
          {
            key: 'outcome',
            title: t('outcome'),
            cell: (row) => (
              <StateTag tone={row.code === null ? 'done' : 'attention'}>
                {row.code === null ? t(way === 'assign' ? 'line.in' : 'line.nominated') : say(row.code)}
              </StateTag>
            ),
          },
        ]}
      />
      <div className="cluster">
        {recorded ? null : (
          <ActionButton kind="primary" reason={reason} onClick={() => apply.mutate()} pending={apply.isPending}>
            {way === 'assign' ? t('assign.apply') : t('list.nominate.apply', { count: rows.length })}
          </ActionButton>
        )}
        <ActionButton onClick={() => back.mutate()} pending={back.isPending}>
          {t('assign.back')}
        </ActionButton>
        <ActionButton kind="quiet" onClick={onAgain}>
          {t('assign.again')}
        </ActionButton>
      </div>
    </>
  )
}
