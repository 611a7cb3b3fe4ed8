import { readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { err, ok, type Result } from '../lib/result.ts'
import type { MailSettings } from '../platform/mail/mail.ts'
import type { Sentence } from '../platform/start/refusals.ts'

/** Everything that is set from outside, read once. */
export type Config = {
  /** Holds the embedded database, uploaded files and keys. */
  readonly dataFolder: string
  /** The owner's connection to a PostgreSQL of one's own. */
  readonly databaseUrl: string | undefined
  readonly appDatabaseUrl: string | undefined
  readonly host: string
  /** 0 takes any free one. */
  readonly port: number
  /** The public addresses of the site; none means whatever host a request names. */
  readonly origins: readonly string[]
  /** Whether `X-Forwarded-For` is believed: only behind a proxy that sets it. */
  readonly trustProxy: boolean
  readonly keysFile: string
  /** Where letters are handed over; without it none go out. */
  readonly mail: MailSettings | undefined
  /** What a database without a bureau gets: the demo county, a first-run page, or what befits the kind of database. */
  readonly firstRun: 'demo' | 'empty' | 'as_befits'
  readonly demo: Demo
}

/** Which rehearsal county: the same three give the same county. */
export type Demo = {
  readonly seed: number
  /** How many teachers. */
  readonly size: number
  /** The day it is lived up to; today when not named. */
  readonly date: string | undefined
}

/** The folder of the program. */
export const projectFolder = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** The folder a command was given in: relative paths are meant from there. */
export function callerFolder(env: NodeJS.ProcessEnv = process.env): string {
  return env.QINGLAN_CALLED_FROM ?? process.cwd()
}

class BadSetting extends Error {
  readonly sentence: Sentence
  constructor(zh: string, en: string) {
    super(en)
    this.sentence = { zh, en }
  }
}

function text(env: NodeJS.ProcessEnv, name: string): string | undefined {
  const value = env[name]?.trim()
  return value === '' ? undefined : value
}

function number(name: string, value: string | undefined, fallback: number, min: number, max: number): number {
  if (value === undefined) return fallback
  if (/^\d+$/.test(value) && Number(value) >= min && Number(value) <= max) return Number(value)
  throw new BadSetting(
    `${name} 应是 ${min} 到 ${max} 之间的整数，而不是“${value}”：请改正后重新运行。`,
    `${name} must be a whole number from ${min} to ${max}, not “${value}”: correct it and run this again.`,
  )
}

function postgresUrl(env: NodeJS.ProcessEnv, name: string): string | undefined {
  const value = text(env, name)
  if (value === undefined || (/^postgres(ql)?:\/\//.test(value) && URL.canParse(value))) return value
  // The value may hold a password: it is not repeated.
  throw new BadSetting(
    `${name} 应写成 postgresql://用户:密码@主机:5432/数据库 的形式（密码中的特殊字符用 % 编码）：请改正后重新运行。`,
    `${name} must look like postgresql://user:password@host:5432/database (special characters in the password as % codes): correct it and run this again.`,
  )
}

function origins(env: NodeJS.ProcessEnv): readonly string[] {
  const listed = (text(env, 'QINGLAN_ORIGIN') ?? '').split(',').flatMap((part) => part.trim() || [])
  return listed.map((value) => {
    const url = URL.canParse(value) ? new URL(value) : undefined
    if (url && /^https?:$/.test(url.protocol) && url.pathname === '/') return url.origin
    throw new BadSetting(
      `QINGLAN_ORIGIN 应是网站的地址，例如 https://peixun.example.cn，而不是“${value}”：请改正后重新运行。`,
      `QINGLAN_ORIGIN must be the site's address, such as https://peixun.example.cn, not “${value}”: correct it and run this again.`,
    )
  })
}

function mail(env: NodeJS.ProcessEnv): MailSettings | undefined {
  const [url, from] = [text(env, 'QINGLAN_MAIL_URL'), text(env, 'QINGLAN_MAIL_FROM')]
  if (url === undefined && from === undefined) return undefined
  if (url === undefined || !/^smtps?:\/\//.test(url) || !URL.canParse(url)) {
    // The value may hold a password: it is not repeated.
    throw new BadSetting(
      'QINGLAN_MAIL_URL 应写成 smtps://用户:密码@邮件服务器:465 的形式（密码中的特殊字符用 % 编码）：请改正后重新运行。',
      'QINGLAN_MAIL_URL must look like smtps://user:password@host:465 (special characters in the password as % codes): correct it and run this again.',
    )
  }
  if (from === undefined || !/^([^<>@\r\n]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/.test(from)) {
    throw new BadSetting(
      'QINGLAN_MAIL_FROM 应是发件人，例如 青蓝 <peixun@example.cn>：请改正后重新运行。',
      'QINGLAN_MAIL_FROM must name the sender, such as Qinglan <peixun@example.cn>: correct it and run this again.',
    )
  }
  return { url, from }
}

function date(value: string | undefined): string | undefined {
  if (value === undefined) return undefined
  const day = new Date(`${value}T00:00:00Z`)
  if (/^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value))
    return value
  throw new BadSetting(
    `--date 应写成 2026-11-21 这样的日期，而不是“${value}”：请改正后重新运行。`,
    `--date must be a date such as 2026-11-21, not “${value}”: correct it and run this again.`,
  )
}

const options = {
  empty: { type: 'boolean' },
  demo: { type: 'boolean' },
  seed: { type: 'string' },
  size: { type: 'string' },
  date: { type: 'string' },
} as const

function flags(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: false }).values
  } catch (failure) {
    const said = failure instanceof Error ? (failure.message.split('\n')[0] ?? '') : ''
    throw new BadSetting(
      `不认识的参数（${said}）：可用 --empty、--demo、--seed N、--size N、--date 年-月-日。`,
      `Unknown argument (${said}): there are --empty, --demo, --seed N, --size N and --date YYYY-MM-DD.`,
    )
  }
}

