import type { Words } from '../../ui/words.ts'

/** What the page of the calendar's address says. */
export const words = {
  zh: {
    calendar: '日历订阅',
    lead: '把您班级的每一次培训放进手机日历：时间、地点，改期和取消会自动更新。',
    sessions: '日历里现在有 {{count}} 场',
    address: '您的订阅地址',
    secret: '知道这个地址的人都能看到您的培训安排，请不要转发。换一个新地址，旧的立即失效。',
    make: '生成订阅地址',
    again: '换一个新地址',
    copy: '复制地址',
    copied: '地址已复制',
    subscribe: '在这部手机上订阅',
    end: '停止订阅',
    made: '订阅地址已生成',
    ended: '订阅已停止，地址不再有效',
    how: '苹果手机：设置 → 日历 → 账户 → 添加已订阅的日历；安卓和电脑：在日历应用里选“通过网址添加”，粘贴地址。',
    'refusal.id_reused': '这个编号已用于别的地址。请刷新后再试。',
  },
  en: {
    calendar: 'Calendar',
    lead: 'Put every session of your classes into your calendar: time, place, and whatever changes later.',
    sessions: '{{count}} sessions are in it now',
    address: 'Your address',
    secret: 'Whoever knows this address sees your sessions: keep it to yourself. A new one ends the old one at once.',
    make: 'Make an address',
    again: 'Make a new one',
    copy: 'Copy it',
    copied: 'Copied',
    subscribe: 'Subscribe on this phone',
    end: 'End it',
    made: 'Made',
    ended: 'Ended: the address is good no more',
    how: 'iPhone: Settings → Calendar → Accounts → Add Subscribed Calendar. Android and computers: choose “from URL” in your calendar, and paste it.',
    'refusal.id_reused': 'This id names another address. Reload and try again.',
  },
} as const satisfies Words
