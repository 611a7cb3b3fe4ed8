export { examineEdition, noteCheck, type Checked } from './commands/check.ts'
export { citeYear, type Citation } from './commands/cite.ts'
export { editionsOf, listEditions } from './store/editions.ts'
