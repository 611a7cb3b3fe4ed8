import type { Readable } from 'node:stream'
import { read, type Db } from '../../platform/db/db.ts'
import { fileTypes, mediaTypes } from '../../platform/files/kinds.ts'
import { contentDisposition } from '../../platform/files/names.ts'
import type { FileStore } from '../../platform/files/store.ts'
import { findFile } from '../files/public.ts'
import { isPartOf } from './store/files.ts'

// A PDF is shown in a frame of our own pages; the browser's viewer draws it with styles and an object of its own.
const framedHere = {
  'x-frame-options': 'SAMEORIGIN',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'",
}

// At most 10 MB, as what is handed in may be.
async function whole(content: Readable): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array[] = []
  for await (const piece of content) if (piece instanceof Uint8Array) pieces.push(piece)
  return new Uint8Array(Buffer.concat(pieces))
}

/** A file that a claim or an appeal rests on, with its headers; undefined where it is no part of it. */
export async function contentOf(db: Db, files: FileStore, ownerId: string, fileId: string) {
  const found = await read(db, async (tx) =>
    (await isPartOf(tx, ownerId, fileId)) ? await findFile(tx, fileId) : undefined,
  )
  const content = found && (await files.get(found.sha256))
  if (!found || !content) return undefined
  const type = fileTypes.find((each) => each === found.type)
  const headers = {
    'content-type': type ? mediaTypes[type] : 'application/octet-stream',
    'content-length': String(found.size),
    // Looked at beside the claim, in the page that shows it.
    'content-disposition': contentDisposition(found.name).replace('attachment', 'inline'),
    'cache-control': 'no-store',
    ...(found.type === 'pdf' ? framedHere : {}),
  }
  return { body: await whole(content), headers }
}
