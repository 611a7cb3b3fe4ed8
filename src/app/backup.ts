import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { err, ok, type Result } from '../lib/result.ts'
import { examineBackup } from '../platform/backup/examine.ts'
import { backupSentence, type BackupRefusal } from '../platform/backup/refusals.ts'
import { restoreBackup } from '../platform/backup/restore.ts'
import { writeBackup } from '../platform/backup/write.ts'
import { makeDataFolder } from '../platform/db/embedded/home.ts'
import { reachEmbedded } from '../platform/db/embedded/start.ts'
import { refusalOfConnecting } from '../platform/db/migrate.ts'
import { startDatabase } from '../platform/db/start.ts'
import { takeLock } from '../platform/start/lock.ts'
import { printed, sentenceOf, type Sentence, type StartRefusal } from '../platform/start/refusals.ts'
import { programVersion, type Config } from './config.ts'

type Refusal = BackupRefusal | StartRefusal

const isBackups = (refusal: Refusal): refusal is BackupRefusal =>
  /^(backup_|passphrase_|target_|restore_failed|place_|nothing_to_back_up)/.test(refusal.code)

function refused(refusal: Refusal): number {
  process.stderr.write(printed(isBackups(refusal) ? backupSentence(refusal) : sentenceOf(refusal)))
  return 1
}

const tell = (sentence: Sentence) => process.stderr.write(printed(sentence))
const filesOf = (config: Config) => join(config.dataFolder, 'files')
const passphrase = () => process.env.QINGLAN_BACKUP_PASSPHRASE || undefined

type Reached = { readonly ownerUrl: string; readonly leave: () => Promise<void> }

/** Reaches the database of a deployment, whether it runs just now or not. */
async function reach(config: Config): Promise<Result<Reached, Refusal>> {
  if (config.databaseUrl !== undefined) {
    const found = await startDatabase(config)
    return found.ok ? ok({ ownerUrl: found.value.ownerUrl, leave: () => found.value.stop() }) : found
  }
  if (!existsSync(join(config.dataFolder, 'database.json'))) return err({ code: 'nothing_to_back_up' })
  const lock = takeLock(config.dataFolder)
  if (!lock.ok) {
    const ownerUrl = reachEmbedded(config.dataFolder)
    return ownerUrl === undefined ? lock : ok({ ownerUrl, leave: async () => undefined })
  }
  return startedHere(config, () => lock.value.release())
}

async function startedHere(config: Config, release: () => void): Promise<Result<Reached, Refusal>> {
  const started = await startDatabase(config)
  if (!started.ok) {
    release()
    return started
  }
  const leave = async () => {
    await started.value.stop()
    release()
  }
  return ok({ ownerUrl: started.value.ownerUrl, leave })
}

/** Writes everything of a deployment into one file, while it runs or not; answers with an exit code. */
export async function backupCommand(config: Config, path: string): Promise<number> {
  if (existsSync(path)) return refused({ code: 'target_exists', path })
  const reached = await reach(config)
  if (!reached.ok) return refused(reached.error)
  try {
    const wish = { path, ownerUrl: reached.value.ownerUrl, filesFolder: filesOf(config), keysFile: config.keysFile }
    const made = await writeBackup({ ...wish, passphrase: passphrase(), program: programVersion() })
    if (!made.ok) return refused(made.error)
    const { manifest, bytes } = made.value
    const rows = Object.values(manifest.tables).reduce((sum, table) => sum + table.rows, 0)
    const [tables, files] = [Object.keys(manifest.tables).length, Object.keys(manifest.files).length]
    const size = `${(bytes / 1024 / 1024).toFixed(1)} MB`
    process.stdout.write(
      `已备份到 ${path}：${tables} 张表 ${rows} 行，${files} 个文件，${size}。\n` +
        `Backed up to ${path}: ${rows} rows of ${tables} tables, ${files} files, ${size}.\n`,
    )
    if (manifest.keys?.sealed === false) tell(plainKeys)
    if (manifest.missingFiles.length > 0) tell(lostFiles(manifest.missingFiles.length))
    return 0
  } catch (failure) {
    return refused(refusalOfConnecting(failure))
  } finally {
    await reached.value.leave()
  }
}

const plainKeys: Sentence = {
  zh: '注意：备份中的密钥没有加密，拿到此文件的人能读出身份证号和手机号。请妥善保管，或在环境变量 QINGLAN_BACKUP_PASSPHRASE 中给出口令后重新备份。',
  en: 'Mind: the keys in this backup are not sealed; whoever holds the file can read ID and phone numbers. Keep it safe, or give a passphrase in QINGLAN_BACKUP_PASSPHRASE and back up again.',
}

const lostFiles = (size: number): Sentence => ({
  zh: `注意：数据库中登记的 ${size} 个文件在文件夹里没有找到或已损坏，未能备份。`,
  en: `Mind: ${size} files that the database names were missing or damaged in their folder and are not in the backup.`,
})

/** Puts a backup into an empty place, or over what is there when told twice; answers with an exit code. */
export async function restoreCommand(config: Config, path: string, mayErase: boolean): Promise<number> {
  const examined = await examineBackup(path, passphrase())
  if (!examined.ok) return refused(examined.error)
  const place = await openPlace(config)
  if (!place.ok) return refused(place.error)
  try {
    const where = { ownerUrl: place.value.ownerUrl, filesFolder: filesOf(config), keysFile: config.keysFile, mayErase }
    const restored = await restoreBackup(examined.value, where)
    if (!restored.ok) return refused(restored.error)
    const { takenAt, tables, files } = examined.value.manifest
    process.stdout.write(
      `已恢复 ${takenAt} 的备份：${Object.keys(tables).length} 张表、${Object.keys(files).length} 个文件，内容与备份一致。现在可以启动：npm start\n` +
        `Restored the backup of ${takenAt}: ${Object.keys(tables).length} tables and ${Object.keys(files).length} files, the same as in the backup. Start it now: npm start\n`,
    )
    return 0
  } finally {
    await place.value.leave()
  }
}

async function openPlace(config: Config): Promise<Result<Reached, Refusal>> {
  const made = makeDataFolder(config.dataFolder)
  if (!made.ok) return made
  if (config.databaseUrl !== undefined) return reach(config)
  const lock = takeLock(config.dataFolder)
  if (lock.ok) return startedHere(config, () => lock.value.release())
  return lock.error.code === 'data_in_use' ? err({ code: 'place_in_use', pid: lock.error.pid }) : lock
}
