import { err, ok } from '../../lib/result.ts'
import { read, transact, type Db } from '../../platform/db/db.ts'
import type { FileStore } from '../../platform/files/store.ts'
import { handle, type JobHandler, type JobTools } from '../../platform/jobs/queue.ts'
import { zipStream, type ZipEntry } from '../../platform/zip/zip.ts'
import { findFile, recordFile } from '../files/public.ts'
import type { Vault } from '../../platform/crypto.ts'
import { performLayoutExport } from './commands/layout-job.ts'
import { draw, fileName } from './document.ts'
import { archiveStatementsJob, exportLayoutJob } from './jobs.ts'
import { findStatements, type StatementRow } from './store/statements.ts'

/** The background work of statements. */
export function statementHandlers({ files, vault }: { files: FileStore; vault: Vault }): readonly JobHandler[] {
  return [
    handle(archiveStatementsJob, async ({ ids, origin, organisationId, fileId, name }, tools) => {
      const { db } = tools
      const rows = await read(db, (tx) => findStatements(tx, ids))
      const undrawn: string[] = []
      const seal = await sealOf(db, files, rows[0])
      const entries = drawAll(rows, tools, async (row) => {
        const drawn = await draw(row, seal, origin)
        if (!drawn.ok) undrawn.push(row.number)
        return drawn.ok ? drawn.value : undefined
      })
      const stored = await files.put(zipStream(entries, db.context.today), { accept: ['zip'] })
      if (await tools.cancelled()) return err('cancelled')
      if (!stored.ok) return stored
      const about = { id: fileId, organisationId, name, purpose: 'statement_archive' }
      const recorded = await transact(db, (tx) => recordFile(tx, stored.value, about))
      // What was not drawn comes back by name: the archive never looks more complete than it is.
      return recorded.ok ? ok({ fileId, drawn: rows.length - undrawn.length, undrawn }) : recorded
    }),
    handle(exportLayoutJob, (asked, tools) => performLayoutExport({ files, vault }, asked, tools)),
  ]
}

// Statements of one archive were issued together, under one seal.
async function sealOf(db: Db, files: FileStore, row: StatementRow | undefined): Promise<Buffer | undefined> {
  const id = row?.sealFileId
  if (!id) return undefined
  const file = await read(db, (tx) => findFile(tx, id))
  return file && files.read(file.sha256)
}

const stride = 20

async function* drawAll(
  rows: readonly StatementRow[],
  tools: JobTools,
  drawn: (row: StatementRow) => Promise<Buffer | undefined>,
): AsyncGenerator<ZipEntry> {
  for (const [index, row] of rows.entries()) {
    if (index % stride === 0) {
      await tools.progress(index, rows.length)
      if (await tools.cancelled()) return
    }
    const bytes = await drawn(row)
    if (bytes) yield { name: `${fileName(row)}.pdf`, content: bytes }
  }
  await tools.progress(rows.length, rows.length)
}
