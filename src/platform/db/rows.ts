import { sql, type SQL } from 'drizzle-orm'

/** A column of rows that are sent to the database: its name there, its type, and where a row keeps its value. */
export type SentColumn<Row> = readonly [name: string, type: string, of: (row: Row) => unknown]

/**
 * Rows as a table of a statement, `unnest(…) as alias (…)`: one array for each column, so that the statement has the same
 * text however many there are, and the database reads values, not a document. A value is what the driver takes for the
 * column's type; JSON is written out by `of`. Names, types and the alias are of the program, never of a request.
 */
export function sentRows<Row>(alias: string, rows: readonly Row[], columns: readonly SentColumn<Row>[]): SQL {
  const lists = columns.map(([, type, of]) => sql`${sql.param(rows.map(of))}::${sql.raw(type)}[]`)
  const names = columns.map(([name]) => name).join(', ')
  return sql`unnest(${sql.join(lists, sql`, `)}) as ${sql.raw(`${alias} (${names})`)}`
}
