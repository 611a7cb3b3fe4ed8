import type { SQL } from 'drizzle-orm'
import type { Vault } from './crypto.ts'
import type { Tx } from './db/db.ts'

/** Whose data is gathered: the person, and the account they sign in with. */
export type Owner = { readonly personId: string; readonly accountId: string }

/** A column of a part: its key in the JSON, and what it is called on the page. */
export type OwnColumn = { readonly key: string; readonly zh: string; readonly en: string }

/** What one feature holds about a person, for that person to read. */
export type OwnPart = {
  readonly key: string
  readonly zh: string
  readonly en: string
  readonly columns: readonly OwnColumn[]
  load(tx: Tx, owner: Owner, vault: Vault): Promise<readonly Record<string, unknown>[]>
}

type Ask = (tx: Tx, owner: Owner) => SQL
type Opened = { readonly [column: string]: 'open' }

/** A part that one statement loads; its columns bear the keys. Those in `sealed` are opened: they are the person's own. */
export function ownPart(part: Omit<OwnPart, 'load'>, ask: Ask, sealed: Opened = {}): OwnPart {
  return {
    ...part,
    load: async (tx, owner, vault) => {
      const { rows } = await tx.execute<Record<string, unknown>>(ask(tx, owner))
      return rows.map((row) =>
        Object.fromEntries(
          part.columns.map(({ key }) => {
            const value = row[key] ?? null
            return [key, sealed[key] && Buffer.isBuffer(value) ? vault.open(value) : value]
          }),
        ),
      )
    },
  }
}

/** Columns, each written as `key 中文 English words`. */
export function columnsOf(...written: readonly string[]): readonly OwnColumn[] {
  return written.map((line) => {
    const [key = '', zh = '', ...en] = line.split(' ')
    return { key, zh, en: en.join(' ') }
  })
}
