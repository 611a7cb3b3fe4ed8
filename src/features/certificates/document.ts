import { err, ok, type Result } from '../../lib/result.ts'
import { read, type Db } from '../../platform/db/db.ts'
import type { FileStore } from '../../platform/files/store.ts'
import { renderCertificate } from '../../platform/pdf/certificate.ts'
import { findFile } from '../files/public.ts'
import { findCertificate, type CertificateRow } from './store.ts'

/** The link that the QR on a certificate opens: its verification page. */
export function verifyLink(origin: string, { number, code }: { number: string; code: string }): string {
  return `${origin}/verify/${encodeURIComponent(number)}?c=${code}`
}

/** Draws a certificate as it was issued; nothing of it is looked up anew but the seal image that it names. */
export async function drawCertificate(
  db: Db,
  files: FileStore,
  id: string,
  origin: string,
): Promise<Result<{ name: string; pdf: Buffer }, 'certificate_not_found' | 'glyph_missing'>> {
  const found = await read(db, async (tx) => {
    const row = await findCertificate(tx, id)
    return row && { row, seal: row.sealFileId === null ? undefined : await findFile(tx, row.sealFileId) }
  })
  if (!found) return err('certificate_not_found')
  const seal = found.seal && (await files.read(found.seal.sha256))
  const drawn = await draw(found.row, seal, origin)
  return drawn.ok ? ok({ name: `${found.row.number}-${found.row.holderName}`, pdf: drawn.value }) : drawn
}

/** Draws one certificate with a seal that was read already. */
export function draw(
  row: CertificateRow,
  seal: Buffer | undefined,
  origin: string,
): Promise<Result<Buffer, 'glyph_missing'>> {
  return renderCertificate({
    kind: 'completion',
    title: row.title,
    number: row.number,
    verifyCode: row.code,
    verifyUrl: verifyLink(origin, row),
    holder: { name: row.holderName, school: row.schoolName },
    programme: { title: row.programmeTitle },
    centihours: row.centihours,
    startsOn: row.startedOn ?? row.endedOn,
    endsOn: row.endedOn,
    issuer: row.issuer,
    ...(row.signatory === '' ? {} : { signatory: { name: row.signatory } }),
    ...(seal ? { seal } : {}),
    issuedOn: row.issuedOn,
  })
}
