export { mayListStatements } from './access.ts'
export { insertReminders, remindedSince } from './store/reminders.ts'
export { statementScope } from './store/statements.ts'
export { statementPaper } from './verify.ts'
