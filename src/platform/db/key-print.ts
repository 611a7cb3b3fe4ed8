import pg from 'pg'

async function asOwner<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** Whether some keys have been used with this database: new ones could then not open what it holds. */
export async function holdsKeyPrint(ownerUrl: string): Promise<boolean> {
  return asOwner(ownerUrl, async (client) => {
    const { rows } = await client.query<{ found: boolean }>(
      `select to_regclass('qinglan_key_print') is not null as found`,
    )
    return rows[0]?.found === true
  })
}

/** Whether these are the keys the database was first used with; the first ones asked about become them. The print reveals no key. */
export async function checkKeys(ownerUrl: string, print: string): Promise<boolean> {
  return asOwner(ownerUrl, async (client) => {
    await client.query('begin')
    await client.query(
      `create table if not exists qinglan_key_print (one boolean not null default true, print text not null,
         constraint qinglan_key_print_pk primary key (one), constraint qinglan_key_print_one check (one))`,
    )
    await client.query('insert into qinglan_key_print (print) values ($1) on conflict do nothing', [print])
    const { rows } = await client.query<{ print: string }>('select print from qinglan_key_print')
    await client.query('commit')
    return rows[0]?.print === print
  })
}
