import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { upload } from '../../platform/web/call.ts'
import type { StoredFile, filePurposes } from './contract.ts'

/** Sends a file in, for one's own organisation: `send` gives its id, `progress` the share sent so far. */
export function useFileUpload(purpose: (typeof filePurposes)[number]) {
  const [progress, setProgress] = useState<number | undefined>()
  const sending = useMutation({
    mutationFn: (file: File) => {
      const query = new URLSearchParams({ id: crypto.randomUUID(), name: file.name, purpose })
      return upload<StoredFile>(`/files?${query.toString()}`, file, setProgress)
    },
    onSettled: () => setProgress(undefined),
  })
  return { send: sending.mutateAsync, progress, problem: sending.error, isPending: sending.isPending }
}
