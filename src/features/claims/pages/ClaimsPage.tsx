import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'
import { useNavigate } from 'react-router'
import { accessRefusal } from '../../../lib/access.ts'
import { call } from '../../../platform/web/call.ts'
import { useExport, usePages } from '../../../platform/web/query.ts'
import { at, oneOf, text, useFilters, useOpen } from '../../../platform/web/route.ts'
import { ActionButton, ActionLink, ExportLink } from '../../../ui/button.tsx'
import { EmptyState, Note } from '../../../ui/feedback.tsx'
import { FilterBar, SearchFilter, SelectFilter } from '../../../ui/filters.tsx'
import { formatDay } from '../../../ui/format.ts'
import { Page } from '../../../ui/page.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { DataTable, useSelection, type Column } from '../../../ui/table.tsx'
import { toast } from '../../../ui/toast.ts'
import { sayIn, sayRefusal, useWords, type Translate } from '../../../ui/words.ts'
import { useMe } from '../../accounts/parts.tsx'
import { useOrganisationSearch } from '../../organisations/parts.tsx'
import { mayClaimFor, mayTakeUpClaims } from '../access.ts'
import { claimsApi, sayRange, standOf } from '../asking.ts'
import type { ClaimRow } from '../contract/claims.ts'
import type { ClaimOutcome } from '../contract/deciding.ts'
import { words } from '../words.ts'
import { deskWords } from '../words/desk.ts'
import { ClaimSheet } from './ClaimSheet.tsx'

const states = ['submitted', 'returned', 'taken_up', 'withdrawn'] as const

