import type { TestCounty } from '../../app/testing.ts'
import { newId } from '../../platform/ids.ts'
import type { PlanContent } from './core/content.ts'

/** A picture small enough for a test: one dot. */
export const dot = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

/** A plan of school `a` of a test county, taken as far as a test needs it, over HTTP. */
export async function planOf(county: TestCounty, change: Partial<PlanContent> = {}) {
  const { school_registrar: registrar, principal, town_officer: town } = county.logins
  const id = newId()
  const path = `/school-plans/${id}`
  const members = county.teachers.a.map(({ personId }) => personId ?? '')
  const sessions = [1, 2].map((no) => ({
    ...{ id: newId(), title: `第${no}次研讨`, on: `2026-10-0${no}`, centihours: 200, form: 'lesson_study' as const },
    ...{ tier: 'peers' as const, speaker: '外请专家' },
  }))
  const content: PlanContent = {
    ...{ title: `课例研讨 ${id.slice(-4)}`, goals: '提高课堂教学', topic: null, teamId: null, category: '校本研修' },
    ...{ mode: 'school', centihours: 300, members, sessions },
    ...change,
  }
  const ask = county.request
  const begin = () => ask(registrar, 'POST', '/school-plans', { id, year: 2026, term: 1, title: content.title })
  const save = (revision: number, more: Partial<PlanContent> = {}) =>
    ask(registrar, 'PUT', `${path}/draft`, { revision, content: { ...content, ...more } })
  const submit = () => ask(registrar, 'POST', `${path}/submission`)
  const decide = (as: typeof registrar, outcome: 'approved' | 'returned', reason: string | null = null) =>
    ask(as, 'POST', `${path}/decision`, { outcome, reason })
  const approve = async () => {
    await begin()
    await save(0)
    await submit()
    await decide(principal, 'approved')
    return decide(town, 'approved')
  }
  const hold = (sessionId: string, present: readonly string[], more: Record<string, unknown> = {}) =>
    ask(registrar, 'PUT', `${path}/sessions/${sessionId}/holding`, {
      ...{ heldOn: '2026-10-01', minutes: 90, centihours: 200, speaker: '外请专家', summary: '会议记录' },
      marks: present.map((personId) => ({ personId, mark: 'present' })),
      ...more,
    })
  const add = (kind: string, more: Record<string, string> = {}, bytes: Uint8Array = dot) => {
    const query = new URLSearchParams({ id: newId(), name: '照片.png', title: kind, kind, ...more })
    return ask(registrar, 'POST', `${path}/evidence?${query.toString()}`, bytes)
  }
  const proveAll = async () => {
    for (const session of sessions) await add('attendance', { sessionId: session.id })
    await add('material')
  }
  const close = (closureId: string = newId()) => ask(registrar, 'POST', `${path}/closure`, { id: closureId })
  const show = (as = registrar) => ask(as, 'GET', path)
  return {
    id,
    path,
    members,
    sessions,
    content,
    begin,
    save,
    submit,
    decide,
    approve,
    hold,
    add,
    proveAll,
    close,
    show,
  }
}
