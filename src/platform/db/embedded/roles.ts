import pg from 'pg'

/** The role that owns the tables and runs the migrations. It is no superuser: neither is it on a hosted PostgreSQL. */
export const ownerRole = 'qinglan_owner'

/** The role the application works as: it owns nothing and sees one tenant at a time. */
export const appRole = 'qinglan_app'

/** Runs statements one after the other on a connection of their own. */
export async function perform(url: string, statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}

const role = (name: string, rights: string, password: string) =>
  `do $$ begin
     if not exists (select from pg_roles where rolname = '${name}') then create role ${name}; end if;
   end $$;
   alter role ${name} login nosuperuser nobypassrls ${rights} password '${password}'`

/** Makes both roles, or gives them these passwords where they exist. */
export async function makeRoles(superuserUrl: string, passwords: { owner: string; app: string }): Promise<void> {
  await perform(superuserUrl, [
    role(ownerRole, 'createdb nocreaterole', passwords.owner),
    role(appRole, 'nocreatedb nocreaterole', passwords.app),
    `grant ${appRole} to ${ownerRole} with admin option`,
  ])
}
