import { err, ok, type Result } from '../../lib/result.ts'
import { note, type Tx } from '../../platform/db/db.ts'
import type { StoredBlob } from '../../platform/files/store.ts'
import { safeFileName } from '../../platform/files/names.ts'
import { covers } from '../organisations/public.ts'
import type { StoredFile } from './contract.ts'
import { findFile, insertFile } from './store.ts'

/** What is said of a file when it is recorded. */
export type NewFile = {
  readonly id: string
  readonly organisationId: string
  readonly name: string
  readonly purpose: string
}

/** Records a file whose content the store keeps already. Asking twice with the same id and content is harmless. */
export async function recordFile(tx: Tx, blob: StoredBlob, file: NewFile): Promise<Result<StoredFile, 'id_reused'>> {
  const earlier = await findFile(tx, file.id)
  if (earlier) return earlier.sha256 === blob.sha256 ? ok(earlier) : err('id_reused')
  const row = { ...file, ...blob, name: safeFileName(file.name) }
  await insertFile(tx, row)
  note(tx, { act: 'file.stored', object: { kind: 'file', id: file.id }, after: row })
  return ok(row)
}

/** Records a file that somebody handed in for an organisation in `scope`. */
export async function acceptFile(
  tx: Tx,
  blob: StoredBlob,
  file: NewFile,
  scope: readonly string[],
): Promise<Result<StoredFile, 'id_reused' | 'organisation_not_found'>> {
  if (!(await covers(tx, scope, [file.organisationId]))) return err('organisation_not_found')
  return recordFile(tx, blob, file)
}
