export { examineEdition, noteCheck, type Checked } from './commands/check.ts'
export { citeYear, type Citation } from './commands/cite.ts'
export { editionsOf, hourYearScope, listEditions } from './store/editions.ts'
