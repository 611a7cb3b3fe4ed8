import type { Tx } from '../../../platform/db/db.ts'
import { showPeople } from '../../people/public.ts'
import { findOrganisation, loadTenant } from '../../organisations/public.ts'
import type {
  OwnObjection,
  PublicNotice,
  PublicNoticeInFull,
  PublicObjection,
  ShownNotice,
} from '../contract/notices.ts'
import { answerRefusal, confirmRefusal, isOver, objectRefusal, publicName, reopenRefusal } from '../core.ts'
import type { listNotices } from '../store.ts'
import {
  findNotice,
  listObjections,
  listOwnObjections,
  listRows,
  listShown,
  listSteps,
  type NoticeKept,
  type ObjectionKept,
  type RowKept,
} from '../store.ts'
import { namesActor } from './deciding.ts'

type Listed = Awaited<ReturnType<typeof listNotices>>[number]

/** Notices as their list shows them. */
export function tellNotices(tx: Tx, rows: readonly Listed[]): PublicNotice[] {
  return rows.map(({ notice, ...counted }) => ({ ...tellHead(tx, notice), ...counted }))
}

type Head = Omit<PublicNotice, 'organisationName' | 'rowCount' | 'objectionCount' | 'waitingCount'>

function tellHead(tx: Tx, notice: NoticeKept): Head {
  const { id, title, organisationId, state, openedOn, endsOn, workingDays, openedByName, reason } = notice
  return {
    ...{ id, title, organisationId, state, openedOn, endsOn, workingDays, openedByName, reason },
    isOver: isOver(notice, tx.context.today),
    decidedByName: notice.decidedByName,
    decidedAt: notice.decidedAt?.toISOString() ?? null,
  }
}

/** Where everybody sees a notice. */
export async function addressOfNotice(tx: Tx, id: string): Promise<string> {
  return `/publicity/${id}?b=${(await loadTenant(tx))?.slug ?? ''}`
}

async function tellObjections(
  tx: Tx,
  objections: readonly ObjectionKept[],
  rows: readonly RowKept[],
): Promise<PublicObjection[]> {
  const { actor } = tx.context
  const people = await showPeople(
    tx,
    objections.flatMap(({ personId }) => personId ?? []),
  )
  const names = new Map(people.map(({ id, name }) => [id, name]))
  return objections.map((one) => {
    const mayKnow = actor !== undefined && answerRefusal({ ...one, state: 'received' }, actor) === undefined
    const { id, about, position, text, state, answer, answeredByName } = one
    return {
      ...{ id, about, position, text, state, answer, answeredByName },
      aboutName: rows.find((row) => row.position === position)?.name ?? null,
      byName: mayKnow ? (names.get(one.personId ?? '') ?? null) : null,
      receivedAt: one.receivedAt.toISOString(),
      answeredAt: one.answeredAt?.toISOString() ?? null,
      refusal: actor ? (answerRefusal(one, actor) ?? null) : null,
    }
  })
}

/** A notice with everything that its page shows; undefined when there is none. */
export async function tellNotice(tx: Tx, id: string): Promise<PublicNoticeInFull | undefined> {
  const notice = await findNotice(tx, id)
  if (!notice) return undefined
  const [rows, objections, steps] = [await listRows(tx, id), await listObjections(tx, id), await listSteps(tx, id)]
  const { state, endsOn, text, columns, names, link } = notice
  const relied = notice.reliedAt !== null
  const refusal = confirmRefusal({ state, endsOn, relied, objections }, tx.context.today)
  const size = (is: (one: ObjectionKept) => boolean) => objections.filter(is).length
  return {
    ...tellHead(tx, notice),
    organisationName: (await findOrganisation(tx, notice.organisationId))?.name ?? '',
    rowCount: rows.filter(({ struckAt }) => struckAt === null).length,
    objectionCount: size((one) => one.state !== 'withdrawn'),
    waitingCount: size((one) => one.state === 'received'),
    ...{ text, columns, names, link, relied },
    address: await addressOfNotice(tx, id),
    rows: rows.map(({ position, name, school, cells, struckReason }) => ({
      ...{ position, name, school, cells, struckReason },
    })),
    objections: await tellObjections(tx, objections, rows),
    steps: steps.map(({ step, act, remark, endsOn: until, accountName, at }) => ({
      ...{ step, act, remark, endsOn: until, by: accountName, at: at.toISOString() },
    })),
    confirmRefusal: refusal ?? ((await namesActor(tx, id)) ? 'notice_names_you' : null),
    reopenRefusal: reopenRefusal({ state, relied }) ?? null,
  }
}

type Shown = { readonly notice: NoticeKept; readonly organisationName: string }

async function tellShownHead(tx: Tx, { notice, organisationName }: Shown): Promise<Omit<ShownNotice, 'rows'>> {
  const { id, title, state, openedOn, endsOn, text, columns } = notice
  return {
    ...{ id, title, organisationName, state, openedOn, endsOn, text, columns },
    objectRefusal: objectRefusal(notice, tx.context.today) ?? null,
    address: await addressOfNotice(tx, id),
  }
}

/** Notices that everybody may see now, without their names. */
export async function tellShownNotices(tx: Tx): Promise<Omit<ShownNotice, 'rows'>[]> {
  const heads = []
  for (const row of await listShown(tx)) heads.push(await tellShownHead(tx, row))
  return heads
}

/** A notice as everybody sees it: with its names while it is open, written as the bureau chose, and none afterwards. */
export async function tellShown(tx: Tx, id: string): Promise<ShownNotice | undefined> {
  const notice = await findNotice(tx, id)
  if (!notice) return undefined
  const organisationName = (await findOrganisation(tx, notice.organisationId))?.name ?? ''
  const rows = notice.state === 'open' ? await listRows(tx, id) : []
  return {
    ...(await tellShownHead(tx, { notice, organisationName })),
    rows: rows.map(({ position, name, school, cells, struckReason }) => ({
      ...{ position, school, cells },
      name: publicName(name, notice.names),
      // Why a name was struck is between those concerned: everybody sees that it was.
      struckReason: struckReason === null ? null : '',
    })),
  }
}

/** What an account said against notices. */
export async function tellOwnObjections(tx: Tx, accountId: string): Promise<OwnObjection[]> {
  return (await listOwnObjections(tx, accountId)).map(({ objection, title }) => {
    const { id, noticeId, about, text, state, answer, answeredByName } = objection
    return {
      ...{ id, noticeId, title, about, text, state, answer, answeredByName },
      receivedAt: objection.receivedAt.toISOString(),
      answeredAt: objection.answeredAt?.toISOString() ?? null,
    }
  })
}
