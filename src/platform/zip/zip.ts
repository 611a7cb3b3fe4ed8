import { PassThrough, Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import type { CalendarDate } from '../../lib/dates.ts'
import { safeFileName } from '../files/names.ts'

/** One file of an archive; `folder` groups files that belong together, a school's for instance. */
export type ZipEntry = { readonly name: string; readonly folder?: string; readonly content: Uint8Array }

/**
 * Streams files into a zip as they are made: one is held in memory at a time, however slowly the archive is read.
 * Names are made safe and unique; PDFs and Office files are stored as they are, because they are already packed.
 */
export function zipStream(entries: AsyncIterable<ZipEntry>, on: CalendarDate): Readable {
  const archive = new ZipFile()
  const output = new PassThrough()
  archive.outputStream.pipe(output)
  fill(archive, entries, on).then(
    () => archive.end(),
    (failure: unknown) => output.destroy(failure instanceof Error ? failure : new Error(String(failure))),
  )
  return output
}

const packed = /\.(pdf|docx|xlsx|pptx|zip|png|jpe?g)$/i

async function fill(archive: ZipFile, entries: AsyncIterable<ZipEntry>, on: CalendarDate): Promise<void> {
  const mtime = new Date(`${on}T00:00:00`)
  const taken = new Set<string>()
  for await (const { name, folder, content } of entries) {
    const path = uniquePath(
      folder === undefined ? safeFileName(name) : `${safeFileName(folder)}/${safeFileName(name)}`,
      taken,
    )
    await new Promise<void>((resolve, reject) => {
      const options = { mtime, mode: 0o100644, compress: !packed.test(path), size: content.length }
      archive.addReadStreamLazy(path, options, (open) => {
        // The next file is asked for only when this one has gone out.
        open(null, Readable.from([content]).once('close', resolve).once('error', reject))
      })
    })
  }
}

function uniquePath(path: string, taken: Set<string>): string {
  const [, stem = path, extension = ''] = /^(.*?)(\.[^./]+)?$/s.exec(path) ?? []
  let free = path
  for (let count = 2; taken.has(free.toLowerCase()); count++) free = `${stem} (${count})${extension}`
  taken.add(free.toLowerCase())
  return free
}
