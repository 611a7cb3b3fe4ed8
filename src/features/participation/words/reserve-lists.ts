import type { Words } from '../../../ui/words.ts'

/** What lists for the reserve say, on the page and beside their rows. */
export const reserveListWords = {
  zh: {
    'list.title': '用 Excel 导入储备库',
    'list.label': '后备人选名单',
    'list.hint': '必须有工号、级别和推荐理由；学科不填为不限。导出的储备库可以改好再导入。',
    'list.person': '教师',
    'list.what': '列入',
    'list.undo': '移出理由',
    'list.undo.hint': '会记在每位人选名下。',
    'outcome.create': '列入',
    'outcome.keep': '已在库',
    'reason.own_nomination': '不能推荐本人。请交由其他人办理。',
    'reason.level_unknown': '级别看不懂。请填省级、市级、县级或校级。',
    'reason.subject_unknown': '学科看不懂。请从模板的选项里选，不限学科就不填。',
    'reason.reason_missing': '没有推荐理由。请填写。',
    'reason.text_too_long': '推荐理由最多 300 个字。',
    'reason.row_repeated': '和上面一行是同一个人、同一级别和学科。请只留一行。',
  },
  en: {
    'list.title': 'Bring people into the reserve with Excel',
    'list.label': 'The list for the reserve',
    'list.hint':
      'Staff number, level and reason are needed; no subject means any. A reserve that was taken out can be put right and handed in again.',
    'list.person': 'Teacher',
    'list.what': 'For',
    'list.undo': 'Why they are taken out',
    'list.undo.hint': 'Kept with each of them.',
    'outcome.create': 'Put in',
    'outcome.keep': 'In reserve already',
    'reason.own_nomination': 'You cannot nominate yourself. Ask a colleague.',
    'reason.level_unknown': 'The level cannot be read. Write province, city, county or school.',
    'reason.subject_unknown': 'The subject cannot be read. Choose one of the template, or leave it empty for any.',
    'reason.reason_missing': 'The reason is missing.',
    'reason.text_too_long': 'A reason has at most 300 characters.',
    'reason.row_repeated': 'The same person, level and subject as in a row above. Leave one.',
  },
} as const satisfies Words
