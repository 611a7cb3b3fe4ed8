import { keptName } from '../src/features/accounts/commands.ts'
import { systemClock } from '../src/platform/clock.ts'
import { hashPassword, isPassword } from '../src/platform/password.ts'
import { atLeast, atMost, quantile, type Figure } from './figure.ts'
import { expectOnly, load } from './load.ts'
import { openProduct } from './product.ts'
import { plantRegion } from './region.ts'

const people = 1_200
const seconds = 10
const connections = 16
const password = 'seven lamps on a river'

/** People open the sign-in page and sign in, each under a name and from an address of their own; argon2id, 19 MiB, 2 passes. */
export async function signIn(): Promise<Figure[]> {
  const product = await openProduct()
  try {
    const region = await plantRegion(product, people)
    await product.owner.query('update account set password_hash = $2 where tenant_id = $1', [
      region.tenantId,
      await hashPassword(password),
    ])
    const names = region.teachers.map((_, index) => `T${String(index + 1).padStart(8, '0')}`)
    const kept = names.map((name) => keptName(product.vault, name))
    await product.owner.query(
      `insert into sign_in_name (tenant_id, name_hash, name_sealed, account_id, kind)
       select $1, hash, sealed, account, 'staff_no' from unnest($2::bytea[], $3::bytea[], $4::uuid[]) as one (hash, sealed, account)`,
      [
        region.tenantId,
        kept.map(({ nameHash }) => nameHash),
        kept.map(({ nameSealed }) => nameSealed),
        region.teachers.map(({ accountId }) => accountId),
      ],
    )
    const arrivals = Array.from({ length: people * 4 }, (_, no) => {
      const headers = { 'x-forwarded-for': `10.${no >> 16}.${(no >> 8) & 255}.${no & 255}` }
      const body = { name: names[no % people], password }
      return [
        { path: '/api/v1/setup', headers },
        { method: 'POST' as const, path: '/api/v1/sessions', headers, body },
      ]
    }).flat()
    const outcome = await load(product.port, arrivals, { connections, seconds })
    expectOnly(outcome, 200, 201)
    const signedIn = outcome.statuses.get(201) ?? 0
    return [
      atLeast({ name: 'sign-in', value: signedIn / outcome.seconds, unit: '/s', floor: await bareRate(), limit: 60 }),
      atMost({ name: 'sign-in p95', value: quantile(outcome.latencies, 0.95), unit: 'ms' }),
    ]
  } finally {
    await product.stop()
  }
}

/** How many passwords this machine checks in a second when it does nothing else. */
async function bareRate(): Promise<number> {
  const hashed = await hashPassword(password)
  const began = systemClock.ticks()
  let checked = 0
  const work = async () => {
    while (systemClock.ticks() - began < 3_000) {
      await isPassword(password, hashed)
      checked += 1
    }
  }
  await Promise.all(Array.from({ length: connections }, work))
  return checked / ((systemClock.ticks() - began) / 1000)
}
