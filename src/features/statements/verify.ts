import type pg from 'pg'
import { dateIn } from '../../lib/dates.ts'
import { sameBytes, sha256 } from '../../platform/crypto.ts'
import { gather } from '../../platform/db/batch.ts'
import { shortMemory } from '../../platform/http/bounded.ts'
import { readCode, type Paper, type PaperAnswer } from '../certificates/public.ts'
import { isStatementNumber, maskName, totalOf, written } from './core.ts'
import { findStatementAnswers, readContent, type StatementAnswerRow } from './store/statements.ts'
import { words } from './words.ts'

type Language = 'zh' | 'en'
type Key = keyof typeof words.zh & `verify.${string}`

const gathering = { waitMs: 2, most: 200, lanes: 2 }
const rememberMs = 5_000
const digest = (code: string) => sha256(code)

function say(language: Language, key: Key, values: Readonly<Record<string, string | number>> = {}): string {
  return words[language][key].replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''))
}

type Find = (number: string) => Promise<readonly StatementAnswerRow[]>

function finderOf(pool: pg.Pool): Find {
  const memory = shortMemory<readonly StatementAnswerRow[]>({ forMs: rememberMs })
  const find = gather<string, readonly StatementAnswerRow[]>(gathering, (numbers) =>
    findStatementAnswers(pool, numbers),
  )
  return (number) => memory.recall(number, () => find('', number))
}

const finders = new WeakMap<pg.Pool, Find>()

/** The finder of a database in this process: crowds share its memory and its statements. */
function findIn(pool: pg.Pool): Find {
  const known = finders.get(pool)
  if (known) return known
  const opened = finderOf(pool)
  finders.set(pool, opened)
  return opened
}

// What was written down can be shown only while it is what was written down.
const isWhole = (row: StatementAnswerRow) => sameBytes(sha256(row.content), row.content_hash)

function factsOf(language: Language, row: StatementAnswerRow): PaperAnswer['facts'] {
  const content = readContent(row)
  const { holder, kind, fromYear, toYear, years, requirements, stamps } = content
  const period = kind === 'year' ? String(fromYear) : `${String(fromYear)}–${String(toYear)}`
  const hours = (centihours: number) => say(language, 'verify.hours', { hours: written(centihours) })
  return [
    [say(language, 'verify.number'), row.number],
    [say(language, 'verify.holder'), maskName(holder.name)],
    [say(language, 'verify.period'), period],
    ...years.map((year): readonly [string, string] => [String(year.year), hours(totalOf(year))]),
    ...requirements.map((one): readonly [string, string] => [
      one.title[language],
      say(language, 'verify.counted', { counted: written(one.counted), needed: written(one.needed) }),
    ]),
    ...stamps.map(({ year, verdict, on, changed }): readonly [string, string] => [
      say(language, 'verify.stamp', { year }),
      say(language, changed || row.restated.includes(year) ? 'verify.stamp.changed' : 'verify.stamp.stands', {
        ...{ verdict: words[language][`verdict.${verdict}`], date: on },
      }),
    ]),
    [say(language, 'verify.asOf'), content.asOf],
    [say(language, 'verify.issuer'), content.issuer],
    [say(language, 'verify.issuedOn'), content.issuedOn],
  ]
}

function show(language: Language, number: string, row: StatementAnswerRow | undefined): PaperAnswer {
  const told = (state: PaperAnswer['state'], key: 'genuine' | 'changed' | 'withdrawn' | 'altered', values = {}) => ({
    ...{ state, number, heading: say(language, `verify.${key}`), text: say(language, `verify.${key}.text`, values) },
    facts: row && key !== 'altered' ? factsOf(language, row) : [],
  })
  if (!row) return { state: 'unknown', number, heading: '', text: '', facts: [] }
  if (!isWhole(row)) return told('revoked', 'altered')
  if (row.withdrawn_at !== null) {
    return told('revoked', 'withdrawn', { date: dateIn(row.time_zone, row.withdrawn_at), reason: row.reason ?? '' })
  }
  return row.reversed > 0 ? told('superseded', 'changed', { count: row.reversed }) : told('genuine', 'genuine')
}

/** Statements of hours on the public page: what one says as it was issued, and whether its ledger has changed since. */
export const statementPaper: Paper = {
  isNumber: (typed) => isStatementNumber(typed.toUpperCase()),
  answer: async (pool, typed, typedCode, language) => {
    const number = typed.toUpperCase()
    const rows = await findIn(pool)(number)
    const code = digest(readCode(typedCode))
    // Every row is compared whole: an unknown number and a wrong code look the same and take the same time.
    const matches = [...rows, undefined].map((row) => ({ row, same: sameBytes(digest(row?.code ?? ''), code) }))
    return show(language, number, matches.find((match) => match.row && match.same)?.row)
  },
}
