import type pg from 'pg'
import { dateIn } from '../../lib/dates.ts'
import { sameBytes, sha256 } from '../../platform/crypto.ts'
import { gather } from '../../platform/db/batch.ts'
import { addressLimit, shortMemory } from '../../platform/http/bounded.ts'
import type { CertificateAnswer } from './contract.ts'
import { readCode, readNumber } from './core.ts'
import { findAnswers, type AnswerRow } from './store.ts'

/** Answers strangers: from memory where the same number was asked a moment ago, and no address more often than is decent. */
export type Verifier = {
  /** Seconds that this address must wait; undefined when it need not. */
  wait(address: string): number | undefined
  answer(number: string, code: string): Promise<CertificateAnswer>
}

const limit = { burst: 60, perSecond: 1 }
const rememberMs = 5_000
const gathering = { waitMs: 2, most: 200, lanes: 2 }

/** A verifier over a database. */
export function openVerifier(pool: pg.Pool): Verifier {
  const addresses = addressLimit(limit)
  const memory = shortMemory<readonly AnswerRow[]>({ forMs: rememberMs })
  const find = gather<string, readonly AnswerRow[]>(gathering, (numbers) => findAnswers(pool, numbers))
  return {
    wait: (address) => addresses.take(address),
    answer: async (typedNumber, typedCode) => {
      const number = readNumber(typedNumber)
      // Phones write small letters where the paper has capitals.
      const spellings = [...new Set([number, number.toUpperCase()])]
      const asked = spellings.map((spelling) => memory.recall(spelling, () => find('', spelling)))
      const rows = (await Promise.all(asked)).flat()
      const code = digest(readCode(typedCode))
      // Every row is compared whole: an unknown number and a wrong code look the same and take the same time.
      const matches = [...rows, undefined].map((row) => ({ row, same: sameBytes(digest(row?.code ?? ''), code) }))
      return show(number, matches.find((match) => match.row && match.same)?.row)
    },
  }
}

const digest = (code: string) => sha256(code)

function show(number: string, row: AnswerRow | undefined): CertificateAnswer {
  if (!row) return { state: 'unknown', number, certificate: null }
  return {
    state: row.state,
    number: row.number,
    certificate: {
      title: row.title,
      holderName: row.holder_name,
      schoolName: row.school_name,
      programmeTitle: row.programme_title,
      centihours: row.centihours,
      startedOn: row.started_on,
      endedOn: row.ended_on,
      issuedOn: row.issued_on,
      issuer: row.issuer,
      stateReason: row.state_reason,
      endedStateOn: row.state === 'genuine' ? null : dateIn(row.time_zone, row.state_since),
      supersededBy: row.superseded_by,
    },
  }
}

const verifiers = new WeakMap<pg.Pool, Verifier>()

/** The one verifier of a database in this process, shared by the page and the API. */
export function verifierOf(pool: pg.Pool): Verifier {
  const known = verifiers.get(pool)
  if (known) return known
  const opened = openVerifier(pool)
  verifiers.set(pool, opened)
  return opened
}