function firstRun(given: ReturnType<typeof flags>): Config['firstRun'] {
  if (given.empty && given.demo) {
    throw new BadSetting('--empty 和 --demo 只能用一个。', 'Use either --empty or --demo, not both.')
  }
  return given.empty ? 'empty' : given.demo ? 'demo' : 'as_befits'
}

/** Reads the settings from the environment and the command line; a bad one is refused in a sentence. */
export function readConfig(
  args: readonly string[] = [],
  env: NodeJS.ProcessEnv = process.env,
): Result<Config, Sentence> {
  try {
    const given = flags(args)
    const from = callerFolder(env)
    const chosen = text(env, 'QINGLAN_DATA')
    const dataFolder = chosen === undefined ? join(projectFolder, '.qinglan') : resolve(from, chosen)
    const keys = text(env, 'QINGLAN_KEYS')
    const databaseUrl = postgresUrl(env, 'DATABASE_URL')
    const appDatabaseUrl = postgresUrl(env, 'APP_DATABASE_URL')
    if (appDatabaseUrl !== undefined && databaseUrl === undefined) {
      throw new BadSetting(
        '设置了 APP_DATABASE_URL，却没有设置 DATABASE_URL（所有者的连接，用于升级数据库）：请两个都设置，或都不设置。',
        "APP_DATABASE_URL is set, but DATABASE_URL (the owner's connection, which brings the database up) is not: set both, or neither.",
      )
    }
    return ok({
      dataFolder,
      databaseUrl,
      appDatabaseUrl,
      host: text(env, 'HOST') ?? '127.0.0.1',
      port: number('PORT', text(env, 'PORT'), 8080, 0, 65_535),
      origins: origins(env),
      trustProxy: text(env, 'QINGLAN_TRUST_PROXY') === '1',
      keysFile: keys === undefined ? join(dataFolder, 'keys.json') : resolve(from, keys),
      mail: mail(env),
      firstRun: firstRun(given),
      demo: {
        seed: number('--seed', given.seed, 1, 0, 4_294_967_295),
        size: number('--size', given.size, 3_000, 50, 200_000),
        date: date(given.date),
      },
    })
  } catch (failure) {
    if (failure instanceof BadSetting) return err(failure.sentence)
    throw failure
  }
}

/** The version of the program. */
export function programVersion(): string {
  const described: unknown = JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8'))
  return typeof described === 'object' && described !== null && 'version' in described ? String(described.version) : ''
}
