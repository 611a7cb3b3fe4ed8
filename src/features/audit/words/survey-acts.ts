import type { Words } from '../../../ui/words.ts'

/** What the acts of surveys of needs are called. */
export const surveyActs = {
  zh: {
    'act.calendar_feed.made': '生成日历订阅地址',
    'act.calendar_feed.ended': '停止日历订阅',
    'act.survey.drafted': '新建需求调研',
    'act.survey.changed': '修改需求调研',
    'act.survey.opened': '发放需求调研',
    'act.survey.closed': '结束需求调研',
    'act.survey.answered': '参加需求调研',
    'act.survey.exported': '导出需求调研',
    'act.survey_setting.changed': '修改需求调研规则',
    'kind.survey': '需求调研',
  },
  en: {
    'act.calendar_feed.made': 'Calendar address made',
    'act.calendar_feed.ended': 'Calendar address ended',
    'act.survey.drafted': 'Survey written',
    'act.survey.changed': 'Survey changed',
    'act.survey.opened': 'Survey sent',
    'act.survey.closed': 'Survey closed',
    'act.survey.answered': 'Survey answered',
    'act.survey.exported': 'Survey exported',
    'act.survey_setting.changed': 'Rule of surveys changed',
    'kind.survey': 'Survey',
  },
} as const satisfies Words
