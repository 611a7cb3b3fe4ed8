import { ActionButton, DownloadLink } from '../../ui/button.tsx'
import { useWords } from '../../ui/words.ts'
import { words } from './words.ts'

/** The papers of a class, as Word. */
export function ClassPapers({ classId }: { classId: string }) {
  const t = useWords(words)
  return <DownloadLink href={`/api/v1/classes/${classId}/roster`}>{t('paper.roster')}</DownloadLink>
}

/** The papers of a session, as Word. */
export function SessionPapers({ sessionId }: { sessionId: string }) {
  const t = useWords(words)
  return <DownloadLink href={`/api/v1/class-sessions/${sessionId}/sign-in-sheet`}>{t('paper.signIn')}</DownloadLink>
}

/** The papers of a programme, as Word; a notice names the days, so that it waits for them. */
export function ProgrammePapers({ programmeId, hasDates }: { programmeId: string; hasDates: boolean }) {
  const t = useWords(words)
  if (!hasDates) {
    return (
      <ActionButton icon="download" reason={t('refusal.programme_dates_missing')} onClick={() => undefined}>
        {t('paper.notice')}
      </ActionButton>
    )
  }
  return <DownloadLink href={`/api/v1/programmes/${programmeId}/notice`}>{t('paper.notice')}</DownloadLink>
}
