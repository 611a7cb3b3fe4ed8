import type { Words } from '../../../ui/words.ts'

/** What lists that come in as workbooks are called when they are applied and undone. */
export const appliedActs = {
  zh: {
    'act.applied_list.round_scores_applied': '上传双向选择评分表',
    'act.applied_list.round_scores_undone': '撤销双向选择评分表',
    'act.applied_list.selection_candidates_applied': '导入选拔人选',
    'act.applied_list.selection_candidates_undone': '撤销导入选拔人选',
    'kind.applied_list': '导入的清单',
  },
  en: {
    'act.applied_list.round_scores_applied': 'Handed in a scoring table of a two-way selection',
    'act.applied_list.round_scores_undone': 'Took back a scoring table of a two-way selection',
    'act.applied_list.selection_candidates_applied': 'Imported candidates of a selection',
    'act.applied_list.selection_candidates_undone': 'Took back imported candidates of a selection',
    'kind.applied_list': 'Imported list',
  },
} as const satisfies Words
