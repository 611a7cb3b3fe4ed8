import { useMutation, useQueryClient } from '@tanstack/react-query'
import { accessRefusal } from '../../../lib/access.ts'
import { call } from '../../../platform/web/call.ts'
import { usePages } from '../../../platform/web/query.ts'
import { at } from '../../../platform/web/route.ts'
import { ActionButton, DownloadLink } from '../../../ui/button.tsx'
import { EmptyState, ProblemNote } from '../../../ui/feedback.tsx'
import { formatCount, formatDate } from '../../../ui/format.ts'
import { Page, Tabs } from '../../../ui/page.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { DataTable, type Column } from '../../../ui/table.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords, type Translate } from '../../../ui/words.ts'
import { useMe } from '../../accounts/parts.tsx'
import { maySeal } from '../access.ts'
import type { LedgerRoot } from '../contract/roots.ts'
import { useQueueTabs } from '../parts.tsx'
import { words } from '../words.ts'
import { rootsApi as api } from './ledger.ts'

/** The roots under which the ledger was sealed, day by day, each to be taken away and published. */
export function RootsPage() {
  const t = useWords(words)
  const me = useMe().data
  const cache = useQueryClient()
  const list = usePages(['ledger-roots'], (paging) => call(api['ledger-roots'].$get({ query: paging })))
  const may = accessRefusal(maySeal, me && { personId: me.person?.id ?? null, grants: me.grants }) === undefined
  const seal = useMutation({
    mutationFn: () => call(api['ledger-roots'].$post()),
    onSuccess: ({ root }) => {
      toast(t(root ? 'roots.sealed' : 'roots.nothing'))
      void cache.invalidateQueries({ queryKey: ['ledger-roots'] })
    },
  })
  return (
    <Page
      title={t('roots')}
      lead={t('roots.lead')}
      actions={
        <ActionButton
          kind="primary"
          pending={seal.isPending}
          reason={may ? undefined : t('reason.seal')}
          onClick={() => seal.mutate()}
        >
          {t('roots.seal')}
        </ActionButton>
      }
    >
      <Tabs items={useQueueTabs()} label={t('title')} />
      <ProblemNote problem={seal.error} words={words} />
      <DataTable
        label={t('roots')}
        list={list}
        columns={columnsOf(t)}
        rowId={(root) => String(root.seq)}
        empty={<EmptyState title={t('roots.empty')} hint={t('roots.empty.hint')} />}
        words={words}
      />
      <p className="quiet">{t('roots.verify')}</p>
    </Page>
  )
}

function columnsOf(t: Translate<typeof words>): Column<LedgerRoot>[] {
  return [
    { key: 'day', title: t('roots.day'), cell: (root) => formatDate(root.day) },
    { key: 'entries', title: t('roots.entries'), align: 'end', cell: (root) => formatCount(root.entries) },
    { key: 'people', title: t('roots.people'), align: 'end', cell: (root) => formatCount(root.people) },
    { key: 'hash', title: t('roots.hash'), cell: (root) => <code title={root.hash}>{root.hash.slice(0, 16)}…</code> },
    {
      key: 'signature',
      title: t('roots.signature'),
      cell: (root) => (
        <StateTag tone={root.isGenuine ? 'done' : 'danger'}>
          {t(root.isGenuine ? 'roots.genuine' : 'roots.wrong')}
        </StateTag>
      ),
    },
    {
      key: 'download',
      title: '',
      cell: (root) => (
        <DownloadLink href={at.ledgerRootFile(root.seq)} kind="quiet">
          {t('roots.download')}
        </DownloadLink>
      ),
    },
  ]
}
