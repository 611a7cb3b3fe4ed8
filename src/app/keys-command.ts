import { addKeyVersion, keyStandings, type KeyStanding, type RotateRefusal } from '../platform/keys.ts'
import { printed, type Sentence } from '../platform/start/refusals.ts'

const refusals: Record<RotateRefusal, (path: string) => Sentence> = {
  keys_missing: (path) => ({
    zh: `没有密钥文件 ${path}：请先启动一次，或检查 QINGLAN_KEYS 和 QINGLAN_DATA 指向哪里。`,
    en: `There is no key file ${path}: start once first, or check where QINGLAN_KEYS and QINGLAN_DATA point.`,
  }),
  keys_unreadable: (path) => ({
    zh: `密钥文件 ${path} 读不出来：请从备份中恢复它。`,
    en: `The key file ${path} cannot be read: restore it from a backup.`,
  }),
  rotation_under_way: () => ({
    zh: '上一次更换密钥还没有完成：请等全部重新加密后再换（npm run -s qinglan -- keys state 查看）。',
    en: 'The last change of keys is not over: wait until everything has been sealed anew (npm run -s qinglan -- keys state shows it).',
  }),
  versions_used_up: () => ({
    zh: '密钥版本号已用到 255：不能再更换。',
    en: 'Version 255 of the keys is in use: there is no further one.',
  }),
}

/** `keys rotate`: adds a new version of the sealing and lookup keys; whoever runs with this file goes over to it by itself. */
export function rotateKeys(path: string): Sentence & { readonly done: boolean } {
  const added = addKeyVersion(path)
  if (!added.ok) return { done: false, ...refusals[added.error](path) }
  const { version } = added.value
  return {
    done: true,
    zh: `已加入第 ${version} 版密钥。正在运行的程序会在 10 秒后改用它，并在后台把全部数据重新加密，期间照常使用；没有运行的，下次启动时开始。全部完成后旧密钥自动停用。请重新备份一次。`,
    en: `Version ${version} of the keys was added. Whatever runs goes over to it in 10 seconds and seals everything anew in the background, without a pause; what does not run begins when it starts. The earlier key is then retired by itself. Make a new backup.`,
  }
}

const states: Record<KeyStanding['state'], Sentence> = {
  coming: { zh: '即将启用', en: 'comes into use' },
  current: { zh: '使用中', en: 'in use' },
  earlier: { zh: '正在被替换', en: 'being replaced' },
  retired: { zh: '已停用', en: 'retired' },
}

/** `keys state`: one line for each key of the file, the newest first; never a key. */
export function tellKeyState(path: string): string {
  return keyStandings(path)
    .map(({ version, state, usedFrom, retiredAt }) => {
      const { zh, en } = states[state]
      const since = retiredAt ?? usedFrom
      return printed({ zh: `第 ${version} 版：${zh}（${since}）`, en: `version ${version}: ${en} (${since})` })
    })
    .join('')
}
