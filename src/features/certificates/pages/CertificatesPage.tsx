import { useMutation } from '@tanstack/react-query'
import { useRef } from 'react'
import { formatHours } from '../../../lib/hours.ts'
import { call } from '../../../platform/web/call.ts'
import { useExport, usePages } from '../../../platform/web/query.ts'
import { at, oneOf, text, useFilters, useOpen, wholeNumber } from '../../../platform/web/route.ts'
import { ActionButton, ActionLink, ExportLink } from '../../../ui/button.tsx'
import { EmptyState, ProblemNote } from '../../../ui/feedback.tsx'
import { FilterBar, SearchFilter, SelectFilter } from '../../../ui/filters.tsx'
import { formatDateRange, formatDay } from '../../../ui/format.ts'
import { Page } from '../../../ui/page.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { DataTable, useSelection, type Column } from '../../../ui/table.tsx'
import { useWords, type Translate } from '../../../ui/words.ts'
import { useHolds } from '../../accounts/parts.tsx'
import type { Certificate } from '../contract.ts'
import { certificatesApi as api, certificateTone } from '../parts.tsx'
import { words } from '../words.ts'
import { ArchiveProgress } from './ArchiveProgress.tsx'
import { CertificateSheet } from './CertificateSheet.tsx'

const states = ['genuine', 'superseded', 'revoked'] as const

/** The certificates of one's part of the region, the latest first. */
export function CertificatesPage() {
  const t = useWords(words)
  const filters = useFilters({ q: text, state: oneOf(states), year: wholeNumber })
  const open = useOpen()
  const selection = useSelection()
  const mayRule = useHolds('bureau_officer', 'hours_officer')
  const { year, ...rest } = filters
  const query = { ...rest, ...(year === undefined ? {} : { year: String(year) }) }
  const list = usePages(['certificates', filters], (paging) =>
    call(api.certificates.$get({ query: { ...query, ...paging } })),
  )
  const file = useExport('certificates', query)
  const archive = useArchive(selection.clear)
  return (
    <Page
      title={t('title')}
      count={list.total}
      unit="certificate"
      actions={
        <>
          <ExportLink href={file} />
          {mayRule ? (
            <ActionLink to={`${at.certificates()}/rule`} icon="settings">
              {t('rule')}
            </ActionLink>
          ) : null}
        </>
      }
    >
      <FilterBar>
        <SearchFilter name="q" label={t('search')} />
        <SelectFilter
          name="state"
          label={t('state')}
          options={states.map((value) => ({ value, label: t(`state.${value}`) }))}
        />
        <SelectFilter name="year" label={t('year')} options={yearsBack()} />
      </FilterBar>
      <ProblemNote problem={archive.error} words={words} />
      {archive.data ? <ArchiveProgress key={archive.data.jobId} jobId={archive.data.jobId} /> : null}
      <DataTable
        label={t('title')}
        list={list}
        columns={columnsOf(t)}
        paste={['people', 'certificates', 'organisations']}
        rowId={(row) => row.id}
        linkOf={(row) => open.link(row.id)}
        {...(open.id === undefined ? {} : { activeId: open.id })}
        selection={{
          ...selection,
          actions: (
            <ActionButton
              icon="download"
              pending={archive.isPending}
              onClick={() => archive.mutate([...selection.ids])}
            >
              {t('archive')}
            </ActionButton>
          ),
        }}
        empty={<EmptyState title={t('empty')} hint={t('empty.hint')} />}
        words={words}
      />
      {open.id === undefined ? null : <CertificateSheet id={open.id} onClose={open.close} />}
    </Page>
  )
}

/** Asks for an archive. The same certificates asked for again before the answer has come are the same archive. */
function useArchive(onAsked: () => void) {
  const asked = useRef({ of: '', id: '' })
  return useMutation({
    mutationFn: (ids: string[]) => {
      const of = ids.join()
      if (asked.current.of !== of) asked.current = { of, id: crypto.randomUUID() }
      return call(api['certificate-archives'].$post({ json: { id: asked.current.id, ids } }))
    },
    onSuccess: () => {
      asked.current = { of: '', id: '' }
      onAsked()
    },
  })
}

function yearsBack() {
  const now = new Date().getFullYear()
  return Array.from({ length: 6 }, (_, back) => ({ value: String(now - back), label: String(now - back) }))
}

function columnsOf(t: Translate<typeof words>): Column<Certificate>[] {
  return [
    { key: 'number', title: t('number'), cell: (row) => row.number },
    { key: 'holder', title: t('holder'), cell: (row) => row.holderName },
    { key: 'school', title: t('school'), cell: (row) => row.schoolName },
    { key: 'programme', title: t('programme'), cell: (row) => row.programmeTitle },
    { key: 'hours', title: t('hours'), align: 'end', cell: (row) => formatHours(row.centihours) },
    {
      key: 'dates',
      title: t('dates'),
      cell: (row) => formatDateRange(row.startedOn ?? row.endedOn, row.endedOn),
      hidden: true,
    },
    { key: 'issuedOn', title: t('issuedOn'), cell: (row) => formatDay(row.issuedOn) },
    {
      key: 'state',
      title: t('state'),
      cell: (row) => <StateTag tone={certificateTone[row.state]}>{t(`state.${row.state}`)}</StateTag>,
    },
  ]
}
