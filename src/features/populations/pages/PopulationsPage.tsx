import { useState } from 'react'
import { Link } from 'react-router'
import { at } from '../../../platform/web/route.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { EmptyState, Loaded } from '../../../ui/feedback.tsx'
import { formatCount } from '../../../ui/format.ts'
import { Page } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { useWords } from '../../../ui/words.ts'
import { useHolds } from '../../accounts/parts.tsx'
import { useAudienceWords } from '../../programmes/parts.tsx'
import { usePopulations } from '../parts.tsx'
import { words } from '../words.ts'
import { PopulationDialog } from './PopulationDialog.tsx'

/** The saved rules over people of one's part of the tree, and of those above it. */
export function PopulationsPage() {
  const t = useWords(words)
  const say = useAudienceWords()
  const mayAdd = useHolds('bureau_officer', 'town_officer', 'school_registrar')
  const [adding, setAdding] = useState(false)
  const query = usePopulations()
  const add = mayAdd ? (
    <ActionButton kind="primary" icon="plus" onClick={() => setAdding(true)}>
      {t('add')}
    </ActionButton>
  ) : null
  return (
    <Page title={t('populations')} count={query.data?.items.length} unit="item" lead={t('lead')} actions={add}>
      <Loaded query={query} words={words}>
        {({ items }) => (
          <PlainTable
            label={t('populations')}
            rows={items}
            rowId={(row) => row.id}
            empty={<EmptyState title={t('empty')} hint={t('empty.hint')} />}
            columns={[
              { key: 'name', title: t('name'), cell: (row) => <Link to={at.population(row.id)}>{row.name}</Link> },
              { key: 'rule', title: t('rule'), cell: (row) => say(row.rule) },
              { key: 'owner', title: t('owner'), cell: (row) => row.organisationName },
              { key: 'version', title: t('version'), cell: (row) => t('version.n', { n: String(row.version) }) },
              { key: 'uses', title: t('uses'), align: 'end', cell: (row) => formatCount(row.uses, 'use') },
            ]}
          />
        )}
      </Loaded>
      {adding ? <PopulationDialog onClose={() => setAdding(false)} /> : null}
    </Page>
  )
}
