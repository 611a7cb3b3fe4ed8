import { sql, type Column, type SQL } from 'drizzle-orm'

/**
 * The name under which a step is shown: whoever took it and, where they stood in for somebody, for whom. The columns must
 * be those of joined tables.
 */
export function signedName<T extends string | null>(name: Column, by: Column, principal: Column): SQL<T> {
  return sql<T>`(${name} || case when ${principal} <> ${by} then
    coalesce((select ' 代 ' || stood_in.name from account stood_in where stood_in.tenant_id = ${name.table}.tenant_id
      and stood_in.id = ${principal}), '') else '' end)`
}
