import { buffer } from 'node:stream/consumers'
import { err, ok, type Result } from '../../../lib/result.ts'
import type { Vault } from '../../../platform/crypto.ts'
import { note, read, transact, type Tx } from '../../../platform/db/db.ts'
import type { FileStore } from '../../../platform/files/store.ts'
import type { JobTools } from '../../../platform/jobs/queue.ts'
import { recordFile } from '../../files/public.ts'
import { mostExported } from '../../privacy/public.ts'
import { isUnmasked, type Row } from '../layouts/layout.ts'
import { findFullFile, insertFullFile } from '../store/full-files.ts'
import { hasExport } from '../store/layouts.ts'
import { fileOf, type Outgoing } from './layout-file.ts'
import { findMeant, prepare, type Meant, type Prepared } from './layout-rows.ts'
import { recordExport, writeLooks, type Draft } from './layouts.ts'

type Parts = { readonly files: FileStore; readonly vault: Vault }
type Asked = { readonly draft: Draft; readonly roots: readonly string[] }
type Made = { readonly meant: Meant; readonly prepared: Prepared; readonly file: Outgoing }

/** What comes of the job: the file, or of a list with full numbers the id by which whoever asked fetches it. */
export type LayoutMade = { readonly rows?: number } & ({ readonly fileId: string } | { readonly fullId: string })

/** Makes the file of a layout in the background. Stopped, it leaves nothing behind; done twice, it is one. */
export async function performLayoutExport(
  parts: Parts,
  { draft, roots }: Asked,
  tools: JobTools,
): Promise<Result<LayoutMade, string>> {
  const { db } = tools
  if (await read(db, (tx) => hasExport(tx, draft.id)))
    return ok(draft.reason === undefined ? { fileId: draft.id } : { fullId: draft.id })
  const made = await read(db, async (tx) => {
    const meant = await findMeant(tx, draft, roots)
    if (!meant.ok) return meant
    const prepared = await prepare(tx, parts.vault, meant.value, draft, roots)
    const passing = (rows: readonly Row[]) => watched(rows, tools)
    return ok({ meant: meant.value, prepared, file: await fileOf(tx, meant.value, draft.year, prepared, passing) })
  })
  if (!made.ok) return made
  const { meant, prepared } = made.value
  const size = prepared.rows.length
  if (size === 0) return err('export_empty')
  const unmasked = isUnmasked(meant.content)
  // A version with full numbers may have come into force since it was asked for.
  if (unmasked !== (draft.reason !== undefined)) return err(unmasked ? 'layout_unmasked' : 'layout_masked')
  if (!unmasked) return keep(parts.files, made.value, draft, tools)
  return size > mostExported ? err('export_too_large') : keepSealed(parts.vault, made.value, draft, tools)
}

async function keep(
  files: FileStore,
  { meant, prepared, file }: Made,
  draft: Draft,
  tools: JobTools,
): Promise<Result<LayoutMade, string>> {
  const stored = await files.put(file.content, { accept: [meant.content.file === 'csv' ? 'txt' : 'xlsx'] })
  if (await tools.cancelled()) return err('cancelled')
  if (!stored.ok) return stored
  const about = { id: draft.id, organisationId: draft.organisationId, name: file.name }
  const recorded = await transact(tools.db, async (tx) => {
    await recordExport(tx, meant, prepared, draft)
    return recordFile(tx, stored.value, { ...about, purpose: 'hour_layout_export' })
  })
  return recorded.ok ? ok({ fileId: draft.id, rows: prepared.rows.length }) : recorded
}

const keptMs = 86_400_000

// Full numbers lie in no file store: the list is sealed like the numbers themselves.
async function keepSealed(
  vault: Vault,
  { meant, prepared, file }: Made,
  draft: Draft,
  tools: JobTools,
): Promise<Result<LayoutMade, string>> {
  const content = await buffer(file.content)
  if (await tools.cancelled()) return err('cancelled')
  const contentSealed = vault.seal(content.toString('base64'))
  return transact(tools.db, async (tx) => {
    const { actor, now } = tx.context
    if (!actor) throw new Error('full numbers are asked for by somebody')
    await recordExport(tx, meant, prepared, draft)
    await writeLooks(tx, meant.content, prepared.rows, draft)
    const expiresAt = new Date(now.getTime() + keptMs)
    await insertFullFile(tx, { id: draft.id, name: file.name, contentSealed, madeBy: actor.accountId, expiresAt })
    return ok({ fullId: draft.id, rows: prepared.rows.length })
  })
}

const rowStride = 500

// Rows on their way into a file: people see how many are written, and may stop it.
async function* watched(rows: readonly Row[], tools: JobTools): AsyncGenerator<Row> {
  for (const [index, row] of rows.entries()) {
    if (index % rowStride === 0) {
      await tools.progress(index, rows.length)
      if (await tools.cancelled()) return
    }
    yield row
  }
  await tools.progress(rows.length, rows.length)
}

/** A list with full numbers that whoever asks had made within the last day. Each fetching is noted. */
export async function fetchFullFile(
  tx: Tx,
  vault: Vault,
  id: string,
): Promise<Result<{ readonly name: string; readonly content: Buffer }, 'layout_file_gone'>> {
  const { actor, now } = tx.context
  const found = await findFullFile(tx, id)
  if (found?.madeBy !== actor?.accountId || !found || found.expiresAt < now) return err('layout_file_gone')
  note(tx, {
    act: 'hour_layout.fetched',
    object: { kind: 'hour_layout', id: found.layoutId },
    after: { id, name: found.name },
  })
  return ok({ name: found.name, content: Buffer.from(vault.open(found.contentSealed), 'base64') })
}
