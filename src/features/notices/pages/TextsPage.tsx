import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { call } from '../../../platform/web/call.ts'
import { text, useFilters, useOpen } from '../../../platform/web/route.ts'
import { Dialog } from '../../../ui/dialog.tsx'
import { EmptyState, Loaded } from '../../../ui/feedback.tsx'
import { FilterBar, SearchFilter, SelectFilter, ToggleFilter } from '../../../ui/filters.tsx'
import { formatDateTime } from '../../../ui/format.ts'
import { Page } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { useLanguage, useWords } from '../../../ui/words.ts'
import type { NoticeText } from '../contract/texts.ts'
import { groupOf } from '../core/texts.ts'
import { textWords } from '../words/texts.ts'
import { NoticeTabs } from './NoticeTabs.tsx'
import { textApi, textsKey } from './text-api.ts'
import { TextForm } from './TextForm.tsx'
import { useSayGroup } from './text-groups.ts'

/** What every notice says, and saying it in the words of the region. */
export function TextsPage() {
  const t = useWords(textWords)
  const query = useQuery({ queryKey: textsKey, queryFn: () => call(textApi['notice-texts'].$get()) })
  return (
    <Page title={t('texts')} count={query.data?.items.length} lead={t('texts.lead')}>
      <NoticeTabs />
      <Loaded query={query} words={textWords}>
        {({ items }) => <Texts items={items} />}
      </Loaded>
    </Page>
  )
}

function Texts({ items }: { items: readonly NoticeText[] }) {
  const t = useWords(textWords)
  const sayGroup = useSayGroup()
  const open = useOpen()
  const { search = '', group, own } = useFilters({ search: text, group: text, own: text })
  const groups = [...new Set(items.map(({ code }) => groupOf(code)))]
  const wanted = search.toLowerCase()
  const said = ({ code, original, own: ours }: NoticeText) =>
    [code, original.zh, original.en, ours.zh ?? '', ours.en ?? ''].join(' ').toLowerCase()
  const rows = items.filter(
    (item) =>
      (group === undefined || groupOf(item.code) === group) &&
      (own === undefined || isOwn(item)) &&
      said(item).includes(wanted),
  )
  const chosen = items.find(({ code }) => code === open.id)
  return (
    <>
      <FilterBar>
        <SearchFilter name="search" label={t('search')} />
        <SelectFilter
          name="group"
          label={t('group.all')}
          options={groups.map((value) => ({ value, label: sayGroup(value) }))}
        />
        <ToggleFilter name="own" label={t('only.own')} />
      </FilterBar>
      <TextTable rows={rows} link={open.link} />
      <Dialog
        title={t('title', { code: chosen?.code ?? '' })}
        open={chosen !== undefined}
        onClose={open.close}
        width={760}
      >
        {chosen ? (
          <TextForm key={`${chosen.code} ${String(chosen.version)}`} text={chosen} onDone={open.close} />
        ) : null}
      </Dialog>
    </>
  )
}

const isOwn = ({ own }: NoticeText) => own.zh !== null || own.en !== null

function TextTable({ rows, link }: { rows: readonly NoticeText[]; link: (code: string) => string }) {
  const t = useWords(textWords)
  const sayGroup = useSayGroup()
  const [language] = useLanguage()
  const spoken = language === 'en' ? 'en' : 'zh'
  return (
    <PlainTable
      label={t('texts')}
      rows={rows}
      rowId={(row) => row.code}
      empty={<EmptyState title={t('none')} hint={t('none.hint')} />}
      columns={[
        {
          key: 'notice',
          title: t('notice'),
          cell: (row) => <Link to={link(row.code)}>{row.own[spoken] ?? row.original[spoken]}</Link>,
        },
        { key: 'group', title: t('group'), width: 120, cell: (row) => sayGroup(groupOf(row.code)) },
        { key: 'state', title: t('state'), width: 120, cell: (row) => <TextState row={row} /> },
        {
          key: 'changed',
          title: t('changed'),
          width: 180,
          cell: (row) =>
            row.changedAt === null ? null : (
              <span className="quiet">{`${row.changedByName ?? ''} · ${formatDateTime(row.changedAt)}`}</span>
            ),
        },
      ]}
    />
  )
}

function TextState({ row }: { row: NoticeText }) {
  const t = useWords(textWords)
  if (!isOwn(row)) return <span className="quiet">{t('state.original')}</span>
  return row.missing.length > 0 ? (
    <StateTag tone="attention">{t('state.missing')}</StateTag>
  ) : (
    <StateTag tone="active">{t('state.own')}</StateTag>
  )
}
