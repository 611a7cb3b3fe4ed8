import type { Login, TestCounty } from '../../app/testing.ts'
import { addDays } from '../../lib/dates.ts'
import { newId } from '../../platform/ids.ts'

type Role = 'school_registrar' | 'principal' | 'bureau_officer'

/** What tests about standing in need of a county: holders, delegates, and delegations between them. */
export function standIns(county: () => TestCounty) {
  async function holderOf(role: Role, organisationId: string, name = '请假的人') {
    const personId = (await county().person({ organisationId: county().tree.a, name })).id
    const login = await county().login(name, [[role, organisationId]], personId)
    const { body } = await county().request(login, 'GET', '/own-delegations')
    return { login, personId, grantId: String(body.delegable[0]?.grantId) }
  }

  async function colleague(name = '代理的人', organisationId = county().tree.a) {
    const personId = (await county().person({ organisationId, name })).id
    return { login: await county().login(name, [], personId), personId }
  }

  function draft(grantId: string, delegateId: string, part: Record<string, unknown> = {}) {
    const { today } = county().door().context
    const term = { fromOn: today, toOn: addDays(today, 9) }
    return { id: newId(), grantIds: [grantId], delegateId, ...term, reason: '产假', ...part }
  }

  async function handOver(role: Role, organisationId = county().tree.a) {
    const [holder, delegate] = [await holderOf(role, organisationId), await colleague()]
    const asked = draft(holder.grantId, delegate.login.accountId)
    const { status, body } = await county().request(holder.login, 'POST', '/own-delegations', asked)
    if (status !== 201) throw new Error(`refused: ${body.code}`)
    return { holder, delegate, delegation: body }
  }

  return {
    holderOf,
    colleague,
    draft,
    handOver,
    act: (who: Login, id: string) => county().request(who, 'POST', `/own-delegations/${id}/acting`),
    noticesOf: async (who: Login): Promise<string[]> =>
      (await county().request(who, 'GET', '/notices')).body.items.map(({ code }: { code: string }) => code),
  }
}
