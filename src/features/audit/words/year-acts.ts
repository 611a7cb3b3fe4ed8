import type { Words } from '../../../ui/words.ts'

/** What the acts of closing a year of hours are called. */
export const yearActs = {
  zh: {
    'act.hour_cycle.changed': '修改学时周期',
    'act.hour_year.freeze_asked': '请求封存年度学时',
    'act.hour_year.frozen': '封存年度学时',
    'act.hour_year.check_asked': '请求核对年度封存',
    'act.hour_year.checked': '核对年度封存',
    'act.hour_year.exported': '导出年度封存',
    'kind.hour_year': '年度封存',
  },
  en: {
    'act.hour_cycle.changed': 'Changed the cycle of hours',
    'act.hour_year.freeze_asked': 'Closing a year of hours asked for',
    'act.hour_year.frozen': 'Year of hours closed',
    'act.hour_year.check_asked': 'Check of a closed year asked for',
    'act.hour_year.checked': 'Closed year checked',
    'act.hour_year.exported': 'Closed year exported',
    'kind.hour_year': 'Closed year',
  },
} as const satisfies Words
