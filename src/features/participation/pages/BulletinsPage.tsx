import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { formatHours } from '../../../lib/hours.ts'
import { call } from '../../../platform/web/call.ts'
import { useExport, usePages } from '../../../platform/web/query.ts'
import { oneOf, text, useFilters, useOpen } from '../../../platform/web/route.ts'
import { ActionButton, DownloadLink, ExportLink } from '../../../ui/button.tsx'
import { EmptyState, Loaded, ProblemNote } from '../../../ui/feedback.tsx'
import { Stat } from '../../../ui/figures.tsx'
import { FilterBar, SearchFilter, ToggleFilter } from '../../../ui/filters.tsx'
import { formatDateTime, formatPercent } from '../../../ui/format.ts'
import { Page } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { SideSheet } from '../../../ui/sheet.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { DataTable, type Column } from '../../../ui/table.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords, type Translate } from '../../../ui/words.ts'
import { useHolds } from '../../accounts/parts.tsx'
import { participationApi, toneOfParticipation } from '../asking.ts'
import type { Bulletin, BulletinInFull } from '../contract/bulletins.ts'
import { words } from '../words.ts'
import { pageWords } from '../words/pages.ts'
import { ParticipationTabs } from './ParticipationTabs.tsx'

/** What schools hear of those they sent when a class closes. */
export function BulletinsPage() {
  const t = useWords(pageWords)
  const open = useOpen()
  const filters = useFilters({ q: text, unread: oneOf(['1']) })
  const list = usePages(['bulletins', filters], (paging) =>
    call(participationApi.bulletins.$get({ query: { ...filters, ...paging } })),
  )
  const file = useExport('bulletins', filters)
  return (
    <Page title={t('bulletins')} lead={t('bulletins.lead')} actions={<ExportLink href={file} />}>
      <ParticipationTabs />
      <FilterBar>
        <SearchFilter name="q" label={t('search.bulletin')} />
        <ToggleFilter name="unread" label={t('unread')} />
      </FilterBar>
      <DataTable
        label={t('bulletins')}
        list={list}
        columns={columnsOf(t)}
        rowId={(row) => row.id}
        linkOf={(row) => open.link(row.id)}
        {...(open.id === undefined ? {} : { activeId: open.id })}
        words={words}
        empty={<EmptyState title={t('bulletins.empty')} hint={t('bulletins.empty.hint')} />}
      />
      {open.id === undefined ? null : <BulletinSheet bulletinId={open.id} onClose={open.close} />}
    </Page>
  )
}

function columnsOf(t: Translate<typeof pageWords>): Column<Bulletin>[] {
  return [
    { key: 'school', title: t('school'), width: 184, cell: (row) => row.organisationName },
    { key: 'programme', title: t('programme'), cell: (row) => row.programmeTitle },
    { key: 'class', title: t('class'), cell: (row) => row.classTitle },
    { key: 'members', title: t('members'), align: 'end', width: 80, cell: (row) => row.members },
    { key: 'passed', title: t('completed'), align: 'end', width: 80, cell: (row) => row.passed },
    {
      key: 'attendance',
      title: t('attendance'),
      align: 'end',
      width: 88,
      cell: (row) => formatPercent(row.attended, row.held),
    },
    { key: 'sent', title: t('sent'), cell: (row) => <span className="num">{formatDateTime(row.sentAt)}</span> },
    {
      key: 'read',
      title: t('read'),
      width: 112,
      cell: (row) => (
        <StateTag tone={row.readAt === null ? 'waiting' : 'done'}>{row.readByName ?? t('read.none')}</StateTag>
      ),
    },
  ]
}

function BulletinSheet({ bulletinId, onClose }: { bulletinId: string; onClose: () => void }) {
  const t = useWords(pageWords)
  const query = useQuery({
    queryKey: ['bulletins', bulletinId],
    queryFn: () => call(participationApi.bulletins[':bulletinId'].$get({ param: { bulletinId } })),
  })
  return (
    <SideSheet title={query.data?.programmeTitle ?? t('bulletins')} open onClose={onClose}>
      <Loaded query={query} words={words}>
        {(bulletin) => <Shown bulletin={bulletin} />}
      </Loaded>
    </SideSheet>
  )
}

function Shown({ bulletin }: { bulletin: BulletinInFull }) {
  const t = useWords(pageWords)
  const say = useWords(words)
  const isSchool = useHolds('school_registrar', 'principal')
  const cache = useQueryClient()
  const file = useExport('bulletin-people', { bulletinId: bulletin.id })
  const mark = useMutation({
    mutationFn: () =>
      call(participationApi.bulletins[':bulletinId'].reading.$post({ param: { bulletinId: bulletin.id } })),
    onSuccess: async () => {
      toast(t('read.done'))
      await cache.invalidateQueries({ queryKey: ['bulletins'] })
    },
  })
  return (
    <>
      <p className="quiet">{`${bulletin.organisationName} · ${bulletin.classTitle} · ${formatDateTime(bulletin.sentAt)}`}</p>
      <div className="figures">
        <Stat label={t('members')} value={bulletin.members} unit="person" />
        <Stat label={t('completed')} value={bulletin.passed} unit="person" />
        <Stat label={t('attendance')} value={formatPercent(bulletin.attended, bulletin.held)} />
      </div>
      <PlainTable
        label={bulletin.programmeTitle}
        rows={bulletin.people}
        rowId={(row) => row.personId}
        columns={[
          { key: 'name', title: t('person'), cell: (row) => `${row.name} · ${row.staffNo}` },
          {
            key: 'attendance',
            title: t('attendance'),
            align: 'end',
            cell: (row) =>
              row.held === null ? '–' : t('attendance.of', { attended: row.attended ?? 0, held: row.held }),
          },
          {
            key: 'score',
            title: t('score'),
            align: 'end',
            cell: (row) => (row.scoreTenths === null ? '–' : row.scoreTenths / 10),
          },
          {
            key: 'state',
            title: t('result'),
            cell: (row) => <StateTag tone={toneOfParticipation[row.state]}>{say(`state.${row.state}`)}</StateTag>,
          },
          {
            key: 'hours',
            title: t('hours'),
            align: 'end',
            cell: (row) => (row.centihours === null ? '–' : formatHours(row.centihours)),
          },
        ]}
      />
      <div className="cluster">
        <ActionButton
          kind="primary"
          icon="check"
          pending={mark.isPending}
          reason={isSchool ? (bulletin.readAt === null ? undefined : t('read.already')) : t('read.school')}
          onClick={() => mark.mutate()}
        >
          {t('read.mark')}
        </ActionButton>
        <DownloadLink href={`/api/v1/bulletins/${bulletin.id}/document`}>{t('bulletin.word')}</DownloadLink>
        <DownloadLink href={file}>{t('bulletin.excel')}</DownloadLink>
      </div>
      <ProblemNote problem={mark.error} words={words} />
    </>
  )
}
