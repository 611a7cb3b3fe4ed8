import type { Words } from '../../../ui/words.ts'

/** What the acts of hour policies are called. */
export const policyActs = {
  zh: {
    'act.policy.begun': '新建学时政策',
    'act.policy.changed': '修改政策草稿',
    'act.policy.adopted': '启用政策版本',
    'act.policy.ended': '停用学时政策',
    'act.policy.trial_asked': '请求试算政策草稿',
    'act.policy.tried': '试算政策草稿',
    'act.policy.trial_exported': '导出政策试算名单',
    'act.exemption.asked': '申请学时减免',
    'act.exemption.granted': '同意学时减免',
    'act.exemption.refused': '不同意学时减免',
    'kind.hour_policy': '学时政策',
    'kind.hour_exemption': '学时减免',
  },
  en: {
    'act.policy.begun': 'Hour policy begun',
    'act.policy.changed': 'Policy draft changed',
    'act.policy.adopted': 'Policy version adopted',
    'act.policy.ended': 'Hour policy ended',
    'act.policy.trial_asked': 'Trial of a policy draft asked for',
    'act.policy.tried': 'Policy draft tried',
    'act.policy.trial_exported': 'List of a policy trial exported',
    'act.exemption.asked': 'Exemption asked',
    'act.exemption.granted': 'Exemption granted',
    'act.exemption.refused': 'Exemption refused',
    'kind.hour_policy': 'Hour policy',
    'kind.hour_exemption': 'Hour exemption',
  },
} as const satisfies Words
