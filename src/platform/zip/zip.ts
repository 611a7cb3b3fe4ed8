import { PassThrough, type Readable } from 'node:stream'
import { ZipFile } from 'yazl'

/** One file of an archive. */
export type ZipEntry = { readonly name: string; readonly bytes: Buffer }

/** An archive that is written while its files are still being made. */
export function zipOf(entries: AsyncIterable<ZipEntry>): Readable {
  const zip = new ZipFile()
  const out = new PassThrough()
  zip.outputStream.pipe(out)
  void fill(zip, entries).catch((failure: unknown) => {
    out.destroy(failure instanceof Error ? failure : new Error('the archive could not be made', { cause: failure }))
  })
  return out
}

// The same content gives the same archive: an entry's time is that of the format's beginning.
const beginning = new Date('1980-01-01T00:00:00Z')

async function fill(zip: ZipFile, entries: AsyncIterable<ZipEntry>): Promise<void> {
  for await (const { name, bytes } of entries) zip.addBuffer(bytes, name, { mtime: beginning, compress: false })
  zip.end()
}
