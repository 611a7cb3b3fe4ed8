import { usePasted } from '../../platform/web/query.ts'
import { ActionLink, MenuButton } from '../../ui/button.tsx'
import { useWords } from '../../ui/words.ts'
import { useHolds } from '../accounts/parts.tsx'
import { words } from './words.ts'

/** The ways in and out of a roster as a list, for the page that shows it; `filters` are those of the page. */
export function RosterButtons({ filters }: { filters: Readonly<Record<string, string | undefined>> }) {
  const t = useWords(words)
  const mayImport = useHolds('bureau_officer', 'town_officer', 'school_registrar')
  const pasted = usePasted()
  const fetchAs = (format: 'xlsx' | 'csv') => () => {
    const query = new URLSearchParams({ format })
    for (const [name, value] of Object.entries({ ...filters, ...pasted }))
      if (value !== undefined) query.set(name, value)
    window.location.assign(`/api/v1/roster-export?${query.toString()}`)
  }
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
        <ActionLink to="/people/imports" icon="upload">
          {t('import')}
        </ActionLink>
      ) : null}
    </>
  )
}
