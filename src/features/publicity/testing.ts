import { must, type TestCounty } from '../../app/testing.ts'
import type { Actor } from '../../platform/db/db.ts'
import { newId } from '../../platform/ids.ts'
import { openNotice, type NewNotice } from './public.ts'

/** A clock that a test sets. */
export function clockFrom(moment: string) {
  let now = new Date(moment)
  return {
    now: () => now,
    ticks: () => now.getTime(),
    set: (later: string) => {
      now = new Date(later)
    },
  }
}

/** Whoever acts in a command of a test, as a signed-in account. */
export function acting(county: TestCounty, role: 'bureau_officer' | 'principal' = 'bureau_officer'): Actor {
  const { accountId, personId } = county.logins[role]
  const at = role === 'principal' ? county.tree.a : county.tree.bureau
  return { accountId, personId, name: '局干部', grants: [{ role, organisationId: at }], sessionId: newId() }
}

/** Opens a notice over the teachers of the test county, as another feature would. */
export async function showNotice(county: TestCounty, more: Partial<NewNotice> = {}) {
  const { teachers, tree } = county
  const rows = teachers.a.map(({ personId }, index) => ({
    ...{ personId: personId ?? '', name: ['陈一诺', '赵明远', '单雨桐'][index] ?? '王芳', school: '河东镇第一小学' },
    cells: [`${90 - index}.50`],
  }))
  const draft = { subject: { kind: 'test', id: newId() }, organisationId: tree.bureau, title: '培训拟录取名单公示' }
  const said = { text: '经遴选，拟录取下列人员，现予公示。', columns: ['总分'], rows, workingDays: 5 }
  return county.commit(async (tx) => {
    const opened = await openNotice(tx, { ...draft, ...said, ...more })
    return { ok: true, value: must(opened) }
  }, acting(county))
}
