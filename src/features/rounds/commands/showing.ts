import { isOwnMatter } from '../../../lib/access.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import { noticeOf, openNotice } from '../../publicity/public.ts'
import { listRules } from '../store/rounds.ts'
import { listPlaced } from '../store/runs.ts'
import { kindsIn, titleOfKind } from './explaining.ts'
import { actorOf, holdOwn } from './rounds.ts'

const subjectOf = (id: string) => ({ kind: 'matching_round', id })

export type ShowRefusal =
  | 'round_not_found'
  | 'round_not_confirmed'
  | 'nobody_placed'
  | 'own_round'
  | 'notice_open_already'
  | 'notice_tells_number'
  | 'notice_too_long'

/** Shows everybody whom a confirmed round placed, each with programme, kind of place and what was decided by hand, for some working days. */
export async function showRound(
  tx: Tx,
  id: string,
  { text, workingDays }: { readonly text: string; readonly workingDays?: number | undefined },
): Promise<Result<undefined, ShowRefusal>> {
  const round = await holdOwn(tx, id)
  if (!round) return err('round_not_found')
  if (round.state !== 'confirmed') return err('round_not_confirmed')
  const placed = await listPlaced(tx, id)
  if (placed.some(({ personId }) => isOwnMatter(actorOf(tx), personId))) return err('own_round')
  const written = new Map((await listRules(tx, id)).map(({ programmeId, blocks }) => [programmeId, blocks]))
  const kinds = await kindsIn(tx, round.confirmedRunId)
  const rows = placed.map(({ personId, name, school, programme, programmeId, blockId, pinReason }) => ({
    ...{ personId, name, school },
    cells: [
      programme,
      blockId === null ? '' : titleOfKind(kinds, written.get(programmeId), programmeId, blockId),
      pinReason === null ? '' : `人工安排：${pinReason}`,
    ],
  }))
  const shown = await openNotice(tx, {
    ...{ subject: subjectOf(id), organisationId: round.organisationId, rows, workingDays },
    ...{ title: `${round.title}录取名单公示`, columns: ['录取项目', '名额', '说明'], link: `/matching-rounds/${id}` },
    text: text === '' ? '经教师填报志愿、承训机构评分、按公布的规则匹配，拟录取下列人员，现予公示。' : text,
  })
  if (!shown.ok)
    return err(shown.error === 'notice_empty' || shown.error === 'notice_uneven' ? 'nobody_placed' : shown.error)
  note(tx, {
    act: 'matching_round.shown',
    object: subjectOf(id),
    after: { notice: shown.value.id, names: rows.length },
  })
  return ok()
}

/** How the latest public notice of a round stands; null where there never was one. Whoever is named reads why they were struck. */
export async function tellShown(tx: Tx, id: string, personId?: string) {
  const notice = await noticeOf(tx, subjectOf(id))
  if (!notice) return null
  const { id: noticeId, state, endsOn, waiting, rows } = notice
  const struck = rows.filter(({ struckReason }) => struckReason !== null)
  return {
    ...{ id: noticeId, state, endsOn, waiting, struck: struck.length },
    struckReason: struck.find((row) => row.personId === personId)?.struckReason ?? null,
  }
}
