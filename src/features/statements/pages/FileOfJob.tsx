import { useState } from 'react'
import { DownloadLink } from '../../../ui/button.tsx'
import { JobProgress } from '../../jobs/parts.tsx'
import { words } from '../words.ts'

type FileOfJobProps = { jobId: string; download: string; onDone?: () => void }

/** Work whose outcome is a file: how far it is, the way to stop it, and the file when it is there. */
export function FileOfJob({ jobId, download, onDone }: FileOfJobProps) {
  const [fileId, setFileId] = useState<string | undefined>()
  const done = (outcome: unknown) => {
    if (typeof outcome === 'object' && outcome !== null && 'fileId' in outcome) setFileId(String(outcome.fileId))
    onDone?.()
  }
  return (
    <div className="stack-tight">
      <JobProgress jobId={jobId} onDone={done} words={words} />
      {fileId === undefined ? null : (
        <div className="cluster">
          <DownloadLink href={`/api/v1/files/${fileId}`}>{download}</DownloadLink>
        </div>
      )}
    </div>
  )
}
