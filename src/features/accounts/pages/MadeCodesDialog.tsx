import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { bytesOf, call, client } from '../../../platform/web/call.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Note, ProblemNote } from '../../../ui/feedback.tsx'
import { formatDate } from '../../../ui/format.ts'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { useWords } from '../../../ui/words.ts'
import type { MadeCodes } from '../contract/activation.ts'
import type { accountRoutes } from '../routes.ts'
import { words } from '../words.ts'
import { manageWords } from '../words/manage.ts'

const api = client<typeof accountRoutes>()

type Asked = { organisationId?: string; personIds?: string[]; dropsSecondFactor?: boolean }

/** Makes codes and holds them for the one time that they are shown. */
export function useMadeCodes(done: () => void) {
  const cache = useQueryClient()
  const [codes, setCodes] = useState<MadeCodes | undefined>()
  const show = async (made: MadeCodes) => {
    setCodes(made)
    done()
    await cache.invalidateQueries({ queryKey: ['account-states'] })
    await cache.invalidateQueries({ queryKey: ['password-requests'] })
  }
  const make = useMutation({
    mutationFn: (json: Asked) => call(api['activation-codes'].$post({ json })),
    onSuccess: show,
  })
  return { make, codes, show, forget: () => setCodes(undefined) }
}

/** The codes that were just made, and their slips to print: afterwards nobody can show them again. */
export function MadeCodesDialog({ made, onClose }: { made: MadeCodes | undefined; onClose: () => void }) {
  const t = useWords(manageWords)
  const print = useMutation({
    mutationFn: (codes: string[]) => bytesOf(api['activation-slips'].$post({ json: { codes } })),
    onSuccess: (bytes) => {
      const link = document.createElement('a')
      link.href = URL.createObjectURL(bytes)
      link.download = `${t('made')}.pdf`
      link.click()
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
    },
  })
  const items = made?.items ?? []
  return (
    <Dialog title={t('made')} open={made !== undefined} onClose={onClose} width={760}>
      <div className="dialog-body stack">
        <Note tone="attention">{t('made.once')}</Note>
        {made?.more ? <Note tone="neutral">{t('made.more')}</Note> : null}
        <div style={{ maxHeight: '45vh', overflow: 'auto' }}>
          <PlainTable
            label={t('made')}
            rows={items}
            rowId={(row) => row.id}
            columns={[
              { key: 'name', title: t('name'), cell: (row) => row.name },
              { key: 'staffNo', title: t('staffNo'), cell: (row) => row.signInName },
              { key: 'code', title: t('made.code'), cell: (row) => <code>{row.code}</code> },
              { key: 'purpose', title: t('made.purpose'), cell: (row) => t(`made.purpose.${row.purpose}`) },
              { key: 'expires', title: t('expires'), cell: (row) => formatDate(row.expiresAt.slice(0, 10)) },
            ]}
          />
        </div>
      </div>
      <ProblemNote problem={print.error} words={words} />
      <div className="dialog-foot">
        <ActionButton onClick={onClose}>{t('close')}</ActionButton>
        <ActionButton
          kind="primary"
          icon="download"
          pending={print.isPending}
          onClick={() => print.mutate(items.map((item) => item.code))}
        >
          {t('made.print')}
        </ActionButton>
      </div>
    </Dialog>
  )
}
