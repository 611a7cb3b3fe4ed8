import type { Words } from '../../ui/words.ts'
import { deskWords } from './words/desk.ts'
import { markingWords } from './words/marking.ts'
import { reserveWords } from './words/reserves.ts'
import { ruleWords } from './words/rules.ts'
import { refusals } from './words/refusals.ts'

/** What selections say: what people are told, their pages and their refusals. */
export const words = {
  zh: {
    ...refusals.zh,
    ...deskWords.zh,
    ...ruleWords.zh,
    ...markingWords.zh,
    ...reserveWords.zh,
    'notice.selection.started': '“{{title}}”开始，您参加“{{step}}”',
    'notice.selection.to_mark': '“{{title}}”的“{{step}}”请您评分',
    'notice.selection.conflict': '{{who}}在“{{title}}”申请回避，已重新分配',
    'notice.selection.step_closed': '“{{title}}”的“{{step}}”结果已出',
    'notice.selection.step_reopened': '“{{title}}”的“{{step}}”重新进行：{{reason}}',
    'notice.selection.settled': '“{{title}}”已办结，可查看结果',
    'notice.selection.cancelled': '“{{title}}”已取消：{{reason}}',
  },
  en: {
    ...refusals.en,
    ...deskWords.en,
    ...ruleWords.en,
    ...markingWords.en,
    ...reserveWords.en,
    'notice.selection.started': '“{{title}}” begins; you take part in “{{step}}”',
    'notice.selection.to_mark': 'Please mark “{{step}}” of “{{title}}”',
    'notice.selection.conflict': '{{who}} declared a conflict in “{{title}}”; others mark instead',
    'notice.selection.step_closed': 'The results of “{{step}}” of “{{title}}” are there',
    'notice.selection.step_reopened': '“{{step}}” of “{{title}}” is open again: {{reason}}',
    'notice.selection.settled': '“{{title}}” is settled; see how you did',
    'notice.selection.cancelled': '“{{title}}” was given up: {{reason}}',
  },
} as const satisfies Words
