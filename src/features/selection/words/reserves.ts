import type { Words } from '../../../ui/words.ts'

/** What is said of the reserves of a selection once it is settled. */
export const reserveWords = {
  zh: {
    reserve: '候补',
    'reserve.waiting': '候补中',
    'reserve.nth': '候补第 {{nth}} 位',
    'reserve.offered': '递补邀约中',
    'reserve.offered.until': '递补邀约中，保留到 {{until}}',
    'reserve.accepted': '已递补',
    'reserve.declined': '已放弃递补',
    'reserve.expired': '递补邀约已过期',
    'reserve.left': '递补邀约已取消',
    'reserve.mine': '有名额空出时按名次递补；轮到您时会通知。',
    'reserve.mine.offered': '有名额空出，轮到您递补，保留到 {{until}}',
    'reserve.mine.open': '去接受或放弃',
  },
  en: {
    reserve: 'Succession',
    'reserve.waiting': 'Waits',
    'reserve.nth': 'Number {{nth}} to come next',
    'reserve.offered': 'Offered',
    'reserve.offered.until': 'Offered until {{until}}',
    'reserve.accepted': 'Took a freed place',
    'reserve.declined': 'Declined',
    'reserve.expired': 'Expired',
    'reserve.left': 'Cancelled',
    'reserve.mine': 'Places that become free are offered by rank; you are told when it is your turn.',
    'reserve.mine.offered': 'A place became free and is yours to take until {{until}}',
    'reserve.mine.open': 'Take it or pass it on',
  },
} as const satisfies Words
