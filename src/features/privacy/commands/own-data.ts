import { err, ok, type Result } from '../../../lib/result.ts'
import type { Vault } from '../../../platform/crypto.ts'
import { note, read, transact, type Tx } from '../../../platform/db/db.ts'
import { enqueue, type JobTools } from '../../../platform/jobs/queue.ts'
import type { OwnPart } from '../../../platform/own-data.ts'
import { zipStream, type ZipEntry } from '../../../platform/zip/zip.ts'
import { notify } from '../../notices/public.ts'
import { exportMark } from '../../organisations/public.ts'
import type { OwnDataFile } from '../contract/own.ts'
import { ownDataDays } from '../core.ts'
import { ownPage, type Told } from '../core/own-page.ts'
import { packOwnData } from '../jobs.ts'
import { fillOwnData, findOwnData, insertOwnData, listOwnData } from '../store/rules.ts'
import { words } from '../words.ts'

// After this nobody is at it any more: asking again begins anew.
const patienceMs = 3_600_000

type Kept = Awaited<ReturnType<typeof listOwnData>>[number]

function told({ id, state, size, askedAt, expiresAt }: Kept, now: Date): OwnDataFile {
  const isOver = expiresAt !== null && expiresAt.getTime() < now.getTime()
  return {
    id,
    state: isOver ? 'expired' : state,
    size,
    askedAt: askedAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
  }
}

/** A person's own data files, the newest first. */
export async function tellOwnData(tx: Tx, personId: string): Promise<OwnDataFile[]> {
  return (await listOwnData(tx, personId)).map((row) => told(row, tx.context.now))
}

/** Asks for everything held about oneself; what is being made already is answered instead of a second one. */
export async function askOwnData(
  tx: Tx,
  { id, language }: { readonly id: string; readonly language: 'zh' | 'en' },
): Promise<Result<OwnDataFile, 'id_reused'>> {
  const { actor, now } = tx.context
  const personId = actor?.personId
  if (!actor || !personId) throw new Error('the guard lets only people in')
  const earlier = await findOwnData(tx, id)
  if (earlier) return earlier.personId === personId ? ok(told(earlier, now)) : err('id_reused')
  const making = (await listOwnData(tx, personId)).find(
    ({ state, askedAt }) => state === 'making' && now.getTime() - askedAt.getTime() < patienceMs,
  )
  if (making) return ok(told(making, now))
  await insertOwnData(tx, id, personId)
  note(tx, { act: 'own_data.asked', object: { kind: 'person', id: personId }, after: { id } })
  const { accountId } = actor
  await enqueue(tx, packOwnData, { id, personId, accountId, language }, { title: words[language]['own.title'] })
  return ok(told({ id, state: 'making', size: null, askedAt: now, expiresAt: null }, now))
}

/** Packs everything that the features hold about a person, sealed until they fetch it. */
export async function performOwnData(
  vault: Vault,
  parts: readonly OwnPart[],
  { id, personId, accountId, language }: { id: string; personId: string; accountId: string; language: 'zh' | 'en' },
  tools: JobTools,
): Promise<Result<{ size: number }, string>> {
  const { db } = tools
  const say = words[language]
  const whole: Told[] = []
  for (const [place, part] of parts.entries()) {
    const rows = await read(db, (tx) => part.load(tx, { personId, accountId }, vault))
    const columns = part.columns.map((column) => ({ key: column.key, title: column[language] }))
    whole.push({ key: part.key, title: part[language], columns, rows })
    await tools.progress(place + 1, parts.length)
  }
  const lead = `${say['own.lead']} ${db.context.now.toISOString()}`
  const mark = (await read(db, exportMark))?.line ?? ''
  const page = ownPage(say['own.title'], `${lead} ${mark}`, whole, language)
  const json = { mark, ...Object.fromEntries(whole.map(({ key, rows }) => [key, rows])) }
  const archive = await packed(
    [
      { name: `${say['own.title']}.html`, content: Buffer.from(page) },
      { name: 'data.json', content: Buffer.from(JSON.stringify(json, undefined, 2)) },
    ],
    db.context.today,
  )
  await transact(db, async (tx) => {
    const expiresAt = new Date(tx.context.now.getTime() + ownDataDays * 86_400_000)
    const contentSealed = vault.seal(archive.toString('base64'))
    await fillOwnData(tx, id, { contentSealed, size: archive.length, expiresAt })
    note(tx, { act: 'own_data.packed', object: { kind: 'person', id: personId }, after: { id, size: archive.length } })
    const params = { days: ownDataDays }
    await notify(tx, { personIds: [personId] }, { code: 'own_data.ready', params, link: '/m/my-data' })
    return ok()
  })
  return ok({ size: archive.length })
}

async function packed(files: readonly ZipEntry[], on: string): Promise<Buffer> {
  async function* each() {
    yield* files
  }
  const chunks: Uint8Array[] = []
  for await (const chunk of zipStream(each(), on)) if (chunk instanceof Uint8Array) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** The packed data of whoever asks; undefined when it is not theirs, not ready or expired. Fetching it is noted. */
export async function fetchOwnData(tx: Tx, vault: Vault, id: string): Promise<Result<Buffer, 'own_data_gone'>> {
  const found = await findOwnData(tx, id)
  const { actor, now } = tx.context
  if (!found?.contentSealed || found.personId !== actor?.personId) return err('own_data_gone')
  if (found.expiresAt !== null && found.expiresAt.getTime() < now.getTime()) return err('own_data_gone')
  note(tx, { act: 'own_data.fetched', object: { kind: 'person', id: found.personId }, after: { id } })
  return ok(Buffer.from(vault.open(found.contentSealed), 'base64'))
}
