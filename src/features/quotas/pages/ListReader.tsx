import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { bytesOf, upload } from '../../../platform/web/call.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { Note, ProblemNote } from '../../../ui/feedback.tsx'
import { HandIn } from '../../../ui/imports.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import type { QuotaReading } from '../contract.ts'
import { words } from '../words.ts'

type Sent = { readonly name: string; readonly content: Blob }

/** Quotas out of a spreadsheet: what could be read is filled in, and the same workbook goes back with the reasons for the rest. */
export function ListReader({ programmeId, onRead }: { programmeId: string; onRead: (reading: QuotaReading) => void }) {
  const t = useWords(words)
  const [progress, setProgress] = useState<number>()
  const [sent, setSent] = useState<Sent & { readonly reading: QuotaReading }>()
  const read = useMutation({
    mutationFn: async (list: Sent) => ({
      ...list,
      reading: await upload<QuotaReading>(`/programmes/${programmeId}/quota-readings`, list.content, setProgress),
    }),
    onSuccess: (list) => {
      setSent(list)
      if (list.reading.read === 0) return
      if (list.reading.cells.length > 1) onRead(list.reading)
      toast(t('file.read', { count: list.reading.read }))
    },
    onSettled: () => setProgress(undefined),
  })
  return (
    <>
      {sent && sent.reading.reasons.length > 0 ? <Reasons programmeId={programmeId} sent={sent} /> : null}
      <HandIn
        said={{ label: t('file'), hint: t('file.hint'), cells: t('matrix.block'), pasted: t('matrix') }}
        onSend={(list) => read.mutate(list)}
        pending={read.isPending}
        progress={progress}
        problem={read.error}
        words={words}
      />
    </>
  )
}

function Reasons({ programmeId, sent }: { programmeId: string; sent: Sent & { readonly reading: QuotaReading } }) {
  const t = useWords(words)
  const back = useMutation({
    mutationFn: () =>
      bytesOf(
        fetch(`/api/v1/programmes/${programmeId}/quota-workbooks?name=${encodeURIComponent(sent.name)}`, {
          method: 'POST',
          body: sent.content,
          headers: { 'content-type': 'application/octet-stream' },
        }),
      ),
    onSuccess: (bytes) => {
      const link = document.createElement('a')
      link.href = URL.createObjectURL(bytes)
      link.download = `${sent.name.replace(/\.\w+$/, '')}.xlsx`
      link.click()
      URL.revokeObjectURL(link.href)
    },
  })
  const { reasons, read } = sent.reading
  const rows = new Set(reasons.map(({ no }) => no)).size
  return (
    <div className="stack-tight">
      <Note tone="attention">{read === 0 ? t('file.nothing') : t('file.reasons', { count: rows })}</Note>
      <ProblemNote problem={back.error} words={words} />
      <PlainTable
        label={t('file.reasons.list')}
        rows={reasons.map((reason, index) => ({ ...reason, key: String(index) }))}
        rowId={(row) => row.key}
        columns={[
          { key: 'no', title: t('file.row'), align: 'end', width: 64, cell: (row) => row.no },
          { key: 'what', title: t('file.what'), cell: (row) => row.what || '–' },
          { key: 'why', title: t('file.why'), cell: (row) => t(`refusal.${row.code}`) },
        ]}
      />
      <div className="cluster">
        <ActionButton onClick={() => back.mutate()} pending={back.isPending}>
          {t('file.back')}
        </ActionButton>
      </div>
    </div>
  )
}
