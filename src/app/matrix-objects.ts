import { randomUUID } from 'node:crypto'
import type { TestCounty } from './testing.ts'

/** For each path parameter, an object in everybody's own part of the region, and one in another bureau. */
export type Planted = Record<'own' | 'foreign', Record<string, string>>

/**
 * Plants one object of each kind that routes name. `own` objects belong to school `a`, town `town` and provider `provider`, and
 * are about the teacher of the logins; `foreign` ones belong to the second bureau.
 */
export async function plantObjects(county: TestCounty): Promise<Planted> {
  const { tree, logins, foreign } = county
  const text = new TextEncoder().encode('plan')
  const fileId = randomUUID()
  await county.request(logins.school_registrar, 'POST', `/files?id=${fileId}&name=a.txt&purpose=plan_document`, text)
  const foreignFileId = randomUUID()
  await county.request(foreign.officer, 'POST', `/files?id=${foreignFileId}&name=a.txt&purpose=plan_document`, text)
  return {
    own: { organisationId: tree.a, personId: logins.teacher.personId ?? '', fileId, jobId: randomUUID() },
    foreign: {
      organisationId: foreign.tree.a,
      personId: foreign.person.id,
      fileId: foreignFileId,
      jobId: randomUUID(),
    },
  }
}
