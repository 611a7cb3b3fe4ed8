import { newId } from '../platform/ids.ts'
import { dayOf, type Place, type Row } from './matrix-place.ts'

/** Plants a public notice of the school that names a person, with an objection that waits for its answer. */
export async function plantNotice(row: Row, { school, personId, accounts }: Place, at: string) {
  const [publicNoticeId, publicObjectionId] = [newId(), newId()]
  const [openedBy] = accounts
  const period = { working_days: 5, opened_on: dayOf(at), ends_on: '2099-01-01', state: 'open', names: 'full' }
  const signed = { opened_by: openedBy, opened_for: openedBy, opened_by_name: '局干部', opened_at: at }
  const subject = {
    subject_kind: 'test',
    subject_id: newId(),
    title: '拟录取名单公示',
    text: '现予公示。',
    columns: [],
  }
  await row('public_notice', { id: publicNoticeId, organisation_id: school, ...subject, ...period, ...signed })
  const named = { person_id: personId, name: '林知夏', school: '河东镇第一小学', cells: [] }
  await row('public_notice_row', { notice_id: publicNoticeId, position: 1, ...named })
  const said = { about: 'row', position: 1, about_person_id: personId, text: '不符合条件，请核实。' }
  const by = { opened_by: openedBy, opened_for: openedBy, account_id: accounts[2], state: 'received', received_at: at }
  await row('public_objection', { id: publicObjectionId, notice_id: publicNoticeId, ...said, ...by })
  return {
    publicNoticeId,
    publicObjectionId,
    noticeId: publicNoticeId,
    objectionId: publicObjectionId,
    day: '2026-12-05',
  }
}
