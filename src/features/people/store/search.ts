import { sql, type SQL } from 'drizzle-orm'
import { namesPlace, readWords, termsOf, type Word } from '../../../lib/search.ts'
import type { Tx } from '../../../platform/db/db.ts'
import { spell } from '../../../platform/pinyin.ts'
import { codeWords } from '../code-words.ts'

type Subject = { readonly code: string; readonly name: string; readonly pinyin: string; readonly english: string }

const subjects: readonly Subject[] = Object.entries(codeWords.zh).flatMap(([key, name]) => {
  const [kind, code = ''] = key.split('.')
  const english = Object.entries(codeWords.en).find(([one]) => one === key)?.[1] ?? ''
  return kind === 'subject' ? [{ code, name, pinyin: spell(name).pinyin, english: english.toLowerCase() }] : []
})

// 数学, shuxue and mathematics are the same subject; fewer than four letters are somebody's name.
function subjectsCalled(word: Word): string[] {
  if (!namesPlace(word)) return []
  const { text, kind } = word
  const isCalled = ({ name, pinyin, english }: Subject) =>
    kind === 'letters' ? text.length >= 4 && (pinyin.startsWith(text) || english.startsWith(text)) : name.includes(text)
  return subjects.filter(isCalled).map(({ code }) => code)
}

type Asked = { readonly terms: string; readonly place: string | null; readonly letters: boolean }

function askedFor(q: string): Asked[] {
  return readWords(q).map((word, place) => ({
    terms: termsOf(word, place, subjectsCalled(word)),
    place: namesPlace(word) ? word.text : null,
    letters: word.kind === 'letters',
  }))
}

// One word alone is somebody's own name or number: a school's name would bring all its people.
function askedByName(q: string): Asked[] {
  const words = readWords(q)
  const [only] = words
  return only && words.length === 1
    ? [{ terms: termsOf(only, 0), place: null, letters: only.kind === 'letters' }]
    : askedFor(q)
}

/**
 * A condition that holds for the row `person` of whoever was typed into a search box: by name, pinyin or initials, school,
 * subject or staff number, each word narrowing further. Undefined where nothing was typed.
 */
export function isMeantBy(tx: Tx, q: string, person = 'person'): SQL | undefined {
  const row = sql.raw(person)
  const conditions = askedFor(q).map(({ terms, place, letters }) =>
    place === null
      ? sql`${row}.found_by @@ ${terms}::tsquery`
      : sql`(${row}.found_by @@ ${terms}::tsquery or ${row}.organisation_id in (select called.id from organisation called
          where called.tenant_id = ${tx.context.tenantId}::uuid and organisation_is_called(called, ${place}, ${letters})))`,
  )
  return conditions.length === 0 ? undefined : sql`(${sql.join(conditions, sql` and `)})`
}

/** Whom a search of the roster is for. */
export type Search = {
  readonly q: string
  readonly organisationId?: string | undefined
  readonly stage?: string | undefined
  readonly subject?: string | undefined
  readonly state?: string | undefined
}

const asJson = (value: unknown) => sql`${JSON.stringify(value)}::jsonb`

/** Where a page of people begins: after this one. */
export type After = { readonly sortKey: string; readonly id: string } | undefined

/** How far the people whom a search finds are counted: nobody reads further. */
export const countedAtMost = 1_000

/**
 * The first of whom a search in the subtrees of `roots` finds, in the order of lists, as a table `found` of `id` and `size`:
 * how many there are in all, counted no further than one more than `countedAtMost`.
 */
export function foundPeople(roots: readonly string[], search: Search, after: After, most: number): SQL {
  return found(roots, askedFor(search.q), search, after, most)
}

/** The first people in the subtrees of `roots` who are called by what was typed, or have that staff number. */
export async function searchPeople(tx: Tx, roots: readonly string[], q: string, most: number) {
  const asked = askedByName(q)
  if (asked.length === 0) return []
  const { rows } = await tx.execute<{ id: string; name: string; staffNo: string; organisationName: string }>(sql`
    select person.id, person.name, person.staff_no as "staffNo", organisation.name as "organisationName"
    from ${found(roots, asked, { q }, undefined, most)}
    join person on person.tenant_id = ${tx.context.tenantId}::uuid and person.id = found.id
    join organisation on organisation.tenant_id = person.tenant_id and organisation.id = person.organisation_id
    order by person.sort_key, person.id`)
  return rows
}

function found(roots: readonly string[], asked: readonly Asked[], search: Search, after: After, most: number): SQL {
  const { organisationId, stage, subject, state } = search
  return sql`person_find(${sql.param(`{${roots.join(',')}}`)}::uuid[], ${organisationId ?? null}::uuid, ${asJson(asked)},
    ${asJson({ stage, subject, state })}, ${after?.sortKey ?? ''}, ${after?.id ?? '00000000-0000-0000-0000-000000000000'}::uuid,
    ${most}::int, ${countedAtMost + 1}::int) as found`
}
