import type { RefusalOf } from '../../lib/result.ts'
import { read, transact } from '../../platform/db/db.ts'
import { mediaTypes, type FileType } from '../../platform/files/kinds.ts'
import { contentDisposition } from '../../platform/files/names.ts'
import type { PutRefusal } from '../../platform/files/store.ts'
import { createApp } from '../../platform/http/app.ts'
import { streamed } from '../../platform/http/streamed.ts'
import { problem, refuse } from '../../platform/http/problem.ts'
import { acceptFile } from './commands.ts'
import { readFileRoute, storeFileRoute, type filePurposes } from './contract.ts'
import { findFile } from './store.ts'

const putRefusals = {
  file_type_refused: { status: 415, title: 'This kind of file is not taken here.' },
  file_too_large: { status: 413, title: 'The file is larger than allowed.' },
  file_empty: { status: 422, title: 'The file is empty.' },
  file_damaged: { status: 422, title: 'The file is damaged or cut short; save it again and retry.' },
  disk_full: { status: 503, title: 'The server has no room for files; tell the system administrator.' },
} as const satisfies Record<PutRefusal, { status: number; title: string }>

const refusals = {
  organisation_not_found: { status: 404, title: 'There is no such organisation in your part of the tree.' },
  id_reused: { status: 409, title: 'This id already names a different file.' },
} as const satisfies Record<RefusalOf<typeof acceptFile>, { status: number; title: string }>

const megabyte = 1024 * 1024
const accepted: Record<(typeof filePurposes)[number], { accept: readonly FileType[]; maxBytes: number }> = {
  plan_document: { accept: ['docx', 'xlsx', 'txt', 'pdf'], maxBytes: 20 * megabyte },
  scheme: { accept: ['docx', 'pdf', 'doc', 'xlsx'], maxBytes: 20 * megabyte },
  seal: { accept: ['png', 'jpeg'], maxBytes: 2 * megabyte },
  evidence: { accept: ['pdf', 'docx', 'xlsx', 'png', 'jpeg'], maxBytes: 20 * megabyte },
}

export const fileRoutes = createApp()
  .openapi(storeFileRoute, async (c) => {
    const { id, name, purpose, organisationId = c.var.scope[0] ?? '' } = c.req.valid('query')
    const put = await c.var.files.put(c.req.raw.body ?? new Uint8Array(), accepted[purpose])
    if (!put.ok) return refuse(c, putRefusals, put.error)
    const file = { id, name, purpose, organisationId }
    const stored = await transact(c.var.db, (tx) => acceptFile(tx, put.value, file, c.var.scope))
    return stored.ok ? c.json(stored.value, 201) : refuse(c, refusals, stored.error)
  })
  .openapi(readFileRoute, async (c) => {
    const found = await read(c.var.db, (tx) => findFile(tx, c.req.valid('param').fileId))
    const content = found && (await c.var.files.get(found.sha256))
    if (!found || !content) return problem(c, 404, 'not_found')
    const type = found.type in mediaTypes ? mediaTypes[found.type as FileType] : 'application/octet-stream'
    return c.body(streamed(content), 200, {
      'content-type': type,
      'content-length': String(found.size),
      'content-disposition': contentDisposition(found.name),
    })
  })
