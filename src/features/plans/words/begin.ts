import type { Words } from '../../../ui/words.ts'

/** The words of beginning a plan without a document, and of the documents that wait. */
export const beginWords = {
  zh: {
    begin: '新建计划',
    'begin.lead': '没有文件也可以先建计划，再逐项填写目标、阶段和项目；发布之前都是草稿。',
    'begin.owner': '单位',
    'begin.year': '年度',
    'begin.name': '计划名称',
    'begin.name.of': '{{year}} 年教师培训计划',
    'begin.issuer': '发文单位',
    'begin.cycle': '所属周期',
    'begin.cycle.hint': '如 2026–2030，可留空。',
    'begin.save': '建立草稿',
    'documents.below': '包括下级单位上传的文件',
    'documents.by': '上传人',
    'documents.of': '单位',
  },
  en: {
    begin: 'New plan',
    'begin.lead':
      'A plan can begin without a document; fill in its targets, phases and programmes. Until it is published it is a draft.',
    'begin.owner': 'Organisation',
    'begin.year': 'Year',
    'begin.name': 'Title',
    'begin.name.of': 'Teacher training plan {{year}}',
    'begin.issuer': 'Issued by',
    'begin.cycle': 'Cycle',
    'begin.cycle.hint': 'Such as 2026–2030; may be left empty.',
    'begin.save': 'Begin the draft',
    'documents.below': 'Also documents handed in below you',
    'documents.by': 'Handed in by',
    'documents.of': 'Organisation',
  },
} as const satisfies Words
