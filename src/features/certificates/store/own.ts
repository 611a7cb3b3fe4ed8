import { sql } from 'drizzle-orm'
import { columnsOf, ownPart } from '../../../platform/own-data.ts'

/** The certificates that a person was given. */
export const ownCertificates = ownPart(
  {
    key: 'certificates',
    zh: '证书',
    en: 'Certificates',
    columns: columnsOf(
      'number 编号 Number',
      'programme 项目 Programme',
      'hours 学时 Hours',
      'issued_on 发证日期 Issued',
      'state 状态 State',
    ),
  },
  (tx, { personId }) => sql`
    select number, programme_title as programme, (centihours / 100.0)::float as hours, issued_on::text, state
    from certificate where tenant_id = ${tx.context.tenantId} and person_id in (select person_numbers(${personId}::uuid)) order by issued_on, id`,
)
