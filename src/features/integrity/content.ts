import type { Readable } from 'node:stream'
import { read, type Db } from '../../platform/db/db.ts'
import { fileTypes, mediaTypes } from '../../platform/files/kinds.ts'
import { contentDisposition } from '../../platform/files/names.ts'
import type { FileStore } from '../../platform/files/store.ts'
import { findFile } from '../files/public.ts'
import { showRequestRow } from './store/requests.ts'

// At most 10 MB, as what is handed in may be.
async function whole(content: Readable): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array[] = []
  for await (const piece of content) if (piece instanceof Uint8Array) pieces.push(piece)
  return new Uint8Array(Buffer.concat(pieces))
}

/** What was handed in with a request, with its headers; undefined where there is nothing. */
export async function contentOf(db: Db, files: FileStore, requestId: string) {
  const found = await read(db, async (tx) => {
    const request = (await showRequestRow(tx, requestId))?.request
    return request?.fileId ? findFile(tx, request.fileId) : undefined
  })
  const content = found && (await files.get(found.sha256))
  if (!found || !content) return undefined
  const type = fileTypes.find((each) => each === found.type)
  const headers = {
    'content-type': type ? mediaTypes[type] : 'application/octet-stream',
    'content-length': String(found.size),
    'content-disposition': contentDisposition(found.name).replace('attachment', 'inline'),
    'cache-control': 'no-store',
  }
  return { body: await whole(content), headers }
}
