import type { Words } from '../../../ui/words.ts'

/** What is said where rows of a plan are added, changed and taken out. */
export const partWords = {
  zh: {
    'add.phase': '加阶段',
    'add.target': '加目标',
    'add.hourRule': '加学时要求',
    'add.quota': '加名额',
    edit: '编辑：{{name}}',
    'edit.short': '编辑',
    remove: '删除',
    'remove.name': '删除：{{name}}',
    'remove.ask': '从计划中删除这一条？',
    withdraw: '删除草稿',
    'withdraw.ask': '删除这份计划草稿？',
    'withdraw.what': '计划连同还是草稿的项目一起删除；由文件生成的，文件回到待核对，可以重新生成。操作记录会保留。',
    'done.withdrawn': '草稿已删除',
    'same.year':
      '本单位{{year}}年已有发布的计划：{{titles}}。两份计划的目标、学时要求和项目会同时生效，年终总结也会一并统计。',
  },
  en: {
    'add.phase': 'Add a phase',
    'add.target': 'Add a target',
    'add.hourRule': 'Add an hour rule',
    'add.quota': 'Add places',
    edit: 'Edit: {{name}}',
    'edit.short': 'Edit',
    remove: 'Remove',
    'remove.name': 'Remove: {{name}}',
    'remove.ask': 'Remove this from the plan?',
    withdraw: 'Delete draft',
    'withdraw.ask': 'Delete this draft plan?',
    'withdraw.what':
      'The plan goes with its programmes that are still drafts; a document it was made of can be reviewed and made again. The trail is kept.',
    'done.withdrawn': 'The draft is deleted',
    'same.year':
      '{{year}} has a published plan already: {{titles}}. Targets, hour rules and programmes of both will be in force, and the year-end report covers both.',
  },
} as const satisfies Words
