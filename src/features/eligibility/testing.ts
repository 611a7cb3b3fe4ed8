import type { TestCounty } from '../../app/testing.ts'
import { ok } from '../../lib/result.ts'
import { newId } from '../../platform/ids.ts'
import { insertProgrammes, updateProgramme, type NewRow } from '../programmes/store.ts'

/** A programme of the bureau as tests need it: open to everybody for a year, unless they say otherwise. */
export async function openProgramme(county: TestCounty, more: Partial<NewRow> = {}): Promise<string> {
  const id = newId()
  const window = { enrolOpensAt: new Date('2020-01-01T00:00:00Z'), enrolClosesAt: new Date('2099-01-01T00:00:00Z') }
  const flags = { approximate: false, wholeRoster: false, yearRound: false, certificate: true, version: 1 }
  const lists = { audience: {}, modes: [], months: [], centihours: 1_000 }
  const named = { organisationId: county.tree.bureau, providerId: county.tree.provider, year: 2026, title: '骨干研修' }
  const kept = { level: 'nation', kind: 'backbone', admission: 'selection', placesMax: 100 } as const
  await county.commit(async (tx) => {
    await insertProgrammes(tx, [{ id, ...named, ...kept, ...flags, ...lists, ...window, ...more }])
    await updateProgramme(tx, id, {
      state: 'enrolling',
      justification: '需要',
      scheme: '方案',
      approvedAt: tx.context.now,
    })
    return ok()
  })
  return id
}

/** The same with rules over history, which the bureau sets although the programme is public: tests do not walk through its whole life. */
export async function ruledProgramme(
  county: TestCounty,
  rules: Readonly<Record<string, unknown>>,
  more: Partial<NewRow> = {},
): Promise<string> {
  const id = await openProgramme(county, more)
  const turn = (state: 'draft' | 'enrolling') =>
    county.commit(async (tx) => {
      await updateProgramme(tx, id, { state })
      return ok()
    })
  await turn('draft')
  const { series = null, stage = null, ...rest } = rules
  const officer = county.logins.bureau_officer
  const set = await county.request(officer, 'PUT', `/programmes/${id}/eligibility-rules`, {
    series,
    stage,
    rules: rest,
  })
  if (set.status !== 200) throw new Error(`the rules were refused: ${JSON.stringify(set.body)}`)
  await turn('enrolling')
  return id
}
