import type { Words } from '../../../ui/words.ts'
import { appliedActs } from './applied-acts.ts'
import { ledgerActs } from './ledger-acts.ts'
import { yearActs } from './year-acts.ts'
import { claimActs } from './claim-acts.ts'
import { integrityActs } from './integrity-acts.ts'
import { noticeActs } from './notice-acts.ts'
import { placeActs } from './place-acts.ts'
import { policyActs } from './policy-acts.ts'
import { publicityActs } from './publicity-acts.ts'
import { roundActs } from './round-acts.ts'
import { schoolActs } from './school-acts.ts'
import { selectionActs } from './selection-acts.ts'
import { statementActs } from './statement-acts.ts'
import { surveyActs } from './survey-acts.ts'

/** What the acts of the tree and the roster are called, and of the lists that change them. */
export const listActs = {
  zh: {
    ...appliedActs.zh,
    ...ledgerActs.zh,
    ...surveyActs.zh,
    ...yearActs.zh,
    ...statementActs.zh,
    ...claimActs.zh,
    ...integrityActs.zh,
    ...noticeActs.zh,
    ...placeActs.zh,
    ...policyActs.zh,
    ...publicityActs.zh,
    ...roundActs.zh,
    ...schoolActs.zh,
    ...selectionActs.zh,
    'act.organisation.added': '新增单位',
    'act.organisation.closed': '撤销单位',
    'act.organisation.merged': '合并单位',
    'act.organisation.moved': '调整单位隶属',
    'act.organisation.renamed': '单位更名',
    'act.organisation.split': '拆分单位',
    'act.roster.application_asked': '提交导入',
    'act.roster.applied': '完成导入',
    'act.roster.exported': '导出花名册',
    'act.roster.handed_in': '上传花名册',
    'act.roster.mapped': '设定导入列',
    'act.roster.rehearsal_asked': '请求试算导入',
    'act.roster.rehearsed': '试算导入',
    'act.roster.undoing_asked': '请求撤销导入',
    'act.roster.undone': '撤销导入',
    'kind.roster_import': '花名册导入',
    'act.organisation.changed': '修改单位资料',
    'act.organisation.removed': '撤销新增单位',
    'act.organisation.reopened': '恢复单位',
    'act.directory.handed_in': '上传机构表',
    'act.directory.mapped': '设定机构表的列',
    'act.directory.rehearsed': '试算机构表',
    'act.directory.applied': '应用机构表',
    'act.directory.undone': '撤销机构导入',
    'act.directory.exported': '导出机构表',
    'kind.directory_import': '机构导入',
  },
  en: {
    ...appliedActs.en,
    ...ledgerActs.en,
    ...surveyActs.en,
    ...yearActs.en,
    ...statementActs.en,
    ...claimActs.en,
    ...integrityActs.en,
    ...noticeActs.en,
    ...placeActs.en,
    ...policyActs.en,
    ...publicityActs.en,
    ...roundActs.en,
    ...schoolActs.en,
    ...selectionActs.en,
    'act.organisation.added': 'Added an organisation',
    'act.organisation.closed': 'Closed an organisation',
    'act.organisation.merged': 'Merged an organisation',
    'act.organisation.moved': 'Moved an organisation',
    'act.organisation.renamed': 'Renamed an organisation',
    'act.organisation.split': 'Split an organisation',
    'act.roster.application_asked': 'Asked to apply an import',
    'act.roster.applied': 'Applied an import',
    'act.roster.exported': 'Exported the roster',
    'act.roster.handed_in': 'Handed a roster in',
    'act.roster.mapped': 'Set the columns of an import',
    'act.roster.rehearsal_asked': 'Asked to rehearse an import',
    'act.roster.rehearsed': 'Rehearsed an import',
    'act.roster.undoing_asked': 'Asked to undo an import',
    'act.roster.undone': 'Undid an import',
    'kind.roster_import': 'Roster import',
    'act.organisation.changed': 'Corrected an organisation',
    'act.organisation.removed': 'Took an organisation away again',
    'act.organisation.reopened': 'Opened an organisation again',
    'act.directory.handed_in': 'Handed a list of organisations in',
    'act.directory.mapped': 'Set the columns of a list of organisations',
    'act.directory.rehearsed': 'Rehearsed a list of organisations',
    'act.directory.applied': 'Applied a list of organisations',
    'act.directory.undone': 'Undid a list of organisations',
    'act.directory.exported': 'Exported the tree',
    'kind.directory_import': 'Import of the tree',
  },
} as const satisfies Words
