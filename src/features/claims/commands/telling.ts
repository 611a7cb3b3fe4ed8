import { isOwnMatter } from '../../../lib/access.ts'
import { yearOf } from '../../../lib/dates.ts'
import type { Tx } from '../../../platform/db/db.ts'
import { findFile } from '../../files/public.ts'
import type { Claim, ClaimInFull, ClaimRow } from '../contract/claims.ts'
import { offerOf, type Offer } from '../core/claims.ts'
import {
  findSharing,
  hoursOfClaims,
  listBrought,
  listFiles,
  listSteps,
  showClaimRow,
  type ClaimKept,
  type ClaimShown,
  type HoursOfClaim,
} from '../store/claims.ts'
import { countDoubts, listDoubts } from '../store/doubts.ts'

function claimOf({ claim, isShared }: ClaimShown, hours: HoursOfClaim | undefined): Claim {
  const { id, personId, state, awardId, title, host, startedOn, doneOn, certificateNo, validUntil, isTrip } = claim
  const { leastCentihours, mostCentihours, centihours, returnReason } = claim
  return {
    ...{ id, personId, state, awardId, title, host, startedOn, doneOn, certificateNo, validUntil, isTrip, isShared },
    ...{ leastCentihours, mostCentihours, centihours, returnReason, hours: hours ?? null },
    awardTitle: claim.award?.title ?? null,
    lateReason: claim.lateReason,
    place: claim.place,
    valuedBy: claim.awardBy,
    createdAt: claim.createdAt.toISOString(),
    submittedAt: claim.submittedAt?.toISOString() ?? null,
    decidedAt: claim.decidedAt?.toISOString() ?? null,
  }
}

/** Claims as their claimant sees them. */
export async function tellClaims(tx: Tx, rows: readonly ClaimShown[]): Promise<Claim[]> {
  const hours = await hoursOfClaims(
    tx,
    rows.map(({ claim }) => claim.id),
  )
  return rows.map((row) => claimOf(row, hours.get(row.claim.id)))
}

const dayMs = 86_400_000

/** Claims as lists of whoever decides show them. */
export async function tellClaimRows(tx: Tx, rows: readonly ClaimShown[]): Promise<ClaimRow[]> {
  const ids = rows.map(({ claim }) => claim.id)
  const hours = await hoursOfClaims(tx, ids)
  const doubts = await countDoubts(tx, ids)
  return rows.map((row) => {
    const since = row.claim.state === 'submitted' ? row.claim.submittedAt : row.claim.decidedAt
    const waited = since === null ? 0 : tx.context.now.getTime() - since.getTime()
    return {
      ...claimOf(row, hours.get(row.claim.id)),
      personName: row.personName,
      staffNo: row.staffNo,
      organisationName: row.organisationName,
      waitingDays: Math.max(0, Math.floor(waited / dayMs)),
      doubts: doubts.get(row.claim.id) ?? 0,
    }
  })
}

/** One claim as its claimant sees it. */
export async function tellClaim(tx: Tx, id: string): Promise<Claim | undefined> {
  const row = await showClaimRow(tx, id)
  return row && (await tellClaims(tx, [row]))[0]
}

/** What may be recorded for a claim now, beside what its table brought in that year already; undefined where it says too little. */
export async function offerFor(tx: Tx, claim: ClaimKept): Promise<Offer | undefined> {
  const { award, doneOn } = claim
  if (!award || doneOn === null) return undefined
  const year = yearOf(doneOn)
  const brought = await listBrought(tx, claim.personId)
  const thisYear = brought
    .filter((one) => one.awardId === award.id && one.year === year && one.claimId !== claim.id)
    .map(({ centihours }) => centihours)
  const offer = offerOf(award, claim.answers, thisYear)
  return offer.ok ? offer.value : undefined
}

/** One claim with everything beside it. What looks like the same work of others is not told to its claimant. */
export async function showClaim(tx: Tx, id: string): Promise<ClaimInFull | undefined> {
  const row = await showClaimRow(tx, id)
  const [told] = row ? await tellClaimRows(tx, [row]) : []
  if (!row || !told) return undefined
  const { claim } = row
  const { actor } = tx.context
  const isOwn = actor !== undefined && isOwnMatter(actor, claim.personId)
  const offer = await offerFor(tx, claim)
  const sharing = await findSharing(tx, id)
  const steps = await listSteps(tx, id)
  return {
    ...told,
    doubts: isOwn ? 0 : told.doubts,
    answers: claim.answers,
    table: claim.award,
    files: await tellFiles(tx, id),
    sharing: sharing
      ? {
          ...{ heldOn: sharing.heldOn, form: sharing.form, audience: sharing.audience, summary: sharing.summary },
          ...{ fileId: sharing.fileId, recordedAt: sharing.recordedAt.toISOString() },
        }
      : null,
    steps: steps.map(({ id: stepId, act, remark, centihours, accountName, at }) => ({
      ...{ id: stepId, act, remark, centihours, byName: accountName, at: at.toISOString() },
    })),
    offer: offer ? { least: offer.least, most: offer.most, left: offer.left } : null,
    likeIt: isOwn ? [] : await listDoubts(tx, id),
  }
}

async function tellFiles(tx: Tx, claimId: string): Promise<ClaimInFull['files']> {
  const files: ClaimInFull['files'] = []
  for (const { fileId, kind, name, sha256 } of await listFiles(tx, claimId)) {
    const stored = await findFile(tx, fileId)
    if (stored) files.push({ fileId, kind, name, sha256, type: stored.type, size: stored.size })
  }
  return files
}
