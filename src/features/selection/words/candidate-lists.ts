import type { Words } from '../../../ui/words.ts'
import { refusals } from './refusals.ts'

/** What lists of candidates say, on the page and beside their rows. */
export const candidateListWords = {
  zh: {
    ...refusals.zh,
    'lists.title': '用 Excel 添加人选',
    'lists.file': '人选名单',
    'lists.hint': '必须有工号；填了姓名的会核对。',
    'lists.person': '教师',
    'outcome.create': '添加',
    'outcome.change': '变更',
    'outcome.keep': '已在名单',
    'outcome.refuse': '拒绝',
    'reason.person_unnamed': '没有工号。请填写。',
    'reason.person_unknown': '在您的范围内没有这个工号的教师。',
    'reason.name_differs': '姓名和工号对不上。请核对。',
    'reason.row_repeated': '和上面一行是同一个人。请只留一行。',
  },
  en: {
    ...refusals.en,
    'lists.title': 'Add candidates with Excel',
    'lists.file': 'The list of candidates',
    'lists.hint': 'The staff number is needed; a name beside it is compared.',
    'lists.person': 'Teacher',
    'outcome.create': 'Added',
    'outcome.change': 'Changed',
    'outcome.keep': 'Takes part already',
    'outcome.refuse': 'Refused',
    'reason.person_unnamed': 'The staff number is missing.',
    'reason.person_unknown': 'There is nobody with this staff number in your part of the region.',
    'reason.name_differs': 'Name and staff number do not agree. Check them.',
    'reason.row_repeated': 'The same person as in a row above. Leave one.',
  },
} as const satisfies Words
