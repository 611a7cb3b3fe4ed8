import { note, type Tx } from '../../../platform/db/db.ts'
import { newId } from '../../../platform/ids.ts'
import { listHolders } from '../../accounts/public.ts'
import { notify } from '../../notices/public.ts'
import { titleKeyOf } from '../core/participation.ts'
import { insertBulletins, type NewBulletin } from '../store/bulletins.ts'
import {
  completeRows,
  dropRows,
  endRows,
  insertAdmitted,
  seatGone,
  type Admitted,
  type Left,
} from '../store/following.ts'

/** Writes down that these people have a place in a programme. */
export async function recordAdmitted(
  tx: Tx,
  programme: { readonly id: string; readonly title: string },
  rows: readonly Admitted[],
): Promise<void> {
  await insertAdmitted(tx, { id: programme.id, titleKey: titleKeyOf(programme.title) }, rows)
}

/** Writes down that people lost their place: dismissed for a reason, gone of their own will, or never there. */
export async function recordEnded(
  tx: Tx,
  enrolmentIds: readonly string[],
  state: 'dismissed' | 'withdrawn' | 'no_show',
  reason: string | null,
): Promise<void> {
  await endRows(tx, enrolmentIds, state, reason)
}

/** Forgets the places of a programme that was cancelled. */
export async function forgetPlaces(tx: Tx, enrolmentIds: readonly string[]): Promise<void> {
  await dropRows(tx, enrolmentIds)
}

type Closed = {
  readonly programmeId: string
  readonly programmeTitle: string
  readonly classId: string
  readonly classTitle: string
}

/**
 * Writes down how the people of a class left it, and tells each school that sent somebody what became of them; `gone` are
 * those who lost their places before: never there, dismissed, or gone of their own will.
 */
export async function recordCompletions(
  tx: Tx,
  closed: Closed,
  left: readonly Left[],
  gone: readonly string[] = [],
): Promise<void> {
  // Whoever came back is told of once, as they left.
  const stayed = new Set(left.map(({ personId }) => personId))
  const absent = await seatGone(
    tx,
    closed,
    gone.filter((personId) => !stayed.has(personId)),
  )
  const found = [...(await completeRows(tx, closed, left)), ...absent]
  const schools = new Map(found.map(({ personId, organisationId }) => [personId, organisationId]))
  const bySchool = Map.groupBy(
    [...left, ...absent.map(neverThere)].filter(({ personId }) => schools.has(personId)),
    ({ personId }) => schools.get(personId) ?? '',
  )
  const bulletins = [...bySchool].map(([organisationId, people]) => bulletinOf(tx, closed, organisationId, people))
  await insertBulletins(tx, bulletins)
  for (const bulletin of bulletins) await tellSchool(tx, bulletin)
}

const neverThere = ({ personId }: { readonly personId: string }): Left => ({
  ...{ personId, passed: false, centihours: 0, held: 0, attended: 0, scoreTenths: null, grade: null },
})

const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0)

function bulletinOf(tx: Tx, closed: Closed, organisationId: string, people: readonly Left[]): NewBulletin {
  return {
    ...{ id: newId(tx.context.now.getTime()), ...closed, organisationId, members: people.length },
    passed: people.filter(({ passed }) => passed).length,
    held: sum(people.map(({ held }) => held)),
    attended: sum(people.map(({ attended }) => attended)),
  }
}

async function tellSchool(tx: Tx, bulletin: NewBulletin): Promise<void> {
  const { id, organisationId, programmeTitle, members, passed } = bulletin
  note(tx, { act: 'bulletin.sent', object: { kind: 'bulletin', id }, after: { organisationId, members, passed } })
  const accountIds = new Set<string>()
  for (const role of ['principal', 'school_registrar'] as const)
    // Only those of the school itself: whoever is over many schools has a list of them.
    for (const { accountId, depth } of await listHolders(tx, role, organisationId))
      if (depth === 0) accountIds.add(accountId)
  const params = { programme: programmeTitle, members, passed }
  const message = { code: 'participation.bulletin', params, link: `/bulletins?open=${id}` }
  await notify(tx, { accountIds: [...accountIds] }, message)
}
