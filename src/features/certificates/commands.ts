import { yearOf } from '../../lib/dates.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import { randomCode } from '../../platform/crypto.ts'
import { note, type Tx } from '../../platform/db/db.ts'
import type { FileStore } from '../../platform/files/store.ts'
import { newId } from '../../platform/ids.ts'
import { enqueueOnce } from '../../platform/jobs/queue.ts'
import { isDrawableImage } from '../../platform/pdf/image.ts'
import {
  recordBehind,
  reverseEntry,
  verifyRecords,
  type Outcome,
  type Posted,
  type ReverseRefusal,
} from '../credits/public.ts'
import { findFile } from '../files/public.ts'
import { notify } from '../notices/public.ts'
import { findBureau, loadTenant } from '../organisations/public.ts'
import { showPeople } from '../people/public.ts'
import type { Certificate, CertificateRule, RuleChange } from './contract.ts'
import { defaultPattern, endRefusal, kindLetter, patternRefusal, writeNumber, type PatternRefusal } from './core.ts'
import { archiveCertificatesJob } from './jobs.ts'
import {
  endCertificate,
  findCertificate,
  findCertificates,
  findGenuineOf,
  findRule,
  holdCertificate,
  insertCertificates,
  lastNumber,
  saveRule,
  showCertificate,
  takeNumbers,
  type CertificateRow,
} from './store.ts'

const defaultTitle = '培训合格证书'

/** How certificates are numbered, signed and sealed now: the bureau's choice, or the default in its name. */
export async function readRule(tx: Tx): Promise<CertificateRule> {
  const [chosen, tenant, bureau] = [await findRule(tx), await loadTenant(tx), await findBureau(tx)]
  if (!bureau) throw new Error('a region without its bureau')
  const plain = { pattern: defaultPattern, title: defaultTitle, issuer: bureau.name, signatory: '', sealFileId: null }
  const { pattern, title, issuer, signatory, sealFileId } = chosen ?? plain
  const nextSeq = (await lastNumber(tx, yearOf(tx.context.today))) + 1
  const known = { chosen: chosen !== undefined, region: tenant.regionCode, nextSeq, bureauId: bureau.id }
  return { pattern, title, issuer, signatory, sealFileId, ...known }
}

const sealTypes = ['png', 'jpeg']

/** Changes how certificates to come are numbered, signed and sealed. */
export async function changeRule(
  tx: Tx,
  files: Pick<FileStore, 'read'>,
  change: RuleChange,
): Promise<Result<CertificateRule, PatternRefusal | 'seal_not_found' | 'seal_not_an_image'>> {
  const refusal = patternRefusal(change.pattern)
  if (refusal) return err(refusal)
  if (change.sealFileId !== null) {
    const seal = await findFile(tx, change.sealFileId)
    if (!seal) return err('seal_not_found')
    // A picture that cannot be drawn would fail at every certificate after this one.
    const image = sealTypes.includes(seal.type) ? await files.read(seal.sha256) : undefined
    if (!image || !isDrawableImage(image)) return err('seal_not_an_image')
  }
  const before = await findRule(tx)
  await saveRule(tx, change, actorId(tx))
  const object = { kind: 'certificate_rule', id: tx.context.tenantId }
  note(tx, { act: 'certificate_rule.changed', object, before, after: change })
  return ok(await readRule(tx))
}

function actorId(tx: Tx): string {
  const { actor } = tx.context
  if (!actor) throw new Error('certificates need somebody who answers for them')
  return actor.accountId
}

type Attested = Pick<
  Posted,
  'personId' | 'sourceKind' | 'sourceId' | 'sourceTitle' | 'level' | 'centihours' | 'startedOn' | 'earnedOn'
> & {
  readonly entryId: string
  /** The id of the certificate. */
  readonly id: string
}

// Snapshots what each certificate says, and numbers them without a gap.
async function issue(tx: Tx, attested: readonly Attested[]) {
  if (attested.length === 0) return []
  const { today, now } = tx.context
  const year = yearOf(today)
  const { pattern, title, issuer, signatory, sealFileId, region } = await readRule(tx)
  const holders = new Map(
    (
      await showPeople(
        tx,
        attested.map((one) => one.personId),
      )
    ).map((person) => [person.id, person]),
  )
  const first = await takeNumbers(tx, year, attested.length)
  const rows = attested.map(({ entryId, sourceTitle, earnedOn, ...one }, index) => {
    const holder = holders.get(one.personId)
    const number = writeNumber(pattern, { region, year, kind: kindLetter(one.level), seq: first + index })
    if (!holder || !number.ok) throw new Error('a certificate without its holder or its number')
    return {
      ...one,
      number: number.value,
      code: randomCode(8),
      creditEntryId: entryId,
      holderName: holder.name,
      organisationId: holder.organisationId,
      schoolName: holder.organisationName,
      programmeTitle: sourceTitle,
      endedOn: earnedOn,
      issuedOn: today,
      title,
      issuer,
      signatory,
      sealFileId,
      issuedBy: actorId(tx),
      state: 'genuine' as const,
      stateSince: now,
    }
  })
  await insertCertificates(tx, rows)
  for (const { id, number, personId } of rows) {
    note(tx, { act: 'certificate.issued', object: { kind: 'certificate', id }, after: { number, personId } })
  }
  return rows
}

