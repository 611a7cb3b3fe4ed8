import { sql } from 'drizzle-orm'
import { columnsOf, ownPart } from '../../../platform/own-data.ts'

/** The surveys that asked a person, and what they said where it was not anonymous. */
export const ownSurveys = ownPart(
  {
    key: 'surveys',
    zh: '需求调研',
    en: 'Surveys of needs',
    columns: columnsOf('survey 调研 Survey', 'answered 是否已答 Answered', 'answers 回答 Answers', 'at 时间 When'),
  },
  (tx, { personId }) => sql`
    select s.title as survey, case when i.answered then '是' else '否' end as answered, a.answers::text as answers,
      a.answered_at as at
    from survey_invited i
    join survey s on s.tenant_id = i.tenant_id and s.id = i.survey_id
    left join survey_answer a on a.tenant_id = i.tenant_id and a.survey_id = i.survey_id and a.person_id = i.person_id
    where i.tenant_id = ${tx.context.tenantId} and i.person_id in (select person_numbers(${personId}::uuid))
    order by s.id`,
)
