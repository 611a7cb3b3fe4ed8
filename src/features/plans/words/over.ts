import type { Words } from '../../../ui/words.ts'

/** What is said of the saved populations that a plan's targets and hour rules are about. */
export const overWords = {
  zh: {
    over: '人群',
    'over.title': '按人群统计',
    'over.choose': '按哪个人群统计',
    'over.none': '不按人群，手工填写',
    'over.none.rule': '不按人群，按文字识别',
    'over.counted': '按到训人数自动统计（到过本计划任一场次的人）',
    'over.option': '{{name}} · 第 {{n}} 版',
    'over.newest': '改用现在的第 {{now}} 版（现按第 {{n}} 版统计）',
    'over.hint': '引用的是人群当时的那一版；以后人群改了，这里不变，直到在这里改用新版。',
    'over.is': '{{name}}（第 {{n}} 版，{{size}}）',
    'over.behind': '人群已有第 {{now}} 版',
    'refusal.rule_not_found': '计划里没有这条学时规定。请刷新页面。',
    'refusal.population_not_found': '没有这个人群。请重新选择。',
    'refusal.population_closed': '这个人群已收起。请选择仍在用的人群。',
  },
  en: {
    over: 'Population',
    'over.title': 'Measure over a population',
    'over.choose': 'Measured over',
    'over.none': 'No population; entered by hand',
    'over.none.rule': 'No population; read from the words',
    'over.counted': 'Count who was trained (came to any session of this plan)',
    'over.option': '{{name}} · version {{n}}',
    'over.newest': 'Use version {{now}}, which is in force (version {{n}} is used)',
    'over.hint':
      'The version of today is cited: when the population changes, this stays until the new version is chosen here.',
    'over.is': '{{name}} (version {{n}}, {{size}})',
    'over.behind': 'The population is at version {{now}}',
    'refusal.rule_not_found': 'The plan has no such hour rule. Reload the page.',
    'refusal.population_not_found': 'There is no such population. Choose another.',
    'refusal.population_closed': 'This population was put away. Choose one that is in use.',
  },
} as const satisfies Words
