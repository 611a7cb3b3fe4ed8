import { useState } from 'react'
import { DownloadLink } from '../../../ui/button.tsx'
import { Note } from '../../../ui/feedback.tsx'
import { useWords } from '../../../ui/words.ts'
import { JobProgress } from '../../jobs/parts.tsx'
import { words } from '../words.ts'

type Made = { readonly fileId: string; readonly undrawn: readonly string[] }

function madeOf(outcome: unknown): Made | undefined {
  if (typeof outcome !== 'object' || outcome === null || !('fileId' in outcome)) return undefined
  const undrawn = 'undrawn' in outcome && Array.isArray(outcome.undrawn) ? outcome.undrawn : []
  return { fileId: String(outcome.fileId), undrawn: undrawn.map(String) }
}

/** How far an archive of certificates is; then the archive, and what could not be drawn. */
export function ArchiveProgress({ jobId }: { jobId: string }) {
  const t = useWords(words)
  const [made, setMade] = useState<Made | undefined>()
  return (
    <div className="stack-tight">
      <JobProgress jobId={jobId} onDone={(outcome) => setMade(madeOf(outcome))} words={words} />
      {made ? (
        <div className="cluster">
          <DownloadLink href={`/api/v1/files/${made.fileId}`}>{t('archive.download')}</DownloadLink>
        </div>
      ) : null}
      {made && made.undrawn.length > 0 ? (
        <Note tone="attention">
          {t('archive.undrawn', { count: made.undrawn.length, numbers: made.undrawn.slice(0, 20).join(' ') })}
        </Note>
      ) : null}
    </div>
  )
}
