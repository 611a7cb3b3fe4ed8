import { resolve } from 'node:path'
import { ok, type Result } from '../lib/result.ts'
import { printed, sentenceOf, type Sentence, type StartRefusal } from '../platform/start/refusals.ts'
import { ensureBundles } from './bundles.ts'
import { callerFolder, readConfig, type Config } from './config.ts'
import { openGround, type Serving } from './ground.ts'
import { whyNoPort } from './port.ts'

const usage: Sentence = {
  zh: `用法：npm run -s qinglan -- 命令
  serve [--empty|--demo] [--seed N] [--size N] [--date 年-月-日]   启动（npm start 即此）
  migrate                                                          只升级数据库，然后退出
  backup 文件                                                      把全部数据备份成一个文件（运行中也可以）
  restore 文件 [--over-existing-data --yes-erase]                  从备份恢复到空的位置
  upgrade [--from 旧地址 --to 新地址]                              把数据搬到新版本的 PostgreSQL
  plan extract 文件                                                把一份培训计划读成 JSON，写到标准输出
  keys rotate                                                      更换加密密钥（运行中也可以，不停机）
  keys state                                                       各版密钥的状态
  audit verify                                                     核对操作记录的封存链；不完整时以 1 退出
  ledger verify                                                    核对学时台账的每条链和每次封存；有改动时指出第一条，以 1 退出
  ledger check                                                     核对学时汇总是否等于记录之和；不符时指出第一项，以 1 退出
  ledger seal                                                      立即封存一次学时台账（平时每天自动封存）
  year verify [--year 年度]                                        从台账重算已封存年度；有不同时指出第一处，以 1 退出
  audit purge                                                      清除超过保存天数的操作记录（整段清除，封存保留）
  selection rerun 文件                                             重算一轮双向选择，核对与公布的结果是否一致；不一致时以 1 退出
  demo plan 文件                                                   写出示范县的一份培训计划（Word），可拿来试读
  help                                                             显示本说明`,
  en: `Usage: npm run -s qinglan -- COMMAND
  serve [--empty|--demo] [--seed N] [--size N] [--date YYYY-MM-DD] start (what npm start does)
  migrate                                                          bring the database up, then end
  backup FILE                                                      write everything into one file, while it runs or not
  restore FILE [--over-existing-data --yes-erase]                  put a backup into an empty place
  upgrade [--from URL --to URL]                                    move the data to a newer PostgreSQL
  plan extract FILE                                                read a training plan, print it as JSON
  keys rotate                                                      change the keys, while it runs and without a pause
  keys state                                                       how the versions of the keys stand
  audit verify                                                     verify the chain of the audit trail; ends with 1 where it is broken
  ledger verify                                                    verify every chain and root of the hours ledger; names what was altered and ends with 1
  ledger check                                                     compare the running sums with the entries; names what differs and ends with 1
  ledger seal                                                      seal the hours ledger now (it is sealed every day by itself)
  year verify [--year YEAR]                                        recompute the closed years; names the first difference and ends with 1
  audit purge                                                      take away what is older than the setting, in whole spans; seals stay
  selection rerun FILE                                             reckon a two-way selection again; ends with 1 where it differs from what was published
  demo plan FILE                                                   write a plan of the demo county as a Word file, to try it with
  help                                                             show this`,
}

type Outcome = Promise<number>

function say(sentence: Sentence): void {
  process.stderr.write(printed(sentence))
}

function refused(refusal: StartRefusal): number {
  say(sentenceOf(refusal))
  return 1
}

async function withConfig(args: readonly string[], work: (config: Config) => Outcome): Outcome {
  const config = readConfig(args)
  if (config.ok) return work(config.value)
  say(config.error)
  return 2
}

/** Resolves when somebody asks this process to end: by a signal, or by ending the program that started it. */
function askedToEnd(): Promise<undefined> {
  return new Promise((asked) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => asked(undefined))
    process.once('disconnect', () => asked(undefined))
    process.channel?.unref()
  })
}

async function serveUntilAsked(config: Config): Outcome {
  const noPort = await whyNoPort(config.host, config.port)
  if (noPort) return refused(noPort)
  const asked = askedToEnd()
  const started = start(config)
  const first = await Promise.race([asked.then(() => 'asked' as const), started])
  // Asked while still starting: the database is let finish what it is at, then all is ended.
  const serving = first === 'asked' ? await started : first
  if (!serving.ok) return refused(serving.error)
  const trouble = await Promise.race([asked, serving.value.ended])
  await serving.value.stop()
  if (!trouble) return 0
  return refused(trouble)
}

async function start(config: Config): Promise<Result<Serving, StartRefusal>> {
  // While developing, the bundler serves the pages itself.
  const built = process.env.QINGLAN_DEV === '1' ? Promise.resolve(ok('fresh')) : ensureBundles()
  const [bundles, { serve }] = await Promise.all([built, import('./server.ts')])
  if (!bundles.ok) return bundles
  return serve(config)
}

async function migrateOnly(config: Config): Outcome {
  const ground = await openGround(config)
  if (!ground.ok) return refused(ground.error)
  await ground.value.stop()
  const { applied } = ground.value
  process.stdout.write(
    applied.length > 0 ? `${applied.join('\n')}\n` : '数据库已是最新。\nThe database is up to date.\n',
  )
  return 0
}

async function extract(file: string): Outcome {
  const { extractCommand } = await import('./extract.ts')
  return extractCommand(resolve(callerFolder(), file))
}

async function demoPlan(file: string): Outcome {
  const { writePlanDocument } = await import('../../rehearsal/plan-document.ts')
  await writePlanDocument(resolve(callerFolder(), file))
  return 0
}

