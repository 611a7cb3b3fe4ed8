import type { Product } from '../bench/product.ts'
import type { Region } from '../bench/region.ts'
import { sessionCookie } from '../src/features/accounts/routes.ts'
import { randomToken, sha256 } from '../src/platform/crypto.ts'
import { newId } from '../src/platform/ids.ts'

/** The cookies of those who work in the region: three different people vouch for each hour. */
export type Crew = {
  readonly officer: string
  readonly registrar: string
  readonly principal: string
  readonly hoursOfficer: string
  readonly admin: string
}

async function hire({ owner }: Product, { tenantId, bureauId }: Region, role: string): Promise<string> {
  const [accountId, token] = [newId(), randomToken()]
  await owner.query(
    `insert into account (tenant_id, id, name, password_hash, created_at) values ($1, $2, $3, '-', now())`,
    [tenantId, accountId, role],
  )
  await owner.query(
    `insert into role_grant (tenant_id, id, account_id, role, organisation_id, from_on, reason)
     values ($1, gen_random_uuid(), $2, $3, $4, '2020-01-01', 'crash')`,
    [tenantId, accountId, role, bureauId],
  )
  await owner.query(
    `insert into session (tenant_id, id, account_id, token_hash, created_at, seen_at, expires_at, from_address, device)
     values ($1, gen_random_uuid(), $2, $3, now(), now(), now() + interval '1 day', '127.0.0.1', 'crash')`,
    [tenantId, accountId, sha256(token)],
  )
  return `${sessionCookie}=${tenantId}.${token}`
}

/** Opens an account for each of them, over the whole region. */
export async function hireCrew(product: Product, region: Region): Promise<Crew> {
  const [officer, registrar, principal, hoursOfficer, admin] = await Promise.all(
    ['bureau_officer', 'school_registrar', 'principal', 'hours_officer', 'system_admin'].map((role) =>
      hire(product, region, role),
    ),
  )
  if (!officer || !registrar || !principal || !hoursOfficer || !admin) throw new Error('nobody was hired')
  return { officer, registrar, principal, hoursOfficer, admin }
}
