import type { Words } from '../../../ui/words.ts'

/** What the acts of two-way selection are called. */
export const roundActs = {
  zh: {
    'act.matching_round.begun': '新建双向选择',
    'act.matching_round.changed': '修改双向选择',
    'act.matching_round.published': '公布双向选择',
    'act.matching_round.recalled': '收回双向选择',
    'act.matching_round.loosened': '放宽双向选择限制',
    'act.matching_round.cancelled': '取消双向选择',
    'act.matching_round.ranked': '填报志愿',
    'act.matching_round.scored': '评分',
    'act.matching_round.reckoned': '试匹配',
    'act.matching_round.conflicted': '试匹配：限制互相冲突',
    'act.matching_round.overridden': '人工安排录取',
    'act.matching_round.override_taken_back': '撤回人工安排',
    'act.matching_round.confirmed': '确认双向选择结果',
    'act.matching_round.shown': '公示双向选择录取名单',
    'kind.matching_round': '双向选择',
  },
  en: {
    'act.matching_round.begun': 'Two-way selection begun',
    'act.matching_round.changed': 'Two-way selection changed',
    'act.matching_round.published': 'Two-way selection published',
    'act.matching_round.recalled': 'Two-way selection taken back',
    'act.matching_round.loosened': 'Limits of a two-way selection loosened',
    'act.matching_round.cancelled': 'Two-way selection cancelled',
    'act.matching_round.ranked': 'Programmes ranked',
    'act.matching_round.scored': 'Applicants scored',
    'act.matching_round.reckoned': 'Matching rehearsed',
    'act.matching_round.conflicted': 'Matching rehearsed: limits in conflict',
    'act.matching_round.overridden': 'Placed by hand',
    'act.matching_round.override_taken_back': 'Placing by hand taken back',
    'act.matching_round.confirmed': 'Two-way selection confirmed',
    'act.matching_round.shown': 'Placings of two-way selection shown publicly',
    'kind.matching_round': 'Two-way selection',
  },
} as const satisfies Words
