import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { call, client } from '../../../platform/web/call.ts'
import { at } from '../../../platform/web/route.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { ConfirmDialog } from '../../../ui/dialog.tsx'
import { Loaded } from '../../../ui/feedback.tsx'
import { formatCount, joinNames } from '../../../ui/format.ts'
import { History } from '../../../ui/history.tsx'
import { ObjectHead, Section } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { useWords } from '../../../ui/words.ts'
import { useHolds } from '../../accounts/parts.tsx'
import { useAudienceWords } from '../../programmes/parts.tsx'
import type { PopulationInFull } from '../contract.ts'
import type { populationRoutes } from '../routes.ts'
import { words } from '../words.ts'
import { PopulationDialog } from './PopulationDialog.tsx'

const api = client<typeof populationRoutes>()

/** One saved rule: whom it means today, every version that it was, and where it is used. */
export function PopulationPage() {
  const { populationId = '' } = useParams()
  const query = useQuery({
    queryKey: ['populations', populationId],
    queryFn: () => call(api.populations[':populationId'].$get({ param: { populationId } })),
  })
  return (
    <div className="page">
      <Loaded query={query} words={words}>
        {(population) => <Shown population={population} />}
      </Loaded>
    </div>
  )
}

function Acts({ population }: { population: PopulationInFull }) {
  const t = useWords(words)
  const cache = useQueryClient()
  const mayChange = useHolds('bureau_officer', 'town_officer', 'school_registrar')
  const [open, setOpen] = useState<'change' | 'close' | undefined>()
  const close = useMutation({
    mutationFn: () =>
      call(
        api.populations[':populationId'].closing.$post({
          param: { populationId: population.id },
          json: { usedToo: population.usedBy.length > 0 },
        }),
      ),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: ['populations'] })
      setOpen(undefined)
    },
  })
  if (!mayChange) return null
  const names = joinNames(population.usedBy.map(({ objectTitle }) => objectTitle))
  const reason = population.closedAt === null ? undefined : t('refusal.population_closed')
  return (
    <div className="cluster">
      <ActionButton onClick={() => setOpen('change')} reason={reason}>
        {t('change')}
      </ActionButton>
      <ActionButton onClick={() => setOpen('close')} reason={reason}>
        {t('close')}
      </ActionButton>
      {open === 'change' ? <PopulationDialog population={population} onClose={() => setOpen(undefined)} /> : null}
      <ConfirmDialog
        title={`${population.name} · ${t('close')}`}
        open={open === 'close'}
        onClose={() => setOpen(undefined)}
        onConfirm={() => close.mutate()}
        confirm={population.usedBy.length > 0 ? t('close.usedToo') : t('close')}
        danger={population.usedBy.length > 0}
        pending={close.isPending}
        problem={close.error}
        words={words}
      >
        <p>{t('close.says')}</p>
        {names === '' ? null : <p>{t('close.used', { names })}</p>}
      </ConfirmDialog>
    </div>
  )
}

function Shown({ population }: { population: PopulationInFull }) {
  const t = useWords(words)
  const say = useAudienceWords()
  const { meant, versions, usedBy } = population
  const shown = { count: formatCount(meant.size, 'person'), shown: String(meant.people.length) }
  return (
    <>
      <ObjectHead
        back={{ to: at.populations(), label: t('populations') }}
        title={population.name}
        lead={say(population.rule)}
        state={population.closedAt === null ? null : <StateTag tone="neutral">{t('closed')}</StateTag>}
        facts={[
          { label: t('owner'), value: population.organisationName },
          { label: t('version'), value: t('version.n', { n: String(population.version) }) },
          { label: t('meant'), value: formatCount(meant.size, 'person') },
        ]}
        more={<Acts population={population} />}
      />
      {population.note === null ? null : <p className="quiet">{population.note}</p>}
      <Section title={t('meant')} note={meant.size > meant.people.length ? t('more', shown) : undefined}>
        <PlainTable
          label={t('meant')}
          rows={meant.people}
          rowId={(row) => row.id}
          columns={[
            { key: 'name', title: t('person'), cell: (row) => <Link to={at.person(row.id)}>{row.name}</Link> },
            { key: 'staffNo', title: t('staffNo'), cell: (row) => <span className="num">{row.staffNo}</span> },
            { key: 'school', title: t('school'), cell: (row) => row.organisationName },
          ]}
        />
      </Section>
      <Section title={t('usedBy')}>
        <PlainTable
          label={t('usedBy')}
          rows={usedBy}
          rowId={(row) => row.id}
          empty={t('usedBy.none')}
          columns={[
            { key: 'kind', title: t('usedBy'), cell: (row) => t(`use.${row.objectKind}`) },
            {
              key: 'title',
              title: t('name'),
              cell: (row) =>
                row.objectKind === 'programme' ? (
                  <Link to={at.programme(row.objectId)}>{row.objectTitle}</Link>
                ) : (
                  row.objectTitle
                ),
            },
            {
              key: 'version',
              title: t('version'),
              cell: (row) =>
                row.version === population.version
                  ? t('version.n', { n: String(row.version) })
                  : t('version.behind', { n: String(row.version), now: String(population.version) }),
            },
          ]}
        />
      </Section>
      <Section title={t('versions')}>
        <History
          items={versions.map((each) => ({
            id: String(each.version),
            at: each.madeAt,
            who: each.madeByName,
            what: `${t('version.n', { n: String(each.version) })} · ${say(each.rule)}`,
            detail: each.reason,
          }))}
        />
      </Section>
    </>
  )
}
