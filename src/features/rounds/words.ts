import type { Words } from '../../ui/words.ts'
import { methodWords } from './words/method.ts'
import { pageWords } from './words/pages.ts'
import { phoneWords } from './words/phone.ts'
import { refusals } from './words/refusals.ts'
import { shownWords } from './words/shown.ts'
import { successionWords } from './words/succession.ts'

/** What two-way selection says: its phases, its notices, its pages and its refusals. */
export const words = {
  zh: {
    ...refusals.zh,
    ...pageWords.zh,
    ...shownWords.zh,
    ...methodWords.zh,
    ...phoneWords.zh,
    ...successionWords.zh,
    'notice.rounds.published': '双向选择“{{title}}”已公布，贵单位有项目参加，请按时评分',
    'notice.rounds.cancelled': '双向选择“{{title}}”已取消：{{reason}}',
    'notice.rounds.loosened': '双向选择“{{title}}”放宽了限制：{{reason}}',
    'notice.rounds.proposed':
      '双向选择“{{title}}”：您被“{{programme}}”拟录取，名单公示至 {{until}}，公示确认后才算录取，点开看依据',
    'notice.rounds.not_proposed': '双向选择“{{title}}”：拟录取名单公示至 {{until}}，名单里没有您，点开看原因',
    'notice.rounds.struck': '双向选择“{{title}}”：公示期间异议成立，您没有被录取：{{reason}}',
    'notice.rounds.struck_late':
      '双向选择“{{title}}”：公示期满录取时，您已经不能参加，没有被录取：{{reason}}。有疑问请联系教育局，或对处理提出申诉',
    'notice.rounds.taken_back': '双向选择“{{title}}”：拟录取名单的公示已撤回，原来的结果作废：{{reason}}',
    'notice.rounds.placed': '双向选择“{{title}}”：您被“{{programme}}”录取，点开看依据',
    'notice.rounds.unplaced': '双向选择“{{title}}”：这一轮您没有被录取，点开看原因',
    'phase.draft': '草稿',
    'phase.announced': '已公布，未开始',
    'phase.ranking': '填报志愿',
    'phase.adjusting': '调整志愿',
    'phase.scoring': '评分',
    'phase.matching': '匹配',
    'phase.shown': '公示中',
    'phase.confirmed': '已公布结果',
    'phase.cancelled': '已取消',
  },
  en: {
    ...refusals.en,
    ...pageWords.en,
    ...shownWords.en,
    ...methodWords.en,
    ...phoneWords.en,
    ...successionWords.en,
    'notice.rounds.published':
      'The two-way selection “{{title}}” is published with programmes of yours; please score in time',
    'notice.rounds.cancelled': 'The two-way selection “{{title}}” is cancelled: {{reason}}',
    'notice.rounds.loosened': 'Two-way selection “{{title}}”: limits were loosened, because: {{reason}}',
    'notice.rounds.proposed':
      'Two-way selection “{{title}}”: you are proposed for “{{programme}}”. The list is shown until {{until}}; you are admitted once it is confirmed. Open to see why',
    'notice.rounds.not_proposed':
      'Two-way selection “{{title}}”: the proposed list is shown until {{until}} and you are not on it; open to see why',
    'notice.rounds.struck':
      'Two-way selection “{{title}}”: an objection was upheld while the list was shown, you are not admitted: {{reason}}',
    'notice.rounds.struck_late':
      'Two-way selection “{{title}}”: when the list became final you could not take part any more and are not admitted: {{reason}}. If in doubt, ask the bureau or appeal against what it rests on',
    'notice.rounds.taken_back':
      'Two-way selection “{{title}}”: the list on public notice was taken back, its result is void: {{reason}}',
    'notice.rounds.placed': 'Two-way selection “{{title}}”: you are placed in “{{programme}}”; open to see why',
    'notice.rounds.unplaced': 'Two-way selection “{{title}}”: you were not placed this time; open to see why',
    'phase.draft': 'Draft',
    'phase.announced': 'Announced',
    'phase.ranking': 'Ranking',
    'phase.adjusting': 'Adjustment',
    'phase.scoring': 'Scoring',
    'phase.matching': 'Matching',
    'phase.shown': 'On public notice',
    'phase.confirmed': 'Decided',
    'phase.cancelled': 'Cancelled',
  },
} as const satisfies Words
