import type { Words } from '../../ui/words.ts'
import { deskWords } from './words/desk.ts'
import { refusals } from './words/refusals.ts'

/** What public notices say: their states, what people are told, their pages and their refusals. */
export const words = {
  zh: {
    ...refusals.zh,
    ...deskWords.zh,
    'notice.public_notice.opened': '“{{title}}”正在公示，名单中有您，公示至 {{until}}',
    'notice.public_notice.confirmed': '“{{title}}”公示结束，已确认',
    'notice.public_notice.withdrawn': '“{{title}}”公示已撤回：{{reason}}',
    'notice.public_notice.extended': '“{{title}}”公示延长至 {{until}}：{{reason}}',
    'notice.public_notice.calendar_moved': '工作日历有调整，“{{title}}”公示顺延至 {{until}}',
    'notice.public_notice.reopened': '“{{title}}”重新公示：{{reason}}',
    'notice.public_notice.struck': '“{{title}}”公示期间有异议成立，您已从名单中去掉：{{answer}}',
    'notice.public_objection.received': '“{{title}}”收到对名单中一人的异议，请答复',
    'notice.public_objection.received_procedure': '“{{title}}”收到对产生过程的异议，请答复',
    'notice.public_objection.upheld': '您对“{{title}}”的异议成立：{{answer}}',
    'notice.public_objection.dismissed': '您对“{{title}}”的异议不成立：{{answer}}',
  },
  en: {
    ...refusals.en,
    ...deskWords.en,
    'notice.public_notice.opened': '“{{title}}” is shown to everybody until {{until}}; you are on its list',
    'notice.public_notice.confirmed': '“{{title}}” was shown and is confirmed',
    'notice.public_notice.withdrawn': '“{{title}}” was withdrawn: {{reason}}',
    'notice.public_notice.extended': '“{{title}}” is shown until {{until}}: {{reason}}',
    'notice.public_notice.calendar_moved': 'The calendar changed: “{{title}}” is shown until {{until}}',
    'notice.public_notice.reopened': '“{{title}}” is shown again: {{reason}}',
    'notice.public_notice.struck': 'An objection to “{{title}}” was upheld; you are off its list: {{answer}}',
    'notice.public_objection.received': 'Somebody objects to a name on “{{title}}”; please answer',
    'notice.public_objection.received_procedure': 'Somebody objects to how “{{title}}” came about; please answer',
    'notice.public_objection.upheld': 'Your objection to “{{title}}” is upheld: {{answer}}',
    'notice.public_objection.dismissed': 'Your objection to “{{title}}” is dismissed: {{answer}}',
  },
} as const satisfies Words
