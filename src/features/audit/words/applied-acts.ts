import type { Words } from '../../../ui/words.ts'

/** What lists that come in as workbooks are called when they are applied and undone. */
export const appliedActs = {
  zh: {
    'act.applied_list.round_scores_applied': '上传双向选择评分表',
    'act.applied_list.round_scores_undone': '撤销双向选择评分表',
    'act.applied_list.selection_candidates_applied': '导入选拔人选',
    'act.applied_list.selection_candidates_undone': '撤销导入选拔人选',
    'act.applied_list.reserve_candidates_applied': '导入储备库',
    'act.applied_list.reserve_candidates_undone': '撤销导入储备库',
    'act.applied_list.integrity_facts_applied': '导入诚信记录',
    'act.applied_list.integrity_facts_undone': '撤销导入诚信记录',
    'act.applied_list.restrictions_applied': '导入报名限制',
    'act.applied_list.restrictions_undone': '撤销导入报名限制',
    'act.applied_list.working_days_applied': '导入工作日历',
    'act.applied_list.working_days_undone': '撤销导入工作日历',
    'kind.applied_list': '导入的清单',
  },
  en: {
    'act.applied_list.round_scores_applied': 'Handed in a scoring table of a two-way selection',
    'act.applied_list.round_scores_undone': 'Took back a scoring table of a two-way selection',
    'act.applied_list.selection_candidates_applied': 'Imported candidates of a selection',
    'act.applied_list.selection_candidates_undone': 'Took back imported candidates of a selection',
    'act.applied_list.reserve_candidates_applied': 'Imported people into the reserve',
    'act.applied_list.reserve_candidates_undone': 'Took back people imported into the reserve',
    'act.applied_list.integrity_facts_applied': 'Imported facts of conduct',
    'act.applied_list.integrity_facts_undone': 'Took back imported facts of conduct',
    'act.applied_list.restrictions_applied': 'Imported restrictions',
    'act.applied_list.restrictions_undone': 'Took back imported restrictions',
    'act.applied_list.working_days_applied': 'Imported the calendar of working days',
    'act.applied_list.working_days_undone': 'Took back an imported calendar of working days',
    'kind.applied_list': 'Imported list',
  },
} as const satisfies Words
