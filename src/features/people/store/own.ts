import { sql } from 'drizzle-orm'
import { columnsOf, ownPart } from '../../../platform/own-data.ts'

/** What the roster says of a person, its numbers in full: they are their own. */
export const ownRosterEntry = ownPart(
  {
    key: 'roster',
    zh: '花名册',
    en: 'Roster',
    columns: columnsOf(
      'staff_no 工号 Staff number',
      'name 姓名 Name',
      'gender 性别 Gender',
      'born_on 出生日期 Born on',
      'id_number 身份证号 ID number',
      'phone 手机号 Mobile phone',
      'school 学校 School',
      'stage 任教学段 Stage',
      'subjects 学科 Subjects',
      'title 职称 Title',
      'talent_level 骨干层级 Talent level',
      'state 状态 State',
      'started_on 从教日期 Teaching since',
      'retires_on 退休日期 Retires on',
    ),
  },
  (tx, { personId }) => sql`
    select p.staff_no, p.name, p.gender, p.born_on::text, p.id_number_sealed as id_number, p.phone_sealed as phone,
      o.name as school, p.stage, array_to_string(p.subjects, ' ') as subjects, p.title, p.talent_level, p.state,
      p.started_on::text, p.retires_on::text
    from person p join organisation o on o.tenant_id = p.tenant_id and o.id = p.organisation_id
    where p.tenant_id = ${tx.context.tenantId} and p.id = ${personId}`,
  { id_number: 'open', phone: 'open' },
)

/** The posts that a person held. */
export const ownPosts = ownPart(
  {
    key: 'posts',
    zh: '岗位',
    en: 'Posts',
    columns: columnsOf('kind 岗位代码 Post code', 'school 单位 Organisation', 'from_on 起 From', 'to_on 止 To'),
  },
  (tx, { personId }) => sql`
    select t.kind, o.name as school, t.from_on::text, t.to_on::text
    from post t join organisation o on o.tenant_id = t.tenant_id and o.id = t.organisation_id
    where t.tenant_id = ${tx.context.tenantId} and t.person_id in (select person_numbers(${personId}::uuid)) order by t.from_on`,
)
