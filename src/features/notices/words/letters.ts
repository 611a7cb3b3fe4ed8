import type { Words } from '../../../ui/words.ts'

/** What letters say around the notice. */
export const letterWords = {
  zh: {
    subject: '【青蓝】{{sentence}}',
    greeting: '{{name}}，您好：',
    open: '打开查看',
    foot: '这封邮件由青蓝自动发出，请勿回复。不想再收到，可以在“账号与安全”里更改。',
    'code.subject': '【青蓝】邮箱确认码',
    'code.text': '您的邮箱确认码是 {{code}}，{{minutes}} 分钟内有效。',
    'code.foot': '如果不是您本人填写的邮箱，请不要理会这封邮件。',
  },
  en: {
    subject: '[Qinglan] {{sentence}}',
    greeting: 'Dear {{name}},',
    open: 'Open it',
    foot: 'This letter was sent by Qinglan; please do not answer it. Change what you receive under “Account and security”.',
    'code.subject': '[Qinglan] The code for your address',
    'code.text': 'The code for your address is {{code}}. It is good for {{minutes}} minutes.',
    'code.foot': 'If you did not give this address to us, leave this letter alone.',
  },
} as const satisfies Words
