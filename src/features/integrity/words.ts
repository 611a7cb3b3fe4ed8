import type { Words } from '../../ui/words.ts'

/** What is said of people's conduct in trainings, of bans and restrictions. */
export const words = {
  zh: {
    'cause.not_attended': '未参训',
    'cause.dismissed': '被劝退',
    'cause.not_completed': '未结业',
    'cause.dropped_out': '中途退出',
    'standing.reversed': '已撤销',
    'standing.excused': '已豁免',
    'standing.barring': '限制期内',
    'standing.over': '限制期满',
    'standing.kept': '仅记录',
    'kind.exemption': '申请豁免',
    'kind.appeal': '申诉',
    'requestState.asked': '待办理',
    'requestState.granted': '已同意',
    'requestState.refused': '未同意',
    'requestState.withdrawn': '已撤回',
    'notice.integrity.not_attended':
      '您在“{{programme}}”中未参训（{{date}}），已记入诚信档案。有异议可在 {{due}} 前申诉。',
    'notice.integrity.dismissed':
      '您在“{{programme}}”中被劝退（{{date}}），已记入诚信档案。有异议可在 {{due}} 前申诉。',
    'notice.integrity.not_completed':
      '您在“{{programme}}”中未结业（{{date}}），已记入诚信档案。有异议可在 {{due}} 前申诉。',
    'notice.integrity.dropped_out':
      '您录取后退出“{{programme}}”（{{date}}），已记入诚信档案。有异议可在 {{due}} 前申诉。',
    'notice.integrity.not_attended_barred':
      '您在“{{programme}}”中未参训（{{date}}），已记入诚信档案，{{until}} 前不能再参加同类项目。有特殊情况可申请豁免；有异议可在 {{due}} 前申诉。',
    'notice.integrity.dismissed_barred':
      '您在“{{programme}}”中被劝退（{{date}}），已记入诚信档案，{{until}} 前不能再参加同类项目。有特殊情况可申请豁免；有异议可在 {{due}} 前申诉。',
    'notice.integrity.not_completed_barred':
      '您在“{{programme}}”中未结业（{{date}}），已记入诚信档案，{{until}} 前不能再参加同类项目。有特殊情况可申请豁免；有异议可在 {{due}} 前申诉。',
    'notice.integrity.dropped_out_barred':
      '您录取后退出“{{programme}}”（{{date}}），已记入诚信档案，{{until}} 前不能再参加同类项目。有特殊情况可申请豁免；有异议可在 {{due}} 前申诉。',
    'notice.integrity.reversed': '关于“{{programme}}”的诚信记录已由{{who}}撤销：{{reason}}',
    'notice.integrity.asked_exemption': '{{who}} 就“{{programme}}”的诚信记录申请豁免，请核对证明并办理。',
    'notice.integrity.asked_appeal': '{{who}} 就“{{programme}}”的诚信记录提出申诉，请复核。',
    'notice.integrity.exemption_granted': '“{{programme}}”的豁免申请已同意（{{who}}）：{{reason}}',
    'notice.integrity.exemption_refused': '“{{programme}}”的豁免申请未同意（{{who}}）：{{reason}}',
    'notice.integrity.appeal_granted': '您对“{{programme}}”诚信记录的申诉成立，记录已撤销（{{who}}）：{{reason}}',
    'notice.integrity.appeal_refused': '您对“{{programme}}”诚信记录的申诉未予支持（{{who}}）：{{reason}}',
    'notice.integrity.restricted': '您目前有一项报名限制。详情请咨询：{{contact}}。',
    'notice.integrity.restriction_lifted': '您的报名限制已解除。',
    'refusal.person_not_found': '在您的管辖范围内没有这位教师。请重新查找。',
    'refusal.fact_in_future': '日期晚于今天。发生以后再记录。',
    'refusal.id_reused': '这次操作的编号已被使用。请刷新页面后重试。',
    'refusal.fact_not_found': '没有这条诚信记录，或不在您的管辖范围内。请刷新列表。',
    'refusal.fact_reversed': '这条记录已经撤销。请刷新列表。',
    'refusal.own_fact': '不能办理本人的记录。请交由其他人办理。',
    'refusal.nothing_to_excuse': '这条记录目前没有限制，不需要豁免。',
    'refusal.asked_before': '已经提出过，不能再提。结果见上面的记录，还在办理的请等待。',
    'refusal.appeal_too_late': '申诉期限已过。有特殊情况可以申请豁免。',
    'refusal.appeal_of_another': '申诉只能由本人提出。学校可以代为申请豁免。',
    'refusal.evidence_missing': '申请豁免需要证明材料。请上传照片或 PDF。',
    'refusal.file_not_found': '材料没有上传成功，或不是您上传的。请重新选择文件。',
    'refusal.file_damaged': '文件损坏或不完整。请重新保存后再上传。',
    'refusal.disk_full': '服务器空间不足，暂时不能上传。请告诉系统管理员。',
    'refusal.request_not_found': '没有这条申请，或不在您的办理范围内。请刷新列表。',
    'refusal.request_over': '这条申请已有结果或已撤回。请刷新列表。',
    'refusal.own_request': '不能办理本人的申请。请交由其他人办理。',
    'refusal.asked_by_same': '这条申请是您提出的，须由其他人办理。',
    'refusal.recorded_by_same': '这条记录是您登记的，申诉须由其他人复核。',
    'refusal.own_restriction': '不能办理本人的限制。请交由其他人办理。',
    'refusal.restriction_term_reversed': '结束日期不晚于开始日期。请更正。',
    'refusal.restriction_not_found': '没有这项限制，或不在您的管辖范围内。请重新查询。',
    'refusal.restriction_lifted': '这项限制已经解除。请重新查询。',
  },
  en: {
    'cause.not_attended': 'Did not attend',
    'cause.dismissed': 'Dismissed',
    'cause.not_completed': 'Did not complete',
    'cause.dropped_out': 'Dropped out',
    'standing.reversed': 'Taken back',
    'standing.excused': 'Excused',
    'standing.barring': 'Barred',
    'standing.over': 'Ban over',
    'standing.kept': 'On file',
    'kind.exemption': 'Exemption',
    'kind.appeal': 'Appeal',
    'requestState.asked': 'Waiting',
    'requestState.granted': 'Granted',
    'requestState.refused': 'Refused',
    'requestState.withdrawn': 'Taken back',
    'notice.integrity.not_attended':
      'You did not attend “{{programme}}” ({{date}}); it is in your integrity file. You may appeal until {{due}}.',
    'notice.integrity.dismissed':
      'You were dismissed from “{{programme}}” ({{date}}); it is in your integrity file. You may appeal until {{due}}.',
    'notice.integrity.not_completed':
      'You did not complete “{{programme}}” ({{date}}); it is in your integrity file. You may appeal until {{due}}.',
    'notice.integrity.dropped_out':
      'You left “{{programme}}” after you were admitted ({{date}}); it is in your integrity file. You may appeal until {{due}}.',
    'notice.integrity.not_attended_barred':
      'You did not attend “{{programme}}” ({{date}}). You are barred from such programmes until {{until}}; ask for an exemption with evidence, or appeal until {{due}}.',
    'notice.integrity.dismissed_barred':
      'You were dismissed from “{{programme}}” ({{date}}). You are barred from such programmes until {{until}}; ask for an exemption with evidence, or appeal until {{due}}.',
    'notice.integrity.not_completed_barred':
      'You did not complete “{{programme}}” ({{date}}). You are barred from such programmes until {{until}}; ask for an exemption with evidence, or appeal until {{due}}.',
    'notice.integrity.dropped_out_barred':
      'You left “{{programme}}” after you were admitted ({{date}}). You are barred from such programmes until {{until}}; ask for an exemption with evidence, or appeal until {{due}}.',
    'notice.integrity.reversed':
      'The entry about “{{programme}}” in your integrity file was taken back by {{who}}: {{reason}}',
    'notice.integrity.asked_exemption':
      '{{who}} asks to be excused for “{{programme}}”. Check the evidence and decide.',
    'notice.integrity.asked_appeal': '{{who}} appeals against the entry about “{{programme}}”. Look at it and decide.',
    'notice.integrity.exemption_granted': 'The exemption for “{{programme}}” was granted ({{who}}): {{reason}}',
    'notice.integrity.exemption_refused': 'The exemption for “{{programme}}” was refused ({{who}}): {{reason}}',
    'notice.integrity.appeal_granted':
      'Your appeal about “{{programme}}” was upheld and the entry taken back ({{who}}): {{reason}}',
    'notice.integrity.appeal_refused': 'Your appeal about “{{programme}}” was dismissed ({{who}}): {{reason}}',
    'notice.integrity.restricted': 'A restriction stands on joining programmes. Ask: {{contact}}.',
    'notice.integrity.restriction_lifted': 'The restriction on your joining programmes was lifted.',
    'refusal.person_not_found': 'There is no such person in your part of the region. Search again.',
    'refusal.fact_in_future': 'The day lies ahead. Write it down once it has happened.',
    'refusal.id_reused': 'This id was used for something else. Reload the page and try again.',
    'refusal.fact_not_found': 'There is no such entry in your part of the region. Reload the list.',
    'refusal.fact_reversed': 'This entry was taken back before. Reload the list.',
    'refusal.own_fact': 'You cannot decide on your own file. Ask a colleague.',
    'refusal.nothing_to_excuse': 'No ban follows from this entry today, so there is nothing to excuse.',
    'refusal.asked_before':
      'This was asked already and cannot be asked again. See above what became of it; while it is open, wait for the decision.',
    'refusal.appeal_too_late': 'The time to appeal is over. Ask for an exemption if there was a special reason.',
    'refusal.appeal_of_another': 'Only the person appeals. A school may ask for an exemption.',
    'refusal.evidence_missing': 'An exemption rests on evidence. Add a photo or PDF.',
    'refusal.file_not_found': 'The file did not arrive, or is not yours. Choose it again.',
    'refusal.file_damaged': 'The file is damaged or cut short. Save it again and retry.',
    'refusal.disk_full': 'The server has no room for files. Tell the system administrator.',
    'refusal.request_not_found': 'There is no such request in your part of the region. Reload the list.',
    'refusal.request_over': 'This was decided or taken back. Reload the list.',
    'refusal.own_request': 'You cannot decide on your own file. Ask a colleague.',
    'refusal.asked_by_same': 'You asked for it. Somebody else decides.',
    'refusal.recorded_by_same': 'You recorded the entry. Somebody else decides on the appeal.',
    'refusal.own_restriction': 'You cannot decide on a restriction of your own. Ask a colleague.',
    'refusal.restriction_term_reversed': 'The end is not after the beginning. Correct the dates.',
    'refusal.restriction_not_found': 'There is no such restriction in your part of the region. Look again.',
    'refusal.restriction_lifted': 'This restriction was lifted before. Look again.',
  },
} as const satisfies Words
