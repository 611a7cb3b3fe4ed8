export { askFreeze, performFreeze, type Frozen } from './commands/freeze.ts'
export { examineEdition, type Checked } from './commands/check.ts'
export { citeYear, type Citation } from './commands/cite.ts'
export { editionsOf, listEditions } from './store/editions.ts'
