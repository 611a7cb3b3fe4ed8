import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { bytesOf, upload } from '../../../platform/web/call.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { ProblemNote } from '../../../ui/feedback.tsx'
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

/** A list of people from a spreadsheet: tried first, then admitted, and back with the reasons. */
export function AssignedLists({ programmeId }: { programmeId: string }) {
  const t = useWords(wayWords)
  const [looked, setLooked] = useState<Looked>()
  const [progress, setProgress] = useState<number>()
  const check = useMutation({
    mutationFn: async ({ name, content }: { name: string; content: Blob }) => {
      const id = crypto.randomUUID()
      const path = `/programmes/${programmeId}/assigned-lists?id=${id}&check=true`
      return { id, name, content, told: await upload<AssignedList>(path, content, setProgress) }
    },
    onSuccess: setLooked,
    onSettled: () => setProgress(undefined),
  })
  const said = {
    label: t('assign.label'),
    hint: t('assign.hint'),
    cells: t('assign.cells'),
    pasted: t('assign.pasted'),
  }
  return (
    <Section title={t('assign')} note={t('assign.hint')}>
      {looked ? (
        <Tried programmeId={programmeId} looked={looked} onAgain={() => setLooked(undefined)} />
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

type TriedProps = { programmeId: string; looked: Looked; onAgain: () => void }

function Tried({ programmeId, looked, onAgain }: TriedProps) {
  const t = useWords(wayWords)
  const cache = useQueryClient()
  const apply = useMutation({
    mutationFn: () =>
      upload<AssignedList>(`/programmes/${programmeId}/assigned-lists?id=${looked.id}&check=false`, looked.content),
    onSuccess: async ({ rows }) => {
      toast(t('assign.done', { count: rows.filter(({ code }) => code === null).length }))
      await cache.invalidateQueries()
    },
  })
  const back = useMutation({
    mutationFn: () =>
      bytesOf(
        fetch(`/api/v1/programmes/${programmeId}/assigned-list-workbooks?name=${encodeURIComponent(looked.name)}`, {
          method: 'POST',
          body: looked.content,
          headers: { 'content-type': 'application/octet-stream' },
        }),
      ),
    onSuccess: (bytes) => {
      const link = document.createElement('a')
      link.href = URL.createObjectURL(bytes)
      link.download = `${looked.name.replace(/\.\w+$/, '')}.xlsx`
      link.click()
      URL.revokeObjectURL(link.href)
    },
  })
  const { rows, recorded } = apply.data ?? looked.told
  const say = (code: string) => sayRefusal({ code }, namedRefusals)
  return (
    <>
      <ProblemNote problem={apply.error ?? back.error} words={wayWords} />
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
                {row.code === null ? t('line.in') : say(row.code)}
              </StateTag>
            ),
          },
        ]}
      />
      <div className="cluster">
        {recorded ? null : (
          <ActionButton kind="primary" onClick={() => apply.mutate()} pending={apply.isPending}>
            {t('assign.apply')}
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
