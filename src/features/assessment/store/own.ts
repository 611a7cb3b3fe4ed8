import { sql } from 'drizzle-orm'
import { columnsOf, ownPart } from '../../../platform/own-data.ts'

/** How a person did in their classes. */
export const ownResults = ownPart(
  {
    key: 'results',
    zh: '考核',
    en: 'Results',
    columns: columnsOf(
      'class 班级 Class',
      'score 分数 Score',
      'grade 等级 Grade',
      'note 评语 Remark',
      'recorded_at 登记时间 Recorded',
    ),
  },
  (tx, { personId }) => sql`
    select c.title as class, (r.score_tenths / 10.0)::text as score, r.grade, r.note, r.recorded_at::text
    from assessment_result r join training_class c on c.tenant_id = r.tenant_id and c.id = r.class_id
    where r.tenant_id = ${tx.context.tenantId} and r.person_id in (select person_numbers(${personId}::uuid)) order by r.recorded_at`,
)
