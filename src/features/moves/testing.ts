import { must, type TestCounty } from '../../app/testing.ts'
import { transact, type Actor } from '../../platform/db/db.ts'
import { newId } from '../../platform/ids.ts'
import { handIn } from '../credits/public.ts'

type Row = { readonly personId: string; readonly centihours: number; readonly earnedOn: string }

/** Hands in a list of opening hours as the registrar of school `a`; its id. It waits for approval. */
export async function waitingList(county: TestCounty, rows: readonly Row[]): Promise<string> {
  const { accountId, personId } = county.logins.school_registrar
  const actor: Actor = { accountId, personId, name: '培训专干', grants: [], sessionId: newId() }
  const evidence = [{ kind: '签字名册', title: '名册.pdf', sha256: 'a'.repeat(64) }]
  const said = { title: '旧系统学时', organisationId: county.tree.a, evidence, lateReason: null, statementId: null }
  const none = { category: null, level: null, mode: null, kind: null }
  const listed = rows.map((row, index) => ({ ...none, ...row, id: newId(), no: index + 1 }))
  return must(await transact(county.door(actor), (tx) => handIn(tx, { id: newId(), ...said }, listed))).id
}
