import { sql } from 'drizzle-orm'
import { columnsOf, ownPart } from '../../../platform/own-data.ts'

/** The rounds of two-way selection a person took part in: what they chose, how they were scored, what came of it. */
export const ownRounds = ownPart(
  {
    key: 'matching-rounds',
    zh: '双向选择',
    en: 'Two-way selection',
    columns: columnsOf(
      'round 轮次 Round',
      'code 编号 Code',
      'choices 志愿 Choices',
      'scores 评分 Scores',
      'placed 录取项目 Placed in',
      'struck 公示后去掉的原因 Struck because',
      'reason 人工安排原因 Decided by hand because',
      'at 填报时间 Ranked at',
    ),
  },
  (tx, { personId }) => sql`
    select round.title as round, one.code,
      (select string_agg(programme.title, '；' order by choice.place) from unnest(one.choices) with ordinality as choice (id, place)
        join programme on programme.tenant_id = one.tenant_id and programme.id = choice.id) as choices,
      (select string_agg(programme.title || ' ' || coalesce((score.score / 100.0)::text, score.unsuitable_reason), '；' order by programme.title)
        from matching_score score join programme on programme.tenant_id = score.tenant_id and programme.id = score.programme_id
        where score.tenant_id = one.tenant_id and score.round_id = one.round_id and score.person_id = one.person_id
          and round.seed_told_at is not null) as scores,
      case when round.state = 'shown' then placed.title || '（拟录取，公示中）' else placed.title end as placed, result.struck_reason as struck, result.pin_reason as reason, one.ranked_at as at
    from matching_applicant one
    join matching_round round on round.tenant_id = one.tenant_id and round.id = one.round_id
    left join matching_result result on result.tenant_id = one.tenant_id and result.round_id = one.round_id
      and result.person_id = one.person_id
    left join programme placed on placed.tenant_id = result.tenant_id and placed.id = result.programme_id
    where one.tenant_id = ${tx.context.tenantId} and one.person_id in (select person_numbers(${personId}::uuid))
    order by one.ranked_at`,
)
