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
  },
} as const satisfies Words
