import type { Words } from '../../../ui/words.ts'

/** What the acts of statements of hours, and of the yearly stamp, are called. */
export const statementActs = {
  zh: {
    'act.hour_statement.issued': '开具学时证明',
    'act.hour_statement.withdrawn': '撤回学时证明',
    'act.hour_statements.archived': '批量开具学时证明',
    'act.hour_year.stamped': '验证年度学时',
    'act.hours.reminded': '提醒补学时',
    'act.hour_layout.exported': '按上报格式导出学时',
    'act.forecast.exported': '导出学时预警名单',
    'act.bureau_key.registered': '登记外地公钥',
    'act.bureau_key.confirmed': '核实外地公钥',
    'act.bureau_key.withdrawn': '停用外地公钥',
    'kind.bureau_key': '外地公钥',
    'kind.hour_statement': '学时证明',
    'kind.hour_layout': '上报格式',
  },
  en: {
    'act.hour_statement.issued': 'Issued a statement of hours',
    'act.hour_statement.withdrawn': 'Withdrew a statement of hours',
    'act.hour_statements.archived': 'Issued statements of hours',
    'act.hour_year.stamped': 'Stamped a year of hours',
    'act.hours.reminded': 'Reminded of missing hours',
    'act.hour_layout.exported': 'Exported hours in a layout',
    'act.forecast.exported': 'Exported the forecast of hours',
    'act.bureau_key.registered': 'Key of another bureau registered',
    'act.bureau_key.confirmed': 'Key of another bureau confirmed',
    'act.bureau_key.withdrawn': 'Key of another bureau withdrawn',
    'kind.bureau_key': 'Key of another bureau',
    'kind.hour_statement': 'Statement of hours',
    'kind.hour_layout': 'Layout',
  },
} as const satisfies Words
