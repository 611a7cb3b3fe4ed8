import type { Sentence } from '../start/refusals.ts'

/** Why a backup was not made or not restored. What was there before is as it was. */
export type BackupRefusal =
  | { readonly code: 'backup_not_found'; readonly path: string }
  | { readonly code: 'backup_foreign'; readonly path: string }
  | { readonly code: 'backup_newer'; readonly detail: string }
  | { readonly code: 'backup_truncated'; readonly path: string }
  | { readonly code: 'backup_damaged'; readonly path: string }
  | { readonly code: 'passphrase_missing' }
  | { readonly code: 'passphrase_wrong' }
  | { readonly code: 'nothing_to_back_up' }
  | { readonly code: 'place_not_empty' }
  | { readonly code: 'place_in_use'; readonly pid: number }
  | { readonly code: 'target_exists'; readonly path: string }
  | { readonly code: 'target_unwritable'; readonly path: string; readonly detail: string }
  | { readonly code: 'backup_cancelled' }
  | { readonly code: 'restore_failed'; readonly detail: string }

type Words = { readonly [Code in BackupRefusal['code']]: (refusal: Extract<BackupRefusal, { code: Code }>) => Sentence }

const words: Words = {
  backup_not_found: ({ path }) => ({
    zh: `没有找到备份文件 ${path}：请检查路径后重试。`,
    en: `There is no backup file ${path}: check the path and try again.`,
  }),
  backup_foreign: ({ path }) => ({
    zh: `${path} 不是青蓝的备份文件：请换一个由 backup 命令写出的文件；没有改动任何数据。`,
    en: `${path} is no backup of Qinglan: name a file that the backup command wrote; nothing was changed.`,
  }),
  backup_newer: ({ detail }) => ({
    zh: `备份比程序新（${detail}）：请用写出它的那个版本或更新的版本恢复；没有改动任何数据。`,
    en: `The backup is newer than this program (${detail}): restore it with the version that wrote it, or a newer one; nothing was changed.`,
  }),
  backup_truncated: ({ path }) => ({
    zh: `备份文件 ${path} 不完整（复制时可能中断）：请重新复制，或换用另一份备份；没有改动任何数据。`,
    en: `The backup file ${path} is cut short (its copying may have been interrupted): copy it again, or use another one; nothing was changed.`,
  }),
  backup_damaged: ({ path }) => ({
    zh: `备份文件 ${path} 已损坏（内容与校验值不符）：请换用另一份备份；没有改动任何数据。`,
    en: `The backup file ${path} is damaged (its content does not match its hashes): use another one; nothing was changed.`,
  }),
  passphrase_missing: () => ({
    zh: '备份中的密钥用口令封存：请在环境变量 QINGLAN_BACKUP_PASSPHRASE 中给出口令后重试；没有改动任何数据。',
    en: 'The keys in this backup are sealed with a passphrase: give it in the environment variable QINGLAN_BACKUP_PASSPHRASE and try again; nothing was changed.',
  }),
  passphrase_wrong: () => ({
    zh: '口令不对，打不开备份中的密钥：请核对 QINGLAN_BACKUP_PASSPHRASE 后重试；没有改动任何数据。',
    en: 'This passphrase does not open the keys in the backup: check QINGLAN_BACKUP_PASSPHRASE and try again; nothing was changed.',
  }),
  nothing_to_back_up: () => ({
    zh: '这里还没有数据可以备份：请先启动一次，或检查 QINGLAN_DATA、DATABASE_URL 是否指向要备份的地方。',
    en: 'There is nothing to back up here yet: start Qinglan once, or check that QINGLAN_DATA or DATABASE_URL name the place to back up.',
  }),
  place_not_empty: () => ({
    zh: '这里已有数据：恢复会把它们全部抹去。请换一个空的位置；若确实要覆盖，请同时加上 --over-existing-data --yes-erase。',
    en: 'There is data here, which restoring would erase: choose an empty place, or, if that is what you want, add both --over-existing-data and --yes-erase.',
  }),
  place_in_use: ({ pid }) => ({
    zh: `青蓝正在此处运行（进程 ${pid}）：请先停止它，再恢复。`,
    en: `Qinglan is running here (process ${pid}): stop it first, then restore.`,
  }),
  target_exists: ({ path }) => ({
    zh: `${path} 已存在：备份不会覆盖任何文件，请换一个文件名。`,
    en: `${path} exists: a backup never overwrites a file; choose another name.`,
  }),
  target_unwritable: ({ path, detail }) => ({
    zh: `写不了 ${path}（${detail}）：请检查文件夹是否存在、权限和剩余空间后重试。`,
    en: `${path} cannot be written (${detail}): check that its folder exists, its permissions and the free space, then try again.`,
  }),
  backup_cancelled: () => ({
    zh: '备份已取消，没有留下文件。',
    en: 'The backup was cancelled; no file was left.',
  }),
  restore_failed: ({ detail }) => ({
    zh: `恢复没有完成（${detail}），已全部撤销：请按原因处理后重试。`,
    en: `Restoring did not finish (${detail}) and was undone as a whole: remove the cause and try again.`,
  }),
}

function speak<Code extends BackupRefusal['code']>(
  code: Code,
  refusal: Extract<BackupRefusal, { code: Code }>,
): Sentence {
  return words[code](refusal)
}

/** What happened and what to do next, in Chinese and English. */
export function backupSentence(refusal: BackupRefusal): Sentence {
  return speak(refusal.code, refusal)
}