/** Verifies hours, posts them, and issues the certificates that come with them: all in one transaction. */
export async function verifyHours(tx: Tx, ids: readonly string[], scope: readonly string[]): Promise<Outcome[]> {
  const { outcomes, certified } = await verifyRecords(tx, ids, scope)
  const issued = await issue(
    tx,
    certified.map(({ id, personId, sourceKind, sourceId, sourceTitle, centihours, startedOn, earnedOn, level }) => ({
      id: newId(),
      entryId: id,
      ...{ personId, sourceKind, sourceId, sourceTitle, centihours, startedOn, earnedOn, level },
    })),
  )
  for (const rows of Map.groupBy(issued, (row) => row.programmeTitle).values()) {
    const params = { title: rows[0]?.programmeTitle ?? '' }
    const personIds = rows.map((row) => row.personId)
    await notify(tx, { personIds }, { code: 'certificates.issued', params, link: '/m/certificates' })
  }
  return outcomes
}

/** Reverses an entry of the ledger and revokes the certificate that attested it, under whatever number that was issued. */
export async function reverseHours(
  tx: Tx,
  entryId: string,
  reversal: { id: string; reason: string },
): Promise<Result<{ id: string; centihours: number }, ReverseRefusal>> {
  const reversed = await reverseEntry(tx, entryId, reversal)
  if (!reversed.ok) return reversed
  const attested = await findGenuineOf(tx, await recordBehind(tx, entryId))
  if (attested) await end(tx, attested, { state: 'revoked', stateReason: reversal.reason, supersededBy: null })
  return ok({ id: reversed.value.id, centihours: reversed.value.centihours })
}

async function end(tx: Tx, certificate: CertificateRow, change: Parameters<typeof endCertificate>[2]): Promise<void> {
  await endCertificate(tx, certificate.id, change)
  const object = { kind: 'certificate', id: certificate.id }
  note(tx, { act: `certificate.${change.state}`, object, before: { state: certificate.state }, after: change })
  const params = { number: certificate.number, title: certificate.programmeTitle, reason: change.stateReason }
  const message = { code: `certificates.${change.state}`, params, link: '/m/certificates' }
  await notify(tx, { personIds: [certificate.personId] }, message)
}

type EndRefusal = 'certificate_not_found' | 'certificate_not_genuine'

/** Revokes a certificate for good. Revoking it again for the same reason gives the same answer. */
export async function revokeCertificate(tx: Tx, id: string, reason: string): Promise<Result<Certificate, EndRefusal>> {
  const certificate = await holdCertificate(tx, id)
  if (!certificate) return err('certificate_not_found')
  const again = certificate.state === 'revoked' && certificate.stateReason === reason
  if (!again) {
    const refusal = endRefusal(certificate)
    if (refusal) return err(refusal)
    await end(tx, certificate, { state: 'revoked', stateReason: reason, supersededBy: null })
  }
  const shown = await showCertificate(tx, id)
  return shown ? ok(shown) : err('certificate_not_found')
}

/** Replaces a certificate by one with a new number, today's name and today's rule; the old number then says so. */
export async function reissueCertificate(
  tx: Tx,
  id: string,
  { id: newCertificateId, reason }: { id: string; reason: string },
): Promise<Result<Certificate, EndRefusal | 'id_reused'>> {
  const old = await holdCertificate(tx, id)
  if (!old) return err('certificate_not_found')
  const earlier = await findCertificate(tx, newCertificateId)
  if (earlier && old.supersededBy !== newCertificateId) return err('id_reused')
  if (!earlier) {
    const refusal = endRefusal(old)
    if (refusal) return err(refusal)
    const { personId, sourceKind, sourceId, centihours, startedOn, level, creditEntryId, programmeTitle, endedOn } = old
    await end(tx, old, { state: 'superseded', stateReason: reason, supersededBy: newCertificateId })
    await issue(tx, [
      {
        ...{ id: newCertificateId, personId, sourceKind, sourceId, centihours, startedOn, level },
        ...{ entryId: creditEntryId, sourceTitle: programmeTitle, earnedOn: endedOn },
      },
    ])
  }
  const shown = await showCertificate(tx, newCertificateId)
  return shown ? ok(shown) : err('certificate_not_found')
}

/** Asks for an archive of those of these certificates that lie in `scope`; asked twice under one id, it is one archive. */
export async function archiveCertificates(
  tx: Tx,
  { id, ids }: { readonly id: string; readonly ids: readonly string[] },
  scope: readonly string[],
  origin: string,
): Promise<Result<string, 'nothing_to_archive' | 'id_reused'>> {
  const found = await findCertificates(tx, ids, scope)
  const bureau = await findBureau(tx)
  const [organisationId = bureau?.id] = scope
  if (found.length === 0 || organisationId === undefined) return err('nothing_to_archive')
  const name = `证书-${tx.context.today}-${found.length}份.zip`
  const payload = { ids: found.map((row) => row.id), origin, organisationId, fileId: id, name }
  const asked = { act: 'certificates.archived', object: { kind: 'file', id }, after: { size: found.length } }
  return enqueueOnce(tx, archiveCertificatesJob, payload, { id, title: name, asked })
}
