import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { err, ok, type Result } from '../lib/result.ts'
import { examineBackup, type Examined } from '../platform/backup/examine.ts'
import { backupSentence, type BackupRefusal } from '../platform/backup/refusals.ts'
import { restoreBackup } from '../platform/backup/restore.ts'
import { writeBackup } from '../platform/backup/write.ts'
import { moveCluster, type MoveRefusal } from '../platform/db/embedded/upgrade.ts'
import { ownVersion } from '../platform/db/embedded/home.ts'
import { takeLock } from '../platform/start/lock.ts'
import { printed, sentenceOf, type Sentence } from '../platform/start/refusals.ts'
import { callerFolder, programVersion, type Config } from './config.ts'

const sentences: { [Code in MoveRefusal['code']]: (refusal: Extract<MoveRefusal, { code: Code }>) => Sentence } = {
  upgrade_nothing: () => ({
    zh: `自带的数据库已是 PostgreSQL ${ownVersion}（或还没有数据），不需要升级。`,
    en: `The database that comes with Qinglan is PostgreSQL ${ownVersion} already (or there is no data yet); there is nothing to upgrade.`,
  }),
  upgrade_backwards: ({ found }) => ({
    zh: `数据由 PostgreSQL ${found} 建立，不比自带的 ${ownVersion} 旧：请用建立它的程序版本启动；没有改动任何数据。`,
    en: `The data was made by PostgreSQL ${found}, which is not older than the ${ownVersion} that comes with this program: start the version that made it; nothing was changed.`,
  }),
  upgrade_no_programs: ({ found, detail }) => ({
    zh: `取不到 PostgreSQL ${found} 的程序（${detail}）：请连上网络后重试；或用 QINGLAN_OLD_POSTGRES 指定一个含 bin/postgres 的文件夹；或用旧版青蓝执行 backup，再用本版 restore 到空的文件夹。没有改动任何数据。`,
    en: `The programs of PostgreSQL ${found} cannot be had (${detail}): connect to the network and try again; or name a folder that holds bin/postgres in QINGLAN_OLD_POSTGRES; or back up with the old Qinglan and restore with this one into an empty folder. Nothing was changed.`,
  }),
  upgrade_failed: ({ detail }) => ({
    zh: `升级没有完成（${detail}）：原来的数据原样未动，请按原因处理后重试。`,
    en: `The upgrade did not finish (${detail}): the data is as it was; remove the cause and try again.`,
  }),
}

function sentenceFor<Code extends MoveRefusal['code']>(code: Code, refusal: Extract<MoveRefusal, { code: Code }>) {
  return sentences[code](refusal)
}

function refused(sentence: Sentence): number {
  process.stderr.write(printed(sentence))
  return 1
}

/** Everything of one database in a file: no files and no keys, which stay where they are. */
export async function readInto(path: string, ownerUrl: string): Promise<Result<undefined, BackupRefusal>> {
  const nowhere = `${path}.none`
  const aside = { filesFolder: nowhere, keysFile: nowhere, passphrase: undefined, program: programVersion() }
  const made = await writeBackup({ ...aside, path, ownerUrl })
  return made.ok ? ok() : made
}

/** Fills an empty database from such a file; every table is read back and compared by its hash. */
export async function writeFrom(path: string, ownerUrl: string): Promise<Result<Examined, BackupRefusal>> {
  const examined = await examineBackup(path, undefined)
  if (!examined.ok) return examined
  const nowhere = `${path}.none`
  const restored = await restoreBackup(examined.value, {
    ...{ ownerUrl, filesFolder: nowhere, keysFile: nowhere, mayErase: false },
  })
  return restored.ok ? examined : restored
}

const saying = (refusal: BackupRefusal) => backupSentence(refusal).zh

/** Moves the data of the embedded database to the PostgreSQL that comes with this program; answers with an exit code. */
export async function upgradeCommand(config: Config): Promise<number> {
  if (config.databaseUrl !== undefined) return refused(useBetween)
  if (!existsSync(join(config.dataFolder, 'database.json')))
    return refused(sentences.upgrade_nothing({ code: 'upgrade_nothing' }))
  const lock = takeLock(config.dataFolder)
  if (!lock.ok) return refused(sentenceOf(lock.error))
  const folder = mkdtempSync(join(config.dataFolder, 'upgrade-'))
  const path = join(folder, 'rows')
  let rows = 0
  try {
    const moved = await moveCluster(config.dataFolder, process.env.QINGLAN_OLD_POSTGRES || undefined, {
      read: async (ownerUrl) => {
        const read = await readInto(path, ownerUrl)
        return read.ok ? read : err(saying(read.error))
      },
      write: async (ownerUrl) => {
        const written = await writeFrom(path, ownerUrl)
        if (!written.ok) return err(saying(written.error))
        rows = rowsIn(written.value)
        return ok()
      },
    })
    if (!moved.ok) return refused(sentenceFor(moved.error.code, moved.error))
    const { found, kept } = moved.value
    process.stdout.write(
      `已从 PostgreSQL ${found} 升级到 ${ownVersion}：${rows} 行逐表核对一致。原来的数据留在 ${kept}，确认无误后可以删除。现在可以启动：npm start\n` +
        `Moved from PostgreSQL ${found} to ${ownVersion}: ${rows} rows, each table the same by its hash. The old data stays in ${kept} and may be deleted once all is well. Start now: npm start\n`,
    )
    return 0
  } finally {
    rmSync(folder, { recursive: true, force: true })
    lock.value.release()
  }
}

const useBetween: Sentence = {
  zh: '使用 DATABASE_URL 时，请先建好新的空数据库，停止青蓝，再运行 upgrade --from 旧地址 --to 新地址，然后把 DATABASE_URL 指向新地址。',
  en: 'With DATABASE_URL: make a new, empty database, stop Qinglan, run upgrade --from OLD_URL --to NEW_URL, then let DATABASE_URL name the new one.',
}

/** Moves everything from one database into another, empty one, of whatever versions; answers with an exit code. */
export async function moveCommand(config: Config, from: string, to: string): Promise<number> {
  const folder = mkdtempSync(join(callerFolder(), '.qinglan-upgrade-'))
  const path = join(folder, 'rows')
  try {
    const read = await readInto(path, from)
    if (!read.ok) return refused(backupSentence(read.error))
    const written = await writeFrom(path, to)
    if (!written.ok) return refused(backupSentence(written.error))
    const rows = rowsIn(written.value)
    process.stdout.write(
      `已搬到新的数据库：${rows} 行逐表核对一致。请把 DATABASE_URL 指向它，再启动；旧数据库没有改动。文件和密钥仍在 ${config.dataFolder}。\n` +
        `Moved to the new database: ${rows} rows, each table the same by its hash. Let DATABASE_URL name it and start; the old one is unchanged. Files and keys stay in ${config.dataFolder}.\n`,
    )
    return 0
  } catch (failure) {
    const detail = failure instanceof Error ? failure.message : String(failure)
    return refused(sentences.upgrade_failed({ code: 'upgrade_failed', detail }))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function rowsIn({ manifest }: Examined): number {
  return Object.values(manifest.tables).reduce((sum, table) => sum + table.rows, 0)
}
