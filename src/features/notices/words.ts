import type { Words } from '../../ui/words.ts'

/** What the list of notices says; each notice itself is worded by the feature that sent it. */
export const words = {
  zh: {
    notices: '消息',
    readAll: '全部标为已读',
    open: '查看',
    unread: '未读',
    empty: '还没有消息',
    'empty.hint': '报名、签到、学时和证书有变化时，会在这里告诉您。',
    unknown: '有一条新消息（{{code}}）',
  },
  en: {
    notices: 'Notices',
    readAll: 'Mark all as read',
    open: 'Open',
    unread: 'Unread',
    empty: 'Nothing yet',
    'empty.hint': 'You are told here when something changes with your enrolment, attendance, hours or certificates.',
    unknown: 'There is news ({{code}})',
  },
} as const satisfies Words
