import type { Words } from '../../../ui/words.ts'

/** What the acts around notices and letters are called. */
export const noticeActs = {
  zh: {
    'act.notice_text.changed': '修改通知文本',
    'act.notice_text.restored': '恢复通知原文',
    'act.mail_address.confirmed': '确认接收通知的邮箱',
    'act.mail_address.changed': '更改邮件通知的选择',
    'act.mail_address.removed': '取消邮件通知',
    'act.mail_address.asked': '填写接收通知的邮箱',
    'act.mail_letters.retried': '重新发送邮件',
    'kind.notice_text': '通知文本',
    'kind.mail_address': '接收通知的邮箱',
    'kind.mail_letter': '邮件',
  },
  en: {
    'act.notice_text.changed': 'Changed the text of a notice',
    'act.notice_text.restored': 'Went back to the original text of a notice',
    'act.mail_address.confirmed': 'Confirmed an address for notices',
    'act.mail_address.changed': 'Changed which notices come by e-mail',
    'act.mail_address.removed': 'Ended notices by e-mail',
    'act.mail_address.asked': 'Gave an address for notices',
    'act.mail_letters.retried': 'Sent letters again',
    'kind.notice_text': 'Text of a notice',
    'kind.mail_address': 'Address for notices',
    'kind.mail_letter': 'Letter',
  },
} as const satisfies Words
