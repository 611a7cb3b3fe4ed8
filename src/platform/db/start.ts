import pg from 'pg'
import { err, ok, type Result } from '../../lib/result.ts'
import { printed, type Sentence, type StartRefusal } from '../start/refusals.ts'
import { appRole } from './embedded/roles.ts'
import { startEmbedded, type RunningDatabase } from './embedded/start.ts'
import { refusalOfConnecting } from './migrate.ts'

export type { RunningDatabase } from './embedded/start.ts'

/** Which database to use: the one named, or the one that comes with Qinglan, in the data folder. */
export type DatabaseConfig = {
  readonly dataFolder: string
  readonly databaseUrl?: string | undefined
  readonly appDatabaseUrl?: string | undefined
}

/** The owner's address, with the rights of the application's role from the first statement on. */
export function asApplication(ownerUrl: string): string {
  const url = new URL(ownerUrl)
  const options = url.searchParams.get('options')
  url.searchParams.set('options', [options, `-c role=${appRole}`].filter(Boolean).join(' '))
  // The driver decodes `%20`, and takes the `+` of a form for itself.
  url.search = url.search.replaceAll('+', '%20')
  return url.href
}

/** Makes a database available, or says why it is not. */
export async function startDatabase(
  config: DatabaseConfig,
  onTrouble: (sentence: Sentence) => void = (sentence) => process.stderr.write(printed(sentence)),
): Promise<Result<RunningDatabase, StartRefusal>> {
  const { databaseUrl } = config
  if (databaseUrl === undefined) return startEmbedded(config.dataFolder, onTrouble)
  const unreachable = await whyUnreachable(databaseUrl)
  if (unreachable) return err(unreachable)
  return ok({
    ownerUrl: databaseUrl,
    appUrl: config.appDatabaseUrl ?? asApplication(databaseUrl),
    isNew: false,
    stop: async () => undefined,
    onExit: () => undefined,
  })
}

async function whyUnreachable(url: string): Promise<StartRefusal | undefined> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return undefined
  } catch (failure) {
    return refusalOfConnecting(failure)
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** Checks that the application's address works and cannot look over the fence between tenants. */
export async function checkApplication(appUrl: string): Promise<StartRefusal | undefined> {
  const client = new pg.Client({ connectionString: appUrl, connectionTimeoutMillis: 10_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query<{ role: string; unfit: boolean }>(
      `select rolname as role, rolsuper or rolbypassrls
         or exists (select from pg_class where relname = 'tenant' and relnamespace = 'public'::regnamespace
                    and pg_has_role(current_user, relowner, 'usage')) as unfit
       from pg_roles where rolname = current_user`,
    )
    const [own] = rows
    return own?.unfit === false ? undefined : { code: 'app_role_unfit', role: own?.role ?? '' }
  } catch (failure) {
    return refusalOfConnecting(failure)
  } finally {
    await client.end().catch(() => undefined)
  }
}
