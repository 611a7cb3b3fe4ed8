import type { Words } from '../../ui/words.ts'

/** The words of the one search for everything. */
export const words = {
  zh: {
    search: '搜索',
    placeholder: '姓名、拼音、工号、学校、项目、证书编号、页面',
    close: '关闭搜索',
    hint: '↑ ↓ 选择　Enter 打开　Esc 关闭',
    'group.page': '页面',
    'group.recent': '最近搜索',
    'group.person': '教师',
    'group.programme': '项目',
    'group.class': '班级',
    'group.certificate': '证书',
    'group.organisation': '学校与机构',
    'group.plan': '计划',
    more: '查看全部',
    start: '输入姓名或拼音首字母即可，如“单雨桐”“syt”；可再加学校或学科：“王 数学 一中”。',
    'empty.title': '没有找到“{{typed}}”',
    'empty.hint': '换一个写法试试：姓名、拼音、工号，或证书编号中的几位。这里只显示您有权打开的内容。',
    searching: '正在搜索…',
  },
  en: {
    search: 'Search',
    placeholder: 'Name, pinyin, staff number, school, programme, certificate, page',
    close: 'Close the search',
    hint: '↑ ↓ choose   Enter open   Esc close',
    'group.page': 'Pages',
    'group.recent': 'Recent searches',
    'group.person': 'Teachers',
    'group.programme': 'Programmes',
    'group.class': 'Classes',
    'group.certificate': 'Certificates',
    'group.organisation': 'Schools and organisations',
    'group.plan': 'Plans',
    more: 'See all',
    start:
      'Type a name or its initials, such as Shan Yutong or syt; a school or a subject beside it narrows the search.',
    'empty.title': 'Nothing is called “{{typed}}”',
    'empty.hint':
      'Try another spelling: name, pinyin, staff number, or a piece of a certificate’s number. Only what you may open is found.',
    searching: 'Searching…',
  },
} as const satisfies Words
