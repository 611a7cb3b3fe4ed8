import { isOwnMatter } from '../../../lib/access.ts'
import { yearOf } from '../../../lib/dates.ts'
import { codeWritten } from '../../../lib/policy/written.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import { sha256 } from '../../../platform/crypto.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import { newId } from '../../../platform/ids.ts'
import { listFrozenYears, recordHours, type HoursDraft, type RecordRefusal } from '../../credits/public.ts'
import { listByStaffNo } from '../../people/public.ts'
import { proofsNamed } from '../../policies/public.ts'
import type { ExternalHour, ExternalHours, ExternalOutcome } from '../contract/importing.ts'
import { insertExternal, listExternal } from '../store/importing.ts'
import { actorOf } from './drafting.ts'

const digestOf = (hour: ExternalHour) =>
  sha256(
    JSON.stringify([
      ...[hour.staffNo, hour.title, hour.category, hour.level, hour.mode],
      ...[hour.centihours, hour.startedOn, hour.earnedOn],
      // What was handed over before these could be said keeps its digest.
      ...(hour.kind === null && hour.evidence.length === 0 ? [] : [hour.kind, hour.evidence]),
    ]),
  ).toString('hex')

const coded = ['level', 'mode', 'kind'] as const

// Rules know levels, forms and kinds by their codes, and evidence by its kinds: what nobody can read would never count.
function unreadable(hour: ExternalHour, proofs: readonly string[]) {
  const dimension = coded.find((each) => hour[each] !== null && codeWritten(each, hour[each]) === undefined)
  if (dimension !== undefined) return `${dimension}_unknown` as const
  return hour.evidence.every(({ kind }) => proofs.includes(kind)) ? undefined : ('evidence_unknown' as const)
}

type Taken = { readonly hour: ExternalHour; readonly recordId: string; readonly personId: string }

/**
 * Records hours that another system hands over, each once by what that system calls it: they wait for approval like any
 * others, and whoever hands over approves none of them. Each is answered by itself.
 */
export async function handOver(
  tx: Tx,
  { system, hours }: ExternalHours,
  roots: readonly string[],
): Promise<Result<ExternalOutcome[], RecordRefusal>> {
  const actor = actorOf(tx)
  const people = await listByStaffNo(
    tx,
    roots,
    hours.map(({ staffNo }) => staffNo),
  )
  const byNumber = new Map(people.map((person) => [person.staffNo, person.id]))
  const earlier = await listExternal(
    tx,
    system,
    hours.map(({ id }) => id),
  )
  const known = new Map(earlier.map((row) => [row.externalId, row]))
  const closed = new Set((await listFrozenYears(tx)).map(({ year }) => year))
  const proofs = await proofsNamed(tx)
  const taken = new Map<string, Taken>()
  const refused = (id: string, code: NonNullable<ExternalOutcome['code']>) =>
    ({ id, outcome: 'refused', code, recordId: null }) as const
  const outcomes = hours.map((hour): ExternalOutcome => {
    const { id } = hour
    const before = known.get(id)
    if (before) {
      const isSame = before.digest === digestOf(hour)
      return isSame ? { id, outcome: 'already', code: null, recordId: before.recordId } : refused(id, 'id_reused')
    }
    if (taken.has(id)) return refused(id, 'id_repeated')
    const personId = byNumber.get(hour.staffNo)
    if (personId === undefined) return refused(id, 'person_unknown')
    if (isOwnMatter(actor, personId)) return refused(id, 'own_hours')
    if (hour.earnedOn > tx.context.today) return refused(id, 'earned_in_future')
    if (closed.has(yearOf(hour.earnedOn)) && hour.lateReason === null) return refused(id, 'year_closed')
    if (hour.startedOn !== null && hour.startedOn > hour.earnedOn) return refused(id, 'dates_reversed')
    const unread = unreadable(hour, proofs)
    if (unread) return refused(id, unread)
    const recordId = newId(tx.context.now.getTime())
    taken.set(id, { hour, recordId, personId })
    return { id, outcome: 'done', code: null, recordId }
  })
  const recorded = await recordHours(
    tx,
    [...taken.values()].map((each) => draftOf(system, each)),
  )
  if (!recorded.ok) return err(recorded.error)
  await insertExternal(
    tx,
    [...taken.values()].map(({ hour, recordId }) => ({
      ...{ system, externalId: hour.id, recordId, digest: digestOf(hour) },
      ...{ receivedBy: actor.accountId, receivedAt: tx.context.now },
    })),
  )
  const after = { system, handedOver: hours.length, done: taken.size }
  note(tx, { act: 'hours.handed_over', object: { kind: 'tenant', id: tx.context.tenantId }, after })
  return ok(outcomes)
}

function draftOf(system: string, { hour, recordId, personId }: Taken): HoursDraft {
  const { title, category, centihours, startedOn, earnedOn, lateReason, evidence } = hour
  const codeOf = (dimension: (typeof coded)[number]) => codeWritten(dimension, hour[dimension] ?? '') ?? null
  // The hours of another system rest on its own word: what it handed over, by its digest.
  const own = digestOf(hour)
  return {
    ...{ id: recordId, personId, category, centihours, startedOn, earnedOn, lateReason },
    ...{ level: codeOf('level'), mode: codeOf('mode'), kind: codeOf('kind') },
    evidence: [
      { kind: '外部系统', title: system, sha256: own },
      ...evidence.map(({ kind, title: name, sha256: hash = own }) => ({ kind, title: name, sha256: hash })),
    ],
    source: { kind: 'external', id: recordId, title: `${title}（${system}）` },
    certificate: false,
  }
}
