import { err, ok } from '../../lib/result.ts'
import { read, transact, type Db } from '../../platform/db/db.ts'
import type { FileStore } from '../../platform/files/store.ts'
import { handle, type JobHandler, type JobTools } from '../../platform/jobs/queue.ts'
import { zipStream, type ZipEntry } from '../../platform/zip/zip.ts'
import { findFile, recordFile } from '../files/public.ts'
import { draw } from './document.ts'
import { archiveCertificatesJob } from './jobs.ts'
import { findCertificates, type CertificateRow } from './store.ts'

/** The background work of certificates. */
export function certificateHandlers({ files }: { files: FileStore }): readonly JobHandler[] {
  return [
    handle(archiveCertificatesJob, async ({ ids, origin, organisationId, fileId, name }, tools) => {
      const { db } = tools
      const rows = await read(db, (tx) => findCertificates(tx, ids))
      const undrawn: string[] = []
      const seals = sealsOf(db, files)
      const entries = drawAll(rows, tools, async (row) => {
        const drawn = await draw(row, await seals(row.sealFileId), origin)
        if (!drawn.ok) undrawn.push(row.number)
        return drawn.ok ? drawn.value : undefined
      })
      const stored = await files.put(zipStream(entries, db.context.today), { accept: ['zip'] })
      if (await tools.cancelled()) return err('cancelled')
      if (!stored.ok) return stored
      const purpose = 'certificate_archive'
      const recorded = await transact(db, (tx) =>
        recordFile(tx, stored.value, { id: fileId, organisationId, name, purpose }),
      )
      // What was not drawn comes back by name: the archive never looks more complete than it is.
      return recorded.ok ? ok({ fileId, drawn: rows.length - undrawn.length, undrawn }) : recorded
    }),
  ]
}

// Each seal is read once, however many certificates bear it.
function sealsOf(db: Db, files: FileStore) {
  const known = new Map<string, Promise<Buffer | undefined>>()
  const load = async (id: string) => {
    const file = await read(db, (tx) => findFile(tx, id))
    return file && files.read(file.sha256)
  }
  return async (id: string | null): Promise<Buffer | undefined> => {
    if (id === null) return undefined
    const seal = known.get(id) ?? load(id)
    known.set(id, seal)
    return seal
  }
}

const stride = 20

async function* drawAll(
  rows: readonly CertificateRow[],
  tools: JobTools,
  drawn: (row: CertificateRow) => Promise<Buffer | undefined>,
): AsyncGenerator<ZipEntry> {
  for (const [index, row] of rows.entries()) {
    if (index % stride === 0) {
      await tools.progress(index, rows.length)
      if (await tools.cancelled()) return
    }
    const bytes = await drawn(row)
    if (bytes) yield { name: `${row.number}-${row.holderName}.pdf`, content: bytes }
  }
  await tools.progress(rows.length, rows.length)
}
