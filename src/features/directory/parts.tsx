import { useQuery } from '@tanstack/react-query'
import { call, client } from '../../platform/web/call.ts'
import { ActionLink, MenuButton } from '../../ui/button.tsx'
import { joinStatements } from '../../ui/format.ts'
import { History } from '../../ui/history.tsx'
import { Section } from '../../ui/page.tsx'
import { useWords } from '../../ui/words.ts'
import { useHolds } from '../accounts/parts.tsx'
import { useSayChanges } from './pages/changes.ts'
import type { directoryRoutes } from './routes.ts'
import { words } from './words.ts'

const api = client<typeof directoryRoutes>()

/** The ways in and out of the tree as a list, for the page that shows it. */
export function DirectoryButtons() {
  const t = useWords(words)
  const mayImport = useHolds('bureau_officer', 'system_admin')
  const fetchAs = (format: 'xlsx' | 'csv') => () => window.location.assign(`/api/v1/directory-export?format=${format}`)
  return (
    <>
      <MenuButton
        label={t('export')}
        icon="download"
        items={[
          { key: 'xlsx', label: t('export.xlsx'), onSelect: fetchAs('xlsx') },
          { key: 'csv', label: t('export.csv'), onSelect: fetchAs('csv') },
        ]}
      />
      {mayImport ? (
        <ActionLink to="/organisations/imports" icon="upload">
          {t('import')}
        </ActionLink>
      ) : null}
    </>
  )
}

/** Which lists added or changed an organisation; nothing where none did. */
export function DirectoryTrail({ organisationId }: { organisationId: string }) {
  const t = useWords(words)
  const sayChanges = useSayChanges()
  const query = useQuery({
    queryKey: ['organisations', 'directory', organisationId],
    queryFn: () => call(api.organisations[':organisationId']['directory-rows'].$get({ param: { organisationId } })),
  })
  const items = query.data?.items ?? []
  if (items.length === 0) return null
  return (
    <Section title={t('trail')}>
      <History
        items={items.map((row) => {
          const said = row.outcome === 'create' ? 'trail.create' : 'trail.change'
          const undone = row.undoneAt === null ? '' : t('trail.undone')
          return {
            id: row.importId,
            at: row.appliedAt ?? '',
            who: row.createdByName,
            what: `${t(said, { list: row.listName, no: row.no })}${undone}`,
            detail: joinStatements(sayChanges(row.changes)),
          }
        })}
      />
    </Section>
  )
}
