import { customType, timestamp, uuid } from 'drizzle-orm/pg-core'

/** Leads every tenant-owned table, its primary key and each of its foreign keys. */
export const tenantOwned = { tenantId: uuid('tenant_id').notNull() }

/** An instant, as a `Date`. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date', precision: 6 })

/** Raw bytes: ciphertext, keyed hashes, digests. */
export const bytes = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' })
