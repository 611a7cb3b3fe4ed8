import { err, ok, type Result } from '../../lib/result.ts'
import { note, type Tx } from '../../platform/db/db.ts'
import { newId } from '../../platform/ids.ts'
import { listOldNames, nameOn } from '../organisations/public.ts'
import type { LifeEvent, Person, PostDraft, PostEnding, StateChange } from './contract.ts'
import { postRefusal, stateRefusal, type PostRefusal, type StateRefusal } from './core.ts'
import {
  endPostsAt,
  findLife,
  insertLife,
  lastLifeOn,
  listLife,
  loadPosts,
  moveRoster,
  namesOf,
  updatePostEnd,
} from './store/lives.ts'
import { findPerson, insertPosts, listPosts, showPerson, updatePerson } from './store.ts'

/** Says what became of a person from a day on: on leave, seconded, retired, gone. Nobody is ever deleted. */
export async function changeState(
  tx: Tx,
  personId: string,
  { id, state, on, reason }: StateChange,
): Promise<Result<Person, StateRefusal | 'person_not_found' | 'id_reused'>> {
  const person = await findPerson(tx, personId)
  if (!person) return err('person_not_found')
  const earlier = await findLife(tx, id)
  if (earlier && (earlier.personId !== personId || earlier.after !== state)) return err('id_reused')
  if (!earlier) {
    const date = { on, today: tx.context.today, lastOn: await lastLifeOn(tx, personId, ['state']) }
    const refusal = stateRefusal(person, state, date)
    if (refusal) return err(refusal)
    await updatePerson(tx, personId, { state, ...(state === '01' ? { retiresOn: on } : {}) })
    await insertLife(tx, [{ id, personId, kind: 'state', datedOn: on, before: person.state, after: state, reason }])
    const change = { state, on, reason }
    note(tx, {
      act: 'person.state',
      object: { kind: 'person', id: personId },
      before: { state: person.state },
      after: change,
    })
  }
  const after = await showPerson(tx, personId)
  return after ? ok(after) : err('person_not_found')
}

type ShownPost = Awaited<ReturnType<typeof listPosts>>[number]

/** Records a post that a person holds at their school from a day on. */
export async function addPost(
  tx: Tx,
  personId: string,
  draft: PostDraft,
): Promise<Result<ShownPost, PostRefusal | 'person_not_found' | 'person_merged' | 'id_reused'>> {
  const person = await findPerson(tx, personId)
  if (!person) return err('person_not_found')
  if (person.mergedInto !== null) return err('person_merged')
  const held = await loadPosts(tx, personId)
  const earlier = held.find((post) => post.id === draft.id)
  if (earlier && earlier.kind !== draft.kind) return err('id_reused')
  if (!earlier) {
    const { organisationId } = person
    const same = held.filter((post) => post.kind === draft.kind && post.organisationId === organisationId)
    const refusal = postRefusal(draft, same)
    if (refusal) return err(refusal)
    await insertPosts(tx, [{ ...draft, personId, organisationId }])
    note(tx, { act: 'person.post_added', object: { kind: 'person', id: personId }, after: draft })
  }
  return shownPost(tx, personId, draft.id)
}

/** Says on which day somebody stopped holding a post. A last day that was set before may be corrected. */
export async function endPost(
  tx: Tx,
  personId: string,
  { postId, toOn }: PostEnding,
): Promise<Result<ShownPost, 'post_not_found' | 'post_ends_before_it_begins' | 'person_not_found'>> {
  const post = (await loadPosts(tx, personId)).find((held) => held.id === postId)
  if (!post) return err('post_not_found')
  if (toOn < post.fromOn) return err('post_ends_before_it_begins')
  if (post.toOn !== toOn) {
    await updatePostEnd(tx, postId, toOn)
    const before = { postId, toOn: post.toOn }
    note(tx, { act: 'person.post_ended', object: { kind: 'person', id: personId }, before, after: { postId, toOn } })
  }
  return shownPost(tx, personId, postId)
}

async function shownPost(tx: Tx, personId: string, id: string): Promise<Result<ShownPost, 'person_not_found'>> {
  const found = (await listPosts(tx, personId)).find((post) => post.id === id)
  return found ? ok(found) : err('person_not_found')
}

export type Moving = {
  readonly personIds: readonly string[]
  readonly fromId: string
  readonly toId: string
  readonly on: string
  readonly reason: string
  /** Whether what they hold goes on at the other school, as in a merger; otherwise it ends. */
  readonly keepPosts: boolean
}

/** Puts people on another roster from a day on, with an entry for each; gives how many it were. Their hours stay theirs. */
export async function movePeople(tx: Tx, { personIds, fromId, toId, on, reason, keepPosts }: Moving): Promise<number> {
  if (personIds.length === 0) return 0
  const ended = await endPostsAt(tx, personIds, fromId, on)
  const moved = await moveRoster(tx, personIds, fromId, toId, on)
  if (keepPosts) {
    const kept = ended.map(({ personId, kind }) => ({ id: newId(), personId, kind, organisationId: toId, fromOn: on }))
    await insertPosts(tx, kept)
  }
  await insertLife(
    tx,
    moved.map((personId) => ({ personId, kind: 'school' as const, datedOn: on, fromId, toId, reason })),
  )
  for (const personId of moved) {
    const object = { kind: 'person', id: personId }
    note(tx, {
      act: 'person.moved',
      object,
      before: { organisationId: fromId },
      after: { organisationId: toId, on, reason },
    })
  }
  return moved.length
}

const nothing = { before: null, after: null, from: null, to: null, reason: null, by: null }

/** What became of a person, the latest first: states, schools, names, titles and posts, with the names schools had then. */
export async function readLife(tx: Tx, personId: string): Promise<LifeEvent[] | undefined> {
  const person = await findPerson(tx, personId)
  if (!person) return undefined
  const [entries, held] = [await listLife(tx, personId), await loadPosts(tx, personId)]
  const ids = [...entries.flatMap((entry) => [entry.fromId, entry.toId]), ...held.map((post) => post.organisationId)]
  const known = [...new Set(ids.filter((id) => id !== null))]
  const names = await namesOf(tx, known)
  const old = Map.groupBy(await listOldNames(tx, known), (name) => name.organisationId)
  const called = (id: string | null, on: string) =>
    id === null ? null : nameOn(on, names.get(id) ?? '', old.get(id) ?? [])
  const events: LifeEvent[] = entries.map(
    ({ id, kind, datedOn: on, before, after, reason, fromId, toId, changedByName }) => {
      const [from, to] = [called(fromId, on), called(toId, on)]
      return { id, kind, on, before, after, from, to, reason, by: changedByName }
    },
  )
  for (const { id, kind, organisationId, fromOn, toOn } of held) {
    const at = { ...nothing, after: kind, to: called(organisationId, fromOn) }
    events.push({ ...at, id: `${id}-from`, kind: 'post_began', on: fromOn })
    if (toOn !== null) events.push({ ...at, id: `${id}-to`, kind: 'post_ended', on: toOn })
  }
  if (person.startedOn !== null) events.push({ ...nothing, id: 'began', kind: 'began', on: person.startedOn })
  if (person.retiresOn !== null && person.retiresOn > tx.context.today)
    events.push({ ...nothing, id: 'retires', kind: 'retires', on: person.retiresOn })
  return events.toSorted((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : 0))
}
