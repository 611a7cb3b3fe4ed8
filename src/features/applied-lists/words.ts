import type { Words } from '../../ui/words.ts'

/** What every kind of list says unless its feature says it otherwise: outcomes, why nobody is named, why a list is refused. */
export const listWords = {
  zh: {
    'outcome.create': '新增',
    'outcome.change': '变更',
    'outcome.keep': '不变',
    'outcome.refuse': '拒绝',
    'reason.person_unnamed': '没有工号。请填写。',
    'reason.person_unknown': '在您的范围内没有这个工号的教师。',
    'reason.name_differs': '姓名和工号对不上。请核对。',
    'reason.level_unknown': '级别看不懂。请从模板的选项里选。',
    'reason.kind_unknown': '类型看不懂。请从模板的选项里选。',
    'reason.date_unreadable': '日期没有填或看不懂。请写成 2026-07-10。',
    'refusal.head_missing': '没有找到表头。可以先下载模板对照。',
    'refusal.list_empty': '表头下面没有内容。请填好再上传。',
    'refusal.list_too_long': '一份清单最多 5,000 行。请拆成几份再上传。',
    'refusal.import_stale': '试算以后情况有变，一行也没有应用。请重新上传试算。',
    'refusal.import_nothing': '没有可以应用的行。请改好清单再上传。',
    'refusal.import_not_found': '没有这次导入，或不在您的范围内。请刷新列表。',
    'refusal.id_reused': '这次操作的编号已被使用。请刷新页面后重试。',
  },
  en: {
    'outcome.create': 'New',
    'outcome.change': 'Changed',
    'outcome.keep': 'Unchanged',
    'outcome.refuse': 'Refused',
    'reason.person_unnamed': 'The staff number is missing.',
    'reason.person_unknown': 'There is nobody with this staff number in your part of the region.',
    'reason.name_differs': 'Name and staff number do not agree. Check them.',
    'reason.level_unknown': 'The level cannot be read. Choose one of the template.',
    'reason.kind_unknown': 'The kind cannot be read. Choose one of the template.',
    'reason.date_unreadable': 'The date is missing or cannot be read. Write it as 2026-07-10.',
    'refusal.head_missing': 'No row with the titles of the columns was found. Compare it with the template.',
    'refusal.list_empty': 'There is nothing below the head. Fill it in and hand it in again.',
    'refusal.list_too_long': 'A list has at most 5,000 rows; split it.',
    'refusal.import_stale':
      'Something changed since it was tried, so nothing was applied. Hand it in and try it again.',
    'refusal.import_nothing': 'No row of this list can be applied. Put it right and hand it in again.',
    'refusal.import_not_found': 'There is no such list in your part of the region. Reload the page.',
    'refusal.id_reused': 'This id was used for something else. Reload the page and try again.',
  },
} as const satisfies Words
