import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from 'react-router'
import { call, client } from '../../../platform/web/call.ts'
import { usePages } from '../../../platform/web/query.ts'
import { at } from '../../../platform/web/route.ts'
import { EmptyState, Loaded } from '../../../ui/feedback.tsx'
import { formatCount, formatDate, joinNames } from '../../../ui/format.ts'
import { Facts, ObjectHead, Section } from '../../../ui/page.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { DataTable } from '../../../ui/table.tsx'
import { useWords } from '../../../ui/words.ts'
import { DirectoryTrail } from '../../directory/parts.tsx'
import { TreeChangeMenu, TreeHistory } from '../../moves/parts.tsx'
import { useCodes } from '../../people/parts.tsx'
import type { organisationRoutes } from '../routes.ts'
import { words } from '../words.ts'

const api = client<typeof organisationRoutes>()

/** One organisation: where it stands, what it is, and what stands below it. */
export function OrganisationPage() {
  const { organisationId = '' } = useParams()
  const t = useWords(words)
  const say = useCodes()
  const query = useQuery({
    queryKey: ['organisations', organisationId],
    queryFn: () => call(api.organisations[':organisationId'].$get({ param: { organisationId } })),
  })
  const below = usePages(['organisations', 'below', organisationId], (paging) =>
    call(api.organisations.$get({ query: { parentId: organisationId, ...paging } })),
  )
  return (
    <div className="page">
      <Loaded query={query} words={words}>
        {(one) => (
          <ObjectHead
            back={{ to: at.organisations(), label: t('organisations') }}
            title={one.name}
            lead={one.above.map((each) => each.name).join(' › ')}
            state={one.closedOn === null ? null : <StateTag tone="danger">{t('closed')}</StateTag>}
            more={<TreeChangeMenu organisation={one} />}
          />
        )}
      </Loaded>
      {query.data ? (
        <Facts
          items={[
            { label: t('code'), value: query.data.code ?? '–' },
            { label: t('kind'), value: t(`kind.${query.data.kind}`) },
            { label: t('schoolKind'), value: say('school', query.data.schoolKind) },
            { label: t('stages'), value: joinNames(query.data.stages.map((code) => say('stage', code))) || '–' },
            { label: t('setting'), value: say('setting', query.data.setting) },
            { label: t('teachers'), value: formatCount(query.data.teachers, 'person') },
            ...(query.data.openedOn === null ? [] : [{ label: t('openedOn'), value: formatDate(query.data.openedOn) }]),
            ...(query.data.address === null ? [] : [{ label: t('address'), value: query.data.address }]),
            ...(query.data.phone === null ? [] : [{ label: t('phone'), value: query.data.phone }]),
          ]}
        />
      ) : null}
      <Section title={t('below')}>
        <DataTable
          label={t('below')}
          list={below}
          paste={['organisations']}
          rowId={(row) => row.id}
          empty={<EmptyState title={t('empty')} />}
          columns={[
            { key: 'name', title: t('name'), cell: (row) => <Link to={at.organisation(row.id)}>{row.name}</Link> },
            { key: 'kind', title: t('kind'), cell: (row) => t(`kind.${row.kind}`) },
            { key: 'teachers', title: t('teachers'), align: 'end', cell: (row) => formatCount(row.teachers, 'person') },
          ]}
        />
      </Section>
      <TreeHistory organisationId={organisationId} />
      <DirectoryTrail organisationId={organisationId} />
    </div>
  )
}
