import {
  examineLedger,
  examineSums,
  isUnaltered,
  rootKeyOf,
  sealLedger,
  type EntryFault,
  type Examination,
  type FaultyRoot,
  type SumsExamination,
} from '../features/credits/public.ts'
import type { Result } from '../lib/result.ts'
import { systemClock } from '../platform/clock.ts'
import { openVault, type Vault } from '../platform/crypto.ts'
import { openPool, transact, type Db } from '../platform/db/db.ts'
import { loadKeys } from '../platform/keys.ts'
import type { Sentence, StartRefusal } from '../platform/start/refusals.ts'
import { reach } from './audit-command.ts'
import type { Config } from './config.ts'
import { openDoor, tenantsOf } from './tenants.ts'

const origin = { actor: undefined, requestId: 'ledger', from: 'command line' }

type Looked = { readonly isWhole: boolean; readonly told: Sentence }

/** Does something in every bureau; what it says is printed, and whether all of it was whole is answered. */
export async function inEachBureau(
  config: Config,
  print: (sentence: Sentence) => void,
  look: (door: Db, vault: Vault, name: string) => Promise<Looked>,
): Promise<Result<boolean, StartRefusal>> {
  const reached = await reach(config)
  if (!reached.ok) return reached
  const pool = openPool(reached.value.appUrl, 2)
  try {
    const keys = loadKeys(config.keysFile, false)
    if (!keys.ok) return keys
    let isWhole = true
    for (const tenant of await tenantsOf(pool, systemClock).list()) {
      const door = openDoor(pool, systemClock, tenant, origin)
      const found = await look(door, openVault(keys.value), tenant.name)
      isWhole &&= found.isWhole
      print(found.told)
    }
    return { ok: true, value: isWhole }
  } finally {
    await pool.end()
    await reached.value.stop()
  }
}

/** `ledger verify`: reckons every chain and every root again; false when one fails, which is named. */
export function verifyLedgers(config: Config, print: (sentence: Sentence) => void) {
  return inEachBureau(config, print, async (door, vault, name) => {
    const found = await examineLedger(door, rootKeyOf(vault, door.context.tenantId))
    return { isWhole: isUnaltered(found), told: tellLedger(name, found) }
  })
}

/** `ledger check`: compares every running sum with its entries; false when one differs, which is named. */
export function checkLedgers(config: Config, print: (sentence: Sentence) => void) {
  return inEachBureau(config, print, async (door, _, name) => {
    const found = await examineSums(door)
    return { isWhole: found.first === null, told: tellSums(name, found) }
  })
}

/** `ledger seal`: makes a root over the ledgers as they stand, beside the one of each day. */
export function sealLedgers(config: Config, print: (sentence: Sentence) => void) {
  return inEachBureau(config, print, async (door, vault, name) => {
    const sealed = await transact(door, (tx) => sealLedger(tx, vault))
    const root = sealed.ok ? sealed.value : undefined
    const told = root
      ? {
          zh: `${name}：第 ${root.seq} 次封存，${root.people} 人 ${root.entries} 条，散列值 ${root.hash}`,
          en: `${name}: root ${root.seq} over ${root.entries} entries of ${root.people} people, hash ${root.hash}`,
        }
      : { zh: `${name}：还没有台账记录，不必封存`, en: `${name}: there are no entries to seal yet` }
    return { isWhole: true, told }
  })
}

const entryFaults: Record<EntryFault['kind'], Sentence> = {
  number: { zh: '序号不连续，前面缺少记录', en: 'its number does not follow: an entry before it is missing' },
  link: { zh: '与上一条记录的散列值接不上', en: 'it does not follow the hash of the entry before it' },
  content: { zh: '内容与散列值不符，被改动过', en: 'its content is not that of its hash: it was altered' },
  class: { zh: '学时分类与内容不符', en: 'its class of hours is not that of its content' },
  sealed: { zh: '与封存时的记录不符，整条链被重写过', en: 'it is not what was sealed: the chain was written anew' },
  gone: { zh: '已封存的记录被删除', en: 'it was sealed and is gone' },
}

