import { sql } from 'drizzle-orm'
import { columnsOf, ownPart } from '../../../platform/own-data.ts'

/** How a person did in selections, step by step; the end once it was shown. */
export const ownSelections = ownPart(
  {
    key: 'selections',
    zh: '参加的选拔',
    en: 'Selections',
    columns: columnsOf(
      'selection 选拔 Selection',
      'number 编号 Number',
      'out 未参加原因 Out',
      'step 环节 Step',
      'score 成绩 Score',
      'rank 名次 Rank',
      'outcome 结果 Outcome',
    ),
  },
  (tx, { personId }) => sql`
    select s.title as selection, c.number, c.out_reason as out,
      coalesce((select part.said ->> 'title' from jsonb_array_elements(s.rules -> 'steps') as part(said)
        where part.said ->> 'id' = r.step), r.step) as step,
      (r.centipoints / 100.0)::numeric(8, 2)::text as score, r.rank, r.outcome
    from selection_candidate c
    join selection s on s.tenant_id = c.tenant_id and s.id = c.selection_id
    left join selection_result r on r.tenant_id = c.tenant_id and r.selection_id = c.selection_id
      and r.person_id = c.person_id and (r.step <> 'final' or s.state in ('shown', 'settled'))
    where c.tenant_id = ${tx.context.tenantId} and c.person_id in (select person_numbers(${personId}::uuid))
    order by s.id, r.step`,
)

/** In which selections a person marked others, and where they said that they should not. */
export const ownMarking = ownPart(
  {
    key: 'selection_marking',
    zh: '担任选拔专家',
    en: 'Marking in selections',
    columns: columnsOf('selection 选拔 Selection', 'marks 评分数 Marks', 'conflicts 回避说明 Conflicts'),
  },
  (tx, { accountId }) => sql`
    select s.title as selection,
      (select count(*)::int from selection_mark m where m.tenant_id = e.tenant_id and m.selection_id = e.selection_id
        and m.account_id = e.account_id) as marks,
      (select string_agg(x.reason, '；' order by x.declared_at) from selection_conflict x where x.tenant_id = e.tenant_id
        and x.selection_id = e.selection_id and x.account_id = e.account_id) as conflicts
    from selection_expert e join selection s on s.tenant_id = e.tenant_id and s.id = e.selection_id
    where e.tenant_id = ${tx.context.tenantId} and e.account_id = ${accountId}::uuid order by s.id`,
)
