export { mayListStatements } from './access.ts'
export { statementScope } from './store/statements.ts'
export { statementPaper } from './verify.ts'
