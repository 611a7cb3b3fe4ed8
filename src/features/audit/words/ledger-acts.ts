import type { Words } from '../../../ui/words.ts'

/** What the acts of the hours ledger are called, beyond recording, approving and verifying. */
export const ledgerActs = {
  zh: {
    'act.ledger.sealed': '封存学时台账',
    'act.hours.spent': '使用学时',
    'act.hours.kept_spent': '重记学时沿用原使用',
    'act.hours.released': '解除学时使用',
    'act.opening.recorded': '登记期初学时',
    'act.opening.approved': '审批期初学时',
    'act.opening.verified': '审定期初学时',
    'act.opening.returned': '退回期初学时',
    'kind.credit_root': '台账封存',
    'kind.credit_spend': '学时使用',
    'kind.credit_opening': '期初学时',
  },
  en: {
    'act.ledger.sealed': 'Hours ledger sealed',
    'act.hours.spent': 'Hours used',
    'act.hours.kept_spent': 'Hours posted anew stay used',
    'act.hours.released': 'Use of hours released',
    'act.opening.recorded': 'Opening hours recorded',
    'act.opening.approved': 'Opening hours approved',
    'act.opening.verified': 'Opening hours verified',
    'act.opening.returned': 'Opening hours returned',
    'kind.credit_root': 'Ledger root',
    'kind.credit_spend': 'Use of hours',
    'kind.credit_opening': 'Opening hours',
  },
} as const satisfies Words
