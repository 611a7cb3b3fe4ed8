import { spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'

/** The operating system's account that PostgreSQL runs as, where it cannot be our own. */
export type Account = { readonly uid: number; readonly gid: number }

/** The name of the account made for PostgreSQL where the system has none. */
export const accountName = 'qinglan'

function idOf(name: string): Account | undefined {
  const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name], { encoding: 'utf8' }))
  if (uid?.status !== 0 || gid?.status !== 0) return undefined
  const account = { uid: Number(uid.stdout), gid: Number(gid.stdout) }
  return account.uid > 0 ? account : undefined
}

function made(): Account | undefined {
  // Root by way of `su` may lack the folders that hold these.
  const options = { env: { PATH: '/usr/sbin:/sbin:/usr/bin:/bin' } }
  const quiet = ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin']
  spawnSync('useradd', [...quiet, accountName], options)
  const account = idOf(accountName)
  if (account) return account
  spawnSync('adduser', ['-S', '-D', '-H', accountName], options)
  return idOf(accountName)
}

/** PostgreSQL refuses to run as root: then it is `postgres`, else an account of ours, else `nobody`. Otherwise ourselves. */
export function accountForPostgres(existingCluster: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  const owner = statSync(existingCluster, { throwIfNoEntry: false })
  if (owner && owner.uid > 0) return { uid: owner.uid, gid: owner.gid }
  return idOf('postgres') ?? idOf(accountName) ?? made() ?? idOf('nobody')
}

/** Whether the account can enter a folder, and write there when asked: tried, not guessed from modes. */
export function canEnter(account: Account | undefined, folder: string, also?: 'to write'): boolean {
  const test = also ? 'cd "$1" && test -w .' : 'cd "$1"'
  return spawnSync('/bin/sh', ['-c', test, 'sh', folder], { cwd: '/', ...account }).status === 0
}
