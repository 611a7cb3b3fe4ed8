import { eq } from 'drizzle-orm'
import type { Login, TestCounty } from '../../app/testing.ts'
import { ok } from '../../lib/result.ts'
import { newId } from '../../platform/ids.ts'
import { programmes } from '../programmes/tables.ts'
import { enrolments, placeCounters } from './tables.ts'

/** A programme of the bureau, held by the provider, that people may apply to now; what is given differs from that. */
export async function openTestProgramme(
  county: TestCounty,
  draft: Partial<typeof programmes.$inferInsert> = {},
): Promise<string> {
  const id = newId()
  const { now } = county.door().context
  await county.commit(async (tx) => {
    await tx.insert(programmes).values({
      ...{ tenantId: county.tenant.id, id, organisationId: county.tree.bureau, providerId: county.tree.provider },
      ...{ year: 2026, title: '小学语文骨干教师培训', level: 'county', kind: 'backbone', approximate: false },
      ...{ wholeRoster: false, audience: {}, modes: [], months: [], yearRound: false, centihours: 2400 },
      ...{ certificate: true, admission: 'first_come', placesMax: 12, state: 'enrolling', version: 1 },
      enrolOpensAt: new Date(now.getTime() - 3_600_000),
      enrolClosesAt: new Date(now.getTime() + 3_600_000),
      ...{ justification: '提升课堂教学', scheme: '集中研修', approvedAt: now, createdAt: now },
      ...draft,
    })
    return ok()
  })
  return id
}

/** What the counter of a programme says is held, and how many applications hold a place. */
export async function takenIn(county: TestCounty, programmeId: string) {
  return county.commit(async (tx) => {
    const [counter] = await tx.select().from(placeCounters).where(eq(placeCounters.programmeId, programmeId))
    const rows = await tx.select().from(enrolments).where(eq(enrolments.programmeId, programmeId))
    return ok({ counted: counter?.placesTaken ?? 0, held: rows.filter((row) => row.holdsPlace).length })
  })
}

/** The teachers of the three schools, by number. */
export function testTeacher(county: TestCounty, index: number): Login {
  const found = [...county.teachers.a, ...county.teachers.b, ...county.teachers.c][index]
  if (!found) throw new Error('no such teacher')
  return found
}