async function keys(config: Config, what: 'rotate' | 'state'): Outcome {
  const { rotateKeys, tellKeyState } = await import('./keys-command.ts')
  if (what === 'rotate') {
    const told = rotateKeys(config.keysFile)
    say(told)
    return told.done ? 0 : 1
  }
  process.stdout.write(tellKeyState(config.keysFile))
  return 0
}

async function verifyAudit(config: Config): Outcome {
  const { verifyTrails } = await import('./audit-command.ts')
  const whole = await verifyTrails(config, (found) => process.stdout.write(printed(found)))
  if (!whole.ok) return refused(whole.error)
  return whole.value ? 0 : 1
}

async function ledger(config: Config, what: 'verify' | 'check' | 'seal'): Outcome {
  const { checkLedgers, sealLedgers, verifyLedgers } = await import('./ledger-command.ts')
  const act = { verify: verifyLedgers, check: checkLedgers, seal: sealLedgers }[what]
  const whole = await act(config, (found) => process.stdout.write(printed(found)))
  if (!whole.ok) return refused(whole.error)
  return whole.value ? 0 : 1
}

async function verifyClosedYears(config: Config, year: number | undefined): Outcome {
  const { verifyYears } = await import('./year-command.ts')
  const whole = await verifyYears(config, (found) => process.stdout.write(printed(found)), year)
  if (!whole.ok) return refused(whole.error)
  return whole.value ? 0 : 1
}

async function rerun(file: string): Outcome {
  const { rerunSelection } = await import('./selection-command.ts')
  const { said, isSame, outcomes } = await rerunSelection(resolve(callerFolder(), file))
  if (outcomes !== undefined) process.stdout.write(outcomes)
  say(said)
  return isSame ? 0 : 1
}

// `verify`, alone or with `--year YEAR`.
function isYearVerify([what, flag, year, ...rest]: readonly string[]): boolean {
  if (what !== 'verify' || rest.length > 0) return false
  return flag === undefined || (flag === '--year' && /^\d{4}$/.test(year ?? ''))
}

async function backUp(file: string): Outcome {
  const { backupCommand } = await import('./backup.ts')
  return withConfig([], (config) => backupCommand(config, resolve(callerFolder(), file)))
}

async function restore(file: string, flags: readonly string[]): Outcome {
  const { restoreCommand } = await import('./backup.ts')
  const mayErase = flags.includes('--over-existing-data') && flags.includes('--yes-erase')
  return withConfig([], (config) => restoreCommand(config, resolve(callerFolder(), file), mayErase))
}

async function upgrade(flags: readonly string[]): Outcome {
  const { moveCommand, upgradeCommand } = await import('./upgrade.ts')
  const [, from, , to] = flags
  return withConfig([], (config) =>
    from !== undefined && to !== undefined ? moveCommand(config, from, to) : upgradeCommand(config),
  )
}

const isMove = (flags: readonly string[]) => flags.length === 4 && flags[0] === '--from' && flags[2] === '--to'

const restoreFlags = ['--over-existing-data', '--yes-erase']

async function purgeAudit(config: Config): Outcome {
  const { purgeTrails } = await import('./audit-command.ts')
  const purged = await purgeTrails(config, (told) => process.stdout.write(printed(told)))
  return purged.ok ? 0 : refused(purged.error)
}

/** Does one command and answers with its exit code: 0 done, 1 refused, 2 misunderstood. */
export async function runCommand(args: readonly string[]): Outcome {
  const [command, ...rest] = args
  if (command === 'serve') return withConfig(rest, serveUntilAsked)
  if (command === 'migrate') return withConfig(rest, migrateOnly)
  if (command === 'plan' && rest[0] === 'extract' && rest[1] !== undefined && rest.length === 2) return extract(rest[1])
  const [asked] = rest
  if (command === 'keys' && (asked === 'rotate' || asked === 'state') && rest.length === 1)
    return withConfig([], (config) => keys(config, asked))
  if (command === 'ledger' && (asked === 'verify' || asked === 'check' || asked === 'seal'))
    return withConfig(rest.slice(1), (config) => ledger(config, asked))
  if (command === 'year' && isYearVerify(rest))
    return withConfig([], (config) => verifyClosedYears(config, rest[2] === undefined ? undefined : Number(rest[2])))
  if (command === 'audit' && rest[0] === 'purge') return withConfig(rest.slice(1), purgeAudit)
  if (command === 'audit' && rest[0] === 'verify') return withConfig(rest.slice(1), verifyAudit)
  if (command === 'selection' && rest[0] === 'rerun' && rest[1] !== undefined && rest.length === 2)
    return rerun(rest[1])
  if (command === 'demo' && rest[0] === 'plan' && rest[1] !== undefined && rest.length === 2) return demoPlan(rest[1])
  if (command === 'upgrade' && (rest.length === 0 || isMove(rest))) return upgrade(rest)
  const [file, ...flags] = rest
  if (command === 'backup' && file !== undefined && rest.length === 1) return backUp(file)
  if (command === 'restore' && file !== undefined && flags.every((flag) => restoreFlags.includes(flag)))
    return restore(file, flags)
  if (command === undefined || command === 'help' || command === '--help' || command === '-h') {
    process.stdout.write(printed(usage))
    return 0
  }
  say({
    zh: `不认识的命令“${args.join(' ')}”：运行 npm run -s qinglan -- help 查看可用的命令。`,
    en: `Unknown command “${args.join(' ')}”: run npm run -s qinglan -- help to see what there is.`,
  })
  return 2
}

if (import.meta.main) {
  const code = await runCommand(process.argv.slice(2))
  // Output that is still on its way into a pipe must arrive before the end.
  process.stdout.write('', () => process.exit(code))
}
