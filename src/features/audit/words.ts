import type { Words } from '../../ui/words.ts'

/** What the audit trail says. */
export const words = {
  zh: {
    trail: '操作记录',
    lead: '谁、何时、从哪里、对什么做了什么。记录只增不改。',
    at: '时间',
    who: '操作人',
    act: '操作',
    object: '对象',
    from: '来源地址',
    before: '之前',
    after: '之后',
    request: '请求编号',
    'filter.act': '操作代码，例如 programme.',
    'filter.object': '对象编号',
    empty: '没有符合条件的记录',
    'empty.hint': '换个条件再找。',
    nothing: '无',
  },
  en: {
    trail: 'Audit trail',
    lead: 'Who did what to what, when and from where. Entries are only ever added.',
    at: 'When',
    who: 'Who',
    act: 'Act',
    object: 'Object',
    from: 'From',
    before: 'Before',
    after: 'After',
    request: 'Request id',
    'filter.act': 'Act, such as programme.',
    'filter.object': 'Object id',
    empty: 'No entry fits',
    'empty.hint': 'Look with other filters.',
    nothing: 'Nothing',
  },
} as const satisfies Words
