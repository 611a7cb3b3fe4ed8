import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call, client } from '../../../platform/web/call.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { ConfirmDialog } from '../../../ui/dialog.tsx'
import { Loaded, Note } from '../../../ui/feedback.tsx'
import { formatDateTime, joinNames } from '../../../ui/format.ts'
import { Section } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { toast } from '../../../ui/toast.ts'
import { sayRefusal, useWords, type Words } from '../../../ui/words.ts'
import type { Nomination, NominationUndone } from '../contract/nominations.ts'
import type { nominationRoutes } from '../routes/nominations.ts'
import { namedRefusals } from '../words/requests.ts'
import { nominationWords } from '../words/nominations.ts'

const whyStaying = {
  zh: { ...namedRefusals.zh, ...nominationWords.zh },
  en: { ...namedRefusals.en, ...nominationWords.en },
} as const satisfies Words

const api = client<typeof nominationRoutes>()

/** What one's schools nominated for a programme at once; each is taken back as a whole, and says who stays and why. */
export function Nominations({ programmeId }: { programmeId: string }) {
  const t = useWords(nominationWords)
  const cache = useQueryClient()
  const [asked, setAsked] = useState<Nomination>()
  const query = useQuery({
    queryKey: ['nominations', programmeId],
    queryFn: () => call(api.nominations.$get({ query: { programmeId } })),
  })
  const undo = useMutation({
    mutationFn: (nominationId: string) =>
      call(api.nominations[':nominationId'].undoing.$post({ param: { nominationId } })),
    onSuccess: async ({ rows }) => {
      setAsked(undefined)
      toast(t('undone', { count: rows.filter(({ left }) => left).length }))
      await cache.invalidateQueries()
    },
  })
  return (
    <Section title={t('title')} note={t('hint')}>
      {undo.data ? <Staying told={undo.data} /> : null}
      <Loaded query={query} words={nominationWords} lines={2}>
        {({ items }) => (
          <PlainTable
            label={t('title')}
            rows={items}
            rowId={(row) => row.id}
            empty={<p className="quiet">{t('none')}</p>}
            columns={[
              { key: 'at', title: t('at'), cell: (row) => <span className="num">{formatDateTime(row.madeAt)}</span> },
              { key: 'nominated', title: t('nominated'), align: 'end', cell: (row) => row.nominated },
              { key: 'open', title: t('open'), align: 'end', cell: (row) => row.open },
              { key: 'admitted', title: t('admitted'), align: 'end', cell: (row) => row.admitted },
              {
                key: 'undo',
                title: t('undo'),
                cell: (row) => (
                  <ActionButton
                    kind="quiet"
                    reason={row.open === 0 ? t('undo.nothing') : undefined}
                    onClick={() => setAsked(row)}
                  >
                    {t('undo')}
                  </ActionButton>
                ),
              },
            ]}
          />
        )}
      </Loaded>
      <ConfirmDialog
        title={t('undo.title')}
        open={asked !== undefined}
        onClose={() => setAsked(undefined)}
        onConfirm={() => asked && undo.mutate(asked.id)}
        confirm={t('undo')}
        pending={undo.isPending}
        problem={undo.error}
        words={nominationWords}
      >
        <p>{t('undo.body', { count: asked?.open ?? 0 })}</p>
      </ConfirmDialog>
    </Section>
  )
}

function Staying({ told }: { told: NominationUndone }) {
  const t = useWords(nominationWords)
  const staying = told.rows.filter(({ code }) => code !== null)
  if (staying.length === 0) return null
  return (
    <>
      <Note tone="attention">{t('staying', { count: staying.length })}</Note>
      <PlainTable
        label={t('staying.list')}
        rows={staying}
        rowId={(row) => row.personId}
        columns={[
          { key: 'who', title: t('who'), cell: (row) => joinNames([row.personName, row.staffNo]) },
          {
            key: 'why',
            title: t('why'),
            cell: ({ code }) => (code === null ? '–' : sayRefusal({ code }, whyStaying)),
          },
        ]}
      />
    </>
  )
}
