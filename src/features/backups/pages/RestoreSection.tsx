import { Section } from '../../../ui/page.tsx'
import { useWords } from '../../../ui/words.ts'
import type { BackupShelf } from '../contract.ts'
import { words } from '../words.ts'

// What a shell takes as one word, whatever is in it.
const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`

/** How the last good backup is restored: the exact commands. */
export function RestoreSection({ shelf }: { shelf: BackupShelf }) {
  const t = useWords(words)
  const { lastGood, folder, dataFolder, keysAreSealed } = shelf
  const file = quoted(`${folder}/${lastGood?.name ?? ''}`)
  const command = (place: string) => `QINGLAN_DATA=${quoted(place)} npm run -s qinglan -- restore ${file}`
  return (
    <Section title={t('restore')}>
      <div className="stack">
        <p className="quiet">{t('restore.lead')}</p>
        {lastGood?.name ? (
          <>
            <Command label={t('restore.over')} text={`${command(dataFolder)} --over-existing-data --yes-erase`} />
            <Command label={t('restore.aside')} text={command(`${dataFolder}-restored`)} />
            {keysAreSealed ? <p className="quiet">{t('restore.sealed')}</p> : null}
          </>
        ) : (
          <p className="quiet">{t('restore.none')}</p>
        )}
        <p className="quiet breakable">{t('restore.copy', { folder })}</p>
      </div>
    </Section>
  )
}

function Command({ label, text }: { label: string; text: string }) {
  return (
    <div className="stack-tight">
      <span>{label}</span>
      <code className="breakable" style={{ userSelect: 'all' }}>
        {text}
      </code>
    </div>
  )
}
