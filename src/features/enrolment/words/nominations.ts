import type { Words } from '../../../ui/words.ts'

/** What is said of nominations that a school made at once, and of taking them back. */
export const nominationWords = {
  zh: {
    title: '已推荐的批次',
    hint: '整批收回时，还没有人作出录取决定的教师一起退出，名额退回，并逐一通知本人；已经录取的不受影响，会逐一说明。',
    none: '还没有整批推荐过',
    at: '推荐时间',
    nominated: '推荐人数',
    open: '可收回',
    admitted: '已录取',
    undo: '整批收回',
    'undo.nothing': '这一批已经没有可以收回的人：都已退出，或者已经有了录取结果。',
    'undo.title': '收回这一批推荐？',
    'undo.body': '{{count}} 位教师会退出本项目，名额退回，本人会收到通知。之后可以重新推荐。',
    undone: '已收回 {{count}} 人',
    staying: '有 {{count}} 人没有收回，原因见下。',
    'staying.list': '没有收回的人',
    who: '教师',
    why: '原因',
    'refusal.nomination_not_found': '在您的管理范围内没有这一批推荐。请刷新页面后再看。',
    'refusal.came_otherwise': '这个人后来由别的途径进入了项目。要退出，请联系承训单位或教育局。',
  },
  en: {
    title: 'Nominated so far',
    hint: 'Taking a nomination back takes out whoever nobody has decided on, gives their places back and tells each of them. Whoever was admitted stays, and is listed with the reason.',
    none: 'Nobody was nominated at once yet',
    at: 'Nominated',
    nominated: 'People',
    open: 'Can be taken back',
    admitted: 'Admitted',
    undo: 'Take back',
    'undo.nothing': 'Nobody of this nomination can be taken back: they left, or were decided on.',
    'undo.title': 'Take this nomination back?',
    'undo.body':
      '{{count}} teachers leave this programme, their places are free again, and each is told. They can be nominated anew.',
    undone: '{{count}} taken back',
    staying: '{{count}} were not taken back; see why below.',
    'staying.list': 'Not taken back',
    who: 'Teacher',
    why: 'Reason',
    'refusal.nomination_not_found': 'There is no such nomination in your part of the region. Reload the page.',
    'refusal.came_otherwise':
      'This person came into the programme in another way since. Ask the provider or the bureau to let them go.',
  },
} as const satisfies Words