/** What people of one's part of the tree claim, with everything beside it to decide; the keyboard goes from one to the next. */
export function ClaimsPage() {
  const t = useWords(deskWords)
  const say = useWords(words)
  const me = useMe().data
  const open = useOpen()
  const go = useNavigate()
  const filters = useFilters({
    q: text,
    organisationId: text,
    state: oneOf(states),
    trips: oneOf(['open', 'shared']),
    certificates: oneOf(['yes']),
  })
  const asked = { state: 'submitted' as const, ...filters }
  const schools = useOrganisationSearch('school')
  const selection = useSelection()
  const list = usePages(['claims', asked], (paging) => call(claimsApi.claims.$get({ query: { ...asked, ...paging } })))
  const file = useExport('claims', asked)
  const batch = useBatch(selection)
  const at_ = list.rows.findIndex((row) => row.id === open.id)
  const show = (place: number) => {
    const row = list.rows[place]
    if (row) void go(open.link(row.id), { replace: true })
  }
  useKeys(open.id !== undefined, (by) => show(at_ + by))
  const asker = me && { personId: me.person?.id ?? null, grants: me.grants }
  const maySubmit = asker && accessRefusal(mayClaimFor, asker) === undefined
  const mayNot = !asker || accessRefusal(mayTakeUpClaims, asker) !== undefined
  return (
    <Page
      title={t('claims')}
      lead={t('claims.lead')}
      actions={
        <>
          <ExportLink href={file} />
          {maySubmit ? (
            <ActionLink to={`${at.claims()}/new`} icon="plus">
              {t('newFor')}
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
          fallback="submitted"
          options={states.map((value) => ({ value, label: say(`state.${value}`) }))}
        />
        <SelectFilter name="organisationId" label={t('school')} options={schools.options} />
        <SelectFilter
          name="trips"
          label={t('trips')}
          options={(['open', 'shared'] as const).map((value) => ({ value, label: t(`trips.${value}`) }))}
        />
        <SelectFilter
          name="certificates"
          label={t('certificateNo')}
          options={[{ value: 'yes', label: t('certificates') }]}
        />
      </FilterBar>
      <Refused outcomes={batch.refused} rows={list.rows} />
      <DataTable
        label={t('claims')}
        list={list}
        columns={columnsOf(t, say)}
        paste={['people', 'organisations']}
        rowId={(row) => row.id}
        linkOf={(row) => open.link(row.id)}
        {...(open.id === undefined ? {} : { activeId: open.id })}
        {...(asked.state === 'submitted'
          ? {
              selection: {
                ...selection,
                actions: (
                  <ActionButton
                    kind="primary"
                    icon="check"
                    pending={batch.pending}
                    reason={mayNot ? t('reason.registrar') : undefined}
                    onClick={() => batch.run([...selection.ids])}
                  >
                    {t('takeUp')}
                  </ActionButton>
                ),
              },
            }
          : {})}
        words={words}
        empty={<EmptyState title={t('empty')} hint={t('empty.hint')} />}
      />
      {open.id === undefined ? null : (
        <ClaimSheet
          key={open.id}
          claimId={open.id}
          onClose={open.close}
          onDone={() => {
            const next = list.rows[at_ + 1]
            if (next) void go(open.link(next.id), { replace: true })
            else open.close()
          }}
        />
      )}
    </Page>
  )
}

/** J and K go from one to the next while one is open; never while somebody types. */
function useKeys(isOpen: boolean, move: (by: 1 | -1) => void) {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const target = event.target
    const isTyping = target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]')
    if (isTyping || event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return
    if (event.key === 'j' || event.key === 'J') move(1)
    if (event.key === 'k' || event.key === 'K') move(-1)
  })
  useEffect(() => {
    if (!isOpen) return undefined
    const listen = (event: KeyboardEvent) => onKey(event)
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [isOpen])
}

function useBatch(selection: ReturnType<typeof useSelection>) {
  const t = useWords(deskWords)
  const cache = useQueryClient()
  const [refused, setRefused] = useState<readonly ClaimOutcome[]>([])
  const batch = useMutation({
    mutationFn: (ids: string[]) => call(claimsApi['claim-uptakes'].$post({ json: { ids } })),
    onError: (problem) => toast(sayRefusal(problem, words), { tone: 'danger' }),
    onSuccess: async ({ outcomes }) => {
      const left = outcomes.filter(({ outcome }) => outcome === 'refused')
      const count = outcomes.length - left.length
      if (count > 0) toast(t('takeUp.many.done', { count }))
      setRefused(left)
      selection.clear()
      await cache.invalidateQueries({ queryKey: ['claims'] })
    },
  })
  return { pending: batch.isPending, run: (ids: string[]) => batch.mutate(ids), refused }
}

function Refused({ outcomes, rows }: { outcomes: readonly ClaimOutcome[]; rows: readonly ClaimRow[] }) {
  const t = useWords(deskWords)
  if (outcomes.length === 0) return null
  const nameOf = (id: string) => rows.find((row) => row.id === id)?.personName ?? ''
  return (
    <Note tone="attention">
      {[...Map.groupBy(outcomes, ({ code }) => code ?? '')].map(([code, group]) => (
        <p key={code}>
          {t('refused', { count: group.length })} {sayRefusal({ code }, words)}{' '}
          <span className="quiet">{group.map(({ id }) => nameOf(id)).join(' ')}</span>
        </p>
      ))}
    </Note>
  )
}

function columnsOf(t: Translate<typeof deskWords>, say: Translate<typeof words>): Column<ClaimRow>[] {
  return [
    { key: 'person', title: t('person'), width: 96, cell: (row) => row.personName },
    { key: 'school', title: t('school'), width: 152, cell: (row) => row.organisationName },
    { key: 'kind', title: t('kind'), width: 120, cell: (row) => (row.awardTitle ? sayIn(row.awardTitle) : '–') },
    { key: 'title', title: t('title'), cell: (row) => row.title },
    { key: 'doneOn', title: t('doneOn'), cell: (row) => (row.doneOn === null ? '–' : formatDay(row.doneOn)) },
    {
      key: 'hours',
      title: t('hours'),
      align: 'end',
      cell: (row) => {
        const settled = row.hours?.centihours ?? row.centihours
        return sayRange(settled ?? row.leastCentihours ?? 0, settled ?? row.mostCentihours ?? 0)
      },
    },
    {
      key: 'doubts',
      title: t('doubts'),
      cell: (row) =>
        row.doubts === 0 ? '–' : <StateTag tone="attention">{t('doubts.count', { count: row.doubts })}</StateTag>,
    },
    {
      key: 'waiting',
      title: t('waiting'),
      align: 'end',
      cell: (row) => (row.waitingDays === 0 ? t('waiting.today') : t('waiting.days', { count: row.waitingDays })),
    },
    { key: 'certificate', title: t('certificateNo'), cell: (row) => row.certificateNo ?? '–', hidden: true },
    { key: 'host', title: t('host'), cell: (row) => row.host ?? '–', hidden: true },
    { key: 'place', title: t('place'), cell: (row) => row.place ?? '–', hidden: true },
    {
      key: 'validUntil',
      title: t('validUntil'),
      cell: (row) => (row.validUntil === null ? '–' : formatDay(row.validUntil)),
      hidden: true,
    },
    {
      key: 'state',
      title: t('state'),
      cell: (row) => {
        const { tone, said } = standOf(say, row)
        return <StateTag tone={tone}>{said}</StateTag>
      },
    },
  ]
}
