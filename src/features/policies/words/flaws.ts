import type { Words } from '../../../ui/words.ts'

/** What makes no sense in a draft, and what to do about it. */
export const flawWords = {
  zh: {
    'flaw.rule_id_repeated': '有两条规则编号相同，请删除其中一条再新增。',
    'flaw.rule_asks_nothing': '这里什么也没有要求，请填写数量或内容，或者删除。',
    'flaw.rule_over_maximum': '至少要达到的数量超过了同一范围的最高限额，谁也达不到；请改其中一个数。',
    'flaw.too_many_maximums': '同一期间的最高限额超过 8 条，无法逐一组合计算；请合并或删除几条。',
    'flaw.category_in_circle': '类别绕了一圈又归入自己，请改上级类别。',
    'flaw.category_repeated': '这个类别写了两行，请删除一行。',
    'flaw.instead_of_unknown': '所代替的规则已不存在，请重新选择。',
    'flaw.instead_of_itself': '不能代替本条自己，请去掉。',
    'flaw.rate_not_whole': '折算率要用 1 到 10000 的整数。',
    'flaw.ratio_out_of_range': '比例要在 0 到 100% 之间。',
    'flaw.award_row_unknown': '有的行写了可选内容里没有的情况，请补到可选内容里或改这一行。',
    'flaw.award_range_reversed': '有的行学时“起”大于“止”，请对调。',
    'flaw.award_id_repeated': '有两张折算表编号相同，请删除其中一张再新增。',
    'flaw.cycle_invalid': '周期要在 1 到 20 年之间。',
    'flaw.unit_invalid': '学时的分钟数、最小计量或一天的上限不合理，请改正。',
  },
  en: {
    'flaw.rule_id_repeated': 'Two rules share a number; remove one and add it again.',
    'flaw.rule_asks_nothing': 'Nothing is asked here; fill it in or remove it.',
    'flaw.rule_over_maximum': 'More is asked than counts at most of the same hours; change one of the figures.',
    'flaw.too_many_maximums': 'More than 8 maximums of one length of period; join or remove some.',
    'flaw.category_in_circle': 'This category stands under itself; choose another upper one.',
    'flaw.category_repeated': 'This category has two lines; remove one.',
    'flaw.instead_of_unknown': 'The rule it stands in the place of is gone; choose again.',
    'flaw.instead_of_itself': 'A rule cannot stand in its own place; take it out.',
    'flaw.rate_not_whole': 'A rate is made of whole numbers from 1 to 10,000.',
    'flaw.ratio_out_of_range': 'The share is between 0 and 100 %.',
    'flaw.award_row_unknown': 'A row names what cannot be chosen; add it to the choice or change the row.',
    'flaw.award_range_reversed': 'A row has more hours at its beginning than at its end; swap them.',
    'flaw.award_id_repeated': 'Two tables share a number; remove one and add it again.',
    'flaw.cycle_invalid': 'A cycle is of 1 to 20 years.',
    'flaw.unit_invalid': 'The minutes, the step or the day’s maximum make no sense; correct them.',
  },
} as const satisfies Words
