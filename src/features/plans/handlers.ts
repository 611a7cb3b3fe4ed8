import { err, ok } from '../../lib/result.ts'
import { read, transact } from '../../platform/db/db.ts'
import { openDocument } from '../../platform/documents/open.ts'
import type { FileStore } from '../../platform/files/store.ts'
import { handle, type JobHandler } from '../../platform/jobs/queue.ts'
import { findFile } from '../files/public.ts'
import { keepReading, refuseReading } from './commands/documents.ts'
import { readPlan } from './core/extract.ts'
import { readPlanDocument } from './jobs.ts'
import { findDocument } from './store/documents.ts'

/** The background work of plans. */
export function planHandlers({ files }: { files: FileStore }): readonly JobHandler[] {
  return [
    handle(readPlanDocument, async ({ documentId }, tools) => {
      const { db } = tools
      const found = await read(db, async (tx) => {
        const document = await findDocument(tx, documentId)
        return document && { document, file: await findFile(tx, document.fileId) }
      })
      if (!found || found.document.state !== 'reading') return ok()
      await tools.progress(0, 3)
      const bytes = found.file && (await files.read(found.file.sha256))
      if (!bytes) return err('file_missing')
      const opened = await openDocument(bytes, found.document.name)
      if (!opened.ok) {
        // A file that cannot be read is an answer, not a failure: the document says why.
        return transact(db, (tx) => refuseReading(tx, documentId, opened.error))
      }
      await tools.progress(1)
      if (await tools.cancelled()) return err('cancelled')
      const extract = readPlan(opened.value)
      await tools.progress(2)
      const kept = await transact(db, (tx) => keepReading(tx, documentId, opened.value, extract))
      await tools.progress(3)
      return kept
    }),
  ]
}
