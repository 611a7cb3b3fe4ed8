export { deciders } from './access.ts'
export { apply, applyMany } from './commands/apply.ts'
export { decideMany } from './commands/decide.ts'
export { countByProgramme, enrolmentScope, listAdmitted } from './store/lists.ts'
