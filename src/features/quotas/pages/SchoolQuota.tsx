import { Stat } from '../../../ui/figures.tsx'
import { formatDate } from '../../../ui/format.ts'
import { Section } from '../../../ui/page.tsx'
import { useWords } from '../../../ui/words.ts'
import { words } from '../words.ts'
import { useSchoolPlaces } from './own-places.ts'

/** What a programme keeps for one's schools, how much of it is taken and free, and until when; nothing of one without quotas. */
export function SchoolQuota({ programmeId }: { programmeId: string }) {
  const t = useWords(words)
  const { row, places } = useSchoolPlaces(programmeId)
  if (row === undefined) return null
  const { max, taken, free } = places
  return (
    <Section title={t('school.title')}>
      <div className="figures">
        <Stat label={t('school.places')} value={max ?? t('everybody')} />
        <Stat label={t('taken')} value={taken} />
        <Stat label={t('free')} value={free ?? '–'} {...(free === 0 ? { tone: 'attention' } : {})} />
        {row.releaseOn === null ? null : <Stat label={t('school.until')} value={formatDate(row.releaseOn)} />}
      </div>
      {free === 0 ? <p className="quiet">{t('school.full')}</p> : null}
    </Section>
  )
}