const rootFaults: Record<FaultyRoot['kind'], Sentence> = {
  number: { zh: '序号不连续，前面缺少封存', en: 'its number does not follow: a root before it is missing' },
  link: { zh: '与上一次封存接不上', en: 'it does not follow the root before it' },
  tree: { zh: '与当时全部台账的末条记录不符', en: 'it is not the root over the heads of that time' },
  content: { zh: '内容与散列值不符，被改动过', en: 'its content is not that of its hash: it was altered' },
  key: { zh: '不是用本单位的密钥签的名', en: 'it is signed with a key that is not this deployment’s' },
  signature: { zh: '签名不对', en: 'its signature does not hold' },
}

const fields: Readonly<Record<string, string>> = {
  person_id: '人员',
  centihours: '学时',
  started_on: '开始日期',
  earned_on: '完成日期',
  category: '类别',
  level: '级别',
  mode: '形式',
  kind: '活动类型',
  evidence: '佐证材料',
  source_kind: '来源种类',
  source_id: '来源编号',
  source_title: '来源名称',
}

/** What was found of one bureau's ledger, as sentences. */
export function tellLedger(bureau: string, found: Examination): Sentence {
  const { entries, roots, last, unsealed, entryFault, rootFault } = found
  const zh = [`${bureau}：台账记录 ${entries} 条，封存 ${roots} 次${last ? `，最近 ${last.day} ${last.hash}` : ''}`]
  const en = [`${bureau}: ${entries} entries, ${roots} roots${last ? `, the last of ${last.day} ${last.hash}` : ''}`]
  zh.push(`  最近一次封存以后入账 ${unsealed} 条`)
  en.push(`  posted since the last root: ${unsealed}`)
  if (entryFault) {
    const { kind, staffNo, name, seq, entryId, rootSeq, differs } = entryFault
    const named = differs.map((field) => fields[field] ?? field).join('、')
    zh.push(`  第一条不符的记录：工号 ${staffNo} ${name}，第 ${seq} 条${entryId ? `，编号 ${entryId}` : ''}`)
    zh.push(
      `    ${entryFaults[kind].zh}${rootSeq ? `（第 ${rootSeq} 次封存）` : ''}${named && `；与登记不同的：${named}`}`,
    )
    en.push(
      `  the first entry that fails: staff number ${staffNo} ${name}, entry ${seq}${entryId ? `, id ${entryId}` : ''}`,
    )
    const unlike = differs.length > 0 ? `; unlike its record: ${differs.join(', ')}` : ''
    en.push(`    ${entryFaults[kind].en}${rootSeq ? ` (root ${rootSeq})` : ''}${unlike}`)
  }
  if (rootFault) {
    zh.push(`  第一个不符的封存：第 ${rootFault.seq} 次（${rootFault.day}），${rootFaults[rootFault.kind].zh}`)
    en.push(`  the first root that fails: root ${rootFault.seq} (${rootFault.day}): ${rootFaults[rootFault.kind].en}`)
  }
  zh.push(isUnaltered(found) ? '  完整' : '  不完整')
  en.push(isUnaltered(found) ? '  whole' : '  NOT WHOLE')
  return { zh: zh.join('\n'), en: en.join('\n') }
}

/** What was found of one bureau's running sums, as sentences. */
export function tellSums(bureau: string, { sums, first }: SumsExamination): Sentence {
  if (!first) {
    return {
      zh: `${bureau}：汇总 ${sums} 项，全部等于记录之和`,
      en: `${bureau}: ${sums} running sums, each the sum of its entries`,
    }
  }
  const { staffNo, name, year, kept, reckoned } = first
  const named = [first.category, first.level, first.mode, first.kind, first.proof]
    .filter((part) => part !== '')
    .join('·')
  const hours = (centihours: number) => (centihours / 100).toFixed(2)
  return {
    zh: `${bureau}：第一项不符的汇总：工号 ${staffNo} ${name}，${year} 年 ${named || '未分类'}，汇总 ${hours(kept)}，记录之和 ${hours(reckoned)}`,
    en: `${bureau}: the first sum that differs: staff number ${staffNo} ${name}, ${year} ${named || 'no class'}: kept ${hours(kept)}, entries make ${hours(reckoned)}`,
  }
}
